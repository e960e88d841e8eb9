"""Languages as papers carry them: two letters of ISO 639-1 where three of ISO 639-3 were given."""

from __future__ import annotations

# Those that publications are known to be written in; others keep their three letters.
_CODES = """
afr:af amh:am ara:ar aze:az bel:be ben:bn bos:bs bul:bg cat:ca ces:cs cze:cs cym:cy dan:da
deu:de ger:de ell:el gre:el eng:en epo:eo est:et eus:eu baq:eu fas:fa per:fa fin:fi fra:fr
fre:fr gle:ga glg:gl guj:gu heb:he hin:hi hrv:hr hun:hu hye:hy arm:hy ind:id isl:is ice:is
ita:it jpn:ja kan:kn kat:ka geo:ka kaz:kk khm:km kor:ko lat:la lav:lv lit:lt mal:ml mar:mr
mkd:mk mac:mk mlt:mt mon:mn msa:ms may:ms mya:my bur:my nep:ne nld:nl dut:nl nno:nn nob:nb
nor:no oci:oc pan:pa pol:pl por:pt ron:ro rum:ro rus:ru sin:si slk:sk slo:sk slv:sl som:so
spa:es sqi:sq alb:sq srp:sr swa:sw swe:sv tam:ta tel:te tgl:tl tha:th tur:tr ukr:uk urd:ur
uzb:uz vie:vi zho:zh chi:zh cmn:zh
"""
_TWO_LETTERS = dict(pair.split(":") for pair in _CODES.split())


def language_code(text: str) -> str | None:
    """`fra`, `fr` and `fr-CA` are `fr`; None for what is no code."""
    code = text.strip().lower().replace("_", "-").partition("-")[0]
    if not (code.isascii() and code.isalpha() and len(code) in (2, 3)):
        return None
    return _TWO_LETTERS.get(code, code)
