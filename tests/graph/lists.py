"""Every list of the schema, in every order, and how a page of it is asked."""

from __future__ import annotations

from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from service.graph.declare import Opening, Paged, output_of
from service.graph.schema import schema
from tests.corpus import global_id, oddities

PARENTS = {
    "Paper": global_id("paper", oddities.HUB),
    "Author": global_id("author", oddities.PROLIFIC),
    "Affiliation": global_id("affiliation", 4),
    "Topic": global_id("topic", 3),
    "Venue": global_id("venue", 1),
    "CodeRepository": global_id("repository", oddities.SHARED_REPOSITORY),
}
"""Where the lists of each type are long. Other parents for some: the hub has three authors only."""
OTHER_PARENTS = {
    ("Author", "possiblySame"): global_id("author", oddities.NAMESAKES[0]),
    ("Affiliation", "writtenAs"): global_id("affiliation", 1),
    ("Author", "suggestedCoauthors"): global_id("author", oddities.UNDATED_AUTHOR),
    ("Paper", "authors"): global_id("paper", oddities.MANY_AUTHORS),
    ("Paper", "references"): global_id("paper", 29),
    ("Paper", "coupled"): global_id("paper", 2),
    ("Paper", "codeLinks"): global_id("paper", oddities.LINK_WITHOUT_CLAIM),
    ("Affiliation", "children"): global_id("affiliation", 5),
    ("Topic", "children"): global_id("topic", 6),
    ("Topic", "descendants"): global_id("topic", 6),
}
ASKED = "query ($first: Int, $last: Int, $after: String, $before: String) {{ {} }}"
CONTEXTS = {
    "Query": ("{}", ()),
    **{
        name: (f'node(id: "{{id}}") {{{{ ... on {name} {{{{ {{}} }}}} }}}}', ("node",))
        for name in PARENTS
    },
    "CoauthorEdge": (
        f'node(id: "{PARENTS["Author"]}") {{{{ ... on Author'
        " {{ coauthors(first: 1) {{ edges {{ {} }} }} }} }}",
        ("node", "coauthors", "edges", 0),
    ),
    "SuggestedCoauthorEdge": (
        f'node(id: "{global_id("author", oddities.TWO_SPELLINGS)}") {{{{ ... on Author'
        " {{ suggestedCoauthors(first: 1) {{ edges {{ {} }} }} }} }}",
        ("node", "suggestedCoauthors", "edges", 0),
    ),
    "AuthorMetrics": (
        f'node(id: "{PARENTS["Author"]}") {{{{ ... on Author {{{{ metrics {{{{ {{}} }}}} }}}} }}}}',
        ("node", "metrics"),
    ),
    "IndependentMetrics": (
        f'node(id: "{PARENTS["Author"]}") {{{{ ... on Author {{{{ metrics {{{{'
        " withoutSelfCitations {{ {} }} }} }} }}",
        ("node", "metrics", "withoutSelfCitations"),
    ),
    "PaperFacetBucket": (
        "papers(first: 0) {{ facets(by: HAS_CODE, orderBy: VALUE, first: 1) {{ {} }} }}",
        ("papers", "facets", 0),
    ),
    "CoauthorStep": (
        f'coauthorPath(from: {{{{id: "{PARENTS["Author"]}"}}}}, to: {{{{id: "author:5"}}}})'
        " {{ steps {{ {} }} }}",
        ("coauthorPath", "steps", 0),
    ),
}
NEEDED = {
    "relatedPapers": 'seeds: ["paper:1", "paper:4"]',
    "risingTopics": "lastYear: 2021, years: 5",
}
"""What lists are asked with that need arguments, or are long with these alone."""
TOLD = {"CodeLink": "repository { id }", "Change": "sequence"}
"""What a page tells of a node that has no global id."""
PAGE = """
    rows: {field}({arguments} first: $first, last: $last, after: $after, before: $before) {{
        totalCount edges {{ cursor node {{ {node} }} }} pageInfo {{
            hasNextPage hasPreviousPage startCursor endCursor
        }}
    }}
"""


def lists():
    """Every paged field of the schema with every order that it can be asked in."""
    for name, type_ in schema._schema.type_map.items():
        if name.startswith("__") or not isinstance(type_, GraphQLObjectType):
            continue
        for field_name, field in type_.fields.items():
            if isinstance(output_of(field), Paged | Opening):
                order = field.args.get("orderBy")
                enum = get_named_type(order.type) if order else None
                orders = enum.values if isinstance(enum, GraphQLEnumType) else [None]
                yield from ((name, field_name, order) for order in orders)


LISTS = list(lists())
FILTERED = [
    ("Query", "papers", "NEWEST", 'filter: {year: {gte: 2008}}, search: "ink OR citing"'),
    ("Query", "papers", "TITLE", "filter: {or: [{hasCode: true}, {year: {isNull: true}}]}"),
    ("Query", "authors", "NAME", "filter: {not: {hasOrcid: true}}"),
    ("Paper", "citations", "OLDEST", 'filter: {authorId: "author:1"}'),
    ("Author", "papers", "MOST_CITED", "filter: {year: {in: [2010, 2011, 2020]}}"),
    ("Affiliation", "authors", None, "filter: {paperCount: {gt: 1}}"),
    ("Paper", "coCited", "COSINE", "filter: {year: {gte: 2010}}"),
    ("Paper", "coupled", "STRENGTH", "filter: {not: {isRetracted: true}}"),
    ("Topic", "papersInTree", "NEWEST", "filter: {hasCode: false}"),
]
ALL = [(*found, "") for found in LISTS] + FILTERED


def name_of(listed):
    return "-".join(str(part) for part in listed if part)


def node_type(listed):
    """The name of the type of what a list lists."""
    connection = get_named_type(schema._schema.type_map[listed[0]].fields[listed[1]].type)
    return get_named_type(connection.fields["nodes"].type).name


def number_of(node):
    """The internal id of a node as a page tells it."""
    bearer = node.get("repository", node)
    return bearer.get("sequence") or int(bearer["id"].partition(":")[2])


def page(graph, listed, **paging):
    """One page: the cursors of its rows, and the rest of the connection."""
    type_, field, order, filter_ = listed
    context, path = CONTEXTS[type_]
    arguments = " ".join(
        part for part in (order and f"orderBy: {order}", filter_, NEEDED.get(field)) if part
    )
    id_ = OTHER_PARENTS.get((type_, field), PARENTS.get(type_))
    told = TOLD.get(node_type(listed), "id")
    asked = context.format(PAGE.format(field=field, arguments=arguments, node=told), id=id_)
    answer = graph.ask(ASKED.format(asked), paging)
    for step in path:
        answer = answer[step]
    rows = answer["rows"]
    return [edge["cursor"] for edge in rows["edges"]], rows


FORWARD = ("first", "after", "endCursor", "hasNextPage")
BACKWARD = ("last", "before", "startCursor", "hasPreviousPage")
