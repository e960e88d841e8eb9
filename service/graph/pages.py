"""The paging arguments of a connection: which page of its rows is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from service.compiler.fields import Many, Order
from service.compiler.paging import cursor_keys, key_types
from service.compiler.plan import Page, Parameter, Variables
from service.errors import Code, OperationRefused
from service.graph.arguments import Given, Late, Plain
from service.graph.limits import Limits
from service.graph.orders import order

Path = tuple[str | int, ...]
Arguments = Mapping[str, Given | None]


def order_of(arguments: Arguments, many: Many) -> tuple[str, Order]:
    """The order asked for, or the list's own; its name is what cursors carry."""
    asked = arguments.get("orderBy")
    if isinstance(asked, Plain) and isinstance(asked.value, Enum):
        return asked.value.name, order(asked.value)
    return "-".join(many.order.keys), many.order


def enum_value(argument: Given | None) -> object:
    """What a member of an enum stands for."""
    assert isinstance(argument, Plain)
    assert isinstance(argument.value, Enum)
    return argument.value.value


def size_of(arguments: Arguments, limits: Limits, path: Path) -> int:
    """The size that `first` asks for, where it has a default."""
    size = _size(arguments, "first", limits, path)
    assert size is not None
    return size


def page_of(
    arguments: Arguments, many: Many, order: Order, order_name: str, limits: Limits, path: Path
) -> Page:
    """The page asked for; refuses sizes below 0 or over the limit, and both directions at once."""
    first, last = (_size(arguments, name, limits, path) for name in ("first", "last"))
    if first is not None and last is not None:
        raise _refused("Give `first` or `last`, not both: a page has one direction.", path)
    size = first if first is not None else last
    return Page(
        limits.default_page_size if size is None else size,
        backward=last is not None,
        after=_bound(arguments, "after", many, order, order_name, path),
        before=_bound(arguments, "before", many, order, order_name, path),
    )


def _size(arguments: Arguments, name: str, limits: Limits, path: Path) -> int | None:
    asked = arguments.get(name)
    if asked is None:
        return None
    assert isinstance(asked, Late)
    size = asked.now
    assert isinstance(size, int)
    if size < 0:
        raise _refused(f"`{name}` is {size}; a page cannot have fewer than 0 rows.", path)
    if size > limits.page_size:
        raise _refused(
            f"`{name}` is {size}; a page has at most {limits.page_size} rows. Ask for that many, "
            "then continue with the page's cursor.",
            path,
        )
    return size


def _bound(
    arguments: Arguments, name: str, many: Many, order: Order, order_name: str, path: Path
) -> tuple[Parameter, ...]:
    asked = arguments.get(name)
    if asked is None:
        return ()
    assert isinstance(asked, Late)
    late, types = asked, key_types(many, order)

    def key(place: int) -> Parameter:
        def read(variables: Variables) -> object:
            return cursor_keys(late.read(variables), order_name, types, path)[place]

        return Parameter(read, types[place])

    return tuple(key(place) for place in range(len(types)))


def _refused(message: str, path: Path) -> OperationRefused:
    return OperationRefused.because(Code.BAD_USER_INPUT, message, path=path)
