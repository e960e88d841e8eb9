select json_build_object('suggest', coalesce((
  select json_agg(json_build_object('label', label, 'node', json_build_object('id', noun || ':' || id))
                  order by rank, kind)
    from (select noun, id, label, rank, kind from (
      select 'paper' as noun, e.id, e.title as label, 0 as kind,
             row_number() over (order by (e.title_key = $1) desc, e.citation_count desc, e.id) as rank
        from paper e
       where e.id in (select id from paper
                       where $1 <> '' and title_key >= $1 and title_key < $1 || chr(1114111)
                       order by title_key, id limit 200)
      union all
      select 'author' as noun, e.id, e.name as label, 1 as kind,
             row_number() over (order by (e.name_key = $1) desc, e.citation_count desc, e.id) as rank
        from author e
       where e.id in (select author_id from author_name
                       where $1 <> '' and name_key >= $1 and name_key < $1 || chr(1114111)
                       order by name_key, author_id limit 200)
      union all
      select 'topic' as noun, e.id, e.name as label, 2 as kind,
             row_number() over (order by (e.name_key = $1) desc, e.paper_count desc, e.id) as rank
        from topic e
       where e.id in (select id from topic
                       where $1 <> '' and name_key >= $1 and name_key < $1 || chr(1114111)
                       order by name_key, id limit 200)
      union all
      select 'affiliation' as noun, e.id, e.name as label, 3 as kind,
             row_number() over (order by (e.name_key = $1) desc, e.paper_count desc, e.id) as rank
        from affiliation e
       where e.id in (select affiliation_id from affiliation_name
                       where $1 <> '' and name_key >= $1 and name_key < $1 || chr(1114111)
                       order by name_key, affiliation_id limit 200)
      union all
      select 'venue' as noun, e.id, e.name as label, 4 as kind,
             row_number() over (order by (e.name_key = $1) desc, e.paper_count desc, e.id) as rank
        from venue e
       where e.id in (select id from venue
                       where $1 <> '' and name_key >= $1 and name_key < $1 || chr(1114111)
                       order by name_key, id limit 200)
    ) hit order by rank, kind limit 10) best), '[]'))
