"""PostgreSQL killed outright under an ingest: the same command goes on, and ends in one graph."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from service.database.access import database
from service.derive.verify import verify
from tests.ingest.graph import graph
from tests.ingest.made_up import papers

ROOT = Path(__file__).parents[2]
PAPERS = 1_500


def start(folder: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "service", *arguments, "--data-dir", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(folder: Path, *arguments: str) -> str:
    process = start(folder, *arguments)
    told, complaint = process.communicate(timeout=300)
    assert process.returncode == 0, complaint
    return told


def postmaster(folder: Path) -> int | None:
    """The embedded server's process, if it runs: one that was killed leaves its file behind."""
    for found in folder.rglob("postmaster.pid"):
        pid, _, rest = found.read_text().partition("\n")
        if rest and Path(f"/proc/{pid}/comm").is_file():
            return int(pid) if Path(f"/proc/{pid}/comm").read_text() == "postgres\n" else None
    return None


def kill_postgresql(folder: Path, process: subprocess.Popen, wait: float) -> bool:
    """Whether there was a server to kill while the command ran."""
    while process.poll() is None and postmaster(folder) is None:
        time.sleep(0.02)
    time.sleep(wait)
    pid = postmaster(folder)
    if process.poll() is not None or pid is None:
        return False
    os.kill(pid, signal.SIGKILL)
    return True


@pytest.mark.skipif(not Path("/proc/self/comm").is_file(), reason="the process is found in /proc")
def test_postgresql_killed_again_and_again_loses_nothing(tmp_path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in papers(PAPERS)))
    ingest = ("ingest", "papers-jsonl", str(path))
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    for folder in (killed, whole):
        finish(folder, "migrate")
    chance = random.Random(7)
    lost = 0
    for _ in range(4):
        process = start(killed, *ingest)
        was_killed = kill_postgresql(killed, process, chance.uniform(0.2, 2.0))
        _, complaint = process.communicate(timeout=120)
        if was_killed and process.returncode:
            lost += 1
            assert complaint.strip().splitlines()[-1].startswith("colophon: "), complaint
            assert "Traceback" not in complaint
    assert lost
    finish(killed, *ingest)
    assert finish(whole, *ingest).startswith(f"papers-jsonl: {PAPERS:,} records read")
    graphs = []
    for folder in (killed, whole):
        with database(database_url=None, writer_url=None, reader_url=None, data_dir=folder) as urls:
            graphs.append(graph(urls.reader))
            assert verify(urls.reader) == []
            with psycopg.connect(urls.reader) as connection:
                running = "SELECT count(*) FROM ingest_run WHERE status = 'running'"
                assert connection.execute(running).fetchone() == (0,)
    assert graphs[0] == graphs[1]
    assert len(graphs[0]["papers"]) > PAPERS // 2
