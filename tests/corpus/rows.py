"""The declared world as rows of the tables that sources fill; nothing derived yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime

from service import ids
from service.ids import name_block
from tests.corpus import papers, people, places
from tests.corpus.declaration import Affiliation, Author, Bears, Cites, Paper

Row = dict[str, object]
Rows = dict[str, list[Row]]
"""The rows of each table by the table's name."""

UNPLACED = 1_000_000  # the first ordinal of authorships without a known place


def base_rows() -> Rows:
    """What sources say: every table but the derived ones, without the derived columns."""
    rows: Rows = defaultdict(list)
    for table, row in _all():
        rows[table].append(row)
    return rows


def _all() -> Iterator[tuple[str, Row]]:
    for topic in places.TOPICS:
        yield (
            "topic",
            {
                "id": topic.id,
                "scheme": topic.scheme,
                "code": topic.code,
                "name": topic.name,
                "name_key": ids.name_key(topic.name),
                "description": topic.description,
                "parent_id": topic.parent,
                "level": topic.level,
            },
        )
    for venue in places.VENUES:
        yield (
            "venue",
            {
                "id": venue.id,
                "name": venue.name,
                "name_key": ids.name_key(venue.name),
                "kind": venue.kind,
                "issn": venue.issn,
            },
        )
    for repository in places.REPOSITORIES:
        yield (
            "code_repository",
            {
                "id": repository.id,
                "url": repository.url,
                "url_key": _url_key(repository.url),
                "host": repository.host,
                "owner": repository.owner,
                "name": repository.name,
                "framework": repository.framework,
                "stars": repository.stars,
            },
        )
    for affiliation in places.AFFILIATIONS:
        yield from _affiliation(affiliation)
    for match in places.MATCHES:
        yield (
            "affiliation_match",
            {
                "affiliation_id": match.text,
                "institution_id": match.institution,
                "confidence": match.confidence,
                "matched_name": match.name,
                "rule": match.rule,
                "is_whole": match.whole,
                "names_country": match.country,
                "names_city": match.city,
            },
        )
    for author in people.AUTHORS:
        yield from _author(author)
    for paper in papers.PAPERS:
        yield from _paper(paper)
    for metric in people.METRICS:
        yield (
            "reported_metric",
            {
                "id": metric.id,
                "author_id": metric.author,
                "paper_id": metric.paper,
                "name": metric.name,
                "value": float(metric.value),
                "unit": metric.unit,
                "source": metric.source,
                "as_of": date.fromisoformat(metric.as_of),
            },
        )
    for joined in people.IDENTITY:
        yield (
            "author_identity",
            {
                "author_id": joined.author,
                "rule": joined.rule,
                "name_key": joined.name,
                "evidence": list(joined.evidence),
                "mention_count": joined.count,
            },
        )
    for merged in places.MERGED:
        yield "forwarding", {"entity": merged.entity, "id": merged.id, "into_id": merged.into}
    for sequence, change in enumerate(places.CHANGES, start=1):
        yield (
            "change",
            {
                "sequence": sequence,
                "entity": change.entity,
                "entity_id": change.id,
                "action": change.action,
                "merged_into": change.into,
                "changed_at": datetime.fromisoformat(change.at).astimezone(UTC),
            },
        )


def _url_key(url: str) -> str:
    repository = ids.parse_repository(url)
    assert repository is not None
    return repository.key


def _affiliation(affiliation: Affiliation) -> Iterator[tuple[str, Row]]:
    yield (
        "affiliation",
        {
            "id": affiliation.id,
            "name": affiliation.name,
            "name_key": ids.name_key(affiliation.name),
            "kind": affiliation.kind,
            "country_code": affiliation.country,
            "city": affiliation.city,
            "latitude": affiliation.latitude,
            "longitude": affiliation.longitude,
            "homepage": affiliation.homepage,
            "parent_id": affiliation.parent,
        },
    )
    names = (affiliation.name, *affiliation.other_names)
    yield from _names("affiliation", affiliation.id, names)
    yield from _external_ids("affiliation", affiliation.id, affiliation.ids)


