SELECT (SELECT coalesce(json_agg(coalesce(CASE WHEN (asked_1.noun = 'paper') THEN (SELECT JSON_OBJECT('__typename' VALUE CAST('Paper' AS TEXT), 'id' VALUE 'paper:' || CAST(paper_2.id AS TEXT), 'title' VALUE paper_2.title) AS anon_1 
FROM paper AS paper_2 
WHERE paper_2.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = asked_1.id), asked_1.id)) END, CASE WHEN (asked_1.noun = 'author') THEN (SELECT JSON_OBJECT('__typename' VALUE CAST('Author' AS TEXT), 'id' VALUE 'author:' || CAST(author_3.id AS TEXT), 'name' VALUE author_3.name, 'kind' VALUE upper(author_3.kind)) AS anon_2 
FROM author AS author_3 
WHERE author_3.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = asked_1.id), asked_1.id)) END, CASE WHEN (asked_1.noun = 'affiliation') THEN (SELECT JSON_OBJECT('__typename' VALUE CAST('Affiliation' AS TEXT), 'id' VALUE 'affiliation:' || CAST(affiliation_4.id AS TEXT)) AS anon_3 
FROM affiliation AS affiliation_4 
WHERE affiliation_4.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = asked_1.id), asked_1.id)) END, CASE WHEN (asked_1.noun = 'topic') THEN (SELECT JSON_OBJECT('__typename' VALUE CAST('Topic' AS TEXT), 'id' VALUE 'topic:' || CAST(topic_5.id AS TEXT), 'name' VALUE topic_5.name, 'children' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_6.name) ORDER BY page_6.name_key ASC, page_6.id ASC), '[]'::json)) AS anon_5 
FROM (SELECT topic_7.name AS name, topic_7.name_key AS name_key, topic_7.id AS id 
FROM topic AS topic_7 
WHERE topic_7.parent_id = topic_5.id ORDER BY topic_7.name_key ASC, topic_7.id ASC 
 LIMIT 20) AS page_6)) AS anon_4 
FROM topic AS topic_5 
WHERE topic_5.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = asked_1.id), asked_1.id)) END, CASE WHEN (asked_1.noun = 'repository') THEN (SELECT JSON_OBJECT('__typename' VALUE CAST('CodeRepository' AS TEXT), 'id' VALUE 'repository:' || CAST(code_repository_8.id AS TEXT)) AS anon_6 
FROM code_repository AS code_repository_8 
WHERE code_repository_8.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'repository' AND forwarding.id = asked_1.id), asked_1.id)) END, CASE WHEN (asked_1.noun = 'venue') THEN (SELECT JSON_OBJECT('__typename' VALUE CAST('Venue' AS TEXT), 'id' VALUE 'venue:' || CAST(venue_9.id AS TEXT), 'name' VALUE venue_9.name, 'paperCount' VALUE venue_9.paper_count) AS anon_7 
FROM venue AS venue_9 
WHERE venue_9.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'venue' AND forwarding.id = asked_1.id), asked_1.id)) END) ORDER BY asked_1.place), '[]'::json) AS coalesce_1 
FROM unnest($1::TEXT[], $2::BIGINT[]) WITH ORDINALITY AS asked_1(noun, id, place)) AS root_0, coalesce((SELECT JSON_OBJECT() AS anon_8 
FROM paper AS paper_10 
WHERE paper_10.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $3::BIGINT), $3::BIGINT)), (SELECT JSON_OBJECT() AS anon_9 
FROM author AS author_11 
WHERE author_11.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $4::BIGINT), $4::BIGINT)), (SELECT JSON_OBJECT() AS anon_10 
FROM affiliation AS affiliation_12 
WHERE affiliation_12.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $5::BIGINT), $5::BIGINT)), (SELECT JSON_OBJECT() AS anon_11 
FROM topic AS topic_13 
WHERE topic_13.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = $6::BIGINT), $6::BIGINT)), (SELECT JSON_OBJECT('url' VALUE code_repository_14.url, 'paperCount' VALUE code_repository_14.paper_count) AS anon_12 
FROM code_repository AS code_repository_14 
WHERE code_repository_14.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'repository' AND forwarding.id = $7::BIGINT), $7::BIGINT)), (SELECT JSON_OBJECT() AS anon_13 
FROM venue AS venue_15 
WHERE venue_15.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'venue' AND forwarding.id = $8::BIGINT), $8::BIGINT))) AS root_1, coalesce((SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_16.id AS TEXT)) AS anon_14 
FROM paper AS paper_16 
WHERE paper_16.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $9::BIGINT), $9::BIGINT)), (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_17.id AS TEXT)) AS anon_15 
FROM author AS author_17 
WHERE author_17.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $10::BIGINT), $10::BIGINT)), (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_18.id AS TEXT)) AS anon_16 
FROM affiliation AS affiliation_18 
WHERE affiliation_18.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $11::BIGINT), $11::BIGINT)), (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_19.id AS TEXT)) AS anon_17 
FROM topic AS topic_19 
WHERE topic_19.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = $12::BIGINT), $12::BIGINT)), (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_20.id AS TEXT)) AS anon_18 
FROM code_repository AS code_repository_20 
WHERE code_repository_20.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'repository' AND forwarding.id = $13::BIGINT), $13::BIGINT)), (SELECT JSON_OBJECT('id' VALUE 'venue:' || CAST(venue_21.id AS TEXT)) AS anon_19 
FROM venue AS venue_21 
WHERE venue_21.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'venue' AND forwarding.id = $14::BIGINT), $14::BIGINT))) AS root_2
