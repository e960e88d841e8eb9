"""JSON in every shape in which it is handed on, whole, cut and broken."""

import gzip
import io
import json
import random
import sys

import pytest

from service.ingest import json_stream
from service.ingest.inputs import SourceFile, UnreadableFile
from service.ingest.json_stream import objects


def found(tmp_path, text, name="f.json", resume=0):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [
        (line.number, line.data.decode())
        for line in objects(SourceFile(str(path), resume))
        if line.data.strip()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a":1}\n{"a":2}', [(1, '{"a":1}'), (2, '{"a":2}')]),
        ('[{"a":1},{"a":2}]', [(1, '{"a":1}'), (1, '{"a":2}')]),
        ('[\n{"a":1},\n\n{"a":2}\n]', [(2, '{"a":1}'), (4, '{"a":2}')]),
        ('[[{"a":1}],[{"a":2}]]', [(1, '{"a":1}'), (1, '{"a":2}')]),
        ('{\n"a":\n{"b":[1]}}', [(1, '{\n"a":\n{"b":[1]}}')]),
        ('{"items":[{"a":1}],"next":{"b":2}}', [(1, '{"a":1}')]),
        ('{"status":"ok","message":{"a":1}}', [(1, '{"a":1}')]),
        ('{"status":"ok","message":{"n":2,"items":[{"a":1}],"q":{}}}', [(1, '{"a":1}')]),
        (
            '{"meta":{"n":1},"results":[{"a":"results"}],"group_by":[{"k":1}]}',
            [(1, '{"a":"results"}')],
        ),
        ('[{"a":"}]\\"{"},{"b":"\\\\"}]', [(1, '{"a":"}]\\"{"}'), (1, '{"b":"\\\\"}')]),
        ("[]", []),
        ('{"meta":{},"results":[]}', []),
        ("", []),
        ("[1, null, {}]", [(1, "{}")]),
    ],
)
def test_objects_are_found_in_every_shape(tmp_path, text, expected):
    assert found(tmp_path, text) == expected


def test_a_broken_object_of_a_list_costs_no_other(tmp_path):
    text = '[\n{"a":1},\n{"a": "no end\n},\n{"a": {"b": 2},\n{"c": 3}\n]'
    pieces = found(tmp_path, text)
    assert pieces[0] == (2, '{"a":1}')
    assert pieces[1][0] == 3
    assert pieces[-1][1].startswith('{"a": {"b": 2}')


@pytest.mark.parametrize("text", ['[{"a":1},', '{"items":[{"a":1}', '[{"a":1},{"b":'])
def test_a_list_that_breaks_off_gives_what_it_holds_and_says_so(tmp_path, text):
    path = tmp_path / "f.json"
    path.write_text(text)
    lines = objects(SourceFile(str(path)))
    assert next(lines).data == b'{"a":1}'
    with pytest.raises(UnreadableFile, match="before all its brackets are closed"):
        list(lines)


def test_pieces_of_any_size_make_the_same_objects(tmp_path, monkeypatch):
    text = json.dumps(
        {"items": [{"t": 'ä\\"{[' * n, "l": [[], {}, n]} for n in range(20)]}, indent=1
    )
    expected = found(tmp_path, text)
    assert [json.loads(data)["l"][2] for _, data in expected] == list(range(20))
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(json_stream, "_CHUNK", size)
        assert found(tmp_path, text) == expected


def test_an_object_beyond_measure_is_told_once_and_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(json_stream, "LONGEST_LINE", 5_000)
    monkeypatch.setattr(json_stream, "_CHUNK", 1_000)
    path = tmp_path / "f.json"
    path.write_text(json.dumps([{"a": 1}, {"b": ["x" * 50] * 1_000}, {"c": 3}]))
    told = [(line.too_long, len(line.data) < 100_000) for line in objects(SourceFile(str(path)))]
    assert told == [(False, True), (True, True), (False, True)]


def test_a_text_beyond_measure_hides_no_bracket(tmp_path, monkeypatch):
    monkeypatch.setattr(json_stream, "LONGEST_LINE", 5_000)
    monkeypatch.setattr(json_stream, "_CHUNK", 1_000)
    for long in ("]}" * 10_000, '\\"]' * 10_000):
        path = tmp_path / "f.json"
        path.write_text(json.dumps([{"a": 1}, {"b": long}, {"c": 3}]))
        found = [(line.too_long, line.data) for line in objects(SourceFile(str(path)))]
        assert [too_long for too_long, _ in found] == [False, True, False]
        assert found[2][1] == b'{"c": 3}'


def test_memory_stays_small_however_long_the_list(tmp_path):
    path = tmp_path / "f.json.gz"
    with gzip.open(path, "wt") as stream:
        stream.write("[")
        for number in range(60_000):
            stream.write(json.dumps({"n": number, "t": "x" * 500}) + ",\n")
        stream.write("{}]")
    scanner_bytes = 0
    count = 0
    for line in objects(SourceFile(str(path))):
        scanner_bytes = max(scanner_bytes, sys.getsizeof(line.data))
        count += 1
    assert count == 60_001
    assert scanner_bytes < 1_000


def test_brackets_without_end_are_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="brackets stand in brackets"):
        found(tmp_path, "[" * 100_000)


def test_a_pipe_is_read_from_its_beginning(monkeypatch):
    class Pipe(io.TextIOWrapper):
        pass

    for text in ('[{"a":1},{"a":2}]', '{"a":1}\n{"a":2}'):
        pipe = Pipe(io.BufferedReader(io.BytesIO(text.encode())))
        monkeypatch.setattr(sys, "stdin", pipe)
        assert [line.data for line in objects(SourceFile("-"))] == [b'{"a":1}', b'{"a":2}']


def test_random_brackets_and_quotes_never_raise_anything_else(tmp_path):
    dice = random.Random(7)
    for _ in range(500):
        text = "".join(dice.choice('{}[]"\\\n,:a') for _ in range(dice.randrange(1, 60)))
        path = tmp_path / "f.json"
        path.write_text(text)
        try:
            list(objects(SourceFile(str(path))))
        except UnreadableFile:
            continue
