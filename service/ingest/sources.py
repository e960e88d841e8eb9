"""The sources that can be read; adding one is its file and its declaration here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from service.errors import CommandError
from service.ingest.acl_anthology import read_acl_anthology
from service.ingest.arxiv import read_arxiv
from service.ingest.citations import citations_of, read_citations
from service.ingest.crossref import read_crossref
from service.ingest.dblp import read_dblp
from service.ingest.inputs import SourceFile, expand
from service.ingest.openalex import read_openalex
from service.ingest.options import IngestOptions
from service.ingest.papers_jsonl import read_papers_jsonl
from service.ingest.papers_with_code import read_papers_with_code
from service.ingest.profile_page import read_profile_page
from service.ingest.records import Located
from service.ingest.ror import read_ror
from service.ingest.semantic_scholar import read_semantic_scholar
from service.ingest.topics import PACKAGED, read_topics

Reader = Callable[[SourceFile, date | None], Iterator[Located]]


@dataclass(frozen=True, slots=True)
class Source:
    """`read` turns one file into records, from `file.resume` on where it can; `expects` is what a
    user must have, in a line. `of_scheme` reads files whose ids are all of one scheme. `packaged`
    is read where no file is named."""

    name: str
    expects: str
    read: Reader
    needs_as_of: bool = False
    of_scheme: Callable[[str], Reader] | None = None
    packaged: Path | None = None

    def files(self, paths: Sequence[str]) -> list[SourceFile]:
        """What to read: the files that the paths mean, or what comes with Colophon."""
        if paths:
            return expand(paths)
        if self.packaged is None:
            raise CommandError(f"{self.name} needs a file to read: {self.expects}")
        return [SourceFile(str(self.packaged))]

    def asked(self, options: IngestOptions) -> Source:
        """The source as the options want it read, or why it cannot be."""
        if self.needs_as_of and options.as_of is None:
            raise CommandError(
                f"{self.name} needs --as-of DATE: the day on which the page was copied"
            )
        if options.scheme is None:
            return self
        if self.of_scheme is None:
            raise CommandError(f"{self.name} takes no --scheme: its ids say what they are")
        return replace(self, read=self.of_scheme(options.scheme))


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
            "arxiv",
            "arXiv's metadata: Kaggle's snapshot, or OAI-PMH in any of its formats",
            read_arxiv,
        ),
        Source(
            "citations",
            "pairs of ids, citing and cited, one a line",
            read_citations,
            of_scheme=citations_of,
        ),
        Source(
            "crossref",
            "works of Crossref: answers of its API, or the public data file",
            read_crossref,
        ),
        Source(
            "openalex",
            "OpenAlex: the snapshot in JSON Lines, or pages of its API",
            read_openalex,
        ),
        Source("dblp", "dblp.xml: publications and person pages", read_dblp),
        Source(
            "papers-jsonl",
            "papers, one JSON object a line (docs/load-your-own-data.md)",
            read_papers_jsonl,
        ),
        Source(
            "papers-with-code",
            "links-between-papers-and-code.json, or a table of such links in CSV",
            read_papers_with_code,
        ),
        Source(
            "profile-page",
            "the copied text of an author's profile page",
            _profile_page,
            needs_as_of=True,
        ),
        Source(
            "semantic-scholar",
            "answers of Semantic Scholar's API, or its datasets (papers, authors, citations …)",
            read_semantic_scholar,
        ),
        Source(
            "ror",
            "the dump of ROR, in either version of its schema",
            read_ror,
        ),
        Source(
            "sample",
            "the sample that comes with Colophon, in the form of papers-jsonl",
            partial(read_papers_jsonl, source="sample"),
        ),
        Source(
            "topics",
            "tables of topics; without a file arXiv's and OpenAlex's, which come with Colophon",
            read_topics,
            packaged=PACKAGED,
        ),
    )
}


def source_named(name: str) -> Source:
    if name not in SOURCES:
        known = ", ".join(sorted(SOURCES))
        raise CommandError(f"no source is called {name}; there are: {known}")
    return SOURCES[name]


def list_of_sources() -> Iterator[str]:
    """A line for each source: its name, and what it reads."""
    width = max(map(len, SOURCES))
    for name, source in sorted(SOURCES.items()):
        yield f"{name:{width}}  {source.expects}"
