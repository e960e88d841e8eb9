select json_build_object('topic', (
  select json_build_object(
    'code', t.code,
    'name', t.name,
    'papers', json_build_object(
      'totalCount', t.paper_count,
      'nodes', (
        select coalesce(json_agg(json_build_object(
            'id', 'paper:' || p.id,
            'title', p.title,
            'year', p.year,
            'authors', json_build_object('edges', (
              select coalesce(json_agg(json_build_object(
                  'position', s.position,
                  'node', case when u.id is not null
                               then json_build_object('id', 'author:' || u.id, 'name', u.name) end
                ) order by s.ordinal), '[]')
                from (select ordinal, position, author_id from authorship
                       where paper_id = p.id and not is_repeat order by ordinal limit 3) s
                left join author u on u.id = s.author_id))
          ) order by k.citation_count desc, k.paper_id desc), '[]')
          from (select paper_id, citation_count from paper_topic
                 where topic_id = t.id
                 order by citation_count desc, paper_id desc limit 50) k
          join paper p on p.id = k.paper_id)))
    from topic t where t.id = $1))
