"""Code repositories by their address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, Text, any_, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from service import ids
from service.ingest.lookup import new_ids
from service.ingest.merge_rows import OwnedRows, replace_rows
from service.ingest.records import CodeLinkMention
from service.tables import code_repository


def meet_repositories(
    connection: Connection, links: Iterable[CodeLinkMention]
) -> tuple[dict[str, int], set[int], set[int]]:
    """The row of each repository by the key of its address; which rows are new, which changed.

    Of two spellings the one with more capitals is its owner's; `min` prefers it, in any order.
    """
    said: dict[str, list[CodeLinkMention]] = defaultdict(list)
    for link in set(links):
        said[repository_key(link)].append(link)
    found = select(code_repository).where(
        code_repository.c.url_key == any_(literal(sorted(said), ARRAY(Text)))
    )
    stored = {row.url_key: row for row in connection.execute(found)} if said else {}
    rows_of: dict[str, int] = {key: row.id for key, row in stored.items()}
    fresh = sorted(said.keys() - stored.keys())
    rows_of |= zip(fresh, new_ids(connection, code_repository, len(fresh)), strict=True)
    columns = ("url_key", "url", "host", "owner", "name", "framework", "stars")
    rows = OwnedRows(code_repository, "id", ("id",), columns)
    for key, links_to_it in said.items():
        known = stored.get(key)
        urls = [link.url for link in links_to_it] + ([known.url] if known else [])
        address = ids.parse_repository(min(urls))
        assert address is not None
        frameworks = [link.framework for link in links_to_it] + ([known.framework] if known else [])
        stars = [link.stars for link in links_to_it] + ([known.stars] if known else [])
        row = (
            rows_of[key],
            key,
            address.url,
            address.host,
            address.owner,
            address.name,
            min((one for one in frameworks if one), default=None),
            max((one for one in stars if one is not None), default=None),
        )
        (rows.present if known else rows.fresh).append(row)
    updated = replace_rows(connection, [rows], [row.id for row in stored.values()])
    return rows_of, {rows_of[key] for key in fresh}, updated


def repository_key(link: CodeLinkMention) -> str:
    """How two addresses are compared."""
    address = ids.parse_repository(link.url)
    assert address is not None, link.url
    return address.key
