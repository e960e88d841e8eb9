"""Papers and authors that citations relate: the edges to them."""

from __future__ import annotations

import strawberry

from service.graph.declare import Member, leaf, member


@strawberry.type(description="A paper that is cited together with another.")
class CoCitationEdge:
    cursor: str = member(Member.CURSOR, "The paper's place in the list.")
    strength: int = leaf(lambda pair: pair.c.strength, "Papers that cite both (Small 1973).")
    cosine: float = leaf(
        lambda pair: pair.c.cosine,
        "`strength` divided by the geometric mean of the two papers' citation counts: "
        "from 0 to 1 (Salton's cosine).",
    )
    node: Paper = member(Member.NODE, "The paper.")


@strawberry.type(description="A paper that cites the same papers as another.")
class CouplingEdge:
    cursor: str = member(Member.CURSOR, "The paper's place in the list.")
    strength: int = leaf(lambda pair: pair.c.strength, "References that both have (Kessler 1963).")
    cosine: float = leaf(
        lambda pair: pair.c.cosine,
        "`strength` divided by the geometric mean of the two papers' numbers of references: "
        "from 0 to 1 (Salton's cosine).",
    )
    node: Paper = member(Member.NODE, "The paper.")


@strawberry.type(description="A paper that is related to some of the seeds, and why.")
class RelatedPaperEdge:
    cursor: str = member(Member.CURSOR, "The paper's place in the list.")
    strength: int = leaf(
        lambda related: related.c.strength, "`coCitedCount` and `sharedReferenceCount` together."
    )
    co_cited_count: int = leaf(
        lambda related: related.c.co_cited_count,
        "Papers that cite it together with a seed, summed over the seeds.",
    )
    shared_reference_count: int = leaf(
        lambda related: related.c.shared_reference_count,
        "References that it shares with a seed, summed over the seeds.",
    )
    node: Paper = member(Member.NODE, "The paper.")


@strawberry.type(description="An author whom another author cites.")
class CitedAuthorEdge:
    cursor: str = member(Member.CURSOR, "The author's place in the list.")
    citation_count: int = leaf(
        lambda link: link.c.citation_count, "Citations from the one's papers to the other's."
    )
    node: Author = member(Member.NODE, "The author.")


from service.graph.author import Author  # noqa: E402
from service.graph.paper import Paper  # noqa: E402
