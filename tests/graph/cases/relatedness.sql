SELECT (SELECT JSON_OBJECT('countsByYear' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('year' VALUE page_2.year, 'citationCount' VALUE page_2.citation_count) ORDER BY page_2.year ASC), '[]'::json) AS coalesce_1 
FROM (SELECT paper_year_3.year AS year, paper_year_3.citation_count AS citation_count 
FROM paper_year AS paper_year_3 
WHERE paper_year_3.paper_id = paper_1.id ORDER BY paper_year_3.year ASC) AS page_2), 'coCited' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM (SELECT counted.id AS id, counted.strength AS strength, CAST(counted.strength AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(paper_1.citation_count AS BIGINT) * beside.citation_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.cited_id AS id, count(*) AS strength 
FROM citation AS own JOIN citation AS other ON other.citing_id = own.citing_id 
WHERE own.cited_id = paper_1.id AND other.cited_id != paper_1.id GROUP BY other.cited_id) AS counted LEFT OUTER JOIN paper AS beside ON beside.id = counted.id) AS made_6), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('strength' VALUE page_4.strength, 'cosine' VALUE page_4.cosine, 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_5.id AS TEXT))) ORDER BY page_4.strength DESC, page_4.id DESC), '[]'::json)) AS anon_2 
FROM (SELECT made_7.strength AS strength, made_7.cosine AS cosine, made_7.id AS id 
FROM (SELECT counted.id AS id, counted.strength AS strength, CAST(counted.strength AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(paper_1.citation_count AS BIGINT) * beside.citation_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.cited_id AS id, count(*) AS strength 
FROM citation AS own JOIN citation AS other ON other.citing_id = own.citing_id 
WHERE own.cited_id = paper_1.id AND other.cited_id != paper_1.id GROUP BY other.cited_id) AS counted LEFT OUTER JOIN paper AS beside ON beside.id = counted.id) AS made_7 ORDER BY made_7.strength DESC, made_7.id DESC 
 LIMIT 2) AS page_4 JOIN paper AS paper_5 ON paper_5.id = page_4.id), 'coupled' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_2 
FROM (SELECT counted.id AS id, counted.strength AS strength, CAST(counted.strength AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(paper_1.reference_count AS BIGINT) * beside.reference_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.citing_id AS id, count(*) AS strength 
FROM citation AS own JOIN citation AS other ON other.cited_id = own.cited_id 
WHERE own.citing_id = paper_1.id AND other.citing_id != paper_1.id GROUP BY other.citing_id) AS counted LEFT OUTER JOIN paper AS beside ON beside.id = counted.id) AS made_10 JOIN paper AS paper_11 ON paper_11.id = made_10.id 
WHERE paper_11.year >= $1::INTEGER), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('strength' VALUE page_8.strength, 'cosine' VALUE page_8.cosine, 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_9.id AS TEXT), 'citationCount' VALUE paper_9.citation_count)) ORDER BY page_8.cosine DESC, page_8.id DESC), '[]'::json)) AS anon_3 
FROM (SELECT made_12.strength AS strength, made_12.cosine AS cosine, made_12.id AS id 
FROM (SELECT counted.id AS id, counted.strength AS strength, CAST(counted.strength AS DOUBLE PRECISION) / CAST(sqrt(CAST(greatest(CAST(paper_1.reference_count AS BIGINT) * beside.reference_count, 1) AS DOUBLE PRECISION)) AS DOUBLE PRECISION) AS cosine 
FROM (SELECT other.citing_id AS id, count(*) AS strength 
FROM citation AS own JOIN citation AS other ON other.cited_id = own.cited_id 
WHERE own.citing_id = paper_1.id AND other.citing_id != paper_1.id GROUP BY other.citing_id) AS counted LEFT OUTER JOIN paper AS beside ON beside.id = counted.id) AS made_12 JOIN paper AS paper_13 ON paper_13.id = made_12.id 
WHERE paper_13.year >= $1::INTEGER ORDER BY made_12.cosine DESC, made_12.id DESC 
 LIMIT 3) AS page_8 JOIN paper AS paper_9 ON paper_9.id = page_8.id), 'references' VALUE (SELECT JSON_OBJECT('edges' VALUE coalesce(json_agg(JSON_OBJECT('isSelfCitation' VALUE EXISTS (SELECT true AS anon_5 
FROM authorship AS citing_author JOIN authorship AS cited_author ON cited_author.author_id = citing_author.author_id 
WHERE citing_author.paper_id = page_14.citing_id AND cited_author.paper_id = page_14.cited_id), 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_15.id AS TEXT))) ORDER BY page_14.key_0 ASC, page_14.cited_id ASC), '[]'::json)) AS anon_4 
FROM (SELECT citation_16.citing_id AS citing_id, citation_16.cited_id AS cited_id, paper_17.published_key AS key_0 
FROM citation AS citation_16 JOIN paper AS paper_17 ON paper_17.id = citation_16.cited_id 
WHERE citation_16.citing_id = paper_1.id ORDER BY paper_17.published_key ASC, citation_16.cited_id ASC 
 LIMIT 3) AS page_14 JOIN paper AS paper_15 ON paper_15.id = page_14.cited_id)) AS anon_1 
