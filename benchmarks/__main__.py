"""`python -m benchmarks`: Colophon beside what one would pick instead, on one graph, in one run."""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import load, machine, plot, report
from benchmarks.corpus.database import corpus, default_folder
from benchmarks.measure import AnswersDiffer, Measurement, Round, Sample, compare
from benchmarks.processes import family, peak_megabytes
from benchmarks.progress import Progress, left
from benchmarks.questions import QUESTIONS, SAMPLES
from benchmarks.systems import DEFAULT_SYSTEMS, SYSTEMS, System
from service.errors import CommandError


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return run(options)
    except (AnswersDiffer, CommandError, RuntimeError) as error:
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
        systems = [
            stack.enter_context(SYSTEMS[system](graph.reader_url, options.pool_size))
            for system in options.systems
        ]
        asked: list[tuple[Sample, list[System]]] = []
        for question in (each for each in QUESTIONS if each.name in options.questions):
            for sample in options.samples:
                progress.say(f"answers to {question.name}, {sample}")
                who = Sample(question, sample, question.subjects(graph.owner_url, sample))
                answering = [system for system in systems if system.answers(question)]
                compare(who, answering)
                asked.append((who, answering))
        measurement = Measurement(generate, graph.postmaster, options.rounds, options.seconds)
        count = sum(len(answering) for _, answering in asked)
        total = count * options.rounds * len(options.connections)
        rounds: list[Round] = []
        began = time.monotonic()
        for who, answering in asked:
            for each in measurement.rounds_of(who, answering, options.connections):
                rounds.append(each)
                reached = left(len(rounds), total, time.monotonic() - began)
                progress.say(f"{each.question}, {each.sample}, {each.system}: {reached}")
        about = {
            "papers": options.papers,
            "load": name,
            "pool_size": options.pool_size,
            "seconds": options.seconds,
            "peak_mb": {system.name: peak_megabytes(family(system.pid)) for system in systems},
            **machine.description(graph.owner_url),
        }
    progress.end()
    found = report.lines(rounds)
    print(report.table(found))
    if len(options.samples) > 1:
        print(report.over_samples(rounds))
    print(report.summary(found))
    print(report.circumstances(about))
    record = report.write(about, found, rounds, options.output)
    print(f"Record: {record}")
    print(f"Plot: {plot.write(found, record.with_suffix('.svg'))}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--papers",
        type=_count,
        default=30_000,
        metavar="N",
        help="size of the graph: 30k, 300k, 3m",
    )
    for option, known, default in (
        ("--systems", tuple(SYSTEMS), DEFAULT_SYSTEMS),
        ("--questions", tuple(each.name for each in QUESTIONS), None),
        ("--samples", SAMPLES, SAMPLES[:1]),
    ):
        parser.add_argument(
            option,
            type=_some_of(known),
            default=default or known,
            metavar="NAMES",
            help=f"of {', '.join(known)}; default: {', '.join(default) if default else 'all'}",
        )
    parser.add_argument("--rounds", type=_count, default=3, metavar="N")
    parser.add_argument(
        "--seconds",
        type=_duration,
        default=1.0,
        metavar="S",
        help="length of a round of one system",
    )
    parser.add_argument(
        "--connections", type=_counts, default=(16,), metavar="N,N", help="clients at a time"
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


def _duration(text: str) -> float:
    """Seconds: `1`, `0.7`."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds such as 1 or 0.7")
    return seconds


def _counts(text: str) -> tuple[int, ...]:
    return tuple(map(_count, text.split(",")))


def _some_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        names = tuple(text.split(","))
        if unknown := set(names) - set(known):
            raise argparse.ArgumentTypeError(f"no {min(unknown)!r}; there are {', '.join(known)}")
        return names

    return parse


if __name__ == "__main__":
    sys.exit(main())
