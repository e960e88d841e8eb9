SELECT (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM paper AS paper_2 
WHERE paper_2.id IN (SELECT paper_text.paper_id 
FROM paper_text 
WHERE paper_text.search @@ websearch_to_tsquery('english'::regconfig, $1))), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE page_1.title, 'publishedOn' VALUE page_1.published_on) ORDER BY page_1.published_key ASC, page_1.id ASC) FILTER (WHERE page_1.page_place <= 2), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 2)) AS anon_1 
FROM (WITH found_3 AS 
(SELECT paper_text.paper_id AS paper_id 
FROM paper_text 
WHERE paper_text.search @@ (SELECT websearch_to_tsquery('english'::regconfig, $1) AS websearch_to_tsquery_1)), 
walked_6 AS 
(SELECT made_5.title AS title, made_5.published_on AS published_on, made_5.published_key AS published_key, made_5.id AS id, row_number() OVER (ORDER BY made_5.published_key ASC, made_5.id ASC) AS page_place 
FROM (SELECT paper_4.id, paper_4.published_key, paper_4.title, paper_4.published_on 
FROM paper AS paper_4 ORDER BY paper_4.published_key ASC, paper_4.id ASC 
 LIMIT 20000) AS made_5 
WHERE CASE WHEN (querytree(websearch_to_tsquery('english'::regconfig, $1)) = 'T') THEN true ELSE (SELECT count(*) AS count_2 
FROM (SELECT found_3.paper_id AS paper_id 
FROM found_3 
 LIMIT 2001) AS anon_2) > 2000 END AND ((SELECT paper_text.search 
FROM paper_text 
WHERE paper_text.paper_id = made_5.id) @@ (SELECT websearch_to_tsquery('english'::regconfig, $1) AS websearch_to_tsquery_2)) ORDER BY made_5.published_key ASC, made_5.id ASC 
 LIMIT 3)
 SELECT walked_6.title AS title, walked_6.published_on AS published_on, walked_6.published_key AS published_key, walked_6.id AS id, walked_6.page_place AS page_place 
FROM walked_6 
WHERE (SELECT count(*) AS count_3 
FROM walked_6) = 3 UNION ALL (SELECT paper_7.title AS title, paper_7.published_on AS published_on, paper_7.published_key AS published_key, paper_7.id AS id, row_number() OVER (ORDER BY paper_7.published_key ASC, paper_7.id ASC) AS page_place 
FROM paper AS paper_7 
WHERE paper_7.id IN (SELECT found_3.paper_id 
FROM found_3) AND (SELECT count(*) AS count_3 
FROM walked_6) != 3 ORDER BY paper_7.published_key ASC, paper_7.id ASC 
 LIMIT 3)) AS page_1) AS root_0, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE page_8.title) ORDER BY page_8.citation_count DESC, page_8.id DESC), '[]'::json)) AS anon_3 
FROM (WITH found_9 AS 
(SELECT paper_text.paper_id AS paper_id 
FROM paper_text 
WHERE paper_text.search @@ (SELECT websearch_to_tsquery('english'::regconfig, $2) AS websearch_to_tsquery_3)), 
walked_12 AS 
(SELECT made_11.title AS title, made_11.citation_count AS citation_count, made_11.id AS id 
FROM (SELECT paper_10.id, paper_10.citation_count, paper_10.title 
FROM paper AS paper_10 ORDER BY paper_10.citation_count DESC, paper_10.id DESC 
 LIMIT 20000) AS made_11 
WHERE CASE WHEN (querytree(websearch_to_tsquery('english'::regconfig, $2)) = 'T') THEN true ELSE (SELECT count(*) AS count_4 
FROM (SELECT found_9.paper_id AS paper_id 
FROM found_9 
 LIMIT 2001) AS anon_4) > 2000 END AND ((SELECT paper_text.search 
FROM paper_text 
WHERE paper_text.paper_id = made_11.id) @@ (SELECT websearch_to_tsquery('english'::regconfig, $2) AS websearch_to_tsquery_4)) ORDER BY made_11.citation_count DESC, made_11.id DESC 
 LIMIT 20)
 SELECT walked_12.title AS title, walked_12.citation_count AS citation_count, walked_12.id AS id 
FROM walked_12 
WHERE (SELECT count(*) AS count_5 
FROM walked_12) = 20 UNION ALL (SELECT paper_13.title AS title, paper_13.citation_count AS citation_count, paper_13.id AS id 
FROM paper AS paper_13 
WHERE paper_13.id IN (SELECT found_9.paper_id 
FROM found_9) AND (SELECT count(*) AS count_5 
FROM walked_12) != 20 ORDER BY paper_13.citation_count DESC, paper_13.id DESC 
 LIMIT 20)) AS page_8) AS root_1, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE page_14.title) ORDER BY page_14.citation_count DESC, page_14.id DESC), '[]'::json)) AS anon_5 
FROM (SELECT paper_15.title AS title, paper_15.citation_count AS citation_count, paper_15.id AS id 
FROM paper AS paper_15 
WHERE paper_15.id IN (SELECT paper_text.paper_id 
FROM paper_text 
WHERE paper_text.search @@ websearch_to_tsquery('english'::regconfig, $3)) AND paper_15.has_code ORDER BY paper_15.citation_count DESC, paper_15.id DESC 
 LIMIT 20) AS page_14) AS root_2, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_16.name) ORDER BY page_16.citation_count DESC, page_16.id DESC), '[]'::json)) AS anon_6 
FROM (SELECT author_17.name AS name, author_17.citation_count AS citation_count, author_17.id AS id 
FROM author AS author_17 
WHERE author_17.id IN (SELECT author_name.author_id 
FROM author_name 
WHERE to_tsvector('simple'::regconfig, author_name.name_key) @@ plainto_tsquery('simple'::regconfig, $4)) ORDER BY author_17.citation_count DESC, author_17.id DESC 
 LIMIT 20) AS page_16) AS root_3
