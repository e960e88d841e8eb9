"""Pages by number, for clients that know no cursors."""

import re

from tests.compiler.toy import EVERYBODY, ID, nodes, parameter, sql, whole


def test_rows_are_skipped_by_a_bound_number_before_the_page():
    text = sql(nodes("people", EVERYBODY, ID, skip=parameter("skip")))
    order = r"ORDER BY person_\d+\.score DESC, person_\d+\.id DESC\s+LIMIT 5"
    assert re.search(rf"{order} OFFSET \$1", text)
    assert "OFFSET" not in sql(nodes("people", EVERYBODY, ID))


def test_the_places_of_a_page_are_counted_from_what_is_skipped():
    text = sql(whole("people", EVERYBODY, ID, skip=parameter("skip")))
    assert re.search(r"row_number\(\) OVER \([^)]*\) - \$1", text)
