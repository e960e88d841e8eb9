SELECT (SELECT JSON_OBJECT('title' VALUE paper_1.title, 'type' VALUE paper_1.type, 'abstract' VALUE (SELECT paper_text.abstract 
FROM paper_text 
WHERE paper_text.paper_id = paper_1.id), 'artifactLinks' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('url' VALUE page_2.url) ORDER BY page_2.url ASC), '[]'::json) AS coalesce_1 
FROM (SELECT artifact_link_3.url AS url 
FROM artifact_link AS artifact_link_3 
WHERE artifact_link_3.paper_id = paper_1.id ORDER BY artifact_link_3.url ASC) AS page_2), 'references' VALUE (SELECT JSON_OBJECT('edges' VALUE coalesce(json_agg(JSON_OBJECT('contexts' VALUE page_4.contexts) ORDER BY page_4.key_0 DESC, page_4.cited_id DESC), '[]'::json)) AS anon_2 
FROM (SELECT citation_6.contexts AS contexts, citation_6.cited_id AS cited_id, paper_7.citation_count AS key_0 
FROM citation AS citation_6 JOIN paper AS paper_7 ON paper_7.id = citation_6.cited_id 
WHERE citation_6.citing_id = paper_1.id ORDER BY paper_7.citation_count DESC, citation_6.cited_id DESC 
 LIMIT 20) AS page_4), 'venue' VALUE (SELECT JSON_OBJECT('name' VALUE venue_8.name) AS anon_3 
FROM venue AS venue_8 
WHERE venue_8.id = paper_1.venue_id)) AS anon_1 
FROM paper AS paper_1 
WHERE paper_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0, (SELECT JSON_OBJECT('externalIds' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('value' VALUE page_10.value, 'url' VALUE CASE WHEN (page_10.scheme = 'arxiv') THEN 'https://arxiv.org/abs/' WHEN (page_10.scheme = 'doi') THEN 'https://doi.org/' WHEN (page_10.scheme = 'acl') THEN 'https://aclanthology.org/' WHEN (page_10.scheme = 'dblp') THEN 'https://dblp.org/rec/' WHEN (page_10.scheme = 'dblp-pid') THEN 'https://dblp.org/pid/' WHEN (page_10.scheme = 's2') THEN 'https://api.semanticscholar.org/CorpusID:' WHEN (page_10.scheme = 's2-paper') THEN 'https://www.semanticscholar.org/paper/' WHEN (page_10.scheme = 's2-author') THEN 'https://www.semanticscholar.org/author/' WHEN (page_10.scheme = 'openalex') THEN 'https://openalex.org/' WHEN (page_10.scheme = 'pmid') THEN 'https://pubmed.ncbi.nlm.nih.gov/' WHEN (page_10.scheme = 'pmcid') THEN 'https://pmc.ncbi.nlm.nih.gov/articles/' WHEN (page_10.scheme = 'orcid') THEN 'https://orcid.org/' WHEN (page_10.scheme = 'ror') THEN 'https://ror.org/' WHEN (page_10.scheme = 'issn') THEN 'https://portal.issn.org/resource/ISSN/' END || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(page_10.value, '%', '%25'), '#', '%23'), '?', '%3F'), '<', '%3C'), '>', '%3E'), '"', '%22'), '\', '%5C'), '^', '%5E'), '`', '%60'), '{', '%7B'), '|', '%7C'), '}', '%7D')) ORDER BY page_10.scheme ASC, page_10.value ASC), '[]'::json) AS coalesce_2 
FROM (SELECT paper_external_id_11.value AS value, paper_external_id_11.scheme AS scheme 
FROM paper_external_id AS paper_external_id_11 
WHERE paper_external_id_11.paper_id = paper_9.id ORDER BY paper_external_id_11.scheme ASC, paper_external_id_11.value ASC) AS page_10)) AS anon_4 
FROM paper AS paper_9 
WHERE paper_9.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1, (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_12.name, 'nameVariants' VALUE coalesce((SELECT array_agg(author_name.name ORDER BY author_name.name COLLATE "C") AS array_agg_1 
FROM author_name 
WHERE author_name.author_id = page_12.id AND author_name.name != page_12.name), '{}'::text[])) ORDER BY page_12.name_key ASC, page_12.id ASC), '[]'::json)) AS anon_5 
FROM (SELECT author_13.name AS name, author_13.id AS id, author_13.name_key AS name_key 
FROM author AS author_13 
WHERE author_13.id IN (SELECT author_name.author_id 
FROM author_name 
WHERE to_tsvector('simple'::regconfig, author_name.name_key) @@ plainto_tsquery('simple'::regconfig, $3)) ORDER BY author_13.name_key ASC, author_13.id ASC 
 LIMIT 20) AS page_12) AS root_2
