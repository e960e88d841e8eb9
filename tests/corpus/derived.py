"""What is derived from the base rows, by plain Python: the tables' comments read aloud.

Knows nothing of service/derive, so that the two can disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from networkx import DiGraph
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from service.tables.author import MOST_COAUTHORS
from tests.corpus.rows import Row, Rows

UNKNOWN_DATE = date.min  # stands for PostgreSQL's -infinity until the row is written


def derive(rows: Rows) -> None:
    """Add every derived column and table to base rows."""
    _repeats(rows)
    _citation_counts(rows)
    _paper_affiliations(rows)
    _sort_keys_of_edges(rows)
    _papers(rows)
    _coauthors(rows)
    _author_tables(rows)
    _authors(rows)
    _places(rows)
    _counts(rows)
    _page_rank(rows)


def _by(rows: Iterable[Row], *columns: str) -> dict[object, list[Row]]:
    """Rows by the value of a column, or by the tuple of several."""
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        key = row[columns[0]] if len(columns) == 1 else tuple(row[column] for column in columns)
        found[key].append(row)
    return found


def _years(rows: Rows, paper_ids: Iterable[object]) -> list[int]:
    papers = {row["id"]: row for row in rows["paper"]}
    return sorted(
        papers[paper_id]["year"] for paper_id in paper_ids if papers[paper_id]["year"] is not None
    )


def _first_and_last(rows: Rows, paper_ids: Iterable[object]) -> Row:
    years = _years(rows, paper_ids)
    return {"first_year": years[0] if years else None, "last_year": years[-1] if years else None}


def _repeats(rows: Rows) -> None:
    seen: set[tuple[object, object]] = set()
    for row in sorted(rows["authorship"], key=lambda row: (row["paper_id"], row["ordinal"])):
        who = (row["paper_id"], row["author_id"])
        row["is_repeat"] = row["author_id"] is not None and who in seen
        seen.add(who)


def _citation_counts(rows: Rows) -> None:
    for paper in rows["paper"]:
        cited = [row for row in rows["citation"] if row["cited_id"] == paper["id"]]
        cites = [row for row in rows["citation"] if row["citing_id"] == paper["id"]]
        paper["citation_count"] = len(cited)
        paper["reference_count"] = len(cites)
        years = _years(rows, (row["citing_id"] for row in cited))
        for year in sorted(set(years)):
            rows["paper_year"].append(
                {"paper_id": paper["id"], "year": year, "citation_count": years.count(year)}
            )


def _paper_affiliations(rows: Rows) -> None:
    given = _by(rows["paper_affiliation"], "paper_id")
    mentioned = _by(rows["authorship_affiliation"], "paper_id")
    rows["paper_affiliation"] = []
    for paper in rows["paper"]:
        given_ids = sorted(row["affiliation_id"] for row in given.get(paper["id"], ()))
        mentions = sorted(
            mentioned.get(paper["id"], ()), key=lambda row: (row["ordinal"], row["place"])
        )
        in_order = [row["affiliation_id"] for row in mentions] + given_ids
        for ordinal, affiliation_id in enumerate(dict.fromkeys(in_order), start=1):
            rows["paper_affiliation"].append(
                {
                    "paper_id": paper["id"],
                    "affiliation_id": affiliation_id,
                    "ordinal": ordinal,
                    "is_given": affiliation_id in given_ids,
                }
            )


def _sort_keys_of_edges(rows: Rows) -> None:
    papers = {row["id"]: row for row in rows["paper"]}
    ends = (
        ("authorship", "paper_id", ""),
        ("paper_topic", "paper_id", ""),
        ("paper_affiliation", "paper_id", ""),
        ("code_link", "paper_id", ""),
        ("citation", "citing_id", "citing_"),
    )
    for table, end, prefix in ends:
        for row in rows[table]:
            paper = papers[row[end]]
            row[f"{prefix}citation_count"] = paper["citation_count"]
            row[f"{prefix}published_key"] = paper["published_on"] or UNKNOWN_DATE


def _papers(rows: Rows) -> None:
    authorships = _by((row for row in rows["authorship"] if not row["is_repeat"]), "paper_id")
    affiliations = _by(rows["paper_affiliation"], "paper_id")
    topics = _by(rows["paper_topic"], "paper_id")
    links = _by(rows["code_link"], "paper_id")
    for paper in rows["paper"]:
        id_ = paper["id"]
        primary = sorted(
            (row["ordinal"], row["topic_id"]) for row in topics.get(id_, ()) if row["is_primary"]
        )
        paper["primary_topic_id"] = primary[0][1] if primary else None
        paper["author_count"] = len(authorships.get(id_, ()))
        paper["affiliation_count"] = len(affiliations.get(id_, ()))
        paper["topic_count"] = len(topics.get(id_, ()))
        paper["code_link_count"] = len(links.get(id_, ()))
        paper["has_code"] = paper["code_claimed"] or id_ in links


def _written(rows: Rows) -> dict[object, list[object]]:
    """The papers of each author, each once."""
    found: dict[object, list[object]] = defaultdict(list)
    for row in rows["authorship"]:
        if row["author_id"] is not None and not row["is_repeat"]:
            found[row["author_id"]].append(row["paper_id"])
    return found


def _coauthors(rows: Rows) -> None:
    crowds = {row["id"] for row in rows["paper"] if row["author_count"] > MOST_COAUTHORS}
    written = {
        author_id: [paper_id for paper_id in papers if paper_id not in crowds]
        for author_id, papers in _written(rows).items()
    }
    for author_id, papers in written.items():
        for coauthor_id, others in written.items():
            together = [paper_id for paper_id in papers if paper_id in others]
            if author_id == coauthor_id or not together:
                continue
            years = _first_and_last(rows, together)
            rows["coauthorship"].append(
                {
                    "author_id": author_id,
                    "coauthor_id": coauthor_id,
                    "paper_count": len(together),
                    **years,
                    "last_year_key": years["last_year"] or 0,
                }
            )


def _author_tables(rows: Rows) -> None:
    topics = _by(rows["paper_topic"], "paper_id")
    who = {(row["paper_id"], row["ordinal"]): row["author_id"] for row in rows["authorship"]}
    at: dict[tuple[object, object], set[object]] = defaultdict(set)
    for row in rows["authorship_affiliation"]:
        author_id = who[row["paper_id"], row["ordinal"]]
        if author_id is not None:
            at[author_id, row["affiliation_id"]].add(row["paper_id"])
    for (author_id, affiliation_id), papers in at.items():
        rows["author_affiliation"].append(
            {
                "author_id": author_id,
                "affiliation_id": affiliation_id,
                "paper_count": len(papers),
                **_first_and_last(rows, papers),
            }
        )
    for author_id, papers in _written(rows).items():
        works_on = [row["topic_id"] for paper_id in papers for row in topics.get(paper_id, ())]
        for topic_id in dict.fromkeys(works_on):
            rows["author_topic"].append(
                {
                    "author_id": author_id,
                    "topic_id": topic_id,
                    "paper_count": works_on.count(topic_id),
                }
            )
        published = _years(rows, papers)
        received = [row for row in rows["paper_year"] if row["paper_id"] in papers]
        for year in sorted({*published, *(row["year"] for row in received)}):
            citations = [row["citation_count"] for row in received if row["year"] == year]
            rows["author_year"].append(
                {
                    "author_id": author_id,
                    "year": year,
                    "paper_count": published.count(year),
                    "citation_count": sum(citations),
                }
            )


def _specific(topic: Row) -> tuple[int, str, str]:
    """The deepest first, then by scheme and code."""
    return -topic["level"], topic["scheme"], topic["code"]


def _authors(rows: Rows) -> None:
    written = _written(rows)
    cited = {row["id"]: row["citation_count"] for row in rows["paper"]}
    topic = {row["id"]: row for row in rows["topic"]}
    topics = _by(rows["author_topic"], "author_id")
    for author in rows["author"]:
        id_ = author["id"]
        counts = sorted((cited[paper_id] for paper_id in written.get(id_, ())), reverse=True)
        ranks = range(1, len(counts) + 1)
        most_of = sorted(
            topics.get(id_, ()),
            key=lambda row: (-row["paper_count"], *_specific(topic[row["topic_id"]])),
        )
        author["primary_topic_id"] = author["given_primary_topic_id"] or (
            most_of[0]["topic_id"] if most_of else None
        )
        author["paper_count"] = len(counts)
        author["citation_count"] = sum(counts)
        author["h_index"] = max((n for n in ranks if counts[n - 1] >= n), default=0)
        author["i10_index"] = sum(count >= 10 for count in counts)
        author["g_index"] = max((n for n in ranks if sum(counts[:n]) >= n * n), default=0)
        for table in ("coauthor", "affiliation", "topic"):
            edges = rows["coauthorship" if table == "coauthor" else f"author_{table}"]
            author[f"{table}_count"] = sum(row["author_id"] == id_ for row in edges)
        author.update(_first_and_last(rows, written.get(id_, ())))
    totals = {row["id"]: row["citation_count"] for row in rows["author"]}
    for row in rows["author_affiliation"]:
        row["author_citation_count"] = totals[row["author_id"]]


def _places(rows: Rows) -> None:
    for table in ("affiliation", "topic"):
        papers = _by(rows[f"paper_{table}"], f"{table}_id")
        authors = _by(rows[f"author_{table}"], f"{table}_id")
        for row in rows[table]:
            edges = papers.get(row["id"], ())
            row["paper_count"] = len(edges)
            row["citation_count"] = sum(edge["citation_count"] for edge in edges)
            row["author_count"] = len(authors.get(row["id"], ()))
    for topic in rows["topic"]:
        topic["child_count"] = sum(row["parent_id"] == topic["id"] for row in rows["topic"])
        bearers = [row["paper_id"] for row in rows["paper_topic"] if row["topic_id"] == topic["id"]]
        years = _years(rows, bearers)
        for year in sorted(set(years)):
            rows["topic_year"].append(
                {"topic_id": topic["id"], "year": year, "paper_count": years.count(year)}
            )
    for venue in rows["venue"]:
        venue["paper_count"] = sum(row["venue_id"] == venue["id"] for row in rows["paper"])
    for repository in rows["code_repository"]:
        linked = (row["repository_id"] == repository["id"] for row in rows["code_link"])
        repository["paper_count"] = sum(linked)


def _counts(rows: Rows) -> None:
    for table in ("paper", "author", "affiliation", "topic", "code_repository", "venue"):
        entity = table.removeprefix("code_")
        rows["entity_count"].append({"entity": entity, "count": len(rows[table])})


def _page_rank(rows: Rows) -> None:
    """By networkx, of the state before the one that there is."""
    graph = DiGraph((row["citing_id"], row["cited_id"]) for row in rows["citation"])
    graph.add_nodes_from(row["id"] for row in rows["paper"])
    scores = _pagerank_python(graph, alpha=0.85, tol=1e-13, max_iter=1_000)
    rows["page_rank"] = [{"paper_id": id_, "score": score} for id_, score in scores.items()]
    rows["page_rank_computation"] = [
        {
            "data_version": 7,
            "computed_at": datetime(2026, 11, 22, 12, 30, 15, 250_000, tzinfo=UTC),
            "damping": 0.85,
            "tolerance": 1e-13,
            "steps": 41,
            "paper_count": len(graph),
            "citation_count": graph.number_of_edges(),
        }
    ]
