"""Rounds of load on the systems in turn, so that what disturbs the machine disturbs all alike."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from benchmarks.load import Generator, Load
from benchmarks.processes import children, cpu_of, family
from benchmarks.questions import Question, Subject
from benchmarks.systems import System

COMPARED = 40
WARM_UP_SECONDS = 1.0
GLOBAL_ID = re.compile(r"[a-z]+:(\d+)")


@dataclass(frozen=True, slots=True)
class Sample:
    """A question about some of those whom it can be about."""

    question: Question
    name: str
    subjects: Sequence[Subject]


@dataclass(frozen=True, slots=True)
class Round:
    """One system, one sample of a question, one run of load; CPU in milliseconds a request, of
    which some in the kernel."""

    question: str
    sample: str
    system: str
    connections: int
    number: int
    load: Load
    server_cpu: float
    postgres_cpu: float
    server_kernel: float
    postgres_kernel: float


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
        self, sample: Sample, systems: Sequence[System], connections: Sequence[int]
    ) -> Iterator[Round]:
        """Every second round in the opposite order: nobody is always the first."""
        bodies = {
            system.name: [system.body(sample.question, subject) for subject in sample.subjects]
            for system in systems
        }
        for system in systems:
            url = system.url(sample.question)
            self.generate(url, bodies[system.name], max(connections), WARM_UP_SECONDS, 0)
        for number in range(1, self.rounds + 1):
            for system in systems if number % 2 else reversed(systems):
                for count in connections:
                    yield self._round(sample, system, bodies[system.name], count, number)

    def _round(
        self,
        sample: Sample,
        system: System,
        bodies: Sequence[bytes],
        connections: int,
        number: int,
    ) -> Round:
        server, backends = family(system.pid), children(self.postmaster)
        url = system.url(sample.question)
        seconds = self.seconds
        while True:
            before = cpu_of(server), cpu_of(backends)
            load = self.generate(url, bodies, connections, seconds, number)
            used = cpu_of(server) - before[0], cpu_of(backends) - before[1]
            if load.requests or load.errors:
                break
            seconds *= 2  # slower than a round is long
        if load.errors:
            raise RuntimeError(
                f"{system.name} answered {load.errors} requests with an error or not in time"
            )
        share = 1_000 / load.requests
        return Round(
            sample.question.name,
            sample.name,
            system.name,
            connections,
            number,
            load,
            *(cpu.total * share for cpu in used),
            *(cpu.kernel * share for cpu in used),
        )


def compare(sample: Sample, systems: Sequence[System]) -> None:
    """The same facts in the same order from all of them, or AnswersDiffer."""
    question = sample.question
    for subject in sample.subjects[:COMPARED]:
        first, *others = systems
        expected = list(facts(_ask(first, question, subject)))
        for system in others:
            answer = list(facts(_ask(system, question, subject)))
            if answer != expected:
                raise AnswersDiffer(
                    f"{question.name} of {subject}:\n"
                    f"{first.name}: {json.dumps(expected)[:2_000]}\n"
                    f"{system.name}: {json.dumps(answer)[:2_000]}"
                )


def facts(answer: object) -> Iterator[str | int]:
    """The values of an answer in their order, and the length of each list before its items.

    Names and the nesting of objects are each system's own, as are what ids and numbers look like.
    """
    match answer:
        case dict():
            for value in answer.values():
                yield from facts(value)
        case list():
            yield len(answer)
            for value in answer:
                yield from facts(value)
        case str():
            found = GLOBAL_ID.fullmatch(answer)
            yield found[1] if found else answer
        case _:
            yield str(answer)


def _ask(system: System, question: Question, subject: Subject) -> object:
    url, body = system.url(question), system.body(question, subject)
    is_path = body.startswith(b"/")
    request = urllib.request.Request(
        urljoin(url, body.decode()) if is_path else url,
        None if is_path else body,
        {"content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as error:
        answer = {"errors": error.read().decode(errors="replace")}
    if answer.get("errors"):
        raise AnswersDiffer(f"{system.name} refuses {question.name}: {answer['errors']}")
    return answer if is_path else answer["data"]
