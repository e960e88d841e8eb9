"""A paper as reference managers take it: BibTeX, RIS and CSL-JSON, as SQL of the paper's row.

Both faces use these expressions, so a citation is made inside the one statement like any field.

- `kinds`   what a kind of work is called in each format
- `names`   a name on a paper as family, given and suffix
- `latex`   text as LaTeX writes it
- `bibtex`, `ris`, `csl`  one format each
- `formats` the formats by name
- `endpoint` `/papers/{id}.bib`, `.ris`, `.json`
"""
