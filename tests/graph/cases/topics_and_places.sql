SELECT (SELECT JSON_OBJECT('ancestors' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_3.id AS TEXT), 'name' VALUE topic_3.name) ORDER BY page_2.height ASC), '[]'::json) AS coalesce_1 
FROM (SELECT made_4.height AS height, made_4.id AS id 
FROM (WITH RECURSIVE line(id, steps) AS 
(SELECT topic_1.parent_id AS id, 1 AS steps UNION ALL SELECT next_up.parent_id AS parent_id, line.steps + 1 AS anon_2 
FROM topic AS next_up JOIN line ON next_up.id = line.id)
 SELECT line.id AS id, -line.steps AS height 
FROM line 
WHERE line.id IS NOT NULL) AS made_4 ORDER BY made_4.height ASC) AS page_2 JOIN topic AS topic_3 ON topic_3.id = page_2.id), 'descendants' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM (WITH RECURSIVE tree(id) AS 
(SELECT topic_1.id AS id UNION ALL SELECT child_of_tree.id AS id 
FROM topic AS child_of_tree JOIN tree ON child_of_tree.parent_id = tree.id)
 SELECT tree.id AS id 
FROM tree 
WHERE tree.id != topic_1.id) AS made_7 JOIN topic AS topic_8 ON topic_8.id = made_7.id), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_6.id AS TEXT), 'name' VALUE topic_6.name, 'level' VALUE topic_6.level) ORDER BY page_5.key_0 ASC, page_5.key_1 ASC, page_5.id ASC), '[]'::json)) AS anon_3 
FROM (SELECT made_9.id AS id, topic_10.level AS key_0, topic_10.name_key AS key_1 
FROM (WITH RECURSIVE tree(id) AS 
(SELECT topic_1.id AS id UNION ALL SELECT child_of_tree.id AS id 
FROM topic AS child_of_tree JOIN tree ON child_of_tree.parent_id = tree.id)
 SELECT tree.id AS id 
FROM tree 
WHERE tree.id != topic_1.id) AS made_9 JOIN topic AS topic_10 ON topic_10.id = made_9.id ORDER BY topic_10.level ASC, topic_10.name_key ASC, made_9.id ASC 
 LIMIT 3) AS page_5 JOIN topic AS topic_6 ON topic_6.id = page_5.id), 'papersInTree' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM (WITH RECURSIVE tree(id) AS 
(SELECT topic_1.id AS id UNION ALL SELECT child_of_tree.id AS id 
FROM topic AS child_of_tree JOIN tree ON child_of_tree.parent_id = tree.id)
 SELECT DISTINCT bears.paper_id AS paper_id 
FROM paper_topic AS bears 
WHERE bears.topic_id IN (SELECT tree.id 
FROM tree)) AS made_13 JOIN paper AS paper_14 ON paper_14.id = made_13.paper_id), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_12.id AS TEXT)) ORDER BY page_11.key_0 DESC, page_11.paper_id DESC), '[]'::json), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'topic:' || CAST(bucket_15.value AS TEXT), 'count' VALUE bucket_15.count) ORDER BY bucket_15.count DESC, bucket_15.value), '[]'::json) AS coalesce_2 
FROM (SELECT paper_topic_18.topic_id AS value, count(*) AS count 
FROM (WITH RECURSIVE tree(id) AS 
(SELECT topic_1.id AS id UNION ALL SELECT child_of_tree.id AS id 
FROM topic AS child_of_tree JOIN tree ON child_of_tree.parent_id = tree.id)
 SELECT DISTINCT bears.paper_id AS paper_id 
FROM paper_topic AS bears 
WHERE bears.topic_id IN (SELECT tree.id 
FROM tree)) AS made_16 JOIN paper AS paper_17 ON paper_17.id = made_16.paper_id JOIN paper_topic AS paper_topic_18 ON paper_topic_18.paper_id = paper_17.id 
WHERE paper_topic_18.topic_id IS NOT NULL GROUP BY paper_topic_18.topic_id ORDER BY count(*) DESC, paper_topic_18.topic_id 
 LIMIT 2) AS bucket_15)) AS anon_4 
