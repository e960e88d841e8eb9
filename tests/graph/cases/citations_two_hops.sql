SELECT (SELECT JSON_OBJECT('citations' VALUE (SELECT JSON_OBJECT('totalCount' VALUE paper_1.citation_count, 'edges' VALUE coalesce(json_agg(JSON_OBJECT('contexts' VALUE page_2.contexts, 'intents' VALUE page_2.intents, 'isInfluential' VALUE page_2.is_influential, 'node' VALUE JSON_OBJECT('title' VALUE paper_3.title, 'citations' VALUE (SELECT JSON_OBJECT('totalCount' VALUE paper_3.citation_count, 'edges' VALUE coalesce(json_agg(JSON_OBJECT('isInfluential' VALUE page_4.is_influential, 'node' VALUE JSON_OBJECT('title' VALUE paper_5.title, 'year' VALUE paper_5.year)) ORDER BY page_4.citing_published_key DESC, page_4.citing_id DESC), '[]'::json)) AS anon_3 
FROM (SELECT citation_6.is_influential AS is_influential, citation_6.citing_published_key AS citing_published_key, citation_6.citing_id AS citing_id 
FROM citation AS citation_6 
WHERE citation_6.cited_id = paper_3.id ORDER BY citation_6.citing_published_key DESC, citation_6.citing_id DESC 
 LIMIT 2) AS page_4 JOIN paper AS paper_5 ON paper_5.id = page_4.citing_id))) ORDER BY page_2.citing_published_key ASC, page_2.citing_id ASC), '[]'::json)) AS anon_2 
FROM (SELECT citation_7.contexts AS contexts, citation_7.intents AS intents, citation_7.is_influential AS is_influential, citation_7.citing_published_key AS citing_published_key, citation_7.citing_id AS citing_id 
FROM citation AS citation_7 
WHERE citation_7.cited_id = paper_1.id ORDER BY citation_7.citing_published_key ASC, citation_7.citing_id ASC 
 LIMIT 4) AS page_2 JOIN paper AS paper_3 ON paper_3.id = page_2.citing_id)) AS anon_1 
FROM paper AS paper_1 
WHERE paper_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0
