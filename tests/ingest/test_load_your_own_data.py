"""The page "Load your own data" has a section for each source, and says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.ingest.compose import PRECEDENCE
from service.ingest.inputs import LONGEST_LINE
from service.ingest.sources import SOURCES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "load-your-own-data.md").read_text()
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, flags=re.M | re.S))


def test_there_is_a_section_for_each_source_and_for_nothing_else() -> None:
    assert list(SECTIONS) == sorted(SOURCES)
    links = re.findall(r"\[([^\]]+)\]\(#([^)]+)\)", PAGE.partition("## ")[0])
    assert links == [(name, name) for name in sorted(SOURCES)]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_section_says_where_how_what_is_kept_and_what_is_left(name: str) -> None:
    section = SECTIONS[name]
    for heading in ("Where to get it", "The command", "What is kept", "What is left out"):
        assert f"### {heading}\n" in section
    commands = re.findall(r"^```\n(.*?)^```", section, flags=re.M | re.S)
    assert any(block.startswith(f"colophon ingest {name}") for block in commands)
    assert ("--as-of" in section) or not SOURCES[name].needs_as_of
    assert ("--scheme" in section) is (SOURCES[name].of_scheme is not None)


def test_the_page_tells_whose_word_counts_and_how_long_a_line_may_be() -> None:
    assert f"this order decides: {', '.join(PRECEDENCE)}." in PAGE
    assert f"Lines of up to {LONGEST_LINE >> 20} MB are read" in PAGE


def test_the_page_is_linked_and_its_links_lead_somewhere() -> None:
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md"):
        assert "(docs/load-your-own-data.md)" in path.read_text()
    headings = {
        re.sub(r"[^\w -]", "", text).strip().lower().replace(" ", "-")
        for text in re.findall(r"^#+ (.*)$", PAGE, flags=re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings
