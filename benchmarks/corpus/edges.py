"""Rows between papers and everything else, with the copies of the papers' sort keys on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.corpus import words
from benchmarks.corpus.entities import topic_id
from benchmarks.corpus.graph import UNIDENTIFIED, Graph, id_of, places, power
from benchmarks.corpus.papers import published_key
from benchmarks.corpus.people import People, openalex
from benchmarks.corpus.rows import SOURCE, Rows
from service.ids import name_block
from service.ingest.copy import Row
from service.ingest.names import name_key
from service.tables.author import UNPLACED_ORDINAL

INTENTS = ("background", "methodology", "result")
COPIES = ("citation_count", "published_key")


@dataclass(frozen=True, slots=True)
class Edges:
    """Makes the rows; ids and sort keys of papers by number are made once for all tables."""

    graph: Graph
    people: People
    ids: Sequence[int]
    keys: Sequence[str]

    @classmethod
    def of(cls, graph: Graph, people: People) -> Edges:
        count = graph.size.papers
        keys = [published_key(graph, paper) for paper in range(count)]
        return cls(graph, people, [id_of(paper, count) for paper in range(count)], keys)

    def tables(self) -> Iterator[Rows]:
        yield Rows(
            "authorship",
            (
                "paper_id",
                "ordinal",
                "author_id",
                "position",
                "name_as_written",
                "name_block",
                "author_ids",
                "is_corresponding",
                "is_repeat",
                *COPIES,
            ),
            self._authorships(),
        )
        yield Rows(
            "authorship_affiliation",
            ("paper_id", "ordinal", "affiliation_id", "place"),
            self._affiliations(),
        )
        yield Rows(
            "paper_affiliation", ("paper_id", "affiliation_id", "is_given", *COPIES), self._given()
        )
        yield Rows(
            "paper_topic",
            ("paper_id", "topic_id", "ordinal", "is_primary", "score", *COPIES),
            self._topics(),
        )
        yield Rows(
            "code_link",
            ("paper_id", "repository_id", "is_official", "source", "found_in", *COPIES),
            self._code_links(),
        )
        yield Rows(
            "citation",
            (
                "citing_id",
                "cited_id",
                "contexts",
                "intents",
                "is_influential",
                *(f"citing_{key}" for key in COPIES),
            ),
            self._citations(),
        )

    def _authorships(self) -> Iterator[Row]:
        """Papers give the ids of their source with the names; a bare name bears its block."""
        graph, people, count = self.graph, self.people, self.graph.size.authors
        for paper, id_ in enumerate(self.ids):
            copies = graph.citation_counts[paper], self.keys[paper]
            seen: set[int] = set()
            for ordinal, author in places(graph, paper):
                position = ordinal if ordinal < UNPLACED_ORDINAL else None
                name = people.written(paper, author)
                author_id = block = outside = None
                if author != UNIDENTIFIED:
                    author_id = id_of(author, count)
                    if author in people.bare:
                        block = name_block(name_key(name))
                    else:
                        outside = (f"openalex:{openalex(author)}",)
                corresponding, is_repeat = ordinal == 1 and paper % 2 == 0, author in seen
                yield (
                    id_, ordinal, author_id, position, name, block, outside,
                    corresponding, is_repeat, *copies,
                )  # fmt: skip
                if author != UNIDENTIFIED:
                    seen.add(author)

    def _affiliations(self) -> Iterator[Row]:
        """Where authors were: mostly at one of the three homes of their community. With bare names
        come no affiliations, as in DBLP."""
        random, size, bare = Random(11), self.graph.size, self.people.bare
        for paper, id_ in enumerate(self.ids):
            for ordinal, author in places(self.graph, paper):
                if author == UNIDENTIFIED or author in bare or random.random() < 0.2:
                    continue
                home = author % size.communities * 3 + author // size.communities % 3
                homes = [home % size.affiliations]
                if random.random() < 0.1:
                    guest = power(random, size.affiliations, 1.5)
                    if guest not in homes:
                        homes.append(guest)
                for place, affiliation in enumerate(homes, 1):
                    yield id_, ordinal, id_of(affiliation, size.affiliations), place

    def _given(self) -> Iterator[Row]:
        """One paper in fifty bears an affiliation of which nobody knows whose it is."""
        graph = self.graph
        for paper in range(0, graph.size.papers, 50):
            affiliation = id_of(paper % graph.size.affiliations, graph.size.affiliations)
            yield (
                self.ids[paper], affiliation, True,
                graph.citation_counts[paper], self.keys[paper],
            )  # fmt: skip

    def _topics(self) -> Iterator[Row]:
        graph, random = self.graph, Random(12)
        for paper, id_ in enumerate(self.ids):
            copies = graph.citation_counts[paper], self.keys[paper]
            for ordinal, topic in enumerate(graph.topics[paper], 1):
                score = round(0.5 + 0.5 * random.random(), 3)
                yield id_, topic_id(topic), ordinal, ordinal == 1, score, *copies

    def _code_links(self) -> Iterator[Row]:
        """A fifth of the papers; some repositories serve many of them."""
        graph, random = self.graph, Random(13)
        count = graph.size.repositories
        for paper, id_ in enumerate(self.ids):
            if random.random() >= 0.2:
                continue
            copies = graph.citation_counts[paper], self.keys[paper]
            found = {paper % count: None, power(random, count, 6.0): None}
            for place, repository in enumerate(found):
                if place == 0 or random.random() < 0.15:
                    official = (True, None, False)[paper % 3]
                    yield id_, id_of(repository, count), official, SOURCE, "catalogue", *copies

    def _citations(self) -> Iterator[Row]:
        graph, random = self.graph, Random(14)
        counts, ids, keys = graph.citation_counts, self.ids, self.keys
        for paper, id_ in enumerate(ids):
            copies = counts[paper], keys[paper]
            for cited in graph.references[paper]:
                contexts: list[str] = []
                intents: list[str] = []
                influential = None
                if random.random() < 0.1:
                    contexts = [words.abstract(random)[:160]]
                    intents = [INTENTS[cited % 3]]
                    influential = cited % 10 == 0
                yield id_, ids[cited], contexts, intents, influential, *copies
