"""One PostgreSQL server as files and processes: make it, start it, see if it lives, stop it."""

from __future__ import annotations

import contextlib
import locale
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from service.database.binaries import Binaries
from service.database.data_folder import DataFolder
from service.database.server_user import ServerUser
from service.errors import CommandError

SUPERUSER = "postgres"
SOCKET = ".s.PGSQL.5432"
# Recovery after a power cut may take minutes; a server that fails says so at once.
START_SECONDS = 600
STOP_SECONDS = 300
GRACE_SECONDS = 5
WAIT = ("--silent", "--wait")
LARGEST_LOG = 10_000_000
MEGABYTE = 1 << 20
# Of Linux, and of systems that lack it.
CHARACTER_TYPES = ("C.UTF-8", "en_US.UTF-8")

# The server's user may be unable to cross the folders above the data (a root home of 0700), and
# their modes are not ours to change. Python changes the directory while it is still root; this name
# of the working directory then leads to the data without crossing anything.
WORKING_FOLDER = "/proc/self/cwd"
HAS_PROC = Path(WORKING_FOLDER).exists()  # Linux


@dataclass(frozen=True, slots=True)
class Postgres:
    binaries: Binaries
    folder: DataFolder
    user: ServerUser | None

    def make(self, *, durable: bool) -> None:
        """Make the files of a new, empty server, whole or not at all."""
        target = self.folder.unfinished
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(mode=0o700)
        if self.user is not None:
            os.chown(target, self.user.uid, self.user.gid)
        # PostgreSQL's own C.UTF-8: the same order on every machine, whatever locales it has.
        command = ["initdb", "--username", SUPERUSER, "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += [f"--lc-ctype={_character_type()}"]
        done = self._run([*command, *([] if durable else ["--no-sync"])], target)
        if done.returncode != 0:
            shutil.rmtree(target, ignore_errors=True)
            raise CommandError(
                f"cannot make a database in {self.folder.path}: {_last_complaint(done.stderr)}"
            )
        target.rename(self.folder.postgresql)

    def start(self, settings: Mapping[str, str]) -> None:
        """Start the server and wait until it takes connections."""
        self._forget_dead_server()
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        with _opened_log(self.folder.log) as log:
            before = log.tell()
            done = self._run(
                ["pg_ctl", "start", *WAIT, f"--timeout={START_SECONDS}", "--options", options],
                self.folder.postgresql,
                output=log,
            )
        if done.returncode != 0:
            with self.folder.log.open("rb") as log:
                log.seek(before)
                reason = _last_complaint(log.read().decode(errors="replace"))
            raise CommandError(f"PostgreSQL does not start: {reason} (log: {self.folder.log})")

    def stop(self) -> None:
        """Stop the server; running statements are cancelled, everything committed is kept."""
        done = self._run(
            ["pg_ctl", "stop", "--mode=fast", *WAIT, f"--timeout={STOP_SECONDS}"],
            self.folder.postgresql,
        )
        if done.returncode != 0 and self.pid() is not None:
            raise CommandError(f"PostgreSQL does not stop: {_last_complaint(done.stderr)}")

    def pid(self) -> int | None:
        """The process of the living server, if there is one."""
        pid = self._noted_pid()
        if pid is None:
            return None
        if HAS_PROC:
            # The number may have been given to another program since: a server works in its data.
            with contextlib.suppress(OSError):
                if os.path.samefile(f"/proc/{pid}/cwd", self.folder.postgresql):
                    return pid
            return None
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, PermissionError):
            return None
        return pid

    def _noted_pid(self) -> int | None:
        try:
            return int((self.folder.postgresql / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _forget_dead_server(self) -> None:
        """Let a start succeed where a killed server's process number is another program's by now.

        PostgreSQL refuses while the number in its lock files is alive, unless it is its own
        grandparent's, which we are. The data's lock file stays otherwise as it is: PostgreSQL reads
        in it which shared memory to look at before it believes that nobody is left.
        """
        (self.folder.postgresql / f"{SOCKET}.lock").unlink(missing_ok=True)
        if self._noted_pid() is not None:
            note = self.folder.postgresql / "postmaster.pid"
            rest = note.read_text().split("\n", 1)[1:]
            note.write_text("\n".join([str(os.getpid()), *rest]))

    def _run(
        self, command: Sequence[str], working_folder: Path, output: IO[bytes] | None = None
    ) -> subprocess.CompletedProcess[str]:
        arguments = [self.binaries.program(command[0]), *command[1:]]
        # A session of its own: Ctrl-C in the terminal is for us, and we stop the server in order.
        process = subprocess.Popen(
            arguments,
            cwd=working_folder,
            user=None if self.user is None else self.user.uid,
            group=None if self.user is None else self.user.gid,
            extra_groups=None if self.user is None else [],
            env=self._environment(working_folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if output is None else output,
            stderr=subprocess.PIPE if output is None else output,
            start_new_session=True,
            text=True,
            errors="replace",
            umask=0o077,
        )
        try:
            _, complaint = process.communicate()
        except BaseException:
            # Interrupted. A server that has just been started is not known by its lock file yet,
            # and could not be stopped: let the program come to its end if that is near.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(GRACE_SECONDS)
            process.kill()
            process.wait()
            raise
        return subprocess.CompletedProcess(arguments, process.returncode, None, complaint)

    def _environment(self, working_folder: Path) -> dict[str, str]:
        # Nothing of the caller's: its PG* variables and locale would leak into the server.
        return {
            "PATH": os.defpath,
            "PGDATA": WORKING_FOLDER if HAS_PROC else str(working_folder),
            "LC_ALL": "C",
            "TZ": "UTC",
        }


def server_settings(*, durable: bool) -> dict[str, str]:
    """What differs from PostgreSQL's defaults, for a machine that has other things to do too."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MEGABYTE
    settings = {
        "cluster_name": "colophon",
        "listen_addresses": "",
        # Relative to the data: no length limit on the server's side, and nobody else's folder.
        "unix_socket_directories": ".",
        "unix_socket_permissions": "0700",
        "shared_buffers": f"{min(max(memory // 4, 128), 1024)}MB",
        "effective_cache_size": f"{max(memory // 2, 256)}MB",
        "maintenance_work_mem": f"{min(max(memory // 16, 64), 512)}MB",
        "work_mem": "16MB",
        "max_connections": "100",
        # Measured: compiling costs more than our short queries take.
        "jit": "off",
        "random_page_cost": "1.1",
        # Fewer checkpoints while a big source comes in; what is committed is safe all the same.
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "log_checkpoints": "off",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings |= {"shared_buffers": "128MB", "autovacuum": "off"}
    return settings


def _opened_log(path: Path) -> IO[bytes]:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    log = path.open("ab")
    log.seek(0, os.SEEK_END)
    return log


def _character_type() -> str:
    """A locale of this machine that tells letters from other signs beyond ASCII.

    PostgreSQL's search asks the C library: in the locale C all of “Ink” is one word. Nothing else
    depends on it.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in CHARACTER_TYPES:
            with contextlib.suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _last_complaint(text: str) -> str:
    """The line that says why: the last error, without PostgreSQL's time stamp."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"\b(FATAL|PANIC|error):", line)]
    line = (errors or lines or ["no reason given"])[-1]
    return re.sub(r"^.*?\b(FATAL|PANIC|error):\s+", "", line)
