"""Semantic Scholar's fields of study, and which topics of other classifications lie in each.

Its 23 fields are an older classification of whole papers. Here a paper is of every field in which
one of its topics lies, by this table: arXiv's archives and OpenAlex's fields one by one, and what
Semantic Scholar itself said as it is. Topics that the table does not name give no field.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text, column, exists, func, select, true, values
from sqlalchemy.dialects.postgresql import aggregate_order_by

from service import tables
from service.compiler.json import JsonObject
from service.compiler.row import Row, constant

ARXIV = {
    "Computer Science": "cs cmp-lg",
    "Economics": "econ q-fin",
    "Engineering": "eess",
    "Mathematics": "math stat alg-geom dg-ga funct-an q-alg bayes-an",
    "Biology": "q-bio",
    "Physics": (
        "acc-phys adap-org ao-sci astro-ph atom-ph chao-dyn chem-ph comp-gas cond-mat gr-qc hep-ex"
        " hep-lat hep-ph hep-th math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph"
        " quant-ph solv-int supr-con"
    ),
}
OPENALEX = {
    "Agricultural and Food Sciences": "fields/11",
    "Art": "fields/12",
    "Biology": "fields/13 fields/24 fields/28",
    "Business": "fields/14 fields/18",
    "Engineering": "fields/15 fields/21 fields/22",
    "Chemistry": "fields/16",
    "Computer Science": "fields/17",
    "Geology": "fields/19",
    "Economics": "fields/20",
    "Environmental Science": "fields/23",
    "Materials Science": "fields/25",
    "Mathematics": "fields/26",
    "Medicine": "fields/27 fields/29 fields/30 fields/34 fields/35 fields/36",
    "Physics": "fields/31",
    "Psychology": "fields/32",
    "Sociology": "fields/33",
}
NAMES = (
    *("Computer Science", "Medicine", "Chemistry", "Biology", "Materials Science", "Physics"),
    *("Geology", "Psychology", "Art", "History", "Geography", "Sociology", "Business"),
    *("Political Science", "Economics", "Philosophy", "Mathematics", "Engineering"),
    *("Environmental Science", "Agricultural and Food Sciences", "Education", "Law"),
    "Linguistics",
)

_TABLE = [
    *((f"arxiv {code}", name) for name, codes in ARXIV.items() for code in codes.split()),
    *((f"openalex {code}", name) for name, codes in OPENALEX.items() for code in codes.split()),
    *((f"s2 {name}", name) for name in NAMES),
]


def fields_of_study(paper: Row) -> ColumnElement[Any]:
    """Their names by code point; null for a paper of none."""
    found = _found(paper).subquery("found")
    ordered = aggregate_order_by(found.c.category, found.c.category.collate("C"))
    return select(func.json_agg(ordered)).select_from(found).scalar_subquery()


def s2_fields_of_study(paper: Row) -> ColumnElement[Any]:
    """The same as objects, which also say that a source classed the paper, and no model."""
    found = _found(paper).subquery("found")
    item = JsonObject([("category", found.c.category), ("source", constant("external"))])
    ordered = aggregate_order_by(item, found.c.category.collate("C"))
    agg = select(func.json_agg(ordered)).select_from(found).scalar_subquery()
    return func.coalesce(agg, func.json_build_array())


def is_of_field(paper: Row, names: Any) -> ColumnElement[bool]:
    """Whether one of the paper's fields is among these names (an array)."""
    found = _found(paper).subquery("found")
    return exists(select(true()).select_from(found).where(found.c.category == func.any(names)))


def _found(paper: Row) -> Any:
    """The fields in which a topic of the paper, or one above it, lies."""
    bears, topic = tables.paper_topic.alias("bears"), tables.topic.alias("of_paper")
    parent, top = tables.topic.alias("above"), tables.topic.alias("above_it")
    field = values(column("code", Text), column("category", Text), name="field", literal_binds=True)
    field = field.data(_TABLE)
    blank = constant(" ")
    # A topic of OpenAlex lies in a subfield, and that in a field.
    codes = [
        level.c.scheme.op("||")(blank).op("||")(level.c.code) for level in (topic, parent, top)
    ]
    archive = func.split_part(topic.c.code, constant("."), constant(1))
    codes.append(topic.c.scheme.op("||")(blank).op("||")(archive))
    origin = (
        bears.join(topic, topic.c.id == bears.c.topic_id)
        .outerjoin(parent, parent.c.id == topic.c.parent_id)
        .outerjoin(top, top.c.id == parent.c.parent_id)
        .join(field, field.c.code.in_(codes))
    )
    return (
        select(field.c.category)
        .distinct()
        .select_from(origin)
        .where(bears.c.paper_id == paper.c.id)
    )