FROM (SELECT made_19.paper_id AS paper_id, paper_20.citation_count AS key_0 
FROM (WITH RECURSIVE tree(id) AS 
(SELECT topic_1.id AS id UNION ALL SELECT child_of_tree.id AS id 
FROM topic AS child_of_tree JOIN tree ON child_of_tree.parent_id = tree.id)
 SELECT DISTINCT bears.paper_id AS paper_id 
FROM paper_topic AS bears 
WHERE bears.topic_id IN (SELECT tree.id 
FROM tree)) AS made_19 JOIN paper AS paper_20 ON paper_20.id = made_19.paper_id ORDER BY paper_20.citation_count DESC, made_19.paper_id DESC 
 LIMIT 2) AS page_11 JOIN paper AS paper_12 ON paper_12.id = page_11.paper_id), 'papersByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_21.year, 'paperCount' VALUE page_21.paper_count) ORDER BY page_21.year ASC), '[]'::json) AS coalesce_3 
FROM (SELECT topic_year_22.year AS year, topic_year_22.paper_count AS paper_count 
FROM topic_year AS topic_year_22 
WHERE topic_year_22.topic_id = topic_1.id ORDER BY topic_year_22.year ASC) AS page_21)) AS anon_1 
FROM topic AS topic_1 
WHERE topic_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0, (SELECT JSON_OBJECT('ancestors' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_25.id AS TEXT)) ORDER BY page_24.height ASC), '[]'::json) AS coalesce_4 
FROM (SELECT made_26.height AS height, made_26.id AS id 
FROM (WITH RECURSIVE line(id, steps) AS 
(SELECT topic_23.parent_id AS id, 1 AS steps UNION ALL SELECT next_up.parent_id AS parent_id, line.steps + 1 AS anon_6 
FROM topic AS next_up JOIN line ON next_up.id = line.id)
 SELECT line.id AS id, -line.steps AS height 
FROM line 
WHERE line.id IS NOT NULL) AS made_26 ORDER BY made_26.height ASC) AS page_24 JOIN topic AS topic_25 ON topic_25.id = page_24.id), 'related' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_3 
FROM (SELECT counted.id AS id, counted.paper_count AS paper_count, CAST(counted.paper_count AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(topic_23.paper_count AS BIGINT) * beside.paper_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.topic_id AS id, count(*) AS paper_count 
FROM paper_topic AS own JOIN paper_topic AS other ON other.paper_id = own.paper_id 
WHERE own.topic_id = topic_23.id AND other.topic_id != topic_23.id GROUP BY other.topic_id) AS counted LEFT OUTER JOIN topic AS beside ON beside.id = counted.id) AS made_29), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_27.paper_count, 'cosine' VALUE page_27.cosine, 'node' VALUE JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_28.id AS TEXT))) ORDER BY page_27.cosine DESC, page_27.id DESC), '[]'::json)) AS anon_7 
FROM (SELECT made_30.paper_count AS paper_count, made_30.cosine AS cosine, made_30.id AS id 
FROM (SELECT counted.id AS id, counted.paper_count AS paper_count, CAST(counted.paper_count AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(topic_23.paper_count AS BIGINT) * beside.paper_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.topic_id AS id, count(*) AS paper_count 
FROM paper_topic AS own JOIN paper_topic AS other ON other.paper_id = own.paper_id 
WHERE own.topic_id = topic_23.id AND other.topic_id != topic_23.id GROUP BY other.topic_id) AS counted LEFT OUTER JOIN topic AS beside ON beside.id = counted.id) AS made_30 ORDER BY made_30.cosine DESC, made_30.id DESC 
 LIMIT 2) AS page_27 JOIN topic AS topic_28 ON topic_28.id = page_27.id), 'affiliations' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_4 
