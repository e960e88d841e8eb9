"""Operations drawn at random from the schema: valid, within the limits, about the corpus.

Long because it is one recursive drawing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NamedTypeNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    Undefined,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_composite_type,
    is_leaf_type,
    parse_type,
    print_ast,
    visit,
)
from hypothesis import strategies

from tests.graph.oracle.pools import (
    DATES,
    NUMBERS,
    ODD_IDS,
    REFERENCES,
    SEARCHES,
    TEXTS,
    Pools,
)

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType

ROWS = 120  # what the page sizes along one path may multiply to
DEPTH = 7
ABSENT = object()
NOT_DRAWN = {"export", "highlights", "search", "suggest"}
"""Fields that the oracle knows nothing of. Others draw them and have answers of their own:
test_search_drawn all that searches, test_exports the rest."""
NOT_DRAWN_TYPES = {"Hit", "SearchFilter", "Highlight", "HighlightPart"}
"""Types that nothing but these fields leads to."""
ITEMS = {
    "nodes.ids": "nodes.id",
    "relatedPapers.seeds": "relatedPapers.seed",
    "resolve.refs": "resolve.ref",
}
SMALL_NUMBERS = {
    "maxLength": (0, 4),
    "depth": (0, 3),
    "minPapers": (1, 3),
    "maxAuthors": (1, 9),
    "years": (1, 5),
    "lastYear": (2000, 2028),
}
"""What numbers that are arguments of one field alone may be."""


@dataclass(frozen=True)
class Operation:
    """What a client would send."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None
    variants: tuple[dict[str, Any], ...] = ()
    """Other values of the variables, to be asked with the same document."""


@dataclass(frozen=True)
class Variable:
    """A variable of the operation: its type as written, its default, its value if given, the value
    that it has then; and what is expected where it stands, which is at one place (or at several
    that are alike)."""

    type: str
    default: ValueNode | None
    value: Any
    meant: Any
    place: str
    expected: GraphQLInputType


@dataclass(frozen=True)
class Fragment:
    """A named fragment that is complete, with what it may cost where it is spread."""

    definition: FragmentDefinitionNode
    depth: int
    rows: int


def operations(schema: GraphQLSchema, pools: Pools) -> strategies.SearchStrategy[Operation]:
    """Hypothesis draws where chance begins, not each of its throws: that is thirty times as fast,
    and no two operations are alike. What fails is made small by `reduction` instead."""
    chances = strategies.randoms(use_true_random=True, note_method_calls=False)
    return chances.map(lambda chance: Drawing(chance, schema, pools).operation())


