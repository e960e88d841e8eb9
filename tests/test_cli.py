"""The command line from outside: what it prints, its exit codes, one line for every failure."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from service import cli
from service.database import bootstrap
from service.database.access import as_role
from service.database.data_folder import DataFolder
from service.database.roles import OWNER
from service.errors import CommandError

ROOT = Path(__file__).parents[1]
ANSWERS = "Colophon answers at "
README = (ROOT / "README.md").read_text()
FIRST_QUERY = re.search(r"```graphql\n(.*?)```", README, re.S)[1]
FIRST_ANSWER = json.loads(re.search(r"```json\n(.*?)```", README, re.S)[1])
# Ctrl-C, an orchestrator, a terminal that is closed; and the exit code that follows.
ENDS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143)]


def environment(**settings):
    """This process's environment without its own settings, and these instead."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLOPHON_")}
    return kept | {f"COLOPHON_{name.upper()}": str(value) for name, value in settings.items()}


def colophon(*arguments, **settings):
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def started(*arguments, until=ANSWERS, **settings):
    """A command in a process group of its own, as in a terminal, that has printed a line: it, and
    the rest of that line (the address, where the command serves)."""
    process = subprocess.Popen(
        [sys.executable, "-m", "service", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith(until):
            return process, line.removeprefix(until).strip()
    process.wait()
    raise AssertionError("".join(lines))


def ended(process, number):
    """Send a signal to the group, as a terminal does; the exit code and what was printed last."""
    os.killpg(process.pid, number)
    output, _ = process.communicate(timeout=60)
    return process.returncode, output


def one_line(done):
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.removeprefix("colophon: ").rstrip("\n")


def test_the_version_is_printed():
    done = colophon("--version")
    assert (done.returncode, done.stdout) == (0, f"colophon {cli.__version__}\n")


@pytest.mark.parametrize(
    "command", ["run", "serve", "ingest", "rejects", "authors", "rank", "verify", "migrate"]
)
def test_help_names_flags_and_their_variables(command):
    done = colophon(command, "--help")
    assert done.returncode == 0
    assert "--data-dir" in done.stdout
    assert "[COLOPHON_DATA_DIR]" in done.stdout


def test_help_answers_without_loading_what_the_commands_need():
    loads = "import sys, service.cli; print(sorted(set(sys.modules) & set(sys.argv[1:])))"
    heavy = ["strawberry", "sqlalchemy", "uvicorn", "psycopg", "alembic"]
    done = subprocess.run(
        [sys.executable, "-c", loads, *heavy], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_flag_has_more_weight_than_its_variable():
    assert one_line(colophon("serve", "--port", "x", port=8000)) == (
        "COLOPHON_PORT='x' (--port): expected a whole number from 0 to 65535"
    )


def test_a_wrong_variable_is_one_line():
    assert one_line(colophon("serve", port="eighty")) == (
        "COLOPHON_PORT='eighty' (--port): expected a whole number from 0 to 65535"
    )


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_port_in_use_is_one_line_before_anything_starts(command, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = colophon(command, port=port, data_dir=tmp_path / "data")
    assert one_line(done) == (
        f"cannot listen on 127.0.0.1 port {port}: address already in use; "
        "choose another with --port (COLOPHON_PORT)"
    )
    assert not (tmp_path / "data").exists()


def test_a_host_that_is_not_this_machine_is_one_line(tmp_path):
    done = colophon("serve", host="192.0.2.1", port=0, data_dir=tmp_path / "data")
    assert one_line(done) == (
        "cannot listen on 192.0.2.1 port 0: cannot assign requested address; "
        "choose another with --port (COLOPHON_PORT)"
    )


def test_a_database_that_cannot_be_reached_is_one_line():
    line = one_line(colophon("migrate", database_url="postgresql://nobody@127.0.0.1:1/nothing"))
    assert line.startswith("the database cannot be reached: ")
    assert "Connection refused" in line


def test_a_connection_string_that_is_none_is_one_line():
    line = one_line(colophon("migrate", database_url="my database"))
    assert line.startswith("COLOPHON_DATABASE_URL is no connection string: ")


def test_a_login_that_only_reads_cannot_migrate(database):
    line = one_line(colophon("migrate", reader_url=database.reader_url))
    assert line == "this command needs COLOPHON_DATABASE_URL"


def test_a_login_that_can_write_does_not_serve(database):
    line = one_line(colophon("serve", port=0, reader_url=database.writer_url))
    assert line.startswith('The database role "colophon_writer" can write to ')


def test_an_unknown_revision_is_one_line(database):
    line = one_line(colophon("migrate", "9999", database_url=database.owner_url))
    assert line == "Can't locate revision identified by '9999'"


def test_migrating_twice_says_the_same(database):
    first = colophon("migrate", database_url=database.owner_url)
    second = colophon("migrate", database_url=database.owner_url)
    assert first.returncode == second.returncode == 0
    assert first.stderr == second.stderr == ""
    assert first.stdout == second.stdout
    assert first.stdout.startswith("The database is at revision ")


def test_migrating_warns_of_a_database_in_which_words_are_not_told_from_signs(cluster):
    name = "words_of_ascii"
    with psycopg.connect(cluster.superuser_url, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} OWNER {OWNER} LC_CTYPE 'C' TEMPLATE template0 ENCODING 'UTF8'"
        )
    bootstrap.make_database(cluster.superuser_url, name)
    done = colophon("migrate", database_url=cluster.url(OWNER, name))
    assert done.returncode == 0
    assert done.stderr.startswith("warning: in this database a search takes all of “word” for one")
    with psycopg.connect(cluster.superuser_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize(
    "command", [["serve"], ["rank"], ["verify"], ["rejects"], ["authors", "list"]]
)
def test_a_database_without_tables_is_told_how_to_get_them(command, tmp_path):
    done = colophon(
        *command, data_dir=tmp_path / "data", **({"port": 0} if "serve" in command else {})
    )
    assert one_line(done) == "the database has no tables yet; make them with: colophon migrate"
    assert not (tmp_path / "data" / "postgresql" / "postmaster.pid").exists()


def test_output_that_nobody_reads_to_its_end_is_no_error():
    with subprocess.Popen(
        [sys.executable, "-m", "service", "schema"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_an_external_server_is_written_and_read_by_roles(database):
    with psycopg.connect(as_role(database.owner_url, "colophon_reader")) as connection:
        assert connection.execute("SELECT current_user::text").fetchone() == ("colophon_reader",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM paper")


def test_a_role_is_added_to_the_options_that_a_url_has():
    url = as_role("postgresql://me@db/colophon?options=-c%20statement_timeout%3D5s", "reader")
    assert url.endswith("options='-c statement_timeout=5s -c role=reader'")


def test_a_role_needs_a_connection_string():
    with pytest.raises(CommandError, match="is no connection string"):
        as_role("my database", "reader")


def ask(address, query):
    answer = httpx.post(address, json={"query": query}, timeout=30)
    assert answer.status_code == 200
    return answer.json()["data"]


@pytest.mark.parametrize(("number", "code"), ENDS)
def test_serving_ends_in_order_by_whatever_signal(number, code, database):
    process, address = started("serve", port=0, database_url=database.owner_url)
    assert ask(address, "{ papers(first: 1) { totalCount } }") == {"papers": {"totalCount": 0}}
    assert ended(process, number) == (code, "")


@pytest.mark.parametrize(("number", "code"), ENDS[:2])
def test_a_start_that_is_interrupted_anywhere_leaves_no_server(number, code, tmp_path):
    for delay in (0, 0.3, 0.8):
        folder = DataFolder(tmp_path / f"after {delay}")
        process = subprocess.Popen(
            [sys.executable, "-m", "service", "migrate"],
            cwd=ROOT,
            env=environment(data_dir=folder.path),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        while not folder.path.exists():
            time.sleep(0.01)
        time.sleep(delay)
        ending, output = ended(process, number)
        assert "Traceback" not in output
        assert ending == code or "at revision" in output
        assert not (folder.postgresql / "postmaster.pid").exists()


def test_run_makes_everything_once_and_ctrl_c_leaves_only_the_data(tmp_path):
    folder = DataFolder(tmp_path / "data")
    interrupted, _ = started("run", until="Loading the sample", port=0, data_dir=folder.path)
    pid = int((folder.postgresql / "postmaster.pid").read_text().split()[0])
    assert ended(interrupted, signal.SIGINT)[0] == cli.INTERRUPTED
    assert gone(pid)

    process, address = started("run", port=0, data_dir=folder.path)
    assert {"data": ask(address, FIRST_QUERY)} == FIRST_ANSWER
    # All of the sample, also what came after the interruption.
    assert ask(address, "{ papers(first: 1) { totalCount } }")["papers"]["totalCount"] > 1_000
    ending, output = ended(process, signal.SIGINT)
    assert ending == cli.INTERRUPTED
    assert "Traceback" not in output
    assert not (folder.postgresql / "postmaster.pid").exists()

    verified = colophon("verify", data_dir=folder.path)
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, "", "")

    process, address = started("run", port=0, data_dir=folder.path)
    assert {"data": ask(address, FIRST_QUERY)} == FIRST_ANSWER
    assert ended(process, signal.SIGINT)[0] == cli.INTERRUPTED


def gone(pid):
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.05)
    return False
