"""The embedded server: kept data, sharing, the last one out, folders left as they were."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from service.database import binaries, embedded
from service.database.data_folder import DataFolder, claim
from service.database.postgres import Postgres
from service.database.roles import OWNER, READER
from service.database.server_user import server_user

ROOT = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0
USE_UNTIL_TOLD = """
import sys
from pathlib import Path
from service.database import embedded
with embedded.running(Path(sys.argv[1]), durable=False):
    print("up", flush=True)
    sys.stdin.read()
"""


def postgres(folder):
    return Postgres(binaries.installed(), DataFolder(folder), server_user())


def another_user(folder, **options):
    """A process of its own that uses the server until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", USE_UNTIL_TOLD, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )
    assert process.stdout.readline() == "up\n"
    return process


def leave(process):
    process.communicate(timeout=60)


def gone(pid):
    """Whether the process has ended; a killed one may need a moment."""
    for _ in range(100):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or ") Z " in status.read_text():
            return True
        time.sleep(0.05)
    return False


def modes(folder):
    return {str(above): stat.S_IMODE(above.stat().st_mode) for above in [folder, *folder.parents]}


def fetch(url, statement):
    with psycopg.connect(url) as connection:
        return connection.execute(statement).fetchone()


def execute(url, statement):
    with psycopg.connect(url) as connection:
        connection.execute(statement)


def test_data_is_there_after_a_second_start(tmp_path):
    with embedded.running(tmp_path / "data", durable=False) as server:
        execute(server.url(OWNER), "CREATE TABLE kept AS SELECT 42 AS answer")
    assert postgres(tmp_path / "data").pid() is None
    with embedded.running(tmp_path / "data", durable=False) as server:
        assert fetch(server.url(OWNER), "SELECT answer FROM kept") == (42,)


def test_only_the_socket_is_open_and_roles_are_what_they_say(tmp_path):
    with embedded.running(tmp_path / "data", durable=False) as server:
        assert fetch(server.superuser_url, "SHOW listen_addresses") == ("",)
        assert fetch(server.url(READER), "SELECT current_user::text") == (READER,)
        supers = "SELECT array_agg(rolname::text) FROM pg_roles WHERE rolsuper"
        assert fetch(server.superuser_url, supers) == (["postgres"],)
        folder = stat.S_IMODE(server.folder.postgresql.stat().st_mode)
        assert folder == 0o700


def test_a_caller_may_set_otherwise_what_the_server_starts_with(tmp_path):
    settings = {"wal_level": "minimal", "max_wal_senders": "0"}
    with embedded.running(tmp_path / "data", durable=False, settings=settings) as server:
        assert fetch(server.superuser_url, "SHOW wal_level") == ("minimal",)
        assert fetch(server.superuser_url, "SHOW fsync") == ("off",)


def test_committed_rows_are_synced_unless_the_data_may_be_lost(tmp_path):
    with embedded.running(tmp_path / "data") as server:
        assert fetch(server.superuser_url, "SHOW fsync") == ("on",)
        assert fetch(server.superuser_url, "SHOW synchronous_commit") == ("on",)
        assert fetch(server.superuser_url, "SHOW full_page_writes") == ("on",)


def test_commands_share_one_server_and_the_last_one_out_stops_it(tmp_path):
    folder = tmp_path / "data"
    first = another_user(folder)
    pid = postgres(folder).pid()
    second = another_user(folder)
    assert postgres(folder).pid() == pid
    leave(first)
    assert postgres(folder).pid() == pid
    leave(second)
    assert postgres(folder).pid() is None
    assert gone(pid)


def test_a_server_left_by_a_killed_process_is_used_again_and_then_stopped(tmp_path):
    folder = tmp_path / "data"
    killed = another_user(folder)
    pid = postgres(folder).pid()
    killed.kill()
    leave(killed)
    assert postgres(folder).pid() == pid
    with embedded.running(folder, durable=False) as server:
        assert postgres(folder).pid() == pid
        assert fetch(server.url(OWNER), "SELECT 1") == (1,)
    assert gone(pid)


