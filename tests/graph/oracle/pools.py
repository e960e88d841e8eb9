"""Values that arguments of generated operations take: what the corpus has, and its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from tests.corpus.rows import Rows
from tests.graph.oracle import pages
from tests.graph.oracle.entities import (
    ENTITIES,
    Author,
    AuthorMetrics,
    Entity,
    IndependentMetrics,
)
from tests.graph.oracle.graph import Graph
from tests.graph.oracle.pages import Connection, read_cursor
from tests.graph.oracle.query import Query

TABLES = {
    "PaperFilter": "paper",
    "AuthorFilter": "author",
    "CoauthorFilter": "coauthorship",
    "AffiliationFilter": "affiliation",
    "TopicFilter": "topic",
    "VenueFilter": "venue",
    "CodeRepositoryFilter": "code_repository",
}

REFERENCES: dict[tuple[str, str], tuple[object, ...]] = {
    ("PaperRef", "id"): ("paper:1", "paper:900", "paper:905", "paper:77", "paper:007"),
    ("PaperRef", "arxivId"): ("0103.00001", "arXiv:1802.99999v3", "2912.00001"),
    ("PaperRef", "doi"): (
        "https://doi.org/10.5555/INK.1",
        "10.1002/(SICI)1097<1:aid#2>3.0%CO;2-3",
        "10.5555/nobody.knows",
    ),
    ("PaperRef", "aclId"): ("2097.blot-main.1", "P19-1001"),
    ("PaperRef", "openAlexId"): ("W9000000001", "https://openalex.org/w9000000001", "W1"),
    ("PaperRef", "s2CorpusId"): (900001, 1),
    ("PaperRef", "dblpKey"): ("conf/odd/Quote18", "conf/odd/Quote19"),
    ("PaperRef", "pmid"): ("90000001", "1"),
    ("PaperRef", "url"): ("https://arxiv.org/pdf/0103.00001v1", "https://doi.org/10.5555/none"),
    ("PaperRef", "title"): ("tabula RASA", "Preface", "?!… — ¿?", "墨の研究", "", "Etudes"),
    ("AuthorRef", "id"): (
        *("author:1", "author:901", "author:3", "author:99"),
        *(f"author:{id_}" for id_ in range(2, 25)),
    ),
    ("AuthorRef", "orcid"): ("0009-9999-9999-9917", "https://orcid.org/0009999999999925"),
    ("AuthorRef", "openAlexId"): ("A5000000001", "a5000000015", "A1"),
    ("AuthorRef", "s2AuthorId"): ("77", "78"),
    ("AuthorRef", "dblpPid"): ("65/9612", "65/9613"),
    ("AuthorRef", "name"): ("odalys quillfeather", "Tam Vellum", "Abba Oresten", "Ł. Ćwirkała", ""),
    ("AffiliationRef", "id"): ("affiliation:1", "affiliation:902", "affiliation:7"),
    ("AffiliationRef", "ror"): ("0zzzz0161", "https://ror.org/0ZZZZ0258"),
    ("AffiliationRef", "openAlexId"): ("I9000000001", "I1"),
    ("AffiliationRef", "name"): ("uli", "ADM", "Quill & Sons", "blot reading group"),
    ("TopicRef", "id"): ("topic:1", "topic:903", "topic:9", "topic:99"),
    ("TopicRef", "code"): ("lib.CO", "INK", "lib.co", "T10001", "lib.Ét"),
    ("VenueRef", "id"): ("venue:1", "venue:2", "venue:905", "venue:99"),
    ("VenueRef", "openAlexId"): ("S1", "https://openalex.org/S90"),
    ("VenueRef", "name"): ("conference on margins", "Nowhere", ""),
    ("CodeRepositoryRef", "id"): ("repository:1", "repository:904", "repository:9"),
    ("CodeRepositoryRef", "url"): (
        "http://www.github.com/inkwell/QUILL.git",
        "git@github.com:inkwell/blotter",
        "https://git.sr.ht/~quill/zed",
        "https://git.sr.ht/~Quill/Zed",
        "https://github.com/no/body",
    ),
}

SEARCHES = {
    "authors": (
        *("quillfeather", "VELLUM tam", "Ćwirkała", "o", "unknown", "a n unknown", "", "&"),
        *("T. Velum", "Quilfeather, O", "Abba Oersten", "Nguyen B", "'' ''", "\\ '", "i b"),
    ),
    "affiliations": ("inkford", "Blots lower", "adm", "quill sons", "marges académie", "-"),
    "topics": ("inks", "Iron GALL", "ink", "LIB.co", "étude", "fields/11", "inks penmanship"),
    "venues": ("margins", "Journal", "codicology imaginary", "of", "", "&"),
    "codeRepositories": ("GitHub", "~quill", "inkwell/", "%", "_", "", "folio"),
}

ODD_IDS = ("paper:0", "paper:", ":1", "", "paper", "paper:-1", "paper:1 ", "Paper:1", "venue:1")
ODD_IDS += ("paper:0001", "topic:999999999999999999", "topic:9999999999999999999", "7", "a:b:1")

TEXTS = ("", "%", "_", "\\", '"', "ink", "INK", "É", "Ω", "a", " ", "🖋", "'; --", "$1", "null")

DATES = ("1455-01-01", "2010-01-01", "2011-05-01", "2020-02-29", "0001-01-01", "9999-12-31")

NUMBERS = (0, 1, -1, 2, 20, 2010, 2**31 - 1, -(2**31))


class Pools:
    """All that is drawn from; made once."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.cursors = _cursors(rows)
        self._cursors_by_shape = _by_shape(self.cursors.values())
        self.ids = [
            f"{noun}:{row['id']}" for noun, type_ in ENTITIES.items() for row in rows[type_.table]
        ]
        self.ids += [f"{row['entity']}:{row['id']}" for row in rows["forwarding"]]

    def ids_of(self, noun: str) -> list[str]:
        """Ids of one kind, one of them unknown."""
        own = [id_ for id_ in self.ids if id_.startswith(f"{noun}:")]
        return [*own, f"{noun}:424242"]

    def cursors_like(self, cursor: str) -> list[str]:
        """All cursors of the same order, whatever list they are of."""
        return self._cursors_by_shape[_shape(cursor)]

    def of_repositories(self, column: str) -> list[str]:
        """What code repositories have in a column, and what none has."""
        values = {row[column] for row in self._rows["code_repository"]} - {None}
        return [*sorted(map(str, values)), "no.such"]

    def topic_codes(self) -> list[str]:
        return [*(str(row["code"]) for row in self._rows["topic"]), "no.such"]

    @cache  # noqa: B019 - there is one of it, and it lives as long as the tests
    def compared(self, filter_name: str, field: str) -> list[Any]:
        """What a column may be compared with: its values, and values near them."""
        column = re.sub("[A-Z]", lambda match: f"_{match[0].lower()}", field)
        values = {row[column] for row in self._rows[TABLES[filter_name]]} - {None}
        sample: Any = next(iter(values))
        if isinstance(sample, date):
            near = {day + timedelta(days=days) for day in values for days in (-1, 0, 1)}
            return sorted(day.isoformat() for day in {*near, date.min, date.max})
        if isinstance(sample, int):
            near = {number + more for number in values for more in (-1, 0, 1)}
            return sorted({*near, *NUMBERS})
        pieces = {piece for text in values for piece in (text, *_pieces(text))}
        return sorted({*pieces, *TEXTS})


