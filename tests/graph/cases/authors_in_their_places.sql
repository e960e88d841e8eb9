SELECT (SELECT JSON_OBJECT('authorCount' VALUE paper_1.author_count, 'authors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE paper_1.author_count, 'edges' VALUE coalesce(json_agg(JSON_OBJECT('position' VALUE page_2.position, 'nameAsWritten' VALUE page_2.name_as_written, 'node' VALUE CASE WHEN (author_3.id IS NOT NULL) THEN JSON_OBJECT('name' VALUE author_3.name) END, 'affiliations' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('name' VALUE affiliation_5.name) ORDER BY page_4.place ASC, page_4.affiliation_id ASC), '[]'::json) AS coalesce_1 
FROM (SELECT authorship_affiliation_6.place AS place, authorship_affiliation_6.affiliation_id AS affiliation_id 
FROM authorship_affiliation AS authorship_affiliation_6 
WHERE authorship_affiliation_6.paper_id = page_2.paper_id AND authorship_affiliation_6.ordinal = page_2.ordinal ORDER BY authorship_affiliation_6.place ASC, authorship_affiliation_6.affiliation_id ASC) AS page_4 JOIN affiliation AS affiliation_5 ON affiliation_5.id = page_4.affiliation_id)) ORDER BY page_2.ordinal ASC), '[]'::json)) AS anon_2 
FROM (SELECT authorship_7.position AS position, authorship_7.name_as_written AS name_as_written, authorship_7.paper_id AS paper_id, authorship_7.ordinal AS ordinal, authorship_7.author_id AS author_id 
FROM authorship AS authorship_7 
WHERE authorship_7.paper_id = paper_1.id AND NOT authorship_7.is_repeat ORDER BY authorship_7.ordinal ASC 
 LIMIT 30) AS page_2 LEFT OUTER JOIN author AS author_3 ON author_3.id = page_2.author_id), 'some' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE author_9.name) ORDER BY page_8.ordinal ASC) FILTER (WHERE page_8.page_place <= 4 AND author_9.id IS NOT NULL), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 4)) AS anon_3 
FROM (SELECT authorship_10.ordinal AS ordinal, authorship_10.author_id AS author_id, row_number() OVER (ORDER BY authorship_10.ordinal ASC) AS page_place 
FROM authorship AS authorship_10 
WHERE authorship_10.paper_id = paper_1.id AND NOT authorship_10.is_repeat ORDER BY authorship_10.ordinal ASC 
 LIMIT 5) AS page_8 LEFT OUTER JOIN author AS author_9 ON author_9.id = page_8.author_id)) AS anon_1 
FROM paper AS paper_1 
WHERE paper_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0
