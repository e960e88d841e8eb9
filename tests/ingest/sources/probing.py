"""What the tests of JSON sources share: records and raw objects side by side, and reading that goes
on."""

import gzip
import json

from service.ingest.checks import complaint
from service.ingest.inputs import SourceFile
from service.ingest.records import Rejected


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


def goes_on_anywhere(read, path, as_of=None):
    """From every place where reading may go on, exactly the rest is read, with its line numbers."""
    whole = located(read, path, as_of)
    places = sorted({one.resume for one in whole})
    for place in places[:: max(1, len(places) // 20)]:
        last = max((n for n, one in enumerate(whole) if one.resume == place), default=-1)
        if place > 0:
            rest = [(one.what, one.line) for one in located(read, path, as_of, resume=place)]
            assert rest == [(one.what, one.line) for one in whole[last + 1 :]]


def trimmed(value):
    """The shape of a JSON value, with no more than two of a kind."""
    if isinstance(value, list):
        return [trimmed(one) for one in value[:2]]
    if isinstance(value, dict):
        # An inverted index and the like are lists by another name.
        kept = list(value.items())[: 5 if len(value) > 60 else None]
        return {key: trimmed(one) for key, one in kept}
    return value