FROM paper AS paper_1 
WHERE paper_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_0, (SELECT JSON_OBJECT('citedAuthors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_3 
FROM (SELECT other.author_id AS author_id, count(*) AS citation_count 
FROM authorship AS own JOIN citation ON citation.citing_id = own.paper_id JOIN authorship AS other ON other.paper_id = citation.cited_id 
WHERE own.author_id = author_18.id AND NOT own.is_repeat AND NOT other.is_repeat AND other.author_id != author_18.id GROUP BY other.author_id) AS made_21), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('citationCount' VALUE page_19.citation_count, 'node' VALUE JSON_OBJECT('id' VALUE 'author:' || CAST(author_20.id AS TEXT))) ORDER BY page_19.citation_count DESC, page_19.author_id DESC), '[]'::json)) AS anon_7 
FROM (SELECT made_22.citation_count AS citation_count, made_22.author_id AS author_id 
FROM (SELECT other.author_id AS author_id, count(*) AS citation_count 
FROM authorship AS own JOIN citation ON citation.citing_id = own.paper_id JOIN authorship AS other ON other.paper_id = citation.cited_id 
WHERE own.author_id = author_18.id AND NOT own.is_repeat AND NOT other.is_repeat AND other.author_id != author_18.id GROUP BY other.author_id) AS made_22 ORDER BY made_22.citation_count DESC, made_22.author_id DESC 
 LIMIT 2) AS page_19 JOIN author AS author_20 ON author_20.id = page_19.author_id), 'citingAuthors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_4 
FROM (SELECT other.author_id AS author_id, count(*) AS citation_count 
FROM authorship AS own JOIN citation ON citation.cited_id = own.paper_id JOIN authorship AS other ON other.paper_id = citation.citing_id 
WHERE own.author_id = author_18.id AND NOT own.is_repeat AND NOT other.is_repeat AND other.author_id != author_18.id GROUP BY other.author_id) AS made_25), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('citationCount' VALUE page_23.citation_count, 'node' VALUE JSON_OBJECT('id' VALUE 'author:' || CAST(author_24.id AS TEXT))) ORDER BY page_23.citation_count DESC, page_23.author_id DESC), '[]'::json)) AS anon_8 
FROM (SELECT made_26.citation_count AS citation_count, made_26.author_id AS author_id 
FROM (SELECT other.author_id AS author_id, count(*) AS citation_count 
FROM authorship AS own JOIN citation ON citation.cited_id = own.paper_id JOIN authorship AS other ON other.paper_id = citation.citing_id 
WHERE own.author_id = author_18.id AND NOT own.is_repeat AND NOT other.is_repeat AND other.author_id != author_18.id GROUP BY other.author_id) AS made_26 ORDER BY made_26.citation_count DESC, made_26.author_id DESC 
 LIMIT 2) AS page_23 JOIN author AS author_24 ON author_24.id = page_23.author_id)) AS anon_6 
FROM author AS author_18 
WHERE author_18.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_1, (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_5 
FROM (WITH seed AS 
(SELECT DISTINCT coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = CAST(asked_seed.id AS BIGINT)), CAST(asked_seed.id AS BIGINT)) AS id 
FROM unnest($4::BIGINT[]) AS asked_seed(id))
 SELECT link.paper_id AS paper_id, sum(link.co_cited) AS co_cited_count, sum(link.coupled) AS shared_reference_count, sum(link.co_cited + link.coupled) AS strength 
