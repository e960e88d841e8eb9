"""The graph: all tables of the first version, and the rows that must always be there.

Long because it spells out every column once more: a migration stays as it is when the tables go on.
"""

# ruff: noqa: E501  a check constraint stands on one line, as it was generated and compared

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# A shortest path from `source` to `target` in at most `longest` steps, as the ids along it; null if
# there is none. Breadth first from both ends, always from where there is less to look at; then the
# layers that met are narrowed to what lies on a shortest path, and the path with the smallest ids
# is read from them.
PATH_FUNCTION = """
CREATE FUNCTION {name}(source bigint, target bigint, longest integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    ahead_ids bigint[] := ARRAY[source];
    ahead_steps integer[] := ARRAY[0];
    ahead bigint[] := ARRAY[source];
    ahead_step integer := 0;
    behind_ids bigint[] := ARRAY[target];
    behind_steps integer[] := ARRAY[0];
    behind bigint[] := ARRAY[target];
    behind_step integer := 0;
    layer bigint[];
    on_ids bigint[] := ARRAY[]::bigint[];
    on_steps integer[] := ARRAY[]::integer[];
    path bigint[] := ARRAY[source];
BEGIN
    LOOP
        layer := (SELECT array_agg(id) FROM unnest(ahead) AS id WHERE id = ANY (behind));
        EXIT WHEN layer IS NOT NULL;
        IF ahead_step + behind_step >= longest THEN
            RETURN NULL;
        END IF;
        IF cardinality(ahead) <= cardinality(behind) THEN
            ahead := (
                SELECT array_agg(DISTINCT edge.{target})
                FROM {table} AS edge
                WHERE edge.{source} = ANY (ahead) AND edge.{target} <> ALL (ahead_ids));
            IF ahead IS NULL THEN
                RETURN NULL;
            END IF;
            ahead_step := ahead_step + 1;
            ahead_ids := ahead_ids || ahead;
            ahead_steps := ahead_steps || array_fill(ahead_step, ARRAY[cardinality(ahead)]);
        ELSE
            behind := (
                SELECT array_agg(DISTINCT edge.{back_to})
                FROM {table} AS edge
                WHERE edge.{back_from} = ANY (behind) AND edge.{back_to} <> ALL (behind_ids));
            IF behind IS NULL THEN
                RETURN NULL;
            END IF;
            behind_step := behind_step + 1;
            behind_ids := behind_ids || behind;
            behind_steps := behind_steps || array_fill(behind_step, ARRAY[cardinality(behind)]);
        END IF;
    END LOOP;
    FOR step IN REVERSE ahead_step .. 1 LOOP
        on_ids := on_ids || layer;
        on_steps := on_steps || array_fill(step, ARRAY[cardinality(layer)]);
        layer := (
            SELECT array_agg(DISTINCT edge.{back_to})
            FROM {table} AS edge
            JOIN unnest(ahead_ids, ahead_steps) AS seen (id, at) ON seen.id = edge.{back_to}
            WHERE edge.{back_from} = ANY (layer) AND seen.at = step - 1);
    END LOOP;
    FOR step IN 1 .. ahead_step + behind_step LOOP
        path := path || (
            SELECT min(edge.{target})
            FROM {table} AS edge
            WHERE edge.{source} = path[step] AND edge.{target} IN (
                SELECT seen.id FROM unnest(on_ids, on_steps) AS seen (id, at)
                WHERE seen.at = step AND step <= ahead_step
                UNION ALL
                SELECT seen.id FROM unnest(behind_ids, behind_steps) AS seen (id, at)
                WHERE seen.at = ahead_step + behind_step - step AND step > ahead_step));
    END LOOP;
    RETURN path;
END $$
"""


