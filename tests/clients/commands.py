"""How the generators are run."""

from __future__ import annotations

import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; where it fails, what it says is the test's message."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{command}:\n{done.stdout}\n{done.stderr}"
    return done.stdout
