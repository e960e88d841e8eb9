select json_build_object('nodes', (
  select coalesce(json_agg(case when p.id is not null then json_build_object(
      'id', 'paper:' || p.id, 'title', p.title, 'year', p.year, 'citationCount', p.citation_count
    ) end order by a.place), '[]')
    from unnest($1::bigint[]) with ordinality as a (id, place)
    left join forwarding f on f.entity = 'paper' and f.id = a.id
    left join paper p on p.id = coalesce(f.into_id, a.id)))