def _shape(cursor: str) -> tuple[object, ...]:
    order_name, *keys = read_cursor(cursor)
    return (order_name, *map(type, keys))


def _by_shape(lists: Iterable[list[str]]) -> dict[tuple[object, ...], list[str]]:
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for cursor in sorted({cursor for cursors in lists for cursor in cursors}):
        found[_shape(cursor)].append(cursor)
    return found


def _pieces(text: str) -> Iterator[str]:
    yield text.upper()
    yield text.lower()
    yield text[: len(text) // 2]
    yield text[len(text) // 3 :][:4]


def _cursors(rows: Rows) -> dict[tuple[str, str, str | None], list[str]]:
    """The cursors of every connection, by its type, field and order (None where there is one)."""
    graph = Graph(rows)
    found: dict[tuple[str, str, str | None], list[str]] = defaultdict(list)
    query = Query(graph)
    things: list[tuple[str, Any]] = [("Query", query)]
    for type_ in ENTITIES.values():
        things += [(type_.typename, type_(graph, row)) for row in rows[type_.table]]
    things += [("AuthorMetrics", AuthorMetrics(graph, row)) for row in rows["author"]]
    authors = [thing for name, thing in things if name == "Author"]
    things += [("IndependentMetrics", IndependentMetrics(author)) for author in authors]
    things += [("CoauthorEdge", edge) for author in authors for edge in _coauthors(author)]
    for name, thing in things:
        for field, order, connection in _connections(name, thing):
            cursors = (edge.cursor for edge in connection.edges)
            found[name, field, order] += cursors
    return {key: sorted(set(cursors)) for key, cursors in found.items()}


def _coauthors(author: Author) -> list[Any]:
    return author.coauthors(first=100).edges


ORDERED = {
    ("Query", "papers"): pages.PAPER_ORDERS,
    ("Query", "authors"): pages.AUTHOR_ORDERS,
    ("Query", "affiliations"): pages.AFFILIATION_ORDERS,
    ("Query", "topics"): pages.TOPIC_ORDERS,
    ("Query", "codeRepositories"): pages.REPOSITORY_ORDERS,
    ("Paper", "citations"): pages.PAPER_ORDERS,
    ("Paper", "references"): pages.PAPER_ORDERS,
    ("PaperFacetBucket", "papers"): pages.PAPER_ORDERS,
    ("Paper", "coCited"): pages.RELATED_ORDERS,
    ("Paper", "coupled"): pages.RELATED_ORDERS,
    ("Author", "papers"): pages.PAPER_ORDERS,
    ("AuthorMetrics", "hCore"): pages.PAPER_ORDERS,
    ("Author", "coauthors"): pages.COAUTHOR_ORDERS,
    ("Author", "possiblySame"): pages.AUTHOR_ORDERS,
    ("CoauthorEdge", "papers"): pages.PAPER_ORDERS,
    ("Affiliation", "papers"): pages.PAPER_ORDERS,
    ("Affiliation", "children"): pages.AFFILIATION_ORDERS,
    ("Topic", "papers"): pages.PAPER_ORDERS,
    ("Topic", "children"): pages.TOPIC_ORDERS,
    ("Topic", "papersInTree"): pages.PAPER_ORDERS,
    ("Topic", "related"): pages.SHARED_ORDERS,
    ("Affiliation", "collaborators"): pages.SHARED_ORDERS,
    ("Query", "venues"): pages.VENUE_ORDERS,
    ("Venue", "papers"): pages.PAPER_ORDERS,
    ("CodeRepository", "papers"): pages.PAPER_ORDERS,
    ("Affiliation", "authors"): pages.CONTRIBUTOR_ORDERS,
    ("Affiliation", "currentAuthors"): pages.CONTRIBUTOR_ORDERS,
    ("Topic", "authors"): pages.CONTRIBUTOR_ORDERS,
}
UNORDERED = {
    ("Query", "changes"),
    ("IndependentMetrics", "papers"),
    ("Paper", "topics"),
    ("Paper", "codeLinks"),
    ("Paper", "authors"),
    ("Paper", "affiliations"),
    ("Author", "topics"),
    ("Author", "affiliations"),
    ("Author", "suggestedCoauthors"),
    ("Author", "citedAuthors"),
    ("Author", "citingAuthors"),
    ("Affiliation", "writtenAs"),
    ("Topic", "affiliations"),
    ("Topic", "descendants"),
    ("Affiliation", "topics"),
}


def _connections(name: str, thing: Entity | Query) -> Iterator[tuple[str, str | None, Connection]]:
    for (type_, field), orders in ORDERED.items():
        if type_ == name:
            resolve = getattr(thing, re.sub("([A-Z])", lambda match: f"_{match[1].lower()}", field))
            for order in orders:
                yield field, order, resolve(order_by=order, first=100)
    for type_, field in sorted(UNORDERED):
        if type_ == name:
            resolve = getattr(thing, re.sub("([A-Z])", lambda match: f"_{match[1].lower()}", field))
            yield field, None, resolve(first=100)
