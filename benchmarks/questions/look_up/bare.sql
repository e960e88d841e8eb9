select json_build_object('paper', (
  select json_build_object('title', p.title, 'year', p.year) from paper p where p.id = $1))
