"""What Colophon costs, measured beside other ways to the same answers: `make bench`.

In order of control flow:

- `__main__`   the command: prepare, compare answers, measure, report
- `corpus/`    a made-up graph of any size in a PostgreSQL of its own, kept between runs
- `questions/` the standard questions, each in the words of every system
- `systems`    what is compared, each a server process; `bare` is the route written by hand, and
               `peers/` what a user would pick instead
- `measure`    answers compared, then rounds of load on the systems in turn
- `load`       wrk, or a generator of our own where wrk is missing
- `processes`, `machine`  CPU and memory of the servers; on what was measured
- `slowest/`  the slowest queries that the limits let through, looked for at random
- `ingest/`, `disambiguation/`  how fast records come in, and how well authors are told apart
- `report`, `plot`  medians and ratios, for people and for the record

A question is added in `questions/`, a system in `systems`. Read ratios, not figures: the systems
take turns on one machine, so what disturbs it disturbs all of them.
"""
