SELECT (SELECT JSON_OBJECT('coauthors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE author_1.coauthor_count, 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_2.paper_count, 'firstYear' VALUE page_2.first_year, 'lastYear' VALUE page_2.last_year, 'node' VALUE JSON_OBJECT('name' VALUE author_3.name), 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE page_2.paper_count, 'edges' VALUE coalesce(json_agg(JSON_OBJECT('position' VALUE page_4.position, 'nameAsWritten' VALUE page_4.name_as_written, 'node' VALUE JSON_OBJECT('title' VALUE paper_5.title)) ORDER BY page_4.published_key DESC, page_4.paper_id DESC), '[]'::json)) AS anon_3 
FROM (SELECT authorship_6.position AS position, authorship_6.name_as_written AS name_as_written, authorship_6.published_key AS published_key, authorship_6.paper_id AS paper_id 
FROM authorship AS authorship_6 
WHERE authorship_6.author_id = page_2.author_id AND (EXISTS (SELECT true AS anon_4 
FROM authorship AS other_authorship JOIN paper AS shared_paper ON shared_paper.id = other_authorship.paper_id 
WHERE other_authorship.paper_id = authorship_6.paper_id AND other_authorship.author_id = page_2.coauthor_id AND shared_paper.author_count <= 300)) AND NOT authorship_6.is_repeat ORDER BY authorship_6.published_key DESC, authorship_6.paper_id DESC 
 LIMIT 2) AS page_4 JOIN paper AS paper_5 ON paper_5.id = page_4.paper_id)) ORDER BY page_2.paper_count DESC, page_2.coauthor_id DESC), '[]'::json)) AS anon_2 
FROM (SELECT coauthorship_7.paper_count AS paper_count, coauthorship_7.first_year AS first_year, coauthorship_7.last_year AS last_year, coauthorship_7.author_id AS author_id, coauthorship_7.coauthor_id AS coauthor_id 
FROM coauthorship AS coauthorship_7 
WHERE coauthorship_7.author_id = author_1.id ORDER BY coauthorship_7.paper_count DESC, coauthorship_7.coauthor_id DESC 
 LIMIT 3) AS page_2 JOIN author AS author_3 ON author_3.id = page_2.coauthor_id)) AS anon_1 
FROM author AS author_1 
WHERE author_1.id = (SELECT author_external_id.author_id 
FROM author_external_id 
WHERE author_external_id.scheme = split_part($1::VARCHAR, ' ', 1) AND author_external_id.value = split_part($1::VARCHAR, ' ', 2))) AS root_0
