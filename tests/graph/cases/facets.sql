SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM paper AS paper_2 
WHERE paper_2.year >= $1::INTEGER), 'byYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_3.value AS TEXT), 'label' VALUE CAST(bucket_3.value AS TEXT), 'count' VALUE bucket_3.count, 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE bucket_3.count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(page_4.id AS TEXT), 'year' VALUE page_4.year) ORDER BY page_4.title_key ASC, page_4.id ASC), '[]'::json)) AS anon_1 
FROM (SELECT paper_5.id AS id, paper_5.year AS year, paper_5.title_key AS title_key 
FROM paper AS paper_5 
WHERE paper_5.year >= $1::INTEGER AND paper_5.year = bucket_3.value ORDER BY paper_5.title_key ASC, paper_5.id ASC 
 LIMIT 2) AS page_4)) ORDER BY bucket_3.value), '[]'::json) AS coalesce_1 
FROM (SELECT paper_6.year AS value, count(*) AS count 
FROM paper AS paper_6 
WHERE paper_6.year >= $1::INTEGER AND paper_6.year IS NOT NULL GROUP BY paper_6.year ORDER BY paper_6.year 
 LIMIT 3) AS bucket_3), 'byCountry' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_7.value AS TEXT), 'count' VALUE bucket_7.count) ORDER BY bucket_7.count DESC, bucket_7.value), '[]'::json) AS coalesce_2 
FROM (SELECT (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_9.affiliation_id) AS value, count(DISTINCT paper_8.id) AS count 
FROM paper AS paper_8 JOIN paper_affiliation AS paper_affiliation_9 ON paper_affiliation_9.paper_id = paper_8.id 
WHERE paper_8.year >= $1::INTEGER AND (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_9.affiliation_id) IS NOT NULL GROUP BY (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_9.affiliation_id) ORDER BY count(DISTINCT paper_8.id) DESC, (SELECT place.country_code 
FROM affiliation AS place 
WHERE place.id = paper_affiliation_9.affiliation_id) 
 LIMIT 20) AS bucket_7), 'byCode' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_10.value AS TEXT), 'count' VALUE bucket_10.count, 'papers' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_12.value AS TEXT), 'count' VALUE bucket_12.count) ORDER BY bucket_12.count DESC, bucket_12.value), '[]'::json) AS coalesce_4 
FROM (SELECT paper_13.type AS value, count(*) AS count 
FROM paper AS paper_13 
WHERE paper_13.year >= $1::INTEGER AND paper_13.has_code = bucket_10.value AND paper_13.type IS NOT NULL GROUP BY paper_13.type ORDER BY count(*) DESC, paper_13.type 
 LIMIT 2) AS bucket_12))) ORDER BY bucket_10.count DESC, bucket_10.value), '[]'::json) AS coalesce_3 
FROM (SELECT paper_14.has_code AS value, count(*) AS count 
FROM paper AS paper_14 
WHERE paper_14.year >= $1::INTEGER AND paper_14.has_code IS NOT NULL GROUP BY paper_14.has_code ORDER BY count(*) DESC, paper_14.has_code 
 LIMIT 20) AS bucket_10)) AS root_0, (SELECT JSON_OBJECT('papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_17.id AS TEXT)) ORDER BY page_16.citation_count DESC, page_16.paper_id DESC), '[]'::json), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'topic:' || CAST(bucket_18.value AS TEXT), 'label' VALUE (SELECT named_topic.name 
FROM topic AS named_topic 
WHERE named_topic.id = bucket_18.value), 'count' VALUE bucket_18.count, 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE bucket_18.count, 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 1), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'author:' || CAST(bucket_21.value AS TEXT), 'label' VALUE (SELECT named_author.name 
FROM author AS named_author 
WHERE named_author.id = bucket_21.value), 'count' VALUE bucket_21.count, 'papers' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_23.id AS TEXT)) ORDER BY page_22.citation_count DESC, page_22.paper_id DESC), '[]'::json)) AS anon_5 
FROM (SELECT authorship_24.citation_count AS citation_count, authorship_24.paper_id AS paper_id 
FROM authorship AS authorship_24 JOIN paper AS paper_25 ON paper_25.id = authorship_24.paper_id 
WHERE authorship_24.author_id = author_15.id AND NOT authorship_24.is_repeat AND (EXISTS (SELECT true AS anon_6 
FROM paper_topic AS paper_topic_26 
WHERE paper_topic_26.paper_id = paper_25.id AND paper_topic_26.topic_id = bucket_18.value)) AND (EXISTS (SELECT true AS anon_6 
FROM authorship AS authorship_27 
WHERE authorship_27.paper_id = paper_25.id AND NOT authorship_27.is_repeat AND authorship_27.author_id = bucket_21.value)) ORDER BY authorship_24.citation_count DESC, authorship_24.paper_id DESC 
 LIMIT 1) AS page_22 JOIN paper AS paper_23 ON paper_23.id = page_22.paper_id)) ORDER BY bucket_21.count DESC, bucket_21.value), '[]'::json) AS coalesce_6 
