SELECT (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_1.id AS TEXT), 'name' VALUE author_1.name) AS anon_1 
FROM author AS author_1 
WHERE author_1.id = (SELECT author_external_id.author_id 
FROM author_external_id 
WHERE author_external_id.scheme = split_part($1::VARCHAR, ' ', 1) AND author_external_id.value = split_part($1::VARCHAR, ' ', 2))) AS root_0, (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_2.id AS TEXT), 'name' VALUE author_2.name) AS anon_2 
FROM author AS author_2 
WHERE author_2.id = (SELECT author_external_id.author_id 
FROM author_external_id 
WHERE author_external_id.scheme = split_part($2::VARCHAR, ' ', 1) AND author_external_id.value = split_part($2::VARCHAR, ' ', 2))) AS root_1, (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_3.id AS TEXT), 'name' VALUE author_3.name) AS anon_3 
FROM author AS author_3 
WHERE author_3.id = (SELECT author_external_id.author_id 
FROM author_external_id 
WHERE author_external_id.scheme = split_part($3::VARCHAR, ' ', 1) AND author_external_id.value = split_part($3::VARCHAR, ' ', 2))) AS root_2, (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_4.id AS TEXT), 'name' VALUE author_4.name) AS anon_4 
FROM author AS author_4 
WHERE author_4.id = (SELECT author_external_id.author_id 
FROM author_external_id 
WHERE author_external_id.scheme = split_part($4::VARCHAR, ' ', 1) AND author_external_id.value = split_part($4::VARCHAR, ' ', 2))) AS root_3, (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_5.id AS TEXT), 'name' VALUE author_5.name) AS anon_5 
FROM author AS author_5 
WHERE author_5.id = (SELECT min(author_name.author_id) AS min_1 
FROM author_name 
WHERE author_name.name_key = $5::VARCHAR COLLATE "C" 
HAVING count(DISTINCT author_name.author_id) = 1)) AS root_4, (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_6.id AS TEXT), 'name' VALUE author_6.name) AS anon_6 
FROM author AS author_6 
WHERE author_6.id = (SELECT min(author_name.author_id) AS min_2 
FROM author_name 
WHERE author_name.name_key = $6::VARCHAR COLLATE "C" 
HAVING count(DISTINCT author_name.author_id) = 1)) AS root_5, (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_7.id AS TEXT), 'name' VALUE author_7.name) AS anon_7 
FROM author AS author_7 
WHERE author_7.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $7::BIGINT), $7::BIGINT)) AS root_6, (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_8.id AS TEXT), 'name' VALUE affiliation_8.name) AS anon_8 
FROM affiliation AS affiliation_8 
WHERE affiliation_8.id = (SELECT affiliation_external_id.affiliation_id 
FROM affiliation_external_id 
WHERE affiliation_external_id.scheme = split_part($8::VARCHAR, ' ', 1) AND affiliation_external_id.value = split_part($8::VARCHAR, ' ', 2))) AS root_7, (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_9.id AS TEXT), 'name' VALUE affiliation_9.name) AS anon_9 
FROM affiliation AS affiliation_9 
WHERE affiliation_9.id = (SELECT min(affiliation_name.affiliation_id) AS min_3 
FROM affiliation_name 
WHERE affiliation_name.name_key = $9::VARCHAR COLLATE "C" 
HAVING count(DISTINCT affiliation_name.affiliation_id) = 1)) AS root_8, (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_10.id AS TEXT), 'name' VALUE affiliation_10.name) AS anon_10 
FROM affiliation AS affiliation_10 
WHERE affiliation_10.id = (SELECT min(affiliation_name.affiliation_id) AS min_4 
FROM affiliation_name 
WHERE affiliation_name.name_key = $10::VARCHAR COLLATE "C" 
HAVING count(DISTINCT affiliation_name.affiliation_id) = 1)) AS root_9, (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_11.id AS TEXT), 'name' VALUE affiliation_11.name) AS anon_11 
FROM affiliation AS affiliation_11 
WHERE affiliation_11.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $11::BIGINT), $11::BIGINT)) AS root_10, (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_12.id AS TEXT), 'name' VALUE topic_12.name) AS anon_12 
FROM topic AS topic_12 
WHERE topic_12.id = (SELECT min(bearer.id) AS min_5 
FROM topic AS bearer 
WHERE bearer.code = $12::VARCHAR 
HAVING count(*) = 1)) AS root_11, (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_13.id AS TEXT), 'name' VALUE topic_13.name) AS anon_13 
FROM topic AS topic_13 
WHERE topic_13.id = (SELECT min(bearer.id) AS min_6 
FROM topic AS bearer 
WHERE bearer.code = $13::VARCHAR 
HAVING count(*) = 1)) AS root_12, (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_14.id AS TEXT), 'name' VALUE topic_14.name) AS anon_14 
FROM topic AS topic_14 
WHERE topic_14.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = $14::BIGINT), $14::BIGINT)) AS root_13, (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_15.id AS TEXT), 'url' VALUE code_repository_15.url) AS anon_15 
FROM code_repository AS code_repository_15 
WHERE code_repository_15.url_key = $15::VARCHAR) AS root_14, (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_16.id AS TEXT), 'url' VALUE code_repository_16.url) AS anon_16 
FROM code_repository AS code_repository_16 
WHERE code_repository_16.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'repository' AND forwarding.id = $16::BIGINT), $16::BIGINT)) AS root_15