def test_a_server_left_by_killed_processes_can_be_stopped_without_using_it(tmp_path):
    folder = tmp_path / "data"
    killed = another_user(folder)
    pid = postgres(folder).pid()
    with contextlib.closing(killed.stdin):
        embedded.stop_unless_used(folder)
        assert postgres(folder).pid() == pid
        killed.kill()
        killed.wait()
        embedded.stop_unless_used(folder)
    killed.stdout.close()
    assert gone(pid)


def test_a_killed_server_starts_again_with_what_was_committed(tmp_path):
    folder = tmp_path / "data"
    with embedded.running(folder) as server:
        execute(server.url(OWNER), "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(postgres(folder).pid(), signal.SIGKILL)
    with embedded.running(folder) as server:
        assert fetch(server.url(OWNER), "SELECT answer FROM kept") == (42,)


def test_a_process_number_that_another_program_has_by_now_is_no_server(tmp_path):
    folder = tmp_path / "data"
    user = server_user()
    who = {} if user is None else {"user": user.uid, "group": user.gid, "extra_groups": []}
    with embedded.running(folder, durable=False):
        pass
    with subprocess.Popen(["sleep", "600"], **who) as bystander:
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            note = folder / "postgresql" / name
            note.write_text(f"{bystander.pid}\n/elsewhere\n1\n5432\n.\n\n0 0\nready\n")
            if user is not None:
                os.chown(note, user.uid, user.gid)
        with embedded.running(folder, durable=False) as server:
            assert fetch(server.url(OWNER), "SELECT 1") == (1,)
        assert bystander.poll() is None
        bystander.kill()


def test_what_a_killed_first_start_left_does_no_harm(tmp_path):
    folder = DataFolder(claim(tmp_path / "data"))
    folder.unfinished.mkdir()
    (folder.unfinished / "PG_VERSION").write_text("18\n")
    with embedded.running(folder.path, durable=False) as server:
        assert fetch(server.url(OWNER), "SELECT 1") == (1,)


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(tmp_path):
    folder = tmp_path / "data"
    user = another_user(folder, start_new_session=True)
    pid = postgres(folder).pid()
    with embedded.running(folder, durable=False) as server:
        os.killpg(user.pid, signal.SIGINT)
        user.communicate(timeout=60)
        assert postgres(folder).pid() == pid
        assert fetch(server.url(OWNER), "SELECT 1") == (1,)
    assert gone(pid)


def test_a_path_that_is_strange_and_too_long_for_a_socket_is_no_hindrance(tmp_path):
    folder = tmp_path / ("it's 100% strange, $HOME and \\ " * 5).strip()
    with embedded.running(folder, durable=False) as server:
        assert fetch(server.url(OWNER), "SELECT 1") == (1,)
        short = server.socket_folder
        assert len(str(short)) < 60
    assert not short.parent.exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root's server runs as another user")
def test_no_mode_changes_on_the_way_to_data_that_the_server_user_could_not_reach(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    programs = binaries.installed().folder
    before = [modes(closed), modes(programs), modes(Path.home())]
    with embedded.running(closed / "data", durable=False) as server:
        assert fetch(server.url(OWNER), "SELECT 1") == (1,)
        owner = (server.folder.postgresql / "postmaster.pid").stat().st_uid
        assert owner == server_user().uid != 0
    assert [modes(closed), modes(programs), modes(Path.home())] == before


def test_an_empty_folder_that_is_there_keeps_its_mode(tmp_path):
    folder = tmp_path / "volume"
    folder.mkdir()
    folder.chmod(0o750)
    (folder / "lost+found").mkdir()
    with embedded.running(folder, durable=False):
        pass
    assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_a_search_tells_words_from_signs_beyond_ascii(cluster):
    statement = "SELECT tsvector_to_array(to_tsvector('simple', '“Ink”—über ‘x’…Дом'))"
    with psycopg.connect(cluster.superuser_url) as connection:
        (words,) = connection.execute(statement).fetchone()
    assert sorted(words) == ["ink", "x", "über", "дом"]
