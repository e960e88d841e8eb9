"""Orders that once made a difference, each as small as it could be made."""

from __future__ import annotations

from itertools import permutations

import psycopg
import pytest

from service.ids import ExternalId
from service.ingest.records import (
    AuthorRecord,
    AuthorshipRecord,
    CodeLinkMention,
    PaperRecord,
    TopicMention,
)
from tests.ingest.graph import graph
from tests.ingest.test_order import emptied, write

__all__ = ["emptied"]

ADA = AuthorshipRecord("Ada Byron", 1)
SHORT = AuthorshipRecord("A. Byron", 2)
IDENTIFIED = AuthorshipRecord("A. Byron", 2, ids=(ExternalId("openalex", "A0"),))
DOI = ExternalId("doi", "10.1000/0")
ARXIV = tuple(ExternalId("arxiv", f"2301.0000{n}") for n in range(2))


def rows_of(database, statement: str) -> list[tuple]:
    with psycopg.connect(database.reader_url) as connection:
        return connection.execute(statement).fetchall()


def paper(key: str, *authors: AuthorshipRecord, **more) -> PaperRecord:
    return PaperRecord("papers-jsonl", key, more.pop("title", f"T {key}"), authors=authors, **more)


A_BARE_NAME_AND_ITS_BEARER = (paper("1", ADA, SHORT), paper("2", ADA, IDENTIFIED))
ONE_DOI_ON_TWO_WORKS = (
    paper("1", ADA, ids=(ARXIV[0], DOI)),
    paper("2", SHORT, ids=(ARXIV[1], DOI)),
    PaperRecord("crossref", str(DOI), None, ids=(DOI,), abstract="Whose?"),
)
A_CLAIM_TAKEN_BACK = (
    paper("1", ADA, ids=(ARXIV[0], DOI), updated="2024-01-01"),
    paper("1", ADA, ids=(ARXIV[0],), updated="2024-02-01"),
    paper("2", SHORT, ids=(ARXIV[1], DOI)),
)
ALIKE_BY_A_NAME_THAT_IS_NOT_SHOWN = (
    paper("1", ADA, ids=(DOI,), title="Looms", year=2020, authors_complete=True),
    PaperRecord(
        "arxiv", "1", "Looms", year=2020, ids=(DOI,), authors=(AuthorshipRecord("Z. Ortiz", 1),)
    ),
    PaperRecord("dblp", "1", "Looms", year=2020, authors=(AuthorshipRecord("Zoë Ortiz", 1),)),
)
# One list is taken, and it names a person where the other had a group of the same id.
A_GROUP_THAT_IS_A_PERSON = (
    PaperRecord(
        "profile-page",
        "1",
        "Looms",
        year=2020,
        ids=(DOI,),
        authors=(AuthorshipRecord("Grid-AI", 1, ids=(ExternalId("openalex", "A2"),)),),
    ),
    paper(
        "1",
        AuthorshipRecord("Zoë Ortiz", 1, ids=(ExternalId("openalex", "A2"),)),
        title="Looms",
        year=2020,
        ids=(DOI,),
        authors_complete=True,
    ),
)


# A short form joins the bare author of its fuller form, who then turns out to be an identified one:
# without the short form, which another bears.
A_SHORT_FORM_THAT_LEAVES = (
    AuthorRecord(
        "profile-page", "1", "Grid-AI", ids=(ExternalId("openalex", "A0"),), scope="page 1"
    ),
    PaperRecord(
        *("crossref", "2", "Looms"),
        year=2022,
        ids=(DOI,),
        authors=(AuthorshipRecord("W. Wang", None),),
    ),
    PaperRecord(
        *("openalex", "0", "Looms"),
        year=2021,
        ids=(ARXIV[0],),
        authors=(AuthorshipRecord("Weidong Wang", 2, scope="page 1"),),
        updated="2024-02-01",
    ),
    PaperRecord(
        *("crossref", "4", "Looms"),
        year=2021,
        ids=(DOI, ARXIV[0]),
        authors=(
            AuthorshipRecord("W. Wang", 1, ids=(ExternalId("openalex", "A2"),), scope="page 2"),
            AuthorshipRecord("Weidong Wang", 2, ids=(ExternalId("openalex", "A0"),)),
        ),
        authors_complete=True,
        updated="2024-03-01",
    ),
)
# The classification knows what `cs.DC` is a part of; nobody else speaks of that.
A_TOPIC_THAT_GOES_WITH_ITS_LAST_PART = (
    paper("1", ids=(DOI,), topics=(TopicMention("arxiv", "cs.DC"),), updated="2024-01-01"),
    paper("1", ids=(DOI,), topics=(TopicMention("arxiv", "q"),), updated="2024-02-01"),
)

