"""Reads papers one JSON object a line, in the plain format of docs/load-your-own-data.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from service.ids import (
    ExternalId,
    Scheme,
    artifact_url,
    parse_reference,
    parse_repository,
)
from service.ingest import arxiv_categories
from service.ingest.inputs import Line, SourceFile
from service.ingest.json_fields import BadField, Fields, read_object
from service.ingest.names import looks_like_group, title_key
from service.ingest.records import (
    AffiliationMention,
    ArtifactLinkMention,
    AuthorKind,
    AuthorshipRecord,
    CodeLinkMention,
    Located,
    PaperRecord,
    PartialDate,
    ReferenceMention,
    Rejected,
    ReportedMetric,
    TopicMention,
    VenueMention,
)

SOURCE = "papers-jsonl"

# The field of each kind of id, and the order in which one of them names the record.
_ID_FIELDS = (
    ("arxiv_id", Scheme.ARXIV),
    ("doi", Scheme.DOI),
    ("acl_id", Scheme.ACL),
    ("openalex_id", Scheme.OPENALEX),
    ("s2_corpus_id", Scheme.S2),
    ("dblp_key", Scheme.DBLP),
    ("pmid", Scheme.PMID),
    ("mag_id", Scheme.MAG),
)
_AUTHOR_ID_FIELDS = (
    ("orcid", Scheme.ORCID),
    ("openalex_id", Scheme.OPENALEX),
    ("s2_author_id", Scheme.S2_AUTHOR),
    ("dblp_pid", Scheme.DBLP_PID),
)
_AFFILIATION_ID_FIELDS = (("ror", Scheme.ROR), ("openalex_id", Scheme.OPENALEX))
_KINDS: dict[str, AuthorKind] = {"person": "person", "group": "group"}


def read_papers_jsonl(
    file: SourceFile, as_of: date | None, source: str = SOURCE
) -> Iterator[Located]:
    """One record or one rejection for each line that is not empty."""
    for line in file.lines():
        if line.data.strip():
            yield Located(_read_line(line, as_of, source), file.path, line.number, line.offset)


def _read_line(line: Line, as_of: date | None, source: str) -> PaperRecord | Rejected:
    try:
        if line.too_long:
            raise BadField(None, f"the line is longer than {len(line.data) >> 20} MB")
        return _paper(read_object(line.data), as_of, source)
    except BadField as problem:
        return problem.rejected(line.data)


def _paper(given: Fields, as_of: date | None, source: str) -> PaperRecord:
    title = given.required_text("title")
    if not title_key(title):
        raise BadField("title", "expected a title with letters")
    published = given.day("first_date", "publication_date", "date", "published")
    year = given.integer("year", "publication_year")
    version = given.values.get("venue_version")
    published_version = Fields(version if isinstance(version, dict) else {}, "venue_version")
    ids = _paper_ids(given, published_version)
    other_titles = given.texts("other_titles")
    if published_title := published_version.text("title"):
        other_titles += (published_title,)
    return PaperRecord(
        source=source,
        key=_key(ids, title, published, year),
        title=title,
        updated=given.text("updated"),
        other_titles=tuple(one for one in dict.fromkeys(other_titles) if one != title),
        abstract=given.text("abstract"),
        published=published,
        year=published.day.year if published else year,
        type=given.text("type"),
        language=given.text("language"),
        venue=_venue(given) or _venue(published_version),
        ids=ids,
        authors=tuple(_authors(given)),
        authors_complete=given.flag("authors_complete") or False,
        code_claimed=given.flag("has_code", "page_code_flag") or False,
        topics=tuple(_topics(given)),
        code_links=tuple(_code_links(given)),
        artifact_links=tuple(_artifact_links(given)),
        references=tuple(_references(given)),
        affiliations=tuple(_affiliations(given, "affiliations", "page_affiliation")),
        metrics=tuple(_metrics(given, as_of)),
        is_retracted=given.flag("is_retracted", "retracted") or False,
        open_access_url=given.text("open_access_url"),
    )


def _paper_ids(given: Fields, published_version: Fields) -> tuple[ExternalId, ...]:
    found = [given.id(scheme, field) for field, scheme in _ID_FIELDS]
    found += given.ids("ids")
    found.append(published_version.id(Scheme.DOI, "doi"))
    # An address of a site that we do not know is no id of the paper.
    found.append(parse_reference(given.text("url") or ""))
    return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))


def _key(
    ids: tuple[ExternalId, ...], title: str, published: PartialDate | None, year: int | None
) -> str:
    if ids:
        return str(ids[0])
    when = published.day.year if published else year
    return f"{title_key(title)} {when or ''}".strip()


def _authors(given: Fields) -> Iterator[AuthorshipRecord]:
    scope = given.text("scope")
    for position, one in enumerate(given.objects("authors"), 1):
        name = one.required_text("name")
        kind = one.text("kind")
        if kind is not None and kind not in _KINDS:
            raise BadField(one.path("kind"), f"expected person or group, not {kind}")
        # A name may stand in the list without a place in it.
        is_placed = one.flag("has_position") is not False
        yield AuthorshipRecord(
            name=name,
            position=position if is_placed else None,
            kind=_KINDS[kind] if kind else "group" if looks_like_group(name) else None,
            ids=tuple(_ids(one, _AUTHOR_ID_FIELDS)),
            display_name=one.text("display_name"),
            affiliations=tuple(_affiliations(one, "affiliations")),
            is_corresponding=one.flag("is_corresponding") or False,
            scope=scope,
            is_unknown=one.flag("is_unknown") or False,
        )


def _ids(given: Fields, fields: tuple[tuple[str, Scheme], ...]) -> Iterator[ExternalId]:
    for field, scheme in fields:
        if id_ := given.id(scheme, field):
            yield id_


def _affiliations(given: Fields, *names: str) -> Iterator[AffiliationMention]:
    for one in given.objects(*names):
        if name := one.text("name"):
            country = one.text("country_code")
            ids = tuple(_ids(one, _AFFILIATION_ID_FIELDS))
            yield AffiliationMention(name, ids, country and country.upper(), one.text("kind"))


def _venue(given: Fields) -> VenueMention | None:
    for one in given.objects("venue"):
        if name := one.text("name"):
            issn = one.id(Scheme.ISSN, "issn")
            ids = tuple(_ids(one, (("openalex_id", Scheme.OPENALEX),)))
            ids += (issn,) if issn else ()
            return VenueMention(name, ids, one.text("kind"), issn.value if issn else None)
    return None


def _topics(given: Fields) -> Iterator[TopicMention]:
    primary = given.text("primary_category")
    codes = [primary] if primary else []
    codes += given.texts("categories")
    for code in dict.fromkeys(codes):
        yield arxiv_categories.topic(code, is_primary=code == primary)
    for one in given.objects("topics"):
        yield TopicMention(
            scheme=one.required_text("scheme"),
            code=one.required_text("code"),
            name=one.text("name"),
            score=one.number("score"),
            is_primary=one.flag("is_primary") or False,
            level=one.integer("level") or 0,
        )


def _code_links(given: Fields) -> Iterator[CodeLinkMention]:
    for one in given.objects("code", "code_links"):
        address = one.text("url", "name")
        repository = parse_repository(address or "")
        if repository is None:
            raise BadField(one.within, f"expected the address of a code repository, not {address}")
        yield CodeLinkMention(
            url=repository.url,
            found_in="record",
            is_official=one.flag("is_official"),
            framework=one.text("framework"),
            stars=one.integer("stars"),
        )


def _artifact_links(given: Fields) -> Iterator[ArtifactLinkMention]:
    for address in given.texts("links", "artifacts"):
        url = artifact_url(address)
        if url is None:
            raise BadField("links", f"expected a web address, not {address}")
        yield ArtifactLinkMention(url, "record")


def _references(given: Fields) -> Iterator[ReferenceMention]:
    for one in given.objects("references"):
        ids = one.ids("name") + one.ids("ids") + tuple(_ids(one, _ID_FIELDS))
        if not ids:
            raise BadField(one.within, "expected an id of the paper that is cited")
        yield ReferenceMention(
            ids=tuple(dict.fromkeys(ids)),
            contexts=one.texts("contexts"),
            intents=one.texts("intents"),
            is_influential=one.flag("is_influential"),
        )


def _metrics(given: Fields, as_of: date | None) -> Iterator[ReportedMetric]:
    for one in given.objects("metrics"):
        name, value = one.required_text("name"), one.number("value")
        day = one.day("as_of")
        when = day.day if day else as_of
        if value is None:
            raise BadField(one.path("value"), "expected a number")
        if when is None:
            raise BadField(one.path("as_of"), "expected the day of the figure, here or as --as-of")
        yield ReportedMetric(name, value, when, one.text("unit"))
