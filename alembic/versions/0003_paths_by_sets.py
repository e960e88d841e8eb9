"""Paths are found by sets: what was an array was gone through for each edge that was read."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# A shortest path from `source` to `target` in at most `longest` steps, as the ids along it; null if
# there is none. Breadth first from both ends, always from where there is less to look at; then the
# layers that met are narrowed to what lies on a shortest path, and the path with the smallest ids
# is read from them. Layers stand one behind the other in an array, with the place where each ends.
#
# EXCEPT and INTERSECT look ids up whatever PostgreSQL expects of an array of unknown length; `id =
# ANY (array)` compares with one after the other as soon as it plans for all calls alike.
PATH_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}(source bigint, target bigint, longest integer) RETURNS bigint[]
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    ahead bigint[] := ARRAY[source];
    ahead_ids bigint[] := ARRAY[source];
    ahead_ends integer[] := ARRAY[1];
    ahead_step integer := 0;
    behind bigint[] := ARRAY[target];
    behind_ids bigint[] := ARRAY[target];
    behind_ends integer[] := ARRAY[1];
    behind_step integer := 0;
    met bigint[];
    layer bigint[];
    nth integer;
    path bigint[] := ARRAY[source];
BEGIN
    LOOP
        met := (
            SELECT array_agg(id)
            FROM (SELECT unnest(ahead) AS id INTERSECT SELECT unnest(behind)) AS both_ways);
        EXIT WHEN met IS NOT NULL;
        IF ahead_step + behind_step >= longest THEN
            RETURN NULL;
        END IF;
        IF cardinality(ahead) <= cardinality(behind) THEN
            ahead := (
                SELECT array_agg(id)
                FROM (SELECT {target} AS id FROM {table} WHERE {source} = ANY (ahead)
                      EXCEPT SELECT unnest(ahead_ids)) AS unseen);
            IF ahead IS NULL THEN
                RETURN NULL;
            END IF;
            ahead_step := ahead_step + 1;
            ahead_ids := ahead_ids || ahead;
            ahead_ends := ahead_ends || cardinality(ahead_ids);
        ELSE
            behind := (
                SELECT array_agg(id)
                FROM (SELECT {back_to} AS id FROM {table} WHERE {back_from} = ANY (behind)
                      EXCEPT SELECT unnest(behind_ids)) AS unseen);
            IF behind IS NULL THEN
                RETURN NULL;
            END IF;
            behind_step := behind_step + 1;
            behind_ids := behind_ids || behind;
            behind_ends := behind_ends || cardinality(behind_ids);
        END IF;
    END LOOP;
    -- From the target back to the first step: before those who met the layers as they are, from
    -- there on what leads to them.
    behind_ends := behind_ends[1 : behind_step];
    behind_ids := behind_ids[1 : coalesce(behind_ends[behind_step], 0)];
    FOR step IN REVERSE ahead_step .. 1 LOOP
        behind_ids := behind_ids || met;
        behind_ends := behind_ends || cardinality(behind_ids);
        layer := ahead_ids[coalesce(ahead_ends[step - 1], 0) + 1 : ahead_ends[step]];
        met := (
            SELECT array_agg(id)
            FROM (SELECT {back_to} AS id FROM {table} WHERE {back_from} = ANY (met)
                  INTERSECT SELECT unnest(layer)) AS nearer);
    END LOOP;
    FOR step IN 1 .. ahead_step + behind_step LOOP
        nth := ahead_step + behind_step - step + 1;
        layer := behind_ids[coalesce(behind_ends[nth - 1], 0) + 1 : behind_ends[nth]];
        path := path || (
            SELECT min(id)
            FROM (SELECT {target} AS id FROM {table} WHERE {source} = path[step]
                  INTERSECT SELECT unnest(layer)) AS further);
    END LOOP;
    RETURN path;
END $$
"""


def upgrade() -> None:
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
    """The functions stay: they take the same, and answer the same."""
