"""The whole vocabulary of a question: what both faces produce and the compiler alone
understands.

Long because it is one vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table
from sqlalchemy.types import TypeEngine

from service.compiler.fields import Dimension, Expression, Many, One, Order, Sought

Variables = Mapping[str, object]
"""The values of one request, by the name of their variable, as the schema's types made them."""


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A value that is known only when the statement runs: `read` takes it from the request.

    `read` may refuse (OperationRefused) what no type check can see, such as a broken cursor.
    """

    read: Callable[[Variables], object]
    type: TypeEngine[Any] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The id of the one row of a table that meets all conditions; null if there is none."""

    table: Table
    where: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Conditions by what they are about; told as tests `kinds[name](row)`, None for any row."""

    kinds: tuple[tuple[str, tuple[Predicate, ...]], ...]


Operand = Parameter | Found | Narrowed | bool | int | str | None
"""What SQL is told besides rows: a parameter, the id of an entity that is pointed at, or a value
that belongs to the plan."""


@dataclass(frozen=True, slots=True)
class Where:
    """One condition on the listed entity, or on the edge that leads to it: `test(row,
    *operands)`. `sought` tells it in two more ways, where any number of rows may meet it. `price`:
    to test a row costs so many times what comparing a number does."""

    test: Callable[..., ColumnElement[bool]]
    operands: tuple[Operand, ...] = ()
    of_edge: bool = False
    sought: Sought | None = None
    price: int = 1


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; none is true."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; none is false."""

    parts: tuple[Predicate, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; a comparison with an absent value does not hold, so its negation
    does."""

    part: Predicate


Predicate = Where | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Page:
    """The first (or, backward, the last) `size` rows between two cursors; `size` None is all rows.

    `after` and `before` hold one parameter for each sort key. `skip` rows are left out first: for
    clients that page by offset, at the price of reading what is skipped.
    """

    size: int | None
    backward: bool = False
    after: tuple[Parameter, ...] = ()
    before: tuple[Parameter, ...] = ()
    skip: Parameter | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows of a to-many, in which order. `order_name` is what cursors carry to be
    recognised; `operands` are told to what makes the rows; `length`: of how many rows an unpaged
    list is at most, where its arguments say so."""

    many: Many
    order: Order
    page: Page
    where: tuple[Predicate, ...] = ()
    order_name: str = ""
    operands: tuple[Operand, ...] = ()
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One expression of the row and of the operands; `price` is what it costs beyond a column."""

    key: str
    sql: Expression
    operands: tuple[Operand, ...] = ()
    price: int = 0


@dataclass(frozen=True, slots=True)
class Constant:
    """A text that the plan itself knows, such as `__typename`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """An object made of the same row."""

    key: str
    fields: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Object:
    """An object made of another row; null when there is none."""

    key: str
    one: One
    fields: tuple[Node, ...]
    where: tuple[Predicate, ...] = ()
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first of several objects that is there: one possible type each."""

    key: str
    cases: tuple[Object, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """Entities of several types in the order asked, null where there is none.

    `nouns` and `ids` are parallel arrays; a case answers for the references whose noun is its own,
    with the row that its `on(reference, row)` finds by the reference's `id`.
    """

    key: str
    nouns: Parameter
    ids: Parameter
    cases: tuple[tuple[str, Object], ...]
    length: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A JSON array, one object for each row."""

    key: str
    rows: Rows
    fields: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """A page of rows with what its client asked about it."""

    key: str
    rows: Rows
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """The rows of the page as edges: fields of the edge row, `Cursor`, `Target`."""

    key: str
    fields: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Nodes:
    """The entities of the page."""

    key: str
    fields: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class TotalCount:
    """How many rows there are on all pages."""

    key: str


@dataclass(frozen=True, slots=True)
class Facets:
    """The whole list, counted by a dimension: a JSON array of at most `size` buckets, the largest
    first or, where `by_value`, in the order of the values. The fields see the bucket (its value
    and its count), and `Opened` its rows."""

    key: str
    dimension: Dimension
    size: int
    by_value: bool
    rows: Rows
    fields: tuple[Node, ...]


class BucketFact(StrEnum):
    """What a bucket tells about itself."""

    VALUE = "value"
    LABEL = "label"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Of a bucket: a fact."""

    key: str
    fact: BucketFact


@dataclass(frozen=True, slots=True)
class Opened:
    """Of a bucket: a page of the rows that it counts."""

    key: str
    rows: Rows
    parts: tuple[Part, ...]


class PageFact(StrEnum):
    """What `pageInfo` can tell."""

    HAS_NEXT = "hasNextPage"
    HAS_PREVIOUS = "hasPreviousPage"
    START = "startCursor"
    END = "endCursor"


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Where the page lies: facts by response key, and constants."""

    key: str
    facts: tuple[tuple[str, PageFact] | Constant, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Of an edge: the entity at its end; null when the edge leads nowhere."""

    key: str
    fields: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Of an edge: its place in the order, to continue from."""

    key: str


Part = Edges | Nodes | TotalCount | PageInfo | Facets | Constant
Node = (
    Leaf
    | Constant
    | Group
    | Object
    | FirstOf
    | Selected
    | Listing
    | Connection
    | Target
    | Cursor
    | Bucket
    | Opened
)
