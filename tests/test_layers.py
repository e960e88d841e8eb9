"""Who may import whom (design, section 8), and how long a file may be."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SERVICE = ROOT / "service"

# A layer, and what of ours it may import. `name.module` allows one module of a layer; a rule for
# one module of a layer stands under its own name and is added to its layer's.
ALLOWED = {
    "errors": set(),
    "ids": {"errors"},
    "tables": {"ids"},
    "compiler": {"errors"},
    "graph": {"tables", "compiler", "ids", "errors"},
    "graph.endpoint": {"database", "rest.departure"},
    "graph.paper": {"citing"},
    "graph.engine": {"database"},
    "graph.operations": {"rest"},
    "citing": {"rest.shapes", "tables", "compiler", "ids"},
    "citing.endpoint": {"database", "rest"},
    "export": {"graph", "rest", "errors"},
    "export.endpoint": {"database"},
    "rest": {"compiler", "errors"},
    "rest.answering": {"database"},
    "s2": {"citing", "rest", "tables", "compiler", "ids", "errors"},
    "s2.endpoint": {"database"},
    "ingest": {"tables", "ids", "errors"},
    # The run is in three files: the whole, a batch in its transaction, what a batch ends.
    "ingest.run": {"database"},
    "ingest.batch": {"database", "derive"},
    "ingest.sweep": {"database"},
    "ingest.by_hand": {"database"},
    "ingest.merge_references": {"database.foreign_keys"},
    # `derive` does not know how texts are read and records composed: `verify` is handed these.
    "ingest.expected_rows": {"derive.verify"},
    "ingest.verify": {"derive.verify"},
    "ingest.verify_blocks": {"derive.verify"},
    "ingest.verify_institutions": {"derive.verify"},
    "ingest.verify_matches": {"derive.verify"},
    "ingest.verify_mentions": {"derive.verify"},
    "ingest.verify_named": {"derive.verify"},
    "ingest.verify_topics": {"derive.verify"},
    "derive": {"tables", "database"},
    "database": {"errors"},
    "log": set(),
    "settings": {"errors", "graph.limits"},
    "health": {"database", "rest", "errors"},
    "rejects": {"database", "tables"},
    "argument_types": set(),
    "workers": {"errors"},
}
# These put the parts together and may import everything.
COMPOSERS = {"app", "cli", "commands", "serving", "__main__", "__init__"}
# Only they see the settings; everybody else is handed the values that it needs.
SEE_SETTINGS = COMPOSERS - {"__init__"}

WEB = {"fastapi", "starlette", "strawberry", "graphql", "uvicorn"}
# Libraries that would give a layer away.
FORBIDDEN_LIBRARIES = {
    "errors": WEB | {"sqlalchemy", "psycopg", "psycopg_pool"},
    "ids": WEB | {"sqlalchemy", "psycopg", "psycopg_pool"},
    "tables": WEB | {"psycopg", "psycopg_pool"},
    "compiler": WEB | {"psycopg_pool"},
    "graph": {"psycopg", "psycopg_pool", "uvicorn"},
    "citing": {"psycopg", "psycopg_pool", "uvicorn", "strawberry", "graphql"},
    "rest": {"psycopg", "psycopg_pool", "uvicorn", "strawberry", "graphql"},
    "s2": {"psycopg", "psycopg_pool", "uvicorn", "strawberry", "graphql"},
    "ingest": WEB,
    "derive": WEB,
    "database": WEB,
}

FOLDERS = ("service", "alembic", "tests", "benchmarks", "scripts")
LONGEST = 300
REASON = "Long because"
TOP = 15

FILES = sorted(SERVICE.rglob("*.py"))


def module_name(path):
    """`graph.paper` for service/graph/paper.py; a package is its own `__init__`."""
    return ".".join(path.relative_to(SERVICE).with_suffix("").parts)


def imported(path):
    """Dotted names of all modules that a file imports, on its top or inside functions."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ours(path):
    """What a file imports of ours, without `service.`; a layer's own modules are left out."""
    layer = module_name(path).split(".")[0]
    for name in imported(path):
        package, _, rest = name.partition(".")
        if package == "service" and rest and rest.split(".")[0] != layer:
            yield rest


def is_within(name, allowed):
    parts = name.split(".")
    return any(".".join(parts[:length]) in allowed for length in range(1, len(parts) + 1))


def violations(path):
    name = module_name(path)
    layer = name.split(".")[0]
    if layer in COMPOSERS:
        return []
    allowed = ALLOWED[layer] | ALLOWED.get(name, set())
    # `from service.graph.limits import Limits` also names the package on the way to it.
    on_the_way = {".".join(entry.split(".")[:1]) for entry in allowed if "." in entry}
    return [each for each in ours(path) if not is_within(each, allowed) and each not in on_the_way]


def test_a_layer_imports_only_what_lies_below_it():
    assert {module_name(path): found for path in FILES if (found := violations(path))} == {}


def test_settings_are_seen_only_by_those_who_put_the_parts_together():
    seen = {
        module_name(path)
        for path in FILES
        if any(name.split(".")[0] == "settings" for name in ours(path))
    }
    assert seen <= SEE_SETTINGS


def test_a_layer_knows_no_library_of_another():
    found = {}
    for path in FILES:
        libraries = {name.split(".")[0] for name in imported(path)}
        layer = module_name(path).split(".")[0]
        if wrong := libraries & FORBIDDEN_LIBRARIES.get(layer, set()):
            found[module_name(path)] = wrong
    assert found == {}


def test_who_serves_or_ingests_does_not_load_what_only_computations_need():
    """Decision 28: numpy is for `rank` and `verify`."""
    program = "import service.cli, service.commands, service.serving, service.ingest.run, sys"
    told = subprocess.run(
        [sys.executable, "-c", f"{program}; print('numpy' in sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout == "False\n"


def test_every_layer_has_its_rule():
    layers = {module_name(path).split(".")[0] for path in FILES}
    assert layers - COMPOSERS <= set(ALLOWED)


def test_the_rules_see_an_import_that_is_hidden_in_a_function(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "SERVICE", tmp_path)
    source = tmp_path / "compiler" / "lower.py"
    source.parent.mkdir()
    source.write_text("def lower():\n    from service.tables import paper\n    return paper\n")
    assert violations(source) == ["tables", "tables.paper"]
    source.write_text("from service import tables\n")
    assert violations(source) == ["tables"]
    source.write_text("import service.graph.schema as schema\n")
    assert violations(source) == ["graph.schema"]
    source.write_text("from service.errors import Code\nfrom service.compiler.row import Row\n")
    assert violations(source) == []


def python_files():
    """All files of ours; some npm packages carry Python, too."""
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if "node_modules" not in path.parts]


def test_a_long_file_says_at_its_top_why_it_is_long():
    unexplained = []
    for path in python_files():
        lines = path.read_text().splitlines()
        if len(lines) > LONGEST and not any(REASON in line for line in lines[:TOP]):
            unexplained.append(f"{path.relative_to(ROOT)}: {len(lines)} lines")
    advice = f"split it, or say in its first {TOP} lines: {REASON} …"
    assert not unexplained, "\n".join([advice, *unexplained])


def test_every_module_says_what_it_is_in_charge_of():
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if path.read_text() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []


def test_no_service_module_is_called_after_nothing():
    vague = {"util", "utils", "helper", "helpers", "common", "misc", "base", "manager"}
    assert {path.stem for path in FILES} & vague == set()
