SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM paper AS paper_2 
WHERE paper_2.year >= $1::INTEGER), 'byYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_3.value AS TEXT), 'label' VALUE CAST(bucket_3.value AS TEXT), 'count' VALUE bucket_3.count, 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM paper AS paper_5 
WHERE paper_5.year >= $1::INTEGER AND paper_5.year = bucket_3.value), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_4.id AS TEXT), 'year' VALUE page_4.year) ORDER BY page_4.title_key ASC, page_4.id ASC), '[]'::json)) AS anon_1 
FROM (SELECT paper_6.id AS id, paper_6.year AS year, paper_6.title_key AS title_key 
FROM paper AS paper_6 
WHERE paper_6.year >= $1::INTEGER AND paper_6.year = bucket_3.value ORDER BY paper_6.title_key ASC, paper_6.id ASC 
 LIMIT 2) AS page_4)) ORDER BY bucket_3.value), '[]'::json) AS coalesce_1 
FROM (SELECT paper_7.year AS value, count(*) AS count 
FROM paper AS paper_7 
WHERE paper_7.year >= $1::INTEGER AND paper_7.year IS NOT NULL GROUP BY paper_7.year ORDER BY paper_7.year 
 LIMIT 3) AS bucket_3), 'byCountry' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_8.value AS TEXT), 'count' VALUE bucket_8.count) ORDER BY bucket_8.count DESC, bucket_8.value), '[]'::json) AS coalesce_2 
FROM (SELECT (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_10.affiliation_id) AS value, count(DISTINCT paper_9.id) AS count 
FROM paper AS paper_9 JOIN paper_affiliation AS paper_affiliation_10 ON paper_affiliation_10.paper_id = paper_9.id 
WHERE paper_9.year >= $1::INTEGER AND (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_10.affiliation_id) IS NOT NULL GROUP BY (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_10.affiliation_id) ORDER BY count(DISTINCT paper_9.id) DESC, (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_10.affiliation_id) 
 LIMIT 20) AS bucket_8), 'byCode' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_11.value AS TEXT), 'count' VALUE bucket_11.count, 'papers' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_13.value AS TEXT), 'count' VALUE bucket_13.count) ORDER BY bucket_13.count DESC, bucket_13.value), '[]'::json) AS coalesce_4 
FROM (SELECT paper_14.type AS value, count(*) AS count 
FROM paper AS paper_14 
WHERE paper_14.year >= $1::INTEGER AND paper_14.has_code = bucket_11.value AND paper_14.type IS NOT NULL GROUP BY paper_14.type ORDER BY count(*) DESC, paper_14.type 
 LIMIT 2) AS bucket_13))) ORDER BY bucket_11.count DESC, bucket_11.value), '[]'::json) AS coalesce_3 
FROM (SELECT paper_15.has_code AS value, count(*) AS count 
FROM paper AS paper_15 
WHERE paper_15.year >= $1::INTEGER AND paper_15.has_code IS NOT NULL GROUP BY paper_15.has_code ORDER BY count(*) DESC, paper_15.has_code 
 LIMIT 20) AS bucket_11)) AS root_0, (SELECT JSON_OBJECT('papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_18.id AS TEXT)) ORDER BY page_17.citation_count DESC, page_17.paper_id DESC), '[]'::json), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'topic:' || CAST(bucket_19.value AS TEXT), 'label' VALUE (SELECT named_topic.name 
FROM topic AS named_topic 
WHERE named_topic.id = bucket_19.value), 'count' VALUE bucket_19.count, 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_3 
FROM authorship AS authorship_22 JOIN paper AS paper_23 ON paper_23.id = authorship_22.paper_id 
WHERE authorship_22.author_id = author_16.id AND NOT authorship_22.is_repeat AND (EXISTS (SELECT true AS anon_5 
FROM paper_topic AS paper_topic_24 
WHERE paper_topic_24.paper_id = paper_23.id AND paper_topic_24.topic_id = bucket_19.value))), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 1), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'author:' || CAST(bucket_25.value AS TEXT), 'label' VALUE (SELECT named_author.name 
FROM author AS named_author 
WHERE named_author.id = bucket_25.value), 'count' VALUE bucket_25.count, 'papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_27.id AS TEXT)) ORDER BY page_26.citation_count DESC, page_26.paper_id DESC), '[]'::json)) AS anon_6 
FROM (SELECT authorship_28.citation_count AS citation_count, authorship_28.paper_id AS paper_id 
FROM authorship AS authorship_28 JOIN paper AS paper_29 ON paper_29.id = authorship_28.paper_id 
WHERE authorship_28.author_id = author_16.id AND NOT authorship_28.is_repeat AND (EXISTS (SELECT true AS anon_5 
FROM paper_topic AS paper_topic_30 
WHERE paper_topic_30.paper_id = paper_29.id AND paper_topic_30.topic_id = bucket_19.value)) AND (EXISTS (SELECT true AS anon_5 
FROM authorship AS authorship_31 
WHERE authorship_31.paper_id = paper_29.id AND NOT authorship_31.is_repeat AND authorship_31.author_id = bucket_25.value)) ORDER BY authorship_28.citation_count DESC, authorship_28.paper_id DESC 
 LIMIT 1) AS page_26 JOIN paper AS paper_27 ON paper_27.id = page_26.paper_id)) ORDER BY bucket_25.count DESC, bucket_25.value), '[]'::json) AS coalesce_6 
