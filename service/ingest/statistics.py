"""What PostgreSQL knows of the tables when it plans a query."""

from __future__ import annotations

from sqlalchemy import Connection, text

from service.tables import metadata

# What this session has changed is told before it is asked.
_TELL = text("SELECT pg_stat_force_next_flush()")
# By the rule by which PostgreSQL does so itself: a tenth of the rows.
_STALE = text(
    """
    SELECT relname
      FROM pg_stat_user_tables
     WHERE schemaname = current_schema()
       AND relname = ANY(CAST(:tables AS text[]))
       AND (analyze_count + autoanalyze_count = 0 OR n_mod_since_analyze > n_live_tup / 10)
     ORDER BY relname
    """
)


def gather(connection: Connection) -> None:
    """Looks at the tables of which much has changed since anybody did; transactions of its own.

    PostgreSQL does so by itself, a minute later and not while it is stopped; until then it plans
    queries for empty tables, and some took a hundred times as long.
    """
    with connection.begin():
        connection.execute(_TELL)
    with connection.begin():
        stale = connection.scalars(_STALE, {"tables": list(metadata.tables)}).all()
    for name in stale:
        with connection.begin():
            connection.execute(text(f"ANALYZE {name}"))
