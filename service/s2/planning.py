"""From `fields=title,authors.name` to the compiler's plan, by what each field was declared as."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from service.compiler.fields import One
from service.compiler.plan import Leaf, Listing, Node, Object, Page, Rows
from service.rest.errors import BadRequest
from service.s2.declare import Fields, Nested, Scalar

Tree = Mapping[str, "Tree"]
"""The names asked for; below a name what is asked of its objects."""

LONGEST = 10_000
MOST_NAMES = 200


@lru_cache(maxsize=256)
def read_fields(text: str | None, fields: Fields) -> Tree:
    """What the parameter `fields` asks for; without one, what every answer has.

    Raises BadRequest with all names that are not known.
    """
    if text is None:
        return {}
    if len(text) > LONGEST:
        raise BadRequest(f"fields: at most {LONGEST:,} characters, not {len(text):,}")
    asked: dict[str, Tree] = {}
    parts = text.split(",")
    if len(parts) > MOST_NAMES:
        raise BadRequest(f"fields: at most {MOST_NAMES} names, not {len(parts):,}")
    if not text.strip(" ,"):
        return {}
    names = dict.fromkeys(part.strip() for part in parts)
    unknown = [name for name in names if name and not _enter(asked, name.split("."), fields)]
    if unknown:
        raise BadRequest(f"Unrecognized or unsupported fields: [{', '.join(unknown)}]")
    if fields.elsewhere is not None:
        asked.setdefault(fields.elsewhere, {"paperId": {}})
    return asked


def _enter(asked: dict[str, Tree], names: list[str], fields: Fields) -> bool:
    """Writes one dotted name into the tree; False if there is no such field."""
    name, *below = names
    if fields.elsewhere is not None and name not in fields.of:
        name, below = fields.elsewhere, names
    match fields.of.get(name):
        case Scalar(parts=parts) if not below or (len(below) == 1 and below[0] in parts):
            asked.setdefault(name, {})
            return True
        case Nested(of=of):
            inner = asked.get(name)
            inner = dict(inner) if inner is not None else {}
            if below and not _enter(inner, below, of()):
                return False
            asked[name] = inner
            return True
        case _:
            return False


def plan_fields(asked: Tree, fields: Fields) -> tuple[Node, ...]:
    """The nodes of one object, in the order in which the fields are declared."""
    wanted = {*fields.always, *(asked or fields.default)}
    return tuple(
        _node(name, declared, asked.get(name, {}))
        for name, declared in fields.of.items()
        if name in wanted
    )


def _node(name: str, declared: Scalar | Nested, below: Tree) -> Node:
    if isinstance(declared, Scalar):
        return Leaf(name, declared.sql)
    nodes = plan_fields(below, declared.of())
    if isinstance(declared.to, One):
        return Object(name, declared.to, nodes)
    return Listing(name, Rows(declared.to, declared.to.order, Page(declared.limit)), nodes)
