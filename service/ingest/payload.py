"""A record as JSON text and back, and the digest by which a second reading of the same is known."""

from __future__ import annotations

import hashlib
import json
import re
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, Union, cast

from service.ids import ExternalId
from service.ingest.compose import ComposedPaper, compose_paper
from service.ingest.identity import PaperEvidence, RecordRef, evidence_of
from service.ingest.records import (
    AffiliationRecord,
    AuthorRecord,
    PaperRecord,
    PartialDate,
    Precision,
    Record,
    TopicRecord,
    VenueRecord,
)

KINDS: dict[str, type[Record]] = {
    "paper": PaperRecord,
    "author": AuthorRecord,
    "affiliation": AffiliationRecord,
    "topic": TopicRecord,
    "venue": VenueRecord,
}
_KIND_OF = {record: kind for kind, record in KINDS.items()}

_AS_IT_IS = (str, int, float)
# PostgreSQL stores neither NUL nor half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# Of more than this hashlib lets go of the interpreter, for microseconds: too short for the thread
# that waits for it, which then waits anew, as long as the interpreter's interval, each time.
_HASHED_AT_ONCE = 2_047


@dataclass(frozen=True)
class SealedRecord:
    """A record ready to be stored: `payload` is its JSON, `digest` tells two versions apart."""

    record: Record
    kind: str
    payload: str
    digest: bytes

    @property
    def ref(self) -> RecordRef:
        return self.record.source, self.kind, self.record.key

    @property
    def paper(self) -> PaperRecord:
        """The record, of a paper."""
        assert isinstance(self.record, PaperRecord)
        return self.record

    @cached_property
    def evidence(self) -> PaperEvidence:
        """What the record of a paper tells about which paper it speaks of."""
        return evidence_of(self.ref, self.paper)

    @cached_property
    def alone(self) -> ComposedPaper | None:
        """The paper that the record tells of, if no other record does."""
        return compose_paper([self.paper])

    def prepare(self) -> None:
        """Computes what a batch will ask of it, where that takes nobody's time."""
        if isinstance(self.record, PaperRecord):
            _ = self.evidence, self.alone


class UnstorableRecord(ValueError):
    """A record whose values cannot be written as JSON (an infinite number, say)."""


def seal(record: Record) -> SealedRecord:
    """The record with its payload; characters that PostgreSQL cannot hold are dropped."""
    kind = "addition" if is_addition(record) else _KIND_OF[type(record)]
    try:
        payload = _dump(record)
    except ValueError as error:
        raise UnstorableRecord(str(error)) from error
    if "\\u0000" in payload or _UNSTORABLE.search(payload):
        record = decode(kind, _without_unstorable(json.loads(payload)))
        payload = _dump(record)
    return SealedRecord(record, kind, payload, _digest(payload.encode()))


def _digest(payload: bytes) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for start in range(0, len(payload), _HASHED_AT_ONCE):
        digest.update(payload[start : start + _HASHED_AT_ONCE])
    return digest.digest()


def is_addition(record: Record) -> bool:
    """Does the record only add to a paper that another record must make?"""
    return isinstance(record, PaperRecord) and record.title is None


def decode(kind: str, payload: dict[str, Any]) -> Record:
    """The record that `seal` wrote."""
    wanted: Any = KINDS["paper" if kind == "addition" else kind]
    return cast(Record, _decoder(wanted)(payload))


def _dump(record: Record) -> str:
    return json.dumps(_encode(record), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _encode(value: Any) -> Any:
    if value is None or isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, ExternalId):
        return str(value)
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, PartialDate):
        return _partial_date_text(value)
    if isinstance(value, date):
        return value.isoformat()
    kept = {}
    written: Any = type(value)
    for name, default in _defaults(written):
        item = getattr(value, name)
        if item is not None and item != default:
            kept[name] = _encode(item)
    return kept


@cache
def _defaults(record_type: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(record_type))


@cache
def _decoder(wanted: Any) -> Callable[[Any], Any]:
    """How a value of that type is read back from JSON."""
    origin = typing.get_origin(wanted)
    if origin in (Union, types.UnionType):
        (wanted,) = (option for option in typing.get_args(wanted) if option is not type(None))
        return _decoder(wanted)
    if origin is tuple:
        read_item = _decoder(typing.get_args(wanted)[0])
        return lambda items: tuple(read_item(item) for item in items)
    if wanted is ExternalId:
        return lambda text: ExternalId(*text.split(":", 1))
    if wanted is PartialDate:
        return _read_partial_date
    if wanted is date:
        return date.fromisoformat
    if wanted is float:
        return float
    if is_dataclass(wanted):
        return _dataclass_decoder(wanted)
    return lambda value: value


def _dataclass_decoder(record_type: Any) -> Callable[[dict[str, Any]], Any]:
    hints = typing.get_type_hints(record_type)
    readers = {field.name: _decoder(hints[field.name]) for field in fields(record_type)}
    # A required field may be None (an addition has no title), and None is never written.
    required = {field.name: None for field in fields(record_type) if field.default is MISSING}

    def read(payload: dict[str, Any]) -> Any:
        given = {name: readers[name](value) for name, value in payload.items()}
        return record_type(**(required | given))

    return read


def _partial_date_text(value: PartialDate) -> str:
    length = {"day": 10, "month": 7, "year": 4}[value.precision]
    return value.day.isoformat()[:length]


def _read_partial_date(text: str) -> PartialDate:
    precision: Precision = "day" if len(text) == 10 else "month" if len(text) == 7 else "year"
    return PartialDate(date.fromisoformat(text + "-01-01"[len(text) - 4 :]), precision)


def _without_unstorable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, list):
        return [_without_unstorable(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_unstorable(item) for key, item in value.items()}
    return value
