"""The orders that lists can be asked in: one enum for each kind of row."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType

import strawberry

from service.compiler.fields import Order

PAPER_COPIES = MappingProxyType(
    {"citation_count": "citation_count", "published_key": "published_key"}
)
"""The sort keys of a paper that every edge to papers keeps a copy of (`tables.edge_copies`)."""


def order(member: Enum) -> Order:
    """What a member of these enums stands for."""
    found = member.value
    assert isinstance(found, Order)
    return found


def _by(key: str) -> Order:
    return Order((key,))


def _most(key: str) -> Order:
    return Order((key,), descending=True)


@strawberry.enum(description="The order of papers.")
class PaperOrder(Enum):
    MOST_CITED = strawberry.enum_value(_most("citation_count"), description="Most cited first.")
    LEAST_CITED = strawberry.enum_value(_by("citation_count"), description="Least cited first.")
    NEWEST = strawberry.enum_value(
        _most("published_key"), description="Latest publication first, papers without a date last."
    )
    OLDEST = strawberry.enum_value(
        _by("published_key"), description="Papers without a date first, then the earliest."
    )
    TITLE = strawberry.enum_value(_by("title_key"), description="By title, accents and case aside.")


@strawberry.enum(description="The order of authors.")
class AuthorOrder(Enum):
    MOST_CITED = strawberry.enum_value(_most("citation_count"), description="Most cited first.")
    MOST_PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers first.")
    H_INDEX = strawberry.enum_value(_most("h_index"), description="Highest h-index first.")
    NAME = strawberry.enum_value(_by("name_key"), description="By name, accents and case aside.")


@strawberry.enum(description="The order of affiliations.")
class AffiliationOrder(Enum):
    MOST_PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers first.")
    MOST_CITED = strawberry.enum_value(_most("citation_count"), description="Most cited first.")
    MOST_AUTHORS = strawberry.enum_value(_most("author_count"), description="Most authors first.")
    NAME = strawberry.enum_value(_by("name_key"), description="By name, accents and case aside.")


@strawberry.enum(description="The order of topics.")
class TopicOrder(Enum):
    MOST_PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers first.")
    MOST_CITED = strawberry.enum_value(_most("citation_count"), description="Most cited first.")
    NAME = strawberry.enum_value(_by("name_key"), description="By name, accents and case aside.")


@strawberry.enum(description="The order of code repositories.")
class CodeRepositoryOrder(Enum):
    MOST_PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers first.")
    URL = strawberry.enum_value(_by("url_key"), description="By address.")


@strawberry.enum(description="The order of papers that citations relate to a paper.")
class RelatedOrder(Enum):
    STRENGTH = strawberry.enum_value(_most("strength"), description="Most shared papers first.")
    COSINE = strawberry.enum_value(_most("cosine"), description="The largest cosine first.")


@strawberry.enum(description="The order of what papers bear together.")
class SharedOrder(Enum):
    PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers together first.")
    COSINE = strawberry.enum_value(_most("cosine"), description="The largest cosine first.")


@strawberry.enum(description="The order of venues.")
class VenueOrder(Enum):
    MOST_PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers first.")
    NAME = strawberry.enum_value(_by("name_key"), description="By name, accents and case aside.")


@strawberry.enum(description="The order of coauthors.")
class CoauthorOrder(Enum):
    PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers together first.")
    RECENT = strawberry.enum_value(
        _most("last_year_key"), description="The latest paper together first, unknown years last."
    )
    NAME = strawberry.enum_value(_by("name_key"), description="By name, accents and case aside.")


@strawberry.enum(description="The order of the authors of a topic or an affiliation.")
class ContributorOrder(Enum):
    PAPERS = strawberry.enum_value(_most("paper_count"), description="Most papers there first.")
    MOST_CITED = strawberry.enum_value(
        _most("citation_count"), description="Most cited first, by all that they wrote."
    )
