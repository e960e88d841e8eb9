SELECT (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT (SELECT max(paper_year.year) AS max_1 
FROM paper_year) AS last, CAST($1::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT DISTINCT most_cited.paper_id AS paper_id 
FROM window_of_years JOIN generate_series(window_of_years.first, window_of_years.last) AS of_year(year) ON true JOIN LATERAL (SELECT cited_most.paper_id AS paper_id 
FROM paper_year AS cited_most 
WHERE cited_most.year = of_year.year ORDER BY cited_most.citation_count DESC, cited_most.paper_id DESC 
 LIMIT 200) AS most_cited ON true) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_3), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('lastYear' VALUE page_1.last_year, 'citationCount' VALUE page_1.recent_count, 'earlierCitationCount' VALUE page_1.earlier_count, 'growth' VALUE page_1.growth, 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_2.id AS TEXT), 'countsByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_4.year, 'count' VALUE page_4.citation_count) ORDER BY page_4.year ASC), '[]'::json) AS coalesce_1 
FROM (SELECT paper_year_5.year AS year, paper_year_5.citation_count AS citation_count 
FROM paper_year AS paper_year_5 
WHERE paper_year_5.paper_id = paper_2.id ORDER BY paper_year_5.year ASC) AS page_4))) ORDER BY page_1.growth DESC, page_1.paper_id DESC), '[]'::json)) AS anon_1 
FROM (SELECT made_6.last_year AS last_year, made_6.recent_count AS recent_count, made_6.earlier_count AS earlier_count, made_6.growth AS growth, made_6.paper_id AS paper_id 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT (SELECT max(paper_year.year) AS max_2 
FROM paper_year) AS last, CAST($1::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT DISTINCT most_cited.paper_id AS paper_id 
FROM window_of_years JOIN generate_series(window_of_years.first, window_of_years.last) AS of_year(year) ON true JOIN LATERAL (SELECT cited_most.paper_id AS paper_id 
FROM paper_year AS cited_most 
WHERE cited_most.year = of_year.year ORDER BY cited_most.citation_count DESC, cited_most.paper_id DESC 
 LIMIT 200) AS most_cited ON true) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_6 ORDER BY made_6.growth DESC, made_6.paper_id DESC 
 LIMIT 3) AS page_1 JOIN paper AS paper_2 ON paper_2.id = page_1.paper_id) AS root_0, (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT CAST($2::INTEGER AS INTEGER) AS last, CAST($3::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT DISTINCT most_cited.paper_id AS paper_id 
FROM window_of_years JOIN generate_series(window_of_years.first, window_of_years.last) AS of_year(year) ON true JOIN LATERAL (SELECT cited_most.paper_id AS paper_id 
FROM paper_year AS cited_most 
WHERE cited_most.year = of_year.year ORDER BY cited_most.citation_count DESC, cited_most.paper_id DESC 
 LIMIT 200) AS most_cited ON true) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_9 JOIN paper AS paper_10 ON paper_10.id = made_9.paper_id 
WHERE paper_10.has_code), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('cursor' VALUE translate(encode(convert_to(CAST(json_build_array('growth', page_7.growth, page_7.paper_id) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_'), 'lastYear' VALUE page_7.last_year, 'growth' VALUE page_7.growth, 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_8.id AS TEXT))) ORDER BY page_7.growth DESC, page_7.paper_id DESC), '[]'::json), 'facets' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE CAST(bucket_11.value AS TEXT), 'count' VALUE bucket_11.count) ORDER BY bucket_11.count DESC, bucket_11.value), '[]'::json) AS coalesce_2 
FROM (SELECT paper_13.year AS value, count(*) AS count 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT CAST($2::INTEGER AS INTEGER) AS last, CAST($3::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT DISTINCT most_cited.paper_id AS paper_id 
FROM window_of_years JOIN generate_series(window_of_years.first, window_of_years.last) AS of_year(year) ON true JOIN LATERAL (SELECT cited_most.paper_id AS paper_id 
FROM paper_year AS cited_most 
WHERE cited_most.year = of_year.year ORDER BY cited_most.citation_count DESC, cited_most.paper_id DESC 
 LIMIT 200) AS most_cited ON true) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_12 JOIN paper AS paper_13 ON paper_13.id = made_12.paper_id 
WHERE paper_13.has_code AND paper_13.year IS NOT NULL GROUP BY paper_13.year ORDER BY count(*) DESC, paper_13.year 
 LIMIT 1) AS bucket_11)) AS anon_2 
FROM (SELECT made_14.growth AS growth, made_14.paper_id AS paper_id, made_14.last_year AS last_year 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT CAST($2::INTEGER AS INTEGER) AS last, CAST($3::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT DISTINCT most_cited.paper_id AS paper_id 
FROM window_of_years JOIN generate_series(window_of_years.first, window_of_years.last) AS of_year(year) ON true JOIN LATERAL (SELECT cited_most.paper_id AS paper_id 
FROM paper_year AS cited_most 
WHERE cited_most.year = of_year.year ORDER BY cited_most.citation_count DESC, cited_most.paper_id DESC 
 LIMIT 200) AS most_cited ON true) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_14 JOIN paper AS paper_15 ON paper_15.id = made_14.paper_id 
WHERE paper_15.has_code ORDER BY made_14.growth DESC, made_14.paper_id DESC 
 LIMIT 2) AS page_7 JOIN paper AS paper_8 ON paper_8.id = page_7.paper_id) AS root_1, (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_3 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT CAST($4::INTEGER AS INTEGER) AS last, CAST($5::INTEGER AS INTEGER) AS years) AS asked)
 SELECT compared.topic_id AS topic_id, compared.scheme AS scheme, compared.last_year AS last_year, compared.recent_count AS recent_count, compared.earlier_count AS earlier_count, compared.expected_count AS expected_count, (CAST(compared.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(compared.expected_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT counted.topic_id AS topic_id, counted.scheme AS scheme, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, coalesce((CAST(counted.earlier_count AS DOUBLE PRECISION) * CAST(sum(counted.recent_count) OVER (PARTITION BY counted.scheme) AS DOUBLE PRECISION)) / CAST(CAST(nullif(sum(counted.earlier_count) OVER (PARTITION BY counted.scheme), 0) AS DOUBLE PRECISION) AS DOUBLE PRECISION), 0) AS expected_count 
FROM (SELECT classified.id AS topic_id, classified.scheme AS scheme, window_of_years.last AS last_year, coalesce(sum(papers_in.paper_count) FILTER (WHERE papers_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(papers_in.paper_count) FILTER (WHERE papers_in.year < window_of_years.first), 0) AS earlier_count 
FROM window_of_years JOIN topic_year AS papers_in ON papers_in.year BETWEEN window_of_years.earliest AND window_of_years.last JOIN topic AS classified ON classified.id = papers_in.topic_id GROUP BY classified.id, classified.scheme, window_of_years.last) AS counted) AS compared 
WHERE compared.recent_count > 0) AS made_18 JOIN topic AS topic_19 ON topic_19.id = made_18.topic_id 
WHERE topic_19.scheme = $6::VARCHAR), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('lastYear' VALUE page_16.last_year, 'paperCount' VALUE page_16.recent_count, 'earlierPaperCount' VALUE page_16.earlier_count, 'expectedPaperCount' VALUE page_16.expected_count, 'growth' VALUE page_16.growth, 'node' VALUE JSON_OBJECT('code' VALUE topic_17.code, 'papersByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_20.year, 'paperCount' VALUE page_20.paper_count) ORDER BY page_20.year ASC), '[]'::json) AS coalesce_3 
FROM (SELECT topic_year_21.year AS year, topic_year_21.paper_count AS paper_count 
FROM topic_year AS topic_year_21 
WHERE topic_year_21.topic_id = topic_17.id ORDER BY topic_year_21.year ASC) AS page_20))) ORDER BY page_16.growth DESC, page_16.topic_id DESC), '[]'::json)) AS anon_3 
FROM (SELECT made_22.last_year AS last_year, made_22.recent_count AS recent_count, made_22.earlier_count AS earlier_count, made_22.expected_count AS expected_count, made_22.growth AS growth, made_22.topic_id AS topic_id 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT CAST($4::INTEGER AS INTEGER) AS last, CAST($5::INTEGER AS INTEGER) AS years) AS asked)
 SELECT compared.topic_id AS topic_id, compared.scheme AS scheme, compared.last_year AS last_year, compared.recent_count AS recent_count, compared.earlier_count AS earlier_count, compared.expected_count AS expected_count, (CAST(compared.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(compared.expected_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT counted.topic_id AS topic_id, counted.scheme AS scheme, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, coalesce((CAST(counted.earlier_count AS DOUBLE PRECISION) * CAST(sum(counted.recent_count) OVER (PARTITION BY counted.scheme) AS DOUBLE PRECISION)) / CAST(CAST(nullif(sum(counted.earlier_count) OVER (PARTITION BY counted.scheme), 0) AS DOUBLE PRECISION) AS DOUBLE PRECISION), 0) AS expected_count 
FROM (SELECT classified.id AS topic_id, classified.scheme AS scheme, window_of_years.last AS last_year, coalesce(sum(papers_in.paper_count) FILTER (WHERE papers_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(papers_in.paper_count) FILTER (WHERE papers_in.year < window_of_years.first), 0) AS earlier_count 
FROM window_of_years JOIN topic_year AS papers_in ON papers_in.year BETWEEN window_of_years.earliest AND window_of_years.last JOIN topic AS classified ON classified.id = papers_in.topic_id GROUP BY classified.id, classified.scheme, window_of_years.last) AS counted) AS compared 
WHERE compared.recent_count > 0) AS made_22 JOIN topic AS topic_23 ON topic_23.id = made_22.topic_id 
WHERE topic_23.scheme = $6::VARCHAR ORDER BY made_22.growth DESC, made_22.topic_id DESC 
 LIMIT 20) AS page_16 JOIN topic AS topic_17 ON topic_17.id = page_16.topic_id) AS root_2, (SELECT JSON_OBJECT('risingPapers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_4 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT (SELECT max(paper_year.year) AS max_3 
FROM paper_year) AS last, CAST($7::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT first_by_published_key.paper_id AS paper_id 
FROM (SELECT by_published_key.paper_id AS paper_id 
FROM paper_topic AS by_published_key 
WHERE by_published_key.topic_id = topic_24.id ORDER BY by_published_key.published_key DESC, by_published_key.paper_id DESC 
 LIMIT 200) AS first_by_published_key UNION SELECT first_by_citation_count.paper_id AS paper_id 
FROM (SELECT by_citation_count.paper_id AS paper_id 
FROM paper_topic AS by_citation_count 
WHERE by_citation_count.topic_id = topic_24.id ORDER BY by_citation_count.citation_count DESC, by_citation_count.paper_id DESC 
 LIMIT 200) AS first_by_citation_count) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_27), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('lastYear' VALUE page_25.last_year, 'citationCount' VALUE page_25.recent_count, 'earlierCitationCount' VALUE page_25.earlier_count, 'growth' VALUE page_25.growth, 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_26.id AS TEXT))) ORDER BY page_25.growth DESC, page_25.paper_id DESC), '[]'::json)) AS anon_5 
