"""What an operator may set: each setting declared once, read from the environment or a flag."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from service.errors import CommandError
from service.graph.limits import Limits

PREFIX = "COLOPHON_"
LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Kind:
    """How a setting is written: `parse` raises ValueError for anything but what is `expected`."""

    expected: str
    parse: Callable[[str], Any]


def _whole_number(lowest: int, highest: int) -> Kind:
    def parse(text: str) -> int:
        # int() would take "1_000", " 1 " and Arabic digits as well.
        if not (text.isascii() and text.isdigit()) or not lowest <= int(text) <= highest:
            raise ValueError
        return int(text)

    return Kind(f"a whole number from {lowest} to {highest}", parse)


def _one_of(*words: str) -> Kind:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return Kind(" or ".join(words), parse)


def _switch(text: str) -> bool:
    return {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}[text]


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError
    return text


def _folder(text: str) -> Path:
    return Path(_filled(text)).expanduser()


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(origin.strip() for origin in text.split(",") if origin.strip())
    if not all(origin == "*" or re.fullmatch(r"https?://[^/\s]+", origin) for origin in origins):
        raise ValueError
    return origins


TEXT = Kind("some text", _filled)
FOLDER = Kind("a folder", _folder)
SWITCH = Kind("on or off", _switch)
ORIGINS = Kind("origins such as https://example.org, separated by commas, or *", _origins)
COUNT = _whole_number(1, 1_000_000_000)


def _about(kind: Kind, help: str) -> Mapping[str, Any]:
    return {"kind": kind, "help": help}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with their defaults. Nothing but `cli` and `app` sees this object."""

    database_url: str | None = field(
        default=None,
        repr=False,
        metadata=_about(
            TEXT, "PostgreSQL to use, as its owner: a libpq URL; without it the embedded one runs"
        ),
    )
    reader_url: str | None = field(
        default=None, repr=False, metadata=_about(TEXT, "the same for a login that may only read")
    )
    writer_url: str | None = field(
        default=None, repr=False, metadata=_about(TEXT, "the same for a login that may write rows")
    )
    data_dir: Path | None = field(
        default=None, metadata=_about(FOLDER, "where the embedded PostgreSQL keeps its data")
    )
    host: str = field(default="127.0.0.1", metadata=_about(TEXT, "address to listen on"))
    port: int = field(
        default=8000,
        metadata=_about(_whole_number(0, 65535), "port to listen on; 0 takes a free one"),
    )
    max_document_bytes: int = field(
        default=LIMITS.document_bytes, metadata=_about(COUNT, "longest GraphQL document, in bytes")
    )
    max_tokens: int = field(
        default=LIMITS.tokens, metadata=_about(COUNT, "most tokens in a document")
    )
    max_depth: int = field(
        default=LIMITS.depth, metadata=_about(COUNT, "deepest nesting of fields")
    )
    max_ids: int = field(default=LIMITS.ids, metadata=_about(COUNT, "most ids in one `nodes`"))
    max_aliases: int = field(
        default=LIMITS.aliases, metadata=_about(COUNT, "most aliases in an operation")
    )
    max_selections: int = field(
        default=LIMITS.selections,
        metadata=_about(COUNT, "most fields and fragments that an operation selects"),
    )
    max_values: int = field(
        default=LIMITS.values, metadata=_about(COUNT, "most values in the variables of a request")
    )
    max_conditions: int = field(
        default=LIMITS.conditions, metadata=_about(COUNT, "most conditions in the filters")
    )
    max_page_size: int = field(
        default=LIMITS.page_size, metadata=_about(COUNT, "greatest first: or last: of a list")
    )
    default_page_size: int = field(
        default=LIMITS.default_page_size,
        metadata=_about(COUNT, "length of a page when nothing is said"),
    )
    max_cost: int = field(
        default=LIMITS.cost, metadata=_about(COUNT, "most that an answer may cost, in objects")
    )
    statement_timeout_ms: int = field(
        default=10_000,
        metadata=_about(
            _whole_number(1, 3_600_000), "longest time for a statement, in milliseconds"
        ),
    )
    pool_size: int = field(
        default=8, metadata=_about(_whole_number(1, 1_000), "connections to PostgreSQL")
    )
    workers: int = field(
        default=1,
        metadata=_about(
            _whole_number(1, 256), "processes that answer, each with its own connections and caches"
        ),
    )
    kept_answers_mb: int = field(
        default=32,
        metadata=_about(
            _whole_number(0, 1_000_000),
            "memory of a worker for answers that are given again while the data stands, in MB;"
            " 0 keeps none",
        ),
    )
    compression: bool = field(
        default=True, metadata=_about(SWITCH, "whether answers are compressed for who takes it")
    )
    graphiql: bool = field(default=True, metadata=_about(SWITCH, "whether a browser gets GraphiQL"))
    introspection: bool = field(
        default=True, metadata=_about(SWITCH, "whether clients may ask for the schema")
    )
    cors_origins: tuple[str, ...] = field(
        default=(), metadata=_about(ORIGINS, "sites whose pages may ask from a browser")
    )
    http_profile: str = field(
        default="audit",
        metadata=_about(
            _one_of("audit", "draft2026"),
            "status codes: as the graphql-http audit wants them, or by the draft of 2026",
        ),
    )
    log_level: str = field(
        default="info",
        metadata=_about(
            _one_of("debug", "info", "warning", "error"), "least severity that is logged"
        ),
    )
    log_format: str = field(
        default="text",
        metadata=_about(_one_of("text", "json"), "log lines for people or for machines"),
    )

    def __post_init__(self) -> None:
        if self.default_page_size > self.max_page_size:
            raise CommandError(
                f"{variable('default_page_size')}={self.default_page_size} is more than "
                f"{variable('max_page_size')}={self.max_page_size}"
            )

    @property
    def limits(self) -> Limits:
        """The part that the GraphQL engine needs."""
        return Limits(
            document_bytes=self.max_document_bytes,
            tokens=self.max_tokens,
            depth=self.max_depth,
            aliases=self.max_aliases,
            ids=self.max_ids,
            selections=self.max_selections,
            values=self.max_values,
            conditions=self.max_conditions,
            page_size=self.max_page_size,
            default_page_size=self.default_page_size,
            cost=self.max_cost,
        )

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """The settings that these variables make; the first wrong one is named."""
        given: dict[str, Any] = {
            setting.name: _parsed(setting, environ[variable(setting.name)])
            for setting in fields(cls)
            if variable(setting.name) in environ
        }
        return cls(**given)


def variable(name: str) -> str:
    """The environment variable of a setting: `COLOPHON_MAX_COST`."""
    return PREFIX + name.upper()


def flag(name: str) -> str:
    """The flag of a setting: `--max-cost`."""
    return "--" + name.replace("_", "-")


def description(setting: Field[Any]) -> str:
    """What the help says of a setting, with its variable and default."""
    known = variable(setting.name)
    if isinstance(setting.default, bool):
        known += "; on" if setting.default else "; off"
    elif setting.default not in (None, ()):
        known += f"; {setting.default}"
    return f"{setting.metadata['help']} [{known}]"


def _parsed(setting: Field[Any], text: str) -> object:
    kind: Kind = setting.metadata["kind"]
    try:
        return kind.parse(text)
    except (ValueError, KeyError):
        # Not the value of a URL: it may hold a password.
        shown = f"={text!r}" if setting.repr else ""
        raise CommandError(
            f"{variable(setting.name)}{shown} ({flag(setting.name)}): expected {kind.expected}"
        ) from None
