"""The ACL Anthology read once more, by another parser: the oddities that its readme counts."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from functools import partial
from xml.etree import ElementTree

import pytest

from service.ingest.acl_anthology import read_acl_anthology
from service.ingest.citations import read_citations
from service.ingest.identity import cluster_papers, evidence_of
from tests.ingest.sources.reading import read_all, records

MARKUP = ("fixed-case", "i", "b")


def plain(element):
    return "" if element is None else " ".join("".join(element.itertext()).split())


@pytest.fixture(scope="module")
def told(shared):
    """(meta, paper) of every paper, in the order of the files."""
    return [
        (volume.find("meta"), paper)
        for path in sorted((shared / "acl_anthology" / "xml").iterdir())
        for volume in ElementTree.fromstring(gzip.decompress(path.read_bytes())).iter("volume")
        for paper in volume.findall("paper")
    ]


@pytest.fixture(scope="module")
def papers(shared):
    read = partial(read_acl_anthology, as_of=None)
    return records(read_all(read, shared / "acl_anthology" / "xml"))


def test_every_name_is_written_as_in_the_xml(told, papers):
    written = [
        [
            (plain(author.find("first")), plain(author.find("last")))
            for author in paper.iter("author")
        ]
        for _, paper in told
    ]
    names = [name for authors in written for name in authors]
    assert len(names) == 174_284
    assert sum(not first for first, _ in names) == 68
    assert sum(not (first + last).isascii() for first, last in names) == 14_286
    # The readme counts 1,390 by a list of particles; these are all words in small letters.
    assert sum(bool(re.match(r"[a-z]+ ", last)) for _, last in names) == 1_443
    # Of two neither name has a letter.
    assert [[author.name for author in paper.authors] for paper in papers] == [
        [f"{first} {last}".strip() for first, last in authors if first or last]
        for authors in written
    ]


def test_a_year_that_the_volume_does_not_give_is_the_collection_s(told, papers):
    without = [not plain(meta.find("year")) for meta, _ in told]
    assert sum(without) == 2_570
    for (meta, _), paper, is_without in zip(told, papers, without, strict=True):
        if is_without:
            # T75-2, W97-01, W00-12: all of them are of the old style.
            short = int(paper.ids[0].value[1:3])
            assert (paper.published, paper.year) == (None, short + (1900 if short > 50 else 2000))
        else:
            assert paper.year == int(plain(meta.find("year")))


def test_the_text_of_a_title_stays_when_its_markup_goes(told, papers):
    marked = dict.fromkeys((*MARKUP, "tex-math"), 0)
    for (_, given), paper in zip(told, papers, strict=True):
        title = given.find("title")
        tags = {element.tag for element in title.iter()} - {"title"}
        for tag in marked.keys() & tags:
            marked[tag] += 1
        if tags <= set(MARKUP):
            assert paper.title == plain(title)
    assert marked == {"fixed-case": 25_764, "i": 27, "b": 0, "tex-math": 21}


def test_a_doi_of_two_papers_keeps_them_apart_and_is_told_of_both(papers):
    claimed = Counter(id_ for paper in papers for id_ in paper.ids)
    twice = [paper for paper in papers if any(claimed[id_] > 1 for id_ in paper.ids)]
    evidence = [evidence_of((one.source, "paper", one.key), one) for one in twice]
    groups, conflicts = cluster_papers(evidence)
    assert [len(group) for group in groups] == [1] * 4
    assert [(str(one.shared), one.one[2], one.other[2]) for one in conflicts] == [
        ("doi:10.1162/coli.2010.36.1.36105", "acl:J10-1006", "acl:J10-1008"),
        ("doi:10.18653/v1/w18-6481", "acl:W18-6481", "acl:W18-6482"),
    ]


def test_aan_s_pairs_join_the_anthology_by_their_ids(shared, papers):
    """867 of the 65,066 pairs have an end that the Anthology lacks; 34 cite a later year."""
    read = partial(read_citations, as_of=None, scheme="acl")
    found = records(read_all(read, shared / "aan" / "acl_citations.txt.gz"))
    pairs = [(one.ids[0], cited.ids[0]) for one in found for cited in one.references]
    years = {paper.ids[0]: paper.year for paper in papers}
    known = [pair for pair in pairs if years.keys() >= set(pair)]
    assert sum(years[citing] < years[cited] for citing, cited in known) == 34
    with gzip.open(shared / "aan" / "acl_citations.txt.gz", "rt") as lines:
        given = [line.rstrip().split(" , ") for line in lines]
    here = {id_.value for id_ in years}
    assert len({end for pair in given for end in pair}) == 12_334
    dangling = [pair for pair in given if not here.issuperset(pair)]
    assert len(dangling) == 867
    # 23 of these are ids of AAN's own, which no paper of the Anthology can have.
    assert len(pairs) - len(known) == 867 - 23
