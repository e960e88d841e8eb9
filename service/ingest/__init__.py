"""From source to graph: bytes become records, records become rows, one transaction a batch.

In order of control flow:

- `run`         one ingest from its lock to its summary: files, batches, checkpoints, interruption
- `options`, `progress`, `rejects`   what is asked, what is told, what was set aside
- `sources`     the registry; each source is one file that turns bytes into records
- `inputs`      files, folders, globs, packed files and pipes as bytes with offsets
- `records`     what any source is reduced to
- `profile_page`, `papers_jsonl`     the sources
- `payload`     a record as JSON and back, and its digest
- `names`, `links`, `abstracts`      readings that several sources share
- `batch`       one transaction: what changed, who meets whom, what is written
- `identity`    which records are one paper, which names one author
- `compose`     what we believe of a paper, as a function of all that was said about it
- `merge_*`, `copy`   rows to tables
"""
