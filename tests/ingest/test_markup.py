"""Markup of titles and abstracts, as publishers really write it."""

import pytest

from service.ingest.markup import plain_line, plain_text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("The role of\n      <scp>AI</scp>\n      in ecology", "The role of AI in ecology"),
        ("giant clams (\n    <i>Tridacna maxima</i>\n    ) distractible?",
         "giant clams (Tridacna maxima) distractible?"),
        ("<i>Women in Ming China</i>\n            .", "Women in Ming China."),
        ("<scp>T</scp>reebase: an<scp>R</scp>package", "Treebase: an R package"),
        ("5,7-Dimethyl-1<i>H</i>-indole", "5,7-Dimethyl-1H-indole"),
        ("[Ru(bpy)<sub>3</sub>]<sup>2+</sup>", "[Ru(bpy)3]2+"),
        ("ecology &amp;amp; evolution", "ecology & evolution"),
        ("A &lt;b&gt;bold&lt;/b&gt; one", "A bold one"),
        ("Diabetes&lt;SUBTITLE&gt;A Trial&lt;/SUBTITLE&gt;", "Diabetes: A Trial"),
        ("P<0.05 and c.-11C>A, a <b and c> d", "P<0.05 and c.-11C>A, a <b and c> d"),
        ("AT&T &NA; &copy x", "AT&T &NA; &copy x"),
        ("<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"
         "<tex-math>$x^2$</tex-math> fits", "x2 fits"),
        ("<tex-math>$x^2$</tex-math> alone", "$x^2$ alone"),
        ('<a href="https://x.org/?a=1">link</a>', "link"),
        ("<jats:whatever>new</jats:whatever>", "new"),
        ("<i></i>", ""),
    ],
)  # fmt: skip
def test_titles(written, plain):
    assert plain_line(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>\n  <jats:p>Two\n three.</jats:p>",
         "One.\n\nTwo three."),
        ("<jats:sec><jats:title>Aims</jats:title><jats:p>One.</jats:p></jats:sec>", "Aims\n\nOne."),
        ("<h2>ABSTRACT</h2> <b>Background:</b> P &lt; 0.05", "Background: P < 0.05"),
        ("<jats:p><jats:list><jats:list-item><jats:p>One</jats:p></jats:list-item></jats:list>x</jats:p>",
         "One\n\nx"),
        ("no markup\nat all", "no markup at all"),
        ("<jats:p> </jats:p>", None),
        ("", None),
        ("Abstract art is old.", "Abstract art is old."),
    ],
)  # fmt: skip
def test_abstracts(written, plain):
    assert plain_text(written) == plain
