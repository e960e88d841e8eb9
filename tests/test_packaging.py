"""`pip install .` into an empty environment gives a whole Colophon."""

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import venv
from dataclasses import fields
from pathlib import Path

import pytest

from service.settings import Settings, variable

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Things that a wheel must carry beside Python: where they are here, where they are in it.
CARRIED = {"alembic": "migrations", "service/web": "web", "service/sample": "sample"}


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def canonical(requirement):
    """The name in `psycopg[binary,pool]>=3.2`, as the index compares names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An environment that has nothing but `pip install .`, and a folder far from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    # The same versions as here, so that a new release of a library cannot fail this test.
    run(python, "-m", "pip", "install", "--quiet", "-c", ROOT / "requirements.lock", ROOT)
    return python


def files_below(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_an_installed_colophon_is_whole(installed, tmp_path):
    command = installed.with_name("colophon")
    where = "import service; print(*service.__path__)"
    package = Path(run(installed, "-c", where, cwd=tmp_path).strip())
    assert package.is_relative_to(installed.parents[1])

    carried = [folder for folder in CARRIED if (ROOT / folder).is_dir()]
    assert "alembic" in carried
    for folder in carried:
        assert files_below(package / CARRIED[folder]) == files_below(ROOT / folder), folder

    assert run(command, "schema", cwd=tmp_path) == run(
        sys.executable, "-m", "service", "schema", cwd=ROOT
    )
    environment = {**os.environ, "COLOPHON_DATA_DIR": str(tmp_path / "data")}
    migrated = run(command, "migrate", cwd=tmp_path, env=environment)
    assert migrated.startswith("The database is at revision ")


def test_every_library_that_the_service_imports_is_a_declared_dependency():
    declared = {canonical(requirement) for requirement in PROJECT["dependencies"]}
    providers = importlib.metadata.packages_distributions()
    undeclared = set()
    for path in (ROOT / "service").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module]
            for name in {name.split(".")[0] for name in names} - {"service", "__future__"}:
                if name in sys.stdlib_module_names:
                    continue
                if not {canonical(provider) for provider in providers[name]} & declared:
                    undeclared.add(name)
    # Comes with psycopg[pool] and psycopg[binary].
    assert undeclared <= {"psycopg_pool"}


def test_the_lock_pins_every_declared_dependency_and_names_no_registry():
    text = (ROOT / "requirements.lock").read_text()
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    locked = {canonical(line) for line in lines}
    extras = PROJECT["optional-dependencies"]
    wanted = {canonical(each) for each in [*PROJECT["dependencies"], *extras["dev"]]}
    assert wanted <= locked
    node = (ROOT / "requirements-node.lock").read_text()
    assert {canonical(each) for each in extras["node"]} <= set(
        re.findall(r"^([\w-]+)==", node, re.M)
    )
    assert "://" not in text + node


def test_the_environment_of_this_run_is_the_locked_one():
    if "CI" not in os.environ:
        pytest.skip("outside of CI an environment may be of the developer's own making")
    for line in (ROOT / "requirements.lock").read_text().splitlines():
        if not line.startswith("#"):
            name, version = line.split("==")
            assert importlib.metadata.version(name) == version


def test_the_images_set_only_variables_that_exist():
    text = (ROOT / "Dockerfile").read_text() + (ROOT / "docker-compose.yml").read_text()
    known = {variable(setting.name) for setting in fields(Settings)}
    # The compose file's own: where to publish the port, a secret that it hands on as PGPASSWORD.
    known |= {"COLOPHON_PUBLISH", "COLOPHON_READER_PASSWORD"}
    assert set(re.findall(r"COLOPHON_[A-Z_]+", text)) <= known
