"""One fabricated little world of papers, the same in every session; nobody in it exists.

- `oddities`     its odd things by name (`oddities.WITHOUT_AUTHORS`), as internal ids
- `declaration`  what it is declared with
- `papers`, `people`, `places`  the declaration itself: 31 papers, 22 authors, and where they belong
- `rows`         the declaration as rows of the tables that sources fill
- `derived`      counters, edge copies, coauthors … added to these rows by plain Python
- `load`         writes rows into a migrated database
- `fixture`      the session fixture `world`

How a test uses it, by its conftest.py saying `from tests.corpus.fixture import world`:

    def test_something(world):
        world.rows["paper"]        # a list of dicts, all columns of the table, derived ones too
        world.reader_url           # psycopg strings: also .writer_url, .owner_url, .superuser_url
        world.database             # the `Database` of tests/conftest.py

    from tests.corpus import global_id, oddities
    global_id("paper", oddities.HUB)       # "paper:1"; nouns as in the schema: "repository:1"

Ids never change: paper 1 is the hub, author 1 the prolific one. The ids of different kinds overlap
on purpose. The database is loaded once a session and shared: read only.
"""

from __future__ import annotations

from tests.corpus.derived import derive
from tests.corpus.rows import Rows, base_rows


def world_rows() -> Rows:
    """All rows of the world; a new copy each time."""
    rows = base_rows()
    derive(rows)
    return rows


def global_id(noun: str, id_: int) -> str:
    """The id of an entity as clients see it."""
    return f"{noun}:{id_}"
