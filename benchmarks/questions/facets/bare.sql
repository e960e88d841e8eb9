select json_build_object('topic', (
  select json_build_object('papers', json_build_object('facets', (
    select coalesce(json_agg(json_build_object('value', y.year::text, 'count', y.n) order by y.year), '[]')
      from (select p.year, count(*) as n
              from paper_topic b join paper p on p.id = b.paper_id
             where b.topic_id = t.id and p.year is not null
             group by p.year order by p.year limit 50) y)))
    from topic t where t.id = $1))
