"""The Semantic Scholar face: the Academic Graph API v1 over the same graph and the same compiler.

What can be asked, one declaration a field:

- `paper`, `author`, `citation`  the fields of each kind of object; `declare` the words for them
- `disciplines`  the fields of study, and which topics lie in each
- `filters`      what lists of papers can be filtered by
- `identifiers`  the ids that this face gives out, and all that it takes

From a request to an answer:

- `endpoint`     puts the `operations` together: what is asked and answered at each path;
                 `parameters` reads numbers
- `planning`     `fields=` → plan
- `lookups`, `lists`  one entity or a batch by id; the lists that hang on one
- `snippets`         abstracts and titles that have the words
- `recommendations`  papers near some and far from others, by the formula of `relatedness`
- `searches`, `bulk`  by relevance (`ranking`), title or beginning; by boolean query
                     (`query_syntax`)

What it shares with other paths is in `service/rest`.
"""
