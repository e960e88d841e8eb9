"""The real profile page in the graph: everything on it, exactly, and nothing twice."""

from __future__ import annotations

from datetime import date

from service.derive.verify import verify
from service.ingest.verify import CHECKS
from tests.ingest.conftest import AS_OF
from tests.ingest.the_page import ENTRIES, METRICS, OWNER, abstract, names_and_places

VERSION = "SELECT version, change_sequence FROM data_version"

# Two forms of one name stand on the page.
FULLER = {"Charlie Ruan": "Charlie F. Ruan"}


def papers(rows):
    """The papers by title."""
    found = rows(
        """
        SELECT paper.id, title, published_on, published_precision, paper.year, has_code,
               code_claimed, authors_complete, abstract, topic.scheme, topic.code
          FROM paper JOIN paper_text ON paper_id = paper.id
          JOIN topic ON topic.id = primary_topic_id
        """
    )
    return {row[1]: row for row in found}


def test_every_paper_has_the_page_s_own_title_date_topic_mark_and_abstract(ingest, page, rows):
    ingest("profile-page", page)
    found = papers(rows)
    assert len(found) == 19
    for entry in ENTRIES:
        _, _, day, precision, year, has_code, claimed, complete, text, scheme, code = found[
            entry.title
        ]
        assert (day, precision, year) == (entry.day, "day", entry.day.year)
        assert (scheme, code) == ("arxiv", entry.topic)
        assert claimed is entry.has_code_mark
        assert has_code is (entry.has_code_mark or entry.code is not None)
        assert complete is False
        assert text == abstract(page, entry)


def test_every_paper_has_its_authors_in_order_and_the_owner_somewhere(ingest, page, rows):
    ingest("profile-page", page)
    found = papers(rows)
    for entry in ENTRIES:
        listed = rows(
            "SELECT name_as_written, position, author.name FROM authorship"
            " JOIN author ON author.id = author_id WHERE paper_id = %s ORDER BY ordinal",
            found[entry.title][0],
        )
        expected = [
            (name, place, FULLER.get(name, name)) for name, place in names_and_places(entry)
        ]
        assert listed == expected


def test_scores_affiliations_and_links_stand_with_their_papers(ingest, page, rows):
    ingest("profile-page", page)
    found = papers(rows)
    for entry in ENTRIES:
        paper_id = found[entry.title][0]
        scores = rows(
            "SELECT name, value, unit, source, as_of FROM reported_metric WHERE paper_id = %s",
            paper_id,
        )
        assert scores == (
            [] if entry.score is None else [("score", entry.score, None, "profile-page", AS_OF)]
        )
        places = rows(
            "SELECT name, is_given FROM paper_affiliation"
            " JOIN affiliation ON affiliation.id = affiliation_id WHERE paper_id = %s",
            paper_id,
        )
        assert places == ([(entry.affiliation, True)] if entry.affiliation else [])
        code = rows(
            "SELECT code_repository.url, found_in, is_official, source FROM code_link"
            " JOIN code_repository ON code_repository.id = repository_id WHERE paper_id = %s",
            paper_id,
        )
        assert code == ([(entry.code, "abstract", None, "profile-page")] if entry.code else [])
        artifacts = rows("SELECT url, found_in FROM artifact_link WHERE paper_id = %s", paper_id)
        assert artifacts == ([(entry.artifact, "abstract")] if entry.artifact else [])


def test_a_mark_without_a_link_and_a_link_without_a_mark_are_kept_apart(ingest, page, rows):
    ingest("profile-page", page)
    marked = rows(
        "SELECT title LIKE 'DeepSeek-V2%%', has_code, code_link_count FROM paper"
        " WHERE code_claimed AND code_link_count = 0"
    )
    assert marked == [(True, True, 0)]
    linked = rows(
        "SELECT title LIKE '%%ADMM', has_code, code_claimed FROM paper"
        " JOIN artifact_link ON paper_id = paper.id"
    )
    assert linked == [(True, False, False)]


def test_one_repository_serves_two_papers(ingest, page, rows):
    ingest("profile-page", page)
    shared = rows("SELECT url, paper_count FROM code_repository WHERE paper_count > 1")
    assert shared == [("https://github.com/svg-project/Sparse-VideoGen", 2)]
    assert rows("SELECT count(*) FROM code_repository") == [(3,)]


