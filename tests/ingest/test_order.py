"""The graph is a function of what was said: not of the order, the batches, or how often."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.database.engine import writing_engine
from service.derive.verify import verify
from service.ids import ExternalId
from service.ingest.batch import Batch
from service.ingest.payload import seal
from service.ingest.records import (
    AffiliationMention,
    AffiliationRecord,
    AuthorRecord,
    AuthorshipRecord,
    CodeLinkMention,
    PaperRecord,
    PartialDate,
    ReferenceMention,
    ReportedMetric,
    TopicMention,
    VenueMention,
)
from service.ingest.verify import CHECKS
from service.tables import metadata
from tests.ingest.graph import graph

NAMES = (
    *("Ada Byron", "A. Byron", "Ada K. Byron", "Anna Byron", "Wei Wang", "Wei  Wang", "W. Wang"),
    *("Weidong Wang", "Zoë Ortiz", "Zoe Ortiz", "Zo Ortiz", "Grid-AI"),
)
ARXIV = tuple(ExternalId("arxiv", f"2301.0000{n}") for n in range(3))
DOIS = tuple(ExternalId("doi", f"10.1000/{n}") for n in range(3))
# What sources speak of: title, year, ids. Two of one title, one that nobody gives an id.
WORKS = (
    ("On Engines", 2021, (ARXIV[0], DOIS[0])),
    ("On engines.", 2022, (ARXIV[1], DOIS[1])),
    ("Of Looms", 2021, (DOIS[2], ARXIV[2])),
    ("Notes", 2020, ()),
)
PEOPLE = tuple(ExternalId("openalex", f"A{n}") for n in range(3))
SOURCES = ("papers-jsonl", "crossref", "openalex", "profile-page")
PLACES = (
    AffiliationMention("uw"),
    AffiliationMention("University of Washington", (ExternalId("ror", "00cvxb145"),), "US"),
    AffiliationMention("Looms Ltd", (ExternalId("openalex", "I1"), ExternalId("ror", "05dxps055"))),
    AffiliationMention("LOOMS", (ExternalId("openalex", "I1"),), "GB"),
    AffiliationMention("Looms", (ExternalId("openalex", "I1"), ExternalId("ror", "00cvxb145"))),
    AffiliationMention("Dept. of Looms, Univ. of Washington, Seattle"),
    AffiliationMention("Looms Ltd, Leeds, UK"),
)
ISSNS = tuple(ExternalId("issn", value) for value in ("1234-5679", "2049-3630"))
# Of one journal the one article gives this ISSN, another that, a third both.
VENUES = (
    VenueMention("Looms"),
    VenueMention("LOOMS", kind="journal"),
    VenueMention("Engines", (ExternalId("openalex", "S1"),)),
    VenueMention("Letters on Looms", ISSNS[:1], "journal"),
    VenueMention("Lett. Looms", ISSNS[1:], issn="2049-3630"),
    VenueMention("Letters", ISSNS),
    VenueMention("Engines", (ExternalId("openalex", "S1"), ISSNS[0])),
)
RORS = ("00cvxb145", "05dxps055", "024mw5h28")


@st.composite
def author_lists(draw):
    names = draw(st.lists(st.sampled_from(NAMES), max_size=4, unique=True))
    scope = draw(st.sampled_from((None, None, "page 1", "page 2")))
    authors = []
    for position, name in enumerate(names, 1):
        ids = draw(st.sampled_from(((), (), (), *((person,) for person in PEOPLE))))
        authors.append(
            AuthorshipRecord(
                name,
                position if draw(st.integers(0, 4)) else None,
                ids=ids,
                scope=scope,
                affiliations=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2))),
                is_unknown=not draw(st.integers(0, 9)),
            )
        )
    used = set()
    return tuple(
        author for author in authors if not (set(author.ids) & used or used.update(author.ids))
    )


@st.composite
def paper_records(draw, number):
    title, year, known = draw(st.sampled_from(WORKS))
    day = date(year + draw(st.integers(0, 1)), draw(st.integers(1, 3)), 1)
    ids = [id_ for id_ in known if draw(st.booleans())]
    if not draw(st.integers(0, 3)):
        # An id that sources give to other works, too; a record has one of each kind.
        stray = draw(st.sampled_from(ARXIV + DOIS))
        ids = [id_ for id_ in ids if id_.scheme != stray.scheme] + [stray]
    is_addition = bool(ids) and not draw(st.integers(0, 7))
    cited = st.sampled_from(ARXIV + DOIS)
    contexts = st.lists(st.sampled_from(("as shown", "unlike")), max_size=2).map(tuple)
    references = st.builds(
        ReferenceMention,
        st.lists(cited, min_size=1, max_size=2, unique_by=lambda i: i.scheme).map(tuple),
        contexts,
    )
    return PaperRecord(
        source=draw(st.sampled_from(SOURCES)),
        key=str(ids[0]) if is_addition else f"{number}",
        title=None if is_addition else title,
        updated=draw(st.sampled_from((None, "2024-01-01", "2024-02-01"))),
        abstract=draw(st.sampled_from((None, "Long.", "Longer."))),
        published=draw(st.sampled_from((None, PartialDate(day), PartialDate(day, "month")))),
        year=day.year,
        venue=draw(st.sampled_from((None, *VENUES))),
        ids=tuple(ids),
        authors=draw(author_lists()),
        authors_complete=draw(st.booleans()),
        code_claimed=draw(st.booleans()),
        topics=tuple(
            draw(
                st.lists(
                    st.builds(
                        TopicMention, st.just("arxiv"), st.sampled_from(("cs.LG", "cs.DC", "q"))
                    ),
                    max_size=2,
                    unique=True,
                )
            )
        ),
        code_links=tuple(
            CodeLinkMention(url, "record")
            for url in draw(
                st.lists(
                    st.sampled_from(("https://github.com/A/b", "https://github.com/a/b")),
                    max_size=1,
                )
            )
        ),
        references=tuple(draw(st.lists(references, max_size=2))),
        affiliations=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=1))),
    )


@st.composite
def author_records(draw, number):
    return AuthorRecord(
        "profile-page",
        f"page {number}",
        draw(st.sampled_from(NAMES)),
        updated=f"2024-01-0{number}",
        scope=f"page {number}",
        ids=draw(st.sampled_from(((), (PEOPLE[0],)))),
        homepage=draw(st.sampled_from((None, "https://example.org"))),
        primary_topic=draw(st.sampled_from((None, TopicMention("arxiv", "cs.LG")))),
        metrics=(ReportedMetric("h-index", float(number), date(2024, 1, number)),),
    )


@st.composite
def affiliation_records(draw, number):
    """Two institutions may bear one name, and be each other's parent."""
    ror = RORS[number]
    others = [ExternalId("ror", other) for other in RORS if other != ror]
    names = ("University of Washington", "Looms Ltd", "UW", "Looms")
    name, *more = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    return AffiliationRecord(
        "ror",
        ror,
        name,
        other_names=tuple(more),
        ids=(ExternalId("ror", ror),),
        country_code=draw(st.sampled_from(("US", "GB"))),
        city=draw(st.sampled_from((None, "Seattle", "Leeds"))),
        parent_ids=tuple(draw(st.lists(st.sampled_from(others), max_size=2, unique=True))),
    )


