"""How the tests of the sources read: a file or bytes at once, and what holds for any input."""

from __future__ import annotations

import gzip
import json

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from service.ingest.checks import complaint
from service.ingest.inputs import SourceFile, UnreadableFile, expand
from service.ingest.payload import decode, seal
from service.ingest.records import Located, Rejected

any_input = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def read_all(read, *paths):
    """Everything that the files hold, file by file."""
    return [located for file in expand([str(path) for path in paths]) for located in read(file)]


def records(located):
    return [one.what for one in located if not isinstance(one.what, Rejected)]


def rejects(located):
    """(line, field, reason) of what was set aside."""
    return [
        (one.line, one.what.field, one.what.reason)
        for one in located
        if isinstance(one.what, Rejected)
    ]


def read_bytes(read, folder, data, name="input", resume=0):
    """What the bytes hold; a packed file may break off."""
    path = folder / name
    path.write_bytes(data)
    found = []
    try:
        for located in read(SourceFile(str(path), resume)):
            assert isinstance(located, Located)
            found.append(located)
    except UnreadableFile as error:
        found.append(Located(Rejected(None, str(error), ""), str(path), 0, 0))
    return found


def assert_sane(read, folder, data, name="input", unpacked=None):
    """Whatever the bytes: no exception, offsets that grow and lie in the file (in what is packed
    in it, if anything is), reading that goes on at any of them as if it had never stopped (but for
    what a line says besides, such as what is above its topic: that may be said again), and records
    that are the same when they are read back as they are kept."""
    size = len(data if unpacked is None else unpacked)
    located = read_bytes(read, folder, data, name)
    reached = 0
    for one in located:
        assert one.resume == 0 or reached <= one.resume <= size
        reached = max(reached, one.resume)
        assert one.line >= 0
        if isinstance(one.what, Rejected):
            assert one.what.reason
            assert len(one.what.raw) <= 2_000
        elif complaint(one.what) is None:
            sealed = seal(one.what)
            assert decode(sealed.kind, json.loads(sealed.payload)) == sealed.record
    places = [place for place, one in enumerate(located) if one.resume]
    for place in places[:: max(1, len(places) // 3)]:
        again = read_bytes(read, folder, data, name, located[place].resume)
        besides = [one.what for one in located[: place + 1] if not one.resume]
        assert _but(besides, again) == _but(besides, located[place + 1 :])
    return located


def _but(besides, located):
    return [(one.what, one.line) for one in located if one.resume or one.what not in besides]


@st.composite
def damaged(draw, whole: bytes):
    """Real bytes with up to five damages: cut, doubled, overwritten, inserted, broken off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 200))
        match draw(st.sampled_from(("cut", "double", "overwrite", "insert", "break off"))):
            case "cut":
                del data[start : start + length]
            case "double":
                data[start:start] = data[start : start + length]
            case "overwrite":
                data[start : start + length] = draw(st.binary(max_size=length))
            case "insert":
                data[start:start] = draw(st.binary(max_size=20) | st.sampled_from(_STRANGE))
            case "break off" if draw(st.booleans()):
                del data[start:]
    return bytes(data)


_STRANGE = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b"&", b'"', b"{", b"}", b"[", b"]"),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"\r", b"\n", b",", b"\t", b"\\ud800"),
    *(b"&nbsp;", b"&#0;", b"&nothing;", b"\\u0000", b"1e999", b"NaN", b"9" * 30, b"null", b"[]"),
)


def packed(data):
    return gzip.compress(data)
