"""Which records are one paper, as a function of the evidence, and which ids go on."""

from __future__ import annotations

import itertools

import pytest

from service.ids import ExternalId
from service.ingest.identity import (
    PaperEvidence,
    cluster_papers,
    keep_ids,
)


def record(key, *ids, title="of looms", year=2020, surnames=("byron",), source="a"):
    parsed = tuple(ExternalId(*id_.split(":", 1)) for id_ in ids)
    return PaperEvidence((source, "paper", key), parsed, title, year, frozenset(surnames))


def clusters(*records):
    """The keys of the records of each paper, the same in any order of the records."""
    found = {
        frozenset(frozenset(ref[2] for ref in group) for group in cluster_papers(order)[0])
        for order in itertools.permutations(records)
    }
    assert len(found) == 1
    return sorted("".join(sorted(group)) for group in found.pop())


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([record("1", "doi:1", title="a"), record("2", "doi:1", title="b")], ["12"]),
        ([record("1"), record("2")], ["12"]),
        ([record("1", year=2020), record("2", year=2021)], ["12"]),
        ([record("1", year=2020), record("2", year=2022)], ["1", "2"]),
        ([record("1", year=None), record("2")], ["1", "2"]),
        ([record("1"), record("2", surnames=("wang",))], ["1", "2"]),
        ([record("1"), record("2", surnames=("wang", "byron"))], ["12"]),
        ([record("1", surnames=()), record("2", surnames=())], ["1", "2"]),
        ([record("1", "arxiv:1"), record("2", "arxiv:2")], ["1", "2"]),
        ([record("1", "doi:1"), record("2", "doi:2")], ["1", "2"]),
        ([record("1", "arxiv:1"), record("2", "doi:2")], ["12"]),
        ([record("1", "acl:1", "doi:1"), record("2", "acl:2", "doi:1")], ["1", "2"]),
        (
            [
                record("1", "arxiv:1", title="a"),
                record("2", "doi:1", title="b"),
                record("3", "arxiv:1", "doi:1", title="c"),
            ],
            ["123"],
        ),
        (
            [
                record("1", year=2019, title="a"),
                record("2", year=2020, title="a"),
                record("3", year=2021, title="a"),
            ],
            ["123"],
        ),
    ],
)
def test_records_meet_on_ids_and_else_on_title_year_and_surname(records, expected):
    assert clusters(*records) == expected


def test_one_id_on_two_works_of_a_source_is_reported():
    _, conflicts = cluster_papers(
        [record("1", "acl:1", "doi:1"), record("2", "acl:2", "doi:1", title="other")]
    )
    assert [(str(one.shared), one.one[2], one.other[2]) for one in conflicts] == [
        ("doi:1", "1", "2")
    ]


def test_a_kept_id_goes_on_with_most_of_its_members():
    kept, merged, gone = keep_ids(
        [[(1, 1)], [(2, 1), (3, 1)], [(4, 1)]], {(1, 1): 7, (2, 1): 7, (3, 1): 7, (4, 1): 8}
    )
    assert (kept, merged, gone) == ([None, 7, 8], {}, set())


def test_of_two_ids_in_one_group_the_smaller_goes_on():
    assert keep_ids([[(1, 1), (2, 1)]], {(1, 1): 9, (2, 1): 4}) == ([4], {9: 4}, set())


def test_an_id_that_outside_ids_lead_to_outlives_one_that_names_led_to():
    assert keep_ids([[(1, 1)]], {(1, 1): 4}, [{9}]) == ([9], {4: 9}, set())
