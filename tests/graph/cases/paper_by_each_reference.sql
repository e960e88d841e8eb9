SELECT (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_1.id AS TEXT), 'title' VALUE paper_1.title) AS anon_1 
FROM paper AS paper_1 
WHERE paper_1.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $1::BIGINT), $1::BIGINT)) AS root_0, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_2.id AS TEXT), 'title' VALUE paper_2.title) AS anon_2 
FROM paper AS paper_2 
WHERE paper_2.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $2::BIGINT), $2::BIGINT)) AS root_1, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_3.id AS TEXT), 'title' VALUE paper_3.title) AS anon_3 
FROM paper AS paper_3 
WHERE paper_3.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($3::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($3::VARCHAR, ' ', 2))) AS root_2, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_4.id AS TEXT), 'title' VALUE paper_4.title) AS anon_4 
FROM paper AS paper_4 
WHERE paper_4.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($4::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($4::VARCHAR, ' ', 2))) AS root_3, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_5.id AS TEXT), 'title' VALUE paper_5.title) AS anon_5 
FROM paper AS paper_5 
WHERE paper_5.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($5::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($5::VARCHAR, ' ', 2))) AS root_4, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_6.id AS TEXT), 'title' VALUE paper_6.title) AS anon_6 
FROM paper AS paper_6 
WHERE paper_6.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($6::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($6::VARCHAR, ' ', 2))) AS root_5, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_7.id AS TEXT), 'title' VALUE paper_7.title) AS anon_7 
FROM paper AS paper_7 
WHERE paper_7.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($7::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($7::VARCHAR, ' ', 2))) AS root_6, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_8.id AS TEXT), 'title' VALUE paper_8.title) AS anon_8 
FROM paper AS paper_8 
WHERE paper_8.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($8::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($8::VARCHAR, ' ', 2))) AS root_7, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_9.id AS TEXT), 'title' VALUE paper_9.title) AS anon_9 
FROM paper AS paper_9 
WHERE paper_9.id = (SELECT min(paper.id) AS min_1 
FROM paper 
WHERE paper.title_key = $9::VARCHAR COLLATE "C" 
HAVING count(DISTINCT paper.id) = 1)) AS root_8, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_10.id AS TEXT), 'title' VALUE paper_10.title) AS anon_10 
FROM paper AS paper_10 
WHERE paper_10.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($10::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($10::VARCHAR, ' ', 2))) AS root_9, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_11.id AS TEXT), 'title' VALUE paper_11.title) AS anon_11 
FROM paper AS paper_11 
WHERE paper_11.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($11::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($11::VARCHAR, ' ', 2))) AS root_10, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_12.id AS TEXT), 'title' VALUE paper_12.title) AS anon_12 
FROM paper AS paper_12 
WHERE paper_12.id = (SELECT min(paper.id) AS min_2 
FROM paper 
WHERE paper.title_key = $12::VARCHAR COLLATE "C" 
HAVING count(DISTINCT paper.id) = 1)) AS root_11, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_13.id AS TEXT), 'title' VALUE paper_13.title) AS anon_13 
FROM paper AS paper_13 
WHERE paper_13.id = (SELECT paper_external_id.paper_id 
FROM paper_external_id 
WHERE paper_external_id.scheme = split_part($13::VARCHAR, ' ', 1) AND paper_external_id.value = split_part($13::VARCHAR, ' ', 2))) AS root_12, (SELECT JSON_OBJECT('id' VALUE 'paper:' || CAST(paper_14.id AS TEXT), 'title' VALUE paper_14.title) AS anon_14 
FROM paper AS paper_14 
WHERE paper_14.id = coalesce((SELECT forwarding.into_id 
FROM forwarding 
WHERE forwarding.entity = 'paper' AND forwarding.id = $14::BIGINT), $14::BIGINT)) AS root_13
