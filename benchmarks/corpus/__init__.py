"""A made-up scholarly graph of any size, the same for the same size on every machine.

In order of control flow:

database   the embedded PostgreSQL of the benchmarks, kept between runs, with a database a size
graph      who wrote, cites and bears what: hubs, clusters and years, in arrays, before any row
words      names, titles and abstracts that look like the real ones
people     how authors are called and written, whom a name alone tells, what somebody decided
entities, institutions, authors, papers, edges, history   the rows of all stored tables
load       what is done when, by two processes: COPY, derived data, indexes, statistics
copying, definitions   rows into tables; what of these is taken away before, and made again
"""
