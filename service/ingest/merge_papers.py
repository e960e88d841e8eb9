"""Writes the papers of a batch: themselves, their text, and all edges but the references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from sqlalchemy import Connection, Text, insert, select, text
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table

from service.ingest.align import ComposedAuthor
from service.ingest.compose import ComposedPaper
from service.ingest.copy import Row, stage_rows
from service.ingest.identity import MentionRef
from service.ingest.meet_papers import PapersMet
from service.ingest.mentions import WRITTEN, ordinals, written
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.named import handle_of
from service.ingest.paper_rows import Rows, paper_tables, published_key, rows_of_paper, venue_row
from service.tables import authorship, authorship_affiliation, paper, paper_text
from service.tables.paper import search_vector

_GIVEN = {"paper_id": "bigint", "affiliation_id": "bigint"}

# The rows of the authors' own affiliations are derived: a given one that is taken back becomes such
# a row, and goes with the others if no author bears it out.
_TAKE_BACK_GIVEN = text(
    """
    UPDATE paper_affiliation SET is_given = false
     WHERE is_given AND paper_id = ANY(CAST(:papers AS bigint[]))
       AND NOT EXISTS (SELECT FROM incoming_given AS said
                        WHERE (said.paper_id, said.affiliation_id)
                            = (paper_affiliation.paper_id, paper_affiliation.affiliation_id))
    RETURNING paper_id
    """
)
_GIVE = text(
    """
    INSERT INTO paper_affiliation (paper_id, affiliation_id, is_given)
    SELECT paper_id, affiliation_id, true FROM incoming_given
        ON CONFLICT (paper_id, affiliation_id) DO UPDATE SET is_given = true
     WHERE NOT paper_affiliation.is_given
    RETURNING paper_id
    """
)
_FORGET_TEXT = text("DELETE FROM paper_text WHERE paper_id = ANY(CAST(:papers AS bigint[]))")


def write_papers(connection: Connection, met: PapersMet, rows: Rows) -> set[int]:
    """The papers' own rows and edges to topics and links; which of the present ones changed."""
    tables = paper_tables()
    for paper_id, one in sorted(met.composed.items()):
        its_rows = rows_of_paper(paper_id, one, rows, met.bears[paper_id])
        for table, some in zip(tables, its_rows, strict=True):
            (table.fresh if paper_id in met.added else table.present).extend(some)
    own, *owned = tables
    present = met.composed.keys() - met.added
    changed = replace_rows(connection, [own], present)
    changed |= replace_rows(connection, owned, present | met.ended)
    changed |= _write_given(connection, met.composed, present | met.ended, rows)
    return (changed | _stage_texts(connection, met)) & present


def rows_of_authorships(
    met: PapersMet, bearers: Mapping[MentionRef, int], rows: Rows
) -> list[OwnedRows]:
    """The author lists that are new or other, with what each author gives as affiliation."""
    lists = OwnedRows(
        authorship,
        "paper_id",
        ("paper_id", "ordinal"),
        ("author_id", *WRITTEN, "published_key"),
    )
    places = _place_rows()
    for paper_id, listed in sorted(met.relisted.items()):
        is_new, key = paper_id in met.added, published_key(listed)
        for ordinal, one in zip(ordinals(listed.authors), listed.authors, strict=True):
            ref = (paper_id, ordinal)
            row = (*ref, bearers.get(ref), *written(one), key)
            (lists.fresh if is_new else lists.present).append(row)
            (places.fresh if is_new else places.present).extend(_places(ref, one, rows))
    return [lists, places]


def write_authorships(
    connection: Connection, met: PapersMet, authorships: Sequence[OwnedRows]
) -> set[int]:
    """Writes these rows; which present papers have others than before."""
    present = met.relisted.keys() - met.added
    return replace_rows(connection, authorships, present | met.ended) & present


def lead_to_rows(
    connection: Connection, papers: Mapping[int, ComposedPaper], rows: Rows
) -> set[int]:
    """Venues and institutions of papers of which nothing else changes; whose were others."""
    venues = OwnedRows(paper, "id", ("id",), ("venue_id",))
    venues.present = [(id_, venue_row(one, rows)) for id_, one in papers.items()]
    places = _place_rows()
    for paper_id, one in papers.items():
        for ordinal, author in zip(ordinals(one.authors), one.authors, strict=True):
            places.present.extend(_places((paper_id, ordinal), author, rows))
    changed = replace_rows(connection, [venues, places], papers)
    return changed | _write_given(connection, papers, papers.keys(), rows)


def _place_rows() -> OwnedRows:
    key = ("paper_id", "ordinal", "affiliation_id")
    return OwnedRows(authorship_affiliation, "paper_id", key, ("place",))


def _places(ref: MentionRef, author: ComposedAuthor, rows: Rows) -> Iterator[Row]:
    given = dict.fromkeys(rows.affiliations[handle_of(place)] for place in author.affiliations)
    for place, affiliation_id in enumerate(given, 1):
        yield (*ref, affiliation_id, place)


def _write_given(
    connection: Connection, papers: Mapping[int, ComposedPaper], former: Set[int], rows: Rows
) -> set[int]:
    """Institutions that a source names for the paper without saying whose they are."""
    given = {
        (paper_id, rows.affiliations[handle_of(place)])
        for paper_id, one in papers.items()
        for place in one.affiliations
    }
    stage_rows(connection, "incoming_given", _GIVEN, sorted(given))
    present = sorted(former)
    changed = set(connection.scalars(_TAKE_BACK_GIVEN, {"papers": present})) if present else set()
    return changed | set(connection.scalars(_GIVE))


def _stage_texts(connection: Connection, met: PapersMet) -> set[int]:
    """Titles and abstracts that are other than before, for `write_texts`; whose they are."""
    stale = {
        paper_id
        for paper_id, one in met.composed.items()
        if paper_id not in met.former
        or (met.former[paper_id].title, met.former[paper_id].abstract) != (one.title, one.abstract)
    }
    connection.execute(_FORGET_TEXT, {"papers": sorted((stale - met.added) | met.ended)})
    columns = {"paper_id": "bigint", "title": "text", "abstract": "text"}
    stage_rows(connection, "incoming_text", columns, _texts(met, stale))
    return stale


def write_texts(connection: Connection) -> None:
    """The staged abstracts, and the words to search by."""
    staged = sql_table(
        "incoming_text",
        sql_column("paper_id"),
        sql_column("title", Text),
        sql_column("abstract", Text),
    )
    words = search_vector(staged.c.title, staged.c.abstract)
    found = select(staged.c.paper_id, staged.c.abstract, words)
    connection.execute(insert(paper_text).from_select(["paper_id", "abstract", "search"], found))


def _texts(met: PapersMet, papers: Iterable[int]) -> Iterator[Row]:
    for paper_id in sorted(papers):
        yield paper_id, met.composed[paper_id].title, met.composed[paper_id].abstract
