SELECT (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_1.name, 'parent' VALUE (SELECT JSON_OBJECT('name' VALUE affiliation_2.name) AS anon_2 
FROM affiliation AS affiliation_2 
WHERE affiliation_2.id = page_1.parent_id), 'children' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM affiliation AS affiliation_4 
WHERE affiliation_4.parent_id = page_1.id), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_3.name, 'paperCount' VALUE page_3.paper_count, 'children' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM affiliation AS affiliation_6 
WHERE affiliation_6.parent_id = page_3.id), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_5.name) ORDER BY page_5.name_key ASC, page_5.id ASC), '[]'::json)) AS anon_4 
FROM (SELECT affiliation_7.name AS name, affiliation_7.name_key AS name_key, affiliation_7.id AS id 
FROM affiliation AS affiliation_7 
WHERE affiliation_7.parent_id = page_3.id ORDER BY affiliation_7.name_key ASC, affiliation_7.id ASC 
 LIMIT 20) AS page_5)) ORDER BY page_3.paper_count DESC, page_3.id DESC), '[]'::json)) AS anon_3 
FROM (SELECT affiliation_8.name AS name, affiliation_8.paper_count AS paper_count, affiliation_8.id AS id 
FROM affiliation AS affiliation_8 
WHERE affiliation_8.parent_id = page_1.id ORDER BY affiliation_8.paper_count DESC, affiliation_8.id DESC 
 LIMIT 20) AS page_3)) ORDER BY page_1.name_key ASC, page_1.id ASC), '[]'::json)) AS anon_1 
FROM (SELECT affiliation_9.name AS name, affiliation_9.parent_id AS parent_id, affiliation_9.id AS id, affiliation_9.name_key AS name_key 
FROM affiliation AS affiliation_9 ORDER BY affiliation_9.name_key ASC, affiliation_9.id ASC 
 LIMIT 30) AS page_1) AS root_0
