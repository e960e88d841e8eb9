"""The page at the endpoint's address, built and not built."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from service.graph.explorer import Explorer

ROOT = Path(__file__).parents[2]
SCRIPT = b"console.log('a script')"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What `make web` leaves, in small: one script, one file without a compressed copy."""
    folder = tmp_path / "web"
    assets = folder / "assets"
    assets.mkdir(parents=True)
    (folder / "index.html").write_bytes((ROOT / "web" / "index.html").read_bytes())
    (folder / "licenses.md").write_text("of the packages")
    (assets / "index-abc.js").write_bytes(SCRIPT)
    (assets / "index-abc.js.gz").write_bytes(gzip.compress(SCRIPT))
    (assets / "codicon-abc.ttf").write_bytes(b"a font")
    return folder


@pytest.mark.parametrize(
    ("path", "base"),
    [
        ("/graphql", "graphql/"),
        ("/api/query", "query/"),
        ("/graphql/", "./"),
        ('/a"><script>', "a%22%3E%3Cscript%3E/"),
    ],
)
def test_the_page_finds_its_files_from_wherever_it_is_served(
    built: Path, path: str, base: str
) -> None:
    body = Explorer(built).page(path).body.decode()
    assert body.count("<base ") == 1
    assert f'<base href="{base}" />' in body


def test_a_file_comes_as_it_was_built_and_may_be_kept_for_ever(built: Path) -> None:
    script = Explorer(built).asset("index-abc.js", gzip=False)
    assert script is not None
    assert script.body == SCRIPT
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "content-encoding" not in script.headers


def test_a_client_that_takes_gzip_gets_the_compressed_copy(built: Path) -> None:
    script = Explorer(built).asset("index-abc.js", gzip=True)
    assert script is not None
    assert script.headers["content-encoding"] == "gzip"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert gzip.decompress(script.body) == SCRIPT


def test_a_file_without_a_compressed_copy_comes_plain(built: Path) -> None:
    font = Explorer(built).asset("codicon-abc.ttf", gzip=True)
    assert font is not None
    assert font.body == b"a font"
    assert "content-encoding" not in font.headers


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../index.html",
        "../licenses.md",
        "../../../etc/passwd",
        "/etc/passwd",
        "index-abc.js\0",
        "index-abc.js.gz",
        "INDEX-ABC.JS",
        "index-abc.css",
    ],
)
def test_only_the_built_files_are_given_out(built: Path, name: str) -> None:
    assert Explorer(built).asset(name, gzip=True) is None


def test_page_and_files_forbid_what_is_not_of_this_origin(built: Path) -> None:
    explorer = Explorer(built)
    script = explorer.asset("index-abc.js", gzip=False)
    assert script is not None
    for headers in (explorer.page("/graphql").headers, script.headers):
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; worker-src 'self'; ")
        assert "http" not in policy
        assert "eval" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_a_page_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    explorer = Explorer(tmp_path / "web")
    page = explorer.page("/graphql")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert b"make web" in page.body
    assert b"API at this address works" in page.body
    assert b"<script" not in page.body
    assert explorer.asset("index-abc.js", gzip=False) is None
