-- One row at least in every table, by SQL alone: what a migration must carry forward and back.
INSERT INTO topic (id, scheme, code, name, name_key, description, parent_id, level)
VALUES (1, 'arxiv', 'cs', 'Computer Science', 'computer science', 'All of it', NULL, 0),
       (2, 'arxiv', 'cs.LG', 'Machine Learning', 'machine learning', NULL, 1, 1);
INSERT INTO topic_year (topic_id, year, paper_count) VALUES (2, 2023, 1);
INSERT INTO venue (id, name, name_key, kind, issn)
VALUES (1, 'Journal of Nothing', 'journal of nothing', 'journal', '2049-3630');
INSERT INTO venue_external_id (scheme, value, venue_id) VALUES ('issn', '2049-3630', 1);
INSERT INTO paper (id, title, title_key, published_on, published_precision, year, type, language,
                   venue_id, open_access_url, authors_complete, code_claimed, primary_topic_id)
VALUES (1, 'A Größe', 'a grosse', '2023-10-29', 'day', 2023, 'article', 'en', 1,
        'https://example.org/1', true, true, 2),
       (2, 'Another', 'another', NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, false, NULL);
INSERT INTO paper_text (paper_id, abstract, search)
VALUES (1, E'A $\\times$ B\nline', setweight(to_tsvector('english', 'A Größe'), 'A'));
INSERT INTO paper_external_id (scheme, value, paper_id) VALUES ('arxiv', '2310.19102', 1);
INSERT INTO paper_topic (paper_id, topic_id, ordinal, is_primary, score)
VALUES (1, 2, 1, true, 0.75);
INSERT INTO paper_year (paper_id, year, citation_count) VALUES (1, 2024, 1);
INSERT INTO author (id, name, name_key, kind, orcid, homepage, given_primary_topic_id)
VALUES (1, 'Ann Ämpel', 'ann ampel', 'person', '0000-0002-1825-0097', 'https://example.org', 2),
       (2, 'The Group', 'the group', 'group', NULL, NULL, NULL);
INSERT INTO author_external_id (scheme, value, author_id) VALUES ('orcid', '0000-0002-1825-0097', 1);
INSERT INTO author_name (author_id, name, name_key, name_block) VALUES (1, 'A. Ämpel', 'a ampel', 'ampl a');
-- Of so many names that a migration finds the block again.
INSERT INTO author_name (author_id, name, name_key, name_block)
SELECT 1, 'A. ' || n || ' Ämpel', 'a ' || n || ' ampel', 'ampl a' FROM generate_series(1, 1000) AS n;
INSERT INTO large_name_block (name_block) VALUES ('ampl a');
INSERT INTO author_decision (kind) VALUES ('split');
INSERT INTO author_decision_member (decision_id, part, kind, paper_id, value)
    VALUES (1, 1, 'mention', 1, 'a ampel'), (1, 2, 'id', NULL, 'openalex:A1');
INSERT INTO author_identity (author_id, rule, name_key, evidence, mention_count)
    VALUES (1, 'evidence', 'a ampel', '{coauthor b}', 2);
INSERT INTO authorship (paper_id, ordinal, author_id, position, name_as_written, is_corresponding)
VALUES (1, 1, 1, 1, 'A. Ämpel', true), (1, 1000000, 2, NULL, 'The Group', false);
INSERT INTO coauthorship (author_id, coauthor_id, paper_count, first_year, last_year, last_year_key)
VALUES (1, 2, 1, 2023, 2023, 2023), (2, 1, 1, 2023, 2023, 2023);
INSERT INTO author_topic (author_id, topic_id, paper_count) VALUES (1, 2, 1);
INSERT INTO author_year (author_id, year, paper_count, citation_count) VALUES (1, 2023, 1, 0);
INSERT INTO affiliation (id, name, name_key, kind, country_code, city, latitude, longitude,
                         homepage, parent_id)
VALUES (1, 'University', 'university', 'education', 'DE', 'Köln', 50.9, 6.9, NULL, NULL),
       (2, 'Institute', 'institute', NULL, NULL, NULL, NULL, NULL, 'https://example.org', 1);
