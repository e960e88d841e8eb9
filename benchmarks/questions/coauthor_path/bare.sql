select json_build_object('coauthorPath', (
  select json_build_object(
    'length', cardinality(f.ids) - 1,
    'authors', (
      select json_agg(json_build_object('id', 'author:' || a.id, 'name', a.name) order by w.place)
        from unnest(f.ids) with ordinality w (id, place) join author a on a.id = w.id))
    from (select coauthor_path($1, $2, 6) as ids) f where f.ids is not null))
