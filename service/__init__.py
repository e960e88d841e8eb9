"""Colophon: the scholarly graph you host yourself.

Where to look, in the order in which a question is answered and data arrives:

- `cli`, `settings`, `app`  the commands, what can be set, the ASGI application that serves
- `graph/`     the GraphQL face: one file a noun holds its declarations; planning and the endpoint
- `s2/`        the Semantic Scholar face: the Academic Graph API over the same compiler
- `citing/`    a paper as BibTeX, RIS and CSL-JSON: SQL that both faces use
- `export/`    a connection to its end as JSON lines, of one snapshot
- `rest/`      what all paths outside GraphQL share
- `compiler/`  plan → one SQL statement: lowering, paging, cost, caches; knows no table and no web
- `database/`  the read-only pool, roles, migrations, the embedded PostgreSQL, the data version
- `tables/`    what is stored: SQLAlchemy Core tables, one file a noun
- `ids/`       ids of the outside world and folded text: parsed, normalised and printed here only
- `ingest/`    sources (bytes → records), staging and merge, identity, checkpoints
- `derive/`    what is computed from the stored facts: counters, coauthors, metrics; and `verify`
- `errors`     everything that is refused or fails, with the codes that clients match on

A new field is a declaration in `graph/<noun>.py`; a new filter one in `graph/filters.py`; a new
order one in `graph/orders.py`; a new source is one file in `ingest/`. Who may import whom is a
test (`tests/test_layers.py`), and why it is so stands in `docs/decisions/`.
"""
