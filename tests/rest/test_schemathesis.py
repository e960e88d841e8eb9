"""schemathesis asks all that /openapi.json says can be asked, and much that it says cannot.

It runs as its users run it, from the command line. `make fuzz` makes it long.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.rest.schemathesis_hooks import ANSWERED

HERE = Path(__file__).parent
FEW = "4"
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", FEW)
SEED = ["--seed", "1", "--generation-deterministic"] if EXAMPLES == FEW else []


def test_it_finds_nothing(s2, tmp_path) -> None:
    command = Path(sys.executable).with_name("schemathesis")
    run = subprocess.run(
        [
            *(command, "--config-file", HERE / "schemathesis.toml"),
            *("run", f"{s2.address}/openapi.json"),
            *("--checks", "all", "--max-examples", EXAMPLES, "--no-color", *SEED),
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "SCHEMATHESIS_HOOKS": str(HERE / "schemathesis_hooks.py"),
            "PYTHONPATH": str(HERE.parents[1]),
        },
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr
    assert "No issues found" in run.stdout, run.stdout[-20_000:]
    answered = set((tmp_path / ANSWERED).read_text().splitlines())
    paths = s2.client.get("/openapi.json").json()["paths"]
    assert answered == {f"{method.upper()} {path}" for path in paths for method in paths[path]}