FROM (SELECT made_28.last_year AS last_year, made_28.recent_count AS recent_count, made_28.earlier_count AS earlier_count, made_28.growth AS growth, made_28.paper_id AS paper_id 
FROM (WITH window_of_years AS 
(SELECT asked.last AS last, (asked.last - asked.years) + 1 AS first, (asked.last - 2 * asked.years) + 1 AS earliest 
FROM (SELECT (SELECT max(paper_year.year) AS max_4 
FROM paper_year) AS last, CAST($7::INTEGER AS INTEGER) AS years) AS asked)
 SELECT counted.paper_id AS paper_id, counted.last_year AS last_year, counted.recent_count AS recent_count, counted.earlier_count AS earlier_count, (CAST(counted.recent_count AS DOUBLE PRECISION) + 5) / CAST((CAST(counted.earlier_count AS DOUBLE PRECISION) + 5) AS DOUBLE PRECISION) AS growth 
FROM (SELECT candidate.paper_id AS paper_id, window_of_years.last AS last_year, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year >= window_of_years.first), 0) AS recent_count, coalesce(sum(cited_in.citation_count) FILTER (WHERE cited_in.year < window_of_years.first), 0) AS earlier_count 
FROM (SELECT first_by_published_key.paper_id AS paper_id 
FROM (SELECT by_published_key.paper_id AS paper_id 
FROM paper_topic AS by_published_key 
WHERE by_published_key.topic_id = topic_24.id ORDER BY by_published_key.published_key DESC, by_published_key.paper_id DESC 
 LIMIT 200) AS first_by_published_key UNION SELECT first_by_citation_count.paper_id AS paper_id 
FROM (SELECT by_citation_count.paper_id AS paper_id 
FROM paper_topic AS by_citation_count 
WHERE by_citation_count.topic_id = topic_24.id ORDER BY by_citation_count.citation_count DESC, by_citation_count.paper_id DESC 
 LIMIT 200) AS first_by_citation_count) AS candidate JOIN window_of_years ON true JOIN paper_year AS cited_in ON cited_in.paper_id = candidate.paper_id AND cited_in.year BETWEEN window_of_years.earliest AND window_of_years.last GROUP BY candidate.paper_id, window_of_years.last) AS counted 
WHERE counted.recent_count > 0) AS made_28 ORDER BY made_28.growth DESC, made_28.paper_id DESC 
 LIMIT 2) AS page_25 JOIN paper AS paper_26 ON paper_26.id = page_25.paper_id)) AS anon_4 
FROM topic AS topic_24 
WHERE topic_24.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'topic' AND forwarding.id = $8::BIGINT), $8::BIGINT)) AS root_3
