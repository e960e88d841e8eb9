SELECT (SELECT JSON_OBJECT('name' VALUE topic_1.name, 'authorCount' VALUE topic_1.author_count, 'authors' VALUE (SELECT JSON_OBJECT('totalCount' VALUE topic_1.author_count, 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_2.paper_count, 'node' VALUE JSON_OBJECT('name' VALUE author_3.name)) ORDER BY page_2.paper_count DESC, page_2.author_id DESC) FILTER (WHERE page_2.page_place <= 4), '[]'::json), 'pageInfo' VALUE JSON_OBJECT('hasNextPage' VALUE count(*) > 4)) AS anon_2 
FROM (SELECT author_topic_4.paper_count AS paper_count, author_topic_4.author_id AS author_id, row_number() OVER (ORDER BY author_topic_4.paper_count DESC, author_topic_4.author_id DESC) AS page_place 
FROM author_topic AS author_topic_4 
WHERE author_topic_4.topic_id = topic_1.id ORDER BY author_topic_4.paper_count DESC, author_topic_4.author_id DESC 
 LIMIT 5) AS page_2 JOIN author AS author_3 ON author_3.id = page_2.author_id), 'mostCited' VALUE (SELECT JSON_OBJECT('edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_5.paper_count, 'node' VALUE JSON_OBJECT('name' VALUE author_6.name, 'metrics' VALUE JSON_OBJECT('citationCount' VALUE author_6.citation_count))) ORDER BY page_5.key_0 DESC, page_5.author_id DESC), '[]'::json)) AS anon_3 
FROM (SELECT author_topic_7.paper_count AS paper_count, author_topic_7.author_id AS author_id, author_8.citation_count AS key_0 
FROM author_topic AS author_topic_7 JOIN author AS author_8 ON author_8.id = author_topic_7.author_id 
WHERE author_topic_7.topic_id = topic_1.id ORDER BY author_8.citation_count DESC, author_topic_7.author_id DESC 
 LIMIT 3) AS page_5 JOIN author AS author_6 ON author_6.id = page_5.author_id), 'cited' VALUE (SELECT JSON_OBJECT('totalCount' VALUE (SELECT count(*) AS count_1 
FROM author_topic AS author_topic_11 JOIN author AS author_12 ON author_12.id = author_topic_11.author_id 
WHERE author_topic_11.topic_id = topic_1.id AND author_12.h_index >= $1::INTEGER), 'edges' VALUE coalesce(json_agg(JSON_OBJECT('paperCount' VALUE page_9.paper_count, 'node' VALUE JSON_OBJECT('name' VALUE author_10.name, 'metrics' VALUE JSON_OBJECT('hIndex' VALUE author_10.h_index))) ORDER BY page_9.paper_count DESC, page_9.author_id DESC), '[]'::json)) AS anon_4 
FROM (SELECT author_topic_13.paper_count AS paper_count, author_topic_13.author_id AS author_id 
FROM author_topic AS author_topic_13 JOIN author AS author_14 ON author_14.id = author_topic_13.author_id 
WHERE author_topic_13.topic_id = topic_1.id AND author_14.h_index >= $1::INTEGER ORDER BY author_topic_13.paper_count DESC, author_topic_13.author_id DESC 
 LIMIT 3) AS page_9 JOIN author AS author_10 ON author_10.id = page_9.author_id)) AS anon_1 
FROM topic AS topic_1 
WHERE topic_1.id = (SELECT min(bearer.id) AS min_1 
FROM topic AS bearer 
WHERE bearer.code = $2::VARCHAR 
HAVING count(*) = 1)) AS root_0
