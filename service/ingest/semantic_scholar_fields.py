"""What the objects of Semantic Scholar have in common: ids, names, dates, figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service.ids import ExternalId, Scheme, parse_id, parse_reference
from service.ingest.additions import names_a_paper
from service.ingest.json_fields import BadField, Fields, read_day
from service.ingest.names import name_key
from service.ingest.records import ReportedMetric

SOURCE = "semantic-scholar"

# In any case: the API writes ArXiv, older answers arxiv.
_OUTSIDE = {
    "doi": Scheme.DOI,
    "arxiv": Scheme.ARXIV,
    "acl": Scheme.ACL,
    "dblp": Scheme.DBLP,
    "mag": Scheme.MAG,
    "pubmed": Scheme.PMID,
    "medline": Scheme.PMID,
    "pubmedcentral": Scheme.PMCID,
    "corpusid": Scheme.S2,
}


def paper_ids(given: Fields) -> tuple[ExternalId, ...]:
    """Semantic Scholar's own ids, then those of others; one of each system."""
    found = [
        given.id(Scheme.S2, "corpusId", "corpusid"),
        given.id(Scheme.S2_PAPER, "paperId"),
        *outside_ids(given, "externalIds", "externalids"),
    ]
    kept: dict[str, ExternalId] = {}
    for id_ in found:
        if id_ is not None and names_a_paper(id_):
            kept.setdefault(id_.scheme, id_)
    return tuple(kept.values())


def outside_ids(given: Fields, *names: str) -> Iterator[ExternalId]:
    """What is no id in its system is left out: others name the paper."""
    others = part(given, *names)
    for name, value in others.values.items() if others else ():
        scheme = _OUTSIDE.get(name.lower())
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
            value = str(value)
        if scheme is not None and isinstance(value, str):
            found = parse_id(scheme, value) or parse_reference(value)
            if found is not None and found.scheme in (scheme, Scheme.ARXIV):
                yield found


def part(given: Fields, *names: str) -> Fields | None:
    """The object of the first of these names that has a value."""
    for name in names:
        value = given.values.get(name)
        if isinstance(value, dict):
            return Fields(value, given.path(name))
        if value is not None:
            raise BadField(given.path(name), "expected an object")
    return None


def name_in(given: Fields, *names: str) -> str | None:
    text = " ".join((given.text(*names) or "").split())
    return text if name_key(text) else None


def updated(given: Fields) -> str | None:
    """When a dataset's record was last changed, in ISO's order of time."""
    text = given.text("updated")
    if text is not None and read_day(text) is None:
        raise BadField(given.path("updated"), f"expected a time stamp, not {text[:40]!r}")
    return text


def figures(
    given: Fields, as_of: date | None, *names: tuple[str, tuple[str, ...]]
) -> Iterator[ReportedMetric]:
    """Counts that Semantic Scholar gives, on the record's own day or the answer's."""
    said = given.day("updated")
    when = said.day if said else as_of
    for metric, fields in names:
        value = given.number(*fields)
        if value is not None and when is not None:
            yield ReportedMetric(metric, value, when)
