SELECT (SELECT coalesce(json_agg(JSON_OBJECT('ref' VALUE page_1.ref, 'outcome' VALUE CASE WHEN (coalesce(cardinality(page_1.ids), 0) = 0) THEN 'NOT_FOUND' WHEN (coalesce(cardinality(page_1.ids), 0) > 1) THEN 'AMBIGUOUS' WHEN page_1.is_merged THEN 'MERGED' ELSE 'FOUND' END, 'node' VALUE coalesce((SELECT JSON_OBJECT('__typename' VALUE CAST('Paper' AS TEXT), 'id' VALUE 'paper:' || CAST(paper_2.id AS TEXT)) AS anon_1 
FROM paper AS paper_2 
WHERE CASE WHEN (cardinality(page_1.ids) = 1) THEN page_1.nouns[1] END = 'paper' AND paper_2.id = page_1.ids[1]), (SELECT JSON_OBJECT('__typename' VALUE CAST('Author' AS TEXT), 'id' VALUE 'author:' || CAST(author_3.id AS TEXT)) AS anon_2 
FROM author AS author_3 
WHERE CASE WHEN (cardinality(page_1.ids) = 1) THEN page_1.nouns[1] END = 'author' AND author_3.id = page_1.ids[1]), (SELECT JSON_OBJECT('__typename' VALUE CAST('Affiliation' AS TEXT), 'id' VALUE 'affiliation:' || CAST(affiliation_4.id AS TEXT)) AS anon_3 
FROM affiliation AS affiliation_4 
WHERE CASE WHEN (cardinality(page_1.ids) = 1) THEN page_1.nouns[1] END = 'affiliation' AND affiliation_4.id = page_1.ids[1]), (SELECT JSON_OBJECT('__typename' VALUE CAST('Topic' AS TEXT), 'id' VALUE 'topic:' || CAST(topic_5.id AS TEXT)) AS anon_4 
FROM topic AS topic_5 
WHERE CASE WHEN (cardinality(page_1.ids) = 1) THEN page_1.nouns[1] END = 'topic' AND topic_5.id = page_1.ids[1]), (SELECT JSON_OBJECT('__typename' VALUE CAST('CodeRepository' AS TEXT), 'id' VALUE 'repository:' || CAST(code_repository_6.id AS TEXT)) AS anon_5 
FROM code_repository AS code_repository_6 
WHERE CASE WHEN (cardinality(page_1.ids) = 1) THEN page_1.nouns[1] END = 'repository' AND code_repository_6.id = page_1.ids[1]), (SELECT JSON_OBJECT('__typename' VALUE CAST('Venue' AS TEXT), 'id' VALUE 'venue:' || CAST(venue_7.id AS TEXT)) AS anon_6 
FROM venue AS venue_7 
WHERE CASE WHEN (cardinality(page_1.ids) = 1) THEN page_1.nouns[1] END = 'venue' AND venue_7.id = page_1.ids[1])), 'candidates' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('node' VALUE coalesce((SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_9.id AS TEXT)) AS anon_7 
FROM paper AS paper_9 
WHERE page_8.noun = 'paper' AND paper_9.id = page_8.id), (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_10.id AS TEXT)) AS anon_8 
FROM author AS author_10 
WHERE page_8.noun = 'author' AND author_10.id = page_8.id), (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_11.id AS TEXT)) AS anon_9 
FROM affiliation AS affiliation_11 
WHERE page_8.noun = 'affiliation' AND affiliation_11.id = page_8.id), (SELECT JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_12.id AS TEXT)) AS anon_10 
FROM topic AS topic_12 
WHERE page_8.noun = 'topic' AND topic_12.id = page_8.id), (SELECT JSON_OBJECT('id' VALUE 'repository:' || CAST(code_repository_13.id AS TEXT)) AS anon_11 
FROM code_repository AS code_repository_13 
WHERE page_8.noun = 'repository' AND code_repository_13.id = page_8.id), (SELECT JSON_OBJECT('id' VALUE 'venue:' || CAST(venue_14.id AS TEXT)) AS anon_12 
FROM venue AS venue_14 
WHERE page_8.noun = 'venue' AND venue_14.id = page_8.id))) ORDER BY page_8.place ASC), '[]'::json) AS coalesce_2 
FROM (SELECT made_15.noun AS noun, made_15.id AS id, made_15.place AS place 
FROM (SELECT each.noun AS noun, each.id AS id, each.place AS place 
FROM unnest(page_1.nouns, page_1.ids) WITH ORDINALITY AS each(noun, id, place) 
WHERE cardinality(page_1.ids) > 1) AS made_15 ORDER BY made_15.place ASC) AS page_8)) ORDER BY page_1.place ASC), '[]'::json) AS coalesce_1 
FROM (SELECT made_16.ref AS ref, made_16.ids AS ids, made_16.is_merged AS is_merged, made_16.nouns AS nouns, made_16.place AS place 
FROM (SELECT asked.place AS place, CAST(asked.item AS JSON) ->> 7 AS ref, best.nouns AS nouns, best.ids AS ids, best.is_merged AS is_merged 
FROM unnest($1::TEXT[]) WITH ORDINALITY AS asked(item, place) JOIN LATERAL (SELECT array_agg(ranked.noun ORDER BY ranked.noun COLLATE "C", ranked.id) FILTER (WHERE ranked.is_surest) AS nouns, array_agg(ranked.id ORDER BY ranked.noun COLLATE "C", ranked.id) FILTER (WHERE ranked.is_surest) AS ids, bool_or(ranked.is_merged) FILTER (WHERE ranked.is_surest) AS is_merged 
FROM (SELECT option.noun AS noun, option.id AS id, option.is_merged AS is_merged, option.strength = max(option.strength) OVER () AS is_surest 
FROM (SELECT 'paper' AS noun, owned_paper.id AS id, 3 AS strength, owned_paper.id != CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT) AS is_merged 
FROM paper AS owned_paper 
WHERE (CAST(asked.item AS JSON) ->> 0) = 'paper' AND owned_paper.id = coalesce((SELECT moved_paper.into_id 
FROM forwarding AS moved_paper 
WHERE moved_paper.entity = 'paper' AND moved_paper.id = CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)), CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)) UNION ALL SELECT 'author' AS noun, owned_author.id AS id, 3 AS strength, owned_author.id != CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT) AS is_merged 
FROM author AS owned_author 
WHERE (CAST(asked.item AS JSON) ->> 0) = 'author' AND owned_author.id = coalesce((SELECT moved_author.into_id 
FROM forwarding AS moved_author 
WHERE moved_author.entity = 'author' AND moved_author.id = CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)), CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)) UNION ALL SELECT 'affiliation' AS noun, owned_affiliation.id AS id, 3 AS strength, owned_affiliation.id != CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT) AS is_merged 
FROM affiliation AS owned_affiliation 
WHERE (CAST(asked.item AS JSON) ->> 0) = 'affiliation' AND owned_affiliation.id = coalesce((SELECT moved_affiliation.into_id 
FROM forwarding AS moved_affiliation 
WHERE moved_affiliation.entity = 'affiliation' AND moved_affiliation.id = CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)), CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)) UNION ALL SELECT 'topic' AS noun, owned_topic.id AS id, 3 AS strength, owned_topic.id != CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT) AS is_merged 
FROM topic AS owned_topic 
WHERE (CAST(asked.item AS JSON) ->> 0) = 'topic' AND owned_topic.id = coalesce((SELECT moved_topic.into_id 
FROM forwarding AS moved_topic 
WHERE moved_topic.entity = 'topic' AND moved_topic.id = CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)), CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)) UNION ALL SELECT 'repository' AS noun, owned_repository.id AS id, 3 AS strength, owned_repository.id != CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT) AS is_merged 
FROM code_repository AS owned_repository 
WHERE (CAST(asked.item AS JSON) ->> 0) = 'repository' AND owned_repository.id = coalesce((SELECT moved_repository.into_id 
FROM forwarding AS moved_repository 
WHERE moved_repository.entity = 'repository' AND moved_repository.id = CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)), CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)) UNION ALL SELECT 'venue' AS noun, owned_venue.id AS id, 3 AS strength, owned_venue.id != CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT) AS is_merged 
FROM venue AS owned_venue 
WHERE (CAST(asked.item AS JSON) ->> 0) = 'venue' AND owned_venue.id = coalesce((SELECT moved_venue.into_id 
FROM forwarding AS moved_venue 
WHERE moved_venue.entity = 'venue' AND moved_venue.id = CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)), CAST(CAST(asked.item AS JSON) ->> 1 AS BIGINT)) UNION ALL SELECT 'paper' AS noun, of_paper.paper_id AS id, 2 AS strength, 'f' = 't' AS is_merged 
FROM paper_external_id AS of_paper 
WHERE of_paper.scheme = (CAST(asked.item AS JSON) ->> 2) AND of_paper.value = (CAST(asked.item AS JSON) ->> 3) UNION ALL SELECT 'author' AS noun, of_author.author_id AS id, 2 AS strength, 'f' = 't' AS is_merged 
FROM author_external_id AS of_author 
WHERE of_author.scheme = (CAST(asked.item AS JSON) ->> 2) AND of_author.value = (CAST(asked.item AS JSON) ->> 3) UNION ALL SELECT 'affiliation' AS noun, of_affiliation.affiliation_id AS id, 2 AS strength, 'f' = 't' AS is_merged 
FROM affiliation_external_id AS of_affiliation 
WHERE of_affiliation.scheme = (CAST(asked.item AS JSON) ->> 2) AND of_affiliation.value = (CAST(asked.item AS JSON) ->> 3) UNION ALL SELECT 'venue' AS noun, of_venue.venue_id AS id, 2 AS strength, 'f' = 't' AS is_merged 
FROM venue_external_id AS of_venue 
WHERE of_venue.scheme = (CAST(asked.item AS JSON) ->> 2) AND of_venue.value = (CAST(asked.item AS JSON) ->> 3) UNION ALL SELECT 'repository' AS noun, at_address.id AS id, 2 AS strength, 'f' = 't' AS is_merged 
FROM code_repository AS at_address 
WHERE (CAST(asked.item AS JSON) ->> 4) != '' AND at_address.url_key = (CAST(asked.item AS JSON) ->> 4) UNION ALL SELECT 'topic' AS noun, of_code.id AS id, 2 AS strength, 'f' = 't' AS is_merged 
FROM topic AS of_code 
WHERE of_code.code = (CAST(asked.item AS JSON) ->> 7) UNION ALL (SELECT DISTINCT 'paper' AS noun, named_paper.id AS id, 1 AS strength, 'f' = 't' AS is_merged 
FROM paper AS named_paper 
WHERE (CAST(asked.item AS JSON) ->> 5) != '' AND named_paper.title_key = (CAST(asked.item AS JSON) ->> 5) 
 LIMIT 20) UNION ALL (SELECT DISTINCT 'author' AS noun, named_author.author_id AS id, 1 AS strength, 'f' = 't' AS is_merged 
FROM author_name AS named_author 
WHERE (CAST(asked.item AS JSON) ->> 6) != '' AND named_author.name_key = (CAST(asked.item AS JSON) ->> 6) 
 LIMIT 20) UNION ALL (SELECT DISTINCT 'affiliation' AS noun, named_affiliation.affiliation_id AS id, 1 AS strength, 'f' = 't' AS is_merged 
FROM affiliation_name AS named_affiliation 
WHERE (CAST(asked.item AS JSON) ->> 6) != '' AND named_affiliation.name_key = (CAST(asked.item AS JSON) ->> 6) 
 LIMIT 20) UNION ALL (SELECT DISTINCT 'venue' AS noun, named_venue.id AS id, 1 AS strength, 'f' = 't' AS is_merged 
FROM venue AS named_venue 
WHERE (CAST(asked.item AS JSON) ->> 6) != '' AND named_venue.name_key = (CAST(asked.item AS JSON) ->> 6) 
 LIMIT 20) UNION ALL (SELECT DISTINCT 'topic' AS noun, named_topic.id AS id, 1 AS strength, 'f' = 't' AS is_merged 
FROM topic AS named_topic 
WHERE (CAST(asked.item AS JSON) ->> 6) != '' AND named_topic.name_key = (CAST(asked.item AS JSON) ->> 6) 
 LIMIT 20)) AS option) AS ranked) AS best ON 1 = 1) AS made_16 ORDER BY made_16.place ASC) AS page_1) AS root_0
