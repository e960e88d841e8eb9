"""The gold: who is who in the ACL Anthology, and every paper's authors as evidence."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import CommandError

SETS = ("curated", "variants")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's id and its authors as written, in order."""

    id: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A mention whose bearer is known, and how surely."""

    mention: str
    name: str
    block: str
    person: str
    is_curated: bool
    is_homonym: bool


def papers(folder: Path) -> Iterator[Paper]:
    """All papers of the set, also those of which nobody knows who wrote them."""
    for line in _lines(folder / "context.jsonl.gz"):
        yield Paper(line["paper"], tuple(line["authors"]))


def citations(path: Path) -> Iterator[tuple[str, str]]:
    """Which paper cites which, of a list like that of the ACL Anthology Network."""
    for line in _texts(path):
        citing, _, cited = line.partition(" , ")
        yield citing.strip(), cited.strip()


def known(folder: Path, name: str) -> list[Known]:
    """The mentions of one of `SETS` that are scored."""
    return [
        Known(
            line["mention"],
            f"{line['first']} {line['last']}",
            line["block"],
            line["person"],
            line["certainty"] in ("explicit", "listed"),
            line["homonym"],
        )
        for line in _lines(folder / f"{name}.jsonl.gz")
        if line["certainty"] in ("explicit", "listed", "by-name")
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, _texts(path))


def _texts(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    except OSError as error:
        raise CommandError(
            f"{path}: {error.strerror or error}; give the folder with --data"
        ) from None
