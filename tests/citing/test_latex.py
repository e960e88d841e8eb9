"""LaTeX of any text: what LaTeX shows is the text, and the braces of BibTeX stay in pairs."""

from __future__ import annotations

import re
import unicodedata

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text
from sqlalchemy import Text, bindparam, false, select, true

from service.citing.latex import latex
from service.compiler.statement import DIALECT


@pytest.fixture(scope="module")
def write(world):
    with psycopg.connect(world.reader_url, autocommit=True) as connection:
        cursor = psycopg.RawCursor(connection)

        def written(text: str, is_title: bool = False) -> str:
            sql = latex(bindparam("text", None, Text()), true() if is_title else false())
            compiled = select(sql).compile(
                dialect=DIALECT, compile_kwargs={"render_postcompile": True}
            )
            (found,) = cursor.execute(str(compiled), (text,)).fetchone()
            return found or ""

        yield written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50% of R&D_costs #1", r"50\% of R\&D\_costs \#1"),
        (r"a\b{c}", r"a\textbackslash{}b\textbraceleft{}c\textbraceright{}"),
        ("~ and ^", r"\textasciitilde{} and \textasciicircum{}"),
        ("Erdős, Gödel, Čech", r"Erd{\H o}s, G{\"o}del, {\v C}ech"),
        ("Nguyễn Thị", r"Nguy{\~{\^e}}n Th{\d i}"),
        ("Groß Łódź Ørsted", r"Gro{\ss} {\L}{\'o}d{\'z} {\O}rsted"),
        ("pages 1–2 — “so”", "pages 1--2 --- ``so''"),
        ("墨の研究 ω", "墨の研究 ω"),
        (r"On $\mathcal{N}=4$ at 5$", r"On $\mathcal{N}=4$ at 5\$"),
        ("from $5 to $10", r"from \$5 to \$10"),
        ("an $open{$ one", r"an \$open\textbraceleft{}\$ one"),
    ],
)
def test_text_is_written_as_latex_writes_it(write, text: str, expected: str) -> None:
    assert write(text) == expected


def test_words_with_a_capital_inside_keep_it_in_titles_alone(write) -> None:
    title = "BERT and GPT-4 by mRNA: A Survey of $BERT$ in Čech's ČECH"
    assert write(title, is_title=True) == (
        r"{BERT} and {GPT}-4 by {mRNA}: A Survey of $BERT$ in {\v C}ech's {{\v C}ECH}"
    )
    assert write("NATO") == "NATO"


# Signs that stand for another in LaTeX cannot be told apart afterwards; braces are not known to
# the library by their names.
LETTERS = st.text(
    st.characters(codec="utf-8", max_codepoint=0x2FF, exclude_categories=["C", "Z"])
    .filter(lambda c: c not in "-`'\"<>?!,$\u0149\u00ad{}")
    .filter(lambda c: unicodedata.category(c)[0] != "S" or c in "~+="),
    max_size=20,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LETTERS)
def test_what_latex_shows_is_the_text(write, text: str) -> None:
    shown = LatexNodes2Text(keep_braced_groups=False).latex_to_text(write(text))
    assert unicodedata.normalize("NFC", shown) == unicodedata.normalize("NFC", text)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('ab {}\\$%"é'), max_size=14), st.booleans())
def test_braces_are_in_pairs_whatever_the_text(write, text: str, is_title: bool) -> None:
    depth = 0
    for brace in re.findall(r"[{}]", write(text, is_title)):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0
