SELECT (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE page_1.name, 'primaryTopic' VALUE (SELECT JSON_OBJECT('code' VALUE topic_2.code) AS anon_2 
FROM topic AS topic_2 
WHERE topic_2.id = page_1.primary_topic_id), 'reportedMetrics' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('name' VALUE page_3.name, 'value' VALUE page_3.value, 'source' VALUE page_3.source, 'asOf' VALUE page_3.as_of, 'consistent' VALUE (SELECT concat('An h-index of ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' needs at least ', to_char(figures.h * figures.h, 'FM999,999,999,999,999,990'), ' citations and ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' papers; the same source reports ', coalesce(to_char(figures.citations, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' citations and ', coalesce(to_char(figures.papers, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' papers.') AS concat_1 
FROM (SELECT CAST(max(report.value) FILTER (WHERE report.name = 'h-index') AS BIGINT) AS h, CAST(max(report.value) FILTER (WHERE report.name = 'papers') AS BIGINT) AS papers, CAST(max(report.value) FILTER (WHERE report.name = 'citations') AS BIGINT) AS citations 
FROM reported_metric AS report 
WHERE report.author_id = page_3.author_id AND report.source = page_3.source AND report.as_of = page_3.as_of) AS figures 
WHERE (page_3.name = 'h-index' OR page_3.name = 'papers' OR page_3.name = 'citations') AND (figures.citations < figures.h * figures.h OR figures.papers < figures.h)) IS NULL, 'explanation' VALUE (SELECT concat('An h-index of ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' needs at least ', to_char(figures.h * figures.h, 'FM999,999,999,999,999,990'), ' citations and ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' papers; the same source reports ', coalesce(to_char(figures.citations, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' citations and ', coalesce(to_char(figures.papers, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' papers.') AS concat_2 
FROM (SELECT CAST(max(report.value) FILTER (WHERE report.name = 'h-index') AS BIGINT) AS h, CAST(max(report.value) FILTER (WHERE report.name = 'papers') AS BIGINT) AS papers, CAST(max(report.value) FILTER (WHERE report.name = 'citations') AS BIGINT) AS citations 
FROM reported_metric AS report 
WHERE report.author_id = page_3.author_id AND report.source = page_3.source AND report.as_of = page_3.as_of) AS figures 
WHERE (page_3.name = 'h-index' OR page_3.name = 'papers' OR page_3.name = 'citations') AND (figures.citations < figures.h * figures.h OR figures.papers < figures.h))) ORDER BY page_3.as_of DESC, page_3.id DESC), '[]'::json) AS coalesce_1 
FROM (SELECT reported_metric_4.name AS name, reported_metric_4.value AS value, reported_metric_4.source AS source, reported_metric_4.as_of AS as_of, reported_metric_4.author_id AS author_id, reported_metric_4.id AS id 
FROM reported_metric AS reported_metric_4 
WHERE reported_metric_4.author_id = page_1.id ORDER BY reported_metric_4.as_of DESC, reported_metric_4.id DESC) AS page_3), 'papers' VALUE (SELECT JSON_OBJECT('totalCount' VALUE page_1.paper_count, 'nodes' VALUE coalesce(json_agg(JSON_OBJECT('title' VALUE paper_6.title, 'publishedOn' VALUE paper_6.published_on, 'hasCode' VALUE paper_6.has_code, 'authorsComplete' VALUE paper_6.authors_complete, 'primaryTopic' VALUE (SELECT JSON_OBJECT('code' VALUE topic_7.code) AS anon_4 
FROM topic AS topic_7 
WHERE topic_7.id = paper_6.primary_topic_id), 'abstract' VALUE (SELECT paper_text.abstract 
FROM paper_text 
WHERE paper_text.paper_id = paper_6.id), 'reportedMetrics' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('name' VALUE page_8.name, 'value' VALUE page_8.value) ORDER BY page_8.as_of DESC, page_8.id DESC), '[]'::json) AS coalesce_2 
FROM (SELECT reported_metric_9.name AS name, reported_metric_9.value AS value, reported_metric_9.as_of AS as_of, reported_metric_9.id AS id 
FROM reported_metric AS reported_metric_9 
WHERE reported_metric_9.paper_id = paper_6.id ORDER BY reported_metric_9.as_of DESC, reported_metric_9.id DESC) AS page_8), 'codeLinks' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('isOfficial' VALUE page_10.is_official, 'repository' VALUE (SELECT JSON_OBJECT('url' VALUE code_repository_11.url) AS anon_6 
FROM code_repository AS code_repository_11 
WHERE code_repository_11.id = page_10.repository_id)) ORDER BY page_10.repository_id ASC), '[]'::json)) AS anon_5 
FROM (SELECT code_link_12.is_official AS is_official, code_link_12.repository_id AS repository_id 
FROM code_link AS code_link_12 
WHERE code_link_12.paper_id = paper_6.id ORDER BY code_link_12.repository_id ASC 
 LIMIT 20) AS page_10), 'affiliations' VALUE (SELECT JSON_OBJECT('nodes' VALUE coalesce(json_agg(JSON_OBJECT('name' VALUE affiliation_14.name) ORDER BY page_13.ordinal ASC, page_13.affiliation_id ASC), '[]'::json)) AS anon_7 
FROM (SELECT paper_affiliation_15.ordinal AS ordinal, paper_affiliation_15.affiliation_id AS affiliation_id 
FROM paper_affiliation AS paper_affiliation_15 
WHERE paper_affiliation_15.paper_id = paper_6.id ORDER BY paper_affiliation_15.ordinal ASC, paper_affiliation_15.affiliation_id ASC 
 LIMIT 20) AS page_13 JOIN affiliation AS affiliation_14 ON affiliation_14.id = page_13.affiliation_id), 'authors' VALUE (SELECT JSON_OBJECT('edges' VALUE coalesce(json_agg(JSON_OBJECT('position' VALUE page_16.position, 'nameAsWritten' VALUE page_16.name_as_written, 'node' VALUE CASE WHEN (author_17.id IS NOT NULL) THEN JSON_OBJECT('name' VALUE author_17.name) END) ORDER BY page_16.ordinal ASC), '[]'::json)) AS anon_8 
FROM (SELECT authorship_18.position AS position, authorship_18.name_as_written AS name_as_written, authorship_18.ordinal AS ordinal, authorship_18.author_id AS author_id 
FROM authorship AS authorship_18 
WHERE authorship_18.paper_id = paper_6.id AND NOT authorship_18.is_repeat ORDER BY authorship_18.ordinal ASC 
 LIMIT 20) AS page_16 LEFT OUTER JOIN author AS author_17 ON author_17.id = page_16.author_id)) ORDER BY page_5.citation_count DESC, page_5.paper_id DESC), '[]'::json)) AS anon_3 
FROM (SELECT authorship_19.citation_count AS citation_count, authorship_19.paper_id AS paper_id 
FROM authorship AS authorship_19 
WHERE authorship_19.author_id = page_1.id AND NOT authorship_19.is_repeat ORDER BY authorship_19.citation_count DESC, authorship_19.paper_id DESC 
 LIMIT 20) AS page_5 JOIN paper AS paper_6 ON paper_6.id = page_5.paper_id)) ORDER BY page_1.citation_count DESC, page_1.id DESC), '[]'::json)) AS anon_1 
FROM (SELECT author_20.name AS name, author_20.primary_topic_id AS primary_topic_id, author_20.id AS id, author_20.paper_count AS paper_count, author_20.citation_count AS citation_count 
FROM author AS author_20 
WHERE author_20.id IN (SELECT author_name.author_id 
FROM author_name 
WHERE to_tsvector('simple'::regconfig, author_name.name_key) @@ plainto_tsquery('simple'::regconfig, $1)) ORDER BY author_20.citation_count DESC, author_20.id DESC 
 LIMIT 5) AS page_1) AS root_0
