"""The GraphQL face: what can be asked, and the way from a request to an answer.

The schema, one file a noun, declarations only:

- `query`        the roots: where a question begins
- `paper`, `author`, `affiliation`, `topic`, `code`, `venue`, `metric`, `external_id`
- `connections`  pages, edges, `Node` and global ids; `owned`: what several nouns have; `date`
- `coauthor`, `network`, `paths`, `related`  how authors and papers are connected, over the
                 relations of `together`, `relatedness` and `shared_papers`; `made`: rows that no
                 table holds; `any_noun`: entities of whatever kind
- `finding`      entities of all kinds by words and by beginnings; `highlight`: where words stand
- `resolve`      what references of any kind mean
- `changes`, `stats`  what changed, and what is here
- `self_citation` figures without citations of oneself; `year_count`: figures by year
- `facets`       papers of any list counted by what they have in common
- `filters` (of `comparisons`), `orders`, `references`, `search`  what lists and look-ups take
- `declare`, `inputs`  the words in which all of these are written
- `schema`       the whole, printed to schema.graphql

From a request to an answer:

- `endpoint`     the ASGI endpoint; `request`, `media_type`, `forgery` read what came,
                 `response`, `reply` write what goes
- `cost_report`  what a request costs, for who asks by a header
- `engine`       document → plan → statement → body, and the caches between them
- `documents`    parse, `measure` (by `limits`), validate
- `shape`        which requests can share a plan
- `planning`     selected fields → plan; `selection` collects them, `arguments` reads their values,
                 `global_ids` is `node` and `nodes`, `conditions` turns filters and references into
                 predicates, `pages` the paging
- `introspection`  what is asked about the schema itself
- `explorer`, `assets`  GraphiQL
"""
