"""What a JSON value may be: told beside what makes or reads it, printed as JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of value; `type` is a type of JSON, or several with a bar between.

    A shape with a `name` is a component of the document. Members of an object that are not
    `required` may be absent; others than these may be there only if it is `open`.
    """

    type: str
    description: str = ""
    nullable: bool = False
    name: str = ""
    members: Mapping[str, Shape] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    open: bool = False
    items: Shape | None = None
    one_of: tuple[str | int, ...] = ()
    pattern: str = ""
    format: str = ""
    least: int | None = None
    most: int | None = None
    fewest: int | None = None
    longest: int | None = None
    default: Json = None
    example: Json = None

    def or_null(self) -> Shape:
        return replace(self, nullable=True)

    def about(self, description: str, example: Json = None) -> Shape:
        """The same with what it means, and an example."""
        return replace(self, description=description, example=example or self.example)


TEXT = Shape("string")
NUMBER = Shape("number")
COUNT = Shape("integer", least=0)
FLAG = Shape("boolean")
ANYTHING = Shape("")
NOTHING = Shape("null")


def whole(least: int, most: int, default: int | None = None) -> Shape:
    """A whole number within bounds."""
    return Shape("integer", least=least, most=most, default=default)


def words(*known: str) -> Shape:
    """One of these texts."""
    return Shape("string", one_of=known)


def list_of(items: Shape, fewest: int | None = None, longest: int | None = None) -> Shape:
    return Shape("array", items=items, fewest=fewest, longest=longest)


def thing(
    members: Mapping[str, Shape],
    required: tuple[str, ...] | None = None,
    *,
    name: str = "",
    open: bool = False,
) -> Shape:
    """An object; all of its members are there unless it is said which are `required`."""
    required = tuple(members) if required is None else required
    return Shape("object", members=members, required=required, name=name, open=open)


_LENGTHS = {
    "array": ("minItems", "maxItems"),
    "string": ("minLength", "maxLength"),
}


def schema_of(shape: Shape, components: dict[str, Json]) -> dict[str, Json]:
    """JSON Schema of a shape; what has a name is put into `components` and referred to."""
    if not shape.name:
        return _written(shape, components)
    if shape.name not in components:
        components[shape.name] = None  # known from now on, also to itself
        components[shape.name] = _written(replace(shape, nullable=False), components)
    reference: dict[str, Json] = {"$ref": f"#/components/schemas/{shape.name}"}
    return {"anyOf": [reference, {"type": "null"}]} if shape.nullable else reference


def _written(shape: Shape, components: dict[str, Json]) -> dict[str, Json]:
    schema: dict[str, Json] = {}
    if shape.type:
        types: list[Json] = [*shape.type.split("|"), *(["null"] if shape.nullable else [])]
        schema["type"] = types if len(types) > 1 else types[0]
    if shape.description:
        schema["description"] = shape.description
    if shape.type == "object":
        schema["properties"] = {
            name: schema_of(member, components) for name, member in shape.members.items()
        }
        if shape.required:
            schema["required"] = list(shape.required)
        if not shape.open:
            schema["additionalProperties"] = False
    if shape.items is not None:
        schema["items"] = schema_of(shape.items, components)
    if shape.one_of:
        schema["enum"] = [*shape.one_of, *([None] if shape.nullable else [])]
    shortest, longest = _LENGTHS.get(shape.type, ("", ""))
    facts: list[tuple[str, Json]] = [
        ("pattern", shape.pattern or None),
        ("format", shape.format or None),
        ("minimum", shape.least),
        ("maximum", shape.most),
        (shortest, shape.fewest),
        (longest, shape.longest),
        ("default", shape.default),
        ("examples", None if shape.example is None else [shape.example]),
    ]
    return schema | {name: value for name, value in facts if value is not None}
