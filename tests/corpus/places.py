"""Where the world's papers belong: topics, venues, affiliations, repositories."""

from __future__ import annotations

from tests.corpus.declaration import Affiliation, Change, Merged, Names, Repository, Topic, Venue

TOPICS = (
    Topic(id=1, scheme="openalex", code="fields/11", name="Penmanship"),
    Topic(id=2, scheme="openalex", code="subfields/1101", name="Inks", level=1, parent=1),
    Topic(
        id=3,
        scheme="openalex",
        code="T10001",
        name="Iron Gall Inks",
        level=2,
        parent=2,
        description='Made of "galls" & iron; keeps for centuries.\nEats paper.',
    ),
    Topic(id=4, scheme="openalex", code="INK", name="Inkwells", level=2, parent=2),
    Topic(id=5, scheme="openalex", code="T10003", name="Quills", level=1, parent=1),
    Topic(id=6, scheme="arxiv", code="lib", name="Library Science"),
    Topic(id=7, scheme="arxiv", code="lib.CO", name="Colophons", level=1, parent=6),
    Topic(id=8, scheme="arxiv", code="lib.Ét", name="Étude des marges", level=1, parent=6),
    Topic(id=9, scheme="arxiv", code="lib.CO.x", name="Unwritten Colophons", level=2, parent=7),
    Topic(id=10, scheme="arxiv", code="INK", name="inkwells", level=1, parent=6),
    Topic(id=11, scheme="arxiv", code="lib.AA", name="Étude des marges", level=1, parent=6),
)

VENUES = (
    Venue(id=1, name="Journal of Imaginary Codicology", kind="journal", issn="0000-0019"),
    Venue(id=2, name="Conference on Margins", kind="conference"),
    Venue(id=3, name='The "Quoted" Proceedings \\ Ω'),
    Venue(id=4, name="A Venue of No Papers", kind="repository"),
)

REPOSITORIES = (
    Repository(
        id=1,
        url="https://github.com/Inkwell/quill",
        host="github.com",
        owner="Inkwell",
        name="quill",
        framework="pytorch",
        stars=1234,
    ),
    Repository(
        id=2,
        url="https://github.com/inkwell/blotter",
        host="github.com",
        owner="inkwell",
        name="blotter",
        stars=0,
    ),
    Repository(
        id=3,
        url="https://gitlab.com/margins/notes",
        host="gitlab.com",
        owner="margins",
        name="notes",
        framework="jax",
    ),
    Repository(id=4, url="https://sourceforge.net/projects/folio", host="sourceforge.net"),
    Repository(
        id=5,
        url="https://codeberg.org/nobody/unread",
        host="codeberg.org",
        owner="nobody",
        name="unread",
        framework="pytorch",
        stars=7,
    ),
    Repository(id=6, url="https://git.sr.ht/~Quill/Zed", host="git.sr.ht", owner="~Quill"),
)

AFFILIATIONS = (
    Affiliation(
        id=1,
        name="University of Lower Inkford",
        other_names=("ULI", "Univ. Lower Inkford", "Universität Unterinkfurt"),
        kind="education",
        country="DE",
        city="Inkford",
        latitude=50.125,
        longitude=-8.5,
        homepage="https://inkford.example/?a=1&b=2",
        ids=(("ror", "0zzzz0161"), ("openalex", "I9000000001")),
    ),
    Affiliation(
        id=2,
        name="Institute of Blots, Lower Inkford",
        kind="facility",
        country="DE",
        parent=1,
        ids=(("ror", "0zzzz0258"),),
    ),
    Affiliation(id=3, name="Blot Reading Group", parent=2),
    Affiliation(id=5, name="Académie des Marges", other_names=("ADM",), country="FR"),
    Affiliation(
        id=4,
        name="Quill & Sons",
        kind="company",
        country="JP",
        city="京都",
        latitude=0.0,
        parent=5,
    ),
    Affiliation(
        id=6,
        name="quill & sons",
        kind="company",
        country="US",
        other_names=("ADM",),
        parent=5,
    ),
    Affiliation(id=7, name="The Empty Reading Room", kind="facility", country="FR", parent=5),
)

MATCHES = (
    Names(3, 2, 0.92, "Institute of Blots, Lower Inkford", whole=True, country=True),
    Names(3, 1, 0.6, "ULI", rule="acronym", whole=True, country=True),
    Names(4, 1, 0.92, "Univ. Lower Inkford", rule="alias", whole=True, city=True),
    Names(7, 1, 0.7, "University of Lower Inkford"),
)

MERGED = (
    Merged("paper", 900, 1),
    Merged("author", 901, 4),
    Merged("affiliation", 902, 1),
    Merged("topic", 903, 2),
    Merged("repository", 904, 1),
    Merged("paper", 905, 906),
)

CHANGES = (
    Change("paper", 1, "added", "2026-01-02T03:04:05+00:00"),
    Change("author", 4, "added", "2026-01-02T03:04:05+00:00"),
    Change("paper", 900, "merged", "2026-02-28T23:30:00.5-01:00", into=1),
    Change("repository", 1, "updated", "2026-03-01T00:30:00+00:00"),
    Change("venue", 404, "deleted", "2026-03-01T00:30:00+00:00"),
    Change("affiliation", 2, "updated", "2026-10-25T02:30:00+02:00"),
    Change("topic", 3, "updated", "2026-10-25T02:30:00+01:00"),
)
