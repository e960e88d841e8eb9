"""The log: one form for people, one for machines, no secrets in either."""

from __future__ import annotations

import io
import json
import logging

import pytest

from service import log
from service.log import LogFormat


@pytest.fixture
def written():
    """What a logger wrote since a call of `configure`, by format; the root is put back after."""
    root = logging.getLogger()
    before = (root.handlers, root.level)
    stream = io.StringIO()

    def configured(form: LogFormat, level: str = "info") -> io.StringIO:
        log.configure(level, form, to=stream)
        return stream

    yield configured
    root.handlers, root.level = before[0], before[1]
    logging.getLogger("psycopg.pool").setLevel(logging.NOTSET)


def test_a_line_for_people_ends_with_its_fields(written) -> None:
    stream = written(LogFormat.TEXT)
    fields = {"status": 200, "operation": "two words\nand a line", "milliseconds": 0.25}
    logging.getLogger("service.there").info("request", extra={"fields": fields})
    (line,) = stream.getvalue().splitlines()
    assert line.endswith(
        "INFO service.there: request status=200"
        ' operation="two words\\nand a line" milliseconds=0.25'
    )


def test_a_line_for_machines_is_one_object(written) -> None:
    stream = written(LogFormat.JSON)
    logging.getLogger("service.there").warning("a\nb %s", 5, extra={"fields": {"status": 200}})
    (line,) = stream.getvalue().splitlines()
    entry = json.loads(line)
    assert entry.pop("time").endswith("+00:00")
    assert entry == {
        "level": "warning",
        "logger": "service.there",
        "message": "a\nb 5",
        "status": 200,
    }


def test_a_traceback_is_part_of_the_object(written) -> None:
    stream = written(LogFormat.JSON)
    try:
        raise ValueError("of password=hush")
    except ValueError:
        logging.getLogger("service.there").exception("It failed.")
    entry = json.loads(stream.getvalue())
    assert entry["message"] == "It failed."
    assert "ValueError: of password=***" in entry["traceback"]


@pytest.mark.parametrize("form", list(LogFormat))
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "postgresql://colophon:hush@db:5432/colophon",
            "postgresql://colophon:***@db:5432/colophon",
        ),
        ("postgresql://colophon:hu@sh/!@db/colophon", "postgresql://colophon:***@db/colophon"),
        ("host=db password=hush user=u", "host=db password=*** user=u"),
        ("host=db password='hu sh' user=u", "host=db password=*** user=u"),
        (
            "postgresql://db/colophon?password=hush&user=u",
            "postgresql://db/colophon?password=***&user=u",
        ),
        ("authorization: Bearer hush", "authorization: Bearer ***"),
    ],
)
def test_a_password_is_masked(written, form: LogFormat, text: str, masked: str) -> None:
    stream = written(form)
    logging.getLogger("service.there").error("With %s it failed.", text)
    assert f"With {masked} it failed." in stream.getvalue()
    assert "hush" not in stream.getvalue()


def test_what_is_below_the_level_is_not_written(written) -> None:
    stream = written(LogFormat.TEXT, "warning")
    logging.getLogger("service.there").info("nothing")
    assert stream.getvalue() == ""
