"""The scores of `benchmarks.disambiguation`, counted by hand, and its way through the rules."""

from __future__ import annotations

import gzip
from fractions import Fraction

import pytest

from benchmarks.disambiguation.__main__ import main, resolve
from benchmarks.disambiguation.gold import Known, Paper, citations
from benchmarks.disambiguation.scores import of_level, score


def known(mention, person, name="Wei Wang", **more):
    told = {"block": "wang w", "is_curated": True, "is_homonym": False} | more
    return Known(mention, name, person=person, **told)


def test_scores_are_those_counted_by_hand():
    # Joined: ab, ac, bc. True: ab, cd. Right: ab.
    gold = [
        known("a", "X"),
        known("b", "X"),
        known("c", "Y", "W. Wang"),
        known("d", "Y", "W. Wang"),
    ]
    found = score(gold, {"a": 1, "b": 1, "c": 1, "d": 2})
    assert (found.mentions, found.persons) == (4, 2)
    assert found.pairs.precision == pytest.approx(Fraction(1, 3))
    assert found.pairs.recall == pytest.approx(Fraction(1, 2))
    assert found.pairs.f1 == pytest.approx(Fraction(2, 5))
    # Of a's and b's cluster two thirds are X, of c's one third Y; d is alone.
    assert found.b_cubed.precision == pytest.approx((2 * Fraction(2, 3) + Fraction(1, 3) + 1) / 4)
    assert found.b_cubed.recall == pytest.approx((1 + 1 + Fraction(1, 2) + Fraction(1, 2)) / 4)
    # Of the joined pairs only ab is of one written name.
    assert found.same_name == 1.0


def test_levels_keep_what_they_are_about():
    gold = [
        known("a", "X"),
        known("b", "Y", is_curated=False),
        known("c", "Z", block="byron a"),
        known("d", "X", is_homonym=True),
    ]
    kept = {
        level: "".join(one.mention for one in of_level(gold, level))
        for level in ("strict", "wide", "multi", "homonym")
    }
    assert kept == {"strict": "acd", "wide": "abcd", "multi": "abd", "homonym": "d"}


def test_papers_go_through_the_rules_of_the_ingest():
    found = resolve(
        [
            Paper("p", ("Ada Byron", "Wei Wang")),
            Paper("q", ("A. Byron", "Wei Wang")),
            Paper("r", ("Wei Wang",)),
        ]
    )
    assert found["p#0"] == found["q#0"]
    assert found["p#1"] == found["q#1"] != found["r#0"]


def test_a_citation_is_shared_by_the_names_on_both_papers():
    papers = [Paper("p", ("Wei Wang",)), Paper("q", ("Wei Wang",)), Paper("r", ("Wei Wang",))]
    alone, told = resolve(papers), resolve(papers, [("p", "q"), ("r", "x")])
    assert len(set(alone.values())) == 3
    assert told["p#0"] == told["q#0"] != told["r#0"]


def test_pairs_of_papers_are_read_from_a_packed_list(tmp_path):
    path = tmp_path / "pairs.txt.gz"
    path.write_bytes(gzip.compress(b"P19-1001 , P18-1002\nP19-1001 , P17-1003\n"))
    assert list(citations(path)) == [("P19-1001", "P18-1002"), ("P19-1001", "P17-1003")]


def test_without_the_gold_it_says_what_to_give(tmp_path, capsys):
    assert main(["--data", str(tmp_path)]) == 1
    assert "give the folder with --data" in capsys.readouterr().err
