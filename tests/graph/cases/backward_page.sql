SELECT (SELECT JSON_OBJECT('edges' VALUE coalesce(json_agg(JSON_OBJECT('cursor' VALUE translate(encode(convert_to(CAST(json_build_array('OLDEST', page_1.published_key, page_1.id) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_'), 'node' VALUE JSON_OBJECT('title' VALUE page_1.title, 'publishedOn' VALUE page_1.published_on)) ORDER BY page_1.published_key ASC, page_1.id ASC) FILTER (WHERE page_1.page_place <= 3), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE false, 'hasPreviousPage' VALUE count(*) > 3, 'startCursor' VALUE (array_agg(translate(encode(convert_to(CAST(json_build_array('OLDEST', page_1.published_key, page_1.id) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_') ORDER BY page_1.page_place DESC) FILTER (WHERE page_1.page_place <= 3))[1], 'endCursor' VALUE max(translate(encode(convert_to(CAST(json_build_array('OLDEST', page_1.published_key, page_1.id) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_')) FILTER (WHERE page_1.page_place = 1))) AS anon_1 
FROM (SELECT paper_2.published_key AS published_key, paper_2.id AS id, paper_2.title AS title, paper_2.published_on AS published_on, row_number() OVER (ORDER BY paper_2.published_key DESC, paper_2.id DESC) AS page_place 
FROM paper AS paper_2 ORDER BY paper_2.published_key DESC, paper_2.id DESC 
 LIMIT 4) AS page_1) AS root_0, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE page_3.title, 'publishedOn' VALUE page_3.published_on) ORDER BY page_3.published_key ASC, page_3.id ASC) FILTER (WHERE page_3.page_place <= 2), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE EXISTS (SELECT true AS anon_3 
FROM paper AS paper_4 
WHERE (paper_4.published_key, paper_4.id) >= ($1::DATE, $2::BIGINT)), 'hasPreviousPage' VALUE count(*) > 2)) AS anon_2 
FROM (SELECT paper_5.title AS title, paper_5.published_on AS published_on, paper_5.published_key AS published_key, paper_5.id AS id, row_number() OVER (ORDER BY paper_5.published_key DESC, paper_5.id DESC) AS page_place 
FROM paper AS paper_5 
WHERE (paper_5.published_key, paper_5.id) < ($1::DATE, $2::BIGINT) ORDER BY paper_5.published_key DESC, paper_5.id DESC 
 LIMIT 3) AS page_3) AS root_1
