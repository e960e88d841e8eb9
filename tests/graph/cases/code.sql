SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM paper AS paper_2 
WHERE paper_2.has_code), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'topic:' || CAST(bucket_3.value AS TEXT), 'label' VALUE (SELECT named_topic.name 
FROM topic AS named_topic 
WHERE named_topic.id = bucket_3.value), 'count' VALUE bucket_3.count, 'papers' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_5.value AS TEXT), 'count' VALUE bucket_5.count) ORDER BY bucket_5.value), '[]'::json) AS coalesce_2 
FROM (SELECT paper_6.year AS value, count(*) AS count 
FROM paper AS paper_6 
WHERE paper_6.has_code AND (EXISTS (SELECT true AS anon_1 
FROM paper_topic AS paper_topic_7 
WHERE paper_topic_7.paper_id = paper_6.id AND paper_topic_7.topic_id = bucket_3.value)) AND paper_6.year IS NOT NULL GROUP BY paper_6.year ORDER BY paper_6.year 
 LIMIT 20) AS bucket_5))) ORDER BY bucket_3.count DESC, bucket_3.value), '[]'::json) AS coalesce_1 
FROM (SELECT paper_topic_9.topic_id AS value, count(*) AS count 
FROM paper AS paper_8 JOIN paper_topic AS paper_topic_9 ON paper_topic_9.paper_id = paper_8.id 
WHERE paper_8.has_code AND paper_topic_9.topic_id IS NOT NULL GROUP BY paper_topic_9.topic_id ORDER BY count(*) DESC, paper_topic_9.topic_id 
 LIMIT 3) AS bucket_3)) AS root_0, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_10.id AS TEXT)) ORDER BY page_10.citation_count DESC, page_10.id DESC), '[]'::json)) AS anon_2 
FROM (SELECT paper_11.id AS id, paper_11.citation_count AS citation_count 
FROM paper AS paper_11 
WHERE EXISTS (SELECT true AS anon_1 
FROM code_link AS own_code 
WHERE own_code.paper_id = paper_11.id AND own_code.is_official) ORDER BY paper_11.citation_count DESC, paper_11.id DESC 
 LIMIT 20) AS page_10) AS root_1, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_12.id AS TEXT)) ORDER BY page_12.citation_count DESC, page_12.id DESC), '[]'::json)) AS anon_3 
FROM (SELECT paper_13.id AS id, paper_13.citation_count AS citation_count 
FROM paper AS paper_13 
WHERE paper_13.has_code AND NOT (EXISTS (SELECT true AS anon_1 
FROM code_link AS own_code 
WHERE own_code.paper_id = paper_13.id AND own_code.is_official)) ORDER BY paper_13.citation_count DESC, paper_13.id DESC 
 LIMIT 20) AS page_12) AS root_2, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_14.id AS TEXT)) ORDER BY page_14.citation_count DESC, page_14.id DESC), '[]'::json)) AS anon_4 
FROM (SELECT paper_15.id AS id, paper_15.citation_count AS citation_count 
FROM paper AS paper_15 
WHERE EXISTS (SELECT true AS anon_1 
FROM code_link AS links_to_code JOIN code_repository AS linked_code ON linked_code.id = links_to_code.repository_id 
WHERE links_to_code.paper_id = paper_15.id AND linked_code.host = ANY (CAST($1 AS TEXT[]))) ORDER BY paper_15.citation_count DESC, paper_15.id DESC 
 LIMIT 20) AS page_14) AS root_3, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_16.id AS TEXT)) ORDER BY page_16.citation_count DESC, page_16.id DESC), '[]'::json)) AS anon_5 
FROM (SELECT paper_17.id AS id, paper_17.citation_count AS citation_count 
FROM paper AS paper_17 
WHERE EXISTS (SELECT true AS anon_1 
FROM code_link AS links_to_code JOIN code_repository AS linked_code ON linked_code.id = links_to_code.repository_id 
WHERE links_to_code.paper_id = paper_17.id AND linked_code.framework = ANY (CAST($2 AS TEXT[]))) ORDER BY paper_17.citation_count DESC, paper_17.id DESC 
 LIMIT 20) AS page_16) AS root_4, (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM code_repository AS code_repository_19 
WHERE code_repository_19.paper_count >= $3::INTEGER AND (EXISTS (SELECT true AS anon_1 
FROM code_link AS own_code 
WHERE own_code.repository_id = code_repository_19.id AND own_code.is_official))), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('url' VALUE page_18.url, 'framework' VALUE page_18.framework, 'paperCount' VALUE page_18.paper_count, 'papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_21.id AS TEXT)) ORDER BY page_20.citation_count DESC, page_20.paper_id DESC), '[]'::json)) AS anon_7 
FROM (SELECT code_link_22.citation_count AS citation_count, code_link_22.paper_id AS paper_id 
FROM code_link AS code_link_22 
WHERE code_link_22.repository_id = page_18.id ORDER BY code_link_22.citation_count DESC, code_link_22.paper_id DESC 
 LIMIT 2) AS page_20 JOIN paper AS paper_21 ON paper_21.id = page_20.paper_id)) ORDER BY page_18.paper_count DESC, page_18.id DESC), '[]'::json)) AS anon_6 
FROM (SELECT code_repository_23.url AS url, code_repository_23.framework AS framework, code_repository_23.paper_count AS paper_count, code_repository_23.id AS id 
FROM code_repository AS code_repository_23 
WHERE code_repository_23.paper_count >= $3::INTEGER AND (EXISTS (SELECT true AS anon_1 
FROM code_link AS own_code 
WHERE own_code.repository_id = code_repository_23.id AND own_code.is_official)) ORDER BY code_repository_23.paper_count DESC, code_repository_23.id DESC 
 LIMIT 2) AS page_18) AS root_5
