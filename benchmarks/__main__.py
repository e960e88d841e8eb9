"""`python -m benchmarks`: Colophon beside the bare route, on one graph, in one run."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import load, machine, report
from benchmarks.corpus.database import corpus, default_folder
from benchmarks.measure import AnswersDiffer, Measurement, Round, compare
from benchmarks.processes import peak_megabytes
from benchmarks.questions import AUTHOR_PAGE, QUESTIONS, Question
from benchmarks.systems import System, bare, colophon
from service.errors import CommandError

REFERENCE = "bare"
AIM = 0.9


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return run(options)
    except (AnswersDiffer, CommandError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(options: argparse.Namespace) -> int:
    """Prepare, compare answers, measure, report."""
    progress = Progress()
    name, generate = load.generator()
    with ExitStack() as stack:
        graph = stack.enter_context(corpus(options.data_dir, options.papers, progress.say))
        systems: list[System] = [
            stack.enter_context(bare(graph.reader_url, options.pool_size)),
            stack.enter_context(colophon(graph.reader_url, options.pool_size)),
        ]
        measurement = Measurement(generate, graph.postmaster, options.rounds, options.seconds)
        questions = {question: question.ids(graph.owner_url) for question in options.questions}
        for question, ids in questions.items():
            progress.say(f"answers to {question.name}")
            compare(question, ids, systems)
        rounds: list[Round] = []
        for question, ids in questions.items():
            for each in measurement.rounds_of(question, ids, systems, options.connections):
                progress.say(f"{each.question}, round {each.number}, {each.system}")
                rounds.append(each)
        about = {
            "papers": options.papers,
            "load": name,
            "pool_size": options.pool_size,
            "seconds": options.seconds,
            "peak_mb": {system.name: peak_megabytes(system.pid) for system in systems},
            **machine.description(graph.owner_url),
        }
    progress.end()
    found = report.lines(rounds, REFERENCE)
    print(report.table(found, REFERENCE))
    print(report.circumstances(about))
    print(f"Record: {report.write(about, found, rounds, options.output)}")
    return _verdict(found)


def _verdict(found: Sequence[report.Line]) -> int:
    """The author page at the highest load is what the aim speaks of."""
    pages = [
        line for line in found if line.question == AUTHOR_PAGE.name and line.system != REFERENCE
    ]
    if pages:
        page = max(pages, key=lambda line: line.connections)
        print(f"Author page, Colophon to bare: {page.ratio:.3f} (aim: at least {AIM})")
    return 0


class Progress:
    """One line on the terminal that says what is going on; silent elsewhere."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = sys.stderr.isatty()

    def say(self, what: str) -> None:
        if self._shown:
            print(
                f"\r\033[K{time.monotonic() - self._began:5.0f} s  {what}", end="", file=sys.stderr
            )
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--papers", type=_count, default=30_000, metavar="N", help="size of the graph: 30k, 300k"
    )
    parser.add_argument(
        "--questions",
        type=_questions,
        default=QUESTIONS,
        metavar="NAMES",
        help=f"of {', '.join(question.name for question in QUESTIONS)}; default: all",
    )
    parser.add_argument("--rounds", type=_count, default=5, metavar="N")
    parser.add_argument(
        "--seconds", type=_count, default=1, metavar="S", help="length of a round of one system"
    )
    parser.add_argument(
        "--connections", type=_counts, default=(16, 1), metavar="N,N", help="clients at a time"
    )
    parser.add_argument("--pool-size", type=_count, default=8, metavar="N")
    parser.add_argument("--data-dir", type=Path, default=default_folder(), help="kept between runs")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the record goes")
    return parser


def _count(text: str) -> int:
    factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:], 1)
    digits = text if factor == 1 else text[:-1]
    if not (text.isascii() and digits.isdigit() and int(digits) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no number such as 5 or 30k")
    return int(digits) * factor


def _counts(text: str) -> tuple[int, ...]:
    return tuple(map(_count, text.split(",")))


def _questions(text: str) -> tuple[Question, ...]:
    known = {question.name: question for question in QUESTIONS}
    unknown = [name for name in text.split(",") if name not in known]
    if unknown:
        raise argparse.ArgumentTypeError(
            f"no question {unknown[0]!r}; there are {', '.join(known)}"
        )
    return tuple(known[name] for name in text.split(","))


if __name__ == "__main__":
    sys.exit(main())
