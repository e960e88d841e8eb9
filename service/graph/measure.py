"""How much a request asks for, counted before anything is spent on it; too much is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
)

from service.errors import Code, OperationRefused
from service.graph.limits import Limits


def check_selections(
    document: DocumentNode, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits
) -> None:
    """Refuses a document that goes too deep, renames or selects too much.

    Validation compares fields of equal keys pair by pair, so this comes before it.
    """
    measure = _Measure(fragments)
    try:
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                size = measure.operation(definition)
                _check(f"The {definition.operation.value}", size, limits)
            elif isinstance(definition, FragmentDefinitionNode):
                name = definition.name.value
                _check(f"The fragment {name}", measure.fragment(name, frozenset()), limits)
    except RecursionError:
        message = f"Fragments spread {len(fragments):,} levels deep cannot be followed."
        raise OperationRefused.because(Code.VALIDATION_FAILED, message) from None


def check_variables(variables: Mapping[str, object], limits: Limits) -> None:
    """Refuses more values than a request may bring, or values that nest too deeply."""
    values = depth = 0
    level: list[object] = list(variables.values())
    while level:
        values += len(level)
        holders = [value for value in level if isinstance(value, dict | list)]
        depth += bool(holders)
        level = [inner for holder in holders for inner in _inside(holder)]
    if values > limits.values:
        _refuse(f"The variables hold {values:,} values", limits.values, Code.BAD_USER_INPUT)
    if depth > limits.depth:
        _refuse(f"The variables are {depth:,} levels deep", limits.depth, Code.BAD_USER_INPUT)


def _inside(holder: dict[str, object] | list[object]) -> Iterable[object]:
    return holder.values() if isinstance(holder, dict) else holder


@dataclass(frozen=True, slots=True)
class _Size:
    """How much a selection holds, fragments included; `nesting` is that of argument values."""

    depth: int = 0
    aliases: int = 0
    selections: int = 0
    nesting: int = 0


def _check(what: str, size: _Size, limits: Limits) -> None:
    if size.depth > limits.depth:
        _refuse(f"{what} is {size.depth:,} levels deep", limits.depth)
    if size.aliases > limits.aliases:
        _refuse(f"{what} has {size.aliases:,} aliases", limits.aliases)
    if size.selections > limits.selections:
        _refuse(f"{what} selects {size.selections:,} fields and fragments", limits.selections)
    if size.nesting > limits.depth:
        _refuse(f"{what} has a value that is {size.nesting:,} levels deep", limits.depth)


def _refuse(found: str, most: int, code: Code = Code.VALIDATION_FAILED) -> None:
    raise OperationRefused.because(code, f"{found}; at most {most:,} are allowed.")


class _Measure:
    """Measures selections through fragments, each fragment once."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._measured: dict[str, _Size] = {}

    def operation(self, operation: OperationDefinitionNode) -> _Size:
        size = self._of(operation.selection_set, frozenset())
        defaults = (variable.default_value for variable in operation.variable_definitions or ())
        nesting = max((_nesting(value) for value in defaults), default=0)
        return _Size(size.depth, size.aliases, size.selections, max(size.nesting, nesting))

    def fragment(self, name: str, within: frozenset[str]) -> _Size:
        if name in within or name not in self._fragments:
            return _Size()  # a cycle or an unknown fragment: validation says so
        if name not in self._measured:
            fragment = self._fragments[name]
            self._measured[name] = self._of(fragment.selection_set, within | {name})
        return self._measured[name]

    def _of(self, selection_set: SelectionSetNode | None, within: frozenset[str]) -> _Size:
        depth = aliases = selections = nesting = 0
        for selection in selection_set.selections if selection_set else ():
            if isinstance(selection, FragmentSpreadNode):
                below = self.fragment(selection.name.value, within)
            else:
                assert isinstance(selection, FieldNode | InlineFragmentNode)
                below = self._of(selection.selection_set, within)
            deepest = below.depth
            if isinstance(selection, FieldNode):
                deepest += 1
                aliases += selection.alias is not None
                for argument in selection.arguments or ():
                    nesting = max(nesting, _nesting(argument.value))
            depth = max(depth, deepest)
            aliases += below.aliases
            selections += below.selections + 1
            nesting = max(nesting, below.nesting)
        return _Size(depth, aliases, selections, nesting)


def _nesting(value: ValueNode | None) -> int:
    inside: Iterable[ValueNode] = ()
    if isinstance(value, ListValueNode):
        inside = value.values
    elif isinstance(value, ObjectValueNode):
        inside = (field.value for field in value.fields)
    else:
        return 0
    return 1 + max(map(_nesting, inside), default=0)
