"""The sample that a first start loads: small, connected, of facts alone."""

from __future__ import annotations

import gzip
import json

from service.derive.verify import verify
from service.ingest.sample import SAMPLE, load_sample
from service.ingest.verify import CHECKS


def test_the_sample_is_loaded_whole_and_once(database, rows):
    told = load_sample(database.writer_url)
    assert (told.status, told.rejected) == ("finished", 0)
    assert told.accepted == told.read > 1_500
    (papers, cited, hub) = rows(
        "SELECT (SELECT count(*) FROM paper), (SELECT count(*) FROM citation),"
        " (SELECT max(citation_count) FROM paper)"
    )[0]
    assert papers > 1_500
    assert cited > papers
    assert hub > 50
    assert rows("SELECT count(*) FROM author WHERE paper_count >= 10")[0][0] > 20
    assert rows("SELECT count(*) FROM reported_metric WHERE author_id IS NOT NULL") == [(5,)]
    assert verify(database.reader_url, *CHECKS) == []
    before = rows("SELECT version FROM data_version")
    assert load_sample(database.writer_url).accepted == 0
    assert rows("SELECT version FROM data_version") == before


def test_the_real_page_fills_in_what_the_sample_left_out(database, rows, ingest, page):
    load_sample(database.writer_url)
    ingest("profile-page", page)
    assert rows("SELECT count(*) FROM author WHERE name = 'Yilong Zhao'") == [(1,)]
    assert rows(
        "SELECT count(*) FROM paper_text JOIN authorship USING (paper_id)"
        " JOIN author ON author.id = author_id"
        " WHERE author.name = 'Yilong Zhao' AND abstract IS NOT NULL"
    ) == [(19,)]


def test_the_sample_holds_no_abstract_and_is_small():
    assert sum(path.stat().st_size for path in SAMPLE.iterdir()) < 1_500_000
    longest = max(map(len, (SAMPLE / "profile-page.txt").read_text().splitlines()))
    assert longest < 120
    with gzip.open(SAMPLE / "papers.jsonl.gz", "rt") as stream:
        assert all("abstract" not in json.loads(line) for line in stream)
