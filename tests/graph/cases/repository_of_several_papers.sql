SELECT (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_1.id AS TEXT), 'url' VALUE code_repository_1.url, 'host' VALUE code_repository_1.host, 'owner' VALUE code_repository_1.owner, 'name' VALUE code_repository_1.name, 'framework' VALUE code_repository_1.framework, 'stars' VALUE code_repository_1.stars, 'paperCount' VALUE code_repository_1.paper_count, 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE code_repository_1.paper_count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE paper_3.title, 'hasCode' VALUE paper_3.has_code, 'codeLinks' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('isOfficial' VALUE page_4.is_official, 'source' VALUE page_4.source, 'foundIn' VALUE upper(page_4.found_in), 'repository' VALUE (SELECT JSON_OBJECT('name' VALUE code_repository_5.name) AS anon_4 
FROM code_repository AS code_repository_5 
WHERE code_repository_5.id = page_4.repository_id)) ORDER BY page_4.repository_id ASC), '[]'::json)) AS anon_3 
FROM (SELECT code_link_6.is_official AS is_official, code_link_6.source AS source, code_link_6.found_in AS found_in, code_link_6.repository_id AS repository_id 
FROM code_link AS code_link_6 
WHERE code_link_6.paper_id = paper_3.id ORDER BY code_link_6.repository_id ASC 
 LIMIT 20) AS page_4)) ORDER BY page_2.published_key ASC, page_2.paper_id ASC), '[]'::json)) AS anon_2 
FROM (SELECT code_link_7.published_key AS published_key, code_link_7.paper_id AS paper_id 
FROM code_link AS code_link_7 
WHERE code_link_7.repository_id = code_repository_1.id ORDER BY code_link_7.published_key ASC, code_link_7.paper_id ASC 
 LIMIT 20) AS page_2 JOIN paper AS paper_3 ON paper_3.id = page_2.paper_id)) AS anon_1 
FROM code_repository AS code_repository_1 
WHERE code_repository_1.url_key = $1::VARCHAR) AS root_0
