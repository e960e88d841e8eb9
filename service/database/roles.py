"""The three roles, their creation and their rights: the reader can SELECT and nothing else."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from service.errors import CommandError

OWNER = "colophon"
WRITER = "colophon_writer"
READER = "colophon_reader"

# A second database of the cluster may be creating the same role: whoever comes second finds it
# there once the first has committed.
CREATE_STATEMENTS = (
    """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'colophon_writer') THEN
        CREATE ROLE colophon_writer NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
""",
    """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'colophon_reader') THEN
        CREATE ROLE colophon_reader NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$
""",
    # With an external server both roles are taken by `options=-c role=…` on the owner's login.
    # Whoever created a role may grant it; two databases at it at once may collide on the tuple.
    """
DO $$ DECLARE taken text; BEGIN
    FOREACH taken IN ARRAY ARRAY['colophon_writer', 'colophon_reader'] LOOP
        IF NOT pg_has_role(current_user, taken, 'SET') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER WITH INHERIT FALSE, SET TRUE', taken);
        END IF;
    END LOOP;
EXCEPTION
    WHEN unique_violation OR insufficient_privilege THEN NULL;
    WHEN internal_error THEN IF SQLERRM NOT LIKE 'tuple concurrently %' THEN RAISE; END IF;
END $$
""",
)

GRANT_STATEMENTS = (
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO colophon_writer, colophon_reader",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO colophon_reader",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO colophon_writer",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO colophon_writer",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO colophon_reader",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO colophon_writer",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO colophon_writer",
    # To gather statistics at the end of an ingest; before PostgreSQL 17 only the owner may.
    """
DO $$ BEGIN
    IF current_setting('server_version_num')::integer >= 170000 THEN
        GRANT MAINTAIN ON ALL TABLES IN SCHEMA public TO colophon_writer;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT MAINTAIN ON TABLES TO colophon_writer;
    END IF;
END $$
""",
    # For `foreign_keys.unchecked`; in the embedded server the bootstrap has done it.
    """
DO $$ BEGIN
    IF has_parameter_privilege('session_replication_role', 'SET WITH GRANT OPTION') THEN
        GRANT SET ON PARAMETER session_replication_role TO colophon_writer;
    END IF;
EXCEPTION
    WHEN unique_violation THEN NULL;
    WHEN internal_error THEN IF SQLERRM NOT LIKE 'tuple concurrently %' THEN RAISE; END IF;
END $$
""",
)

# These belong to the database, not to what is in it: a clone by TEMPLATE does not inherit them.
DATABASE_STATEMENTS = (
    """
DO $$ BEGIN
    EXECUTE format(
        'REVOKE CREATE, TEMPORARY ON DATABASE %1$I FROM PUBLIC;'
        'GRANT CONNECT, TEMPORARY ON DATABASE %1$I TO colophon_writer;'
        'GRANT CONNECT ON DATABASE %1$I TO colophon_reader',
        current_database());
END $$
""",
)

_MISSING = text(
    "SELECT wanted FROM unnest(ARRAY['colophon_writer', 'colophon_reader']) AS wanted"
    " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted)"
)


def create_roles(connection: Connection) -> None:
    """Create the roles that are missing, in a transaction of its own."""
    try:
        with connection.begin():
            for statement in CREATE_STATEMENTS:
                connection.execute(text(statement))
    except ProgrammingError as error:
        with connection.begin():
            missing = connection.scalars(_MISSING).all()
            user = connection.scalar(text("SELECT current_user"))
        if not missing:
            raise
        commands = " ".join(
            f"CREATE ROLE {role} NOLOGIN; GRANT {role} TO {user};" for role in missing
        )
        raise CommandError(
            f"The database user {user} may not create roles. As a superuser, run once: {commands}"
        ) from error


def grant(connection: Connection) -> None:
    """Give each role its rights on this database and on all tables, those to come included."""
    for statement in GRANT_STATEMENTS + DATABASE_STATEMENTS:
        connection.execute(text(statement))
