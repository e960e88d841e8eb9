"""One paper out of several records: whose word counts, and how author lists are laid together."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from service.ids import ExternalId
from service.ingest.compose import compose_paper
from service.ingest.records import (
    AffiliationMention,
    AuthorshipRecord,
    CodeLinkMention,
    PaperRecord,
    PartialDate,
    TopicMention,
)


def paper(source="crossref", key="1", *names, complete=False, **fields):
    authors = tuple(AuthorshipRecord(name, place) for place, name in enumerate(names, 1))
    given = {"title": "Of Looms", "authors": authors, "authors_complete": complete}
    return PaperRecord(source, key, **(given | fields))


def composed(*records):
    found = [compose_paper(order) for order in itertools.permutations(records)]
    assert all(one == found[0] for one in found)
    return found[0]


def listed(*records):
    return [(author.name, author.position) for author in composed(*records).authors]


def test_the_surer_source_decides_and_others_fill_what_it_leaves_open():
    day = PartialDate(date(2023, 10, 29))
    one = composed(
        paper("openalex", title="of looms", abstract="Long.", year=2022, code_claimed=True),
        paper("acl-anthology", title="Of Looms", published=day),
    )
    assert (one.title, one.abstract, one.published, one.year, one.code_claimed) == (
        "Of Looms",
        "Long.",
        day,
        2023,
        True,
    )


def test_additions_alone_make_no_paper():
    addition = paper(title=None, ids=(ExternalId("doi", "10.1/x"),), abstract="Long.")
    assert compose_paper([addition]) is None
    assert composed(addition, paper("openalex", "2")).abstract == "Long."


def test_a_complete_list_is_the_frame_for_others():
    full = ("Ada Byron", "Bo Weaver", "Cy Loom", "Di Shuttle")
    page = paper("profile-page", "2", "Ada Byron", "Bo Weaver")
    owner = AuthorshipRecord("Di Shuttle", None, scope="page")
    page = paper("profile-page", "2", authors=(*page.authors, owner))
    one = composed(paper("papers-jsonl", "1", *full, complete=True), page)
    assert [(author.name, author.position) for author in one.authors] == [
        (name, place) for place, name in enumerate(full, 1)
    ]
    assert one.authors[3].scopes == {"page"}
    assert one.authors_complete


def test_two_cut_lists_are_laid_together():
    assert listed(
        paper(
            "profile-page",
            "1",
            authors=(AuthorshipRecord("Ada Byron", 1), AuthorshipRecord("Z", None)),
        ),
        paper(
            "profile-page",
            "2",
            authors=(AuthorshipRecord("Ada Byron", 1), AuthorshipRecord("Y", None)),
        ),
    ) == [("Ada Byron", 1), ("Y", None), ("Z", None)]


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (("Jiaming Tang", "Yufei Sun"), ("J. Tang", "Y. Sun")),
        (("Jiaming Tang", "Yufei Sun"), ("Y. Sun", "J. Tang")),
        (("Zoë Ortiz", "Wei Wang"), ("Zoe Ortiz", "Wang Wei")),
        (("Ada Byron", "Ada Lovelace"), ("Ada Byron", "Ada Lovelace")),
    ],
)
def test_other_spellings_double_nobody_in_a_complete_list(names, others):
    found = listed(
        paper("acl-anthology", "1", *names, complete=True), paper("crossref", "2", *others)
    )
    assert found == [(name, place) for place, name in enumerate(names, 1)]


def test_names_and_ids_of_all_lists_stand_with_the_author():
    x, y = ExternalId("orcid", "0000-0002-2272-8321"), ExternalId("openalex", "A1")
    one = composed(
        paper(authors=(AuthorshipRecord("J. Tang", 1, ids=(x,)),)),
        paper("openalex", authors=(AuthorshipRecord("Jiaming Tang", 1, ids=(y,)),)),
    )
    (author,) = one.authors
    assert (author.name, author.names, author.ids) == (
        "J. Tang",
        ("J. Tang", "Jiaming Tang"),
        (y, x),
    )


def test_a_newer_list_of_a_source_takes_back_what_it_leaves_out():
    old = paper("profile-page", "1", updated="2024", affiliations=(AffiliationMention("uw"),))
    new = paper("profile-page", "2", updated="2025", affiliations=(AffiliationMention("mit"),))
    other = paper(topics=(TopicMention("arxiv", "cs.LG"),))
    silent = paper("profile-page", "3", updated="2026")
    one = composed(old, new, other, silent)
    assert [place.name for place in one.affiliations] == ["mit"]
    assert [topic.code for topic in one.topics] == ["cs.LG"]


def test_links_say_who_gave_them():
    link = CodeLinkMention("https://github.com/a/b", "record")
    assert composed(paper(code_links=(link,))).code_links == (("crossref", link),)
