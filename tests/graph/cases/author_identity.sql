SELECT (SELECT JSON_OBJECT('identity' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('rule' VALUE upper(page_2.rule), 'name' VALUE page_2.name_key, 'evidence' VALUE page_2.evidence, 'mentionCount' VALUE page_2.mention_count) ORDER BY page_2.name_key ASC, page_2.rule ASC), '[]'::json) AS coalesce_1 
FROM (SELECT author_identity_3.rule AS rule, author_identity_3.name_key AS name_key, author_identity_3.evidence AS evidence, author_identity_3.mention_count AS mention_count 
FROM author_identity AS author_identity_3 
WHERE author_identity_3.author_id = author_1.id ORDER BY author_identity_3.name_key ASC, author_identity_3.rule ASC) AS page_2), 'possiblySame' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM author AS author_5 
WHERE author_5.id IN (SELECT same_name.author_id 
FROM author_name AS own_name JOIN author_name AS same_name ON same_name.name_key = own_name.name_key 
WHERE own_name.author_id = author_1.id) AND author_5.id != author_1.id), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'author:' || CAST(page_4.id AS TEXT), 'name' VALUE page_4.name) ORDER BY page_4.paper_count DESC, page_4.id DESC), '[]'::json)) AS anon_2 
FROM (SELECT author_6.id AS id, author_6.name AS name, author_6.paper_count AS paper_count 
FROM author AS author_6 
WHERE author_6.id IN (SELECT same_name.author_id 
FROM author_name AS own_name JOIN author_name AS same_name ON same_name.name_key = own_name.name_key 
WHERE own_name.author_id = author_1.id) AND author_6.id != author_1.id ORDER BY author_6.paper_count DESC, author_6.id DESC 
 LIMIT 20) AS page_4)) AS anon_1 
FROM author AS author_1 
WHERE author_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0, (SELECT JSON_OBJECT('identity' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('rule' VALUE upper(page_8.rule), 'name' VALUE page_8.name_key, 'evidence' VALUE page_8.evidence) ORDER BY page_8.name_key ASC, page_8.rule ASC), '[]'::json) AS coalesce_2 
FROM (SELECT author_identity_9.rule AS rule, author_identity_9.name_key AS name_key, author_identity_9.evidence AS evidence 
FROM author_identity AS author_identity_9 
WHERE author_identity_9.author_id = author_7.id ORDER BY author_identity_9.name_key ASC, author_identity_9.rule ASC) AS page_8), 'possiblySame' VALUE JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM author AS author_11 
WHERE author_11.id IN (SELECT same_name.author_id 
FROM author_name AS own_name JOIN author_name AS same_name ON same_name.name_key = own_name.name_key 
WHERE own_name.author_id = author_7.id) AND author_11.id != author_7.id))) AS anon_3 
FROM author AS author_7 
WHERE author_7.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1, (SELECT JSON_OBJECT('possiblySame' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_13.name) ORDER BY page_13.paper_count DESC, page_13.id DESC), '[]'::json)) AS anon_5 
FROM (SELECT author_14.name AS name, author_14.paper_count AS paper_count, author_14.id AS id 
FROM author AS author_14 
WHERE author_14.id IN (SELECT same_name.author_id 
FROM author_name AS own_name JOIN author_name AS same_name ON same_name.name_key = own_name.name_key 
WHERE own_name.author_id = author_12.id) AND author_14.id != author_12.id ORDER BY author_14.paper_count DESC, author_14.id DESC 
 LIMIT 1) AS page_13)) AS anon_4 
FROM author AS author_12 
WHERE author_12.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_2
