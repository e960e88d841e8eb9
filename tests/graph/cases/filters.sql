SELECT (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM paper AS paper_2 
WHERE (paper_2.citation_count > $1::INTEGER OR paper_2.has_code AND paper_2.authors_complete IS NOT true OR strpos(lower(paper_2.title), lower($2::VARCHAR)) > 0 AND (EXISTS (SELECT true AS anon_2 
FROM paper_topic JOIN topic ON topic.id = paper_topic.topic_id 
WHERE paper_topic.paper_id = paper_2.id AND topic.code = ANY (CAST($3 AS TEXT[]))))) AND (paper_2.id IN (SELECT authorship.paper_id 
FROM authorship 
WHERE authorship.author_id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $4::BIGINT), $4::BIGINT))) IS NOT true AND paper_2.published_on >= $5::DATE AND paper_2.published_on IS NOT NULL AND paper_2.type = ANY (CAST($6 AS TEXT[]))), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE page_1.title, 'type' VALUE page_1.type, 'publishedOn' VALUE page_1.published_on, 'citationCount' VALUE page_1.citation_count, 'hasCode' VALUE page_1.has_code) ORDER BY page_1.title_key ASC, page_1.id ASC), '[]'::json)) AS anon_1 
FROM (SELECT paper_3.title AS title, paper_3.type AS type, paper_3.published_on AS published_on, paper_3.citation_count AS citation_count, paper_3.has_code AS has_code, paper_3.title_key AS title_key, paper_3.id AS id 
FROM paper AS paper_3 
WHERE (paper_3.citation_count > $1::INTEGER OR paper_3.has_code AND paper_3.authors_complete IS NOT true OR strpos(lower(paper_3.title), lower($2::VARCHAR)) > 0 AND (EXISTS (SELECT true AS anon_2 
FROM paper_topic JOIN topic ON topic.id = paper_topic.topic_id 
WHERE paper_topic.paper_id = paper_3.id AND topic.code = ANY (CAST($3 AS TEXT[]))))) AND (paper_3.id IN (SELECT authorship.paper_id 
FROM authorship 
WHERE authorship.author_id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $4::BIGINT), $4::BIGINT))) IS NOT true AND paper_3.published_on >= $5::DATE AND paper_3.published_on IS NOT NULL AND paper_3.type = ANY (CAST($6 AS TEXT[])) ORDER BY paper_3.title_key ASC, paper_3.id ASC 
 LIMIT 30) AS page_1) AS root_0, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_4.name, 'metrics' VALUE JSON_OBJECT('firstYear' VALUE page_4.first_year)) ORDER BY page_4.name_key ASC, page_4.id ASC), '[]'::json)) AS anon_3 
FROM (SELECT author_5.name AS name, author_5.first_year AS first_year, author_5.name_key AS name_key, author_5.id AS id 
FROM author AS author_5 
WHERE author_5.first_year < $7::INTEGER AND author_5.kind != 'group' ORDER BY author_5.name_key ASC, author_5.id ASC 
 LIMIT 20) AS page_4) AS root_1, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_6.name, 'countryCode' VALUE page_6.country_code) ORDER BY page_6.paper_count DESC, page_6.id DESC), '[]'::json)) AS anon_4 
FROM (SELECT affiliation_7.name AS name, affiliation_7.country_code AS country_code, affiliation_7.paper_count AS paper_count, affiliation_7.id AS id 
FROM affiliation AS affiliation_7 
WHERE starts_with(affiliation_7.name, $8) IS true AND affiliation_7.country_code != $9::VARCHAR ORDER BY affiliation_7.paper_count DESC, affiliation_7.id DESC 
 LIMIT 20) AS page_6) AS root_2, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('url' VALUE page_8.url) ORDER BY page_8.url_key ASC, page_8.id ASC), '[]'::json)) AS anon_5 
FROM (SELECT code_repository_9.url AS url, code_repository_9.url_key AS url_key, code_repository_9.id AS id 
FROM code_repository AS code_repository_9 
WHERE code_repository_9.framework IS NULL ORDER BY code_repository_9.url_key ASC, code_repository_9.id ASC 
 LIMIT 20) AS page_8) AS root_3
