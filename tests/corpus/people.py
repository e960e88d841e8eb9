"""Who writes in this world, and what others report about them. Nobody of them exists."""

from __future__ import annotations

from tests.corpus.declaration import Author, Joined, Metric

AUTHORS = (
    Author(
        id=1,
        name="Odalys Quillfeather",
        other_names=("O. Quillfeather", "Quillfeather, Odalys"),
        orcid="0009-9999-9999-9917",
        homepage="https://quillfeather.example/",
        ids=(("orcid", "0009-9999-9999-9917"), ("openalex", "A5000000001"), ("s2-author", "77")),
    ),
    Author(id=2, name="Inkwell Collaboration", kind="group", other_names=("INKWELL",)),
    Author(id=3, name="Nemo Unwritten"),
    Author(
        id=4,
        name="Łucja Ćwirkała-Zań",
        other_names=("Lucja Cwirkala-Zan", "Ł. Ćwirkała"),
        orcid="0009-9999-9999-9925",
        ids=(("orcid", "0009-9999-9999-9925"), ("dblp-pid", "65/9612")),
    ),
    Author(id=5, name="Tam Vellum"),
    Author(id=6, name="Tam Vellum", orcid="0009-9999-9999-9933"),
    Author(id=7, name="Brannoc Ostrich", topic=5),
    Author(id=8, name="墨筆生", other_names=("Bokuhitsu Sei",)),
    Author(id=9, name='Zoë O’Blot "Inky"', homepage="https://blot.example/a\\b"),
    Author(id=10, name="Nguyễn Thị Bút"),
    Author(id=11, name="मसि लेखक"),
    Author(id=12, name="Äbba Øresten"),
    Author(id=13, name="aebba oresten", other_names=("Äbba Øresten",)),
    Author(id=14, name="Quentin Palimpsest"),
    Author(id=15, name="Perpetua Folio", ids=(("openalex", "A5000000015"),)),
    Author(id=16, name="Ib Ibsen-Ibid"),
    Author(id=17, name="Recto Verso"),
    Author(id=18, name="The 🖋️ Society", kind="group"),
    Author(id=19, name="Gutter Margin"),
    Author(id=20, name="Serif Ascender", other_names=("TAM VELLUM",)),
    Author(id=21, name="Errata Corrigenda", other_names=("Tam Véllum",)),
    Author(id=22, name="Sine Anno"),
)

IDENTITY = (
    Joined(author=4, rule="rare_name", name="lucja cwirkala zan", count=3),
    Joined(author=4, rule="evidence", name="l cwirkala", evidence=("coauthor a", "coauthor b")),
    Joined(author=2, rule="group_name", name="inkwell collaboration"),
    Joined(author=5, rule="scope", name="tam vellum", evidence=('a "page"\\',)),
    Joined(author=8, rule="short_form", name="bokuhitsu sei"),
    Joined(author=8, rule="fuller_form", name="bokuhitsu sei", evidence=("name 墨筆生",)),
)

METRICS = (
    # Not consistent: 55 papers with 55 citations each are 3,025 citations.
    Metric(id=1, author=1, name="h-index", value=55),
    Metric(id=2, author=1, name="papers", value=160),
    Metric(id=3, author=1, name="citations", value=2355),
    Metric(id=4, author=1, name="novelty", value=61.5, unit="%"),
    Metric(id=5, author=1, name="AI score", value=0.1),
    # A year before, the same source's figures could be together.
    Metric(id=6, author=1, name="h-index", value=20, as_of="2025-11-22"),
    Metric(id=7, author=1, name="citations", value=400, as_of="2025-11-22"),
    # Another source on the same day: fewer papers than its h-index, citations unknown.
    Metric(id=8, author=1, name="h-index", value=1200, source="rival-index"),
    Metric(id=9, author=1, name="papers", value=1199, source="rival-index"),
    Metric(id=10, author=4, name="h-index", value=2),
    Metric(id=11, author=4, name="papers", value=2),
    Metric(id=12, author=4, name="citations", value=4),
    # An h-index alone contradicts nothing.
    Metric(id=13, author=2, name="h-index", value=99, as_of="2020-02-29"),
    # Citations that do not suffice, the number of papers unknown.
    Metric(id=14, author=5, name="h-index", value=3, source="rival-index", as_of="2020-02-29"),
    Metric(id=15, author=5, name="citations", value=8, source="rival-index", as_of="2020-02-29"),
    Metric(id=16, paper=1, name="score", value=98.6),
    Metric(id=17, paper=1, name="score", value=97.25, as_of="2025-11-22"),
    Metric(id=18, paper=2, name="score", value=1e-7),
    Metric(id=19, paper=14, name="score", value=1e22, unit='"\\'),
    Metric(id=20, paper=14, name="h-index", value=3),
    Metric(id=21, paper=14, name="citations", value=-1),
)