# A new paper writes the address of a known repository as its owner does, and with a framework.
ONE_REPOSITORY_IN_TWO_SPELLINGS = (
    paper("1", code_links=(CodeLinkMention("https://github.com/a/b", "record"),)),
    paper("2", code_links=(CodeLinkMention("https://github.com/A/b", "page", framework="jax"),)),
)


@pytest.mark.parametrize(
    "records",
    [
        ONE_REPOSITORY_IN_TWO_SPELLINGS,
        A_SHORT_FORM_THAT_LEAVES,
        A_TOPIC_THAT_GOES_WITH_ITS_LAST_PART,
        A_BARE_NAME_AND_ITS_BEARER,
        ONE_DOI_ON_TWO_WORKS,
        A_CLAIM_TAKEN_BACK,
        ALIKE_BY_A_NAME_THAT_IS_NOT_SHOWN,
        A_GROUP_THAT_IS_A_PERSON,
    ],
    ids=[
        "spellings",
        "short form",
        "topic",
        "bare name",
        "contested id",
        "claim taken back",
        "like title",
        "group",
    ],
)
def test_any_order_gives_the_graph_of_all_at_once(emptied, records) -> None:
    database = emptied()
    write(database, [records])
    at_once = graph(database.reader_url)
    for order in permutations(records):
        emptied()
        write(database, [[record] for record in order])
        assert graph(database.reader_url) == at_once


def test_a_bare_name_is_that_of_the_author_with_whom_it_shares_a_coauthor(emptied) -> None:
    database = emptied()
    for order in (A_BARE_NAME_AND_ITS_BEARER, A_BARE_NAME_AND_ITS_BEARER[::-1]):
        emptied()
        write(database, [[record] for record in order])
        assert rows_of(database, "SELECT paper_count FROM author WHERE name = 'A. Byron'") == [(2,)]


def test_an_id_that_one_work_gives_up_is_the_others(emptied) -> None:
    database = emptied()
    bearer = "SELECT title FROM paper_external_id JOIN paper ON id = paper_id WHERE scheme = 'doi'"
    write(database, [[A_CLAIM_TAKEN_BACK[0]], [A_CLAIM_TAKEN_BACK[2]]])
    assert rows_of(database, bearer) == [("T 1",)]
    write(database, [[A_CLAIM_TAKEN_BACK[1]]])
    assert rows_of(database, bearer) == [("T 2",)]


def test_a_repository_that_no_link_leads_to_any_more_is_gone(emptied) -> None:
    """Its end came in a loop that asked for ever for what had ended already."""
    database = emptied()
    link = CodeLinkMention("https://github.com/a/b", "record")
    write(database, [[paper("1", code_links=(link,))]])
    write(database, [[paper("1", updated="2025-02-01")]])
    assert rows_of(database, "SELECT url FROM code_repository") == []


def test_why_a_name_was_somebodys_goes_with_the_name(emptied) -> None:
    database = emptied()
    why = "SELECT rule, name_key, mention_count FROM author_identity"
    known = (ExternalId("openalex", "A0"),)
    byron = AuthorshipRecord("Ada Byron", 1, ids=known)
    married = paper("2", AuthorshipRecord("Ada Lovelace", 1, ids=known), updated="2024-01-01")
    bare = paper("3", AuthorshipRecord("Ada Lovelace", 1), updated="2024-01-01")
    write(database, [[paper("1", byron), married, bare]])
    assert rows_of(database, why) == [("rare_name", "ada lovelace", 2)]
    later = [
        paper("2", byron, updated="2024-02-01"),
        paper("3", AuthorshipRecord("Zoë Ortiz", 1), updated="2024-02-01"),
    ]
    write(database, [later])
    assert rows_of(database, why) == []
