SELECT (SELECT JSON_OBJECT('coauthors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM coauthorship AS coauthorship_4 JOIN author AS author_5 ON author_5.id = coauthorship_4.coauthor_id 
WHERE coauthorship_4.author_id = author_1.id AND coauthorship_4.paper_count >= $1::INTEGER AND (EXISTS (SELECT true AS anon_3 
FROM authorship AS one_side JOIN authorship AS other_side ON other_side.paper_id = one_side.paper_id JOIN paper_topic ON paper_topic.paper_id = one_side.paper_id JOIN topic ON topic.id = paper_topic.topic_id 
WHERE one_side.author_id = coauthorship_4.author_id AND other_side.author_id = coauthorship_4.coauthor_id AND topic.code = ANY (CAST($2 AS TEXT[])))) AND (author_5.kind = 'group') IS NOT true), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_2.paper_count, 'firstYear' VALUE page_2.first_year, 'lastYear' VALUE page_2.last_year, 'node' VALUE JSON_OBJECT('id' VALUE 'author:' || CAST(author_3.id AS TEXT), 'name' VALUE author_3.name)) ORDER BY page_2.paper_count DESC, page_2.coauthor_id DESC), '[]'::json)) AS anon_2 
FROM (SELECT coauthorship_6.paper_count AS paper_count, coauthorship_6.first_year AS first_year, coauthorship_6.last_year AS last_year, coauthorship_6.coauthor_id AS coauthor_id 
FROM coauthorship AS coauthorship_6 JOIN author AS author_7 ON author_7.id = coauthorship_6.coauthor_id 
WHERE coauthorship_6.author_id = author_1.id AND coauthorship_6.paper_count >= $1::INTEGER AND (EXISTS (SELECT true AS anon_3 
FROM authorship AS one_side JOIN authorship AS other_side ON other_side.paper_id = one_side.paper_id JOIN paper_topic ON paper_topic.paper_id = one_side.paper_id JOIN topic ON topic.id = paper_topic.topic_id 
WHERE one_side.author_id = coauthorship_6.author_id AND other_side.author_id = coauthorship_6.coauthor_id AND topic.code = ANY (CAST($2 AS TEXT[])))) AND (author_7.kind = 'group') IS NOT true ORDER BY coauthorship_6.paper_count DESC, coauthorship_6.coauthor_id DESC 
 LIMIT 3) AS page_2 JOIN author AS author_3 ON author_3.id = page_2.coauthor_id), 'suggestedCoauthors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM (SELECT author_1.id AS author_id, far.coauthor_id AS coauthor_id, count(*) AS shared_count 
FROM (SELECT near.coauthor_id AS coauthor_id 
FROM coauthorship AS near 
WHERE near.author_id = author_1.id ORDER BY near.paper_count DESC, near.coauthor_id DESC 
 LIMIT 200) AS nearest JOIN coauthorship AS far ON far.author_id = nearest.coauthor_id 
WHERE far.coauthor_id != author_1.id AND NOT (EXISTS (SELECT true AS anon_3 
FROM coauthorship AS known 
WHERE known.author_id = author_1.id AND known.coauthor_id = far.coauthor_id)) GROUP BY far.coauthor_id) AS made_10), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('sharedCoauthorCount' VALUE page_8.shared_count, 'node' VALUE JSON_OBJECT('id' VALUE 'author:' || CAST(author_9.id AS TEXT)), 'sharedCoauthors' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'author:' || CAST(author_12.id AS TEXT)) ORDER BY page_11.key_0 DESC, page_11.coauthor_id DESC), '[]'::json)) AS anon_5 
FROM (SELECT made_13.coauthor_id AS coauthor_id, author_14.citation_count AS key_0 
FROM (SELECT one_side.coauthor_id AS coauthor_id 
FROM coauthorship AS one_side JOIN coauthorship AS other_side ON other_side.author_id = one_side.coauthor_id 
WHERE one_side.author_id = page_8.author_id AND other_side.coauthor_id = page_8.coauthor_id) AS made_13 JOIN author AS author_14 ON author_14.id = made_13.coauthor_id ORDER BY author_14.citation_count DESC, made_13.coauthor_id DESC 
 LIMIT 3) AS page_11 JOIN author AS author_12 ON author_12.id = page_11.coauthor_id)) ORDER BY page_8.shared_count DESC, page_8.coauthor_id DESC), '[]'::json)) AS anon_4 
FROM (SELECT made_15.shared_count AS shared_count, made_15.author_id AS author_id, made_15.coauthor_id AS coauthor_id 
FROM (SELECT author_1.id AS author_id, far.coauthor_id AS coauthor_id, count(*) AS shared_count 
FROM (SELECT near.coauthor_id AS coauthor_id 
FROM coauthorship AS near 
WHERE near.author_id = author_1.id ORDER BY near.paper_count DESC, near.coauthor_id DESC 
 LIMIT 200) AS nearest JOIN coauthorship AS far ON far.author_id = nearest.coauthor_id 
WHERE far.coauthor_id != author_1.id AND NOT (EXISTS (SELECT true AS anon_3 
FROM coauthorship AS known 
WHERE known.author_id = author_1.id AND known.coauthor_id = far.coauthor_id)) GROUP BY far.coauthor_id) AS made_15 ORDER BY made_15.shared_count DESC, made_15.coauthor_id DESC 
 LIMIT 2) AS page_8 JOIN author AS author_9 ON author_9.id = page_8.coauthor_id)) AS anon_1 
