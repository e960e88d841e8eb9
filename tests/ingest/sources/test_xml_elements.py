"""Elements out of XML files: wherever the pieces are cut, whatever stands between them."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.ingest import xml_elements
from service.ingest.inputs import SourceFile
from service.ingest.json_fields import BadField
from service.ingest.xml_elements import elements, parse, parse_mark, text_of

SAMPLE = b"""\xef\xbb\xbf<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE list SYSTEM "list.dtd">
<list><book key="a>b" lang='"'>One<!-- </book> --></book><book key="c"/><shelf id="1"
 place="2"><book>Two<![CDATA[</book><book>]]></book> <books>none</books><!-- <book>no</book> -->
<?note <book> ?><book>never closed<book >Three \xe9&eacute;&ouml;</book
></shelf></list>
"""


def found(folder, data, begin=0):
    path = folder / "input.xml"
    path.write_bytes(data)
    return list(elements(SourceFile(str(path)), ("book",), ("shelf",), begin=begin))


def test_whole_elements_and_start_tags(tmp_path):
    pieces = found(tmp_path, SAMPLE)
    assert [(piece.name, piece.data, piece.line, piece.problem) for piece in pieces] == [
        ("book", b'<book key="a>b" lang=\'"\'>One<!-- </book> --></book>', 3, None),
        ("book", b'<book key="c"/>', 3, None),
        ("shelf", b'<shelf id="1"\n place="2">', 3, None),
        ("book", b"<book>Two<![CDATA[</book><book>]]></book>", 4, None),
        ("book", b"<book>never closed", 5, "<book> is not closed before the next begins"),
        ("book", b"<book >Three \xe9&eacute;&ouml;</book\n>", 5, None),
    ]
    assert [
        text_of(parse(piece)) for piece in pieces if piece.name == "book" and not piece.problem
    ] == [
        "One",
        "",
        "Two</book><book>",
        "Three ééö",
    ]
    assert parse_mark(pieces[2]).attrib == {"id": "1", "place": "2"}
    with pytest.raises(BadField, match="not closed before the next"):
        parse(pieces[4])


def test_reading_goes_on_at_any_element(tmp_path):
    pieces = found(tmp_path, SAMPLE)
    for place, piece in enumerate(pieces, 1):
        assert found(tmp_path, SAMPLE, begin=piece.resume) == pieces[place:]


@given(size=st.integers(1, 40))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_does_not_matter_where_the_file_is_cut(tmp_path, size):
    expected = found(tmp_path, SAMPLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_elements, "_CHUNK", size)
        patch.setattr(xml_elements, "_PROLOGUE", 60)
        assert found(tmp_path, SAMPLE) == expected


def test_what_is_too_long_is_told_and_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(xml_elements, "LONGEST_ELEMENT", 1 << 20)
    data = b"<list><book>" + b"x" * (3 << 20) + b"</book>\n<book>Two</book>"
    long, two = found(tmp_path, data)
    assert (long.line, long.problem) == (1, "<book> is longer than 1 MB")
    assert (two.data, two.line, two.problem) == (b"<book>Two</book>", 2, None)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<list><book>One", "the file ends within <book>"),
        (b"<list><book>One<!-- </book>", "what is no text in <book> does not end"),
        (b"<list><book key='1", "the tag <book> does not end"),
        (b"<list><book <list></list>", "the tag <book> does not end"),
    ],
)
def test_what_does_not_end(tmp_path, data, problem):
    assert [piece.problem for piece in found(tmp_path, data)] == [problem]


@pytest.mark.parametrize("encoding", [b"utf-16", b"utf-7", b"no-such", b"idna", b"base64"])
def test_an_encoding_that_is_none_is_told(tmp_path, encoding):
    data = b'<?xml version="1.0" encoding="' + encoding + b'"?><book>One</book>'
    (piece,) = found(tmp_path, data)
    with pytest.raises(BadField):
        parse(piece)


def test_the_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "large.xml"
    record = b"<book>" + b"x" * 500 + b"</book>\n"
    path.write_bytes(b"<list>" + record * 40_000 + b"</list>")
    tracemalloc.start()
    count = sum(1 for _ in elements(SourceFile(str(path)), ("book",)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40_000
    assert peak < 4 << 20


def test_a_tree_of_any_depth_is_read_or_refused(tmp_path):
    (piece,) = found(tmp_path, b"<book>" + b"<i>" * 100_000 + b"x" + b"</i>" * 100_000 + b"</book>")
    assert text_of(parse(piece)) == "x"
