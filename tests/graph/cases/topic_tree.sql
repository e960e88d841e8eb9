SELECT (SELECT JSON_OBJECT('name' VALUE topic_1.name, 'level' VALUE topic_1.level, 'paperCount' VALUE topic_1.paper_count, 'authorCount' VALUE topic_1.author_count, 'citationCount' VALUE topic_1.citation_count, 'parent' VALUE (SELECT JSON_OBJECT('name' VALUE topic_2.name, 'parent' VALUE (SELECT JSON_OBJECT('name' VALUE topic_3.name) AS anon_3 
FROM topic AS topic_3 
WHERE topic_3.id = topic_2.parent_id), 'children' VALUE (SELECT JSON_OBJECT('totalCount' VALUE topic_2.child_count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_4.name) ORDER BY page_4.name_key ASC, page_4.id ASC), '[]'::json)) AS anon_4 
FROM (SELECT topic_5.name AS name, topic_5.name_key AS name_key, topic_5.id AS id 
FROM topic AS topic_5 
WHERE topic_5.parent_id = topic_2.id ORDER BY topic_5.name_key ASC, topic_5.id ASC 
 LIMIT 20) AS page_4)) AS anon_2 
FROM topic AS topic_2 
WHERE topic_2.id = topic_1.parent_id), 'children' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('code' VALUE page_6.code, 'paperCount' VALUE page_6.paper_count, 'children' VALUE JSON_OBJECT('totalCount' VALUE page_6.child_count), 'papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE paper_9.title) ORDER BY page_8.citation_count DESC, page_8.paper_id DESC), '[]'::json)) AS anon_6 
FROM (SELECT paper_topic_10.citation_count AS citation_count, paper_topic_10.paper_id AS paper_id 
FROM paper_topic AS paper_topic_10 
WHERE paper_topic_10.topic_id = page_6.id ORDER BY paper_topic_10.citation_count DESC, paper_topic_10.paper_id DESC 
 LIMIT 2) AS page_8 JOIN paper AS paper_9 ON paper_9.id = page_8.paper_id)) ORDER BY page_6.paper_count DESC, page_6.id DESC), '[]'::json)) AS anon_5 
FROM (SELECT topic_11.code AS code, topic_11.paper_count AS paper_count, topic_11.child_count AS child_count, topic_11.id AS id 
FROM topic AS topic_11 
WHERE topic_11.parent_id = topic_1.id ORDER BY topic_11.paper_count DESC, topic_11.id DESC 
 LIMIT 20) AS page_6), 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE topic_1.paper_count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE paper_13.title) ORDER BY page_12.key_0 ASC, page_12.paper_id ASC), '[]'::json)) AS anon_7 
FROM (SELECT paper_topic_14.paper_id AS paper_id, paper_15.title_key AS key_0 
FROM paper_topic AS paper_topic_14 JOIN paper AS paper_15 ON paper_15.id = paper_topic_14.paper_id 
WHERE paper_topic_14.topic_id = topic_1.id ORDER BY paper_15.title_key ASC, paper_topic_14.paper_id ASC 
 LIMIT 20) AS page_12 JOIN paper AS paper_13 ON paper_13.id = page_12.paper_id)) AS anon_1 
FROM topic AS topic_1 
WHERE topic_1.id = (SELECT min(bearer.id) AS min_1 
FROM topic AS bearer 
WHERE bearer.code = $1::VARCHAR 
HAVING count(*) = 1)) AS root_0
