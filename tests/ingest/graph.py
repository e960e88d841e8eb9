"""The whole graph of a database as plain values without internal ids, to compare two of them."""

from __future__ import annotations

from collections import defaultdict

import psycopg
from psycopg.rows import dict_row
from psycopg.types.string import TextLoader

# Internal ids and what hangs on the moment of writing.
LEFT_OUT = {"id", "paper_id", "author_id", "affiliation_id", "topic_id", "repository_id"}
LEFT_OUT |= {"institution_id"}
LEFT_OUT |= {"venue_id", "parent_id", "primary_topic_id", "given_primary_topic_id", "citing_id"}


def graph(url):
    """Papers by what they are, with their authors as the set of places where they stand."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        # '-infinity' is no date of Python's.
        connection.adapters.register_loader("date", TextLoader)
        return _Graph(connection).dump()


class _Graph:
    def __init__(self, connection):
        self.connection = connection
        self.topics = self.named("topic", "scheme", "code")
        self.venues = self.named("venue", "name")
        self.affiliations = self.named("affiliation", "name")
        self.repositories = self.named("code_repository", "url")
        self.paper_ids = self.outside_ids("paper")
        self.papers = {
            row["id"]: (
                row["title"],
                str(row["published_on"]),
                row["year"],
                self.paper_ids[row["id"]],
            )
            for row in self.all("paper")
        }

    def all(self, table):
        return self.connection.execute(f"SELECT * FROM {table}").fetchall()

    def named(self, table, *columns):
        return {
            row["id"]: (
                *(row[column] for column in columns),
                self.outside_ids(table).get(row["id"]),
            )
            for row in self.all(table)
        }

    def outside_ids(self, noun):
        found = defaultdict(tuple)
        if noun in ("topic", "code_repository"):
            return found
        for row in self.all(f"{noun}_external_id"):
            found[row[f"{noun}_id"]] += (f"{row['scheme']}:{row['value']}",)
        return defaultdict(tuple, {key: tuple(sorted(value)) for key, value in found.items()})

    def plain(self, row):
        values = {key: value for key, value in row.items() if key not in LEFT_OUT}
        if "is_given" in row:
            del values["ordinal"]  # derived: of two that a source gave, the smaller id comes first
        if "h_index" not in row and "primary_topic_id" in row:
            values["primary_topic_id"] = self.topics.get(row["primary_topic_id"])
        for column, names in (
            ("topic_id", self.topics),
            ("given_primary_topic_id", self.topics),
            ("venue_id", self.venues),
            ("affiliation_id", self.affiliations),
            ("parent_id", self.affiliations if "country_code" in row else self.topics),
            ("institution_id", self.affiliations),
            ("repository_id", self.repositories),
        ):
            if column in row:
                values[column] = names.get(row[column])
        return tuple(sorted((key, str(value)) for key, value in values.items()))

    def of_papers(self, table, owner="paper_id"):
        found = defaultdict(list)
        for row in self.all(table):
            if row[owner] is not None:
                found[row[owner]].append(self.plain(row))
        return {key: sorted(values) for key, values in found.items()}

    def dump(self):
        authors = self.authors()
        edges = {
            table: self.of_papers(table)
            for table in (
                *("paper_text", "paper_topic", "paper_affiliation", "code_link", "artifact_link"),
                *("authorship_affiliation", "reported_metric", "paper_year"),
            )
        }
        edges["unresolved_reference"] = self.of_papers("unresolved_reference", "citing_id")
        lists = defaultdict(list)
        for row in self.all("authorship"):
            lists[row["paper_id"]].append((self.plain(row), authors.get(row["author_id"])))
        cited = defaultdict(list)
        for row in self.all("citation"):
            how = (sorted(row["contexts"]), sorted(row["intents"]), row["is_influential"])
            cited[row["citing_id"]].append((self.papers[row["cited_id"]], str(how)))
        papers = sorted(
            (
                self.papers[row["id"]],
                self.plain(row),
                sorted(lists[row["id"]], key=str),
                sorted(cited[row["id"]]),
                tuple((table, edges[table].get(row["id"])) for table in sorted(edges)),
            )
            for row in self.all("paper")
        )
        rest = {
            table: sorted(self.plain(row) for row in self.all(table))
            for table in (
                *("topic", "venue", "affiliation", "affiliation_name", "code_repository"),
                *("affiliation_match", "affiliation_text", "affiliation_parent"),
                "institution_name",
            )
        }
        return {"papers": papers, "authors": sorted(authors.values(), key=str)} | rest

    def authors(self):
        """Each author as own facts and the places where the name stands."""
        places, names, figures = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in self.all("authorship"):
            places[row["author_id"]].append((self.papers[row["paper_id"]], row["ordinal"]))
        for row in self.all("author_name"):
            names[row["author_id"]].append(row["name"])
        for row in self.all("reported_metric"):
            figures[row["author_id"]].append(self.plain(row))
        reasons = defaultdict(list)
        for row in self.all("author_identity"):
            reasons[row["author_id"]].append(self.plain(row))
        outside = self.outside_ids("author")
        return {
            row["id"]: (
                self.plain(row),
                tuple(sorted(names[row["id"]])),
                outside[row["id"]],
                tuple(sorted(figures[row["id"]])),
                tuple(sorted(reasons[row["id"]])),
                tuple(sorted(places[row["id"]], key=str)),
            )
            for row in self.all("author")
        }
