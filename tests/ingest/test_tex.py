"""TeX's letters, as authors of arXiv really write them."""

import pytest

from service.ingest.tex import plain_name, unicode_letters


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"C. Bal\'azs", "C. Balázs"),
        (r"R. Tom\`as", "R. Tomàs"),
        (r"Mikkel {\O}bro", "Mikkel Øbro"),
        (r"Rastislav \v{S}r\'amek, Bro\v{n}a Brejov\'a", "Rastislav Šrámek, Broňa Brejová"),
        (r"Franz G\"ahler", "Franz Gähler"),
        (r"Schr{\"o}dinger and Schr\"{o}dinger", "Schrödinger and Schrödinger"),
        (r"Paul Erd\H os, Ho\v rava", "Paul Erdős, Hořava"),
        (r"Garc{\'\i}a, Garc\'{\i}a, Garc\'ia, na\"{\i}ve", "García, García, García, naïve"),
        (r"{\L}ukasz \L{}ukasz, N\o rgaard, Stra\ss e", "Łukasz Łukasz, Nørgaard, Straße"),
        (r"Fran\c{c}ois Fran\c cois, \k{a} \u{g} \.Z \={a} \d{s}", "François François, ą ğ Ż ā ṣ"),
        (r"\AA ngstr\"om {\AA}", "Ångström Å"),
        (r"It\^{o}'s \& Kolmogorov's 5\%", "Itô's & Kolmogorov's 5%"),
        (r"Koll\'ar's $\alpha\'x$ theorem \cite{a}", r"Kollár's $\alpha\'x$ theorem \cite{a}"),
        (r"\over \citet \date \be", r"\over \citet \date \be"),
        (r"costs \$5, $x$", "costs $5, $x$"),
        ("no TeX", "no TeX"),
    ],
)  # fmt: skip
def test_accents_and_letters(written, plain):
    assert unicode_letters(written) == plain


def test_every_accent_on_every_letter_is_one_letter_where_unicode_has_one():
    assert unicode_letters(r"\'c\'n\'s\'z\`n\^w\^y\~v\"w\"x\=g\.c\v l\c t\k i\r u\H u\b h\d v") == (
        "ćńśźǹŵŷṽẅẍḡċľţįůűẖṿ"
    )


def test_names_lose_braces_and_ties():
    assert plain_name("A.~{van der}  Berg\n Jr.") == "A. van der Berg Jr."


def test_long_and_broken_tex_ends_soon():
    for text in ("\\" * 100_000, "{ " * 50_000 + "\\", "$" * 100_000 + "\\", "\\'" + " " * 100_000):
        unicode_letters(text)
