select json_build_object('papers', json_build_object('nodes', (
  select coalesce(json_agg(json_build_object(
      'id', 'paper:' || p.id, 'title', p.title, 'year', p.year, 'citationCount', p.citation_count
    ) order by p.citation_count desc, p.id desc), '[]')
    from (select id, title, year, citation_count from paper
           where id in (select paper_id from paper_text
                         where search @@ websearch_to_tsquery('english', $1))
           order by citation_count desc, id desc limit 20) p)))
