"""The sources that can be read; adding one is its file and its declaration here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from service.errors import CommandError
from service.ingest.acl_anthology import read_acl_anthology
from service.ingest.inputs import SourceFile
from service.ingest.papers_jsonl import read_papers_jsonl
from service.ingest.profile_page import read_profile_page
from service.ingest.records import Located


@dataclass(frozen=True, slots=True)
class Source:
    """`read` turns one file into records, from `file.resume` on where it can; `expects` is what a
    user must have, in a line."""

    name: str
    expects: str
    read: Callable[[SourceFile, date | None], Iterator[Located]]
    needs_as_of: bool = False


def _profile_page(file: SourceFile, as_of: date | None) -> Iterator[Located]:
    assert as_of is not None
    return read_profile_page(file, as_of)


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source(
            "acl-anthology",
            "collections of the ACL Anthology in XML, its people and venues in YAML",
            read_acl_anthology,
        ),
        Source(
            "papers-jsonl",
            "papers, one JSON object a line (docs/sources/papers-jsonl.md)",
            read_papers_jsonl,
        ),
        Source(
            "profile-page",
            "the copied text of an author's profile page",
            _profile_page,
            needs_as_of=True,
        ),
        Source(
            "sample",
            "the sample that comes with Colophon, in the form of papers-jsonl",
            partial(read_papers_jsonl, source="sample"),
        ),
    )
}


def source_named(name: str) -> Source:
    if name not in SOURCES:
        known = ", ".join(sorted(SOURCES))
        raise CommandError(f"no source is called {name}; there are: {known}")
    return SOURCES[name]
