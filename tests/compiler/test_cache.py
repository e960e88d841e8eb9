"""The cache of documents and plans: bounded by number and by weight, the least recent goes."""

from collections import OrderedDict

from hypothesis import given
from hypothesis import strategies as st

from service.compiler.cache import RecentCache


def test_what_was_put_in_is_found():
    cache = RecentCache(entries=2, weight=100)
    cache.put("a", 1, weight=10)
    assert cache.get("a") == 1
    assert cache.get("b") is None
    assert len(cache) == 1


def test_beyond_the_number_of_entries_the_least_recently_used_is_forgotten():
    cache = RecentCache(entries=2, weight=100)
    cache.put("a", 1, weight=1)
    cache.put("b", 2, weight=1)
    assert cache.get("a") == 1  # now b is the least recent
    cache.put("c", 3, weight=1)
    assert [cache.get(key) for key in "abc"] == [1, None, 3]


def test_beyond_the_weight_as_many_are_forgotten_as_it_takes():
    cache = RecentCache(entries=10, weight=100)
    for key in "abc":
        cache.put(key, key, weight=30)
    cache.put("d", "d", weight=61)
    assert [cache.get(key) for key in "abcd"] == [None, None, "c", "d"]


def test_an_entry_heavier_than_the_whole_cache_pushes_nothing_out():
    cache = RecentCache(entries=10, weight=100)
    cache.put("a", 1, weight=100)
    cache.put("b", 2, weight=101)
    assert [cache.get("a"), cache.get("b")] == [1, None]


def test_a_replaced_entry_weighs_what_it_weighs_now():
    cache = RecentCache(entries=10, weight=100)
    cache.put("a", 1, weight=90)
    cache.put("a", 2, weight=10)
    cache.put("b", 3, weight=90)
    assert [cache.get("a"), cache.get("b")] == [2, 3]


OPERATIONS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.one_of(st.none(), st.integers(0, 60))), max_size=60
)


@given(OPERATIONS)
def test_it_does_what_a_plain_model_does(operations):
    """An operation is a key to look up, or a key and a weight to put; the value is its number."""
    cache = RecentCache(entries=4, weight=100)
    model = OrderedDict()
    for number, (key, weight) in enumerate(operations):
        if weight is None:
            found = model.get(key)
            if found is not None:
                model.move_to_end(key)
            assert cache.get(key) == (found[0] if found else None)
        else:
            cache.put(key, number, weight)
            model.pop(key, None)
            model[key] = (number, weight)
            while len(model) > 4 or sum(weight for _, weight in model.values()) > 100:
                model.popitem(last=False)
        assert len(cache) == len(model)
