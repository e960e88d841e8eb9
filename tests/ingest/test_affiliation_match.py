"""Affiliations as authors write them, and the institutions that they name."""

import gzip
import json

import pytest

from service.ingest.affiliation_match import (
    SURE,
    InstitutionName,
    KnownInstitutions,
    name_words,
    possible_names,
    text_words,
)
from service.ingest.ror import read_ror
from tests.ingest.sources.probing import lines, records


def place(name, *others, country="AU", city=None, ror):
    """Its names: the displayed one, and the others."""
    return [
        InstitutionName(ror, one, one == name, country, city)
        for one in dict.fromkeys((name, *others))
    ]


def known_of(*places):
    return KnownInstitutions(name for names in places for name in names)


KNOWN = known_of(
    *[
        place("University of Queensland", "UQ", city="Brisbane", ror="uq"),
        place("UNSW Sydney", "University of New South Wales", "UNSW", city="Sydney", ror="unsw"),
        place("University of Newcastle", city="Callaghan", ror="newcastle-au"),
        place("Newcastle University", city="Newcastle upon Tyne", country="GB", ror="newcastle-gb"),
        place("Wuhan University", country="CN", city="Wuhan", ror="wuhan"),
        place("University of California, Riverside", country="US", city="Riverside", ror="ucr"),
        place("St. Mary's Hospital", country="US", city="Madison", ror="mary-1"),
        place("St Mary’s Hospital", country="US", city="Rochester", ror="mary-2"),
        place("St Mary's Hospital", country="GB", city="London", ror="mary-3"),
        place("Institute of Physics", country="PL", city="Warszawa", ror="physics-pl"),
        place("Pfizer (Germany)", country="DE", ror="pfizer-de"),
        place("Pfizer (United States)", country="US", ror="pfizer-us"),
        place("Universität Graz", "University of Graz", country="AT", city="Graz", ror="graz"),
        place("Technische Universität Wien", "TU Wien", country="AT", city="Vienna", ror="tuw"),
    ]
)


def sure(text):
    return [match.ror for match in KNOWN.matches(text) if match.confidence >= SURE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dermatology Research Centre, The University of Queensland, School of Medicine, Australia",
         ["uq"]),
        ("Dept. of Physics, Univ. of Queensland, Brisbane QLD 4072", ["uq"]),
        ("Inst. of X (AIBN) The University of Queensland  Brisbane Queensland 4072 Australia",
         ["uq"]),
        ("School of Maths; University of New South Wales; Sydney New South Wales Australia",
         ["unsw"]),
        ("School of Engineering, Newcastle University, Newcastle-Upon-Tyne, UK", ["newcastle-gb"]),
        ("University of Newcastle, Callaghan, NSW 2308, Australia", ["newcastle-au"]),
        ("UNIVERSITAT GRAZ, Graz, Austria", ["graz"]),
        ("Biomedical Sciences, University of California, Riverside, CA 92521, USA.", ["ucr"]),
        ("St. Mary&#x2019;s Hospital, Rochester, USA", ["mary-2"]),
        ("St Mary's Hospital, London", ["mary-3"]),
        ("Institute of Physics, Warszawa, Poland", []),
        ("Pfizer, Berlin, Germany", ["pfizer-de"]),
        ("University of Queensland; TU Wien, Vienna", ["uq", "tuw"]),
    ],
)  # fmt: skip
def test_names_are_found(text, expected):
    assert sorted(sure(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Central University of Queensland, Australia",
        "Wuhan University of Science and Technology, Wuhan, China",
        "Renmin Hospital of Wuhan University, Wuhan, China",
        "St Mary's Hospital",
        "St Mary's Hospital, Madison and Rochester, USA",
        "University of Queensland, Germany",
        "Institute of Physics, Berlin, Germany",
        "UQ",
        "Graz, Austria",
        "School of Medicine",
        "",
        ",,;",
    ],
)
def test_what_may_be_another_s_is_not_sure(text):
    assert sure(text) == []


def test_confidence_says_what_speaks_for_it():
    texts = (
        "University of Queensland, Brisbane, Australia",
        "University of Queensland, Australia",
        "University of Queensland",
        "Physics University of Queensland",
        "UQ, Australia",
    )
    found = [KNOWN.matches(text)[0] for text in texts]
    assert {match.ror for match in found} == {"uq"}
    assert [match.name for match in found][-1] == "UQ"
    assert [match.confidence for match in found] == [0.99, 0.92, 0.85, 0.75, 0.67]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("UNSW Sydney, Australia", ("name", True, True, False)),
        ("Univ. of New South Wales, Sydney", ("alias", True, True, True)),
        (
            "Dept of X University of New South Wales, Sydney, Australia",
            ("alias", False, True, True),
        ),
        ("UNSW Sydney", ("name", True, False, False)),
        ("UNSW, Australia", ("acronym", True, True, False)),
    ],
)
def test_a_match_says_what_speaks_for_it(text, evidence):
    (match,) = KNOWN.matches(text)
    assert match.ror == "unsw"
    told = (match.rule, match.is_whole, match.names_country, match.names_city)
    assert told == evidence


def test_what_is_looked_up_is_what_could_be_named():
    text = "Dept. of Physics, Univ. of California, Riverside; UQ Brisbane"
    looked_up = possible_names(text)
    for name in ("University of California, Riverside", "UQ", "UQ Brisbane", "Physics"):
        assert name_words(name) in looked_up
        assert text_words(text) >= set(name_words(name))
    assert name_words("Physics University") not in looked_up


def test_the_order_of_the_known_makes_no_difference():
    backwards = [place("St Mary's Hospital", country="GB", city="London", ror="b")]
    backwards += [place("St Mary's Hospital", country="US", city="Madison", ror="a")]
    text = "St Mary's Hospital, Madison"
    assert known_of(*backwards).matches(text) == known_of(*backwards[::-1]).matches(text)


def test_a_long_text_ends_soon():
    assert KNOWN.matches("University of Queensland, " * 100_000)[0].ror == "uq"


@pytest.fixture(scope="module")
def institutions(shared):
    """What the samples know: the names that OpenAlex shows (without aliases), and ROR's own."""
    found = {}
    for path in sorted((shared / "openalex").glob("works_*.jsonl.gz")):
        for work in lines(path):
            for author in work["authorships"]:
                for one in author["institutions"]:
                    if one["ror"]:
                        ror = one["ror"].rpartition("/")[2]
                        shown, country = one["display_name"], one["country_code"]
                        found[ror] = place(shown, country=country, ror=ror)
    for version in (1, 2):
        for record in records(read_ror, shared / "ror" / f"ror_v{version}.json"):
            given = (record.country_code, record.city)
            found[record.key] = place(
                record.name, *record.other_names, country=given[0], city=given[1], ror=record.key
            )
    return found


def test_precision_and_recall_on_what_publishers_assert(shared, institutions):
    known = known_of(*institutions.values())
    with gzip.open(shared / "ror" / "crossref_affiliation_strings_with_ror.json.gz") as stream:
        asserted = json.load(stream)
    right = wrong = missed = 0
    for one in asserted:
        gold = {ror.rpartition("/")[2] for ror in one["ror_ids"]} & institutions.keys()
        said = {m.ror for m in known.matches(one["affiliation"]) if m.confidence >= SURE}
        right += len(said & gold)
        wrong += len(said - gold)
        missed += len(gold - said)
    assert len(asserted) == 1_811
    assert right + missed == 1_009
    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.70
