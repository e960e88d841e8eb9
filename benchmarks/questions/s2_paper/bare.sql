select json_build_object(
  'paperId', coalesce(
    (select min(value) from paper_external_id where paper_id = p.id and scheme = 's2-paper'),
    lpad(to_hex(p.id), 16, '0') || left(md5('colophon paper ' || p.id), 24)),
  'title', p.title, 'year', p.year, 'citationCount', p.citation_count,
  'authors', coalesce((
    select json_agg(json_build_object(
      'authorId', coalesce(
        (select min(value) from author_external_id where author_id = a.id and scheme = 's2-author'),
        (a.id + 1000000000000)::text),
      'name', coalesce(a.name, s.name_as_written)) order by s.ordinal)
    from authorship s left join author a on a.id = s.author_id
    where s.paper_id = p.id and not s.is_repeat), '[]'))
from paper p where p.id = $1
