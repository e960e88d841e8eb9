"""What a request costs, told to who asks by the header `colophon-cost`: `report` tells it beside
the answer, `dry-run` instead of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

HEADER = b"colophon-cost"


class CostAsked(Enum):
    """What the header may ask for."""

    REPORT = b"report"
    DRY_RUN = b"dry-run"


_BY_VALUE = {asked.value: asked for asked in CostAsked}


@dataclass(frozen=True, slots=True)
class Cost:
    """What an answer could cost, in objects (service/compiler/cost), and the most that is
    allowed."""

    requested: int
    limit: int

    def alone(self) -> bytes:
        """A body without an answer: nothing was run."""
        return b'{"data":null,%b}' % self._extensions

    def beside(self, body: bytes) -> bytes:
        """The body of an answer, a JSON object, with the cost as its last member."""
        return b"%b,%b}" % (body[:-1], self._extensions)

    @property
    def _extensions(self) -> bytes:
        figures = (self.requested, self.limit)
        return b'"extensions":{"cost":{"requested":%d,"limit":%d}}' % figures


def cost_asked(value: bytes | None) -> CostAsked | None:
    """What a header's value asks for; anything unknown asks for nothing."""
    return _BY_VALUE.get(value) if value else None
