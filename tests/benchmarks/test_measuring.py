"""Systems are compared by their answers first; what is measured is what was asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from benchmarks import report
from benchmarks.__main__ import main
from benchmarks.load import Load, by_python
from benchmarks.measure import AnswersDiffer, Measurement, Round, compare
from benchmarks.questions import QUESTIONS
from benchmarks.systems import bare, colophon
from tests.graph.server import serving


@dataclass(frozen=True)
class Echo:
    """A system that answers with what it was asked."""

    name: str
    address: str
    says: str = "the same"
    pid: int = 0

    def url(self, question):
        return f"{self.address}/{question.name}"

    def body(self, question, id_):
        return json.dumps({"says": self.says}).encode()


async def echo(scope, receive, send):
    if scope["type"] == "lifespan":
        return
    message = await receive()
    body = message["body"]
    status = 500 if b"fail" in body else 200
    length = str(len(body)).encode()
    headers = [(b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def echoes():
    with serving(echo) as address:
        yield address


def test_colophon_and_the_bare_route_give_the_same_answers(corpus):
    with bare(corpus.reader_url, 2) as by_hand, colophon(corpus.reader_url, 2) as compiled:
        for question in QUESTIONS:
            ids = question.ids(corpus.reader_url)
            assert ids, f"nothing to ask {question.name} about"
            compare(question, ids, [by_hand, compiled])


def test_systems_that_say_different_things_are_not_measured(echoes):
    alike = [Echo("one", echoes), Echo("other", echoes)]
    compare(QUESTIONS[0], [1, 2], alike)
    with pytest.raises(AnswersDiffer, match="author:1"):
        compare(QUESTIONS[0], [1, 2], [*alike, Echo("third", echoes, "something else")])


def test_each_round_asks_every_system_for_every_number_of_connections(echoes):
    systems = [Echo("one", echoes), Echo("other", echoes)]
    measurement = Measurement(by_python, postmaster=0, rounds=2, seconds=0.05)
    rounds = list(measurement.rounds_of(QUESTIONS[0], [1, 2, 3], systems, [4, 1]))
    assert [(each.number, each.system, each.connections) for each in rounds] == [
        (1, "one", 4),
        (1, "one", 1),
        (1, "other", 4),
        (1, "other", 1),
        (2, "other", 4),
        (2, "other", 1),
        (2, "one", 4),
        (2, "one", 1),
    ]
    assert all(each.load.requests > 0 for each in rounds)


def test_a_round_with_errors_is_no_measurement(echoes):
    systems = [Echo("failing", echoes, "fail")]
    measurement = Measurement(by_python, postmaster=0, rounds=1, seconds=0.05)
    with pytest.raises(RuntimeError, match="failing answered"):
        list(measurement.rounds_of(QUESTIONS[0], [1], systems, [1]))


def round_of(system, number, per_second, cpu):
    load = Load(requests=per_second, seconds=1.0, p50=1.0, p99=2.0, errors=0)
    return Round("author_page", system, 16, number, load, cpu, cpu)


def test_a_ratio_is_the_median_of_ratios_within_rounds():
    """The machine was slow in the second round: the ratio of that round stays what it is."""
    rounds = [
        round_of("bare", 1, 1_000, 1.0),
        round_of("colophon", 1, 900, 1.25),
        round_of("bare", 2, 100, 1.0),
        round_of("colophon", 2, 95, 1.25),
        round_of("bare", 3, 1_000, 1.0),
        round_of("colophon", 3, 1_000, 1.25),
    ]
    by_hand, compiled = report.lines(rounds, "bare")
    assert (by_hand.system, by_hand.ratio, by_hand.cpu_ratio) == ("bare", 1.0, 1.0)
    assert (compiled.ratio, compiled.least_ratio, compiled.greatest_ratio) == (0.95, 0.9, 1.0)
    assert compiled.cpu_ratio == 0.8
    assert compiled.per_second == 900


@pytest.mark.parametrize("wrong", [["--papers", "many"], ["--questions", "author_page,what"]])
def test_what_cannot_be_measured_is_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        main(wrong)
    assert wrong[1].split(",")[-1] in capsys.readouterr().err
