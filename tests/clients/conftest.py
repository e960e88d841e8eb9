"""A Colophon that is up for the generated clients, and where their generators are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings
from tests.clients.commands import FOLDER, ROOT, run
from tests.corpus.fixture import World, world
from tests.graph.server import serving

__all__ = ["world"]


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    """Where a Colophon with the corpus in it answers."""
    with serving(create_app(Settings(), world.reader_url)) as address:
        yield address


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """`project("relay")` is a user's folder: a copy of that one here, beside the schema."""

    def copy(name: str) -> Path:
        shutil.copytree(FOLDER / name, tmp_path, dirs_exist_ok=True)
        for file in (ROOT / "schema.graphql", FOLDER / "operations.graphql"):
            shutil.copy(file, tmp_path)
        shutil.copy(FOLDER / "package.json", tmp_path)
        (tmp_path / "node_modules").symlink_to(FOLDER / "node_modules")
        return tmp_path

    return copy


@pytest.fixture(scope="session")
def node() -> str:
    """The Node.js that scripts/with-node takes."""
    if not (FOLDER / "node_modules" / ".installed").exists():
        pytest.skip("the npm packages of tests/clients are not here: make clients")
    return run("scripts/with-node", "sh", "-c", "command -v node", cwd=ROOT).strip()


@pytest.fixture(scope="session")
def ariadne() -> Path:
    """The folder of commands of the environment that has ariadne-codegen."""
    if not (ROOT / ".venv" / "clients" / ".installed").exists():
        pytest.skip("ariadne-codegen is not here: make clients")
    return ROOT / ".venv" / "clients" / "bin"