INSERT INTO affiliation_external_id (scheme, value, affiliation_id) VALUES ('ror', '05gq02987', 1);
INSERT INTO affiliation_name (affiliation_id, name, name_key) VALUES (1, 'Uni', 'uni');
INSERT INTO affiliation_parent (affiliation_id, source, record_key, ordinal, scheme, value)
VALUES (1, 'ror', '05dxps055', 1, 'ror', '00cvxb145');
INSERT INTO institution_name (affiliation_id, source, record_key, name, words, is_displayed, ror,
                              country_code, city)
VALUES (1, 'ror', '05dxps055', 'Uni', 'uni', true, '05gq02987', 'US', 'Providence');
INSERT INTO affiliation_text (affiliation_id, words) VALUES (1, '{uni}');
INSERT INTO affiliation_match (affiliation_id, institution_id, confidence, matched_name, rule)
VALUES (1, 1, 0.85, 'Uni', 'name');
INSERT INTO authorship_affiliation (paper_id, ordinal, affiliation_id) VALUES (1, 1, 1);
INSERT INTO paper_affiliation (paper_id, affiliation_id, ordinal, is_given)
VALUES (1, 1, 1, false), (1, 2, 2, true);
INSERT INTO author_affiliation (author_id, affiliation_id, paper_count, first_year, last_year)
VALUES (1, 1, 1, 2023, 2023);
INSERT INTO code_repository (id, url, url_key, host, owner, name, framework, stars)
VALUES (1, 'https://github.com/A/b', 'https://github.com/a/b', 'github.com', 'A', 'b', 'torch', 3);
INSERT INTO code_link (paper_id, repository_id, is_official, source, found_in)
VALUES (1, 1, true, 'profile-page', 'abstract');
INSERT INTO artifact_link (paper_id, url, source, found_in)
VALUES (1, 'https://bit.ly/3x', 'profile-page', 'abstract');
INSERT INTO citation (citing_id, cited_id, contexts, intents, is_influential)
VALUES (2, 1, ARRAY['as in [1], "so"'], ARRAY['background'], true);
INSERT INTO unresolved_reference (citing_id, scheme, value) VALUES (1, 'doi', '10.1000/x');
INSERT INTO affiliation_mention (digest, name_key, said, mention_count)
VALUES ('\xdeadbeef', 'uni', '["Uni", [], [], [], null]', 2);
INSERT INTO venue_mention (digest, ids, said, mention_count)
VALUES ('\xdeadbeef', '{issn:1234-5679}', '["J", [["issn", "1234-5679"]], [], [], null]', 1);
INSERT INTO topic_mention (digest, ids, said, mention_count)
VALUES ('\xdeadbeef', '{mesh:D1}', '["Looms", [["mesh", "D1"]], [2], [], null]', 3);
INSERT INTO reported_metric (author_id, paper_id, name, value, unit, source, as_of)
VALUES (1, NULL, 'novelty', 57, '%', 'profile-page', '2026-11-22'),
       (NULL, 1, 'score', 94.3, NULL, 'profile-page', '2026-11-22');
INSERT INTO ingest_run (id, source, started_at, finished_at, status, options, records_read)
VALUES (1, 'profile-page', '2026-11-22T10:00Z', '2026-11-22T10:01Z', 'finished', '{"a": [1]}', 2);
INSERT INTO source_record (source, kind, key, digest, payload, run_id, paper_id)
VALUES ('profile-page', 'paper', 'k', '\xdeadbeef', '{"title": "A Größe"}', 1, 1);
INSERT INTO ingest_checkpoint (source, path, fingerprint, byte_offset, records, finished, run_id)
VALUES ('profile-page', 'page.txt', 'f', 120, 2, true, 1);
INSERT INTO rejected_record (run_id, source, path, line, field, reason, raw)
VALUES (1, 'profile-page', 'page.txt', 7, 'date', 'expected a date', 'x');
INSERT INTO change (sequence, entity, entity_id, action, merged_into, run_id)
VALUES (1, 'paper', 1, 'added', NULL, 1), (2, 'author', 9, 'merged', 1, 1);
INSERT INTO forwarding (entity, id, into_id) VALUES ('author', 9, 1);
UPDATE data_version SET version = 1, change_sequence = 2;
UPDATE entity_count SET count = 2 WHERE entity = 'paper';
INSERT INTO page_rank (paper_id, score) VALUES (1, 0.6), (2, 0.4);
INSERT INTO page_rank_computation (data_version, damping, tolerance, steps, paper_count,
                                   citation_count)
VALUES (1, 0.85, 1e-12, 2, 2, 1);
