"""Files as trees and back, and trees with wrong parts: what any parser must live through.

A tree is what JSON can say: lists, objects, texts, numbers. A form writes any tree, however little
it still looks like a file of the form, and keeps the outer shape right.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import math
import re
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import yaml
from hypothesis import strategies as st

_DEEP = "(nested deeper than any parser goes)"
_HOSTILE_TEXTS = (
    *("", " ", "\x00", "a\x00b", "\ud800", "a\udfff", "\ufeff", "\u202eabc", "\u2028", "\x85"),
    *("x" * 3_000, "é" * 700, "a" + "\u0301" * 300, "İ" * 90, "ﷺ" * 60, "x " * 1_400, "...", "，"),
    *("0", "-1", "1e400", "9" * 400, "2147483648", "9223372036854775808", "NaN", "-infinity", "٣"),
    *("0000-00-00", "0001-01-01", "9999-12-31", "12026-02-03", "2026-02-30", "-4712-01-01"),
    *("<i>&amp;&#0;", "]]>", "<![CDATA[", "&nbsp;&nothing;", "\\", "\\N", "{", '"', "'", ",,,"),
    *("a\tb", "a\nb", "\r", "\u200b", "null", "None", "../../etc", "%00", "%ff%fe", _DEEP),
    *("https://doi.org/", "https://[", "http://a:b@c:99999999/", "https://github.com/a/b/../..//"),
    *("arXiv:9999.99999v99", "10.1000/\x01", "10.1000/" + "x" * 3_000, "https://orcid.org/0"),
)
_HOSTILE_NUMBERS = (
    *(0, -1, 1, 2**31 - 1, 2**31, -(2**31) - 1, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, 10**400),
    *(0.5, -0.0, 1e308, 5e-324, math.nan, math.inf, -math.inf, 1e22),
)
_HOSTILE = st.one_of(
    st.sampled_from(_HOSTILE_TEXTS),
    st.sampled_from(_HOSTILE_NUMBERS),
    st.sampled_from((None, True, False, [], {}, [[]], [None], {"": ""}, {"a": {"a": []}}, [{}])),
    st.text(max_size=20),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=3)), max_size=3),
)


def _places(value, path=()):
    """Every path into a tree but the root's."""
    if path:
        yield path
    if isinstance(value, dict | list):
        children = value.items() if isinstance(value, dict) else enumerate(value)
        for key, child in children:
            yield from _places(child, (*path, key))


def _at(value, path):
    for step in path:
        value = value[step]
    return value


@st.composite
def mutated(draw, tree):
    """The tree with one to five parts that are wrong, empty, doubled, wrapped, elsewhere or
    gone."""
    tree = copy.deepcopy(tree)
    for _ in range(draw(st.integers(1, 5))):
        paths = list(_places(tree))
        if not paths:
            break
        *way, last = draw(st.sampled_from(paths))
        parent = _at(tree, way)
        match draw(st.sampled_from(("put", "put", "put", "empty", "wrap", "move", "key", "go"))):
            case "put":
                parent[last] = copy.deepcopy(draw(_HOSTILE))
            case "empty":
                parent[last] = type(parent[last])() if parent[last] is not None else ""
            case "wrap":
                parent[last] = [parent[last]] * draw(st.integers(1, 3))
            case "move":
                parent[last] = copy.deepcopy(_at(tree, draw(st.sampled_from(paths))))
            case "key" if isinstance(parent, dict):
                parent[draw(st.sampled_from(_HOSTILE_TEXTS))] = parent.pop(last)
            case _:
                del parent[last]
    return tree


def json_of(tree):
    """JSON with what Python's writer lets through: NaN, halves of surrogate pairs."""
    return json.dumps(tree).replace(f'"{_DEEP}"', "[" * 9_000 + "]" * 9_000).encode()


def json_lines(tree):
    """One value a line."""
    return b"".join(json_of(one) + b"\n" for one in _listed(tree))


def yaml_of(tree):
    """YAML as PyYAML writes it; what it cannot write, as JSON, which is YAML too."""
    try:
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    except (yaml.YAMLError, UnicodeError):
        return json_of(tree)
    return _bytes(text.replace(_DEEP, "[" * 9_000 + "]" * 9_000))


def lines_of(tree):
    """One text a line."""
    return b"".join(_bytes(f"{one}\n") for one in _listed(tree))


def csv_of(tree):
    """Rows of cells."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerows(_listed(row) for row in _listed(tree))
    return _bytes(written.getvalue())


def csv_tree(data):
    """What `csv_of` writes back."""
    return [list(row) for row in csv.reader(io.StringIO(data.decode()))]


def xml_tree(data):
    """An element as {tag, attributes, children}; namespaces are written out where they begin."""
    return _element_tree(ElementTree.fromstring(data))


def _element_tree(element):
    tag = element.tag
    attributes = dict(element.attrib)
    if tag.startswith("{"):
        attributes["xmlns"], _, tag = tag[1:].partition("}")
    children = [element.text or ""]
    for child in element:
        children += [_element_tree(child), child.tail or ""]
    named = {key.rpartition("}")[2]: value for key, value in attributes.items()}
    return {"tag": tag, "attributes": named, "children": [one for one in children if one != ""]}


def xml_of(tree):
    """XML that is well formed but for characters that no XML can hold, and their references."""
    return _bytes('<?xml version="1.0" encoding="UTF-8"?>\n' + _xml(tree))


def _xml(node):
    if isinstance(node, list):
        return "".join(map(_xml, node))
    if not isinstance(node, dict):
        text = escape(str(node)).replace("\x00", "&#0;").replace("\ud800", "&#xD800;")
        return text.replace(_DEEP, "<i>" * 3_000 + "</i>" * 3_000)
    tag = re.sub(r"[^\w:.-]", "", str(node.get("tag")), flags=re.ASCII).lstrip(":.-0123456789")
    attributes = node.get("attributes")
    shown = "".join(
        f" {name}={quoteattr(str(value))}"
        for name, value in (attributes.items() if isinstance(attributes, dict) else ())
        if re.fullmatch(r"[a-z_]+", name, flags=re.IGNORECASE | re.ASCII)
    )
    tag = tag or "x"
    return f"<{tag}{shown}>{_xml(node.get('children', []))}</{tag}>"


def _listed(tree):
    return tree if isinstance(tree, list) else [tree]


def _bytes(text):
    return text.encode("utf-8", "surrogatepass")