FROM (SELECT authorship_35.author_id AS value, count(*) AS count 
FROM authorship AS authorship_32 JOIN paper AS paper_33 ON paper_33.id = authorship_32.paper_id JOIN authorship AS authorship_35 ON authorship_35.paper_id = paper_33.id AND NOT authorship_35.is_repeat 
WHERE authorship_32.author_id = author_16.id AND NOT authorship_32.is_repeat AND (EXISTS (SELECT true AS anon_5 
FROM paper_topic AS paper_topic_34 
WHERE paper_topic_34.paper_id = paper_33.id AND paper_topic_34.topic_id = bucket_19.value)) AND authorship_35.author_id IS NOT NULL GROUP BY authorship_35.author_id ORDER BY count(*) DESC, authorship_35.author_id 
 LIMIT 3) AS bucket_25)) AS anon_4 
FROM (SELECT row_number() OVER (ORDER BY authorship_36.citation_count DESC, authorship_36.paper_id DESC) AS page_place 
FROM authorship AS authorship_36 JOIN paper AS paper_37 ON paper_37.id = authorship_36.paper_id 
WHERE authorship_36.author_id = author_16.id AND NOT authorship_36.is_repeat AND (EXISTS (SELECT true AS anon_5 
FROM paper_topic AS paper_topic_38 
WHERE paper_topic_38.paper_id = paper_37.id AND paper_topic_38.topic_id = bucket_19.value)) ORDER BY authorship_36.citation_count DESC, authorship_36.paper_id DESC 
 LIMIT 2) AS page_20)) ORDER BY bucket_19.count DESC, bucket_19.value), '[]'::json) AS coalesce_5 
FROM (SELECT paper_topic_41.topic_id AS value, count(*) AS count 
FROM authorship AS authorship_39 JOIN paper AS paper_40 ON paper_40.id = authorship_39.paper_id JOIN paper_topic AS paper_topic_41 ON paper_topic_41.paper_id = paper_40.id 
WHERE authorship_39.author_id = author_16.id AND NOT authorship_39.is_repeat AND paper_topic_41.topic_id IS NOT NULL GROUP BY paper_topic_41.topic_id ORDER BY count(*) DESC, paper_topic_41.topic_id 
 LIMIT 2) AS bucket_19)) AS anon_3 
FROM (SELECT authorship_42.citation_count AS citation_count, authorship_42.paper_id AS paper_id 
FROM authorship AS authorship_42 
WHERE authorship_42.author_id = author_16.id AND NOT authorship_42.is_repeat ORDER BY authorship_42.citation_count DESC, authorship_42.paper_id DESC 
 LIMIT 1) AS page_17 JOIN paper AS paper_18 ON paper_18.id = page_17.paper_id)) AS anon_2 
FROM author AS author_16 
WHERE author_16.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1, (SELECT JSON_OBJECT('citations' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'venue:' || CAST(bucket_46.value AS TEXT), 'label' VALUE (SELECT named_venue.name 
FROM venue AS named_venue 
WHERE named_venue.id = bucket_46.value), 'count' VALUE bucket_46.count) ORDER BY bucket_46.count DESC, bucket_46.value), '[]'::json) AS coalesce_7 
FROM (SELECT paper_48.venue_id AS value, count(*) AS count 
FROM citation AS citation_47 JOIN paper AS paper_48 ON paper_48.id = citation_47.citing_id 
WHERE citation_47.cited_id = paper_43.id AND paper_48.venue_id IS NOT NULL GROUP BY paper_48.venue_id ORDER BY count(*) DESC, paper_48.venue_id 
 LIMIT 20) AS bucket_46)), 'coCited' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'affiliation:' || CAST(bucket_51.value AS TEXT), 'label' VALUE (SELECT named_affiliation.name 
FROM affiliation AS named_affiliation 
WHERE named_affiliation.id = bucket_51.value), 'count' VALUE bucket_51.count) ORDER BY bucket_51.count DESC, bucket_51.value), '[]'::json) AS coalesce_8 
FROM (SELECT paper_affiliation_54.affiliation_id AS value, count(*) AS count 
FROM (SELECT counted.id AS id, counted.strength AS strength, CAST(counted.strength AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(paper_43.citation_count AS BIGINT) * beside.citation_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.cited_id AS id, count(*) AS strength 
FROM citation AS own JOIN citation AS other ON other.citing_id = own.citing_id 
WHERE own.cited_id = paper_43.id AND other.cited_id != paper_43.id GROUP BY other.cited_id) AS counted LEFT OUTER JOIN paper AS beside ON beside.id = counted.id) AS made_52 JOIN paper AS paper_53 ON paper_53.id = made_52.id JOIN paper_affiliation AS paper_affiliation_54 ON paper_affiliation_54.paper_id = paper_53.id 
WHERE paper_affiliation_54.affiliation_id IS NOT NULL GROUP BY paper_affiliation_54.affiliation_id ORDER BY count(*) DESC, paper_affiliation_54.affiliation_id 
 LIMIT 2) AS bucket_51))) AS anon_7 
FROM paper AS paper_43 
WHERE paper_43.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_2
