"""Who is who, as functions of the evidence: papers by ids and titles, authors block by block."""

from __future__ import annotations

import itertools

import pytest

from service.ids import ExternalId
from service.ingest.identity import (
    Mention,
    PaperEvidence,
    cluster_block,
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


def mention(number, *coauthors, identity=None, scopes=(), is_group=False):
    return Mention(
        (number, 1), "wei wang", identity, frozenset(scopes), frozenset(coauthors), is_group
    )


def authors(*mentions):
    found = set()
    for order in itertools.permutations(mentions):
        groups = cluster_block(order)
        found.add(
            frozenset((identity, frozenset(ref[0] for ref in refs)) for identity, refs in groups)
        )
    assert len(found) == 1
    return {(identity, tuple(sorted(refs))) for identity, refs in found.pop()}


def test_bare_names_join_by_a_shared_coauthor_and_else_stay_apart():
    assert authors(mention(1, "a"), mention(2, "a", "b"), mention(3, "b"), mention(4, "c")) == {
        (None, (1, 2, 3)),
        (None, (4,)),
    }


def test_names_of_one_page_join_without_a_coauthor():
    assert authors(mention(1, scopes=("p",)), mention(2, scopes=("p",)), mention(3)) == {
        (None, (1, 2)),
        (None, (3,)),
    }


def test_a_group_joins_by_its_name_alone():
    assert authors(mention(1, is_group=True), mention(2, is_group=True)) == {(None, (1, 2))}


def test_identified_authors_never_join_and_a_bare_name_goes_to_the_nearer_one():
    assert authors(
        mention(1, "a", "b", identity="X"),
        mention(2, "a", identity="Y"),
        mention(3, "a", "b"),
    ) == {("X", (1, 3)), ("Y", (2,))}


def test_a_tie_decides_nothing():
    assert authors(
        mention(1, "a", identity="X"), mention(2, "a", identity="Y"), mention(3, "a")
    ) == {("X", (1,)), ("Y", (2,)), (None, (3,))}


def test_a_kept_id_goes_on_with_most_of_its_members():
    kept, merged, gone = keep_ids(
        [[(1, 1)], [(2, 1), (3, 1)], [(4, 1)]], {(1, 1): 7, (2, 1): 7, (3, 1): 7, (4, 1): 8}
    )
    assert (kept, merged, gone) == ([None, 7, 8], {}, set())


def test_of_two_ids_in_one_group_the_smaller_goes_on():
    assert keep_ids([[(1, 1), (2, 1)]], {(1, 1): 9, (2, 1): 4}) == ([4], {9: 4}, set())


def test_an_id_that_outside_ids_lead_to_outlives_one_that_names_led_to():
    assert keep_ids([[(1, 1)]], {(1, 1): 4}, [{9}]) == ([9], {4: 9}, set())
