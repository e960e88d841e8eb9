"""What filters and searches hold for."""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from graphql import GraphQLError

from service import ids

Filter = Mapping[str, Any] | None


def holds(filter: Filter, entity: Any) -> bool:
    """Whether all given conditions hold for an entity; what is null is not given."""
    given = {name: value for name, value in (filter or {}).items() if value is not None}
    return all(_condition(name, value, entity) for name, value in given.items())


def _condition(name: str, value: Any, entity: Any) -> bool:
    match name:
        case "and":
            return all(holds(part, entity) for part in value)
        case "or":
            return any(holds(part, entity) for part in value)
        case "not":
            return not holds(value, entity)
        case "topicCode":
            return any(topic.code in value for topic in entity.all_topics())
        case "authorId":
            author_id = entity.graph.current_id("author", number(value, "author"))
            return author_id in entity.all_author_ids()
        case "affiliationId":
            affiliation_id = entity.graph.current_id("affiliation", number(value, "affiliation"))
            return affiliation_id in entity.all_affiliation_ids()
        case "hasOfficialCode" | "isOfficial":
            return (True in entity.official_marks()) is value
        case "codeHost" | "codeFramework":
            column = name.removeprefix("code").lower()
            return any(code.row[column] in value for code in entity.all_repositories())
        case "author":
            return holds(value, entity.node)
        case "isGroup":
            return (entity.row["kind"] == "group") is value
        case "hasOrcid":
            return (entity.row["orcid"] is not None) is value
    stored = entity.row[re.sub("[A-Z]", lambda match: f"_{match[0].lower()}", name)]
    if isinstance(value, bool):
        return stored is value
    compared = {test: wanted for test, wanted in value.items() if wanted is not None}
    return all(_comparison(test, stored, wanted) for test, wanted in compared.items())


COMPARISONS = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda stored, wanted: stored in wanted,
    "contains": lambda stored, wanted: wanted.lower() in stored.lower(),
    "startsWith": str.startswith,
}


def _comparison(test: str, stored: Any, wanted: Any) -> bool:
    """A comparison with the unknown does not hold."""
    if test == "isNull":
        return (stored is None) is wanted
    if stored is None:
        return False
    if isinstance(stored, date):
        wanted = date.fromisoformat(wanted)
    return COMPARISONS[test](stored, wanted)


def has_words(name: str, search: str) -> bool:
    """Whether a name has all words of a search; a search without words finds nothing."""
    words = set(ids.name_key(search).split())
    return bool(words) and words <= set(ids.name_key(name).split())


def is_spelt_like(name_key: str, name_block: str, search: str) -> bool:
    """Whether a name is in the block of a search, surname last or first, and has each other word
    of it, or its initial."""
    last, _, first = search.partition(",")
    words = ids.name_key(search).split()
    orders = [words, [*words[1:], *words[:1]]] if 2 <= len(words) <= 8 else []
    if ids.name_key(first):
        orders = [[*ids.name_key(first).split(), *ids.name_key(last).split()]]
    own = set(name_key.split())
    return any(
        ids.name_block(" ".join(order)) == name_block
        and all(
            {word, word[0]} & own or (len(word) == 1 and any(part[0] == word for part in own))
            for word in order[:-1]
        )
        for order in orders
    )


def number(text: str, noun: str) -> int:
    """The internal id in a global id of this noun."""
    found = parts(text)
    if found is None or found[0] != noun:
        raise GraphQLError(f"{text!r} is no {noun} id")
    return found[1]


def parts(text: str) -> tuple[str, int] | None:
    """The noun and internal id of a global id; none if it is no such text."""
    match = re.fullmatch(r"([^:]*):([0-9]{1,18})", text)
    return (match[1], int(match[2])) if match else None
