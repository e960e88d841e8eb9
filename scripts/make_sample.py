"""Makes service/sample from the shared data: facts of a profile page and of OpenAlex works.

    python scripts/make_sample.py ../shared/data

Abstracts stay out: what is committed are ids, titles, names, dates, institutions and references.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from service.ids import Scheme, parse_id
from service.ingest.inputs import SourceFile
from service.ingest.profile_page import read_profile_page
from service.ingest.records import PaperRecord

SAMPLE = Path(__file__).resolve().parents[1] / "service" / "sample"
AS_OF = date(2026, 11, 22)
WORKS = 2_000
# Longer lists make most of the coauthor pairs, and a first start slow.
MOST_AUTHORS = 20
SHOWN_TOPICS = 4

Work = dict[str, Any]


def main(shared: Path) -> None:
    SAMPLE.mkdir(exist_ok=True)
    page = shared / "profile_page" / "yilong-zhao.txt"
    (SAMPLE / "profile-page.txt").write_text(without_abstracts(page), encoding="utf-8")
    completing = (shared / "profile_page" / "papers.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in completing.splitlines()]
    lines += works(shared / "openalex")
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    packed = io.BytesIO()
    # Without a time stamp, so that the same facts are the same bytes.
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write(text.encode())
    (SAMPLE / "papers.jsonl.gz").write_bytes(packed.getvalue())
    print(f"{len(lines):,} papers, {len(packed.getvalue()):,} bytes")


def without_abstracts(page: Path) -> str:
    """The page with each abstract taken out, line by line as the reader found it."""
    text = page.read_text(encoding="utf-8")
    for located in read_profile_page(SourceFile(str(page)), AS_OF):
        if isinstance(located.what, PaperRecord) and located.what.abstract:
            text = text.replace(located.what.abstract, "", 1)
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def works(folder: Path) -> list[Work]:
    """The works that are most connected by citations here, in the form of papers-jsonl."""
    found: dict[str, Work] = {}
    for path in sorted(folder.glob("works_*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            found |= {work["id"]: work for work in map(json.loads, stream) if is_wanted(work)}
    chosen = set(found)
    # Whoever cites and is cited least goes first, until so many are left.
    while len(chosen) > WORKS:
        degree = Counter(dict.fromkeys(chosen, 0))
        for key in chosen:
            for other in references(found[key], chosen):
                degree[key] += 1
                degree[other] += 1
        weakest = sorted(chosen, key=lambda key: (degree[key], key))
        chosen -= set(weakest[: max(1, min(200, len(chosen) - WORKS))])
    return [reduced(found[key], chosen) for key in sorted(chosen)]


def is_wanted(work: Work) -> bool:
    return bool(work["title"]) and 0 < len(work["authorships"]) <= MOST_AUTHORS


def references(work: Work, chosen: set[str]) -> list[str]:
    return [key for key in work["referenced_works"] if key in chosen and key != work["id"]]


def reduced(work: Work, chosen: set[str]) -> Work:
    ids = work["ids"]
    line = {
        "openalex_id": last(work["id"]),
        "doi": ids.get("doi"),
        "pmid": last(ids.get("pmid")),
        "title": plain(work["title"]),
        "publication_date": work["publication_date"],
        "type": work["type"],
        "language": work.get("language"),
        "is_retracted": work["is_retracted"],
        "open_access_url": work["open_access"]["oa_url"],
        "venue": venue(work),
        "authors": [author(one) for one in work["authorships"]],
        "authors_complete": True,
        "topics": topics(work),
        "references": [f"openalex:{last(key)}" for key in references(work, chosen)],
    }
    return {key: value for key, value in line.items() if value}


def venue(work: Work) -> Work | None:
    source = (work.get("primary_location") or {}).get("source") or work["host_venue"]
    if not source.get("display_name"):
        return None
    given = {
        "name": plain(source["display_name"]),
        "openalex_id": last(source.get("id")),
        "issn": source.get("issn_l"),
        "kind": source.get("type"),
    }
    return {key: value for key, value in given.items() if value}


def author(authorship: Work) -> Work:
    who = authorship["author"]
    affiliations = [
        {
            "name": plain(place["display_name"]),
            "ror": last(place.get("ror")),
            "openalex_id": last(place["id"]),
            "country_code": place.get("country_code"),
            "kind": place.get("type"),
        }
        for place in authorship["institutions"]
        if place.get("id") and place.get("display_name")
    ]
    given = {
        "name": plain(who["display_name"]),
        "openalex_id": last(who["id"]),
        "orcid": orcid(who.get("orcid")),
        "is_corresponding": authorship.get("is_corresponding"),
        "is_unknown": who["id"] is None,
        "affiliations": [
            {key: value for key, value in place.items() if value} for place in affiliations
        ],
    }
    return {key: value for key, value in given.items() if value}


def topics(work: Work) -> list[Work]:
    concepts = [one for one in work["concepts"] if float(one["score"]) >= 0.3]
    concepts.sort(key=lambda one: (-float(one["score"]), one["id"]))
    return [
        {
            "scheme": "openalex",
            "code": last(one["id"]),
            "name": one["display_name"],
            "level": one["level"],
            "score": round(float(one["score"]), 3),
            "is_primary": place == 0,
        }
        for place, one in enumerate(concepts[:SHOWN_TOPICS])
    ]


def orcid(address: str | None) -> str | None:
    """OpenAlex hands on a few that are none."""
    id_ = parse_id(Scheme.ORCID, last(address) or "")
    return id_.value if id_ else None


def last(address: str | None) -> str | None:
    """`https://openalex.org/W1` is W1."""
    return address.rstrip("/").rpartition("/")[2] if address else None


def plain(text: str) -> str:
    """Without markup and entities."""
    unescaped = html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text))
    return " ".join(unescaped.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
