"""Loads the graph into empty tables, on two cores: COPY, derived data, indexes, foreign keys.

Two processes copy half of the tables each; one goes on with the texts while data are derived. What
comes into the tables is the same whoever is first. Each step is committed, so what an interrupted
load leaves is nothing by itself: `database` gives a graph its name when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context

from sqlalchemy import insert, text

from benchmarks.corpus.copying import SETTINGS, copy_tables
from benchmarks.corpus.definitions import take_away
from benchmarks.corpus.graph import Size
from benchmarks.corpus.history import change_count
from service import derive
from service.database.engine import writing_engine
from service.derive.ranking import rank
from service.ingest.blocks import large_blocks
from service.tables import large_name_block, metadata

Report = Callable[[str], None]

# What the derived data are made of, in two halves of the same length. Of the last ones no row is
# written again when data are derived, so that they get their indexes at once.
HALF = ("paper", "citation")
OTHER_HALF = (
    *("affiliation", "author", "code_repository", "topic", "venue", "paper_affiliation"),
    *("authorship", "authorship_affiliation", "code_link", "paper_topic"),
)
KEPT = ("citation", "authorship", "authorship_affiliation", "code_link", "paper_topic")
DERIVED = ("author_affiliation", "author_topic", "author_year", "paper_year", "topic_year")
COAUTHORS = "coauthorship"
# Made by who is no source: the migration, the derived data, the ranking, who tells names apart.
NOT_COPIED = (
    *DERIVED,
    *(COAUTHORS, "data_version", "entity_count", "page_rank", "page_rank_computation"),
    "large_name_block",
)
COPIED = tuple(table for table in metadata.tables if table not in NOT_COPIED)
REST = tuple(table for table in COPIED if table not in HALF + OTHER_HALF)
# Ids were given, not drawn: what is ingested later goes on behind them.
SEQUENCES = text(
    """
    SELECT format('SELECT setval(%L, max(id)) FROM %I',
                  pg_get_serial_sequence(table_name, 'id'), table_name)
      FROM information_schema.columns
     WHERE table_schema = 'public' AND is_identity = 'YES' AND column_name = 'id'
     ORDER BY table_name
    """
)
DAMPING = 0.85
VERSION = text("UPDATE data_version SET version = 1, change_sequence = :changes")


def load(owner_url: str, size: Size, report: Report) -> None:
    """Fill the empty tables of a migrated database."""
    engine = writing_engine(owner_url)
    with engine.begin() as connection:
        made = take_away(connection, COPIED)
    copy = partial(copy_tables, owner_url, size)
    with _process() as other:
        report("rows")
        half = other.submit(copy, HALF, made.keys_of(HALF) + made.indexes_of(["citation"]))
        with _process() as one:  # which ends, and with it the graph that it has made
            keys_and_indexes = made.keys_of(OTHER_HALF) + made.indexes_of(KEPT[1:])
            one.submit(copy, OTHER_HALF, keys_and_indexes).result()
        half.result()
        report("derived data")
        coauthors = other.submit(_derive_coauthors, owner_url, made.indexes_of([COAUTHORS]))
        rest = other.submit(copy, REST, made.keys_of(REST) + made.indexes_of(REST))
        _derive(owner_url, coauthors)
        with engine.begin() as connection:
            connection.execute(VERSION, {"changes": change_count(size)})
        ranked = other.submit(rank, owner_url, DAMPING, _say_nothing)
        report("indexes")
        late = [name for name in metadata.tables if name not in (*KEPT, *REST, COAUTHORS)]
        _two_at_a_time(owner_url, made.indexes_of(late))
        report("texts, names, history")
        rest.result()
        with engine.begin() as connection:
            for (statement,) in connection.execute(SEQUENCES).all():
                connection.execute(text(statement))
            connection.execute(insert(large_name_block).from_select(["name_block"], large_blocks()))
        report("foreign keys")
        for statement in made.foreign_keys:
            _execute(owner_url, statement)
        _two_at_a_time(owner_url, made.validations)
        report("PageRank")
        ranked.result()
    report("vacuum, statistics")
    _two_at_a_time(owner_url, [f"VACUUM (FREEZE, ANALYZE) {name}" for name in metadata.tables])


def _derive(owner_url: str, coauthors: Future[None]) -> None:
    with writing_engine(owner_url).begin() as connection:
        for statement in SETTINGS:
            connection.execute(text(statement))
        connection.execute(text(f"ANALYZE {', '.join(HALF + OTHER_HALF)}"))
        connection.execute(text(f"TRUNCATE {', '.join(DERIVED)}"))
        derive.rebuild(connection, wait_for_coauthors=coauthors.result)


def _derive_coauthors(owner_url: str, afterwards: Iterable[str]) -> None:
    with writing_engine(owner_url).begin() as connection:
        for statement in (*SETTINGS, f"TRUNCATE {COAUTHORS}"):
            connection.execute(text(statement))
        derive.rebuild_coauthors(connection)
        for statement in afterwards:
            connection.exec_driver_sql(statement)


@contextmanager
def _process() -> Iterator[ProcessPoolExecutor]:
    """It begins from nothing: a fork would share our connections, and locks of our threads."""
    process = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        yield process
    finally:
        process.shutdown(cancel_futures=True)


def _two_at_a_time(owner_url: str, statements: Iterable[str]) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(partial(_execute, owner_url), statements))


def _execute(owner_url: str, statement: str) -> None:
    engine = writing_engine(owner_url).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for each in (*SETTINGS, statement):
            connection.exec_driver_sql(each)


def _say_nothing(text: str) -> None:
    """What goes on in the other process."""
