"""Works of OpenAlex, in the shapes of 2023 and of 2025 and later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service.ids import ExternalId, Scheme
from service.ingest.additions import addition_key
from service.ingest.inverted_index import text_of_index
from service.ingest.json_fields import BadField, Fields
from service.ingest.languages import language_code
from service.ingest.links import links_in
from service.ingest.markup import plain_line, plain_text
from service.ingest.names import looks_like_group
from service.ingest.openalex_fields import (
    CONCEPTS,
    NOBODY,
    NOTHING,
    SOURCE,
    TOPICS,
    figures,
    institution,
    name_in,
    names_in,
    openalex_id,
    outside_id,
    part,
    updated,
    venue,
)
from service.ingest.records import (
    AffiliationMention,
    AuthorshipRecord,
    PaperRecord,
    ReferenceMention,
    TopicMention,
    VenueMention,
)

# A list of works gives so many authors of each at most; a single work, and the snapshot, give all.
_LIST_CUT = 100
_LONGEST_ADDRESS = 2_000
_OTHER_IDS = (
    ("doi", Scheme.DOI),
    ("pmid", Scheme.PMID),
    ("pmcid", Scheme.PMCID),
    ("mag", Scheme.MAG),
)


def read_work(given: Fields, own: ExternalId, as_of: date | None) -> PaperRecord:
    """A work; without a title it is an addition, to a paper that another source names."""
    title = plain_line(given.text("title", "display_name") or "") or None
    published = given.day("publication_date")
    year = given.integer("publication_year")
    abstract = _abstract(given)
    links = links_in(abstract or "", found_in="abstract")
    authors = tuple(_authors(given))
    ids = tuple(dict.fromkeys(_ids(given, own)))
    if title is None:
        # Known by what others know it by, too.
        ids = tuple(sorted(ids, key=lambda id_: id_.scheme != Scheme.DOI))
    return PaperRecord(
        source=SOURCE,
        key=own.value if title else addition_key(ids[0], (own.value,)),
        title=title,
        updated=updated(given),
        abstract=abstract,
        published=published,
        year=published.day.year if published else year,
        type=given.text("type"),
        language=language_code(given.text("language") or ""),
        venue=_venue(given),
        ids=ids,
        authors=authors,
        authors_complete=bool(authors) and _is_whole(given, authors),
        topics=tuple(_topics(given) or _concepts(given)),
        code_links=links.code,
        artifact_links=links.artifacts,
        references=tuple(_references(given, own)),
        metrics=tuple(figures(given, as_of, ("cited_by_count", "citations"))),
        is_retracted=given.flag("is_retracted") or False,
        open_access_url=_open_access_url(given),
    )


def _ids(given: Fields, own: ExternalId) -> Iterator[ExternalId]:
    yield own
    others = part(given, "ids")
    for field, scheme in _OTHER_IDS:
        value = given.values.get(field) or (others and others.values.get(field))
        if found := outside_id(scheme, value):
            yield found
    on_arxiv = set(_arxiv_ids(given))
    # Two preprints in one work are OpenAlex's mistake, or two works to arXiv.
    if len(on_arxiv) == 1:
        yield from on_arxiv


def _arxiv_ids(given: Fields) -> Iterator[ExternalId]:
    for location in given.objects("locations"):
        for name in ("landing_page_url", "pdf_url"):
            address = location.values.get(name)
            if isinstance(address, str) and "arxiv" in address.lower():
                found = outside_id(Scheme.ARXIV, address)
                if found is not None and found.scheme == Scheme.ARXIV:
                    yield found


def _abstract(given: Fields) -> str | None:
    for field in ("abstract_inverted_index", "abstract_inverted_index_v3"):
        text = text_of_index(given.values.get(field), field)
        if text is not None:
            return plain_text(text)
    return None


def _venue(given: Fields) -> VenueMention | None:
    location = part(given, "primary_location")
    found = venue(part(location, "source")) if location else None
    return found or venue(part(given, "host_venue"))


def _authors(given: Fields) -> Iterator[AuthorshipRecord]:
    for position, one in enumerate(given.objects("authorships"), 1):
        person = part(one, "author") or Fields({}, one.path("author"))
        known_as = _without_none(name_in(person, "display_name"))
        name = _without_none(name_in(one, "raw_author_name")) or known_as
        if name is None:
            continue  # the list is not whole then
        author = openalex_id(person.values.get("id"), "A")
        if author is not None and author.value in NOBODY:
            author = None
        orcid = outside_id(Scheme.ORCID, person.values.get("orcid"))
        yield AuthorshipRecord(
            name=name,
            position=position,
            kind="group" if looks_like_group(name) else None,
            ids=tuple(id_ for id_ in (author, orcid) if id_ is not None),
            display_name=known_as if known_as != name else None,
            affiliations=tuple(dict.fromkeys(_affiliations(one))),
            is_corresponding=one.flag("is_corresponding") or False,
            is_unknown=author is None and orcid is None,
        )


def _without_none(name: str | None) -> str | None:
    """In some names of 2023 a given name that is not there is told as Python tells it."""
    return name and name.removeprefix("None ")


def _affiliations(given: Fields) -> Iterator[AffiliationMention]:
    found = [mention for one in given.objects("institutions") if (mention := institution(one))]
    if found:
        yield from found
    else:
        written = names_in(given, "raw_affiliation_strings", "raw_affiliation_string")
        yield from (AffiliationMention(name) for name in written)


def _is_whole(given: Fields, authors: tuple[AuthorshipRecord, ...]) -> bool:
    listed = len(given.items("authorships"))
    is_cut = given.flag("is_authors_truncated")
    if is_cut is None:
        is_cut = listed == _LIST_CUT
    return not is_cut and len(authors) == listed


def _topics(given: Fields) -> list[TopicMention]:
    main = part(given, "primary_topic")
    main_id = openalex_id(main.values.get("id"), "T") if main else None
    listed = list(given.objects("topics"))
    found: dict[str, TopicMention] = {}
    for one in listed or ([main] if main else []):
        topic = openalex_id(one.values.get("id"), "T")
        if topic is not None:
            mention = TopicMention(
                TOPICS,
                topic.value,
                name_in(one, "display_name"),
                _score(one),
                is_primary=topic == main_id,
                level=3,
            )
            found.setdefault(topic.value, mention)
    return list(found.values())


def _concepts(given: Fields) -> list[TopicMention]:
    """What works were about before there were topics; a score of 0 is one that was only implied."""
    found: dict[str, TopicMention] = {}
    for one in given.objects("concepts"):
        concept, score = openalex_id(one.values.get("id"), "C"), _score(one)
        if concept is not None and score != 0:
            name, level = name_in(one, "display_name"), one.integer("level") or 0
            mention = TopicMention(CONCEPTS, concept.value, name, score, level=level)
            found.setdefault(concept.value, mention)
    return list(found.values())


def _score(given: Fields) -> float | None:
    """A number; in 2023 it was written as text."""
    if not isinstance(given.values.get("score"), str):
        return given.number("score")
    try:
        return Fields({"score": float(given.values["score"])}, given.within).number("score")
    except ValueError as error:
        raise BadField(given.path("score"), "expected a number") from error


def _references(given: Fields, own: ExternalId) -> Iterator[ReferenceMention]:
    for address in dict.fromkeys(given.texts("referenced_works")):
        cited = openalex_id(address, "W")
        # A work that lists itself cites nobody.
        if cited is not None and cited != own and cited.value != NOTHING:
            yield ReferenceMention((cited,))


def _open_access_url(given: Fields) -> str | None:
    access, best = part(given, "open_access"), part(given, "best_oa_location")
    address = access.text("oa_url") if access else None
    address = address or (best.text("pdf_url", "landing_page_url") if best else None)
    is_address = address is not None and address.startswith(("http://", "https://"))
    return address if is_address and len(address or "") <= _LONGEST_ADDRESS else None
