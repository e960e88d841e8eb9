SELECT (SELECT JSON_OBJECT('id' VALUE 'affiliation:' || CAST(affiliation_1.id AS TEXT), 'name' VALUE affiliation_1.name, 'nameVariants' VALUE coalesce((SELECT array_agg(affiliation_name.name ORDER BY affiliation_name.name COLLATE "C") AS array_agg_1 
FROM affiliation_name 
WHERE affiliation_name.affiliation_id = affiliation_1.id AND affiliation_name.name != affiliation_1.name), '{}'::text[]), 'kind' VALUE affiliation_1.kind, 'countryCode' VALUE affiliation_1.country_code, 'city' VALUE affiliation_1.city, 'latitude' VALUE affiliation_1.latitude, 'longitude' VALUE affiliation_1.longitude, 'homepage' VALUE affiliation_1.homepage, 'externalIds' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('scheme' VALUE page_2.scheme, 'value' VALUE page_2.value, 'url' VALUE CASE WHEN (page_2.scheme = 'arxiv') THEN 'https://arxiv.org/abs/' WHEN (page_2.scheme = 'doi') THEN 'https://doi.org/' WHEN (page_2.scheme = 'acl') THEN 'https://aclanthology.org/' WHEN (page_2.scheme = 'dblp') THEN 'https://dblp.org/rec/' WHEN (page_2.scheme = 'dblp-pid') THEN 'https://dblp.org/pid/' WHEN (page_2.scheme = 's2') THEN 'https://api.semanticscholar.org/CorpusID:' WHEN (page_2.scheme = 's2-paper') THEN 'https://www.semanticscholar.org/paper/' WHEN (page_2.scheme = 's2-author') THEN 'https://www.semanticscholar.org/author/' WHEN (page_2.scheme = 'openalex') THEN 'https://openalex.org/' WHEN (page_2.scheme = 'pmid') THEN 'https://pubmed.ncbi.nlm.nih.gov/' WHEN (page_2.scheme = 'pmcid') THEN 'https://pmc.ncbi.nlm.nih.gov/articles/' WHEN (page_2.scheme = 'orcid') THEN 'https://orcid.org/' WHEN (page_2.scheme = 'ror') THEN 'https://ror.org/' WHEN (page_2.scheme = 'issn') THEN 'https://portal.issn.org/resource/ISSN/' END || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(page_2.value, '%', '%25'), '#', '%23'), '?', '%3F'), '<', '%3C'), '>', '%3E'), '"', '%22'), '\', '%5C'), '^', '%5E'), '`', '%60'), '{', '%7B'), '|', '%7C'), '}', '%7D')) ORDER BY page_2.scheme ASC, page_2.value ASC), '[]'::json) AS coalesce_1 
FROM (SELECT affiliation_external_id_3.scheme AS scheme, affiliation_external_id_3.value AS value 
FROM affiliation_external_id AS affiliation_external_id_3 
WHERE affiliation_external_id_3.affiliation_id = affiliation_1.id ORDER BY affiliation_external_id_3.scheme ASC, affiliation_external_id_3.value ASC) AS page_2), 'parent' VALUE (SELECT JSON_OBJECT('name' VALUE affiliation_4.name) AS anon_2 
FROM affiliation AS affiliation_4 
WHERE affiliation_4.id = affiliation_1.parent_id), 'paperCount' VALUE affiliation_1.paper_count, 'authorCount' VALUE affiliation_1.author_count, 'citationCount' VALUE affiliation_1.citation_count, 'authors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM author_affiliation AS author_affiliation_7 JOIN author AS author_8 ON author_8.id = author_affiliation_7.author_id 
WHERE author_affiliation_7.affiliation_id = affiliation_1.id AND author_8.paper_count > $1::INTEGER), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_5.paper_count, 'firstYear' VALUE page_5.first_year, 'lastYear' VALUE page_5.last_year, 'node' VALUE JSON_OBJECT('name' VALUE author_6.name)) ORDER BY page_5.paper_count DESC, page_5.author_id DESC), '[]'::json)) AS anon_3 
FROM (SELECT author_affiliation_9.paper_count AS paper_count, author_affiliation_9.first_year AS first_year, author_affiliation_9.last_year AS last_year, author_affiliation_9.author_id AS author_id 
FROM author_affiliation AS author_affiliation_9 JOIN author AS author_10 ON author_10.id = author_affiliation_9.author_id 
WHERE author_affiliation_9.affiliation_id = affiliation_1.id AND author_10.paper_count > $1::INTEGER ORDER BY author_affiliation_9.paper_count DESC, author_affiliation_9.author_id DESC 
 LIMIT 4) AS page_5 JOIN author AS author_6 ON author_6.id = page_5.author_id), 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE affiliation_1.paper_count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE paper_12.title) ORDER BY page_11.published_key ASC, page_11.paper_id ASC), '[]'::json)) AS anon_4 
FROM (SELECT paper_affiliation_13.published_key AS published_key, paper_affiliation_13.paper_id AS paper_id 
FROM paper_affiliation AS paper_affiliation_13 
WHERE paper_affiliation_13.affiliation_id = affiliation_1.id ORDER BY paper_affiliation_13.published_key ASC, paper_affiliation_13.paper_id ASC 
 LIMIT 3) AS page_11 JOIN paper AS paper_12 ON paper_12.id = page_11.paper_id)) AS anon_1 
FROM affiliation AS affiliation_1 
WHERE affiliation_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_0, (SELECT JSON_OBJECT('parent' VALUE (SELECT JSON_OBJECT('name' VALUE affiliation_15.name, 'parent' VALUE (SELECT JSON_OBJECT('name' VALUE affiliation_16.name, 'parent' VALUE (SELECT JSON_OBJECT('name' VALUE affiliation_17.name) AS anon_8 
FROM affiliation AS affiliation_17 
WHERE affiliation_17.id = affiliation_16.parent_id)) AS anon_7 
FROM affiliation AS affiliation_16 
WHERE affiliation_16.id = affiliation_15.parent_id)) AS anon_6 
FROM affiliation AS affiliation_15 
WHERE affiliation_15.id = affiliation_14.parent_id)) AS anon_5 
FROM affiliation AS affiliation_14 
WHERE affiliation_14.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'affiliation' AND forwarding.id = $3::BIGINT), $3::BIGINT)) AS root_1