FROM (SELECT authorship_31.author_id AS value, count(*) AS count 
FROM authorship AS authorship_28 JOIN paper AS paper_29 ON paper_29.id = authorship_28.paper_id JOIN authorship AS authorship_31 ON authorship_31.paper_id = paper_29.id AND NOT authorship_31.is_repeat 
WHERE authorship_28.author_id = author_15.id AND NOT authorship_28.is_repeat AND (EXISTS (SELECT true AS anon_6 
FROM paper_topic AS paper_topic_30 
WHERE paper_topic_30.paper_id = paper_29.id AND paper_topic_30.topic_id = bucket_18.value)) AND authorship_31.author_id IS NOT NULL GROUP BY authorship_31.author_id ORDER BY count(*) DESC, authorship_31.author_id 
 LIMIT 3) AS bucket_21)) AS anon_4 
FROM (SELECT row_number() OVER (ORDER BY authorship_32.citation_count DESC, authorship_32.paper_id DESC) AS page_place 
FROM authorship AS authorship_32 JOIN paper AS paper_33 ON paper_33.id = authorship_32.paper_id 
WHERE authorship_32.author_id = author_15.id AND NOT authorship_32.is_repeat AND (EXISTS (SELECT true AS anon_6 
FROM paper_topic AS paper_topic_34 
WHERE paper_topic_34.paper_id = paper_33.id AND paper_topic_34.topic_id = bucket_18.value)) ORDER BY authorship_32.citation_count DESC, authorship_32.paper_id DESC 
 LIMIT 2) AS page_19)) ORDER BY bucket_18.count DESC, bucket_18.value), '[]'::json) AS coalesce_5 
FROM (SELECT paper_topic_37.topic_id AS value, count(*) AS count 
FROM authorship AS authorship_35 JOIN paper AS paper_36 ON paper_36.id = authorship_35.paper_id JOIN paper_topic AS paper_topic_37 ON paper_topic_37.paper_id = paper_36.id 
WHERE authorship_35.author_id = author_15.id AND NOT authorship_35.is_repeat AND paper_topic_37.topic_id IS NOT NULL GROUP BY paper_topic_37.topic_id ORDER BY count(*) DESC, paper_topic_37.topic_id 
 LIMIT 2) AS bucket_18)) AS anon_3 
FROM (SELECT authorship_38.citation_count AS citation_count, authorship_38.paper_id AS paper_id 
FROM authorship AS authorship_38 
WHERE authorship_38.author_id = author_15.id AND NOT authorship_38.is_repeat ORDER BY authorship_38.citation_count DESC, authorship_38.paper_id DESC 
 LIMIT 1) AS page_16 JOIN paper AS paper_17 ON paper_17.id = page_16.paper_id)) AS anon_2 
FROM author AS author_15 
WHERE author_15.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1, (SELECT JSON_OBJECT('citations' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'venue:' || CAST(bucket_42.value AS TEXT), 'label' VALUE (SELECT named_venue.name 
FROM venue AS named_venue 
WHERE named_venue.id = bucket_42.value), 'count' VALUE bucket_42.count) ORDER BY bucket_42.count DESC, bucket_42.value), '[]'::json) AS coalesce_7 
FROM (SELECT paper_44.venue_id AS value, count(*) AS count 
FROM citation AS citation_43 JOIN paper AS paper_44 ON paper_44.id = citation_43.citing_id 
WHERE citation_43.cited_id = paper_39.id AND paper_44.venue_id IS NOT NULL GROUP BY paper_44.venue_id ORDER BY count(*) DESC, paper_44.venue_id 
 LIMIT 20) AS bucket_42)), 'coCited' VALUE JSON_OBJECT('facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE 'affiliation:' || CAST(bucket_47.value AS TEXT), 'label' VALUE (SELECT named_affiliation.name 
FROM affiliation AS named_affiliation 
WHERE named_affiliation.id = bucket_47.value), 'count' VALUE bucket_47.count) ORDER BY bucket_47.count DESC, bucket_47.value), '[]'::json) AS coalesce_8 
FROM (SELECT paper_affiliation_50.affiliation_id AS value, count(*) AS count 
FROM (SELECT counted.id AS id, counted.strength AS strength, CAST(counted.strength AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(paper_39.citation_count AS BIGINT) * beside.citation_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.cited_id AS id, count(*) AS strength 
FROM citation AS own JOIN citation AS other ON other.citing_id = own.citing_id 
WHERE own.cited_id = paper_39.id AND other.cited_id != paper_39.id GROUP BY other.cited_id) AS counted LEFT OUTER JOIN paper AS beside ON beside.id = counted.id) AS made_48 JOIN paper AS paper_49 ON paper_49.id = made_48.id JOIN paper_affiliation AS paper_affiliation_50 ON paper_affiliation_50.paper_id = paper_49.id 
WHERE paper_affiliation_50.affiliation_id IS NOT NULL GROUP BY paper_affiliation_50.affiliation_id ORDER BY count(*) DESC, paper_affiliation_50.affiliation_id 
 LIMIT 2) AS bucket_47))) AS anon_7 
FROM paper AS paper_39 
WHERE paper_39.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_2
