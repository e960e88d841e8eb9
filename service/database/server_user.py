"""Who runs the embedded server: PostgreSQL refuses root, so for root it has a user of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass

from service.errors import CommandError

NAME = "colophon"


@dataclass(frozen=True, slots=True)
class ServerUser:
    uid: int
    gid: int


def server_user() -> ServerUser | None:
    """The user to become, or none when the server runs as the user who started us."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _add_system_user()
    if entry.pw_uid == 0:
        raise CommandError(f"the system user {NAME!r} is root itself; PostgreSQL does not run so")
    return ServerUser(entry.pw_uid, entry.pw_gid)


def _add_system_user() -> pwd.struct_passwd:
    command = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if command is None:
        raise CommandError(
            f"PostgreSQL does not run as root and there is no useradd to make the user {NAME!r}: "
            "make it, run Colophon as an ordinary user, or set COLOPHON_DATABASE_URL"
        )
    home = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    done = subprocess.run(
        [command, "--system", "--user-group", *home, NAME],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        # Asked of the system, not of the exit code: another process may have been first.
        return pwd.getpwnam(NAME)
    except KeyError:
        reason = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise CommandError(f"cannot make the system user {NAME!r}: {reason[0]}") from None
