"""Twins: while a list is read, some row of it gets a double with an id of its own.

A twin has what the original has, so it belongs into the same list, somewhere among the others. What
it is linked to is chosen so that no row which is there already changes its own place: a walk can
promise nothing about rows that move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import psycopg
from psycopg import sql

from tests.corpus.rows import Rows

FIRST_ID = 10_000
"""No id of the corpus lies between this one and a million."""
_NEW_ID = count(FIRST_ID)


@dataclass(frozen=True)
class Copied:
    """The rows of a table that name the original in `column`, told of the twin instead; what else
    differs is SQL that sees the row and `%(id)s`, the twin's id."""

    table: str
    column: str = "id"
    where: str = "TRUE"
    but: Mapping[str, str] = field(default_factory=dict)


_CITED = Copied("citation", "cited_id")
_CITING = Copied("citation", "citing_id")
_RELATED = (
    Copied("citation", "citing_id", where="cited_id NOT IN (1, 4)"),
    Copied(
        "citation",
        "cited_id",
        where="citing_id = (SELECT min(too.citing_id) FROM citation AS too"
        " JOIN citation AS seed ON seed.citing_id = too.citing_id AND seed.cited_id IN (1, 4)"
        " WHERE too.cited_id = citation.cited_id)",
    ),
)
_PAPER = (
    Copied("paper"),
    Copied("paper_text", "paper_id"),
    Copied("authorship", "paper_id"),
    Copied("paper_affiliation", "paper_id"),
    Copied("paper_topic", "paper_id"),
    Copied("code_link", "paper_id"),
    Copied("paper_year", "paper_id"),
    Copied("page_rank", "paper_id"),
)
_AUTHOR = (
    Copied("author"),
    Copied("author_name", "author_id"),
    Copied(
        "authorship",
        "author_id",
        but={"ordinal": "1000000 + %(id)s::int * 100 + ordinal %% 100", "position": "NULL"},
    ),
    Copied("coauthorship", "author_id"),
    Copied("coauthorship", "coauthor_id"),
    Copied("author_affiliation", "author_id"),
    Copied("author_topic", "author_id"),
)
_AFFILIATION = (
    Copied("affiliation"),
    Copied("affiliation_name", "affiliation_id"),
    Copied("affiliation_match", "affiliation_id"),
    Copied("paper_affiliation", "affiliation_id"),
    Copied("author_affiliation", "affiliation_id"),
)
# In a classification of its own: the growth of a topic is measured by all that one has.
_TOPIC = (
    Copied("topic", but={"scheme": "scheme || %(id)s"}),
    Copied("paper_topic", "topic_id"),
    Copied("author_topic", "topic_id"),
    Copied("topic_year", "topic_id"),
)
_REPOSITORY = (
    Copied("code_repository", but={"url_key": "url_key || %(id)s"}),
    Copied("code_link", "repository_id"),
)
_OF_NODE = {
    "Paper": (*_PAPER, _CITED),
    "Author": _AUTHOR,
    "Affiliation": _AFFILIATION,
    "Topic": _TOPIC,
    "Venue": (Copied("venue"),),
    "CodeRepository": _REPOSITORY,
    "CodeLink": _REPOSITORY,
    "Change": (Copied("change", "sequence"),),
}
_OF_LIST = {
    ("Paper", "citations"): (*_PAPER, _CITING),
    ("Paper", "coupled"): (*_PAPER, _CITING),
    # A twin that cites a seed relates it to all else that it cites; two who cite the twin are
    # related by that.
    ("Query", "relatedPapers"): (*_PAPER, *_RELATED),
}
# What is kept beside the rows and decides which of them a list has.
_LOG = "UPDATE data_version SET change_sequence = (SELECT max(sequence) FROM change)"
_H_INDEX = "UPDATE author SET h_index = h_index + 1 WHERE id = 1"


def add_twin(writer: psycopg.Connection[Any], listed: tuple[Any, ...], node: str, id_: int) -> None:
    """Adds a twin of a row of a list: of the node of that type and id."""
    copied = _OF_LIST.get(listed[:2], _OF_NODE[node])
    twin = next(_NEW_ID)
    if node == "Change":  # the log has no gaps
        (twin,) = writer.execute("SELECT max(sequence) + 1 FROM change").fetchone()
    with writer.transaction():
        for part in copied:
            _copy(writer, part, id_, twin)
        writer.execute(_LOG)
        if listed[1] == "hCore":
            writer.execute(_H_INDEX)


def remove_twins(writer: psycopg.Connection[Any], rows: Rows) -> None:
    """Makes the database what it was when it had these rows."""
    every = (*_PAPER, _CITED, _CITING, *_AUTHOR, *_AFFILIATION, *_TOPIC, *_REPOSITORY)
    with writer.transaction():
        for part in reversed((*every, Copied("venue"))):
            statement = sql.SQL("DELETE FROM {} WHERE {} BETWEEN {} AND 1000000").format(
                *map(sql.Identifier, (part.table, part.column)), sql.Literal(FIRST_ID)
            )
            writer.execute(statement)
        writer.execute("DELETE FROM change WHERE sequence > %s", (len(rows["change"]),))
        writer.execute(_LOG)
        for author in rows["author"]:
            writer.execute("UPDATE author SET h_index = %(h_index)s WHERE id = %(id)s", author)


def _copy(writer: psycopg.Connection[Any], part: Copied, original: int, twin: int) -> None:
    found = writer.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
        (part.table,),
    )
    columns = [name for (name,) in found]
    values = [
        sql.SQL("%(id)s")
        if name == part.column
        else sql.SQL(part.but[name])
        if name in part.but
        else sql.Identifier(name)
        for name in columns
    ]
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} WHERE {} = %(original)s AND {}")
    writer.execute(
        statement.format(
            sql.Identifier(part.table),
            sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join(values),
            *map(sql.Identifier, (part.table, part.column)),
            sql.SQL(part.where),
        ),
        {"id": twin, "original": original},
    )
