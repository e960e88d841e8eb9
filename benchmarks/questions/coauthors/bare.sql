select json_build_object('author', (
  select json_build_object(
    'id', 'author:' || a.id,
    'name', a.name,
    'coauthors', json_build_object('edges', (
      select coalesce(json_agg(json_build_object(
          'paperCount', c.paper_count,
          'firstYear', c.first_year,
          'lastYear', c.last_year,
          'node', json_build_object(
            'id', 'author:' || u.id,
            'name', u.name,
            'papers', json_build_object('nodes', (
              select coalesce(json_agg(json_build_object(
                  'id', 'paper:' || p.id, 'title', p.title, 'citationCount', p.citation_count
                ) order by k.citation_count desc, k.paper_id desc), '[]')
                from (select paper_id, citation_count from authorship
                       where author_id = u.id and not is_repeat
                       order by citation_count desc, paper_id desc limit 3) k
                join paper p on p.id = k.paper_id)))
        ) order by c.paper_count desc, c.coauthor_id desc), '[]')
        from (select coauthor_id, paper_count, first_year, last_year from coauthorship
               where author_id = a.id
               order by paper_count desc, coauthor_id desc limit 25) c
        join author u on u.id = c.coauthor_id)))
    from author a where a.id = $1))
