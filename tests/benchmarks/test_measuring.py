"""Systems are compared by their answers first; what is measured is what was asked for."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

import pytest

from benchmarks import load, plot, report
from benchmarks.__main__ import main
from benchmarks.load import Load, by_python
from benchmarks.measure import AnswersDiffer, Measurement, Round, Sample, compare, facts
from benchmarks.questions import QUESTIONS, SAMPLES
from benchmarks.systems import POSTGRAPHILE, SYSTEMS, newer_node
from tests.graph.server import serving

AUTHOR_PAGE = QUESTIONS[0]


@dataclass(frozen=True)
class Echo:
    """A system that answers with what it was asked."""

    name: str
    address: str
    says: str = "the same"
    pid: int = 0

    def answers(self, question):
        return True

    def url(self, question):
        return f"{self.address}/{question.name}"

    def body(self, question, subject):
        return json.dumps({"data": {"says": self.says}}).encode()


async def echo(scope, receive, send):
    if scope["type"] == "lifespan":
        return
    message = await receive()
    body = message["body"]
    if b"silent" in body:
        await receive()  # until the client leaves
        return
    status = 500 if b"fail" in body else 200
    length = str(len(body)).encode()
    headers = [(b"content-length", length)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def echoes():
    with serving(echo) as address:
        yield address


needs_postgraphile = pytest.mark.skipif(
    newer_node() is None or not (POSTGRAPHILE / "node_modules").is_dir(),
    reason="PostGraphile is not installed: make peers",
)


@pytest.mark.parametrize(
    "peer", ["bare", "strawberry", pytest.param("postgraphile", marks=needs_postgraphile)]
)
def test_colophon_and_its_peers_give_the_same_answers(corpus, peer: str):
    with (
        SYSTEMS[peer](corpus.reader_url, 2) as other,
        SYSTEMS["colophon"](corpus.reader_url, 2) as ours,
    ):
        asked = [question for question in QUESTIONS if other.answers(question)]
        assert AUTHOR_PAGE in asked
        for question in asked:
            for name in SAMPLES[:3]:
                subjects = question.subjects(corpus.reader_url, name)
                assert subjects, f"nothing to ask {question.name} about"
                compare(Sample(question, name, subjects[:8]), [ours, other])


def test_colophon_answers_all_questions_and_so_does_the_bare_route():
    files = ("colophon.graphql", "colophon.path")
    unanswered = [each.name for each in QUESTIONS if not any(map(each.text, files))]
    assert unanswered == []
    assert [each.name for each in QUESTIONS if each.text("bare.sql") is None] == []


def test_samples_are_the_greatest_the_middle_and_anybody(corpus):
    by_weight = {name: AUTHOR_PAGE.subjects(corpus.reader_url, name) for name in ("hubs", "random")}
    assert len(by_weight["hubs"]) == 10
    assert AUTHOR_PAGE.subjects(corpus.reader_url, "random") == by_weight["random"]
    assert set(by_weight["hubs"]) <= set(by_weight["random"])


def test_facts_are_compared_whatever_they_are_called_and_however_they_are_nested():
    one = {"author": {"id": "author:7", "papers": {"nodes": [{"n": 1, "of": None}, {"n": 2}]}}}
    other = {"a": {"rowId": "7", "list": [{"p": {"n": "1", "x": None}}, {"p": {"n": 2}}]}}
    assert list(facts(one)) == list(facts(other)) == ["7", 2, "1", "None", "2"]
    assert list(facts([[1], [2, 3]])) != list(facts([[1, 2], [3]]))


def sample(*ids: int) -> Sample:
    return Sample(AUTHOR_PAGE, "random", [(id_,) for id_ in ids])


def test_systems_that_say_different_things_are_not_measured(echoes):
    alike = [Echo("one", echoes), Echo("other", echoes)]
    compare(sample(1, 2), alike)
    with pytest.raises(AnswersDiffer, match=r"author_page of \(1,\)"):
        compare(sample(1, 2), [*alike, Echo("third", echoes, "something else")])


def test_a_system_that_refuses_is_not_measured(echoes):
    with pytest.raises(AnswersDiffer, match="refusing refuses author_page"):
        compare(sample(1), [Echo("refusing", echoes, "fail")])


def test_each_round_asks_every_system_for_every_number_of_connections(echoes):
    systems = [Echo("one", echoes), Echo("other", echoes)]
    measurement = Measurement(by_python, postmaster=0, rounds=2, seconds=0.05)
    rounds = list(measurement.rounds_of(sample(1, 2, 3), systems, [4, 1]))
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
        list(measurement.rounds_of(sample(1), systems, [1]))


def test_a_system_that_does_not_answer_in_time_is_named(echoes, monkeypatch):
    monkeypatch.setattr(load, "TIMEOUT", 0.2)
    measurement = Measurement(by_python, postmaster=0, rounds=1, seconds=0.05)
    with pytest.raises(RuntimeError, match="silent answered 2 requests with an error or not in"):
        list(measurement.rounds_of(sample(1), [Echo("silent", echoes, "silent")], [2]))


def round_of(
    system, number, per_second, cpu, question="author_page", *, sample="random", connections=16
):
    shown = Load(requests=per_second, seconds=1.0, p50=1.0, p99=2.0, errors=0)
    return Round(question, sample, system, connections, number, shown, cpu, cpu, 0.0, 0.0)


ROUNDS = [
    round_of("bare", 1, 900, 1.25),
    round_of("colophon", 1, 1_000, 1.0),
    round_of("bare", 2, 95, 1.25),
    round_of("colophon", 2, 100, 1.0),
    round_of("bare", 3, 1_000, 1.25),
    round_of("colophon", 3, 1_000, 1.0),
    round_of("bare", 1, 100, 1.0, "look_up"),
    round_of("colophon", 1, 400, 1.0, "look_up"),
]


def test_a_ratio_is_the_median_of_ratios_within_rounds():
    """The machine was slow in the second round: the ratio of that round stays what it is."""
    ours, bare, *_ = report.lines(ROUNDS)
    assert (ours.system, ours.ratio, ours.cpu_ratio) == ("colophon", 1.0, 1.0)
    assert bare.ratio == pytest.approx(100 / 95)
    assert bare.greatest_ratio == pytest.approx(1_000 / 900)
    assert (bare.least_ratio, bare.cpu_ratio, bare.per_second) == (1.0, 1.25, 900)


def test_the_summary_names_the_least_ratio_and_the_geometric_mean():
    assert report.summary(report.lines(ROUNDS)) == (
        "Colophon to bare: 2.05 as geometric mean of 2, least 1.05 (author_page, random)"
    )


def test_rounds_of_all_samples_are_told_together():
    """Those with fewer connections are not among them; nobody else was asked for the look-up."""
    rounds = [
        *ROUNDS[:6],
        round_of("colophon", 1, 600, 1.0, sample="hubs"),
        round_of("bare", 1, 500, 1.0, sample="hubs"),
        round_of("colophon", 1, 900, 1.0, connections=1),
        round_of("bare", 1, 100, 1.0, connections=1),
        *ROUNDS[6:],
        round_of("other", 1, 200, 1.0, "look_up"),
    ]
    assert [row.split("|")[1:-1] for row in report.over_samples(rounds).split("\n")] == [
        [" over all samples ", " bare                ", " other               "],
        ["------------------", "---------------------", "---------------------"],
        # 1.11, 1.05, 1.00 and 1.20.
        [" author_page      ", " 1.08 (1.00 to 1.20) ", "                     "],
        [" look_up          ", " 4.00 (4.00 to 4.00) ", " 2.00 (2.00 to 2.00) "],
    ]


def test_the_plot_has_a_bar_for_each_line_of_the_first_sample_longer_for_more():
    of_another_sample = round_of("colophon", 1, 600, 1.0, sample="hubs")
    found = report.lines([*ROUNDS, of_another_sample])
    rectangles = [
        element
        for element in ElementTree.fromstring(plot.svg(found)).iter()
        if element.tag.endswith("rect") and element.get("height") == str(plot.BAR - 2)
    ]
    widths = [float(element.get("width")) for element in rectangles]
    assert len(widths) == len(found) - 1 == 4
    assert widths[0] > widths[1] > widths[3]


@pytest.mark.parametrize("wrong", [["--papers", "many"], ["--questions", "author_page,what"]])
def test_what_cannot_be_measured_is_refused(wrong, capsys):
    with pytest.raises(SystemExit):
        main(wrong)
    assert wrong[1].split(",")[-1] in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-1", "inf", "nan", "1s"])
def test_a_round_has_a_length(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([f"--seconds={seconds}"])
    assert stopped.value.code == 2
    assert f"'{seconds}' is no number of seconds such as 1 or 0.7" in capsys.readouterr().err
