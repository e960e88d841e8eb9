"""Sets up the log of a process: lines for people or JSON for machines, never a password."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TextIO


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


# As they stand in a URL (`//name:secret@`), in libpq's form (`password=secret`) and in headers.
_SECRETS = (
    (re.compile(r"(://[^/\s:@]*):\S+@"), r"\1:***@"),
    (re.compile(r"(?i)\b(password|passwd|pwd)\s*=\s*('(?:[^'\\]|\\.)*'|[^\s'&]+)"), r"\1=***"),
    (re.compile(r"(?i)\b(authorization\W{1,4}(?:bearer |basic )?)[^\s'\"]+"), r"\1***"),
)


def configure(
    level: str = "info", form: LogFormat = LogFormat.TEXT, to: TextIO | None = None
) -> None:
    """Let everything that is logged in this process, by libraries too, end in one place."""
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(JsonLines() if form is LogFormat.JSON else TextLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # It tells of every failed attempt to connect; service.database.pool tells of a loss once.
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True


class TextLines(logging.Formatter):
    """`2026-11-23 19:30:00.123 INFO service.graph.endpoint: request status=200 …`"""

    default_msec_format = "%s.%03d"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        pairs = "".join(f" {name}={_plain(value)}" for name, value in _fields(record).items())
        return super().formatMessage(record) + pairs

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonLines(logging.Formatter):
    """One object a line; what a call gives as `extra={"fields": {…}}` are members of it."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
            **_fields(record),
        }
        if record.exc_info:
            entry["traceback"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(entry, default=str)


def without_secrets(text: str) -> str:
    for pattern, masked in _SECRETS:
        text = pattern.sub(masked, text)
    return text


def _fields(record: logging.LogRecord) -> dict[str, object]:
    fields = getattr(record, "fields", None)
    return fields if isinstance(fields, dict) else {}


def _plain(value: object) -> str:
    """Quoted where it holds blanks or line breaks: a client cannot write a line of its own here."""
    text = str(value)
    return text if re.fullmatch(r"[\w.:/+-]+", text) else json.dumps(text)
