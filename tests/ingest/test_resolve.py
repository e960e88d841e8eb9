"""Who bears a name: each rule by the smallest case, and the same answer in any order."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ids import name_block, name_key
from service.ingest import resolve
from service.ingest.joins import Mention
from service.ingest.name_forms import form_of
from service.ingest.resolve import resolve_block


def mention(name, *coauthors, identity=None, scopes=(), is_group=False):
    signs = frozenset(("coauthor", one) for one in coauthors)
    return (name_key(name), identity, frozenset(scopes), signs, is_group)


def placed(mentions, order=None):
    order = range(len(mentions)) if order is None else order
    return [Mention((number, 1), *mentions[at]) for number, at in enumerate(order, 1)]


def authors(*mentions):
    """The mentions of each author by number, in each of their orders."""
    found = set()
    for order in itertools.permutations(range(len(mentions))):
        groups = resolve_block(placed(mentions, order))
        found.add(
            frozenset(
                (one.identity, frozenset(order[ref[0] - 1] + 1 for ref in one.refs), one.joins)
                for one in groups
            )
        )
    assert len(found) == 1
    groups = found.pop()
    return {(one or "") + "".join(map(str, sorted(numbers))) for one, numbers, _ in groups}


def rules(*mentions):
    """Why the names stand where they stand."""
    found = resolve_block(placed(mentions))
    return sorted(join.rule for one in found for join in one.joins)


def test_a_rare_name_joins_by_itself():
    assert authors(mention("Ada Byron"), mention("Ada Byron")) == {"12"}
    assert rules(mention("Ada Byron"), mention("Ada Byron")) == ["rare_name"]


def test_a_common_name_joins_by_what_is_shared_and_else_stays_apart():
    assert authors(
        mention("Wei Wang", "a"),
        mention("Wei Wang", "a", "b"),
        mention("Wei Wang", "b"),
        mention("Wei Wang", "c"),
    ) == {"123", "4"}


def test_a_full_name_is_not_rare_when_two_fuller_ones_contradict_each_other():
    names = ("David Shaw", "David Shaw", "David A. Shaw", "David B. Shaw")
    assert authors(*map(mention, names)) == {"1", "2", "3", "4"}
    assert authors(
        mention(names[0], "a"), mention(names[1]), mention(names[2], "a"), mention(names[3])
    ) == {
        "13",
        "2",
        "4",
    }


def test_a_short_name_joins_its_only_fuller_form():
    assert authors(mention("A. Byron"), mention("Ada Byron"), mention("Ada K. Byron")) == {"123"}
    assert authors(mention("A. Byron"), mention("Ada Byron"), mention("Anna Byron")) == {
        "1",
        "2",
        "3",
    }


def test_a_short_form_of_a_given_name_joins_its_only_fuller_form():
    assert authors(mention("Kathy Byron"), mention("Kathleen Byron")) == {"12"}


def test_an_initial_beside_a_common_surname_needs_evidence():
    assert authors(mention("W. Wang"), mention("Weidong Wang")) == {"1", "2"}
    assert authors(mention("W. Wang", "a"), mention("Weidong Wang", "a")) == {"12"}


def test_spellings_join_when_something_is_shared():
    assert authors(mention("Prajwol Byron"), mention("Prajol Byron")) == {"1", "2"}
    assert authors(mention("Prajwol Byron", "a"), mention("Prajol Byron", "a")) == {"12"}


def test_names_that_contradict_each_other_stay_apart_whatever_they_share():
    assert authors(mention("Anna Byron", "a", "b"), mention("Ada Byron", "a", "b")) == {"1", "2"}


def test_names_of_one_scope_join_without_more():
    assert authors(
        mention("Wei Wang", scopes=("p",)), mention("Wei Wang", scopes=("p",)), mention("Wei Wang")
    ) == {"12", "3"}


def test_a_scope_in_which_one_identity_bears_the_name_decides():
    assert authors(
        mention("Wei Wang", identity="X", scopes=("p",)),
        mention("Wei Wang", "a", identity="Y"),
        mention("Wei Wang", "a", scopes=("p",)),
    ) == {"X13", "Y2"}


def test_a_group_joins_by_its_name_alone_and_is_no_person():
    assert authors(
        mention("Wei Wang", is_group=True), mention("Wei Wang", is_group=True), mention("Wei Wang")
    ) == {"12", "3"}


def test_a_rare_name_joins_the_only_identity_that_bears_it():
    assert authors(mention("Ada Byron", identity="X"), mention("Ada Byron")) == {"X12"}


def test_identities_never_join_and_a_bare_name_goes_to_the_nearer_one():
    assert authors(
        mention("Ada Byron", "a", "b", identity="X"),
        mention("Ada Byron", "a", identity="Y"),
        mention("Ada Byron", "a", "b"),
    ) == {"X13", "Y2"}
    assert authors(
        mention("A. Byron", "a", identity="X"), mention("Ada Byron", "a", identity="Y")
    ) == {"X1", "Y2"}


def test_a_tie_decides_nothing():
    assert authors(
        mention("Ada Byron", "a", identity="X"),
        mention("Ada Byron", "a", identity="Y"),
        mention("Ada Byron", "a"),
    ) == {"X1", "Y2", "3"}


def test_a_name_is_common_where_the_block_is_crowded(monkeypatch):
    names = [mention("Weidong Wang"), mention("Weidong Wang"), mention("Wenbo Wang")]
    assert authors(*names) == {"12", "3"}
    monkeypatch.setattr(resolve, "CROWDED", 2)
    assert authors(*names) == {"1", "2", "3"}


def test_what_is_shared_is_told():
    found = resolve_block(placed([mention("Wei Wang", "a", "b"), mention("Wei Wang", "b")]))
    assert [(one.rule, one.name_key, one.evidence) for one in found[0].joins] == [
        ("evidence", "wei wang", ("coauthor b",))
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jing-Jing Müller", "jingjing mueller"),
        ("Philipp Koehn", "Philip Kohn"),
        ("John Smith, Jr.", "John Smith"),
    ],
)
def test_spellings_of_one_form(one, other):
    assert form_of(name_key(one)).key == form_of(name_key(other)).key
    assert name_block(name_key(one)) == name_block(name_key(other))


def test_initials_are_not_a_word():
    assert form_of("j j li").key != form_of("jj li").key


NAMES = ("Wei Wang", "W. Wang", "Weidong Wang", "Wei D. Wang", "Wei-Dong Wang", "Wai Wang", "Wang")
MENTIONS = st.lists(
    st.builds(
        mention,
        st.sampled_from(NAMES),
        st.sampled_from("abc"),
        st.sampled_from("abcd"),
        identity=st.sampled_from((None, None, None, "X", "Y")),
        scopes=st.sampled_from(((), (), ("p",), ("q",))),
        is_group=st.sampled_from((False, False, False, True)),
    ),
    max_size=14,
)


def partition(mentions, order):
    return {
        (one.identity, frozenset(order[ref[0] - 1] for ref in one.refs), one.joins)
        for one in resolve_block(placed(mentions, order))
    }


@given(MENTIONS, st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter(mentions, chance: random.Random):
    order = list(range(len(mentions)))
    at_first = partition(mentions, order)
    chance.shuffle(order)
    assert partition(mentions, order) == at_first


@given(MENTIONS)
def test_every_mention_has_one_author_and_an_identity_only_one(mentions):
    found = resolve_block(placed(mentions))
    assert sorted(ref for one in found for ref in one.refs) == [
        (number, 1) for number in range(1, len(mentions) + 1)
    ]
    identities = [one.identity for one in found if one.identity is not None]
    assert len(identities) == len(set(identities))
