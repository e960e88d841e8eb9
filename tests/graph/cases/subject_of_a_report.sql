SELECT (SELECT JSON_OBJECT('reportedMetrics' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('name' VALUE page_2.name, 'value' VALUE page_2.value, 'asOf' VALUE page_2.as_of, 'consistent' VALUE (SELECT concat('An h-index of ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' needs at least ', to_char(figures.h * figures.h, 'FM999,999,999,999,999,990'), ' citations and ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' papers; the same source reports ', coalesce(to_char(figures.citations, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' citations and ', coalesce(to_char(figures.papers, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' papers.') AS concat_1 
FROM (SELECT CAST(max(report.value) FILTER (WHERE report.name = 'h-index') AS BIGINT) AS h, CAST(max(report.value) FILTER (WHERE report.name = 'papers') AS BIGINT) AS papers, CAST(max(report.value) FILTER (WHERE report.name = 'citations') AS BIGINT) AS citations 
FROM reported_metric AS report 
WHERE report.author_id = page_2.author_id AND report.source = page_2.source AND report.as_of = page_2.as_of) AS figures 
WHERE (page_2.name = 'h-index' OR page_2.name = 'papers' OR page_2.name = 'citations') AND (figures.citations < figures.h * figures.h OR figures.papers < figures.h)) IS NULL, 'explanation' VALUE (SELECT concat('An h-index of ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' needs at least ', to_char(figures.h * figures.h, 'FM999,999,999,999,999,990'), ' citations and ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' papers; the same source reports ', coalesce(to_char(figures.citations, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' citations and ', coalesce(to_char(figures.papers, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' papers.') AS concat_2 
FROM (SELECT CAST(max(report.value) FILTER (WHERE report.name = 'h-index') AS BIGINT) AS h, CAST(max(report.value) FILTER (WHERE report.name = 'papers') AS BIGINT) AS papers, CAST(max(report.value) FILTER (WHERE report.name = 'citations') AS BIGINT) AS citations 
FROM reported_metric AS report 
WHERE report.author_id = page_2.author_id AND report.source = page_2.source AND report.as_of = page_2.as_of) AS figures 
WHERE (page_2.name = 'h-index' OR page_2.name = 'papers' OR page_2.name = 'citations') AND (figures.citations < figures.h * figures.h OR figures.papers < figures.h)), 'subject' VALUE coalesce((SELECT JSON_OBJECT('__typename' VALUE CAST('Author' AS TEXT), 'name' VALUE author_3.name, 'id' VALUE 'author:' || CAST(author_3.id AS TEXT)) AS anon_2 
FROM author AS author_3 
WHERE author_3.id = page_2.author_id), (SELECT JSON_OBJECT('__typename' VALUE CAST('Paper' AS TEXT), 'id' VALUE 'paper:' || CAST(paper_4.id AS TEXT)) AS anon_3 
FROM paper AS paper_4 
WHERE paper_4.id = page_2.paper_id))) ORDER BY page_2.as_of DESC, page_2.id DESC), '[]'::json) AS coalesce_1 
FROM (SELECT reported_metric_5.name AS name, reported_metric_5.value AS value, reported_metric_5.as_of AS as_of, reported_metric_5.author_id AS author_id, reported_metric_5.source AS source, reported_metric_5.paper_id AS paper_id, reported_metric_5.id AS id 
FROM reported_metric AS reported_metric_5 
WHERE reported_metric_5.author_id = author_1.id ORDER BY reported_metric_5.as_of DESC, reported_metric_5.id DESC) AS page_2)) AS anon_1 
FROM author AS author_1 
WHERE author_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'author' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0, (SELECT JSON_OBJECT('reportedMetrics' VALUE (SELECT coalesce(json_agg(JSON_OBJECT('name' VALUE page_7.name, 'value' VALUE page_7.value, 'unit' VALUE page_7.unit, 'consistent' VALUE (SELECT concat('An h-index of ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' needs at least ', to_char(figures.h * figures.h, 'FM999,999,999,999,999,990'), ' citations and ', to_char(figures.h, 'FM999,999,999,999,999,990'), ' papers; the same source reports ', coalesce(to_char(figures.citations, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' citations and ', coalesce(to_char(figures.papers, 'FM999,999,999,999,999,990'), 'an unknown number of'), ' papers.') AS concat_3 
FROM (SELECT CAST(max(report.value) FILTER (WHERE report.name = 'h-index') AS BIGINT) AS h, CAST(max(report.value) FILTER (WHERE report.name = 'papers') AS BIGINT) AS papers, CAST(max(report.value) FILTER (WHERE report.name = 'citations') AS BIGINT) AS citations 
FROM reported_metric AS report 
WHERE report.author_id = page_7.author_id AND report.source = page_7.source AND report.as_of = page_7.as_of) AS figures 
WHERE (page_7.name = 'h-index' OR page_7.name = 'papers' OR page_7.name = 'citations') AND (figures.citations < figures.h * figures.h OR figures.papers < figures.h)) IS NULL, 'subject' VALUE coalesce((SELECT JSON_OBJECT('name' VALUE author_8.name) AS anon_5 
FROM author AS author_8 
WHERE author_8.id = page_7.author_id), (SELECT JSON_OBJECT('type' VALUE paper_9.type) AS anon_6 
FROM paper AS paper_9 
WHERE paper_9.id = page_7.paper_id))) ORDER BY page_7.as_of DESC, page_7.id DESC), '[]'::json) AS coalesce_2 
FROM (SELECT reported_metric_10.name AS name, reported_metric_10.value AS value, reported_metric_10.unit AS unit, reported_metric_10.author_id AS author_id, reported_metric_10.source AS source, reported_metric_10.as_of AS as_of, reported_metric_10.paper_id AS paper_id, reported_metric_10.id AS id 
FROM reported_metric AS reported_metric_10 
WHERE reported_metric_10.paper_id = paper_6.id ORDER BY reported_metric_10.as_of DESC, reported_metric_10.id DESC) AS page_7)) AS anon_4 
FROM paper AS paper_6 
WHERE paper_6.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1
