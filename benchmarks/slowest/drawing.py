"""One root field at random, with whatever can be asked below it, made to be dear."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
)

from benchmarks.slowest.known import Known

ROOM = 100_000  # what the page sizes along one path may multiply to
LEVELS = 6
PLACEHOLDER = re.compile(r"@(\w+)\+(\d+)@")
NOUNS = {
    "PaperRef": "paper",
    "AuthorRef": "author",
    "AffiliationRef": "affiliation",
    "TopicRef": "topic",
    "VenueRef": "venue",
    "CodeRepositoryRef": "repository",
}
NUMBERS = {
    "maxLength": (6, 10),
    "depth": (1, 2, 3),
    "minPapers": (1, 2),
    "maxAuthors": (50, 100),
    "years": (1, 2, 5),
    "lastYear": (2015, 2024),
    "limit": (10, 20, 50, 100),
}
PAGES = (100, 100, 100, 50, 20, 10, 5, 1)
COMPARED = (-1, 0, 1, 5, 50, 2000, 2015, 10**9)
LISTS = (1, 5, 50, 500)
COMPARISONS = ("IntFilter", "StringFilter", "DateFilter")
DATES = ("1990-01-01", "2015-06-01", "2100-01-01")


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one root field; `@paper+3@` stands for the fourth paper from some beginning."""

    text: str
    selections: int
    aliases: int

    def about(self, known: Known, beginning: int) -> str:
        """The text about those who come at this place among those with most."""

        def one(found: re.Match[str]) -> str:
            ids = known.ids[found[1]]
            return ids[(beginning + int(found[2])) % len(ids)]

        return PLACEHOLDER.sub(one, self.text)


def draw(random: Random, schema: GraphQLSchema, known: Known) -> Piece:
    """A root field; it is valid, but may be beyond a limit."""
    return _Drawing(random, schema, known).piece()


