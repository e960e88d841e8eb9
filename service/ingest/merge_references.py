"""References: to papers that are here they are citations, to others they wait for their papers.

Those of a whole batch are staged, and become citations at its end: each is written once, with the
copies of the citing paper's keys as they then are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from pyroaring import BitMap64
from sqlalchemy import Connection, TextClause, text

from service.database.foreign_keys import unchecked
from service.ids import ExternalId
from service.ingest.compose import ComposedPaper
from service.ingest.copy import Row, copy_rows, stage
from service.ingest.records import ReferenceMention

_STAGED = {
    "citing_id": "bigint",
    "scheme": "text",
    "value": "text",
    "contexts": "text[]",
    "intents": "text[]",
    "is_influential": "boolean",
}

# What two references say of one pair of papers is said once, in the order of the alphabet, so that
# it does not matter which came first. A paper that names itself cites nobody.
_UNITED = """
    SELECT pair.citing_id, pair.cited_id,
           coalesce(context.said, '{}') AS contexts, coalesce(intent.said, '{}') AS intents,
           pair.is_influential
      FROM (SELECT citing_id, cited_id, bool_or(is_influential) AS is_influential
              FROM resolved GROUP BY citing_id, cited_id) AS pair
      LEFT JOIN (SELECT citing_id, cited_id, array_agg(DISTINCT word ORDER BY word) AS said
                   FROM resolved, unnest(contexts) AS word GROUP BY citing_id, cited_id) AS context
             USING (citing_id, cited_id)
      LEFT JOIN (SELECT citing_id, cited_id, array_agg(DISTINCT word ORDER BY word) AS said
                   FROM resolved, unnest(intents) AS word GROUP BY citing_id, cited_id) AS intent
             USING (citing_id, cited_id)
