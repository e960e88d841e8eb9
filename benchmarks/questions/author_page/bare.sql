select json_build_object('author', (
  select json_build_object(
    'id', 'author:' || a.id,
    'name', a.name,
    'metrics', json_build_object(
      'paperCount', a.paper_count, 'citationCount', a.citation_count, 'hIndex', a.h_index),
    'papers', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object(
          'id', 'paper:' || p.id,
          'title', p.title,
          'publishedOn', p.published_on,
          'primaryTopic', (
            select json_build_object('code', t.code, 'name', t.name)
              from topic t where t.id = p.primary_topic_id),
          'authors', json_build_object('edges', (
            select coalesce(json_agg(json_build_object(
                'position', s.position,
                'node', case when u.id is not null
                             then json_build_object('id', 'author:' || u.id, 'name', u.name) end
              ) order by s.ordinal), '[]')
              from (select ordinal, position, author_id from authorship
                     where paper_id = p.id and not is_repeat order by ordinal limit 5) s
              left join author u on u.id = s.author_id)),
          'codeLinks', json_build_object('nodes', (
            select coalesce(json_agg(json_build_object(
                'repository', json_build_object('url', r.url)) order by c.repository_id), '[]')
              from (select repository_id from code_link
                     where paper_id = p.id order by repository_id limit 10) c
              join code_repository r on r.id = c.repository_id)),
          'externalIds', (
            select coalesce(json_agg(json_build_object(
                'scheme', e.scheme, 'value', e.value) order by e.scheme, e.value), '[]')
              from paper_external_id e where e.paper_id = p.id)
        ) order by k.citation_count desc, k.paper_id desc), '[]')
        from (select paper_id, citation_count from authorship
               where author_id = a.id and not is_repeat
               order by citation_count desc, paper_id desc limit 20) k
        join paper p on p.id = k.paper_id)))
    from author a where a.id = $1))
