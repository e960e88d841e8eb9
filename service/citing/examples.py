"""An example of each format: a paper with a slash and brackets in its DOI, on the sample."""

from __future__ import annotations

from collections.abc import Mapping

from service.rest.shapes import Json

DOI = "10.1016/s0140-6736(94)90820-6"

EXAMPLES: Mapping[str, Json] = {
    "bib": f"""@article{{chadwick-1994-gabapentin-1741,
  title = {{Gabapentin}},
  author = {{Chadwick, D.}},
  journal = {{The Lancet}},
  year = {{1994}},
  month = jan,
  doi = {{{DOI}}},
  issn = {{0140-6736}},
  url = {{https://doi.org/{DOI}}}
}}
""",
    "ris": "\r\n".join(
        [
            *("TY  - JOUR", "ID  - chadwick-1994-gabapentin-1741", "AU  - Chadwick, D."),
            *("TI  - Gabapentin", "T2  - The Lancet", "PY  - 1994", "DA  - 1994/01/01/"),
            *("SN  - 0140-6736", f"DO  - {DOI}", f"UR  - https://doi.org/{DOI}", "ER  - ", ""),
        ]
    ),
    "json": [
        {
            "id": "chadwick-1994-gabapentin-1741",
            "type": "article-journal",
            "title": "Gabapentin",
            "author": [{"family": "Chadwick", "given": "D."}],
            "container-title": "The Lancet",
            "issued": {"date-parts": [[1994, 1, 1]]},
            "DOI": DOI,
            "PMID": "7903783",
            "ISSN": "0140-6736",
            "URL": f"https://doi.org/{DOI}",
        }
    ],
}
"""By the ending of an address."""
