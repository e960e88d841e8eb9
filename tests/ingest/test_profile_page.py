"""The reader of profile pages alone: text in, records out, and a reason for what is not one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ids import name_key
from service.ingest.inputs import SourceFile
from service.ingest.page_lines import day_of
from service.ingest.payload import seal
from service.ingest.profile_page import read_profile_page
from service.ingest.records import AuthorRecord, PaperRecord, Rejected
from tests.ingest.page_writer import AS_OF, pages, written

HEAD = "Ann Nobody\n\nLG\nh-index2\n1papers\n\n1 Papers\n\n"
ENTRY = "LGOct 29, 2023\nA Title\n\nAnn Nobody, Bo Nobody\n\nWords.\n"


@pytest.fixture
def read(tmp_path):
    return reader(tmp_path / "page.txt")


def reader(path):
    def read_text(text, as_of=AS_OF):
        data = text if isinstance(text, bytes) else text.encode()
        path.write_bytes(data)
        located = list(read_profile_page(SourceFile(str(path)), as_of))
        assert [one.resume for one in located][-1:] in ([], [len(data)])
        return located

    return read_text


def of_kind(located, kind):
    return [one.what for one in located if isinstance(one.what, kind)]


def rejections(located):
    return [(one.line, one.what.field) for one in located if isinstance(one.what, Rejected)]


@settings(max_examples=150, deadline=None)
@given(page=pages())
def test_what_a_page_shows_comes_back_as_records(page, tmp_path_factory):
    located = reader(tmp_path_factory.getbasetemp() / "random.txt")(written(page))
    assert rejections(located) == []
    (author,) = of_kind(located, AuthorRecord)
    assert (author.name, author.primary_topic and author.primary_topic.code) == (
        page.name,
        page.topic and f"cs.{page.topic}",
    )
    assert [(one.name, one.value) for one in author.metrics] == list(page.metrics)
    found = of_kind(located, PaperRecord)
    assert len(found) == len(page.papers)
    for paper, record in zip(page.papers, found, strict=True):
        assert (record.title, record.published.day) == (paper.title, paper.day)
        assert (record.abstract, record.code_claimed) == (paper.abstract, paper.mark)
        assert record.topics[0].code == f"cs.{paper.topic}"
        assert [one.value for one in record.metrics] == (
            [] if paper.score is None else [paper.score]
        )
        assert [one.name for one in record.affiliations] == list(paper.places)
        shown = [(name, place) for place, name in enumerate(paper.names, 1)]
        is_shown = name_key(page.name) in map(name_key, paper.names)
        expected = shown if is_shown else [*shown, (page.name, None)]
        assert [(one.name, one.position) for one in record.authors] == expected
        assert record.authors_complete is (is_shown and not paper.more)


@settings(max_examples=150, deadline=None)
@given(page=pages(), data=st.data())
def test_a_damaged_page_never_stops_the_reader(page, data, tmp_path_factory):
    raw = bytearray(written(page).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw)))
        match data.draw(st.sampled_from(("cut", "put", "end", "double"))):
            case "cut":
                del raw[place : place + data.draw(st.integers(1, 40))]
            case "put":
                raw[place:place] = data.draw(st.binary(min_size=1, max_size=8))
            case "end":
                del raw[place:]
            case "double":
                raw += raw[place : place + 200]
    located = reader(tmp_path_factory.getbasetemp() / "damaged.txt")(bytes(raw))
    for one in located:
        if not isinstance(one.what, Rejected):
            seal(one.what)
        assert 1 <= one.line <= raw.count(b"\n") + 3  # where something was expected


def test_what_is_set_aside_is_kept_to_a_sane_length(tmp_path):
    located = reader(tmp_path / "long.txt")(b"10.1000/" + b"x" * 3_000 + b"\n\nLG\n")
    rejected = [one.what for one in located if isinstance(one.what, Rejected)]
    assert max(len(one.raw) for one in rejected) == 2_000


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end(data, tmp_path_factory):
    reader(tmp_path_factory.getbasetemp() / "bytes.txt")(data)


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        ("Mar 10", date(2026, 11, 22), date(2026, 3, 10)),
        ("Nov 22", date(2026, 11, 22), date(2026, 11, 22)),
        ("Nov 23", date(2026, 11, 22), date(2025, 11, 23)),
        ("Dec 31", date(2026, 1, 1), date(2025, 12, 31)),
        ("Feb 29", date(2026, 11, 22), date(2024, 2, 29)),
        ("Feb 29", date(2024, 2, 28), date(2020, 2, 29)),
        ("Feb 29", date(1903, 1, 1), date(1896, 2, 29)),
        ("Feb 29, 2023", date(2026, 11, 22), None),
        ("Feb 30", date(2026, 11, 22), None),
        ("Oct 29, 2023", date(2020, 1, 1), date(2023, 10, 29)),
        ("Okt 29, 2023", date(2026, 11, 22), None),
        ("Jan 0", date(2026, 11, 22), None),
    ],
)
def test_a_day_without_a_year_is_the_latest_not_after_the_day_of_the_page(text, as_of, expected):
    assert day_of(text, as_of) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "name")]),
        (HEAD + ENTRY.replace("LGOct", "ZZOct"), [(9, "topic")]),
        (HEAD + ENTRY.replace("LGOct 29", "LGOct 39"), [(9, "date")]),
        (HEAD + ENTRY.replace("LGOct", "LG Oct"), [(9, "header")]),
        (HEAD + ENTRY.replace("LGOct", "LGOkt"), [(9, "date")]),
        (HEAD + "LGOct 29, 2023\n", [(10, "title")]),
        (HEAD + "LGOct 29, 2023\nA Title\n", [(11, "authors")]),
        (HEAD + "LGOct 29, 2023\nA Title\n\n,\n", [(12, "authors")]),
        (HEAD + ENTRY + "\n" + ENTRY, [(7, "papers"), (16, "title")]),
        (HEAD + ENTRY + "\n" + ENTRY.replace("A Title", "Another"), [(7, "papers")]),
        (HEAD.replace("LG\n", "LG\nfollowers3\n") + ENTRY.replace("29", "28"), [(4, "header")]),
        (HEAD.replace("h-index2\n", "h-index2\nh-index3\n") + ENTRY, [(5, "h-index")]),
    ],
)
def test_what_is_not_as_expected_is_named_with_its_line(text, expected, read):
    assert rejections(read(text)) == expected


def test_a_file_that_is_no_page_makes_nobody(read):
    located = read("# Colophon\n\nThe scholarly graph you host yourself.\n")
    assert [one.what.field for one in located] == ["header"]


def test_bytes_that_are_no_text_spoil_only_their_own_entry(read):
    located = read((HEAD + ENTRY).encode() + b"\nLGOct 1, 2020\nOther\n\nBo Nobody\n\n\xff\xfe\n")
    assert len(of_kind(located, PaperRecord)) == 1
    assert rejections(located) == [(7, "papers"), (16, "page")]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(read):
    plain = [one.what for one in read(HEAD + ENTRY)]
    assert [one.what for one in read("\ufeff" + (HEAD + ENTRY).replace("\n", "\r\n"))] == plain


def test_the_owner_is_on_every_paper(read):
    without = ENTRY.replace("Ann Nobody, Bo Nobody", "Bo Nobody, Cy Nobody")
    (paper,) = of_kind(read(HEAD + without), PaperRecord)
    assert [(one.name, one.position) for one in paper.authors] == [
        ("Bo Nobody", 1),
        ("Cy Nobody", 2),
        ("Ann Nobody", None),
    ]
    assert paper.authors_complete is False
    (paper,) = of_kind(read(HEAD + ENTRY), PaperRecord)
    assert paper.authors_complete is True
