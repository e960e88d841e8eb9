SELECT (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM page_rank AS page_rank_3), 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_2.id AS TEXT), 'citationCount' VALUE paper_2.citation_count, 'pageRank' VALUE (SELECT JSON_OBJECT('score' VALUE page_rank_4.score, 'timesMean' VALUE page_rank_4.score * (SELECT page_rank_computation.paper_count 
FROM page_rank_computation)) AS anon_2 
FROM page_rank AS page_rank_4 
WHERE page_rank_4.paper_id = paper_2.id)) ORDER BY page_1.score DESC, page_1.paper_id DESC), '[]'::json)) AS anon_1 
FROM (SELECT page_rank_5.score AS score, page_rank_5.paper_id AS paper_id 
FROM page_rank AS page_rank_5 ORDER BY page_rank_5.score DESC, page_rank_5.paper_id DESC 
 LIMIT 3) AS page_1 JOIN paper AS paper_2 ON paper_2.id = page_1.paper_id) AS root_0, (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM page_rank AS page_rank_8 JOIN paper AS paper_9 ON paper_9.id = page_rank_8.paper_id 
WHERE paper_9.year < $1::INTEGER AND paper_9.citation_count > $2::INTEGER), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('cursor' VALUE translate(encode(convert_to(CAST(json_build_array('score', page_6.score, page_6.paper_id) AS TEXT), 'UTF8'), 'base64'), '+/=
', '-_'), 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_7.id AS TEXT), 'pageRank' VALUE (SELECT JSON_OBJECT('score' VALUE page_rank_10.score) AS anon_4 
FROM page_rank AS page_rank_10 
WHERE page_rank_10.paper_id = paper_7.id))) ORDER BY page_6.score DESC, page_6.paper_id DESC) FILTER (WHERE page_6.page_place <= 2), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasPreviousPage' VALUE count(*) > 2)) AS anon_3 
FROM (SELECT page_rank_11.score AS score, page_rank_11.paper_id AS paper_id, row_number() OVER (ORDER BY page_rank_11.score ASC, page_rank_11.paper_id ASC) AS page_place 
FROM page_rank AS page_rank_11 JOIN paper AS paper_12 ON paper_12.id = page_rank_11.paper_id 
WHERE paper_12.year < $1::INTEGER AND paper_12.citation_count > $2::INTEGER ORDER BY page_rank_11.score ASC, page_rank_11.paper_id ASC 
 LIMIT 3) AS page_6 JOIN paper AS paper_7 ON paper_7.id = page_6.paper_id) AS root_1, (SELECT JSON_OBJECT('pageRank' VALUE (SELECT JSON_OBJECT('computation' VALUE (SELECT JSON_OBJECT('dataVersion' VALUE CAST(page_rank_computation_15.data_version AS TEXT), 'computedAt' VALUE to_char(timezone('UTC', page_rank_computation_15.computed_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'damping' VALUE page_rank_computation_15.damping, 'tolerance' VALUE page_rank_computation_15.tolerance, 'steps' VALUE page_rank_computation_15.steps, 'paperCount' VALUE page_rank_computation_15.paper_count, 'citationCount' VALUE page_rank_computation_15.citation_count) AS anon_7 
FROM page_rank_computation AS page_rank_computation_15 
WHERE page_rank_computation_15.id)) AS anon_6 
FROM page_rank AS page_rank_14 
WHERE page_rank_14.paper_id = paper_13.id)) AS anon_5 
FROM paper AS paper_13 
WHERE paper_13.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_2, (SELECT JSON_OBJECT('pageRank' VALUE (SELECT JSON_OBJECT('dataVersion' VALUE CAST(page_rank_computation_17.data_version AS TEXT), 'paperCount' VALUE page_rank_computation_17.paper_count) AS anon_9 
FROM page_rank_computation AS page_rank_computation_17 
WHERE page_rank_computation_17.id)) AS anon_8 
FROM data_version AS data_version_16) AS root_3
