"""Code repositories by their address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, Text, any_, literal, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from service import ids
from service.ingest.copy import Row
from service.ingest.lookup import new_ids
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.records import CodeLinkMention
from service.tables import code_repository

_COLUMNS = ("url_key", "url", "host", "owner", "name", "framework", "stars")
_LINKED = text(
    """
    SELECT repository_id, min(code_link.url COLLATE "C") AS url,
           min(code_link.framework COLLATE "C") AS framework, max(code_link.stars) AS stars
      FROM touched_repository
      JOIN code_link ON repository_id = touched_repository.id
     GROUP BY repository_id
    HAVING count(code_link.url) > 0
    """
)
_ADDED = text("SELECT id FROM touched_repository WHERE NOT was_there")


def meet_repositories(
    connection: Connection, links: Iterable[CodeLinkMention]
) -> tuple[dict[str, int], set[int]]:
    """The row of each repository by the key of its address; which rows are new."""
    said: dict[str, list[CodeLinkMention]] = defaultdict(list)
    for link in set(links):
        said[repository_key(link)].append(link)
    found = select(code_repository.c.url_key, code_repository.c.id).where(
        code_repository.c.url_key == any_(literal(sorted(said), ARRAY(Text)))
    )
    rows_of = {row.url_key: row.id for row in connection.execute(found)} if said else {}
    fresh = sorted(said.keys() - rows_of.keys())
    rows_of |= zip(fresh, new_ids(connection, code_repository, len(fresh)), strict=True)
    rows = OwnedRows(code_repository, "id", ("id",), _COLUMNS)
    rows.fresh = [_row(rows_of[key], *about_repository(said[key])) for key in fresh]
    replace_rows(connection, [rows], ())
    return rows_of, {rows_of[key] for key in fresh}


def settle_repositories(connection: Connection) -> set[int]:
    """Brings what is known of the touched repositories to what all links to them say; which of
    those that were there have changed."""
    rows = OwnedRows(code_repository, "id", ("id",), _COLUMNS)
    linked = connection.execute(_LINKED).all()
    rows.present = [_row(*one) for one in linked]
    changed = replace_rows(connection, [rows], [one.repository_id for one in linked])
    return changed - set(connection.scalars(_ADDED))


def about_repository(links: Iterable[CodeLinkMention]) -> tuple[str, str | None, int | None]:
    """Address, framework and stars, as links to one repository say together.

    Of two spellings the one with more capitals is its owner's; `min` prefers it, in any order.
    """
    said = list(links)
    return (
        min(one.url for one in said),
        min((one.framework for one in said if one.framework), default=None),
        max((one.stars for one in said if one.stars is not None), default=None),
    )


def _row(id_: int, url: str, framework: str | None, stars: int | None) -> Row:
    address = ids.parse_repository(url)
    assert address is not None, url
    about = (address.key, address.url, address.host, address.owner, address.name)
    return (id_, *about, framework, stars)


def repository_key(link: CodeLinkMention) -> str:
    """How two addresses are compared."""
    address = ids.parse_repository(link.url)
    assert address is not None, link.url
    return address.key
