"""What the rounds come to: medians, ratios, tables for people and JSON for the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import geometric_mean, median
from typing import Any

from benchmarks.measure import Round

RESULTS = Path(__file__).parent / "results"
REFERENCE = "colophon"
COLUMNS = (
    "question",
    "sample",
    "clients",
    "system",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "server CPU ms",
    "PostgreSQL CPU ms",
    "Colophon to it (range)",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One system at one sample of a question: medians over the rounds.

    `ratio` is the median of the ratios of Colophon's requests a second to its own in the same
    round. `cpu_ratio` compares what a request costs in CPU, server and PostgreSQL together: where
    others use the machine too it is the steadier of the two.
    """

    question: str
    sample: str
    connections: int
    system: str
    per_second: float
    p50: float
    p99: float
    server_cpu: float
    postgres_cpu: float
    server_kernel: float
    postgres_kernel: float
    ratio: float
    least_ratio: float
    greatest_ratio: float
    cpu_ratio: float | None


def lines(rounds: Sequence[Round]) -> list[Line]:
    """One for each sample, number of connections and system; Colophon first, then as asked."""
    return [
        _line(mine, by_system[REFERENCE])
        for by_system in _by_case(rounds).values()
        for system, mine in sorted(by_system.items(), key=lambda item: item[0] != REFERENCE)
    ]


def _by_case(rounds: Sequence[Round]) -> dict[tuple[str, str, int], dict[str, list[Round]]]:
    """By question, sample and connections, the rounds of each system."""
    found: dict[tuple[str, str, int], dict[str, list[Round]]] = {}
    for each in rounds:
        key = (each.question, each.sample, each.connections)
        found.setdefault(key, {}).setdefault(each.system, []).append(each)
    return found


def _ratios(mine: Sequence[Round], of_reference: Sequence[Round]) -> list[float]:
    """Colophon's requests a second to the system's, within each round."""
    reference = {each.number: each.load.per_second for each in of_reference}
    return [reference[each.number] / each.load.per_second for each in mine]


def _line(mine: Sequence[Round], of_reference: Sequence[Round]) -> Line:
    first = mine[0]
    ratios = _ratios(mine, of_reference)
    cpu, cpu_of_reference = _cpu(mine), _cpu(of_reference)
    return Line(
        first.question,
        first.sample,
        first.connections,
        first.system,
        median(each.load.per_second for each in mine),
        median(each.load.p50 for each in mine),
        median(each.load.p99 for each in mine),
        median(each.server_cpu for each in mine),
        median(each.postgres_cpu for each in mine),
        median(each.server_kernel for each in mine),
        median(each.postgres_kernel for each in mine),
        median(ratios),
        min(ratios),
        max(ratios),
        cpu / cpu_of_reference if cpu_of_reference else None,
    )


def _cpu(rounds: Sequence[Round]) -> float:
    return median(each.server_cpu + each.postgres_cpu for each in rounds)


def table(found: Iterable[Line]) -> str:
    """In Markdown, and in columns for a terminal."""
    return _columns([COLUMNS, *map(_cells, found)])


def over_samples(rounds: Sequence[Round]) -> str:
    """Colophon to each other system at each question, at the most connections: the median of the
    rounds of all samples, with the least and the greatest."""
    most = max(each.connections for each in rounds)
    systems = [one for one in dict.fromkeys(each.system for each in rounds) if one != REFERENCE]
    found: dict[str, dict[str, list[float]]] = {}
    for (question, _, connections), by_system in _by_case(rounds).items():
        for system in systems:
            if connections == most and system in by_system:
                ratios = _ratios(by_system[system], by_system[REFERENCE])
                found.setdefault(question, {}).setdefault(system, []).extend(ratios)
    rows = [
        (question, *(_over_rounds(by_system.get(one, ())) for one in systems))
        for question, by_system in found.items()
    ]
    return _columns([("over all samples", *systems), *rows])


def _over_rounds(ratios: Sequence[float]) -> str:
    return _spread(median(ratios), min(ratios), max(ratios)) if ratios else ""


def _spread(middle: float, least: float, greatest: float) -> str:
    return f"{middle:.2f} ({least:.2f} to {greatest:.2f})"


def _columns(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    return "\n".join(
        [text[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *text[1:]]
    )


def _cells(line: Line) -> tuple[str, ...]:
    ratio = _spread(line.ratio, line.least_ratio, line.greatest_ratio)
    return (
        line.question,
        line.sample,
        str(line.connections),
        line.system,
        f"{line.per_second:,.0f}",
        f"{line.p50:.2f}",
        f"{line.p99:.2f}",
        f"{line.server_cpu:.3f}",
        f"{line.postgres_cpu:.3f}",
        "1" if line.system == REFERENCE else ratio,
    )


def summary(found: Sequence[Line]) -> str:
    """What Colophon comes to beside each other system, at the most connections."""
    most = max(line.connections for line in found)
    told: list[str] = []
    for system in dict.fromkeys(line.system for line in found if line.system != REFERENCE):
        ratios = {
            f"{line.question}, {line.sample}": line.ratio
            for line in found
            if line.system == system and line.connections == most
        }
        least = min(ratios, key=lambda question: ratios[question])
        told.append(
            f"Colophon to {system}: {geometric_mean(ratios.values()):.2f} as geometric mean of "
            f"{len(ratios)}, least {ratios[least]:.2f} ({least})"
        )
    return "\n".join(told)


def circumstances(about: Mapping[str, Any]) -> str:
    """Where and with what it was measured, in two lines."""
    memory = ", ".join(f"{name} {used:.0f}" for name, used in about["peak_mb"].items() if used)
    return (
        f"{about['papers']:,} papers in PostgreSQL {about['postgresql']}, {about['pool_size']} "
        f"connections to it; load by {about['load']}; servers' memory, MB: {memory or 'unknown'}\n"
        f"{about['cores']} cores of {about['processor']}, {about['memory_gb']} GB, Python "
        f"{about['python']}, commit {about['commit']}"
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
