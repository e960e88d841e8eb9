"""`python -m benchmarks.disambiguation`: names told apart by the ingest's rules, and how well."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.disambiguation import gold
from benchmarks.disambiguation.scores import LEVELS, Scores, of_level, score
from service.errors import CommandError
from service.ids import name_block, name_key
from service.ingest.joins import Mention, Sign
from service.ingest.mentions import coauthor_signs, name_signs
from service.ingest.resolve import resolve_block


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        began = time.monotonic()
        citations = gold.citations(options.citations) if options.citations else ()
        clusters = resolve(gold.papers(options.data), citations)
        seconds = time.monotonic() - began
        found = {
            name: {level: score(of_level(known, level), clusters) for level in LEVELS}
            for name in gold.SETS
            if (known := gold.known(options.data, name))
        }
    except CommandError as error:
        print(f"benchmarks.disambiguation: {error}", file=sys.stderr)
        return 1
    if options.json:
        plain = {
            name: {level: asdict(one) for level, one in of.items()} for name, of in found.items()
        }
        print(json.dumps(plain, indent=2))
    else:
        print(_table(found))
        print(f"{len(clusters):,} mentions in {seconds:.1f} s, with reading and folding")
    return 0


def resolve(
    papers: Iterable[gold.Paper], citations: Iterable[tuple[str, str]] = ()
) -> dict[str, Hashable]:
    """Which author each mention of these papers is, as `paper#place` from 0.

    A citation, if any are given, is something that the names on both its papers share.
    """
    cited: dict[str, set[Sign]] = defaultdict(set)
    for pair in citations:
        for end in pair:
            cited[end].add(("citation", " ".join(pair)))
    blocks: dict[str, list[Mention]] = defaultdict(list)
    names: dict[tuple[int, int], str] = {}
    for number, paper in enumerate(papers, 1):
        keys = [name_key(author) for author in paper.authors]
        beside = name_signs(keys)
        for place, key in enumerate(keys):
            ref = (number, place)
            names[ref] = f"{paper.id}#{place}"
            signs = coauthor_signs(key, beside) | cited[paper.id]
            blocks[name_block(key)].append(Mention(ref, key, None, signs=signs))
    return {
        names[ref]: (block, number)
        for block, mentions in blocks.items()
        for number, author in enumerate(resolve_block(mentions))
        for ref in author.refs
    }


def _table(found: dict[str, dict[str, Scores]]) -> str:
    lines = [
        "set       level    mentions persons     pairs P  R      F1"
        "         B³ P   R      F1       same name P"
    ]
    for name, levels in found.items():
        for level, one in levels.items():
            lines.append(
                f"{name:9} {level:8} {one.mentions:8,} {one.persons:7,}"
                + "".join(
                    f"     {each.precision:.4f} {each.recall:.4f} {each.f1:.4f}"
                    for each in (one.pairs, one.b_cubed)
                )
                + f"   {one.same_name:.4f}"
            )
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.disambiguation", description=__doc__
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("../shared/data/disambiguation"),
        metavar="FOLDER",
        help="where the gold lies; default: %(default)s",
    )
    parser.add_argument(
        "--citations",
        type=Path,
        metavar="FILE",
        help="pairs of papers (citing , cited), packed: citations count as evidence",
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
