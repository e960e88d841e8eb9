SELECT (SELECT coalesce(json_agg(JSON_OBJECT('label' VALUE page_1.label, 'node' VALUE coalesce((SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_2.id AS TEXT)) AS anon_1 
FROM paper AS paper_2 
WHERE page_1.noun = 'paper' AND paper_2.id = page_1.id), (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_3.id AS TEXT)) AS anon_2 
FROM author AS author_3 
WHERE page_1.noun = 'author' AND author_3.id = page_1.id), (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_4.id AS TEXT)) AS anon_3 
FROM affiliation AS affiliation_4 
WHERE page_1.noun = 'affiliation' AND affiliation_4.id = page_1.id), (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_5.id AS TEXT)) AS anon_4 
FROM topic AS topic_5 
WHERE page_1.noun = 'topic' AND topic_5.id = page_1.id), (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_6.id AS TEXT)) AS anon_5 
FROM code_repository AS code_repository_6 
WHERE page_1.noun = 'repository' AND code_repository_6.id = page_1.id), (SELECT JSON_OBJECT('id' VALUE 'venue:' || CAST(venue_7.id AS TEXT)) AS anon_6 
FROM venue AS venue_7 
WHERE page_1.noun = 'venue' AND venue_7.id = page_1.id))) ORDER BY page_1.place ASC), '[]'::json) AS coalesce_1 
FROM (SELECT made_8.label AS label, made_8.noun AS noun, made_8.id AS id, made_8.place AS place 
FROM (SELECT any_hit.noun AS noun, any_hit.id AS id, any_hit.label AS label, CAST(row_number() OVER (ORDER BY any_hit.rank, any_hit.kind) AS INTEGER) AS place 
FROM (SELECT 'author' AS noun, hit_author.id AS id, hit_author.name AS label, row_number() OVER (ORDER BY hit_author.name_key = split_part($1, '
', 1) DESC, found_author.is_whole DESC, hit_author.citation_count DESC, hit_author.id) AS rank, 1 AS kind 
FROM (SELECT match_author.id AS id, bool_or(match_author.is_whole) AS is_whole 
FROM (SELECT named_author.id AS id, named_author.id IN (SELECT names_of_author.author_id 
FROM author_name AS names_of_author 
WHERE to_tsvector('simple'::regconfig, names_of_author.name_key) @@ plainto_tsquery('simple'::regconfig, split_part($1, '
', 4))) AS is_whole 
FROM author AS named_author 
WHERE named_author.id IN (SELECT names_of_author.author_id 
FROM author_name AS names_of_author 
WHERE to_tsvector('simple'::regconfig, names_of_author.name_key) @@ plainto_tsquery('simple'::regconfig, split_part($1, '
', 4)) UNION ALL SELECT spelling.author_id 
FROM author_name AS spelling 
WHERE split_part($1, '
', 5) != '' AND spelling.name_block = split_part($1, '
', 5) AND (to_tsvector('simple'::regconfig, spelling.name_key || '') @@ to_tsquery('simple'::regconfig, split_part($1, '
', 6))) UNION ALL SELECT spelling.author_id 
FROM author_name AS spelling 
WHERE split_part($1, '
', 7) != '' AND spelling.name_block = split_part($1, '
', 7) AND (to_tsvector('simple'::regconfig, spelling.name_key || '') @@ to_tsquery('simple'::regconfig, split_part($1, '
', 8)))) AND named_author.paper_count > $2::INTEGER ORDER BY named_author.id IN (SELECT names_of_author.author_id 
FROM author_name AS names_of_author 
WHERE to_tsvector('simple'::regconfig, names_of_author.name_key) @@ plainto_tsquery('simple'::regconfig, split_part($1, '
', 4))) DESC, named_author.citation_count DESC, named_author.id DESC 
 LIMIT 200) AS match_author GROUP BY match_author.id) AS found_author JOIN author AS hit_author ON hit_author.id = found_author.id) AS any_hit ORDER BY any_hit.rank, any_hit.kind 
 LIMIT $3::INTEGER) AS made_8 ORDER BY made_8.place ASC) AS page_1) AS root_0, (SELECT coalesce(json_agg(JSON_OBJECT('label' VALUE page_9.label, 'node' VALUE coalesce((SELECT JSON_OBJECT('year' VALUE paper_10.year, 'highlights' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('of' VALUE page_11."of", 'parts' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('text' VALUE page_12.text, 'isMatch' VALUE page_12.is_match) ORDER BY page_12.place ASC), '[]'::json) AS coalesce_4 
FROM (SELECT made_13.text AS text, made_13.is_match AS is_match, made_13.place AS place 
FROM (SELECT pieces.place AS place, translate(pieces.piece, chr(57344), '') AS text, CAST(starts_with(pieces.piece, chr(57344)) AS BOOLEAN) AS is_match 
FROM regexp_split_to_table(page_11.marked, concat('(?=', chr(57344), ')|', chr(57345))) WITH ORDINALITY AS pieces(piece, place) 
WHERE translate(pieces.piece, chr(57344), '') != '') AS made_13 ORDER BY made_13.place ASC) AS page_12)) ORDER BY page_11.place ASC), '[]'::json) AS coalesce_3 
FROM (SELECT made_14."of" AS "of", made_14.marked AS marked, made_14.place AS place 
FROM (SELECT texts.place AS place, texts."of" AS "of", ts_headline('english'::regconfig, translate(left(texts.text, 100000), concat(chr(57344), chr(57345)), ''), CAST(querytree(CAST(replace(CAST(websearch_to_tsquery('english'::regconfig, $4) AS TEXT), ' | ', ' & ') AS TSQUERY)) AS TSQUERY), concat('HighlightAll=true, StartSel=', chr(57344), ', StopSel=', chr(57345))) AS marked 
FROM (SELECT 1 AS place, 'TITLE' AS "of", CAST(paper_10.title AS TEXT) AS text UNION ALL SELECT 2 AS anon_8, 'ABSTRACT' AS anon_9, (SELECT paper_text.abstract 
FROM paper_text 
WHERE paper_text.paper_id = paper_10.id) AS anon_10) AS texts 
WHERE texts.text IS NOT NULL) AS made_14 ORDER BY made_14.place ASC) AS page_11)) AS anon_7 
FROM paper AS paper_10 
WHERE page_9.noun = 'paper' AND paper_10.id = page_9.id), (SELECT JSON_OBJECT() AS anon_11 
FROM author AS author_15 
WHERE page_9.noun = 'author' AND author_15.id = page_9.id), (SELECT JSON_OBJECT() AS anon_12 
FROM affiliation AS affiliation_16 
WHERE page_9.noun = 'affiliation' AND affiliation_16.id = page_9.id), (SELECT JSON_OBJECT() AS anon_13 
FROM topic AS topic_17 
WHERE page_9.noun = 'topic' AND topic_17.id = page_9.id), (SELECT JSON_OBJECT() AS anon_14 
FROM code_repository AS code_repository_18 
WHERE page_9.noun = 'repository' AND code_repository_18.id = page_9.id), (SELECT JSON_OBJECT() AS anon_15 
FROM venue AS venue_19 
WHERE page_9.noun = 'venue' AND venue_19.id = page_9.id))) ORDER BY page_9.place ASC), '[]'::json) AS coalesce_2 
FROM (SELECT made_20.label AS label, made_20.noun AS noun, made_20.id AS id, made_20.place AS place 
FROM (SELECT any_hit.noun AS noun, any_hit.id AS id, any_hit.label AS label, CAST(row_number() OVER (ORDER BY any_hit.rank, any_hit.kind) AS INTEGER) AS place 
FROM (SELECT 'paper' AS noun, hit_paper.id AS id, hit_paper.title AS label, row_number() OVER (ORDER BY hit_paper.title_key = split_part($5, '
', 2) DESC, found_paper.is_whole DESC, hit_paper.citation_count DESC, hit_paper.id) AS rank, 0 AS kind 
FROM (SELECT match_paper.id AS id, bool_or(match_paper.is_whole) AS is_whole 
FROM (SELECT named_paper.id AS id, true AS is_whole 
FROM paper AS named_paper 
WHERE named_paper.id IN (SELECT paper_text.paper_id 
FROM paper_text 
WHERE paper_text.search @@ websearch_to_tsquery('english'::regconfig, split_part($5, '
', 3))) AND named_paper.year <= $6::INTEGER ORDER BY named_paper.citation_count DESC, named_paper.id DESC 
 LIMIT 200) AS match_paper GROUP BY match_paper.id) AS found_paper JOIN paper AS hit_paper ON hit_paper.id = found_paper.id) AS any_hit ORDER BY any_hit.rank, any_hit.kind 
 LIMIT $7::INTEGER) AS made_20 ORDER BY made_20.place ASC) AS page_9) AS root_1, (SELECT coalesce(json_agg(JSON_OBJECT('label' VALUE page_21.label, 'node' VALUE coalesce((SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_22.id AS TEXT)) AS anon_16 
FROM paper AS paper_22 
WHERE page_21.noun = 'paper' AND paper_22.id = page_21.id), (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_23.id AS TEXT)) AS anon_17 
FROM author AS author_23 
WHERE page_21.noun = 'author' AND author_23.id = page_21.id), (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_24.id AS TEXT)) AS anon_18 
FROM affiliation AS affiliation_24 
WHERE page_21.noun = 'affiliation' AND affiliation_24.id = page_21.id), (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_25.id AS TEXT)) AS anon_19 
FROM topic AS topic_25 
WHERE page_21.noun = 'topic' AND topic_25.id = page_21.id), (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_26.id AS TEXT)) AS anon_20 
FROM code_repository AS code_repository_26 
WHERE page_21.noun = 'repository' AND code_repository_26.id = page_21.id), (SELECT JSON_OBJECT('id' VALUE 'venue:' || CAST(venue_27.id AS TEXT)) AS anon_21 
FROM venue AS venue_27 
WHERE page_21.noun = 'venue' AND venue_27.id = page_21.id))) ORDER BY page_21.place ASC), '[]'::json) AS coalesce_5 
FROM (SELECT made_28.label AS label, made_28.noun AS noun, made_28.id AS id, made_28.place AS place 
FROM (SELECT any_hit.noun AS noun, any_hit.id AS id, any_hit.label AS label, CAST(row_number() OVER (ORDER BY any_hit.rank, any_hit.kind) AS INTEGER) AS place 
FROM (SELECT 'paper' AS noun, hit_paper.id AS id, hit_paper.title AS label, row_number() OVER (ORDER BY hit_paper.title_key = split_part($8, '
', 2) DESC, found_paper.is_whole DESC, hit_paper.citation_count DESC, hit_paper.id) AS rank, 0 AS kind 
FROM (SELECT match_paper.id AS id, bool_or(match_paper.is_whole) AS is_whole 
FROM (SELECT names_of_paper.id AS id, true AS is_whole 
FROM paper AS names_of_paper 
WHERE split_part($8, '
', 2) != '' AND names_of_paper.title_key >= split_part($8, '
', 2) AND names_of_paper.title_key < (split_part($8, '
', 2) || chr(1114111)) ORDER BY names_of_paper.title_key, names_of_paper.id 
 LIMIT 200) AS match_paper GROUP BY match_paper.id) AS found_paper JOIN paper AS hit_paper ON hit_paper.id = found_paper.id UNION ALL SELECT 'author' AS noun, hit_author.id AS id, hit_author.name AS label, row_number() OVER (ORDER BY hit_author.name_key = split_part($8, '
', 1) DESC, found_author.is_whole DESC, hit_author.citation_count DESC, hit_author.id) AS rank, 1 AS kind 
FROM (SELECT match_author.id AS id, bool_or(match_author.is_whole) AS is_whole 
FROM (SELECT names_of_author.author_id AS id, true AS is_whole 
FROM author_name AS names_of_author 
WHERE split_part($8, '
', 1) != '' AND names_of_author.name_key >= split_part($8, '
', 1) AND names_of_author.name_key < (split_part($8, '
', 1) || chr(1114111)) ORDER BY names_of_author.name_key, names_of_author.author_id 
 LIMIT 200) AS match_author GROUP BY match_author.id) AS found_author JOIN author AS hit_author ON hit_author.id = found_author.id UNION ALL SELECT 'topic' AS noun, hit_topic.id AS id, hit_topic.name AS label, row_number() OVER (ORDER BY hit_topic.name_key = split_part($8, '
', 1) DESC, found_topic.is_whole DESC, hit_topic.paper_count DESC, hit_topic.id) AS rank, 2 AS kind 
FROM (SELECT match_topic.id AS id, bool_or(match_topic.is_whole) AS is_whole 
FROM (SELECT names_of_topic.id AS id, true AS is_whole 
FROM topic AS names_of_topic 
WHERE split_part($8, '
', 1) != '' AND names_of_topic.name_key >= split_part($8, '
', 1) AND names_of_topic.name_key < (split_part($8, '
', 1) || chr(1114111)) ORDER BY names_of_topic.name_key, names_of_topic.id 
 LIMIT 200) AS match_topic GROUP BY match_topic.id) AS found_topic JOIN topic AS hit_topic ON hit_topic.id = found_topic.id UNION ALL SELECT 'affiliation' AS noun, hit_affiliation.id AS id, hit_affiliation.name AS label, row_number() OVER (ORDER BY hit_affiliation.name_key = split_part($8, '
', 1) DESC, found_affiliation.is_whole DESC, hit_affiliation.paper_count DESC, hit_affiliation.id) AS rank, 3 AS kind 
FROM (SELECT match_affiliation.id AS id, bool_or(match_affiliation.is_whole) AS is_whole 
FROM (SELECT names_of_affiliation.affiliation_id AS id, true AS is_whole 
FROM affiliation_name AS names_of_affiliation 
WHERE split_part($8, '
', 1) != '' AND names_of_affiliation.name_key >= split_part($8, '
', 1) AND names_of_affiliation.name_key < (split_part($8, '
', 1) || chr(1114111)) ORDER BY names_of_affiliation.name_key, names_of_affiliation.affiliation_id 
 LIMIT 200) AS match_affiliation GROUP BY match_affiliation.id) AS found_affiliation JOIN affiliation AS hit_affiliation ON hit_affiliation.id = found_affiliation.id UNION ALL SELECT 'venue' AS noun, hit_venue.id AS id, hit_venue.name AS label, row_number() OVER (ORDER BY hit_venue.name_key = split_part($8, '
', 1) DESC, found_venue.is_whole DESC, hit_venue.paper_count DESC, hit_venue.id) AS rank, 4 AS kind 
FROM (SELECT match_venue.id AS id, bool_or(match_venue.is_whole) AS is_whole 
FROM (SELECT names_of_venue.id AS id, true AS is_whole 
FROM venue AS names_of_venue 
WHERE split_part($8, '
', 1) != '' AND names_of_venue.name_key >= split_part($8, '
', 1) AND names_of_venue.name_key < (split_part($8, '
', 1) || chr(1114111)) ORDER BY names_of_venue.name_key, names_of_venue.id 
 LIMIT 200) AS match_venue GROUP BY match_venue.id) AS found_venue JOIN venue AS hit_venue ON hit_venue.id = found_venue.id) AS any_hit ORDER BY any_hit.rank, any_hit.kind 
 LIMIT $9::INTEGER) AS made_28 ORDER BY made_28.place ASC) AS page_21) AS root_2
