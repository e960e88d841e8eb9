"""The proof that a connection can only read, asked of PostgreSQL itself."""

from __future__ import annotations

from dataclasses import dataclass

# Asked in one round trip for each new connection. `jit` pays off for seconds, not milliseconds.
SETTINGS = b"""
select set_config('default_transaction_read_only', 'on', false),
       set_config('statement_timeout', $1, false),
       set_config('jit', 'off', false),
       set_config('TimeZone', 'UTC', false)
"""

# default_transaction_read_only is a default that a session may change; privileges are the proof.
SURVEY = b"""
select current_user::text,
       (select rolsuper from pg_catalog.pg_roles where rolname = current_user),
       has_database_privilege(current_database(), 'CREATE'),
       (select min(n.nspname::text)
          from pg_catalog.pg_namespace n
         where n.nspname !~ '^pg_' and has_schema_privilege(n.oid, 'CREATE')),
       (select min(c.oid::regclass::text)
          from pg_catalog.pg_class c
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
           and c.relkind in ('r', 'p', 'v', 'm', 'f')
           and (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
                or has_any_column_privilege(c.oid, 'INSERT, UPDATE')))
"""


@dataclass(frozen=True, slots=True)
class Survey:
    """What SURVEY found out about the role of a connection."""

    role: str
    is_superuser: bool
    creates_schemas: bool
    creatable_schema: str | None
    writable_table: str | None

    def complaint(self) -> str | None:
        """Why this role must not serve; None when it can only read."""
        if self.is_superuser:
            power = "is a superuser"
        elif self.writable_table is not None:
            power = f"can write to {self.writable_table}"
        elif self.creatable_schema is not None:
            power = f"can create tables in the schema {self.creatable_schema}"
        elif self.creates_schemas:
            power = "can create schemas"
        else:
            return None
        return (
            f'The database role "{self.role}" {power}. Colophon serves only with a role that'
            " can read and nothing else."
        )
