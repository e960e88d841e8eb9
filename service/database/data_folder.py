"""The folder of the embedded server: where it is, whose it is, which version made its data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from service.errors import CommandError

MARKER = ".colophon"
MARKER_TEXT = "This folder is kept by Colophon: PostgreSQL's data, its log, and locks.\n"
OF_ROOT = Path("/var/lib/colophon")
# The first is a file system's own, at the top of a mounted volume; the second another process of
# ours may have written this very moment.
NOT_CONTENT = frozenset({"lost+found", MARKER})


def default_data_dir() -> Path:
    """Where the data is when nobody says otherwise."""
    if os.geteuid() == 0:
        return OF_ROOT
    return platformdirs.user_data_path("colophon", appauthor=False)


def claim(folder: Path) -> Path:
    """Make the folder, or find it to be ours already; a folder with other things in it is refused.

    The mode of a folder that is there stays as it is. A new one may be crossed, but not listed, by
    the system user that runs the server for root.
    """
    folder = folder.expanduser().absolute()
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file; the data needs a folder (COLOPHON_DATA_DIR)")
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    marker = folder / MARKER
    if marker.exists():
        return folder
    if any(entry.name not in NOT_CONTENT for entry in folder.iterdir()):
        raise CommandError(
            f"{folder} holds other files and is no data folder of Colophon; "
            "name an empty or a new one (COLOPHON_DATA_DIR)"
        )
    marker.write_text(MARKER_TEXT)
    return folder


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The parts of a claimed folder."""

    path: Path

    @property
    def postgresql(self) -> Path:
        return self.path / "postgresql"

    @property
    def unfinished(self) -> Path:
        """Where a new database is made; renamed when whole, so a killed start leaves no half."""
        return self.path / "postgresql.new"

    @property
    def log(self) -> Path:
        return self.path / "log" / "postgresql.log"

    @property
    def start_lock(self) -> Path:
        return self.path / "start.lock"

    @property
    def in_use_lock(self) -> Path:
        return self.path / "in-use.lock"

    def refuse_other_version(self, major: str) -> None:
        """PostgreSQL does not read the files of another major version."""
        try:
            found = (self.postgresql / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        if found != major:
            raise CommandError(
                f"{self.path} holds data of PostgreSQL {found}; this Colophon runs {major}: name "
                "another folder (COLOPHON_DATA_DIR) and ingest again, or use the Colophon that "
                "made it"
            )
