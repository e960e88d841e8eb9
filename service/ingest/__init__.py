"""From source to graph: bytes become records, records become rows, one transaction a batch.

Bytes to records, without database or clock:

- `sources`     the registry; each source is one file, `profile_page`, `papers_jsonl` …, that turns
                bytes into records. What several share: `json_fields`, `json_stream`,
                `xml_elements`, `markup`, `tex`, `names`, `links`, `additions`
- `inputs`      files, folders, globs, pipes as bytes with line and offset; `unpacking`
- `records`     what any source is reduced to; `checks` what each must keep to
- `payload`     a record as JSON and back, and the digest by which it is known again

Records to rows, in order of control flow:

- `run`         one ingest from its lock to its summary: files, batches, checkpoints, interruption;
                with `options`, `progress`, `ahead`, `sample`, and `log`, its account of itself
- `batch`       one transaction: what is new, whom it concerns, what is written, what changed
- `store`       what the sources said, kept word for word: everything is recomputed from it
- `meet_papers` the papers that a batch is about, `meet_authors` who bears their names
                (`tell_apart`), `losers` who lost something by it; `lookup` what is in the graph
                already; `versions` which of several tellings counts
- `identity`    which records are one paper: a pure function
- `resolve`     who bears the names of one of the `blocks`: a pure function of its `mentions`; with
                `name_forms`, `common_names`, `joins`. `decisions` made `by_hand` come before it
- `compose`     what we believe of a paper, out of all that was said; `align` its author list
- `paper_rows`  a composed paper as rows
- `meet_named`  the institutions and venues (`named`) that a batch speaks of, by all that is said of
                them now: `named_mentions` counts it by differences
- `merge_*`     rows to tables: `merge_named` institutions and venues, `merge_institutions` their
                parents and the names by which `match_affiliations` finds them in plain text
                (`affiliation_match`), `merge_topics`, `merge_code`,
                `merge_authors`, `merge_papers`, `merge_references`; `merge_rows` and `copy` below
- `sweep`       ends what is no more: merged ids lead on, what nobody speaks of goes
- `verify`      what is recomputed beside `derive`: `verify_named`, `verify_institutions`,
                `verify_matches`, `verify_blocks`; what they expect lies in `expected_rows`
                meanwhile
"""
