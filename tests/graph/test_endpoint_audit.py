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


@needs_node
def test_the_audit_suite_finds_nothing(suite: Path, make_database) -> None:
    app = create_app(Settings(), make_database("audit").reader_url)
    with serving(app) as address:
        run = subprocess.run(
            ["node", str(suite), f"{address}/graphql"],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    results = json.loads(run.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