class _Drawing:
    def __init__(self, random: Random, schema: GraphQLSchema, known: Known) -> None:
        self.random = random
        self.schema = schema
        self.known = known
        self.selections = 0
        self.aliases = 0

    def piece(self) -> Piece:
        root = self.schema.query_type
        assert root is not None
        text = self.field(root, self.random.choice(list(root.fields)), ROOM, LEVELS)
        return Piece(text, self.selections, self.aliases)

    # --- selections --------------------------------------------------------------------------

    def field(self, type_: Any, name: str, room: int, levels: int) -> str:
        declared = type_.fields[name]
        arguments, room = self.arguments(declared, room)
        self.selections += 1
        named = get_named_type(declared.type)
        if is_leaf_type(named):
            return f"{name}{arguments}"
        if is_list_type(get_nullable_type(declared.type)) and not declared.args:
            room //= 10
        return f"{name}{arguments} {{ {self.below(named, room, levels - 1)} }}"

    def below(self, type_: GraphQLNamedType, room: int, levels: int) -> str:
        if not isinstance(type_, GraphQLObjectType):
            assert isinstance(type_, GraphQLInterfaceType | GraphQLUnionType)
            concrete = self.random.choice(self.schema.get_possible_types(type_))
            self.selections += 1
            return f"... on {concrete.name} {{ {self.below(concrete, room, levels)} }}"
        leaves = [name for name, found in type_.fields.items() if _is_leaf(found)]
        deeper = [name for name in type_.fields if name not in leaves]
        chosen = self.leaves(type_, leaves)
        if deeper and levels > 0 and (room > 1 or not chosen):
            count = self.random.choice((0, 1, 1, 1, 2)) if chosen else 1
            names = self.random.sample(deeper, min(count, len(deeper)))
            chosen += [self.field(type_, name, room, levels) for name in names]
        if not chosen:
            self.selections += 1
            return "__typename"
        return " ".join(chosen)

    def leaves(self, type_: GraphQLObjectType, names: list[str]) -> list[str]:
        """None, one, all, or one again and again."""
        if not names:
            return []
        how = self.random.choice(("none", "one", "one", "all", "all", "often"))
        match how:
            case "none":
                return []
            case "one":
                return [self.field(type_, self.random.choice(names), 0, 0)]
            case "all":
                return [self.field(type_, name, 0, 0) for name in names]
        name, times = self.random.choice(names), self.random.choice((5, 20, 90))
        self.aliases += times
        return [f"a{number}: {self.field(type_, name, 0, 0)}" for number in range(times)]

    # --- arguments ---------------------------------------------------------------------------

    def arguments(self, declared: GraphQLField, room: int) -> tuple[str, int]:
        """Arguments as written, and how many rows there may be below each row of the field."""
        given: dict[str, str] = {}
        for place, (name, argument) in enumerate(declared.args.items()):
            if name in ("ids", "seeds", "refs"):
                count = self.random.choice([count for count in LISTS if count <= max(room, 1)])
                given[name] = self._ids("paper" if name == "seeds" else None, count)
                room //= count
            elif name == "first":
                size = self.random.choice([size for size in PAGES if size <= max(room, 1)])
                turn = self.random.choice(("first", "first", "last"))
                given[turn if "last" in declared.args else "first"] = str(size)
                room //= size
            elif name not in ("last", "after", "before") and (
                is_required_argument(argument) or self.random.random() < 0.5
            ):
                given[name] = self.value(name, argument, place)
        if not given:
            return "", room
        return f"({', '.join(f'{name}: {value}' for name, value in given.items())})", room

    def value(self, name: str, argument: GraphQLArgument, place: int) -> str:
        type_ = get_named_type(argument.type)
        if name == "id":
            return f'"{self._id(None, place)}"'
        if type_.name in NOUNS:
            return f'{{id: "{self._id(NOUNS[type_.name], place)}"}}'
        if isinstance(type_, GraphQLInputObjectType):
            return self.filter(type_, 2)
        if isinstance(type_, GraphQLEnumType):
            return str(self.random.choice(list(type_.values)))
        if name in NUMBERS:
            return str(self.random.choice(NUMBERS[name]))
        return json.dumps(self.sought())

    def sought(self) -> str:
        """What somebody may search for: from rare to what nearly all have."""
        one, other = (self.random.choice([*self.known.words, *self.known.names]) for _ in range(2))
        forms = (one, f"{one} {other}", f"{one} or {other}", f"-{one}", f"{one} -{other}")
        return self.random.choice((*forms, f'"{one} {other}"', one[:1], one[:3], "-qqq", "qqq"))

    def filter(self, type_: GraphQLInputObjectType, levels: int) -> str:
        names = [name for name in type_.fields if levels or name not in ("and", "or", "not")]
        chosen = self.random.sample(names, self.random.randint(1, min(3, len(names))))
        parts = (f"{name}: {self.condition(name, type_.fields[name], levels)}" for name in chosen)
        return f"{{{', '.join(parts)}}}"

    def condition(self, name: str, declared: GraphQLInputField, levels: int) -> str:
        type_ = get_named_type(declared.type)
        if name in ("and", "or"):
            assert isinstance(type_, GraphQLInputObjectType)
            parts = (self.filter(type_, levels - 1) for _ in range(self.random.randint(1, 3)))
            return f"[{', '.join(parts)}]"
        if isinstance(type_, GraphQLInputObjectType) and type_.name in COMPARISONS:
            operator = self.random.choice(list(type_.fields))
            value = self.compared(type_.name, operator)
            return f"{{{operator}: {f'[{value}]' if operator == 'in' else value}}}"
        if isinstance(type_, GraphQLInputObjectType):
            return self.filter(type_, max(levels - 1, 0))
        if name in ("authorId", "affiliationId"):
            return f'"{self._id(name.removesuffix("Id"), 0)}"'
        if type_.name == "Boolean":
            return self.random.choice(("true", "false"))
        values = self.random.sample([*self.known.codes, "github.com", "pytorch", "qqq"], 2)
        return json.dumps(values)

    def compared(self, comparison: str, operator: str) -> str:
        if operator == "isNull":
            return self.random.choice(("true", "false"))
        if comparison == "IntFilter":
            return str(self.random.choice(COMPARED))
        if comparison == "DateFilter":
            return f'"{self.random.choice(DATES)}"'
        words = (*self.known.words, *self.known.names, "qqq", "a", "")
        return json.dumps(self.random.choice(words))

    def _ids(self, noun: str | None, count: int) -> str:
        ids = (f'"{self._id(noun, place)}"' for place in range(count))
        return f"[{' '.join(ids)}]"

    def _id(self, noun: str | None, place: int) -> str:
        """A placeholder; of a noun that the graph has none of, an id that nobody has."""
        noun = noun or self.random.choice(list(self.known.ids))
        return f"@{noun}+{place}@" if noun in self.known.ids else f"{noun}:1"


def _is_leaf(field: GraphQLField) -> bool:
    return is_leaf_type(get_named_type(field.type)) and not any(
        map(is_required_argument, field.args.values())
    )