FROM (SELECT other0.cited_id AS paper_id, between0.seeds * 1 AS co_cited, between0.seeds * 0 AS coupled 
FROM (SELECT own0.citing_id AS id, CAST(count(*) AS INTEGER) AS seeds 
FROM seed JOIN citation AS own0 ON own0.cited_id = seed.id GROUP BY own0.citing_id) AS between0 JOIN citation AS other0 ON other0.citing_id = between0.id 
WHERE (other0.cited_id NOT IN (SELECT seed.id 
FROM seed)) UNION ALL SELECT other1.citing_id AS paper_id, between1.seeds * 0 AS co_cited, between1.seeds * 1 AS coupled 
FROM (SELECT own1.cited_id AS id, CAST(count(*) AS INTEGER) AS seeds 
FROM seed JOIN citation AS own1 ON own1.citing_id = seed.id GROUP BY own1.cited_id) AS between1 JOIN citation AS other1 ON other1.cited_id = between1.id 
WHERE (other1.citing_id NOT IN (SELECT seed.id 
FROM seed))) AS link GROUP BY link.paper_id) AS made_29), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('strength' VALUE page_27.strength, 'coCitedCount' VALUE page_27.co_cited_count, 'sharedReferenceCount' VALUE page_27.shared_reference_count, 'node' VALUE JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_28.id AS TEXT))) ORDER BY page_27.strength DESC, page_27.paper_id DESC), '[]'::json)) AS anon_9 
FROM (SELECT made_30.strength AS strength, made_30.co_cited_count AS co_cited_count, made_30.shared_reference_count AS shared_reference_count, made_30.paper_id AS paper_id 
FROM (WITH seed AS 
(SELECT DISTINCT coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = CAST(asked_seed.id AS BIGINT)), CAST(asked_seed.id AS BIGINT)) AS id 
FROM unnest($4::BIGINT[]) AS asked_seed(id))
 SELECT link.paper_id AS paper_id, sum(link.co_cited) AS co_cited_count, sum(link.coupled) AS shared_reference_count, sum(link.co_cited + link.coupled) AS strength 
