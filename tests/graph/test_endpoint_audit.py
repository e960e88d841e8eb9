"""The npm audit suite of GraphQL over HTTP, unmodified, against the service as it is started."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings
from tests.graph.server import serving

FOLDER = Path(__file__).with_name("audit")
SUITE = FOLDER / "node_modules" / "graphql-http" / "package.json"

needs_node = pytest.mark.skipif(
    shutil.which("node") is None or shutil.which("npm") is None, reason="Node.js is not here"
)


@pytest.fixture(scope="module")
def suite() -> Path:
    """The suite, installed beside its lock file once and kept."""
    wanted = json.loads((FOLDER / "package.json").read_text())["dependencies"]["graphql-http"]
    if not SUITE.exists() or json.loads(SUITE.read_text())["version"] != wanted:
        subprocess.run(["npm", "ci", "--no-audit"], cwd=FOLDER, check=True, timeout=300)
    return FOLDER / "audit.mjs"


def audit(suite: Path, app) -> list[dict[str, str]]:
    with serving(app) as address:
        run = subprocess.run(
            ["node", str(suite), f"{address}/graphql"],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    return json.loads(run.stdout)


@needs_node
def test_the_audit_suite_finds_nothing(suite: Path, make_database) -> None:
    app = create_app(Settings(), make_database("audit").reader_url)
    results = audit(suite, app)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61


@needs_node
def test_the_draft_of_2026_differs_from_the_suite_where_it_is_known_to(
    suite: Path, make_database
) -> None:
    app = create_app(Settings(http_profile="draft2026"), make_database("draft").reader_url)
    assert {result["id"] for result in audit(suite, app) if result["status"] != "ok"} == {
        # application/json for who asks for nothing in particular: now the new media type
        "47DE",
        "80D8",
        # 400 for parameters that are missing or of the wrong type: now 422
        "423L",
        "3E3A",
        *(f"LKJ{n}" for n in range(4)),  # query
        *(f"6C0{n}" for n in range(4)),  # operationName
        *(f"476{n}" for n in range(4)),  # variables
        *(f"58B{n}" for n in range(4)),  # extensions
        # 200 under application/json for parse, validation and coercion failures: now 4xx
        "572B",
        "FDE2",
        "7B9B",
        # 400 for coercion failures: now 422 (74FF, on validation, asks for a field whose name
        # begins with a digit, which is a failure to parse)
        "86EE",
    }