FROM author AS author_1 
WHERE author_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_0, (SELECT JSON_OBJECT('length' VALUE cardinality(made_16.ids) - 1, 'authors' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('id' VALUE 'author:' || CAST(author_18.id AS TEXT), 'name' VALUE author_18.name) ORDER BY page_17.place ASC), '[]'::json) AS coalesce_1 
FROM (SELECT made_19.place AS place, made_19.id AS id 
FROM (SELECT walk.id AS id, walk.place AS place 
FROM unnest(made_16.ids) WITH ORDINALITY AS walk(id, place)) AS made_19 ORDER BY made_19.place ASC) AS page_17 JOIN author AS author_18 ON author_18.id = page_17.id), 'steps' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('source' VALUE (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_21.id AS TEXT)) AS anon_7 
FROM author AS author_21 
WHERE author_21.id = page_20.author_id), 'target' VALUE (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_22.id AS TEXT)) AS anon_8 
FROM author AS author_22 
WHERE author_22.id = page_20.coauthor_id), 'paperCount' VALUE page_20.paper_count, 'papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_24.id AS TEXT)) ORDER BY page_23.citation_count DESC, page_23.paper_id DESC), '[]'::json)) AS anon_9 
FROM (SELECT authorship_25.citation_count AS citation_count, authorship_25.paper_id AS paper_id 
FROM authorship AS authorship_25 
WHERE authorship_25.author_id = page_20.author_id AND (EXISTS (SELECT true AS anon_3 
FROM authorship AS other_authorship JOIN paper AS shared_paper ON shared_paper.id = other_authorship.paper_id 
WHERE other_authorship.paper_id = authorship_25.paper_id AND other_authorship.author_id = page_20.coauthor_id AND shared_paper.author_count <= 300)) AND NOT authorship_25.is_repeat ORDER BY authorship_25.citation_count DESC, authorship_25.paper_id DESC 
 LIMIT 2) AS page_23 JOIN paper AS paper_24 ON paper_24.id = page_23.paper_id)) ORDER BY page_20.place ASC), '[]'::json) AS coalesce_2 
FROM (SELECT made_26.author_id AS author_id, made_26.coauthor_id AS coauthor_id, made_26.paper_count AS paper_count, made_26.place AS place 
FROM (SELECT pair.author_id AS author_id, pair.coauthor_id AS coauthor_id, pair.paper_count AS paper_count, source.place AS place 
FROM unnest(made_16.ids) WITH ORDINALITY AS source(id, place) JOIN unnest(made_16.ids) WITH ORDINALITY AS target(id, place) ON target.place = source.place + 1 JOIN coauthorship AS pair ON pair.author_id = source.id AND pair.coauthor_id = target.id) AS made_26 ORDER BY made_26.place ASC) AS page_20)) AS anon_6 
FROM (SELECT found.ids AS ids 
FROM (SELECT coauthor_path((SELECT author_27.id 
FROM author AS author_27 
WHERE author_27.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $4::BIGINT), $4::BIGINT)), (SELECT author_28.id 
FROM author AS author_28 
WHERE author_28.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $5::BIGINT), $5::BIGINT)), $6::INTEGER) AS ids) AS found 
WHERE found.ids IS NOT NULL) AS made_16) AS root_1, (SELECT JSON_OBJECT('length' VALUE cardinality(made_29.ids) - 1) AS anon_10 
FROM (SELECT found.ids AS ids 
FROM (SELECT coauthor_path((SELECT author_30.id 
FROM author AS author_30 
WHERE author_30.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $7::BIGINT), $7::BIGINT)), (SELECT author_31.id 
FROM author AS author_31 
WHERE author_31.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $8::BIGINT), $8::BIGINT)), $9::INTEGER) AS ids) AS found 
WHERE found.ids IS NOT NULL) AS made_29) AS root_2, (SELECT JSON_OBJECT('length' VALUE cardinality(made_32.ids) - 1, 'papers' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_34.id AS TEXT), 'title' VALUE paper_34.title) ORDER BY page_33.place ASC), '[]'::json) AS coalesce_3 
FROM (SELECT made_35.place AS place, made_35.id AS id 
FROM (SELECT walk.id AS id, walk.place AS place 
FROM unnest(made_32.ids) WITH ORDINALITY AS walk(id, place)) AS made_35 ORDER BY made_35.place ASC) AS page_33 JOIN paper AS paper_34 ON paper_34.id = page_33.id)) AS anon_11 
FROM (SELECT found.ids AS ids 
FROM (SELECT citation_path((SELECT paper_36.id 
FROM paper AS paper_36 
WHERE paper_36.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $10::BIGINT), $10::BIGINT)), (SELECT paper_37.id 
FROM paper AS paper_37 
WHERE paper_37.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $11::BIGINT), $11::BIGINT)), $12::INTEGER) AS ids) AS found 
WHERE found.ids IS NOT NULL) AS made_32) AS root_3
