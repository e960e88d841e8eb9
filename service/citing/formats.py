"""The formats by name: how each is made, and how it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from service.citing.bibtex import bibtex
from service.citing.csl import csl_text
from service.citing.ris import ris
from service.compiler.fields import Expression
from service.rest.shapes import TEXT, Shape, list_of, thing


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """`text` is one paper as SQL; several follow each other between `opening` and `closing`, with
    `between` in between."""

    name: str
    text: Expression
    media_type: str
    shape: Shape
    opening: str = ""
    between: str = "\n"
    closing: str = ""


_ITEMS = list_of(thing({"id": TEXT, "type": TEXT, "title": TEXT}, open=True))

FORMATS = {
    "bib": Format("BibTeX", bibtex, "application/x-bibtex; charset=utf-8", TEXT),
    "ris": Format(
        "RIS", ris, "application/x-research-info-systems; charset=utf-8", TEXT, between=""
    ),
    "json": Format(
        *("CSL-JSON", csl_text, "application/vnd.citationstyles.csl+json", _ITEMS),
        opening="[",
        between=",",
        closing="]",
    ),
}
"""By the ending of an address."""
