"""What the tests of JSON sources share: records and raw objects side by side, real structures with
wrong parts, and reading that goes on."""

import copy
import gzip
import json

from hypothesis import strategies as st

from service.ingest.checks import complaint
from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.payload import decode, seal
from service.ingest.records import Located, Rejected


def located(read, path, as_of=None, resume=0):
    return list(read(SourceFile(str(path), resume), as_of))


def records(read, path, as_of=None):
    """All records of a file of which nothing may be rejected."""
    found = [one.what for one in located(read, path, as_of)]
    assert [one for one in found if isinstance(one, Rejected)] == []
    assert [(one.key, complaint(one)) for one in found if complaint(one)] == []
    return found


def lines(path):
    """The raw objects of a file with one a line, by other means than the reader's."""
    with gzip.open(path) as stream:
        return [json.loads(line) for line in stream]


def survives(read, data, path):
    """Everything that comes of the bytes is a record that can be stored, or a rejection with its
    reason; only a file that cannot be read further may end the reading."""
    path.write_bytes(data)
    found = []
    try:
        for one in read(SourceFile(str(path)), None):
            assert isinstance(one, Located)
            found.append(one.what)
    except UnreadableFile:
        pass
    for what in found:
        if isinstance(what, Rejected):
            assert what.reason
        elif complaint(what) is None:
            sealed = seal(what)
            assert decode(sealed.kind, json.loads(sealed.payload)) == sealed.record
    return found


def goes_on_anywhere(read, path, as_of=None):
    """From every place where reading may go on, exactly the rest is read, with its line numbers."""
    whole = located(read, path, as_of)
    places = sorted({one.resume for one in whole})
    for place in places[:: max(1, len(places) // 20)]:
        last = max((n for n, one in enumerate(whole) if one.resume == place), default=-1)
        if place > 0:
            rest = [(one.what, one.line) for one in located(read, path, as_of, resume=place)]
            assert rest == [(one.what, one.line) for one in whole[last + 1 :]]


WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**20, 10**400),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.just("\ud800\x00"),
    st.just("x" * 3_000),
    st.just("<i>&amp;</i>"),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=3)), max_size=3),
    st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.integers()), max_size=3),
)


def places_in(value, path=()):
    """Every path into a JSON value."""
    yield path
    if isinstance(value, dict | list):
        children = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in children:
            yield from places_in(child, (*path, key))


def trimmed(value):
    """The shape of a JSON value, with no more than two of a kind."""
    if isinstance(value, list):
        return [trimmed(one) for one in value[:2]]
    if isinstance(value, dict):
        # An inverted index and the like are lists by another name.
        kept = list(value.items())[: 5 if len(value) > 60 else None]
        return {key: trimmed(one) for key, one in kept}
    return value


@st.composite
def mutated(draw, values):
    """A real JSON value with one to three of its parts exchanged for something wrong, or gone."""
    value = copy.deepcopy(values[draw(st.integers(0, len(values) - 1))])
    for _ in range(draw(st.integers(1, 3))):
        paths = [path for path in places_in(value) if path]
        if not paths:
            break
        *way, last = draw(st.sampled_from(paths))
        parent = value
        for step in way:
            parent = parent[step]
        if draw(st.booleans()):
            parent[last] = draw(WRONG)
        else:
            del parent[last]
    return value
