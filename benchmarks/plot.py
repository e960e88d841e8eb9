"""The report as a picture: a bar for each system at each question, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.report import Line

COLOURS = {
    "colophon": "#1b6e5a",
    "bare": "#8a8f98",
    "postgraphile": "#c2703d",
    "strawberry": "#b23a5b",
}
OTHER = "#5566aa"
BAR, GAP, LEFT, WIDTH, TOP = 14, 12, 190, 860, 60


def write(found: Sequence[Line], path: Path) -> Path:
    path.write_text(svg(found))
    return path


def svg(found: Sequence[Line]) -> str:
    """Requests a second at the most connections, of the first sample."""
    most, sample = max(line.connections for line in found), found[0].sample
    shown = [line for line in found if (line.connections, line.sample) == (most, sample)]
    top = 10 ** math.ceil(math.log10(max(line.per_second for line in shown)))
    bottom = 10 ** math.floor(math.log10(min(line.per_second for line in shown)))

    def place(per_second: float) -> float:
        share = math.log10(per_second / bottom) / math.log10(top / bottom)
        return LEFT + share * (WIDTH - LEFT - 90)

    parts: list[str] = []
    y = TOP
    last: str | None = None
    for line in shown:
        if line.question != last:
            y += GAP if last else 0
            last = line.question
            parts.append(_text(LEFT - 8, y + 11, last, "end"))
        end = place(line.per_second)
        colour = COLOURS.get(line.system, OTHER)
        parts.append(
            f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR - 2}" '
            f'fill="{colour}"/>'
        )
        parts.append(_text(end + 4, y + 10, f"{line.per_second:,.0f}"))
        y += BAR
    marks = [10**power for power in range(round(math.log10(bottom)), round(math.log10(top)) + 1)]
    grid = [
        f'<path d="M{place(mark):.1f} {TOP - 6}V{y}" stroke="#ddd"/>'
        + _text(place(mark), TOP - 10, f"{mark:,}", "middle")
        for mark in marks
    ]
    legend = [
        f'<rect x="{LEFT + 130 * number}" y="8" width="10" height="10" '
        f'fill="{COLOURS.get(system, OTHER)}"/>' + _text(LEFT + 14 + 130 * number, 17, system)
        for number, system in enumerate(dict.fromkeys(line.system for line in shown))
    ]
    title = _text(LEFT, 34, f"requests a second, {sample}, {most} connections (logarithmic)")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + GAP}" '
        f'font-family="sans-serif" font-size="11">\n'
        f'<rect width="{WIDTH}" height="{y + GAP}" fill="#fff"/>\n'
        + "\n".join([*legend, title, *grid, *parts])
        + "\n</svg>\n"
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
