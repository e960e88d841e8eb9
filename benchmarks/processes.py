"""What processes cost: their CPU time and memory, as Linux tells it; nothing where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cpu:
    """CPU time of some processes, in seconds; `kernel` is part of `total`."""

    total: float
    kernel: float

    def __sub__(self, earlier: Cpu) -> Cpu:
        return Cpu(self.total - earlier.total, self.kernel - earlier.kernel)


def cpu_of(pids: Iterable[int]) -> Cpu:
    """What these processes have used so far."""
    ticks = kernel = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended, or there is no /proc
        ticks += int(fields[11]) + int(fields[12])
        kernel += int(fields[12])
    return Cpu(ticks / TICK, kernel / TICK)


def children(pid: int) -> list[int]:
    """The processes that this one has started, such as the backends of a postmaster."""
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return []


def family(pid: int) -> list[int]:
    """A server and its workers."""
    return [pid, *children(pid)]


def peak_megabytes(pids: Iterable[int]) -> float | None:
    """The most memory that these processes have held so far, each for itself."""
    kilobytes = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:
            return None
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return kilobytes / 1_024
