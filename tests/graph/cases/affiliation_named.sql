SELECT (SELECT JSON_OBJECT('name' VALUE affiliation_1.name, 'institutions' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('confidence' VALUE page_2.confidence, 'matchedName' VALUE page_2.matched_name, 'rule' VALUE upper(page_2.rule), 'isWhole' VALUE page_2.is_whole, 'namesCountry' VALUE page_2.names_country, 'namesCity' VALUE page_2.names_city, 'institution' VALUE (SELECT JSON_OBJECT('name' VALUE affiliation_3.name) AS anon_2 
FROM affiliation AS affiliation_3 
WHERE affiliation_3.id = page_2.institution_id)) ORDER BY page_2.confidence DESC, page_2.institution_id DESC), '[]'::json) AS coalesce_1 
FROM (SELECT affiliation_match_4.confidence AS confidence, affiliation_match_4.matched_name AS matched_name, affiliation_match_4.rule AS rule, affiliation_match_4.is_whole AS is_whole, affiliation_match_4.names_country AS names_country, affiliation_match_4.names_city AS names_city, affiliation_match_4.institution_id AS institution_id 
FROM affiliation_match AS affiliation_match_4 
WHERE affiliation_match_4.affiliation_id = affiliation_1.id ORDER BY affiliation_match_4.confidence DESC, affiliation_match_4.institution_id DESC) AS page_2)) AS anon_1 
FROM affiliation AS affiliation_1 
WHERE affiliation_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0, (SELECT JSON_OBJECT('name' VALUE affiliation_5.name, 'institutions' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('confidence' VALUE page_6.confidence) ORDER BY page_6.confidence DESC, page_6.institution_id DESC), '[]'::json) AS coalesce_2 
FROM (SELECT affiliation_match_7.confidence AS confidence, affiliation_match_7.institution_id AS institution_id 
FROM affiliation_match AS affiliation_match_7 
WHERE affiliation_match_7.affiliation_id = affiliation_5.id ORDER BY affiliation_match_7.confidence DESC, affiliation_match_7.institution_id DESC) AS page_6), 'writtenAs' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM affiliation_match AS affiliation_match_10 
WHERE affiliation_match_10.institution_id = affiliation_5.id), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('cursor' VALUE translate(encode(convert_to(CAST(json_build_array('confidence', page_8.confidence, page_8.affiliation_id) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_'), 'match' VALUE JSON_OBJECT('confidence' VALUE page_8.confidence, 'rule' VALUE upper(page_8.rule), 'institution' VALUE (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_11.id AS TEXT)) AS anon_5 
FROM affiliation AS affiliation_11 
WHERE affiliation_11.id = page_8.institution_id)), 'node' VALUE JSON_OBJECT('name' VALUE affiliation_9.name, 'paperCount' VALUE affiliation_9.paper_count)) ORDER BY page_8.confidence DESC, page_8.affiliation_id DESC) FILTER (WHERE page_8.page_place <= 2), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 2)) AS anon_4 
FROM (SELECT affiliation_match_12.confidence AS confidence, affiliation_match_12.affiliation_id AS affiliation_id, affiliation_match_12.rule AS rule, affiliation_match_12.institution_id AS institution_id, row_number() OVER (ORDER BY affiliation_match_12.confidence DESC, affiliation_match_12.affiliation_id DESC) AS page_place 
FROM affiliation_match AS affiliation_match_12 
WHERE affiliation_match_12.institution_id = affiliation_5.id ORDER BY affiliation_match_12.confidence DESC, affiliation_match_12.affiliation_id DESC 
 LIMIT 3) AS page_8 JOIN affiliation AS affiliation_9 ON affiliation_9.id = page_8.affiliation_id)) AS anon_3 
FROM affiliation AS affiliation_5 
WHERE affiliation_5.id = (SELECT affiliation_external_id.affiliation_id 
FROM affiliation_external_id 
WHERE affiliation_external_id.scheme = split_part($2::VARCHAR, ' ', 1) AND affiliation_external_id.value = split_part($2::VARCHAR, ' ', 2))) AS root_1
