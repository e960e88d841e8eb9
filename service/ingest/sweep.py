"""Ends what is no more: merged ids lead on, and nothing stays that no source speaks of."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, text

from service.database.version import Change, Entity

_FORWARD = (
    # Whoever was led to an ended id is led on with it.
    text(
        """
        UPDATE forwarding SET into_id = ended.into_id
          FROM unnest(CAST(:ended AS bigint[]), CAST(:into AS bigint[])) AS ended (id, into_id)
         WHERE forwarding.entity = :entity AND forwarding.into_id = ended.id
        """
    ),
    text(
        """
        INSERT INTO forwarding (entity, id, into_id)
        SELECT :entity, ended.id, ended.into_id
          FROM unnest(CAST(:ended AS bigint[]), CAST(:into AS bigint[])) AS ended (id, into_id)
        """
    ),
)
_NOWHERE = text(
    "DELETE FROM forwarding WHERE entity = :entity AND into_id = ANY(CAST(:ended AS bigint[]))"
)

_END_PAPERS = tuple(
    text(f"DELETE FROM {table} WHERE {column} = ANY(CAST(:ended AS bigint[]))")
    for table, column in (
        ("paper_affiliation", "paper_id"),
        ("paper_year", "paper_id"),
        ("paper", "id"),
    )
)
_END_AUTHORS = text("DELETE FROM author WHERE id = ANY(CAST(:ended AS bigint[]))")

# In the order of what hangs on what. The candidates are those that hung on a touched paper.
_SWEEP: Mapping[Entity, tuple[str, ...]] = {
    "venue": (
        "SELECT id FROM touched_venue JOIN venue USING (id)"
        " WHERE NOT has_record"
        "   AND NOT EXISTS (SELECT FROM paper WHERE venue_id = touched_venue.id)",
        "DELETE FROM venue_external_id WHERE venue_id = ANY(CAST(:ended AS bigint[]))",
        "DELETE FROM venue WHERE id = ANY(CAST(:ended AS bigint[]))",
    ),
    "repository": (
        "SELECT id FROM touched_repository JOIN code_repository USING (id)"
        " WHERE NOT EXISTS"
        " (SELECT FROM code_link WHERE repository_id = touched_repository.id)",
        "DELETE FROM code_repository WHERE id = ANY(CAST(:ended AS bigint[]))",
    ),
    "affiliation": (
        "SELECT id FROM touched_affiliation JOIN affiliation USING (id)"
        " WHERE NOT has_record"
        "   AND NOT EXISTS (SELECT FROM authorship_affiliation"
        "                    WHERE affiliation_id = touched_affiliation.id)"
        "   AND NOT EXISTS (SELECT FROM paper_affiliation"
        "                    WHERE is_given AND affiliation_id = touched_affiliation.id)",
        # What lies below looks for another parent, or waits for this one.
        "INSERT INTO unsettled_affiliation"
        " SELECT id FROM affiliation WHERE parent_id = ANY(CAST(:ended AS bigint[]))"
        "     ON CONFLICT DO NOTHING",
        "UPDATE affiliation SET parent_id = NULL WHERE parent_id = ANY(CAST(:ended AS bigint[]))",
        "DELETE FROM paper_affiliation WHERE affiliation_id = ANY(CAST(:ended AS bigint[]))",
        "DELETE FROM affiliation_name WHERE affiliation_id = ANY(CAST(:ended AS bigint[]))",
        "DELETE FROM affiliation_external_id WHERE affiliation_id = ANY(CAST(:ended AS bigint[]))",
        "DELETE FROM affiliation WHERE id = ANY(CAST(:ended AS bigint[]))",
    ),
    "topic": (
        "SELECT id FROM touched_topic JOIN topic USING (id)"
        " WHERE NOT has_record"
        "   AND NOT EXISTS (SELECT FROM paper_topic WHERE topic_id = touched_topic.id)"
        "   AND NOT EXISTS (SELECT FROM author WHERE given_primary_topic_id = touched_topic.id)"
        "   AND NOT EXISTS (SELECT FROM topic AS part WHERE part.parent_id = touched_topic.id)",
        # Without its last part a topic may have nothing left.
        "INSERT INTO touched_topic"
        " SELECT DISTINCT parent_id FROM topic"
        "  WHERE id = ANY(CAST(:ended AS bigint[])) AND parent_id IS NOT NULL"
        "     ON CONFLICT DO NOTHING",
        "UPDATE paper SET primary_topic_id = NULL"
        " WHERE id IN (SELECT id FROM touched_paper)"
        "   AND primary_topic_id = ANY(CAST(:ended AS bigint[]))",
        "UPDATE author SET primary_topic_id = NULL"
        " WHERE id IN (SELECT id FROM touched_author)"
        "   AND primary_topic_id = ANY(CAST(:ended AS bigint[]))",
        "DELETE FROM topic WHERE id = ANY(CAST(:ended AS bigint[]))",
    ),
}


def end(
    connection: Connection, entity: Entity, merged: Mapping[int, int], gone: Collection[int]
) -> list[Change]:
    """Removes papers or authors whose rows elsewhere have gone already; old ids lead on."""
    ended = sorted(merged.keys() | set(gone))
    if not ended:
        return []
    statements = _END_PAPERS if entity == "paper" else (_END_AUTHORS,)
    for statement in statements:
        connection.execute(statement, {"ended": ended})
    return _lead_on(connection, entity, merged, gone)


def end_named(connection: Connection, entity: Entity, merged: Mapping[int, int]) -> list[Change]:
    """Removes venues or institutions at which no paper stands any more; old ids lead on."""
    if not merged:
        return []
    _remove(connection, entity, sorted(merged))
    return _lead_on(connection, entity, merged, ())


def _lead_on(
    connection: Connection, entity: Entity, merged: Mapping[int, int], gone: Collection[int]
) -> list[Change]:
    """Old ids of merged ones lead to those that go on, and nothing leads to those gone."""
    values = {
        "entity": entity,
        "ended": sorted(merged),
        "into": [merged[id_] for id_ in sorted(merged)],
    }
    for statement in _FORWARD:
        connection.execute(statement, values)
    connection.execute(_NOWHERE, {"entity": entity, "ended": sorted(gone)})
    changes = [Change(entity, id_, "merged", into) for id_, into in sorted(merged.items())]
    return changes + [Change(entity, id_, "deleted") for id_ in sorted(gone)]


def sweep(connection: Connection) -> list[Change]:
    """Venues, repositories, institutions and topics that lost their last paper in this batch, and
    of which no source has a record."""
    changes = []
    for entity, (candidates, *_) in _SWEEP.items():
        while ended := sorted(connection.scalars(text(candidates))):
            _remove(connection, entity, ended)
            changes += _lead_on(connection, entity, {}, ended)
    return changes


def _remove(connection: Connection, entity: Entity, ended: list[int]) -> None:
    _, *removals = _SWEEP[entity]
    for removal in removals:
        connection.execute(text(removal), {"ended": ended})
