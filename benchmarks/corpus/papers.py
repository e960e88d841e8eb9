"""Rows that a paper has of its own: titles, texts, ids, and what is known of its day."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.corpus import words
from benchmarks.corpus.graph import Graph, day_of, id_of, power
from benchmarks.corpus.rows import AS_OF, SOURCE, Rows
from service import ids
from service.ingest.copy import Row

LANGUAGES = ("en", "en", "en", "en", "en", "en", "en", "zh", "de", "fr")
# Papers without any day, with a year or a month alone; the rest is known to the day.
UNDATED, YEAR_ONLY, MONTH_ONLY = 0.02, 0.07, 0.15
MINUS_INFINITY = "-infinity"


def papers(graph: Graph) -> Iterator[Rows]:
    yield Rows(
        "paper",
        (
            "id",
            "title",
            "title_key",
            "published_on",
            "published_precision",
            "year",
            "type",
            "language",
            "venue_id",
            "is_retracted",
            "open_access_url",
            "authors_complete",
            "code_claimed",
        ),
        _papers(graph),
    )
    yield Rows("paper_external_id", ("scheme", "value", "paper_id"), _outside(graph))
    yield Rows("unresolved_reference", ("citing_id", "scheme", "value"), _unresolved(graph))
    yield Rows("artifact_link", ("paper_id", "url", "source", "found_in"), _artifacts(graph))
    yield Rows(
        "reported_metric",
        ("paper_id", "name", "value", "unit", "source", "as_of"),
        _scores(graph),
    )


def abstracts(graph: Graph) -> Iterator[Row]:
    """Paper and abstract; one paper in five has none."""
    random, count = Random(7), graph.size.papers
    for paper in range(count):
        text = words.abstract(random)
        yield id_of(paper, count), text if random.random() < 0.8 else None


def published(graph: Graph, paper: int) -> tuple[str | None, str | None]:
    """The first day that it can have been, and how much of it is known."""
    day = day_of(graph, paper)
    chance = _chance(paper)
    if chance < UNDATED:
        return None, None
    if chance < YEAR_ONLY:
        return f"{day.year:04d}-01-01", "year"
    if chance < MONTH_ONLY:
        return f"{day.year:04d}-{day.month:02d}-01", "month"
    return day.isoformat(), "day"


def published_key(graph: Graph, paper: int) -> str:
    return published(graph, paper)[0] or MINUS_INFINITY


def _chance(paper: int) -> float:
    """A number from 0 to 1 of this paper alone, whatever is asked before."""
    return (paper * 2_246_822_519 % 4_294_967_296) / 4_294_967_296


def _papers(graph: Graph) -> Iterator[Row]:
    random, size = Random(6), graph.size
    for paper in range(size.papers):
        id_ = id_of(paper, size.papers)
        title = words.title(random)
        day, precision = published(graph, paper)
        venue = None
        if random.random() < 0.85:
            venue = id_of(power(random, size.venues, 1.5), size.venues)
        year = day_of(graph, paper).year if day else None
        yield (
            id_,
            title,
            ids.title_key(title),
            day,
            precision,
            year,
            "article" if venue else "preprint",
            LANGUAGES[int(10 * random.random())],
            venue,
            random.random() < 0.001,
            f"https://example.org/papers/{id_}.pdf" if random.random() < 0.4 else None,
            random.random() < 0.7,
            random.random() < 0.03,
        )


def _outside(graph: Graph) -> Iterator[Row]:
    random, count = Random(8), graph.size.papers
    for paper in range(count):
        id_ = id_of(paper, count)
        yield "openalex", f"W{2_000_000_000 + paper}", id_
        if random.random() < 0.8:
            yield "doi", f"10.5555/colophon.{paper}", id_
        if random.random() < 0.4:
            day = day_of(graph, paper)
            if day.year >= 2015:
                yield "arxiv", f"{day.year % 100:02d}{day.month:02d}.{paper % 100_000:05d}", id_


def _unresolved(graph: Graph) -> Iterator[Row]:
    random, count = Random(9), graph.size.papers
    for paper in range(count):
        if random.random() < 0.3:
            value = f"10.5555/elsewhere.{int(random.random() * count * 10)}"
            yield id_of(paper, count), "doi", value


def _artifacts(graph: Graph) -> Iterator[Row]:
    count = graph.size.papers
    for paper in range(0, count, 20):
        yield id_of(paper, count), f"https://example.org/data/{paper}", SOURCE, "abstract"


def _scores(graph: Graph) -> Iterator[Row]:
    random, count = Random(10), graph.size.papers
    for paper in range(0, count, 100):
        score = float(int(100 * random.random()))
        yield id_of(paper, count), "score", score, None, SOURCE, AS_OF
