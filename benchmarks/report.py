"""What the rounds come to: medians, ratios, a table for people and JSON for the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measure import Round

RESULTS = Path(__file__).parent / "results"
HEADER = (
    "question      conns  system     requests/s   p50 ms   p99 ms  CPU ms: server  postgres   "
    "ratio (range)           by CPU"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One system at one question: medians over the rounds.

    `ratio` is the median of the ratios of requests a second to the reference in the same round.
    `cpu_ratio` compares what a request costs in CPU, server and PostgreSQL together: where others
    use the machine too it is the steadier of the two.
    """

    question: str
    connections: int
    system: str
    per_second: float
    p50: float
    p99: float
    server_cpu: float
    postgres_cpu: float
    ratio: float
    least_ratio: float
    greatest_ratio: float
    cpu_ratio: float | None


def lines(rounds: Sequence[Round], reference: str) -> list[Line]:
    """One for each question, number of connections and system, in the order of the rounds."""
    keys = dict.fromkeys((each.question, each.connections, each.system) for each in rounds)
    return [_line(rounds, *key, reference) for key in sorted(keys, key=lambda key: key[:2])]


def _line(
    rounds: Sequence[Round], question: str, connections: int, system: str, reference: str
) -> Line:
    of_all = [
        each for each in rounds if (each.question, each.connections) == (question, connections)
    ]
    of_reference = {each.number: each.load for each in of_all if each.system == reference}
    mine = [each for each in of_all if each.system == system]
    cpu, cpu_of_reference = _cpu(mine), _cpu([each for each in of_all if each.system == reference])
    ratios = [each.load.per_second / of_reference[each.number].per_second for each in mine]
    return Line(
        question,
        connections,
        system,
        median(each.load.per_second for each in mine),
        median(each.load.p50 for each in mine),
        median(each.load.p99 for each in mine),
        median(each.server_cpu for each in mine),
        median(each.postgres_cpu for each in mine),
        median(ratios),
        min(ratios),
        max(ratios),
        cpu_of_reference / cpu if cpu else None,
    )


def _cpu(rounds: Sequence[Round]) -> float:
    return median(each.server_cpu + each.postgres_cpu for each in rounds)


def table(found: Iterable[Line], reference: str) -> str:
    """For a terminal."""
    return "\n".join([HEADER, *(_row(line, reference) for line in found)])


def circumstances(about: Mapping[str, Any]) -> str:
    """Where and with what it was measured, in two lines."""
    memory = ", ".join(f"{name} {used:.0f}" for name, used in about["peak_mb"].items() if used)
    return (
        f"{about['papers']:,} papers in PostgreSQL {about['postgresql']}, {about['pool_size']} "
        f"connections to it; load by {about['load']}; servers' memory, MB: {memory or 'unknown'}\n"
        f"{about['cores']} cores of {about['processor']}, {about['memory_gb']} GB, Python "
        f"{about['python']}, commit {about['commit']}"
    )


def _row(line: Line, reference: str) -> str:
    ratio = f"{line.ratio:.3f} ({line.least_ratio:.2f} to {line.greatest_ratio:.2f})"
    if line.cpu_ratio is not None:
        ratio += f"   {line.cpu_ratio:.3f}"
    return (
        f"{line.question:<12} {line.connections:>6}  {line.system:<9} {line.per_second:>11,.0f} "
        f"{line.p50:>8.2f} {line.p99:>8.2f} {line.server_cpu:>15.3f} {line.postgres_cpu:>9.3f}   "
        f"{'1' if line.system == reference else ratio}"
    )


def write(
    about: Mapping[str, Any], found: Iterable[Line], rounds: Iterable[Round], path: Path | None
) -> Path:
    """The record of a run: medians, and every round that they were made of."""
    now = datetime.now(UTC)
    path = path or RESULTS / f"{now:%Y%m%dT%H%M%SZ}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {
        "at": now.isoformat(timespec="seconds"),
        **about,
        "lines": [asdict(line) for line in found],
        "rounds": [asdict(each) for each in rounds],
    }
    path.write_text(json.dumps(record, indent=1) + "\n")
    return path
