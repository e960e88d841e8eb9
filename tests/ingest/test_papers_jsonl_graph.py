"""The plain format in the graph: it completes the page, replaces itself, resolves and merges."""

from __future__ import annotations

import json

from service.derive.verify import verify
from service.ingest.options import IngestOptions
from service.ingest.progress import SilentProgress
from service.ingest.run import run_ingest
from tests.ingest.conftest import AS_OF
from tests.ingest.graph import graph
from tests.ingest.the_page import ENTRIES


def test_the_completing_file_fills_the_page_s_lists(ingest, page, completing, rows, database):
    ingest("profile-page", page)
    ingest("papers-jsonl", completing)
    for line in completing.read_text().splitlines():
        told = json.loads(line)
        ((paper_id, complete, arxiv),) = rows(
            "SELECT paper.id, authors_complete, value FROM paper"
            " JOIN paper_external_id ON paper_id = paper.id AND scheme = 'arxiv'"
            " WHERE title = %s",
            told["title"],
        )
        assert (arxiv, complete) == (told["arxiv_id"], told["authors_complete"])
        listed = rows(
            "SELECT name_as_written, position FROM authorship WHERE paper_id = %s ORDER BY ordinal",
            paper_id,
        )
        assert listed == [(name, place) for place, name in enumerate(told["authors"], 1)]
    assert rows("SELECT count(*) FROM paper") == [(len(ENTRIES),)]
    assert rows("SELECT count(*) FROM authorship WHERE is_repeat") == [(0,)]
    assert rows("SELECT name FROM author GROUP BY name HAVING count(*) > 1") == []
    assert rows("SELECT kind FROM author WHERE name = 'DeepSeek-AI'") == [("group",)]
    assert rows("SELECT count(*) FROM author WHERE kind = 'group'") == [(1,)]
    assert verify(database.reader_url) == []


def test_what_the_page_alone_told_stays(ingest, page, completing, rows):
    ingest("profile-page", page)
    texts = rows("SELECT paper_id, abstract FROM paper_text ORDER BY paper_id")
    figures = rows("SELECT name, value FROM reported_metric ORDER BY id")
    papers = rows("SELECT id, title, published_on, code_claimed FROM paper ORDER BY id")
    ingest("papers-jsonl", completing)
    assert rows("SELECT paper_id, abstract FROM paper_text ORDER BY paper_id") == texts
    assert rows("SELECT name, value FROM reported_metric ORDER BY id") == figures
    assert rows("SELECT id, title, published_on, code_claimed FROM paper ORDER BY id") == papers


def test_the_published_version_gives_venue_and_doi_and_keeps_the_arxiv_list(
    ingest, page, completing, rows
):
    ingest("profile-page", page)
    ingest("papers-jsonl", completing)
    found = rows(
        "SELECT paper.title, venue.name, author_count, array_agg(value ORDER BY scheme)"
        " FROM paper JOIN venue ON venue.id = venue_id"
        " JOIN paper_external_id ON paper_id = paper.id GROUP BY paper.id, venue.id"
    )
    assert found == [
        (
            "BlendServe: Optimizing Offline Inference for Auto-regressive Large Models with"
            " Resource-aware Batching",
            "ASPLOS 2026",
            8,
            ["2411.16102", "10.1145/3779212.3790133"],
        )
    ]


def test_a_repository_written_in_two_cases_is_one(ingest, page, completing, rows):
    ingest("profile-page", page)
    ingest("papers-jsonl", completing)
    assert rows("SELECT url FROM code_repository WHERE url ILIKE '%%/quest'") == [
        ("https://github.com/mit-han-lab/Quest",)
    ]


def test_page_and_file_give_the_same_graph_in_either_order(
    ingest, page, completing, database, make_database
):
    ingest("profile-page", page)
    ingest("papers-jsonl", completing)
    other = make_database("other_order")
    for source, path in (("papers-jsonl", completing), ("profile-page", page)):
        options = IngestOptions(as_of=AS_OF)
        run_ingest(other.writer_url, source, [str(path)], options, SilentProgress())
    assert graph(other.reader_url) == graph(database.reader_url)


