SELECT (SELECT JSON_OBJECT('totalCount' VALUE (SELECT CAST(data_version.change_sequence AS INTEGER) AS change_sequence 
FROM data_version), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 3, 'endCursor' VALUE (array_agg(translate(encode(convert_to(CAST(json_build_array('sequence', page_1.sequence) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_') ORDER BY page_1.page_place DESC) FILTER (WHERE page_1.page_place <= 3))[1]), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('sequence' VALUE page_1.sequence, 'action' VALUE upper(page_1.action), 'changedAt' VALUE to_char(timezone('UTC', page_1.changed_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'entityId' VALUE CASE WHEN (CAST(page_1.entity_id AS TEXT) IS NOT NULL) THEN concat(page_1.entity, ':', CAST(page_1.entity_id AS TEXT)) END, 'mergedInto' VALUE CASE WHEN (CAST(page_1.merged_into AS TEXT) IS NOT NULL) THEN concat(page_1.entity, ':', CAST(page_1.merged_into AS TEXT)) END, 'entity' VALUE coalesce((SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_2.id AS TEXT)) AS anon_2 
FROM paper AS paper_2 
WHERE page_1.entity = 'paper' AND paper_2.id = page_1.entity_id), (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_3.id AS TEXT)) AS anon_3 
FROM author AS author_3 
WHERE page_1.entity = 'author' AND author_3.id = page_1.entity_id), (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_4.id AS TEXT)) AS anon_4 
FROM affiliation AS affiliation_4 
WHERE page_1.entity = 'affiliation' AND affiliation_4.id = page_1.entity_id), (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_5.id AS TEXT)) AS anon_5 
FROM topic AS topic_5 
WHERE page_1.entity = 'topic' AND topic_5.id = page_1.entity_id), (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_6.id AS TEXT), 'url' VALUE code_repository_6.url) AS anon_6 
FROM code_repository AS code_repository_6 
WHERE page_1.entity = 'repository' AND code_repository_6.id = page_1.entity_id), (SELECT JSON_OBJECT('id' VALUE 'venue:' || CAST(venue_7.id AS TEXT)) AS anon_7 
FROM venue AS venue_7 
WHERE page_1.entity = 'venue' AND venue_7.id = page_1.entity_id))) ORDER BY page_1.sequence ASC) FILTER (WHERE page_1.page_place <= 3), '[]'::json)) AS anon_1 
FROM (SELECT change_8.sequence AS sequence, change_8.action AS action, change_8.changed_at AS changed_at, change_8.entity_id AS entity_id, change_8.entity AS entity, change_8.merged_into AS merged_into, row_number() OVER (ORDER BY change_8.sequence ASC) AS page_place 
FROM change AS change_8 
WHERE change_8.sequence > $1::BIGINT ORDER BY change_8.sequence ASC 
 LIMIT 4) AS page_1) AS root_0
