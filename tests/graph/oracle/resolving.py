"""What references mean, by looking everywhere for each."""

from __future__ import annotations

from typing import Any

from service import ids
from tests.graph.oracle.conditions import parts
from tests.graph.oracle.entities import ENTITIES, Entity
from tests.graph.oracle.graph import Graph


class Resolution:
    typename = "Resolution"

    def __init__(self, graph: Graph, ref: str) -> None:
        self.ref = ref
        found, is_merged = _surest(graph, ref)
        entities = [ENTITIES[noun].with_id(graph, id_) for noun, id_ in sorted(found)]
        self.node = entities[0] if len(entities) == 1 else None
        self.candidates = [Candidate(entity) for entity in entities] if len(entities) > 1 else []
        one = "MERGED" if is_merged else "FOUND"
        self.outcome = "AMBIGUOUS" if self.candidates else one if entities else "NOT_FOUND"


class Candidate:
    typename = "ResolveCandidate"

    def __init__(self, node: Entity) -> None:
        self.node = node


Keys = set[tuple[str, Any]]


def _surest(graph: Graph, ref: str) -> tuple[Keys, bool]:
    own = parts(ref)
    if own is not None and own[0] in ENTITIES:
        current = graph.current_id(*own)
        if graph.one(ENTITIES[own[0]].table, id=current) is not None:
            return {(own[0], current)}, current != own[1]
    return _by_outside_id(graph, ref) or _by_name(graph, ref), False


def _by_outside_id(graph: Graph, ref: str) -> Keys:
    outside, repository = ids.parse_reference(ref), ids.parse_repository(ref)
    found = {("topic", row["id"]) for row in graph.where("topic", code=ref)}
    for noun in ("paper", "author", "affiliation", "venue"):
        for row in graph.rows[f"{noun}_external_id"]:
            if outside and (row["scheme"], row["value"]) == (outside.scheme, outside.value):
                found.add((noun, row[f"{noun}_id"]))
    for row in graph.rows["code_repository"]:
        if repository and row["url_key"] == repository.key:
            found.add(("repository", row["id"]))
    return found


def _by_name(graph: Graph, ref: str) -> Keys:
    title, name = ids.title_key(ref), ids.name_key(ref)
    found: Keys = set()
    if title:
        found |= {("paper", row["id"]) for row in graph.where("paper", title_key=title)}
    if name:
        for noun in ("author", "affiliation"):
            rows = graph.where(f"{noun}_name", name_key=name)
            found |= {(noun, row[f"{noun}_id"]) for row in rows}
        for noun in ("venue", "topic"):
            found |= {(noun, row["id"]) for row in graph.where(noun, name_key=name)}
    return found