def test_the_file_twice_changes_nothing(ingest, completing, rows):
    ingest("papers-jsonl", completing)
    before = rows("SELECT version, change_sequence FROM data_version")
    assert ingest("papers-jsonl", completing).unchanged == 12
    assert rows("SELECT version, change_sequence FROM data_version") == before


def test_a_line_said_anew_replaces_what_it_said(ingest, tmp_path, rows, database):
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"arxiv_id": "2301.00001", "title": "Of Loms", "authors": ["Ada Byron", "Wrong Name"]}\n'
    )
    ingest("papers-jsonl", path)
    path.write_text('{"arxiv_id": "2301.00001", "title": "Of Looms", "authors": ["Ada Byron"]}\n')
    ingest("papers-jsonl", path)
    assert rows("SELECT title FROM paper") == [("Of Looms",)]
    assert rows("SELECT name FROM author") == [("Ada Byron",)]
    assert rows("SELECT entity, action FROM change ORDER BY sequence") == [
        ("paper", "added"),
        ("author", "added"),
        ("author", "added"),
        ("paper", "updated"),
        ("author", "deleted"),
    ]
    assert verify(database.reader_url) == []


def test_a_reference_waits_for_its_paper(ingest, tmp_path, rows, database):
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"arxiv_id": "2301.00001", "title": "One", "references":'
        ' [{"ids": ["arxiv:2301.00002"], "contexts": ["as shown"]}, "arxiv:2301.00001"]}\n'
    )
    ingest("papers-jsonl", path)
    assert rows("SELECT scheme, value FROM unresolved_reference") == [("arxiv", "2301.00002")]
    path.write_text('{"arxiv_id": "2301.00002", "title": "Two"}\n')
    ingest("papers-jsonl", path)
    cited = rows(
        "SELECT one.title, two.title, contexts FROM citation"
        " JOIN paper AS one ON one.id = citing_id JOIN paper AS two ON two.id = cited_id"
    )
    assert cited == [("One", "Two", ["as shown"])]
    assert rows("SELECT count(*) FROM unresolved_reference") == [(0,)]
    assert verify(database.reader_url) == []


def test_two_papers_that_turn_out_to_be_one_are_merged_and_the_old_id_leads_on(
    ingest, tmp_path, rows, database
):
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"arxiv_id": "2301.00001", "title": "One", "authors": ["Ada Byron"]}\n'
        '{"doi": "10.1000/1", "title": "Uno", "authors": ["A. Byron"]}\n'
        '{"title": "Citing", "references": ["doi:10.1000/1", "arxiv:2301.00001"]}\n'
    )
    ingest("papers-jsonl", path)
    ids = dict(rows("SELECT title, id FROM paper"))
    path.write_text('{"pmid": 7, "ids": ["arxiv:2301.00001", "doi:10.1000/1"], "title": "One"}\n')
    ingest("papers-jsonl", path)
    assert rows("SELECT count(*) FROM paper") == [(2,)]
    assert rows("SELECT entity, id, into_id FROM forwarding WHERE entity = 'paper'") == [
        ("paper", ids["Uno"], ids["One"])
    ]
    assert rows("SELECT citing_id, cited_id FROM citation") == [(ids["Citing"], ids["One"])]
    assert rows("SELECT count(*) FROM paper_external_id") == [(3,)]
    assert verify(database.reader_url) == []


def test_who_is_only_cited_again_keeps_what_hangs_on_no_citation(ingest, tmp_path, rows, database):
    path = tmp_path / "papers.jsonl"
    path.write_text(
        '{"arxiv_id": "2301.00001", "title": "One", "year": 2020,'
        ' "authors": [{"name": "Ada Byron", "affiliations": ["Loom Ltd"]}, "Bo Weaver"],'
        ' "topics": [{"scheme": "arxiv", "code": "cs.LG"}]}\n'
    )
    ingest("papers-jsonl", path)
    counted = (
        "SELECT citation_count, coauthor_count, affiliation_count, topic_count, first_year"
        " FROM author WHERE name = 'Ada Byron'"
    )
    assert rows(counted) == [(0, 1, 1, 1, 2020)]
    path.write_text(
        '{"id": "two", "title": "Two", "year": 2021, "references": ["arxiv:2301.00001"]}\n'
    )
    ingest("papers-jsonl", path)

    assert rows(counted) == [(1, 1, 1, 1, 2020)]
    assert verify(database.reader_url) == []
