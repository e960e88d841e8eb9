"""A page that shows the operations: plain HTML, which loads and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape

from service.rest.operations import Operation, Parameter
from service.rest.shapes import Shape

_STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif }
h2 { margin-top: 3rem } details { border: 1px solid #8884; border-radius: .4rem; margin: .5rem 0 }
summary { padding: .5rem .8rem; cursor: pointer } details > div { padding: 0 .8rem .8rem }
code, pre { font: .9rem ui-monospace, monospace } b.method { display: inline-block; width: 3.5rem }
pre { overflow-x: auto; padding: .6rem; background: #8882; border-radius: .3rem }
table { border-collapse: collapse; width: 100% } td { vertical-align: top; padding: .2rem .6rem }
td, th { border-top: 1px solid #8884; text-align: left } :root { color-scheme: light dark }
td:last-child { overflow-wrap: anywhere }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
HEADERS = {
    "cache-control": "no-cache",
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{_HASH}';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_SHOWN_NAMES = 12


def page(operations: Iterable[Operation], title: str, openapi: str) -> str:
    """The operations by tag, folded; links are relative, so that a proxy may put a path before."""
    by_tag: dict[str, list[Operation]] = {}
    for operation in operations:
        by_tag.setdefault(operation.tag, []).append(operation)
    sections = "\n".join(
        f"<h2>{escape(tag)}</h2>\n{''.join(map(_operation, found))}"
        for tag, found in by_tag.items()
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{escape(title)}</title>'
        f'\n<meta name="viewport" content="width=device-width">\n<style>{_STYLE}</style>\n'
        f"<h1>{escape(title)}</h1>\n<p>What can be asked here, and what is answered. For machines:"
        f' <a href="{openapi}">{openapi}</a>. To try GraphQL: <a href="graphql">graphql</a>.</p>\n'
        f"{sections}\n</html>\n"
    )


def _operation(operation: Operation) -> str:
    parts = [f"<p>{escape(operation.description)}</p>" if operation.description else ""]
    if operation.method == "GET":
        address = operation.example.request
        parts.append(
            f'<p>Try <a href="{escape(address[1:])}"><code>{escape(address)}</code></a></p>'
        )
    if operation.parameters:
        rows = "".join(map(_parameter, operation.parameters))
        parts.append(f"<table><tr><th>parameter<th>in<th>what</tr>{rows}</table>")
    if operation.body is not None:
        parts.append(f"<p>Body, as JSON:</p><pre>{escape(_outline(operation.body))}</pre>")
    for status, reply in operation.replies.items():
        parts.append(f"<p><b>{status}</b> {escape(reply.description)}</p>")
        if reply.shape is not None and status == 200:
            parts.append(f"<pre>{escape(_outline(reply.shape))}</pre>")
    return (
        f'<details id="{escape(operation.name)}"><summary><b class="method">{operation.method}</b>'
        f" <code>{escape(operation.path)}</code> {escape(operation.summary)}</summary>"
        f"<div>{''.join(parts)}</div></details>\n"
    )


def _parameter(parameter: Parameter) -> str:
    where = parameter.where
    needed = ", required" if parameter.required or where == "path" else ""
    shape = parameter.shape
    facts = [shape.description, _bounds(shape)]
    if shape.items is not None and shape.items.one_of:
        facts.append(
            "One or more of: " + ", ".join(str(one) for one in shape.items.one_of if one != "")
        )
    what = " ".join(fact for fact in facts if fact)
    return (
        f"<tr><td><code>{escape(parameter.name)}</code><td>{where}{needed}<td>{escape(what)}</tr>"
    )


def _bounds(shape: Shape) -> str:
    if shape.least is None or shape.most is None:
        return ""
    default = f", else {shape.default}" if shape.default is not None else ""
    return f"From {shape.least:,} to {shape.most:,}{default}."


def _outline(shape: Shape, indent: str = "", seen: tuple[str, ...] = ()) -> str:
    """The shape as JSON with types in the place of values; what stands above is named alone."""
    null = " or null" if shape.nullable else ""
    if shape.name and shape.name in seen:
        return shape.name + null
    seen = (*seen, shape.name) if shape.name else seen
    if shape.type == "array" and shape.items is not None:
        return f"[{_outline(shape.items, indent, seen)}, …]{null}"
    if shape.type == "object" and shape.members:
        return f"{{\n{_members(shape.members, f'{indent}  ', seen)}{indent}}}{null}"
    if shape.one_of:
        known = " | ".join(f'"{one}"' for one in shape.one_of[:_SHOWN_NAMES])
        return known + (" | …" if len(shape.one_of) > _SHOWN_NAMES else "") + null
    return (shape.format or shape.type or "any") + null


def _members(members: Mapping[str, Shape], indent: str, seen: tuple[str, ...]) -> str:
    return "".join(
        f'{indent}"{name}": {_outline(member, indent, seen)}\n' for name, member in members.items()
    )
