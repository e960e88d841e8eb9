"""What a benchmark tells while it runs."""

from io import StringIO

from benchmarks.progress import Progress, left


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_one_line_that_goes_in_the_end() -> None:
    stream = Terminal()
    progress = Progress(stream)
    progress.say("first")
    progress.say("second")
    progress.end()
    start = "\r\033[K"
    shown = stream.getvalue().split(start)
    assert [line.strip()[-6:].strip() for line in shown] == ["", "first", "second", ""]
    assert "\n" not in stream.getvalue()


def test_elsewhere_there_are_plain_lines_now_and_then() -> None:
    stream = StringIO()
    for every in (0, 3_600):
        progress = Progress(stream, every=every)
        progress.say("first")
        progress.say(f"again within {every:,} s")
        progress.end()
    assert stream.getvalue() == "    0 s  first\n    0 s  again within 0 s\n    0 s  first\n"


def test_what_is_left_goes_by_what_is_done() -> None:
    assert left(1, 3, 30.0) == "1 of 3, 1:00 left"
    assert left(1_000, 1_050, 2_000.0) == "1,000 of 1,050, 1:40 left"
    assert left(3, 3, 90.0) == "3 of 3, 0:00 left"
