select json_build_object('paper', (
  select json_build_object('coCited', json_build_object('edges', (
    select coalesce(json_agg(json_build_object(
        'strength', c.strength, 'node', json_build_object('id', 'paper:' || p.id, 'title', p.title)
      ) order by c.strength desc, c.id desc), '[]')
      from (select o.cited_id as id, count(*) as strength
              from citation k join citation o on o.citing_id = k.citing_id
             where k.cited_id = r.id and o.cited_id <> r.id
             group by o.cited_id order by 2 desc, 1 desc limit 10) c
      join paper p on p.id = c.id)))
    from paper r where r.id = $1))