FROM (SELECT other.affiliation_id AS id, count(*) AS paper_count 
FROM paper_topic AS own JOIN paper_affiliation AS other ON other.paper_id = own.paper_id 
WHERE own.topic_id = topic_23.id GROUP BY other.affiliation_id) AS made_33), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_31.paper_count, 'node' VALUE JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_32.id AS TEXT))) ORDER BY page_31.paper_count DESC, page_31.id DESC), '[]'::json)) AS anon_8 
FROM (SELECT made_34.paper_count AS paper_count, made_34.id AS id 
FROM (SELECT other.affiliation_id AS id, count(*) AS paper_count 
FROM paper_topic AS own JOIN paper_affiliation AS other ON other.paper_id = own.paper_id 
WHERE own.topic_id = topic_23.id GROUP BY other.affiliation_id) AS made_34 ORDER BY made_34.paper_count DESC, made_34.id DESC 
 LIMIT 2) AS page_31 JOIN affiliation AS affiliation_32 ON affiliation_32.id = page_31.id)) AS anon_5 
FROM topic AS topic_23 
WHERE topic_23.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1, (SELECT JSON_OBJECT('collaborators' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_5 
FROM (SELECT counted.id AS id, counted.paper_count AS paper_count, CAST(counted.paper_count AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(affiliation_35.paper_count AS BIGINT) * beside.paper_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.affiliation_id AS id, count(*) AS paper_count 
FROM paper_affiliation AS own JOIN paper_affiliation AS other ON other.paper_id = own.paper_id 
WHERE own.affiliation_id = affiliation_35.id AND other.affiliation_id != affiliation_35.id GROUP BY other.affiliation_id) AS counted LEFT OUTER JOIN affiliation AS beside ON beside.id = counted.id) AS made_38 JOIN affiliation AS affiliation_39 ON affiliation_39.id = made_38.id 
WHERE affiliation_39.country_code != $3::VARCHAR), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_36.paper_count, 'cosine' VALUE page_36.cosine, 'node' VALUE JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_37.id AS TEXT), 'countryCode' VALUE affiliation_37.country_code)) ORDER BY page_36.paper_count DESC, page_36.id DESC), '[]'::json)) AS anon_10 
FROM (SELECT made_40.paper_count AS paper_count, made_40.cosine AS cosine, made_40.id AS id 
FROM (SELECT counted.id AS id, counted.paper_count AS paper_count, CAST(counted.paper_count AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(affiliation_35.paper_count AS BIGINT) * beside.paper_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.affiliation_id AS id, count(*) AS paper_count 
FROM paper_affiliation AS own JOIN paper_affiliation AS other ON other.paper_id = own.paper_id 
WHERE own.affiliation_id = affiliation_35.id AND other.affiliation_id != affiliation_35.id GROUP BY other.affiliation_id) AS counted LEFT OUTER JOIN affiliation AS beside ON beside.id = counted.id) AS made_40 JOIN affiliation AS affiliation_41 ON affiliation_41.id = made_40.id 
WHERE affiliation_41.country_code != $3::VARCHAR ORDER BY made_40.paper_count DESC, made_40.id DESC 
 LIMIT 2) AS page_36 JOIN affiliation AS affiliation_37 ON affiliation_37.id = page_36.id), 'topics' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_6 
FROM (SELECT other.topic_id AS id, count(*) AS paper_count 
FROM paper_affiliation AS own JOIN paper_topic AS other ON other.paper_id = own.paper_id 
WHERE own.affiliation_id = affiliation_35.id GROUP BY other.topic_id) AS made_44), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_42.paper_count, 'node' VALUE JSON_OBJECT('id' VALUE 'topic:' || CAST(topic_43.id AS TEXT))) ORDER BY page_42.paper_count DESC, page_42.id DESC), '[]'::json)) AS anon_11 
FROM (SELECT made_45.paper_count AS paper_count, made_45.id AS id 
FROM (SELECT other.topic_id AS id, count(*) AS paper_count 
FROM paper_affiliation AS own JOIN paper_topic AS other ON other.paper_id = own.paper_id 
WHERE own.affiliation_id = affiliation_35.id GROUP BY other.topic_id) AS made_45 ORDER BY made_45.paper_count DESC, made_45.id DESC 
 LIMIT 2) AS page_42 JOIN topic AS topic_43 ON topic_43.id = page_42.id), 'currentAuthors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_7 
