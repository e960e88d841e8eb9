"""Look-ups: the one entity that a reference means, if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError

from service import ids
from service.ids import Scheme
from tests.graph.oracle.conditions import number
from tests.graph.oracle.entities import Entity
from tests.graph.oracle.graph import Graph

SCHEMES = {
    "arxivId": Scheme.ARXIV,
    "doi": Scheme.DOI,
    "aclId": Scheme.ACL,
    "openAlexId": Scheme.OPENALEX,
    "s2CorpusId": Scheme.S2,
    "dblpKey": Scheme.DBLP,
    "pmid": Scheme.PMID,
    "orcid": Scheme.ORCID,
    "s2AuthorId": Scheme.S2_AUTHOR,
    "dblpPid": Scheme.DBLP_PID,
    "ror": Scheme.ROR,
}


def look_up(graph: Graph, type_: type[Entity], by: Mapping[str, Any]) -> Entity | None:
    """The entity that the only field of a reference names."""
    ((field, value),) = by.items()
    if field == "id":
        id_ = number(value, type_.noun)
        return type_.with_id(graph, graph.current_id(type_.noun, id_))
    if field in SCHEMES:
        scheme = SCHEMES[field]
        outside_id = ids.parse_id(scheme, str(value)) or ids.parse_reference(str(value))
        return _bearer(graph, type_, outside_id)
    if type_.table == "code_repository":
        repository = ids.parse_repository(value)
        if repository is None:
            raise GraphQLError("no repository")
        return _only(
            graph, type_, {row["id"] for row in graph.where(type_.table, url_key=repository.key)}
        )
    if field == "url":
        return _bearer(graph, type_, ids.parse_reference(value))
    if field == "code":
        return _only(graph, type_, {row["id"] for row in graph.where("topic", code=value)})
    if field == "title":
        papers = graph.where("paper", title_key=ids.title_key(value))
        return _only(graph, type_, {row["id"] for row in papers})
    if type_.noun == "venue":
        venues = graph.where("venue", name_key=ids.name_key(value))
        return _only(graph, type_, {row["id"] for row in venues})
    names = graph.where(f"{type_.noun}_name", name_key=ids.name_key(value))
    return _only(graph, type_, {row[f"{type_.noun}_id"] for row in names})


def _bearer(graph: Graph, type_: type[Entity], outside_id: ids.ExternalId | None) -> Entity | None:
    if outside_id is None:
        raise GraphQLError("no outside id")
    for row in graph.where(f"{type_.noun}_external_id", value=outside_id.value):
        if row["scheme"] == outside_id.scheme:
            return type_.with_id(graph, row[f"{type_.noun}_id"])
    return None


def _only(graph: Graph, type_: type[Entity], ids_: set[Any]) -> Entity | None:
    return type_.with_id(graph, min(ids_)) if len(ids_) == 1 else None
