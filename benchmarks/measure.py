"""Rounds of load on the systems in turn, so that what disturbs the machine disturbs all alike."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.load import Generator, Load
from benchmarks.processes import children, cpu_seconds
from benchmarks.questions import Question
from benchmarks.systems import System

COMPARED = 100
WARM_UP_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Round:
    """One system, one question, one run of load; CPU in milliseconds a request."""

    question: str
    system: str
    connections: int
    number: int
    load: Load
    server_cpu: float
    postgres_cpu: float


class AnswersDiffer(Exception):
    """Systems that say different things must not be compared by their speed."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """How the rounds are run."""

    generate: Generator
    postmaster: int
    rounds: int
    seconds: float

    def rounds_of(
        self,
        question: Question,
        ids: Sequence[int],
        systems: Sequence[System],
        connections: Sequence[int],
    ) -> Iterator[Round]:
        """Every second round in the opposite order: nobody is always the first."""
        bodies = {system.name: [system.body(question, id_) for id_ in ids] for system in systems}
        for system in systems:
            url = system.url(question)
            self.generate(url, bodies[system.name], max(connections), WARM_UP_SECONDS, 0)
        for number in range(1, self.rounds + 1):
            for system in systems if number % 2 else reversed(systems):
                for count in connections:
                    yield self._round(question, system, bodies[system.name], count, number)

    def _round(
        self,
        question: Question,
        system: System,
        bodies: Sequence[bytes],
        connections: int,
        number: int,
    ) -> Round:
        backends = children(self.postmaster)
        before = cpu_seconds([system.pid]), cpu_seconds(backends)
        load = self.generate(system.url(question), bodies, connections, self.seconds, number)
        after = cpu_seconds([system.pid]), cpu_seconds(backends)
        if load.errors:
            raise RuntimeError(f"{system.name} answered {load.errors} requests with an error")
        server, postgres = (
            1_000 * (now - then) / load.requests for then, now in zip(before, after, strict=True)
        )
        return Round(question.name, system.name, connections, number, load, server, postgres)


def compare(question: Question, ids: Sequence[int], systems: Sequence[System]) -> None:
    """The same content from all of them, or AnswersDiffer."""
    for id_ in ids[:COMPARED]:
        first, *others = systems
        expected = _ask(first, question, id_)
        for system in others:
            answer = _ask(system, question, id_)
            if answer != expected:
                raise AnswersDiffer(
                    f"{question.name} of {question.noun}:{id_}:\n"
                    f"{first.name}: {json.dumps(expected)[:2_000]}\n"
                    f"{system.name}: {json.dumps(answer)[:2_000]}"
                )


def _ask(system: System, question: Question, id_: int) -> object:
    request = urllib.request.Request(
        system.url(question), system.body(question, id_), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)
