select json_build_object('paper', (
  select json_build_object(
    'id', 'paper:' || r.id,
    'title', r.title,
    'year', r.year,
    'citationCount', r.citation_count,
    'citations', json_build_object('nodes', (
      select coalesce(json_agg(json_build_object(
          'id', 'paper:' || p.id,
          'title', p.title,
          'year', p.year,
          'citationCount', p.citation_count,
          'citations', json_build_object('nodes', (
            select coalesce(json_agg(json_build_object(
                'id', 'paper:' || q.id, 'title', q.title, 'year', q.year
              ) order by k2.citing_citation_count desc, k2.citing_id desc), '[]')
              from (select citing_id, citing_citation_count from citation
                     where cited_id = p.id
                     order by citing_citation_count desc, citing_id desc limit 5) k2
              join paper q on q.id = k2.citing_id))
        ) order by k.citing_citation_count desc, k.citing_id desc), '[]')
        from (select citing_id, citing_citation_count from citation
               where cited_id = r.id
               order by citing_citation_count desc, citing_id desc limit 20) k
        join paper p on p.id = k.citing_id)))
    from paper r where r.id = $1))