"""

_UNSTAGE = text("DELETE FROM incoming_reference WHERE citing_id = ANY(CAST(:papers AS bigint[]))")
_CLEAR = (text("DROP TABLE incoming_citation"), text("TRUNCATE incoming_reference"))

_RESOLVE = (
    text("ANALYZE incoming_reference"),
    text(
        f"""
        CREATE TEMP TABLE incoming_citation ON COMMIT DROP AS
        WITH resolved AS (
            SELECT citing_id, paper_id AS cited_id, contexts, intents, is_influential
              FROM incoming_reference JOIN paper_external_id USING (scheme, value)
             WHERE paper_id <> citing_id)
        {_UNITED}
        """
    ),
    text("ANALYZE incoming_citation"),
    text(
        """
        DELETE FROM incoming_reference
         USING paper_external_id AS known
         WHERE (known.scheme, known.value)
             = (incoming_reference.scheme, incoming_reference.value)
        """
    ),
)


def _whose(writing: str, *before: str) -> TextClause:
    """Whose references a statement writes, each paper once: it may be one for a million rows.
    `before` are the parts that it reads from."""
    parts = ", ".join((*before, f"written AS ({writing} RETURNING citing_id)"))
    return text(f"WITH {parts} SELECT DISTINCT citing_id FROM written")


_FORGET = (
    _whose(
        """
        DELETE FROM citation
         WHERE citing_id = ANY(CAST(:papers AS bigint[]))
           AND NOT EXISTS (SELECT FROM incoming_citation AS said
                            WHERE (said.citing_id, said.cited_id)
                                = (citation.citing_id, citation.cited_id))
        """
    ),
    _whose(
        """
        DELETE FROM unresolved_reference AS waiting
         WHERE citing_id = ANY(CAST(:papers AS bigint[]))
           AND NOT EXISTS (SELECT FROM incoming_reference AS said
                            WHERE (said.citing_id, said.scheme, said.value)
                                = (waiting.citing_id, waiting.scheme, waiting.value))
        """
    ),
)

# A copy that turns out otherwise, because fewer or more citations are new, is service/derive's to
# put right.
_WRITE_RESOLVED = _whose(
    """
    INSERT INTO citation (citing_id, cited_id, contexts, intents, is_influential,
                          citing_citation_count, citing_published_key)
    SELECT citing_id, said.cited_id, contexts, intents, is_influential,
           citation_count + coalesce(cited.times, 0), published_key
      FROM incoming_citation AS said
      JOIN paper AS citing ON citing.id = citing_id
      LEFT JOIN (SELECT cited_id, count(*) AS times FROM incoming_citation GROUP BY cited_id)
           AS cited ON cited.cited_id = citing_id
     ORDER BY citing_id, said.cited_id
        ON CONFLICT (citing_id, cited_id) DO UPDATE
       SET contexts = excluded.contexts, intents = excluded.intents,
           is_influential = excluded.is_influential
     WHERE (citation.contexts, citation.intents, citation.is_influential)
           IS DISTINCT FROM (excluded.contexts, excluded.intents, excluded.is_influential)
    """
)
_WRITE_WAITING = _whose(
    """
    INSERT INTO unresolved_reference
           (citing_id, scheme, value, contexts, intents, is_influential)
    SELECT citing_id, scheme, value, contexts, intents, is_influential FROM incoming_reference
        ON CONFLICT (citing_id, scheme, value) DO UPDATE
       SET contexts = excluded.contexts, intents = excluded.intents,
           is_influential = excluded.is_influential
     WHERE (unresolved_reference.contexts, unresolved_reference.intents,
            unresolved_reference.is_influential)
           IS DISTINCT FROM (excluded.contexts, excluded.intents, excluded.is_influential)
    """
)

_WAITING = text(
    """
    SELECT DISTINCT citing_id
      FROM paper_external_id
      JOIN unresolved_reference USING (scheme, value)
     WHERE paper_id = ANY(CAST(:papers AS bigint[]))
    """
)

_SETTLE = _whose(
    f"""
    INSERT INTO citation (citing_id, cited_id, contexts, intents, is_influential)
    {_UNITED}
        ON CONFLICT (citing_id, cited_id) DO UPDATE
       SET contexts = excluded.contexts, intents = excluded.intents,
           is_influential = excluded.is_influential
    """,
    """
    met AS (
        DELETE FROM unresolved_reference AS waiting
         USING paper_external_id AS known
         WHERE known.paper_id = ANY(CAST(:papers AS bigint[]))
           AND (known.scheme, known.value) = (waiting.scheme, waiting.value)
        RETURNING waiting.citing_id, known.paper_id AS cited_id, contexts, intents, is_influential)
    """,
    """
    known_already AS (
        SELECT citing_id, cited_id, contexts, intents, is_influential
          FROM citation
         WHERE (citing_id, cited_id) IN (SELECT citing_id, cited_id FROM met))
    """,
    """
    resolved AS (
        SELECT * FROM met WHERE citing_id <> cited_id UNION ALL SELECT * FROM known_already)
    """,
)


class References:
    """What the papers of a batch cite."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._staged = BitMap64()
        self._present = BitMap64()
        stage(connection, "incoming_reference", _STAGED)

    def add(self, papers: Mapping[int, Sequence[Row]], present: Iterable[int]) -> None:
        """These papers cite this (`rows_of_references`), whatever was added of them before;
        `present` were in the graph before, and may be there no longer."""
        before = set(present)
        again = self._staged & BitMap64(papers.keys() | before)
        if again:
            self._connection.execute(_UNSTAGE, {"papers": list(again)})
            self._staged -= again
        self._staged.update(papers)
        self._present.update(before)
        rows = chain.from_iterable(papers.values())
        copy_rows(self._connection, "incoming_reference", list(_STAGED), rows)

    def write(self, note: Callable[[Iterable[int]], None]) -> BitMap64:
        """Writes what was added, and lets waiting references find their papers: `note` is told
        whose, before they do. Returns the papers whose references differ from what was stored."""
        if not self._staged and not self._present:
            return BitMap64()
        papers, present = {"papers": list(self._staged)}, {"papers": list(self._present)}
        note(self._connection.scalars(_WAITING, papers))
        touched = BitMap64()
        for statement in _RESOLVE:
            self._connection.execute(statement)
        for statement in _FORGET:
            touched.update(self._connection.scalars(statement, present))
        # Both papers are read from rows that lead to them.
        with unchecked(self._connection):
            touched.update(self._connection.scalars(_WRITE_RESOLVED))
        touched.update(self._connection.scalars(_WRITE_WAITING))
        touched.update(self._connection.scalars(_SETTLE, papers))
        for statement in _CLEAR:
            self._connection.execute(statement)
        self._staged, self._present = BitMap64(), BitMap64()
        return touched


def rows_of_references(papers: Mapping[int, ComposedPaper]) -> dict[int, list[Row]]:
    """What each of these papers cites, once for each id."""
    return {
        paper_id: [
            (paper_id, *id_, *_united(said)) for id_, said in _by_id(paper.references).items()
        ]
        for paper_id, paper in papers.items()
    }


def _united(said: Sequence[ReferenceMention]) -> tuple[list[str], list[str], bool | None]:
    """What several mentions of one id tell together: contexts, intents, whether it is influential.
    Most are alone, and tell nothing."""
    if len(said) == 1 and not said[0].contexts and not said[0].intents:
        return [], [], said[0].is_influential
    influential = [one.is_influential for one in said if one.is_influential is not None]
    return (
        sorted({word for one in said for word in one.contexts}),
        sorted({word for one in said for word in one.intents}),
        any(influential) if influential else None,
    )


def _by_id(references: Iterable[ReferenceMention]) -> dict[ExternalId, list[ReferenceMention]]:
    found: dict[ExternalId, list[ReferenceMention]] = {}
    for reference in references:
        for id_ in reference.ids:
            found.setdefault(id_, []).append(reference)
    return found