FROM (SELECT other0.cited_id AS paper_id, between0.seeds * 1 AS co_cited, between0.seeds * 0 AS coupled 
FROM (SELECT own0.citing_id AS id, CAST(count(*) AS INTEGER) AS seeds 
FROM seed JOIN citation AS own0 ON own0.cited_id = seed.id GROUP BY own0.citing_id) AS between0 JOIN citation AS other0 ON other0.citing_id = between0.id 
WHERE (other0.cited_id NOT IN (SELECT seed.id 
FROM seed)) UNION ALL SELECT other1.citing_id AS paper_id, between1.seeds * 0 AS co_cited, between1.seeds * 1 AS coupled 
FROM (SELECT own1.cited_id AS id, CAST(count(*) AS INTEGER) AS seeds 
FROM seed JOIN citation AS own1 ON own1.citing_id = seed.id GROUP BY own1.cited_id) AS between1 JOIN citation AS other1 ON other1.cited_id = between1.id 
WHERE (other1.citing_id NOT IN (SELECT seed.id 
FROM seed))) AS link GROUP BY link.paper_id) AS made_30 ORDER BY made_30.strength DESC, made_30.paper_id DESC 
 LIMIT 3) AS page_27 JOIN paper AS paper_28 ON paper_28.id = page_27.paper_id) AS root_2, (SELECT JSON_OBJECT('nodes' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('distance' VALUE page_32.distance, 'author' VALUE (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_33.id AS TEXT)) AS anon_11 
FROM author AS author_33 
WHERE author_33.id = page_32.id)) ORDER BY page_32.distance ASC, page_32.id ASC), '[]'::json) AS coalesce_2 
FROM (SELECT made_34.distance AS distance, made_34.id AS id 
FROM (SELECT node.id AS id, node.distance AS distance 
FROM unnest(made_31.ids, made_31.distances) AS node(id, distance)) AS made_34 ORDER BY made_34.distance ASC, made_34.id ASC) AS page_32), 'links' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_35.paper_count, 'source' VALUE (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_36.id AS TEXT)) AS anon_12 
FROM author AS author_36 
WHERE author_36.id = page_35.author_id), 'target' VALUE (SELECT JSON_OBJECT('id' VALUE 'author:' || CAST(author_37.id AS TEXT)) AS anon_13 
FROM author AS author_37 
WHERE author_37.id = page_35.coauthor_id)) ORDER BY page_35.author_id ASC, page_35.coauthor_id ASC), '[]'::json) AS coalesce_3 
FROM (SELECT made_38.paper_count AS paper_count, made_38.author_id AS author_id, made_38.coauthor_id AS coauthor_id 
FROM (SELECT pair.author_id AS author_id, pair.coauthor_id AS coauthor_id, pair.paper_count AS paper_count 
FROM coauthorship AS pair 
WHERE pair.author_id = any(made_31.ids) AND pair.coauthor_id = any(made_31.ids) AND pair.author_id < pair.coauthor_id AND pair.paper_count >= made_31.min_papers) AS made_38 ORDER BY made_38.author_id ASC, made_38.coauthor_id ASC) AS page_35)) AS anon_10 
FROM (WITH start AS 
(SELECT CAST((SELECT author_39.id 
FROM author AS author_39 
WHERE author_39.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $5::BIGINT), $5::BIGINT)) AS BIGINT) AS id, CAST($6::INTEGER AS INTEGER) AS depth, CAST($7::INTEGER AS INTEGER) AS min_papers, CAST($8::INTEGER AS INTEGER) AS most), 
ring_of_root AS 
(SELECT start.id AS id 
FROM start 
WHERE start.id IS NOT NULL), 
ring1 AS 
(SELECT pair_of_ring1.coauthor_id AS id 
FROM ring_of_root JOIN coauthorship AS pair_of_ring1 ON pair_of_ring1.author_id = ring_of_root.id 
WHERE (SELECT start.depth 
FROM start) >= 1 AND pair_of_ring1.paper_count >= (SELECT start.min_papers 
FROM start) AND (pair_of_ring1.coauthor_id NOT IN (SELECT ring_of_root.id 
FROM ring_of_root)) GROUP BY pair_of_ring1.coauthor_id ORDER BY sum(pair_of_ring1.paper_count) DESC, pair_of_ring1.coauthor_id 
 LIMIT (SELECT start.most - (SELECT count(*) AS count_6 
FROM ring_of_root) AS anon_14 
FROM start)), 
ring2 AS 
(SELECT pair_of_ring2.coauthor_id AS id 
FROM ring1 JOIN coauthorship AS pair_of_ring2 ON pair_of_ring2.author_id = ring1.id 
WHERE (SELECT start.depth 
FROM start) >= 2 AND pair_of_ring2.paper_count >= (SELECT start.min_papers 
FROM start) AND (pair_of_ring2.coauthor_id NOT IN (SELECT ring_of_root.id 
FROM ring_of_root)) AND (pair_of_ring2.coauthor_id NOT IN (SELECT ring1.id 
FROM ring1)) GROUP BY pair_of_ring2.coauthor_id ORDER BY sum(pair_of_ring2.paper_count) DESC, pair_of_ring2.coauthor_id 
 LIMIT (SELECT (start.most - (SELECT count(*) AS count_7 
FROM ring_of_root)) - (SELECT count(*) AS count_8 
FROM ring1) AS anon_15 
FROM start)), 
ring3 AS 
(SELECT pair_of_ring3.coauthor_id AS id 
FROM ring2 JOIN coauthorship AS pair_of_ring3 ON pair_of_ring3.author_id = ring2.id 
WHERE (SELECT start.depth 
FROM start) >= 3 AND pair_of_ring3.paper_count >= (SELECT start.min_papers 
FROM start) AND (pair_of_ring3.coauthor_id NOT IN (SELECT ring_of_root.id 
FROM ring_of_root)) AND (pair_of_ring3.coauthor_id NOT IN (SELECT ring1.id 
FROM ring1)) AND (pair_of_ring3.coauthor_id NOT IN (SELECT ring2.id 
FROM ring2)) GROUP BY pair_of_ring3.coauthor_id ORDER BY sum(pair_of_ring3.paper_count) DESC, pair_of_ring3.coauthor_id 
 LIMIT (SELECT ((start.most - (SELECT count(*) AS count_9 
FROM ring_of_root)) - (SELECT count(*) AS count_10 
FROM ring1)) - (SELECT count(*) AS count_11 
FROM ring2) AS anon_16 
FROM start))
 SELECT array_agg(found.id ORDER BY found.distance, found.id) AS ids, array_agg(found.distance ORDER BY found.distance, found.id) AS distances, (SELECT start.min_papers 
FROM start) AS min_papers 
FROM (SELECT ring_of_root.id AS id, 0 AS distance 
FROM ring_of_root UNION ALL SELECT ring1.id AS id, 1 AS distance 
FROM ring1 UNION ALL SELECT ring2.id AS id, 2 AS distance 
FROM ring2 UNION ALL SELECT ring3.id AS id, 3 AS distance 
FROM ring3) AS found 
HAVING count(*) > 0) AS made_31) AS root_3, (SELECT JSON_OBJECT('nodes' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('distance' VALUE page_41.distance) ORDER BY page_41.distance ASC, page_41.id ASC), '[]'::json) AS coalesce_4 
FROM (SELECT made_42.distance AS distance, made_42.id AS id 
FROM (SELECT node.id AS id, node.distance AS distance 
FROM unnest(made_40.ids, made_40.distances) AS node(id, distance)) AS made_42 ORDER BY made_42.distance ASC, made_42.id ASC) AS page_41)) AS anon_17 
FROM (WITH start AS 
(SELECT CAST((SELECT author_43.id 
FROM author AS author_43 
WHERE author_43.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $9::BIGINT), $9::BIGINT)) AS BIGINT) AS id, CAST($10::INTEGER AS INTEGER) AS depth, CAST($11::INTEGER AS INTEGER) AS min_papers, CAST($12::INTEGER AS INTEGER) AS most), 
ring_of_root AS 
(SELECT start.id AS id 
FROM start 
WHERE start.id IS NOT NULL), 
ring1 AS 
(SELECT pair_of_ring1.coauthor_id AS id 
FROM ring_of_root JOIN coauthorship AS pair_of_ring1 ON pair_of_ring1.author_id = ring_of_root.id 
WHERE (SELECT start.depth 
FROM start) >= 1 AND pair_of_ring1.paper_count >= (SELECT start.min_papers 
FROM start) AND (pair_of_ring1.coauthor_id NOT IN (SELECT ring_of_root.id 
FROM ring_of_root)) GROUP BY pair_of_ring1.coauthor_id ORDER BY sum(pair_of_ring1.paper_count) DESC, pair_of_ring1.coauthor_id 
 LIMIT (SELECT start.most - (SELECT count(*) AS count_12 
FROM ring_of_root) AS anon_18 
FROM start)), 
ring2 AS 
(SELECT pair_of_ring2.coauthor_id AS id 
FROM ring1 JOIN coauthorship AS pair_of_ring2 ON pair_of_ring2.author_id = ring1.id 
WHERE (SELECT start.depth 
FROM start) >= 2 AND pair_of_ring2.paper_count >= (SELECT start.min_papers 
FROM start) AND (pair_of_ring2.coauthor_id NOT IN (SELECT ring_of_root.id 
FROM ring_of_root)) AND (pair_of_ring2.coauthor_id NOT IN (SELECT ring1.id 
FROM ring1)) GROUP BY pair_of_ring2.coauthor_id ORDER BY sum(pair_of_ring2.paper_count) DESC, pair_of_ring2.coauthor_id 
 LIMIT (SELECT (start.most - (SELECT count(*) AS count_13 
FROM ring_of_root)) - (SELECT count(*) AS count_14 
FROM ring1) AS anon_19 
FROM start)), 
ring3 AS 
(SELECT pair_of_ring3.coauthor_id AS id 
FROM ring2 JOIN coauthorship AS pair_of_ring3 ON pair_of_ring3.author_id = ring2.id 
WHERE (SELECT start.depth 
FROM start) >= 3 AND pair_of_ring3.paper_count >= (SELECT start.min_papers 
FROM start) AND (pair_of_ring3.coauthor_id NOT IN (SELECT ring_of_root.id 
FROM ring_of_root)) AND (pair_of_ring3.coauthor_id NOT IN (SELECT ring1.id 
FROM ring1)) AND (pair_of_ring3.coauthor_id NOT IN (SELECT ring2.id 
FROM ring2)) GROUP BY pair_of_ring3.coauthor_id ORDER BY sum(pair_of_ring3.paper_count) DESC, pair_of_ring3.coauthor_id 
 LIMIT (SELECT ((start.most - (SELECT count(*) AS count_15 
FROM ring_of_root)) - (SELECT count(*) AS count_16 
FROM ring1)) - (SELECT count(*) AS count_17 
FROM ring2) AS anon_20 
FROM start))
 SELECT array_agg(found.id ORDER BY found.distance, found.id) AS ids, array_agg(found.distance ORDER BY found.distance, found.id) AS distances, (SELECT start.min_papers 
FROM start) AS min_papers 
FROM (SELECT ring_of_root.id AS id, 0 AS distance 
FROM ring_of_root UNION ALL SELECT ring1.id AS id, 1 AS distance 
FROM ring1 UNION ALL SELECT ring2.id AS id, 2 AS distance 
FROM ring2 UNION ALL SELECT ring3.id AS id, 3 AS distance 
FROM ring3) AS found 
HAVING count(*) > 0) AS made_40) AS root_4
