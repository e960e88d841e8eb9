"""The world's odd things by name: internal ids, to be used where a test is about just that."""

from __future__ import annotations

# Papers.
HUB = 1  # cited by more papers than a page holds
MUTUAL = (2, 3)  # each cites the other
MANY_AUTHORS = 4  # more than a page; some unidentified, one without a place, one named twice
WITHOUT_AUTHORS = 5
EMPTY = 6  # a title and nothing else
EQUAL_TITLES = (7, 8)  # the same title by other people, another year
EQUAL_KEYS = (9, 10)  # titles that differ in case and accents only
MONTH_ONLY = 11
YEAR_ONLY = 12
YEAR_WITHOUT_DATE = 13
HOSTILE_TEXT = 14  # quotes, backslashes, newlines, control characters, emoji
ESCAPED_DOI = 15  # a DOI with `<`, `>`, `#` and `%`
RETRACTED = 16
CODE_WITHOUT_LINK = 17
LINK_WITHOUT_CLAIM = 18
PUNCTUATION_TITLE = 19  # a title without a letter
GIVEN_AFFILIATION = 20  # the only one comes from a source, not from an author
OLDEST = 21  # published before 1970
REPEATED_AUTHOR = 22  # one author twice, with another affiliation each time
ONLY_UNIDENTIFIED = 23  # nobody of its authors is known
LONG_TITLE = 24  # its title key is cut, its cursor is longer than one base64 line
LARGE_ID = 9_007_199_254_740_993  # no double holds it

# Authors.
PROLIFIC = 1  # more papers than a page holds
COLLABORATION = 2  # a group
WITHOUT_PAPERS = 3
TWO_SPELLINGS = 4
NAMESAKES = (5, 6)  # the same name
INCONSISTENT_METRICS = 1  # an h-index of 55 with too few citations
CONSISTENT_METRICS = 4
GIVEN_TOPIC = 7  # a source gave a main topic that no paper of theirs bears
UNDATED_AUTHOR = 22  # all papers without a year

# Merged ids.
MERGED_PAPER = 900  # into HUB
MERGED_AUTHOR = 901  # into TWO_SPELLINGS
MERGED_AFFILIATION = 902  # into 1
MERGED_TOPIC = 903  # into 2
MERGED_REPOSITORY = 904  # into SHARED_REPOSITORY
DANGLING_FORWARD = 905  # a paper id whose successor is not here

# The rest.
SHARED_REPOSITORY = 1  # linked by several papers
REPOSITORY_WITHOUT_PAPERS = 5
AFFILIATION_WITHOUT_PAPERS = 7
EMPTY_TOPIC = 9  # no paper, no child
EQUAL_CODES = (4, 10)  # topics of two schemes with the same code
