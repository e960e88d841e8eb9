"""Writes service/ingest/topics.csv.gz from tables of topics: codes, names and parents, no prose.

python scripts/make_topics.py ARXIV_CATEGORIES.csv OPENALEX_TOPICS.csv.gz
"""

from __future__ import annotations

import csv
import gzip
import io
import sys

from service.ingest.inputs import SourceFile
from service.ingest.records import TopicRecord
from service.ingest.topics import PACKAGED, read_topics


def main(paths: list[str]) -> None:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("scheme", "code", "name", "parent_code", "level"))
    for path in paths:
        for one in read_topics(SourceFile(path), None):
            if isinstance(one.what, TopicRecord):
                topic = one.what
                row = (topic.scheme, topic.code, topic.name, topic.parent_code, topic.level)
                table.writerow(row)
    # Without a time, so that the same tables make the same bytes.
    PACKAGED.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