def test_the_owner_s_figures_are_kept_with_source_and_day(ingest, page, rows):
    ingest("profile-page", page)
    figures = rows(
        "SELECT reported_metric.name, value, unit, source, as_of, author.name"
        " FROM reported_metric JOIN author ON author.id = author_id"
    )
    assert {row[:3] for row in figures} == METRICS
    assert {row[3:] for row in figures} == {("profile-page", AS_OF, OWNER)}
    given = rows(
        "SELECT topic.code FROM author JOIN topic ON topic.id = given_primary_topic_id"
        " WHERE author.name = %s",
        OWNER,
    )
    assert given == [("cs.LG",)]


def test_equal_names_on_the_page_are_one_author(ingest, page, rows, database):
    ingest("profile-page", page)
    names = {name for entry in ENTRIES for name in (*entry.names, OWNER)} - FULLER.keys()
    assert {name for (name,) in rows("SELECT name FROM author")} == names
    assert rows("SELECT count(*) FROM author") == [(len(names),)]
    shared = rows(
        "SELECT coauthorship.paper_count FROM coauthorship"
        " JOIN author AS one ON one.id = author_id JOIN author AS two ON two.id = coauthor_id"
        " WHERE one.name = 'Kan Zhu' AND two.name = %s",
        OWNER,
    )
    assert shared == [(sum("Kan Zhu" in entry.names for entry in ENTRIES),)]
    assert verify(database.reader_url, *CHECKS) == []


def test_the_same_page_twice_changes_nothing(ingest, page, rows):
    first = ingest("profile-page", page)
    assert (first.read, first.accepted, first.unchanged, first.rejected) == (20, 20, 0, 0)
    before = [rows(VERSION), rows("SELECT * FROM paper ORDER BY id")]
    before.append(rows("SELECT source, key, run_id FROM source_record ORDER BY key"))
    again = ingest("profile-page", page)
    assert (again.read, again.accepted, again.unchanged, again.rejected) == (20, 0, 20, 0)
    after = [rows(VERSION), rows("SELECT * FROM paper ORDER BY id")]
    after.append(rows("SELECT source, key, run_id FROM source_record ORDER BY key"))
    assert after == before


def test_a_later_page_joins_the_history_and_meets_its_papers(
    ingest, page, rows, tmp_path, database
):
    ingest("profile-page", page)
    later = tmp_path / "later.txt"
    text = (
        page.read_text()
        .replace("h-index55", "h-index9")
        .replace("2,355citations", "2,400citations")
    )
    later.write_text(text.replace("94.3DCMar 10", "95.0DCMar 10, 2026"))
    ingest("profile-page", later, as_of=date(2027, 1, 5))
    assert rows("SELECT count(*) FROM paper") == [(19,)]
    assert rows("SELECT count(*) FROM author WHERE name = %s", OWNER) == [(1,)]
    history = rows("SELECT as_of, value FROM reported_metric WHERE name = 'h-index' ORDER BY as_of")
    assert history == [(AS_OF, 55.0), (date(2027, 1, 5), 9.0)]
    scores = rows(
        "SELECT as_of, value FROM reported_metric JOIN paper ON paper.id = paper_id"
        " WHERE title LIKE 'Flash-KMeans%%' ORDER BY as_of"
    )
    assert scores == [(AS_OF, 94.3), (date(2027, 1, 5), 95.0)]
    assert verify(database.reader_url, *CHECKS) == []


def test_a_namesake_with_other_papers_is_another_author(ingest, page, rows, tmp_path):
    ingest("profile-page", page)
    other = tmp_path / "other.txt"
    other.write_text(
        "Yilong Zhao\n\nh-index3\n1papers\n\n1 Papers\n\nDSMay 1, 2020\nSorting in Vain\n\n"
        "Yilong Zhao, Kurt Nobody\n\nWe sort.\n"
    )
    ingest("profile-page", other)
    both = rows("SELECT paper_count FROM author WHERE name = %s ORDER BY paper_count", OWNER)
    assert both == [(1,), (19,)]


def test_good_entries_go_in_and_the_rest_is_set_aside_with_line_and_reason(
    ingest, page, rows, tmp_path
):
    broken = tmp_path / "broken.txt"
    lines = page.read_text().split("\n")
    lines[11] = "LGOct 32, 2023"
    lines[18] = "QQNov 30, 2025Code"
    lines[28] = ""
    broken.write_text("\n".join(lines))
    summary = ingest("profile-page", broken)
    assert (summary.accepted, summary.rejected, summary.status) == (17, 3, "finished")
    found = rows("SELECT line, field, reason FROM rejected_record ORDER BY line")
    assert [(line, field) for line, field, _ in found] == [
        (12, "date"),
        (19, "topic"),
        (31, "authors"),
    ]
    assert found[0][2] == "expected a date, as Mar 10 or Oct 29, 2023, not Oct 32, 2023"
    assert rows("SELECT count(*) FROM paper") == [(16,)]