FROM author_affiliation AS author_affiliation_48 
WHERE author_affiliation_48.affiliation_id = affiliation_35.id AND author_affiliation_48.last_year = (SELECT max(any_affiliation.last_year) AS max_1 
FROM author_affiliation AS any_affiliation 
WHERE any_affiliation.author_id = author_affiliation_48.author_id)), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('lastYear' VALUE page_46.last_year, 'node' VALUE JSON_OBJECT('id' VALUE 'author:' || CAST(author_47.id AS TEXT))) ORDER BY page_46.paper_count DESC, page_46.author_id DESC), '[]'::json)) AS anon_12 
FROM (SELECT author_affiliation_49.last_year AS last_year, author_affiliation_49.paper_count AS paper_count, author_affiliation_49.author_id AS author_id 
FROM author_affiliation AS author_affiliation_49 
WHERE author_affiliation_49.affiliation_id = affiliation_35.id AND author_affiliation_49.last_year = (SELECT max(any_affiliation.last_year) AS max_2 
FROM author_affiliation AS any_affiliation 
WHERE any_affiliation.author_id = author_affiliation_49.author_id) ORDER BY author_affiliation_49.paper_count DESC, author_affiliation_49.author_id DESC 
 LIMIT 3) AS page_46 JOIN author AS author_47 ON author_47.id = page_46.author_id), 'papersByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_50.year, 'paperCount' VALUE page_50.paper_count) ORDER BY page_50.year ASC), '[]'::json) AS coalesce_5 
FROM (SELECT made_51.year AS year, made_51.paper_count AS paper_count 
FROM (SELECT dated.year AS year, count(*) AS paper_count 
FROM paper_affiliation AS link JOIN paper AS dated ON dated.id = link.paper_id 
WHERE link.affiliation_id = affiliation_35.id AND dated.year IS NOT NULL GROUP BY dated.year) AS made_51 ORDER BY made_51.year ASC) AS page_50)) AS anon_9 
FROM affiliation AS affiliation_35 
WHERE affiliation_35.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $4::BIGINT), $4::BIGINT)) AS root_2, (SELECT JSON_OBJECT('id' VALUE 'venue:' || CAST(venue_52.id AS TEXT), 'kind' VALUE venue_52.kind, 'paperCount' VALUE venue_52.paper_count, 'papersByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_53.year, 'paperCount' VALUE page_53.paper_count) ORDER BY page_53.year ASC), '[]'::json) AS coalesce_6 
FROM (SELECT made_54.year AS year, made_54.paper_count AS paper_count 
FROM (SELECT dated.year AS year, count(*) AS paper_count 
FROM paper AS dated 
WHERE dated.venue_id = venue_52.id AND dated.year IS NOT NULL GROUP BY dated.year) AS made_54 ORDER BY made_54.year ASC) AS page_53), 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE venue_52.paper_count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_55.id AS TEXT), 'year' VALUE page_55.year) ORDER BY page_55.published_key DESC, page_55.id DESC), '[]'::json)) AS anon_14 
FROM (SELECT paper_56.id AS id, paper_56.year AS year, paper_56.published_key AS published_key 
FROM paper AS paper_56 
WHERE paper_56.venue_id = venue_52.id ORDER BY paper_56.published_key DESC, paper_56.id DESC 
 LIMIT 2) AS page_55)) AS anon_13 
FROM venue AS venue_52 
WHERE venue_52.id = (SELECT min(venue.id) AS min_1 
FROM venue 
WHERE venue.name_key = $5::VARCHAR COLLATE "C" 
HAVING count(DISTINCT venue.id) = 1)) AS root_3, (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_8 
FROM venue AS venue_58 
WHERE to_tsvector('simple'::regconfig, venue_58.name_key) @@ plainto_tsquery('simple'::regconfig, $6)), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'venue:' || CAST(page_57.id AS TEXT), 'name' VALUE page_57.name) ORDER BY page_57.paper_count DESC, page_57.id DESC), '[]'::json)) AS anon_15 
FROM (SELECT venue_59.id AS id, venue_59.name AS name, venue_59.paper_count AS paper_count 
FROM venue AS venue_59 
WHERE to_tsvector('simple'::regconfig, venue_59.name_key) @@ plainto_tsquery('simple'::regconfig, $6) ORDER BY venue_59.paper_count DESC, venue_59.id DESC 
 LIMIT 20) AS page_57) AS root_4