@st.composite
def corpora(draw):
    records = [draw(paper_records(number)) for number in range(draw(st.integers(1, 6)))]
    records += [draw(author_records(number)) for number in range(1, draw(st.integers(1, 3)))]
    records += [draw(affiliation_records(number)) for number in range(draw(st.integers(0, 3)))]
    unique = {(one.source, type(one), one.key): one for one in records}
    return [version for one in unique.values() for version in draw(versions(one))]


@st.composite
def versions(draw, record):
    """The record alone, or with a later version that says other things."""
    if draw(st.integers(0, 3)):
        return [record]
    if isinstance(record, PaperRecord):
        later = draw(paper_records(0))
    elif isinstance(record, AffiliationRecord):
        later = draw(affiliation_records(RORS.index(record.key)))
    else:
        return [record]
    # An addition makes no paper: it is no version of a record that does.
    if isinstance(record, PaperRecord) and None in (record.title, later.title):
        return [record]
    known_as = {"source": record.source, "key": record.key}
    return [
        replace(record, updated="2024-01-01"),
        replace(later, **known_as, updated="2024-03-01"),
    ]


@st.composite
def ways(draw, records):
    """An order, cut into batches and these into portions; everything may come twice."""
    order = draw(st.permutations(records))
    batches = [draw(pieces(batch, 2)) for batch in draw(pieces(order, 3))]
    return batches + draw(st.lists(st.sampled_from([[order]]), max_size=1))


@st.composite
def pieces(draw, items, cuts):
    places = sorted(draw(st.sets(st.integers(0, len(items)), max_size=cuts)))
    cut = [items[start:end] for start, end in zip([0, *places], [*places, len(items)], strict=True)]
    return [piece for piece in cut if piece]


@pytest.fixture(scope="module")
def emptied(make_database, request):
    """A database, and how to empty it."""
    database = make_database(request.module.__name__.rpartition(".")[2])
    tables = [table.name for table in reversed(metadata.sorted_tables)]
    # To delete a few rows takes a fifth of the time of a TRUNCATE, which makes new files.
    deletions = "; ".join(f"DELETE FROM {name}" for name in tables if name != "data_version")

    def empty():
        with psycopg.connect(database.owner_url) as connection:
            connection.execute(deletions)
            connection.execute("UPDATE data_version SET version = 0, change_sequence = 0")
            connection.execute("ALTER TABLE ingest_run ALTER COLUMN id RESTART")
            connection.execute("INSERT INTO ingest_run (source) VALUES ('test')")
        return database

    return empty


def write(database, batches):
    """Each batch of records in one portion."""
    write_portions(database, [[batch] for batch in batches])


# An engine compiles each statement once.
engine = cache(writing_engine)


def write_portions(database, batches):
    with engine(database.writer_url).connect() as connection:
        for portions in batches:
            with connection.begin():
                batch = Batch(connection, 1)
                for records in portions:
                    batch.write([seal(record) for record in records])
                batch.finish()


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_order_and_any_batches_give_the_same_graph(emptied, data):
    records = data.draw(corpora())
    database = emptied()
    write(database, [records])
    at_once = graph(database.reader_url)
    assert verify(database.reader_url, *CHECKS) == []
    emptied()
    write_portions(database, data.draw(ways(records)))
    assert graph(database.reader_url) == at_once
    assert verify(database.reader_url, *CHECKS) == []
