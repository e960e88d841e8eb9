"""Pages made up at random, and written as a profile page would show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

TOPICS = ("LG", "DC", "CL", "CV", "RO", "AR", "ET", "DB", "DS")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AS_OF = date(2026, 11, 22)


@dataclass(frozen=True)
class Paper:
    title: str
    names: tuple[str, ...]
    more: bool
    places: tuple[str, ...]
    abstract: str | None
    topic: str
    day: date
    shows_year: bool
    score: float | None
    mark: bool


@dataclass(frozen=True)
class Page:
    name: str
    topic: str | None
    metrics: tuple[tuple[str, float], ...]
    papers: tuple[Paper, ...]


FORMS = {
    "h-index": "h-index{:,.0f}",
    "papers": "{:,.0f}papers",
    "citations": "{:,.0f}citations",
    "novelty": "Novelty{:.0f}%",
    "AI score": "AI Score{:.0f}",
}

word = st.text("abcdefghijklmnopqrstuvwxyzéøßñ", min_size=2, max_size=9)
names = st.lists(word.map(str.capitalize), min_size=2, max_size=3).map(" ".join)
titles = st.lists(word, min_size=1, max_size=8).map(lambda words: " ".join(words).capitalize())
# Anything but the breaks of lines, and what a page shows around it.
sentence = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=41, max_size=120
).filter(lambda text: text == text.strip())
paragraphs = st.lists(sentence, min_size=1, max_size=3).map("\n\n".join)
# Of the last year, so that a day may be shown without it.
days = st.integers(0, 364).map(lambda back: AS_OF - timedelta(days=back))


@st.composite
def papers(draw, owner):
    recent = draw(st.booleans())
    day = draw(days if recent else st.dates(date(1990, 1, 1), AS_OF))
    return Paper(
        title=draw(titles),
        names=tuple(draw(st.lists(names | st.just(owner), min_size=1, max_size=4, unique=True))),
        more=draw(st.booleans()),
        places=tuple(draw(st.lists(word, max_size=2, unique=True))),
        abstract=draw(st.none() | paragraphs),
        topic=draw(st.sampled_from(TOPICS)),
        day=day,
        shows_year=not recent or draw(st.booleans()),
        score=draw(st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10)),
        mark=draw(st.booleans()),
    )


@st.composite
def pages(draw):
    owner = draw(names)
    found = draw(st.lists(papers(owner), max_size=5, unique_by=lambda paper: paper.title.lower()))
    figures = st.integers(0, 99_999).map(float)
    chosen = draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=1, unique=True))
    return Page(
        owner,
        draw(st.none() | st.sampled_from(TOPICS)),
        tuple((name, draw(figures)) for name in chosen),
        tuple(found),
    )


def written(page):
    lines = [page.name, "", *([page.topic] if page.topic else [])]
    lines += [FORMS[name].format(value) for name, value in page.metrics]
    lines += ["", f"{len(page.papers)} Papers"]
    for paper in page.papers:
        day = f"{MONTHS[paper.day.month - 1]} {paper.day.day}"
        day += f", {paper.day.year}" if paper.shows_year else ""
        score = "" if paper.score is None else f"{paper.score:g}"
        names = ", ".join(paper.names) + (" et al." if paper.more else "")
        lines += ["", f"{score}{paper.topic}{day}{'Code' if paper.mark else ''}", paper.title, ""]
        lines += [" · ".join((names, *paper.places))]
        lines += ["", paper.abstract] if paper.abstract else []
    return "\n".join(lines) + "\n"
