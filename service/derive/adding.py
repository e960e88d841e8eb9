"""Adds entries up to the rows that are stored: a row that comes to nothing goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import TextClause, text

# How the years that a row spans grow with a further paper.
SPAN = {"first_year": "least", "last_year": "greatest"}


def add_up(
    table: str,
    keys: Sequence[str],
    sums: Sequence[str],
    entries: str,
    *,
    widest: Mapping[str, str] | None = None,
    count_in: tuple[str, str] | None = None,
) -> TextClause:
    """The statement that adds `entries`, a query with one row for each key, to the table's rows.

    `sums` are added, of `widest` the least or greatest stays. `count_in` names one of the keys and
    the ledger of whatever it leads to: how many rows more or less lead there becomes entries of
    `authors` in it. A row that went with its author counts as gone.
    """
    total = {name: f"stored.{name} + entry.{name}" for name in sums}
    new = total | {
        name: f"{choice}(stored.{name}, entry.{name})" for name, choice in (widest or {}).items()
    }
    same = " AND ".join(f"stored.{key} = entry.{key}" for key in keys)
    is_nothing = " AND ".join(f"{each} = 0" for each in total.values())
    is_plus = "(" + " OR ".join(f"{name} > 0" for name in sums) + ")"
    columns = ", ".join((*keys, *new))
    # In the order of the primary key: each page of an index is written once.
    add = f"""
        INSERT INTO {table} ({columns})
        SELECT {columns} FROM fresh WHERE {is_plus} ORDER BY {", ".join(keys)}
    """
    key, ledger = count_in or (keys[0], None)
    count = f"""
        INSERT INTO entry_{ledger} ({ledger}_id, papers, citations, authors)
        SELECT {key}, 0, 0, sum(n)
          FROM (SELECT {key}, 1 AS n FROM added
                 UNION ALL SELECT {key}, -1 FROM gone
                 UNION ALL SELECT {key}, -1 FROM fresh WHERE NOT {is_plus}) AS each
         GROUP BY {key}
    """
    return text(
        f"""
        WITH entry AS MATERIALIZED ({entries}
        ), fresh AS (
            SELECT {columns} FROM entry
             WHERE NOT EXISTS (SELECT FROM {table} AS stored WHERE {same})
        ), changed AS (
            UPDATE {table} AS stored
               SET {", ".join(f"{name} = {value}" for name, value in new.items())}
              FROM entry WHERE {same} AND NOT ({is_nothing})
        ), gone AS (
            DELETE FROM {table} AS stored
             USING entry WHERE {same} AND {is_nothing}
            RETURNING stored.{key}
        ){f", added AS ({add} RETURNING {key}) {count}" if ledger else add}
        """
    )