class Drawing:
    """One document being drawn."""

    def __init__(self, chance: Random, schema: GraphQLSchema, pools: Pools) -> None:
        self.random = chance
        self.schema = schema
        self.pools = pools
        objects = [type_.name for type_ in composite_types(schema)]
        self.distances = distances(schema, self.one_of(objects))
        self.left = self.number(4, 40)  # selections; when there are none left, only what must be
        self.variables: dict[str, Variable] = {}
        self.fragments: list[Fragment] = []
        # A response key stands for the same field, arguments and type everywhere in the document,
        # so that fields of equal key can always be merged.
        self.meanings: dict[str, tuple[str, str, str]] = {}
        self.arguments: dict[str, list[tuple[tuple[ArgumentNode, ...], int]]] = {}

    # --- documents ---------------------------------------------------------------------------

    def operation(self) -> Operation:
        root = self.schema.query_type
        assert root is not None
        roots = [self.selection_set(root, DEPTH, ROWS)]
        if self.chance(8):
            roots.append(self.selection_set(root, 3, 10))
        named = len(roots) > 1 or self.chance(3)
        definitions = [
            self._definition(selections, f"Asked{place}" if named else None)
            for place, selections in enumerate(roots)
        ]
        fragments = [fragment.definition for fragment in self.fragments]
        asks_by_name = len(roots) > 1 or (named and self.chance(2))
        parts = self.shuffled([*definitions, *fragments])
        return Operation(
            print_ast(DocumentNode(definitions=tuple(parts))),
            _given({name: variable.value for name, variable in self.variables.items()}),
            f"Asked{self.number(0, len(roots) - 1)}" if asks_by_name else None,
            tuple(self._variant() for _ in range(2)) if self.variables else (),
        )

    def _variant(self) -> dict[str, Any]:
        return _given({name: self._other(variable) for name, variable in self.variables.items()})

    def _other(self, variable: Variable) -> Any:
        """Another value that may stand where the variable stands."""
        if self.chance(3) or variable.meant is None:
            return variable.value
        if not isinstance(variable.expected, GraphQLNonNull) and not variable.type.endswith("!"):
            if self.chance(4):
                return self.one_of([None, ABSENT])
        elif variable.default is not None and self.chance(3):
            return ABSENT
        return self.other_value(variable.expected, variable.meant, variable.place)

    def other_value(self, type_: GraphQLInputType, value: Any, place: str) -> Any:
        """Another value of this type; `place` is the argument or input field where it stands."""
        named = get_named_type(type_)
        kind, _, name = place.rpartition(".")
        if isinstance(named, GraphQLInputObjectType) and named.is_one_of:
            key = self.one_of(list(named.fields))
            return {key: self.one_of(REFERENCES[named.name, key])}
        if (kind, name) in REFERENCES:
            return self.one_of(REFERENCES[kind, name])
        if isinstance(named, GraphQLInputObjectType):
            return self._other_inputs(named, value)
        if isinstance(named, GraphQLEnumType):
            # A cursor that is given belongs to the order that is given.
            return value
        if named.name == "Boolean":
            return self.chance(2)
        match name:
            case "first" | "last":
                return self.number(0, 3)
            case "after" | "before":
                return self.one_of(self.pools.cursors_like(value))
            case "seeds":
                return self._seeds()
            case "refs":
                return [self._ref() for _ in range(self.number(0, 3))]
            case "ref":
                return self._ref()
            case "seed":
                return self.one_of(self.pools.ids_of("paper"))
            case _ if name in SMALL_NUMBERS:
                return self.number(*SMALL_NUMBERS[name])
            case "search":
                return self.one_of(self.one_of(list(SEARCHES.values())))
            case "id":
                return self._id()
            case "ids":
                return [self._id() for _ in range(self.number(0, 3))]
            case "authorId" | "affiliationId":
                return self.one_of(self.pools.ids_of(name.removesuffix("Id")))
        return self._other_operand(named.name, value)

    def _other_inputs(self, type_: GraphQLInputObjectType, value: Any) -> Any:
        if isinstance(value, list):
            return [self.other_value(type_, part, "") for part in value]
        return {
            name: part
            if part is None
            else self.other_value(type_.fields[name].type, part, f"{type_.name}.{name}")
            for name, part in value.items()
        }

    def _other_operand(self, scalar: str, value: Any) -> Any:
        others = {"Int": NUMBERS, "String": TEXTS, "ID": self.pools.ids, "Date": DATES}[scalar]
        if isinstance(value, list):
            return [self.one_of(others) for _ in range(self.number(0, 3))]
        return self.one_of(others)

    def _definition(
        self, selections: SelectionSetNode, name: str | None
    ) -> OperationDefinitionNode:
        return OperationDefinitionNode(
            operation=OperationType.QUERY,
            name=None if name is None else NameNode(value=name),
            variable_definitions=tuple(
                VariableDefinitionNode(
                    variable=VariableNode(name=NameNode(value=used)),
                    type=parse_type(self.variables[used].type),
                    default_value=self.variables[used].default,
                    directives=(),
                )
                for used in self._variables_below(selections)
            ),
            directives=(),
            selection_set=selections,
        )

    def _variables_below(self, selections: SelectionSetNode) -> list[str]:
        """The variables that these selections use, through all fragments."""
        fragments = {
            fragment.definition.name.value: fragment.definition for fragment in self.fragments
        }
        used: dict[str, None] = {}
        seen: set[str] = set()

        class Collect(Visitor):
            def enter_variable(self, node: VariableNode, *_: object) -> None:
                used[node.name.value] = None

            def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
                if node.name.value not in seen:
                    seen.add(node.name.value)
                    visit(fragments[node.name.value].selection_set, Collect())

        visit(selections, Collect())
        return list(used)

    # --- selections --------------------------------------------------------------------------

    def selection_set(self, type_: Composite, depth: int, rows: int) -> SelectionSetNode:
        count = self.number(1, 4 if self.left > 0 else 1)
        self.left -= count
        selections = tuple(self.selection(type_, depth, rows) for _ in range(count))
        return SelectionSetNode(selections=selections)

    def selection(self, type_: Composite, depth: int, rows: int) -> SelectionNode:
        if isinstance(type_, GraphQLObjectType):
            kinds = ["field"] * 9 + ["inline", "spread"]
        else:
            kinds = ["field", "inline", "inline", "spread"]
        kind = self.one_of(kinds)
        if kind == "field":
            return self.field(type_, depth, rows)
        condition = self.condition(type_)
        if kind == "inline":
            is_bare = condition is type_ and self.chance(3)
            return InlineFragmentNode(
                type_condition=None if is_bare else _named(condition),
                directives=self.directives(),
                selection_set=self.selection_set(condition, depth, rows),
            )
        return self.spread(condition, depth, rows)

    def condition(self, type_: Composite) -> Composite:
        """A type that has possible types in common with this one, most often a smaller one."""
        if isinstance(type_, GraphQLObjectType):
            if not self.chance(4):
                return type_
            wider = [*type_.interfaces]
            wider += [
                found
                for found in self.schema.type_map.values()
                if isinstance(found, GraphQLUnionType) and type_ in found.types
            ]
            return self.one_of([type_, *wider])
        possible = list(self.schema.get_possible_types(type_))
        return self.one_of([*possible, *possible, type_])

    def spread(self, type_: Composite, depth: int, rows: int) -> FragmentSpreadNode:
        usable = [
            fragment
            for fragment in self.fragments
            if fragment.definition.type_condition.name.value == type_.name
            and fragment.depth <= depth
            and fragment.rows <= rows
        ]
        if usable and not self.chance(3):
            name = self.one_of(usable).definition.name
        else:
            selections = self.selection_set(type_, depth, rows)
            name = NameNode(value=f"Part{len(self.fragments)}")
            definition = FragmentDefinitionNode(
                name=name,
                type_condition=_named(type_),
                directives=(),
                selection_set=selections,
            )
            self.fragments.append(Fragment(definition, depth, rows))
        return FragmentSpreadNode(name=name, directives=self.directives())

    def field(self, type_: Composite, depth: int, rows: int) -> FieldNode:
        fields = {name: found for name, found in _fields(type_).items() if name not in NOT_DRAWN}
        leaves = [name for name in fields if is_leaf_type(get_named_type(fields[name].type))]
        deeper = [name for name in fields if name not in leaves]
        if not fields or self.chance(15) or (depth <= 0 and not leaves):
            return self._named_field("__typename", (), "String!", None)
        may_go_deeper = depth > 0 and self.left > 0 and not self.chance(4)
        if deeper and (may_go_deeper or not leaves):
            towards = [found for found in deeper if self.is_nearer(type_, fields[found])]
            name = self.one_of(towards if towards and self.chance(2) else deeper)
        else:
            name = self.one_of(leaves)
        declared = fields[name]
        arguments, below = self.given_arguments(type_.name, name, declared, rows)
        found = get_named_type(declared.type)
        selections = (
            self.selection_set(found, depth - 1, below) if is_composite_type(found) else None
        )
        return self._named_field(name, arguments, str(declared.type), selections)

    def is_nearer(self, type_: Composite, field: GraphQLField) -> bool:
        """Whether a field leads to the type that this document is mostly about."""
        there = get_named_type(field.type).name
        return self.distances.get(there, 99) < self.distances.get(type_.name, 99)

    def _named_field(
        self,
        name: str,
        arguments: tuple[ArgumentNode, ...],
        type_: str,
        selections: SelectionSetNode | None,
    ) -> FieldNode:
        meaning = (name, " ".join(map(print_ast, arguments)), type_)
        own = [key for key, known in self.meanings.items() if known == meaning]
        if own and not self.chance(4):
            key = self.one_of(own)
        elif name not in self.meanings and not self.chance(6):
            key = name
        else:
            key = f"{name.strip('_')}_{len(self.meanings)}"
        self.meanings[key] = meaning
        return FieldNode(
            alias=None if key == name else NameNode(value=key),
            name=NameNode(value=name),
            arguments=arguments,
            directives=self.directives(),
            selection_set=selections,
        )

    def directives(self) -> tuple[DirectiveNode, ...]:
        if not self.chance(12):
            return ()
        names = self.one_of([["include"], ["skip"], ["skip", "include"], ["include", "skip"]])
        return tuple(self._directive(name) for name in names)

    def _directive(self, name: str) -> DirectiveNode:
        # One in four is left out: what is not there cannot be wrong.
        holds = self.chance(4) is (name == "skip")
        type_ = self.schema.get_directive(name).args["if"].type
        value = self.value(type_, holds, f"{name}.if")
        return DirectiveNode(
            name=NameNode(value=name),
            arguments=(ArgumentNode(name=NameNode(value="if"), value=value),),
        )

    # --- arguments ---------------------------------------------------------------------------

    def given_arguments(
        self, type_name: str, name: str, declared: GraphQLField, rows: int
    ) -> tuple[tuple[ArgumentNode, ...], int]:
        """Arguments, and how many rows may be asked for below each row of the field."""
        if not declared.args:
            return (), rows if not _is_list(declared.type) else max(1, rows // 4)
        earlier = [
            (arguments, size)
            for arguments, size in self.arguments.get(f"{type_name}.{name}", ())
            if size <= rows
        ]
        if earlier and self.chance(2):
            arguments, size = self.one_of(earlier)
        else:
            values, size = self._values(type_name, name, declared, rows)
            arguments = tuple(
                ArgumentNode(
                    name=NameNode(value=argument),
                    value=self.value(
                        declared.args[argument].type,
                        value,
                        f"{name}.{argument}",
                        has_default=declared.args[argument].default_value is not Undefined,
                    ),
                )
                for argument, value in self.shuffled(list(values.items()))
            )
            self.arguments.setdefault(f"{type_name}.{name}", []).append((arguments, size))
        return arguments, rows // max(1, size)

    def _values(
        self, type_name: str, name: str, declared: GraphQLField, rows: int
    ) -> tuple[dict[str, Any], int]:
        args = declared.args
        references = [name for name, found in args.items() if _is_reference(found.type)]
        if references:
            values = {name: self._reference(get_named_type(args[name].type)) for name in references}
            for name in args.keys() & SMALL_NUMBERS.keys():
                if self.chance(2):
                    values[name] = self.number(*SMALL_NUMBERS[name])
            return values, 1
        if "id" in args:
            return {"id": self._id()}, 1
        if "ids" in args:
            ids = [self._id() for _ in range(self.number(0, min(5, rows)))]
            return {"ids": ids}, max(1, len(ids))
        if "refs" in args:
            refs = [self._ref() for _ in range(self.number(0, min(4, rows)))]
            return {"refs": refs}, max(1, len(refs))
        if "by" in args:
            return self._facets(declared, rows)
        return self._page(type_name, name, declared, rows)

    def _facets(self, declared: GraphQLField, rows: int) -> tuple[dict[str, Any], int]:
        values: dict[str, Any] = {}
        for name in ("by", "orderBy"):
            type_ = get_named_type(declared.args[name].type)
            assert isinstance(type_, GraphQLEnumType)
            values[name] = self.one_of(list(type_.values))
        values["first"] = self.number(0, min(4, rows))
        return values, max(1, values["first"])

    def _ref(self) -> str:
        """Something that could mean an entity, in any of its forms."""
        known = [str(value) for values in REFERENCES.values() for value in values]
        return self.one_of(known) if self.chance(2) else self._id()

    def _seeds(self) -> list[str]:
        return [self.one_of(self.pools.ids_of("paper")) for _ in range(self.number(0, 3))]

    def _reference(self, type_: GraphQLNamedType) -> dict[str, Any]:
        assert isinstance(type_, GraphQLInputObjectType)
        key = "id" if self.chance(2) else self.one_of(list(type_.fields))
        return {key: self.one_of(REFERENCES[type_.name, key])}

    def _id(self) -> str:
        return self.one_of(ODD_IDS) if self.chance(15) else self.one_of(self.pools.ids)

    def _page(
        self, type_name: str, name: str, declared: GraphQLField, rows: int
    ) -> tuple[dict[str, Any], int]:
        values: dict[str, Any] = {}
        order: str | None = None
        if "seeds" in declared.args:
            values["seeds"] = self._seeds()
        for argument, ends in SMALL_NUMBERS.items():
            if argument in declared.args and self.chance(2):
                values[argument] = self.number(*ends)
        if "orderBy" in declared.args:
            order_type = get_named_type(declared.args["orderBy"].type)
            assert isinstance(order_type, GraphQLEnumType)
            order = str(declared.args["orderBy"].default_value)
            if not self.chance(2):
                values["orderBy"] = order = self.one_of(list(order_type.values))
        if "filter" in declared.args and self.chance(2):
            filter_type = get_named_type(declared.args["filter"].type)
            assert isinstance(filter_type, GraphQLInputObjectType)
            values["filter"] = None if self.chance(12) else self.filter(filter_type, 2)
        if "search" in declared.args and name in SEARCHES and self.chance(4):
            values["search"] = self.one_of([*SEARCHES[name], None])
        cursors = self.pools.cursors.get((type_name, name, order), [])
        for bound in ("after", "before"):
            if cursors and self.chance(6):
                values[bound] = self.one_of(cursors)
            elif self.chance(20):
                values[bound] = None
        sizes = [size for size in (0, 1, 1, 2, 2, 3, 3, 5, 8, 30) if size <= rows]
        size = self.one_of(sizes)
        direction = self.one_of(["first", "first", "last", None])
        if direction is None and rows < 20:
            direction = "first"
        if direction is None:
            size = 20
        else:
            values[direction] = size
        if self.chance(15):
            values.setdefault("last", None)
            values.setdefault("first", None)
        return values, size

    def filter(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        """Conditions for a list; now and then null, empty, or nested."""
        names = [name for name in type_.fields if depth > 0 or name not in ("and", "or", "not")]
        chosen = {self.one_of(names) for _ in range(self.number(0, 3))}
        return {name: self._condition(type_, name, depth) for name in sorted(chosen)}

    def _condition(self, type_: GraphQLInputObjectType, name: str, depth: int) -> Any:
        declared = get_named_type(type_.fields[name].type)
        if self.chance(20):
            return None
        if name == "not":
            return self.filter(type_, depth - 1)
        if name in ("and", "or"):
            return [self.filter(type_, depth - 1) for _ in range(self.number(0, 2))]
        if name == "author":
            return self.filter(declared, depth - 1)
        if isinstance(declared, GraphQLInputObjectType):
            values = self.pools.compared(type_.name, name)
            operators = {self.one_of(list(declared.fields)) for _ in range(self.number(0, 3))}
            return {found: self._operand(found, values) for found in sorted(operators)}
        if name == "topicCode":
            codes = self.pools.topic_codes()
            return [self.one_of(codes) for _ in range(self.number(0, 3))]
        if name in ("codeHost", "codeFramework"):
            known = self.pools.of_repositories(name.removeprefix("code").lower())
            return [self.one_of(known) for _ in range(self.number(0, 3))]
        if name in ("authorId", "affiliationId"):
            return self.one_of(self.pools.ids_of(name.removesuffix("Id")))
        return self.chance(2)

    def _operand(self, operator: str, values: Sequence[Any]) -> Any:
        if self.chance(20):
            return None
        if operator == "isNull":
            return self.chance(2)
        if operator == "in":
            return [self.one_of(values) for _ in range(self.number(0, 3))]
        return self.one_of(values)

    # --- values ------------------------------------------------------------------------------

    def value(
        self, type_: GraphQLInputType, value: Any, place: str, *, has_default: bool = False
    ) -> ValueNode:
        """A value where this type is expected: as a literal, as a variable, or as some of both."""
        if self.chance(3):
            return self.variable(type_, value, place, has_default=has_default)
        return self.literal(type_, value, place, self.value)

    def literal(
        self,
        type_: GraphQLInputType,
        value: Any,
        place: str,
        inner: Callable[[GraphQLInputType, Any, str], ValueNode],
    ) -> ValueNode:
        if value is None:
            return NullValueNode()
        if isinstance(type_, GraphQLNonNull):
            type_ = type_.of_type
        if isinstance(type_, GraphQLList):
            if len(value) == 1 and self.chance(3):
                # One item needs no brackets.
                return self.literal(type_.of_type, value[0], place, inner)
            # An item stands at a place of its own, where one value is expected.
            items = (inner(type_.of_type, item, ITEMS.get(place, place)) for item in value)
            return ListValueNode(values=tuple(items))
        if isinstance(type_, GraphQLInputObjectType):
            parts = [
                (name, inner(self._field_type(type_, name), part, f"{type_.name}.{name}"))
                for name, part in value.items()
            ]
            return ObjectValueNode(
                fields=tuple(
                    ObjectFieldNode(name=NameNode(value=name), value=part) for name, part in parts
                )
            )
        if isinstance(type_, GraphQLEnumType):
            return EnumValueNode(value=value)
        if isinstance(value, bool):
            return BooleanValueNode(value=value)
        if isinstance(value, int) or (type_.name == "ID" and value.isdigit()):
            return IntValueNode(value=str(value))
        return StringValueNode(value=value, block=False)

    def _field_type(self, type_: GraphQLInputObjectType, name: str) -> GraphQLInputType:
        """A variable in a @oneOf input may not be null."""
        declared = type_.fields[name].type
        return GraphQLNonNull(declared) if type_.is_one_of else declared

    def variable(
        self, type_: GraphQLInputType, value: Any, place: str, *, has_default: bool = False
    ) -> VariableNode:
        """A variable that has this value: given, by default, or (for null) not at all."""
        is_required = isinstance(type_, GraphQLNonNull)
        nullable = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        default = None
        given = value
        if value is None:
            written = str(nullable)
            given = self.one_of([None, ABSENT])
            if given is ABSENT and self.chance(2):
                default = NullValueNode()
        else:
            form = self.one_of(["required", "default", "overruled"])
            written = f"{nullable}!"
            if form != "required":
                default = self.literal(nullable, value, place, self._constant)
                given = ABSENT if form == "default" else value
                written = self.one_of([str(nullable), f"{nullable}!"])
            elif not is_required:
                written = self.one_of([str(nullable), f"{nullable}!"])
                if written == str(nullable) and self.chance(2):
                    default = NullValueNode()
            elif has_default:
                written = str(nullable)
        drawn = Variable(written, default, given, value, place, type_)
        known = [name for name, variable in self.variables.items() if _same(variable, drawn)]
        name = known[0] if known else f"v{len(self.variables)}"
        self.variables[name] = drawn
        return VariableNode(name=NameNode(value=name))

    def _constant(self, type_: GraphQLInputType, value: Any, place: str) -> ValueNode:
        return self.literal(type_, value, place, self._constant)

    # --- chance ------------------------------------------------------------------------------

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def one_of(self, values: Sequence[Any]) -> Any:
        return self.random.choice(values)

    def chance(self, one_in: int) -> bool:
        """True about once in so many."""
        return self.number(1, one_in) == one_in

    def shuffled(self, values: list[Any]) -> list[Any]:
        return self.random.sample(values, len(values))


def composite_types(schema: GraphQLSchema) -> list[Any]:
    """All types that have selections, but for those of introspection."""
    return [
        type_
        for name, type_ in schema.type_map.items()
        if is_composite_type(type_) and not name.startswith("__")
    ]


@cache
def distances(schema: GraphQLSchema, goal: str) -> dict[str, int]:
    """By type, how many fields lie between it and the goal at least."""
    found = {goal: 0}
    types = composite_types(schema)
    for distance in range(1, len(types)):
        for type_ in types:
            leads_to = {get_named_type(field.type).name for field in _fields(type_).values()}
            if isinstance(type_, GraphQLInterfaceType | GraphQLUnionType):
                leads_to = {possible.name for possible in schema.get_possible_types(type_)}
            if any(found.get(name) == distance - 1 for name in leads_to):
                found.setdefault(type_.name, distance)
    return found


def _fields(type_: Composite) -> dict[str, GraphQLField]:
    return {} if isinstance(type_, GraphQLUnionType) else dict(type_.fields)


def _same(one: Variable, other: Variable) -> bool:
    """Whether one variable can serve for both."""

    def key(variable: Variable) -> tuple[str, ...]:
        default = print_ast(variable.default) if variable.default else ""
        value = "" if variable.value is ABSENT else json.dumps(variable.value)
        return (variable.type, default, value, variable.place, str(variable.expected))

    return key(one) == key(other)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not ABSENT}


def _named(type_: GraphQLNamedType) -> NamedTypeNode:
    return NamedTypeNode(name=NameNode(value=type_.name))


def _is_reference(type_: Any) -> bool:
    named = get_named_type(type_)
    return isinstance(named, GraphQLInputObjectType) and named.is_one_of


def _is_list(type_: Any) -> bool:
    return "[" in str(type_)