def upgrade() -> None:
    # How far names are from each other. The owner of a database may make it: it is a trusted one.
    op.execute("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch")
    op.create_table(
        "affiliation",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the affiliation; it never changes",
        ),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="Display name, or the token a source gives"
        ),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="Display name folded by ids.name_key",
        ),
        sa.Column(
            "kind", sa.Text(), nullable=True, comment="education, company, facility … as ROR says"
        ),
        sa.Column(
            "country_code", sa.Text(), nullable=True, comment="ISO 3166-1 alpha-2 code, upper case"
        ),
        sa.Column("city", sa.Text(), nullable=True, comment="City"),
        sa.Column("latitude", sa.Double(), nullable=True, comment="Degrees north"),
        sa.Column("longitude", sa.Double(), nullable=True, comment="Degrees east"),
        sa.Column("homepage", sa.Text(), nullable=True, comment="Home page"),
        sa.Column(
            "parent_id",
            sa.BigInteger(),
            nullable=True,
            comment="The institution that it is part of",
        ),
        sa.Column(
            "has_record",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a source has a record of it: it stays without papers",
        ),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers (derived)",
        ),
        sa.Column(
            "author_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Authors (derived)",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Citations received by the papers (derived)",
        ),
        sa.CheckConstraint(
            "country_code ~ '^[A-Z]{2}$'", name=op.f("ck_affiliation_country_code_form")
        ),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90", name=op.f("ck_affiliation_latitude_on_earth")
        ),
        sa.CheckConstraint(
            "longitude BETWEEN -180 AND 180", name=op.f("ck_affiliation_longitude_on_earth")
        ),
        sa.CheckConstraint(
            "paper_count >= 0 AND author_count >= 0 AND citation_count >= 0",
            name=op.f("ck_affiliation_counters_not_negative"),
        ),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_affiliation_parent_is_another")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["affiliation.id"], name=op.f("fk_affiliation_parent_id_affiliation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
        comment="An institution that authors belong to",
    )
    op.create_index(
        op.f("ix_affiliation_author_count_id"), "affiliation", ["author_count", "id"], unique=False
    )
    op.create_index(
        op.f("ix_affiliation_citation_count_id"),
        "affiliation",
        ["citation_count", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_affiliation_name_key_id"), "affiliation", ["name_key", "id"], unique=False
    )
    op.create_index(
        "ix_affiliation_name_search",
        "affiliation",
        [sa.text("to_tsvector('simple'::regconfig, name_key)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(
        op.f("ix_affiliation_paper_count_id"), "affiliation", ["paper_count", "id"], unique=False
    )
    op.create_index(op.f("ix_affiliation_parent_id"), "affiliation", ["parent_id"], unique=False)
    op.create_table(
        "code_repository",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the repository; it never changes",
        ),
        sa.Column(
            "url",
            sa.Text(),
            nullable=False,
            comment="Canonical URL, in the case of the links to it",
        ),
        sa.Column(
            "url_key",
            sa.Text(),
            nullable=False,
            comment="The URL as it is compared: ids.RepositoryUrl.key",
        ),
        sa.Column("host", sa.Text(), nullable=False, comment="Host, lower case: github.com"),
        sa.Column("owner", sa.Text(), nullable=True, comment="User or organisation"),
        sa.Column("name", sa.Text(), nullable=True, comment="Name of the repository"),
        sa.Column("framework", sa.Text(), nullable=True, comment="Framework that the code uses"),
        sa.Column("stars", sa.Integer(), nullable=True, comment="Stars when last seen"),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers that link to it (derived)",
        ),
        sa.CheckConstraint(
            "paper_count >= 0", name=op.f("ck_code_repository_counters_not_negative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_repository")),
        sa.UniqueConstraint("url_key", name=op.f("uq_code_repository_url_key")),
        comment="A place where code is kept",
    )
    op.create_index(
        op.f("ix_code_repository_paper_count_id"),
        "code_repository",
        ["paper_count", "id"],
        unique=False,
    )
    op.create_table(
        "data_version",
        sa.Column(
            "id",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="Always true: there is one row",
        ),
        sa.Column(
            "version",
            sa.BigInteger(),
            nullable=False,
            comment="Grows with each writing transaction",
        ),
        sa.Column(
            "change_sequence", sa.BigInteger(), nullable=False, comment="Last sequence in change"
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the version last grew",
        ),
        sa.CheckConstraint("id", name=op.f("ck_data_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_version")),
        comment="The state of the graph as a number; one row, locked by whoever writes",
    )
    op.create_table(
        "entity_count",
        sa.Column(
            "entity",
            sa.Text(),
            nullable=False,
            comment="Kind of entity: paper, author, affiliation, topic, repository, venue",
        ),
        sa.Column("count", sa.BigInteger(), nullable=False, comment="How many there are (derived)"),
        sa.CheckConstraint(
            "entity IN ('paper', 'author', 'affiliation', 'topic', 'repository', 'venue')",
            name=op.f("ck_entity_count_entity_known"),
        ),
        sa.CheckConstraint("count >= 0", name=op.f("ck_entity_count_not_negative")),
        sa.PrimaryKeyConstraint("entity", name=op.f("pk_entity_count")),
        comment="Size of the graph, to answer an unfiltered totalCount (derived)",
    )
    op.create_table(
        "forwarding",
        sa.Column(
            "entity",
            sa.Text(),
            nullable=False,
            comment="Kind of entity: paper, author, affiliation, topic, repository, venue",
        ),
        sa.Column("id", sa.BigInteger(), nullable=False, comment="Id that was merged away"),
        sa.Column(
            "into_id", sa.BigInteger(), nullable=False, comment="Id that goes on in its place"
        ),
        sa.CheckConstraint(
            "entity IN ('paper', 'author', 'affiliation', 'topic', 'repository', 'venue')",
            name=op.f("ck_forwarding_entity_known"),
        ),
        sa.CheckConstraint("id <> into_id", name=op.f("ck_forwarding_into_another")),
        sa.PrimaryKeyConstraint("entity", "id", name=op.f("pk_forwarding")),
        comment="Where merged entities went: an old id keeps working",
    )
    op.create_index(
        op.f("ix_forwarding_entity_into_id"), "forwarding", ["entity", "into_id"], unique=False
    )
    op.create_table(
        "ingest_run",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the run; it never changes",
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="Source that was read"),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When it began",
        ),
        sa.Column(
            "finished_at", sa.DateTime(timezone=True), nullable=True, comment="When it ended"
        ),
        sa.Column(
            "status",
            sa.Text(),
            server_default=sa.text("'running'"),
            nullable=False,
            comment="running, finished, failed, interrupted",
        ),
        sa.Column(
            "options",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
            comment="Options it was given",
        ),
        sa.Column(
            "records_read",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Records read",
        ),
        sa.Column(
            "records_accepted",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Records that changed the graph",
        ),
        sa.Column(
            "records_rejected",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Records set aside in rejected_record",
        ),
        sa.Column(
            "records_unchanged",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Records that said nothing new",
        ),
        sa.CheckConstraint(
            "status IN ('running', 'finished', 'failed', 'interrupted')",
            name=op.f("ck_ingest_run_status_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingest_run")),
        comment="One run of one source",
    )
    op.create_index(op.f("ix_ingest_run_source_id"), "ingest_run", ["source", "id"], unique=False)
    op.create_table(
        "topic",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the topic; it never changes",
        ),
        sa.Column(
            "scheme", sa.Text(), nullable=False, comment="Whose classification: arxiv, openalex"
        ),
        sa.Column(
            "code", sa.Text(), nullable=False, comment="Code in that classification: cs.LG, T10320"
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Name in that classification"),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="Name folded by ids.name_key",
        ),
        sa.Column("description", sa.Text(), nullable=True, comment="What it covers"),
        sa.Column(
            "parent_id",
            sa.BigInteger(),
            nullable=True,
            comment="The wider topic that it is part of",
        ),
        sa.Column(
            "level",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Steps down from the top of its scheme, from 0",
        ),
        sa.Column(
            "has_record",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a source has a record of it: it stays without papers",
        ),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers that bear this very topic (derived)",
        ),
        sa.Column(
            "author_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Authors of those papers (derived)",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Citations received by those papers (derived)",
        ),
        sa.Column(
            "child_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Topics directly below (derived)",
        ),
        sa.CheckConstraint(
            "level >= 0 AND paper_count >= 0 AND author_count >= 0 AND citation_count >= 0 AND child_count >= 0",
            name=op.f("ck_topic_counters_not_negative"),
        ),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_topic_parent_is_another")),
        sa.ForeignKeyConstraint(["parent_id"], ["topic.id"], name=op.f("fk_topic_parent_id_topic")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("scheme", "code", name=op.f("uq_topic_scheme_code")),
        comment="A subject in a classification",
    )
    op.create_index(op.f("ix_topic_author_count_id"), "topic", ["author_count", "id"], unique=False)
    op.create_index(
        op.f("ix_topic_citation_count_id"), "topic", ["citation_count", "id"], unique=False
    )
    op.create_index(op.f("ix_topic_name_key_id"), "topic", ["name_key", "id"], unique=False)
    op.create_index(
        "ix_topic_name_search",
        "topic",
        [sa.text("to_tsvector('simple'::regconfig, name_key)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(op.f("ix_topic_paper_count_id"), "topic", ["paper_count", "id"], unique=False)
    op.create_index(op.f("ix_topic_parent_id"), "topic", ["parent_id"], unique=False)
    op.create_table(
        "venue",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the venue; it never changes",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Name"),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="Name folded by ids.name_key",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=True,
            comment="journal, conference, repository, book series …",
        ),
        sa.Column("issn", sa.Text(), nullable=True, comment="Linking ISSN"),
        sa.Column(
            "has_record",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a source has a record of it: it stays without papers",
        ),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers (derived)",
        ),
        sa.CheckConstraint("paper_count >= 0", name=op.f("ck_venue_counters_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue")),
        comment="Where papers are published",
    )
    op.create_index(op.f("ix_venue_name_key_id"), "venue", ["name_key", "id"], unique=False)
    op.create_index(
        "ix_venue_name_search",
        "venue",
        [sa.text("to_tsvector('simple'::regconfig, name_key)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(op.f("ix_venue_paper_count_id"), "venue", ["paper_count", "id"], unique=False)
    op.create_table(
        "affiliation_external_id",
        sa.Column("scheme", sa.Text(), nullable=False, comment="Naming system, as in service/ids"),
        sa.Column("value", sa.Text(), nullable=False, comment="Id in that system, normalised"),
        sa.Column(
            "affiliation_id",
            sa.BigInteger(),
            nullable=False,
            comment="The affiliation that bears it",
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_affiliation_external_id_affiliation_id_affiliation"),
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_affiliation_external_id")),
        comment="What the outside world calls a affiliation",
    )
    op.create_index(
        op.f("ix_affiliation_external_id_affiliation_id"),
        "affiliation_external_id",
        ["affiliation_id"],
        unique=False,
    )
    op.create_table(
        "affiliation_name",
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column("name", sa.Text(), nullable=False, comment="The name as written"),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="The name folded by ids.name_key",
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_affiliation_name_affiliation_id_affiliation"),
        ),
        sa.PrimaryKeyConstraint("affiliation_id", "name", name=op.f("pk_affiliation_name")),
        comment="Every name an institution is known by",
    )
    op.create_index(
        op.f("ix_affiliation_name_name_key_affiliation_id"),
        "affiliation_name",
        ["name_key", "affiliation_id"],
        unique=False,
    )
    op.create_index(
        "ix_affiliation_name_name_search",
        "affiliation_name",
        [sa.text("to_tsvector('simple'::regconfig, name_key)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "author",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the author; it never changes",
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Display name"),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="Display name folded by ids.name_key",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            server_default=sa.text("'person'"),
            nullable=False,
            comment="person, or group: a collaboration that signs as one",
        ),
        sa.Column(
            "orcid", sa.Text(), nullable=True, comment="ORCID iD, sixteen characters with hyphens"
        ),
        sa.Column("homepage", sa.Text(), nullable=True, comment="Home page"),
        sa.Column(
            "given_primary_topic_id",
            sa.BigInteger(),
            nullable=True,
            comment="Main topic as a source gave it",
        ),
        sa.Column(
            "primary_topic_id",
            sa.BigInteger(),
            nullable=True,
            comment="given_primary_topic_id, else the topic of most papers (derived)",
        ),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers (derived)",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Citations received by the papers (derived)",
        ),
        sa.Column(
            "h_index",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Largest h such that h papers have at least h citations each (derived)",
        ),
        sa.Column(
            "i10_index",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers with at least ten citations (derived)",
        ),
        sa.Column(
            "g_index",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Largest g such that the top g papers have g² citations together (derived)",
        ),
        sa.Column(
            "coauthor_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Coauthors (derived)",
        ),
        sa.Column(
            "affiliation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Affiliations (derived)",
        ),
        sa.Column(
            "topic_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Topics (derived)",
        ),
        sa.Column(
            "first_year",
            sa.Integer(),
            nullable=True,
            comment="Year of the first dated paper (derived)",
        ),
        sa.Column(
            "last_year",
            sa.Integer(),
            nullable=True,
            comment="Year of the last dated paper (derived)",
        ),
        sa.CheckConstraint("kind IN ('person', 'group')", name=op.f("ck_author_kind_known")),
        sa.CheckConstraint(
            "paper_count >= 0 AND citation_count >= 0 AND h_index >= 0 AND i10_index >= 0 AND g_index >= 0 AND coauthor_count >= 0 AND affiliation_count >= 0 AND topic_count >= 0",
            name=op.f("ck_author_counters_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["given_primary_topic_id"],
            ["topic.id"],
            name=op.f("fk_author_given_primary_topic_id_topic"),
        ),
        sa.ForeignKeyConstraint(
            ["primary_topic_id"], ["topic.id"], name=op.f("fk_author_primary_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author")),
        comment="A person or group that writes papers",
    )
    op.create_index(
        op.f("ix_author_citation_count_id"), "author", ["citation_count", "id"], unique=False
    )
    op.create_index(op.f("ix_author_h_index_id"), "author", ["h_index", "id"], unique=False)
    op.create_index(op.f("ix_author_name_key_id"), "author", ["name_key", "id"], unique=False)
    op.create_index(
        "ix_author_name_search",
        "author",
        [sa.text("to_tsvector('simple'::regconfig, name_key)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(op.f("ix_author_paper_count_id"), "author", ["paper_count", "id"], unique=False)
    op.create_table(
        "change",
        sa.Column(
            "sequence",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Place in the log: from 1, without a gap",
        ),
        sa.Column(
            "entity",
            sa.Text(),
            nullable=False,
            comment="Kind of entity: paper, author, affiliation, topic, repository, venue",
        ),
        sa.Column("entity_id", sa.BigInteger(), nullable=False, comment="Id of what changed"),
        sa.Column("action", sa.Text(), nullable=False, comment="added, updated, merged, deleted"),
        sa.Column(
            "merged_into", sa.BigInteger(), nullable=True, comment="For merged: the id that goes on"
        ),
        sa.Column("run_id", sa.BigInteger(), nullable=True, comment="Run that did it"),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="Start of the transaction that did it",
        ),
        sa.CheckConstraint(
            "(action = 'merged') = (merged_into IS NOT NULL)",
            name=op.f("ck_change_merged_into_another"),
        ),
        sa.CheckConstraint(
            "action IN ('added', 'updated', 'merged', 'deleted')",
            name=op.f("ck_change_action_known"),
        ),
        sa.CheckConstraint(
            "entity IN ('paper', 'author', 'affiliation', 'topic', 'repository', 'venue')",
            name=op.f("ck_change_entity_known"),
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["ingest_run.id"], name=op.f("fk_change_run_id_ingest_run")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_change")),
        comment="What was added, updated, merged, deleted, in order",
    )
    op.create_index(
        op.f("ix_change_entity_entity_id"), "change", ["entity", "entity_id"], unique=False
    )
    op.create_index(op.f("ix_change_run_id"), "change", ["run_id"], unique=False)
    op.create_table(
        "ingest_checkpoint",
        sa.Column("source", sa.Text(), nullable=False, comment="Source"),
        sa.Column("path", sa.Text(), nullable=False, comment="File that is read"),
        sa.Column(
            "fingerprint",
            sa.Text(),
            nullable=True,
            comment="Tells whether the file is still the same",
        ),
        sa.Column(
            "byte_offset",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Everything before this byte is in the graph",
        ),
        sa.Column(
            "records",
            sa.BigInteger(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Records before that byte",
        ),
        sa.Column(
            "finished",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether the file has been read to its end",
        ),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="Run that wrote it last"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["ingest_run.id"], name=op.f("fk_ingest_checkpoint_run_id_ingest_run")
        ),
        sa.PrimaryKeyConstraint("source", "path", name=op.f("pk_ingest_checkpoint")),
        comment="How far each file has been read, written with the batch it speaks of",
    )
    op.create_index(
        op.f("ix_ingest_checkpoint_run_id"), "ingest_checkpoint", ["run_id"], unique=False
    )
    op.create_table(
        "paper",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the paper; it never changes",
        ),
        sa.Column("title", sa.Text(), nullable=False, comment="Title as its best source writes it"),
        sa.Column(
            "title_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="Title folded by ids.title_key",
        ),
        sa.Column(
            "published_on",
            sa.Date(),
            nullable=True,
            comment="First publication; the first day of a month or year",
        ),
        sa.Column(
            "published_precision",
            sa.Text(),
            nullable=True,
            comment="How much of published_on is known",
        ),
        sa.Column(
            "published_key",
            sa.Date(),
            sa.Computed("COALESCE(published_on, '-infinity'::date)", persisted=True),
            nullable=False,
            comment="published_on as a sort key: the unknown date comes before all others",
        ),
        sa.Column("year", sa.Integer(), nullable=True, comment="Year of publication"),
        sa.Column(
            "type",
            sa.Text(),
            nullable=True,
            comment="Kind of work: article, preprint, book-chapter, dataset …",
        ),
        sa.Column(
            "language",
            sa.Text(),
            nullable=True,
            comment="ISO 639-1 code of the language it is written in",
        ),
        sa.Column("venue_id", sa.BigInteger(), nullable=True, comment="Where it was published"),
        sa.Column(
            "is_retracted",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether it has been withdrawn",
        ),
        sa.Column(
            "open_access_url", sa.Text(), nullable=True, comment="Where it can be read freely"
        ),
        sa.Column(
            "authors_complete",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a source vouches that the author list is whole",
        ),
        sa.Column(
            "code_claimed",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a source marks it as having code, with or without a link",
        ),
        sa.Column(
            "has_code",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Code is claimed or linked (derived)",
        ),
        sa.Column(
            "primary_topic_id",
            sa.BigInteger(),
            nullable=True,
            comment="Topic of its first primary paper_topic row (derived)",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers here that cite it (derived)",
        ),
        sa.Column(
            "reference_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers here that it cites (derived)",
        ),
        sa.Column(
            "author_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Authorships, each person once, unidentified ones included (derived)",
        ),
        sa.Column(
            "affiliation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Affiliations of its authors, and those given to it alone (derived)",
        ),
        sa.Column(
            "topic_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Topics (derived)",
        ),
        sa.Column(
            "code_link_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Code repositories linked (derived)",
        ),
        sa.CheckConstraint(
            "published_precision IN ('day', 'month', 'year')", name=op.f("ck_paper_precision_known")
        ),
        sa.CheckConstraint(
            "(published_precision IS NULL) = (published_on IS NULL)",
            name=op.f("ck_paper_precision_with_date"),
        ),
        sa.CheckConstraint(
            "citation_count >= 0 AND reference_count >= 0 AND author_count >= 0 AND affiliation_count >= 0 AND topic_count >= 0 AND code_link_count >= 0",
            name=op.f("ck_paper_counters_not_negative"),
        ),
        sa.CheckConstraint(
            "published_on IS NULL OR year IS NOT NULL", name=op.f("ck_paper_year_with_date")
        ),
        sa.ForeignKeyConstraint(
            ["primary_topic_id"], ["topic.id"], name=op.f("fk_paper_primary_topic_id_topic")
        ),
        sa.ForeignKeyConstraint(["venue_id"], ["venue.id"], name=op.f("fk_paper_venue_id_venue")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        comment="A scholarly work",
    )
    op.create_index(
        op.f("ix_paper_citation_count_id"), "paper", ["citation_count", "id"], unique=False
    )
    op.create_index(
        op.f("ix_paper_published_key_id"), "paper", ["published_key", "id"], unique=False
    )
    op.create_index(op.f("ix_paper_title_key_id"), "paper", ["title_key", "id"], unique=False)
    op.create_index(
        op.f("ix_paper_venue_id_citation_count_id"),
        "paper",
        ["venue_id", "citation_count", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_paper_venue_id_published_key_id"),
        "paper",
        ["venue_id", "published_key", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_paper_year_citation_count_id"),
        "paper",
        ["year", "citation_count", "id"],
        unique=False,
    )
    op.create_table(
        "rejected_record",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the rejection; it never changes",
        ),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="Run that met it"),
        sa.Column("source", sa.Text(), nullable=False, comment="Source"),
        sa.Column("path", sa.Text(), nullable=True, comment="File"),
        sa.Column("line", sa.BigInteger(), nullable=True, comment="Line in the file, from 1"),
        sa.Column("field", sa.Text(), nullable=True, comment="Field at fault"),
        sa.Column("reason", sa.Text(), nullable=False, comment="What was expected"),
        sa.Column("raw", sa.Text(), nullable=True, comment="The record as it was read"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["ingest_run.id"], name=op.f("fk_rejected_record_run_id_ingest_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejected_record")),
        comment="A record that could not be used, set aside while the rest went on",
    )
    op.create_index(
        op.f("ix_rejected_record_run_id_id"), "rejected_record", ["run_id", "id"], unique=False
    )
    op.create_table(
        "topic_year",
        sa.Column("topic_id", sa.BigInteger(), nullable=False, comment="The topic"),
        sa.Column("year", sa.Integer(), nullable=False, comment="Calendar year"),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers of that year (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
            name=op.f("fk_topic_year_topic_id_topic"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("topic_id", "year", name=op.f("pk_topic_year")),
        comment="A topic's papers by year (derived)",
    )
    op.create_index(
        op.f("ix_topic_year_year_topic_id"), "topic_year", ["year", "topic_id"], unique=False
    )
    op.create_table(
        "venue_external_id",
        sa.Column("scheme", sa.Text(), nullable=False, comment="Naming system, as in service/ids"),
        sa.Column("value", sa.Text(), nullable=False, comment="Id in that system, normalised"),
        sa.Column("venue_id", sa.BigInteger(), nullable=False, comment="The venue that bears it"),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_venue_external_id_venue_id_venue")
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_venue_external_id")),
        comment="What the outside world calls a venue",
    )
    op.create_index(
        op.f("ix_venue_external_id_venue_id"), "venue_external_id", ["venue_id"], unique=False
    )
    op.create_table(
        "artifact_link",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column(
            "url", sa.Text(), nullable=False, comment="URL as normalised by ids.artifact_url"
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="Source that gave the link"),
        sa.Column("found_in", sa.Text(), nullable=False, comment="Where the source had it"),
        sa.CheckConstraint(
            "found_in IN ('abstract', 'page', 'catalogue', 'record')",
            name=op.f("ck_artifact_link_found_in_known"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_artifact_link_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", "url", name=op.f("pk_artifact_link")),
        comment="A link that a paper gives and that is no code repository: data, a project page …",
    )
    op.create_table(
        "affiliation_parent",
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column("source", sa.Text(), nullable=False, comment="Source whose record says so"),
        sa.Column(
            "record_key", sa.Text(), nullable=False, comment="The source's own id of that record"
        ),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Order in the record, from 1"),
        sa.Column("scheme", sa.Text(), nullable=False, comment="Naming system of the parent's id"),
        sa.Column(
            "value", sa.Text(), nullable=False, comment="The parent's id; it need not be here yet"
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_affiliation_parent_affiliation_id_affiliation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "affiliation_id",
            "source",
            "record_key",
            "ordinal",
            name=op.f("pk_affiliation_parent"),
        ),
        comment="What records name as the parents of an institution",
    )
    op.create_index(
        op.f("ix_affiliation_parent_scheme_value"),
        "affiliation_parent",
        ["scheme", "value"],
        unique=False,
    )
    op.create_table(
        "institution_name",
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column("source", sa.Text(), nullable=False, comment="Source whose record says so"),
        sa.Column(
            "record_key", sa.Text(), nullable=False, comment="The source's own id of that record"
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="A name, alias, label or acronym"),
        sa.Column(
            "words", sa.Text(collation="C"), nullable=False, comment="Its words that count, in full"
        ),
        sa.Column(
            "is_displayed",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether it is the name that the record shows",
        ),
        sa.Column("ror", sa.Text(), nullable=False, comment="The institution's ROR id"),
        sa.Column(
            "country_code",
            sa.Text(),
            nullable=True,
            comment="Country as the record says, ISO 3166-1 alpha-2",
        ),
        sa.Column("city", sa.Text(), nullable=True, comment="City as the record says"),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_institution_name_affiliation_id_affiliation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "affiliation_id", "source", "record_key", "name", name=op.f("pk_institution_name")
        ),
        comment="Names of the institutions of ROR, by which affiliations in plain text meet them",
    )
    op.create_index(op.f("ix_institution_name_words"), "institution_name", ["words"], unique=False)
    op.create_table(
        "affiliation_text",
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column(
            "words",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="Its words that count, each once",
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_affiliation_text_affiliation_id_affiliation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("affiliation_id", name=op.f("pk_affiliation_text")),
        comment="Affiliations that are known by nothing but what authors write",
    )
    op.create_index(
        op.f("ix_affiliation_text_words"),
        "affiliation_text",
        ["words"],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "affiliation_match",
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column(
            "institution_id",
            sa.BigInteger(),
            nullable=False,
            comment="The institution that the text names",
        ),
        sa.Column(
            "confidence", sa.Double(), nullable=False, comment="How sure that is, between 0 and 1"
        ),
        sa.Column(
            "matched_name", sa.Text(), nullable=False, comment="The known name that stands there"
        ),
        sa.Column(
            "rule",
            sa.Text(),
            nullable=False,
            comment="name, alias, acronym: what kind of name it is",
        ),
        sa.Column(
            "is_whole",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether nothing else stands beside the name, between two commas",
        ),
        sa.Column(
            "names_country",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether the text names the institution's country",
        ),
        sa.Column(
            "names_city",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether the text names the institution's city",
        ),
        sa.CheckConstraint(
            "rule IN ('name', 'alias', 'acronym')", name=op.f("ck_affiliation_match_rule_known")
        ),
        sa.CheckConstraint(
            "confidence BETWEEN 0 AND 1", name=op.f("ck_affiliation_match_confidence_is_a_share")
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_affiliation_match_affiliation_id_affiliation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["affiliation.id"],
            name=op.f("fk_affiliation_match_institution_id_affiliation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "affiliation_id", "institution_id", name=op.f("pk_affiliation_match")
        ),
        comment="Which institutions of ROR an affiliation in plain text names, as ingest concludes",
    )
    op.create_index(
        op.f("ix_affiliation_match_institution_id_confidence_affiliation_id"),
        "affiliation_match",
        ["institution_id", "confidence", "affiliation_id"],
        unique=False,
    )
    op.create_table(
        "affiliation_mention",
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="Digest of what is said"),
        sa.Column(
            "ids",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Outside ids that are said, as scheme:value; null: none",
        ),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=True,
            comment="Without ids: the name folded by ids.name_key",
        ),
        sa.Column(
            "said",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="What is said",
        ),
        sa.Column(
            "mention_count",
            sa.BigInteger(),
            nullable=False,
            comment="Papers, as they are put together, and records that say so",
        ),
        sa.CheckConstraint(
            "mention_count > 0", name=op.f("ck_affiliation_mention_mention_count_positive")
        ),
        sa.CheckConstraint(
            "(ids IS NULL) = (name_key IS NOT NULL)",
            name=op.f("ck_affiliation_mention_known_by_ids_or_name"),
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_affiliation_mention")),
        comment="What is said of institutions now",
    )
    op.create_index(
        op.f("ix_affiliation_mention_ids"),
        "affiliation_mention",
        ["ids"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": False},
    )
    op.create_index(
        op.f("ix_affiliation_mention_name_key"),
        "affiliation_mention",
        ["name_key"],
        unique=False,
        postgresql_where=sa.text("name_key IS NOT NULL"),
    )
    op.create_table(
        "topic_mention",
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="Digest of what is said"),
        sa.Column(
            "ids",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Outside ids that are said, as scheme:value; null: none",
        ),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=True,
            comment="Without ids: the name folded by ids.name_key",
        ),
        sa.Column(
            "said",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="What is said",
        ),
        sa.Column(
            "mention_count",
            sa.BigInteger(),
            nullable=False,
            comment="Papers, as they are put together, and records that say so",
        ),
        sa.CheckConstraint(
            "mention_count > 0", name=op.f("ck_topic_mention_mention_count_positive")
        ),
        sa.CheckConstraint(
            "(ids IS NULL) = (name_key IS NOT NULL)",
            name=op.f("ck_topic_mention_known_by_ids_or_name"),
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_topic_mention")),
        comment="What papers and authors say of topics now",
    )
    op.create_index(
        op.f("ix_topic_mention_ids"),
        "topic_mention",
        ["ids"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": False},
    )
    op.create_index(
        op.f("ix_topic_mention_name_key"),
        "topic_mention",
        ["name_key"],
        unique=False,
        postgresql_where=sa.text("name_key IS NOT NULL"),
    )
    op.create_table(
        "venue_mention",
        sa.Column("digest", sa.LargeBinary(), nullable=False, comment="Digest of what is said"),
        sa.Column(
            "ids",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Outside ids that are said, as scheme:value; null: none",
        ),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=True,
            comment="Without ids: the name folded by ids.name_key",
        ),
        sa.Column(
            "said",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="What is said",
        ),
        sa.Column(
            "mention_count",
            sa.BigInteger(),
            nullable=False,
            comment="Papers, as they are put together, and records that say so",
        ),
        sa.CheckConstraint(
            "mention_count > 0", name=op.f("ck_venue_mention_mention_count_positive")
        ),
        sa.CheckConstraint(
            "(ids IS NULL) = (name_key IS NOT NULL)",
            name=op.f("ck_venue_mention_known_by_ids_or_name"),
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_venue_mention")),
        comment="What is said of venues now",
    )
    op.create_index(
        op.f("ix_venue_mention_ids"),
        "venue_mention",
        ["ids"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": False},
    )
    op.create_index(
        op.f("ix_venue_mention_name_key"),
        "venue_mention",
        ["name_key"],
        unique=False,
        postgresql_where=sa.text("name_key IS NOT NULL"),
    )
    op.create_table(
        "author_affiliation",
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author"),
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers on which the author gives it (derived)",
        ),
        sa.Column(
            "first_year",
            sa.Integer(),
            nullable=True,
            comment="Year of the first such dated paper (derived)",
        ),
        sa.Column(
            "last_year",
            sa.Integer(),
            nullable=True,
            comment="Year of the last such dated paper (derived)",
        ),
        sa.Column(
            "author_citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Copy of the author's citation_count, to page in its order (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_author_affiliation_affiliation_id_affiliation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["author.id"],
            name=op.f("fk_author_affiliation_author_id_author"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("author_id", "affiliation_id", name=op.f("pk_author_affiliation")),
        comment="Where an author has been (derived)",
    )
    op.create_index(
        op.f("ix_author_affiliation_affiliation_id_author_citation_count_author_id"),
        "author_affiliation",
        ["affiliation_id", "author_citation_count", "author_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_author_affiliation_affiliation_id_paper_count_author_id"),
        "author_affiliation",
        ["affiliation_id", "paper_count", "author_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_author_affiliation_author_id_paper_count_affiliation_id"),
        "author_affiliation",
        ["author_id", "paper_count", "affiliation_id"],
        unique=False,
    )
    op.create_table(
        "author_external_id",
        sa.Column("scheme", sa.Text(), nullable=False, comment="Naming system, as in service/ids"),
        sa.Column("value", sa.Text(), nullable=False, comment="Id in that system, normalised"),
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author that bears it"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_author_external_id_author_id_author")
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_author_external_id")),
        comment="What the outside world calls a author",
    )
    op.create_index(
        op.f("ix_author_external_id_author_id"), "author_external_id", ["author_id"], unique=False
    )
    op.create_table(
        "author_decision",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the decision; it never changes",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="merge: one author; split: two authors",
        ),
        sa.Column(
            "decided_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When it was made",
        ),
        sa.Column(
            "undone_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it was taken back",
        ),
        sa.CheckConstraint(
            "kind IN ('merge', 'split')", name=op.f("ck_author_decision_kind_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_decision")),
        comment="Authors that were merged or split by hand",
    )
    op.create_table(
        "author_decision_member",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the member; it never changes",
        ),
        sa.Column("decision_id", sa.BigInteger(), nullable=False, comment="The decision"),
        sa.Column(
            "part",
            sa.Integer(),
            nullable=False,
            comment="Which of its authors this is, from 1",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="mention, record or id"),
        sa.Column("paper_id", sa.BigInteger(), nullable=True, comment="Paper of a mention"),
        sa.Column(
            "value",
            sa.Text(),
            nullable=False,
            comment="Folded name of a mention, source and key of a record, scheme:value of an id",
        ),
        sa.CheckConstraint(
            "(kind = 'mention') = (paper_id IS NOT NULL)",
            name=op.f("ck_author_decision_member_mention_has_paper"),
        ),
        sa.CheckConstraint(
            "kind IN ('mention', 'record', 'id')",
            name=op.f("ck_author_decision_member_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["author_decision.id"],
            name=op.f("fk_author_decision_member_decision_id_author_decision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_decision_member")),
        comment="What a decision by hand is about",
    )
    op.create_index(
        op.f("ix_author_decision_member_decision_id"),
        "author_decision_member",
        ["decision_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_author_decision_member_paper_id"),
        "author_decision_member",
        ["paper_id"],
        unique=False,
        postgresql_where=sa.text("paper_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_author_decision_member_value"),
        "author_decision_member",
        ["value"],
        unique=False,
    )
    op.create_table(
        "author_identity",
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author"),
        sa.Column(
            "rule",
            sa.Text(),
            nullable=False,
            comment="What joined them: scope, group_name, rare_name, fuller_form, short_form, evidence",
        ),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="The folded name that was joined",
        ),
        sa.Column(
            "evidence",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
            comment="Up to three things that the places of the name share, or share with the rest",
        ),
        sa.Column(
            "mention_count",
            sa.Integer(),
            nullable=False,
            comment="Where the author is written so",
        ),
        sa.CheckConstraint(
            "rule IN ('scope', 'group_name', 'rare_name', 'fuller_form', 'short_form', 'evidence')",
            name=op.f("ck_author_identity_rule_known"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["author.id"],
            name=op.f("fk_author_identity_author_id_author"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("author_id", "rule", "name_key", name=op.f("pk_author_identity")),
        comment="Why names are one author's, where names alone tell; docs/identity.md has the rules",
    )
    op.create_table(
        "author_name",
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author"),
        sa.Column("name", sa.Text(), nullable=False, comment="The name as written"),
        sa.Column(
            "name_key",
            sa.Text(collation="C"),
            nullable=False,
            comment="The name folded by ids.name_key",
        ),
        sa.Column(
            "name_block",
            sa.Text(collation="C"),
            nullable=False,
            comment="Surname and first letter, folded further: names that may be one author's share it",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_author_name_author_id_author")
        ),
        sa.PrimaryKeyConstraint("author_id", "name", name=op.f("pk_author_name")),
        comment="Every form in which an author's name was written",
    )
    op.create_index(
        op.f("ix_author_name_name_key_author_id"),
        "author_name",
        ["name_key", "author_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_author_name_name_block_author_id"),
        "author_name",
        ["name_block", "author_id"],
        unique=False,
    )
    op.create_index(
        "ix_author_name_name_search",
        "author_name",
        [sa.text("to_tsvector('simple'::regconfig, name_key)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_table(
        "author_topic",
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author"),
        sa.Column("topic_id", sa.BigInteger(), nullable=False, comment="The topic"),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="The author's papers on it (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["author.id"],
            name=op.f("fk_author_topic_author_id_author"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"],
            ["topic.id"],
            name=op.f("fk_author_topic_topic_id_topic"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("author_id", "topic_id", name=op.f("pk_author_topic")),
        comment="What an author works on (derived)",
    )
    op.create_index(
        op.f("ix_author_topic_author_id_paper_count_topic_id"),
        "author_topic",
        ["author_id", "paper_count", "topic_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_author_topic_topic_id_paper_count_author_id"),
        "author_topic",
        ["topic_id", "paper_count", "author_id"],
        unique=False,
    )
    op.create_table(
        "author_year",
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author"),
        sa.Column("year", sa.Integer(), nullable=False, comment="Calendar year"),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers published in that year (derived)",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Citations received from papers of that year (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["author.id"],
            name=op.f("fk_author_year_author_id_author"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("author_id", "year", name=op.f("pk_author_year")),
        comment="An author's papers and citations by year (derived)",
    )
    op.create_table(
        "authorship",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column(
            "ordinal",
            sa.Integer(),
            nullable=False,
            comment="Order in the list from 1; from 1000000 where the place is unknown",
        ),
        sa.Column(
            "author_id",
            sa.BigInteger(),
            nullable=True,
            comment="Who it is; null while nobody has been identified",
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=True,
            comment="Place among the authors from 1; null if unknown",
        ),
        sa.Column("name_as_written", sa.Text(), nullable=False, comment="The name on this paper"),
        sa.Column(
            "name_block",
            sa.Text(collation="C"),
            nullable=True,
            comment="Block of the name, where it and what stands around it tell who it is",
        ),
        sa.Column(
            "author_ids",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Outside ids that sources give with the name, as scheme:value, where they tell who",
        ),
        sa.Column(
            "scopes",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Within which of these equal names are one author",
        ),
        sa.Column(
            "other_forms",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Other forms of the name that came with this one",
        ),
        sa.Column(
            "place_keys",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Affiliations as evidence of who a bare name is",
        ),
        sa.Column(
            "is_group",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a group signs here, not a person",
        ),
        sa.Column(
            "is_corresponding",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether this is the corresponding author",
        ),
        sa.Column(
            "is_repeat",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="The same author named again on this paper; counted nowhere",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Copy of the paper's citation_count, to page in its order (derived)",
        ),
        sa.Column(
            "published_key",
            sa.Date(),
            server_default=sa.text("'-infinity'::date"),
            nullable=False,
            comment="Copy of the paper's published_key, to page in its order (derived)",
        ),
        sa.CheckConstraint(
            "CASE WHEN position IS NULL THEN ordinal >= 1000000 ELSE position = ordinal AND ordinal < 1000000 END",
            name=op.f("ck_authorship_ordinal_is_position"),
        ),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_authorship_ordinal_from_one")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_authorship_author_id_author")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_authorship_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", "ordinal", name=op.f("pk_authorship")),
        comment="One name in the author list of one paper",
    )
    op.create_index(
        op.f("ix_authorship_author_id_citation_count_paper_id"),
        "authorship",
        ["author_id", "citation_count", "paper_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_authorship_author_id_published_key_paper_id"),
        "authorship",
        ["author_id", "published_key", "paper_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_authorship_name_block"),
        "authorship",
        ["name_block"],
        unique=False,
        postgresql_where=sa.text("name_block IS NOT NULL"),
    )
    op.create_table(
        "citation",
        sa.Column("citing_id", sa.BigInteger(), nullable=False, comment="The paper that cites"),
        sa.Column("cited_id", sa.BigInteger(), nullable=False, comment="The paper that is cited"),
        sa.Column(
            "contexts",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
            comment="Sentences in which it is cited",
        ),
        sa.Column(
            "intents",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
            comment="What for: background, methodology, result",
        ),
        sa.Column(
            "is_influential",
            sa.Boolean(),
            nullable=True,
            comment="Whether a source calls it influential",
        ),
        sa.Column(
            "citing_citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Copy of the citing paper's citation_count, to page in its order (derived)",
        ),
        sa.Column(
            "citing_published_key",
            sa.Date(),
            server_default=sa.text("'-infinity'::date"),
            nullable=False,
            comment="Copy of the citing paper's published_key, to page in its order (derived)",
        ),
        sa.CheckConstraint("citing_id <> cited_id", name=op.f("ck_citation_two_papers")),
        sa.ForeignKeyConstraint(
            ["cited_id"], ["paper.id"], name=op.f("fk_citation_cited_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["citing_id"], ["paper.id"], name=op.f("fk_citation_citing_id_paper")
        ),
        sa.PrimaryKeyConstraint("citing_id", "cited_id", name=op.f("pk_citation")),
        comment="A citation between two papers of the graph",
    )
    op.create_index(
        op.f("ix_citation_cited_id_citing_citation_count_citing_id"),
        "citation",
        ["cited_id", "citing_citation_count", "citing_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_citation_cited_id_citing_published_key_citing_id"),
        "citation",
        ["cited_id", "citing_published_key", "citing_id"],
        unique=False,
    )
    op.create_table(
        "coauthorship",
        sa.Column("author_id", sa.BigInteger(), nullable=False, comment="The author"),
        sa.Column(
            "coauthor_id", sa.BigInteger(), nullable=False, comment="Who wrote with the author"
        ),
        sa.Column(
            "paper_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Papers written together (derived)",
        ),
        sa.Column(
            "first_year",
            sa.Integer(),
            nullable=True,
            comment="Year of the first dated paper together (derived)",
        ),
        sa.Column(
            "last_year",
            sa.Integer(),
            nullable=True,
            comment="Year of the last dated paper together (derived)",
        ),
        sa.Column(
            "last_year_key",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="last_year as a sort key: 0 if unknown (derived)",
        ),
        sa.CheckConstraint("author_id <> coauthor_id", name=op.f("ck_coauthorship_two_authors")),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["author.id"],
            name=op.f("fk_coauthorship_author_id_author"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("author_id", "coauthor_id", name=op.f("pk_coauthorship")),
        comment="Who wrote with whom, in both directions, on papers of at most"
        " 300 authors (derived)",
    )
    op.create_index(
        op.f("ix_coauthorship_author_id_last_year_key_coauthor_id"),
        "coauthorship",
        ["author_id", "last_year_key", "coauthor_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_coauthorship_author_id_paper_count_coauthor_id"),
        "coauthorship",
        ["author_id", "paper_count", "coauthor_id"],
        unique=False,
    )
    op.create_table(
        "code_link",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column("repository_id", sa.BigInteger(), nullable=False, comment="The repository"),
        sa.Column(
            "is_official",
            sa.Boolean(),
            nullable=True,
            comment="By the paper's authors; null if nobody said",
        ),
        sa.Column(
            "url",
            sa.Text(),
            nullable=True,
            comment="The repository's address as sources write it with the paper",
        ),
        sa.Column(
            "framework",
            sa.Text(),
            nullable=True,
            comment="Framework of the code, as they say with the paper",
        ),
        sa.Column(
            "stars",
            sa.Integer(),
            nullable=True,
            comment="Stars of the repository, as they say with the paper",
        ),
        sa.Column("source", sa.Text(), nullable=False, comment="Source that gave the link"),
        sa.Column("found_in", sa.Text(), nullable=False, comment="Where the source had it"),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Copy of the paper's citation_count, to page in its order (derived)",
        ),
        sa.Column(
            "published_key",
            sa.Date(),
            server_default=sa.text("'-infinity'::date"),
            nullable=False,
            comment="Copy of the paper's published_key, to page in its order (derived)",
        ),
        sa.CheckConstraint(
            "found_in IN ('abstract', 'page', 'catalogue', 'record')",
            name=op.f("ck_code_link_found_in_known"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_code_link_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["repository_id"],
            ["code_repository.id"],
            name=op.f("fk_code_link_repository_id_code_repository"),
        ),
        sa.PrimaryKeyConstraint("paper_id", "repository_id", name=op.f("pk_code_link")),
        comment="A paper's link to code",
    )
    op.create_index(
        op.f("ix_code_link_repository_id_citation_count_paper_id"),
        "code_link",
        ["repository_id", "citation_count", "paper_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_code_link_repository_id_published_key_paper_id"),
        "code_link",
        ["repository_id", "published_key", "paper_id"],
        unique=False,
    )
    op.create_table(
        "paper_affiliation",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column("affiliation_id", sa.BigInteger(), nullable=False, comment="The affiliation"),
        sa.Column(
            "ordinal",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Order of first mention from 1, those given to the paper alone last (derived)",
        ),
        sa.Column(
            "is_given",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether a source gave it to the paper without saying whose it is",
        ),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Copy of the paper's citation_count, to page in its order (derived)",
        ),
        sa.Column(
            "published_key",
            sa.Date(),
            server_default=sa.text("'-infinity'::date"),
            nullable=False,
            comment="Copy of the paper's published_key, to page in its order (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_paper_affiliation_affiliation_id_affiliation"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_affiliation_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", "affiliation_id", name=op.f("pk_paper_affiliation")),
        comment="Affiliations of a paper: of its authors (those rows are derived), and given ones",
    )
    op.create_index(
        op.f("ix_paper_affiliation_affiliation_id_citation_count_paper_id"),
        "paper_affiliation",
        ["affiliation_id", "citation_count", "paper_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_paper_affiliation_affiliation_id_published_key_paper_id"),
        "paper_affiliation",
        ["affiliation_id", "published_key", "paper_id"],
        unique=False,
    )
    op.create_table(
        "paper_external_id",
        sa.Column("scheme", sa.Text(), nullable=False, comment="Naming system, as in service/ids"),
        sa.Column("value", sa.Text(), nullable=False, comment="Id in that system, normalised"),
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper that bears it"),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_external_id_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_paper_external_id")),
        comment="What the outside world calls a paper",
    )
    op.create_index(
        op.f("ix_paper_external_id_paper_id"), "paper_external_id", ["paper_id"], unique=False
    )
    op.create_table(
        "paper_text",
        sa.Column(
            "paper_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The paper"
        ),
        sa.Column(
            "abstract", sa.Text(), nullable=True, comment="Abstract as it stands, LaTeX kept"
        ),
        sa.Column(
            "search",
            postgresql.TSVECTOR(),
            nullable=False,
            comment="Words of title (weight A) and abstract (B), made by search_vector",
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_text_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_text")),
        comment="What is long about a paper, off its row so that hot rows stay in memory",
    )
    op.create_index(
        op.f("ix_paper_text_search"), "paper_text", ["search"], unique=False, postgresql_using="gin"
    )
    op.create_table(
        "paper_topic",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column("topic_id", sa.BigInteger(), nullable=False, comment="The topic"),
        sa.Column(
            "ordinal", sa.Integer(), nullable=False, comment="Order among the paper's topics from 1"
        ),
        sa.Column(
            "is_primary",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="Whether it is the paper's main topic",
        ),
        sa.Column("score", sa.REAL(), nullable=True, comment="How sure the source is"),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Copy of the paper's citation_count, to page in its order (derived)",
        ),
        sa.Column(
            "published_key",
            sa.Date(),
            server_default=sa.text("'-infinity'::date"),
            nullable=False,
            comment="Copy of the paper's published_key, to page in its order (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_topic_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_paper_topic_topic_id_topic")
        ),
        sa.PrimaryKeyConstraint("paper_id", "topic_id", name=op.f("pk_paper_topic")),
        comment="What a paper is about",
    )
    op.create_index(
        op.f("ix_paper_topic_topic_id_citation_count_paper_id"),
        "paper_topic",
        ["topic_id", "citation_count", "paper_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_paper_topic_topic_id_published_key_paper_id"),
        "paper_topic",
        ["topic_id", "published_key", "paper_id"],
        unique=False,
    )
    op.create_table(
        "page_rank",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column(
            "score",
            sa.Double(),
            nullable=False,
            comment="PageRank; the scores of all papers add to 1",
        ),
        sa.CheckConstraint("score > 0 AND score <= 1", name=op.f("ck_page_rank_score_is_share")),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_page_rank_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_page_rank")),
        comment="PageRank of the papers over the citations between them (by `colophon rank`)",
    )
    op.create_index(
        op.f("ix_page_rank_score_paper_id"), "page_rank", ["score", "paper_id"], unique=False
    )
    op.create_table(
        "page_rank_computation",
        sa.Column(
            "id",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="Always true: the last computation is kept",
        ),
        sa.Column(
            "data_version",
            sa.BigInteger(),
            nullable=False,
            comment="Version of the data that was read",
        ),
        sa.Column(
            "computed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="When the scores were stored",
        ),
        sa.Column(
            "damping",
            sa.Double(),
            nullable=False,
            comment="Chance to go on along a reference",
        ),
        sa.Column(
            "tolerance",
            sa.Double(),
            nullable=False,
            comment="Change of all scores that ended it",
        ),
        sa.Column("steps", sa.Integer(), nullable=False, comment="Steps that it took"),
        sa.Column("paper_count", sa.Integer(), nullable=False, comment="Papers that were ranked"),
        sa.Column(
            "citation_count",
            sa.BigInteger(),
            nullable=False,
            comment="Citations between them",
        ),
        sa.CheckConstraint(
            "damping > 0 AND damping < 1",
            name=op.f("ck_page_rank_computation_damping_is_chance"),
        ),
        sa.CheckConstraint("id", name=op.f("ck_page_rank_computation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_rank_computation")),
        comment="How the scores in page_rank were computed; no row until `colophon rank` has run",
    )
    op.create_table(
        "paper_year",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="The paper"),
        sa.Column("year", sa.Integer(), nullable=False, comment="Calendar year"),
        sa.Column(
            "citation_count",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="Citations received from papers of that year (derived)",
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_year_paper_id_paper"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paper_id", "year", name=op.f("pk_paper_year")),
        comment="Citations of a paper by the year of the citing papers (derived)",
    )
    op.create_index(
        op.f("ix_paper_year_year_citation_count_paper_id"),
        "paper_year",
        ["year", "citation_count", "paper_id"],
        unique=False,
    )
    op.create_table(
        "reported_metric",
        sa.Column(
            "id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Internal id of the reported figure; it never changes",
        ),
        sa.Column("author_id", sa.BigInteger(), nullable=True, comment="The author it is about"),
        sa.Column("paper_id", sa.BigInteger(), nullable=True, comment="The paper it is about"),
        sa.Column("name", sa.Text(), nullable=False, comment="h-index, papers, citations, score …"),
        sa.Column("value", sa.Double(), nullable=False, comment="The figure"),
        sa.Column("unit", sa.Text(), nullable=True, comment="Unit, such as %"),
        sa.Column("source", sa.Text(), nullable=False, comment="Who said so"),
        sa.Column("as_of", sa.Date(), nullable=False, comment="On which day"),
        sa.CheckConstraint(
            "value > '-Infinity'::float8 AND value < 'Infinity'::float8",
            name=op.f("ck_reported_metric_value_finite"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(author_id, paper_id) = 1", name=op.f("ck_reported_metric_about_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_reported_metric_author_id_author")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_reported_metric_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_metric")),
        sa.UniqueConstraint(
            "author_id",
            "paper_id",
            "name",
            "source",
            "as_of",
            name=op.f("uq_reported_metric_author_id_paper_id_name_source_as_of"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="A figure about an author or a paper as a source reported it",
    )
    op.create_index(
        op.f("ix_reported_metric_paper_id"), "reported_metric", ["paper_id"], unique=False
    )
    op.create_table(
        "source_record",
        sa.Column("source", sa.Text(), nullable=False, comment="Source that said it"),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="What the record is about: paper, author …"
        ),
        sa.Column("key", sa.Text(), nullable=False, comment="The source's own id of the record"),
        sa.Column(
            "digest",
            sa.LargeBinary(),
            nullable=False,
            comment="Digest of the record as it was read",
        ),
        sa.Column(
            "payload",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="What the source said",
        ),
        sa.Column(
            "claims",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Outside ids by which it meets a paper, as scheme:value; for a topic's record"
            " topic:scheme:code",
        ),
        sa.Column(
            "title_key",
            sa.Text(collation="C"),
            nullable=True,
            comment="Its title folded by ids.title_key; of papers only",
        ),
        sa.Column(
            "surnames",
            postgresql.ARRAY(sa.Text()),
            nullable=True,
            comment="Folded surnames of its authors; of papers only",
        ),
        sa.Column(
            "name_block",
            sa.Text(collation="C"),
            nullable=True,
            comment="Block of its name, if it is about an author and gives no ids",
        ),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="Run that last brought it"),
        sa.Column("paper_id", sa.BigInteger(), nullable=True, comment="The paper it became"),
        sa.Column("author_id", sa.BigInteger(), nullable=True, comment="The author it became"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name=op.f("fk_source_record_author_id_author")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_source_record_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["ingest_run.id"], name=op.f("fk_source_record_run_id_ingest_run")
        ),
        sa.PrimaryKeyConstraint("source", "kind", "key", name=op.f("pk_source_record")),
        comment="What a source said last about one thing; a merge can be undone from here",
    )
    op.create_index(
        op.f("ix_source_record_author_id"),
        "source_record",
        ["author_id"],
        unique=False,
        postgresql_where=sa.text("author_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_source_record_claims"),
        "source_record",
        ["claims"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"fastupdate": False},
    )
    op.create_index(
        op.f("ix_source_record_name_block"),
        "source_record",
        ["name_block"],
        unique=False,
        postgresql_where=sa.text("name_block IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_source_record_title_key"),
        "source_record",
        ["title_key"],
        unique=False,
        postgresql_where=sa.text("title_key IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_source_record_paper_id"),
        "source_record",
        ["paper_id"],
        unique=False,
        postgresql_where=sa.text("paper_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_source_record_run_id"), "source_record", ["run_id"], unique=False)
    op.create_table(
        "unresolved_reference",
        sa.Column("citing_id", sa.BigInteger(), nullable=False, comment="The paper that cites"),
        sa.Column("scheme", sa.Text(), nullable=False, comment="Naming system, as in service/ids"),
        sa.Column("value", sa.Text(), nullable=False, comment="Id in that system, normalised"),
        sa.Column(
            "contexts",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
            comment="Sentences in which it is cited",
        ),
        sa.Column(
            "intents",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
            comment="What for: background, methodology, result",
        ),
        sa.Column(
            "is_influential",
            sa.Boolean(),
            nullable=True,
            comment="Whether a source calls it influential",
        ),
        sa.ForeignKeyConstraint(
            ["citing_id"], ["paper.id"], name=op.f("fk_unresolved_reference_citing_id_paper")
        ),
        sa.PrimaryKeyConstraint(
            "citing_id", "scheme", "value", name=op.f("pk_unresolved_reference")
        ),
        comment="A reference to a paper that is not here yet; a citation once it arrives",
    )
    op.create_index(
        op.f("ix_unresolved_reference_scheme_value"),
        "unresolved_reference",
        ["scheme", "value"],
        unique=False,
    )
    op.create_table(
        "authorship_affiliation",
        sa.Column("paper_id", sa.BigInteger(), nullable=False, comment="Paper of the authorship"),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="Ordinal of the authorship"),
        sa.Column(
            "affiliation_id",
            sa.BigInteger(),
            nullable=False,
            comment="The affiliation that the author gives there",
        ),
        sa.Column(
            "place",
            sa.Integer(),
            server_default=sa.text("1"),
            nullable=False,
            comment="Order among the affiliations of this authorship, from 1",
        ),
        sa.ForeignKeyConstraint(
            ["affiliation_id"],
            ["affiliation.id"],
            name=op.f("fk_authorship_affiliation_affiliation_id_affiliation"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id", "ordinal"],
            ["authorship.paper_id", "authorship.ordinal"],
            name=op.f("fk_authorship_affiliation_paper_id_ordinal_authorship"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "paper_id", "ordinal", "affiliation_id", name=op.f("pk_authorship_affiliation")
        ),
        comment="Affiliations of an author as given on one paper",
    )
    op.create_index(
        op.f("ix_authorship_affiliation_affiliation_id"),
        "authorship_affiliation",
        ["affiliation_id"],
        unique=False,
    )
    op.execute("INSERT INTO data_version (version, change_sequence) VALUES (0, 0)")
    op.execute(
        "INSERT INTO entity_count (entity, count) SELECT entity, 0 FROM unnest(ARRAY["
        "'paper', 'author', 'affiliation', 'topic', 'repository', 'venue']) AS entity"
    )
    op.execute(
        PATH_FUNCTION.format(
            name="coauthor_path",
            table="coauthorship",
            source="author_id",
            target="coauthor_id",
            # Pairs stand in both directions, and only this one has an index.
            back_from="author_id",
            back_to="coauthor_id",
        )
    )
    op.execute(
        PATH_FUNCTION.format(
            name="citation_path",
            table="citation",
            source="cited_id",
            target="citing_id",
            back_from="citing_id",
            back_to="cited_id",
        )
    )


def downgrade() -> None:
    # fuzzystrmatch stays: it may have been there before, and others may use it.
    op.execute("DROP FUNCTION citation_path")
    op.execute("DROP FUNCTION coauthor_path")
    op.drop_table("authorship_affiliation")
    op.drop_table("unresolved_reference")
    op.drop_table("source_record")
    op.drop_table("reported_metric")
    op.drop_table("paper_year")
    op.drop_table("page_rank_computation")
    op.drop_table("page_rank")
    op.drop_table("paper_topic")
    op.drop_table("paper_text")
    op.drop_table("paper_external_id")
    op.drop_table("paper_affiliation")
    op.drop_table("code_link")
    op.drop_table("coauthorship")
    op.drop_table("citation")
    op.drop_table("authorship")
    op.drop_table("author_year")
    op.drop_table("author_topic")
    op.drop_table("author_name")
    op.drop_table("author_identity")
    op.drop_table("author_decision_member")
    op.drop_table("author_decision")
    op.drop_table("author_external_id")
    op.drop_table("venue_mention")
    op.drop_table("topic_mention")
    op.drop_table("affiliation_mention")
    op.drop_table("affiliation_match")
    op.drop_table("affiliation_text")
    op.drop_table("institution_name")
    op.drop_table("affiliation_parent")
    op.drop_table("author_affiliation")
    op.drop_table("artifact_link")
    op.drop_table("venue_external_id")
    op.drop_table("topic_year")
    op.drop_table("rejected_record")
    op.drop_table("paper")
    op.drop_table("ingest_checkpoint")
    op.drop_table("change")
    op.drop_table("author")
    op.drop_table("affiliation_name")
    op.drop_table("affiliation_external_id")
    op.drop_table("venue")
    op.drop_table("topic")
    op.drop_table("ingest_run")
    op.drop_table("forwarding")
    op.drop_table("entity_count")
    op.drop_table("data_version")
    op.drop_table("code_repository")
    op.drop_table("affiliation")
