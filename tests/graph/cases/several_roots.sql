SELECT (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_1.id AS TEXT), 'title' VALUE page_1.title) ORDER BY page_1.citation_count DESC, page_1.id DESC), '[]'::json), 'totalCount' VALUE coalesce((SELECT CAST(entity_count.count AS INTEGER) AS count 
FROM entity_count 
WHERE entity_count.entity = 'paper'), 0)) AS anon_1 
FROM (SELECT paper_2.id AS id, paper_2.title AS title, paper_2.citation_count AS citation_count 
FROM paper AS paper_2 ORDER BY paper_2.citation_count DESC, paper_2.id DESC 
 LIMIT 1) AS page_1) AS root_0, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('code' VALUE page_3.code) ORDER BY page_3.name_key ASC, page_3.id ASC), '[]'::json)) AS anon_2 
FROM (SELECT topic_4.code AS code, topic_4.name_key AS name_key, topic_4.id AS id 
FROM topic AS topic_4 
WHERE (to_tsvector('simple'::regconfig, topic_4.name_key) @@ plainto_tsquery('simple'::regconfig, split_part($1, '
', 1))) OR lower(topic_4.code) = split_part($1, '
', 2) ORDER BY topic_4.name_key ASC, topic_4.id ASC 
 LIMIT 20) AS page_3) AS root_1, (SELECT JSON_OBJECT('name' VALUE author_5.name, 'metrics' VALUE JSON_OBJECT('paperCount' VALUE author_5.paper_count, 'hIndex' VALUE author_5.h_index, 'countsByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_6.year) ORDER BY page_6.year ASC), '[]'::json) AS coalesce_1 
FROM (SELECT author_year_7.year AS year 
FROM author_year AS author_year_7 
WHERE author_year_7.author_id = author_5.id ORDER BY author_year_7.year ASC) AS page_6))) AS anon_3 
FROM author AS author_5 
WHERE author_5.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_2
