"""Outside ids are read from any form they come in, and come out in one."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies

from service.ids import (
    ExternalId,
    Scheme,
    artifact_url,
    name_key,
    parse_id,
    parse_reference,
    parse_repository,
    title_key,
)

SHA = "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
SICI = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"

READINGS = [
    ("2310.19102", "arxiv:2310.19102"),
    ("arXiv:2310.19102v2", "arxiv:2310.19102"),
    ("ARXIV: 0704.0001", "arxiv:0704.0001"),
    ("https://arxiv.org/abs/2310.19102v1", "arxiv:2310.19102"),
    ("http://www.arxiv.org/pdf/2310.19102v3.pdf?download=1", "arxiv:2310.19102"),
    ("arxiv.org/pdf/2310.19102", "arxiv:2310.19102"),
    ("https://export.arxiv.org/abs/hep-th/9901001v3", "arxiv:hep-th/9901001"),
    ("https://huggingface.co/papers/2310.19102", "arxiv:2310.19102"),
    ("hep-th/9901001", "arxiv:hep-th/9901001"),
    ("math.GT/0309136", "arxiv:math/0309136"),
    ("10.48550/arXiv.2310.19102", "arxiv:2310.19102"),
    ("https://doi.org/10.48550/arXiv.hep-th/9901001", "arxiv:hep-th/9901001"),
    ("10.1016/S0378-5955(99)00001-X", "doi:10.1016/s0378-5955(99)00001-x"),
    ("(10.1016/S0378-5955(99)00001-X).", None),
    ("10.1016/S0378-5955(99)00001-X).", "doi:10.1016/s0378-5955(99)00001-x"),
    ("doi:10.18653/V1/P17-1001,", "doi:10.18653/v1/p17-1001"),
    ("https://dx.doi.org/10.1145/1327452.1327492", "doi:10.1145/1327452.1327492"),
    ("https://doi.org/10.1002/%28SICI%291097%3C1", "doi:10.1002/(sici)1097<1"),
    (SICI, f"doi:{SICI}"),
    ("P17-1001", "acl:P17-1001"),
    ("p17-1001", "acl:P17-1001"),
    ("https://aclanthology.org/P17-1001v2.pdf", "acl:P17-1001"),
    ("https://www.aclweb.org/anthology/papers/P/P17/P17-1001/", "acl:P17-1001"),
    ("https://aclanthology.org/2020.acl-main.69/", "acl:2020.acl-main.69"),
    ("ACL:2020.lrec-1.5", "acl:2020.lrec-1.5"),
    ("conf/nips/VaswaniSPUJGKP17", "dblp:conf/nips/VaswaniSPUJGKP17"),
    ("DBLP:journals/corr/abs-1706-03762", "dblp:journals/corr/abs-1706-03762"),
    ("https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html", "dblp:conf/nips/VaswaniSPUJGKP17"),
    ("https://dblp.uni-trier.de/rec/bibtex/phd/Turing38", "dblp:phd/Turing38"),
    ("https://dblp.org/pid/65/9612-1.html", "dblp-pid:65/9612-1"),
    ("https://dblp.org/pid/t/AlanMTuring", "dblp-pid:t/AlanMTuring"),
    ("CorpusID:40363661", "s2:40363661"),
    ("https://api.semanticscholar.org/CorpusId:40363661", "s2:40363661"),
    (SHA.upper(), f"s2-paper:{SHA}"),
    (f"https://www.semanticscholar.org/paper/Attention-Is-All/{SHA}?x=1", f"s2-paper:{SHA}"),
    ("https://www.semanticscholar.org/author/Yilong-Zhao/12345", "s2-author:12345"),
    ("https://openalex.org/W2741809807", "openalex:W2741809807"),
    ("https://api.openalex.org/works/w2741809807", "openalex:W2741809807"),
    ("https://openalex.org/A5023888391", "openalex:A5023888391"),
    ("https://openalex.org/subfields/1702", "openalex:subfields/1702"),
    ("T10320", "openalex:T10320"),
    ("PMID:0029456894", "pmid:29456894"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/29456894", "pmid:29456894"),
    ("https://pubmed.ncbi.nlm.nih.gov/29456894/", "pmid:29456894"),
    ("PMC5815332", "pmcid:PMC5815332"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5815332/pdf/x.pdf", "pmcid:PMC5815332"),
    ("MAG:2741809807", "mag:2741809807"),
    ("https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
    ("000000021694233x", "orcid:0000-0002-1694-233X"),
    ("0000-0002-1825-0098", None),
    ("https://ror.org/05gq02987", "ror:05gq02987"),
    ("05gq02986", None),
    ("issn:2049-3630", "issn:2049-3630"),
    ("2049-3631", None),
    ("url: https://arxiv.org/abs/2310.19102", "arxiv:2310.19102"),
    ("<https://arxiv.org/abs/2310.19102>", "arxiv:2310.19102"),
    ("2313.19102", None),
    ("12345", None),
    ("https://bit.ly/3xyz", None),
    ("https://example.org/10.1145/1327452", None),
    ("Attention: all you need", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "meaning"), READINGS)
def test_a_reference_is_read_from_any_form(text, meaning):
    found = parse_reference(text)
    assert (found and str(found)) == meaning


VALUES = {
    Scheme.ARXIV: r"[0-9]{2}(0[1-9]|1[0-2])\.[0-9]{5}|hep-(th|ph)/9[0-9](0[1-9]|1[0-2])[0-9]{3}",
    Scheme.DOI: r"10\.[0-9]{4,6}/[a-z0-9()<>#%?;:/_.-]{1,20}[a-z0-9]",
    Scheme.ACL: r"[A-Z][0-9]{2}-[0-9]{4}|20[0-9]{2}\.[a-z]{2,6}-[a-z0-9]{1,5}\.[0-9]{1,3}",
    Scheme.DBLP: r"(conf|journals|phd)/[a-z]{2,6}/[A-Za-z0-9-]{1,12}",
    Scheme.DBLP_PID: r"[0-9]{1,3}/[1-9][0-9]{0,4}(-[1-9])?|[a-z]/[A-Z][A-Za-z]{1,10}",
    Scheme.S2: r"[1-9][0-9]{0,9}",
    Scheme.S2_PAPER: r"[0-9a-f]{40}",
    Scheme.S2_AUTHOR: r"[1-9][0-9]{0,9}",
    Scheme.OPENALEX: r"[WAISTC][1-9][0-9]{3,9}|(domains|fields|subfields)/[1-9][0-9]{0,3}",
    Scheme.PMID: r"[1-9][0-9]{0,8}",
    Scheme.PMCID: r"PMC[1-9][0-9]{0,8}",
    Scheme.MAG: r"[1-9][0-9]{0,9}",
    Scheme.ORCID: r"0000-000[0-9]-[0-9]{4}-[0-9]{3}[0-9X]",
    Scheme.ROR: r"0[a-hjkmnp-tv-z0-9]{6}[0-9]{2}",
    Scheme.ISSN: r"[0-9]{4}-[0-9]{3}[0-9X]",
}


@pytest.mark.parametrize("scheme", Scheme)
@given(data=strategies.data())
def test_a_printed_id_is_read_again_as_itself(scheme, data):
    value = data.draw(strategies.from_regex(VALUES[scheme], fullmatch=True))
    found = parse_id(scheme, value)
    if found is None:  # a random ORCID, ROR id or ISSN rarely passes its own check
        assert scheme in (Scheme.ORCID, Scheme.ROR, Scheme.ISSN)
        return
    assert parse_id(found.scheme, found.value) == found
    assert parse_reference(str(found)) == found
    if url := found.url():
        assert parse_reference(url) == found


@pytest.mark.parametrize(
    ("scheme", "value"),
    [(Scheme.ORCID, "0000-0002-1694-233X"), (Scheme.ROR, "05gq02987"), (Scheme.ISSN, "2434-561X")],
)
def test_a_checked_id_passes_and_each_changed_digit_does_not(scheme, value):
    found = ExternalId(scheme, value)
    assert parse_reference(found.url()) == found
    for place, digit in enumerate(value[1:], start=1):
        if digit in "0123456789":
            changed = value[:place] + str((int(digit) + 1) % 10) + value[place + 1 :]
            assert parse_id(scheme, changed) is None


ANY_TEXT = strategies.text() | strategies.characters(codec=None).map(lambda c: f"10.1000/{c}a")
LINK_LIKE = strategies.builds(
    "{}{}{}".format,
    strategies.sampled_from(["https://", "http://", "", "git@", "doi:", "arxiv:", "url:", "("]),
    strategies.sampled_from(
        [
            "github.com/",
            "gitlab.com/",
            "doi.org/",
            "arxiv.org/abs/",
            "openalex.org/",
            "ſ.org/",
            "[::1]/",
        ]
    ),
    strategies.text(alphabet="aZ9./-_~%?#{}()[]<>\\\u0130ſK\ud800\x00 ", max_size=30),
)


@given(text=ANY_TEXT | LINK_LIKE)
@example("10.1000/\ud800")
@example("https://[")
@example("0000-0000-0000-000١")
def test_no_text_is_too_strange_to_be_read(text):
    for found in (parse_reference(text), *(parse_id(scheme, text) for scheme in Scheme)):
        if found is not None:
            assert parse_id(found.scheme, found.value) == found
            found.value.encode()  # PostgreSQL takes it
            assert "\x00" not in found.value
    if repository := parse_repository(text):
        assert parse_repository(repository.url) == repository
        assert parse_repository(repository.key).key == repository.key
    if url := artifact_url(text):
        assert artifact_url(url) == url
        url.encode()


def test_schemes_that_are_not_known_have_no_ids():
    assert parse_id("isbn", "978-3-16-148410-0") is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://github.com/mit-han-lab/Quest", "https://github.com/mit-han-lab/Quest"),
        ("http://www.github.com/mit-han-lab/Quest/", "https://github.com/mit-han-lab/Quest"),
        ("https://GitHub.com/mit-han-lab/Quest.git", "https://github.com/mit-han-lab/Quest"),
        ("git@github.com:mit-han-lab/Quest.git", "https://github.com/mit-han-lab/Quest"),
        ("git+ssh://git@github.com/mit-han-lab/Quest", "https://github.com/mit-han-lab/Quest"),
        (
            "github.com/mit-han-lab/Quest/tree/main/evaluation",
            "https://github.com/mit-han-lab/Quest",
        ),
        ("https://github.com/mit-han-lab/Quest#install", "https://github.com/mit-han-lab/Quest"),
        (r"https://github.com/mit-han-lab/Quest}.", "https://github.com/mit-han-lab/Quest"),
        (r"{https://github.com/mit-han-lab/Quest}{code}", "https://github.com/mit-han-lab/Quest"),
        (r"https://github.com/some\_body/x\_y", "https://github.com/some_body/x_y"),
        ("https://github.com/a/name.with.dots", "https://github.com/a/name.with.dots"),
        ("https://raw.githubusercontent.com/a/b/main/c.py", "https://github.com/a/b"),
        ("https://gitlab.com/group/sub/name/-/tree/main", "https://gitlab.com/group/sub/name"),
        ("https://gitlab.com/group/name/tree/main/x", "https://gitlab.com/group/name"),
        ("https://gitlab.inria.fr/a/b", "https://gitlab.inria.fr/a/b"),
        ("https://bitbucket.org/a/b/src/master/", "https://bitbucket.org/a/b"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b"),
        ("https://gitee.com/a/b", "https://gitee.com/a/b"),
        ("https://git.sr.ht/~a/b", "https://git.sr.ht/~a/b"),
        ("https://sourceforge.net/p/name/code", "https://sourceforge.net/projects/name"),
        ("https://code.google.com/p/word2vec/", "https://code.google.com/archive/p/word2vec"),
        ("https://github.com/mit-han-lab", None),
        ("https://github.com/orgs/a/repositories", None),
        ("https://github.com", None),
        ("https://gist.github.com/a/123", None),
        ("https://a.github.io/b", None),
        ("https://huggingface.co/a/b", None),
        ("https://bit.ly/3xyz", None),
        ("https://notgithub.com/a/b", None),
        ("https://github.com/a/..", None),
        ("", None),
    ],
)
def test_a_repository_has_one_address(text, url):
    found = parse_repository(text)
    assert (found and found.url) == url


def test_repositories_are_compared_without_case_where_the_host_does_so():
    one, other = (parse_repository(f"https://github.com/{n}") for n in ("A/Quest", "a/quest"))
    assert one != other
    assert one.key == other.key == "https://github.com/a/quest"
    assert parse_repository("https://git.sr.ht/~a/B").key == "https://git.sr.ht/~a/B"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://bit.ly/3xYz", "https://bit.ly/3xYz"),
        ("HTTPS://Example.ORG/Path.", "https://example.org/Path"),
        ("(http://example.org:80/)", "http://example.org"),
        ("www.example.org/a", "http://www.example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("ftp://example.org/a", None),
        ("not an address", None),
        ("https://localhost/a", None),
        ("https://example.org/" + "a" * 1_000, None),
    ],
)
def test_any_other_address_has_one_spelling(text, url):
    assert artifact_url(text) == url


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łukasz Kaiser", "lukasz kaiser"),
        ("Jürgen Groß", "jurgen gross"),
        ("JÜRGEN GROSS", "jurgen gross"),
        ("Søren Ødegård", "soren odegard"),
        ("Đặng Văn", "dang van"),
        ("Işıl İnan", "isil inan"),
        ("Chien-Yu  Lin", "chien yu lin"),
        ("J. K. O’Neil", "j k o neil"),
        ("Zhang Wei\t(张伟)", "zhang wei 张伟"),
        ("Ægir Þór", "aegir thor"),
        ("हिन्दी", "हिन्दी"),
        ("ガッコウ", "ガッコウ"),
        ("한국어", "한국어"),
        ("𝐁𝐨𝐥𝐝 ﬁne", "bold fine"),
        ("", ""),
        ("???", "???"),
        ("\x00\ud800", ""),
    ],
)
def test_names_are_folded(name, key):
    assert name_key(name) == key


def test_titles_that_differ_in_dress_only_have_one_key():
    titles = {
        "Atom: Low-bit Quantization",
        "ATOM  low bit quantization.",
        "Atom — low‐bit quantization",
    }
    assert {title_key(title) for title in titles} == {"atom low bit quantization"}


def test_the_key_of_an_endless_title_still_fits_an_index():
    assert len(title_key("long words " * 1_000).encode()) <= 500
    assert len(title_key("漢" * 10_000).encode()) <= 2_000


@given(text=strategies.text(alphabet=strategies.characters(codec=None)))
@example("\u0345\u0130\u1e9e\u03c2\u0344")
@example("!\u0300")
def test_folding_twice_is_folding_once(text):
    key = title_key(text)
    assert title_key(key) == key
    assert title_key(f"  {text} ") == key
    key.encode()
    assert "\x00" not in key
    assert key == key.strip()