def _author(author: Author) -> Iterator[tuple[str, Row]]:
    yield (
        "author",
        {
            "id": author.id,
            "name": author.name,
            "name_key": ids.name_key(author.name),
            "kind": author.kind,
            "orcid": author.orcid,
            "homepage": author.homepage,
            "given_primary_topic_id": author.topic,
        },
    )
    signed = [
        name.name for paper in papers.PAPERS for name in paper.authors if name.author == author.id
    ]
    names = (author.name, *author.other_names, *signed)
    for table, row in _names("author", author.id, tuple(dict.fromkeys(names))):
        yield table, row | {"name_block": name_block(str(row["name_key"]))}
    yield from _external_ids("author", author.id, author.ids)


def _paper(paper: Paper) -> Iterator[tuple[str, Row]]:
    parts = paper.date.split("-") if paper.date else []
    published_on = date(*(int(part) for part in (*parts, 1, 1)[:3])) if parts else None
    yield (
        "paper",
        {
            "id": paper.id,
            "title": paper.title,
            "title_key": ids.title_key(paper.title),
            "published_on": published_on,
            "published_precision": [None, "year", "month", "day"][len(parts)],
            "year": published_on.year if published_on else paper.year,
            "type": paper.type,
            "language": paper.language,
            "venue_id": paper.venue,
            "is_retracted": paper.retracted,
            "open_access_url": paper.open_access_url,
            "authors_complete": paper.authors_complete,
            "code_claimed": paper.code_claimed,
        },
    )
    if paper.abstract is not None:
        yield "paper_text", {"paper_id": paper.id, "abstract": paper.abstract}
    yield from _external_ids("paper", paper.id, paper.ids)
    yield from _authorships(paper)
    for affiliation_id in paper.given_affiliations:
        yield (
            "paper_affiliation",
            {"paper_id": paper.id, "affiliation_id": affiliation_id, "is_given": True},
        )
    for ordinal, bears in enumerate(paper.topics, start=1):
        yield "paper_topic", _paper_topic(paper, ordinal, bears)
    for code in paper.code:
        yield (
            "code_link",
            {
                "paper_id": paper.id,
                "repository_id": code.repository,
                "is_official": code.official,
                "source": code.source,
                "found_in": code.found_in,
            },
        )
    for artifact in paper.artifacts:
        yield (
            "artifact_link",
            {
                "paper_id": paper.id,
                "url": artifact.url,
                "source": artifact.source,
                "found_in": artifact.found_in,
            },
        )
    for cited in paper.cites:
        known = cited if isinstance(cited, Cites) else Cites(cited)
        yield (
            "citation",
            {
                "citing_id": paper.id,
                "cited_id": known.paper,
                "contexts": list(known.contexts),
                "intents": list(known.intents),
                "is_influential": known.influential,
            },
        )
    for scheme, value in paper.cites_unknown:
        yield "unresolved_reference", {"citing_id": paper.id, "scheme": scheme, "value": value}


def _paper_topic(paper: Paper, ordinal: int, bears: Bears) -> Row:
    return {
        "paper_id": paper.id,
        "topic_id": bears.topic,
        "ordinal": ordinal,
        "is_primary": bears.primary,
        "score": bears.score,
    }


def _authorships(paper: Paper) -> Iterator[tuple[str, Row]]:
    placed = [name for name in paper.authors if name.placed]
    unplaced = [name for name in paper.authors if not name.placed]
    for ordinal, name in (*enumerate(placed, start=1), *enumerate(unplaced, start=UNPLACED)):
        yield (
            "authorship",
            {
                "paper_id": paper.id,
                "ordinal": ordinal,
                "author_id": name.author,
                "position": ordinal if name.placed else None,
                "name_as_written": name.name,
                "is_corresponding": name.corresponding,
            },
        )
        for place, affiliation_id in enumerate(name.at, start=1):
            yield (
                "authorship_affiliation",
                {
                    "paper_id": paper.id,
                    "ordinal": ordinal,
                    "affiliation_id": affiliation_id,
                    "place": place,
                },
            )


def _names(owner: str, id_: int, names: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    for name in names:
        yield (
            f"{owner}_name",
            {f"{owner}_id": id_, "name": name, "name_key": ids.name_key(name)},
        )


def _external_ids(
    owner: str, id_: int, external: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, Row]]:
    for scheme, value in external:
        yield f"{owner}_external_id", {"scheme": scheme, "value": value, f"{owner}_id": id_}
