"""What lists of papers can be filtered by: one declaration a query parameter."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Date, Integer, Text, any_, exists, func, select, true
from sqlalchemy.types import TypeEngine

from service import ids, tables
from service.compiler.plan import Parameter, Where
from service.compiler.row import Row, constant
from service.rest.operations import Parameter as Asked
from service.rest.shapes import TEXT, Shape, list_of, whole
from service.s2.disciplines import NAMES, is_of_field
from service.s2.paper import PUBLICATION_TYPES
from service.s2.parameters import Query, unacceptable

_YEARS = re.compile(r"([0-9]{4})?(-)?([0-9]{4})?")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
_ANY_DAY = "[1-9][0-9]{3}(-(0?[1-9]|1[0-2])(-(0?[1-9]|1[0-9]|2[0-8]))?)?"
_WITHOUT_VALUE = "openAccessPdf"
_FIRST_YEAR, _LAST_YEAR = 1, 9999
_MOST_CITATIONS = 2**31 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """`parse` turns the text into the values of `test(paper, *values)`; ValueError says what was
    expected. An empty text filters nothing unless it `is_read`."""

    parse: Callable[[str], tuple[object, ...]]
    test: Callable[..., ColumnElement[bool]]
    types: tuple[TypeEngine[Any], ...]
    shape: Shape
    is_read: bool = False


def published(paper: Row) -> ColumnElement[Any]:
    """The day; a paper of which only the year is known counts as of January 1."""
    first = func.make_date(paper.c.year, constant(1), constant(1), type_=Date())
    return func.coalesce(paper.c.published_on, first)


def _years(text: str) -> tuple[int, int]:
    match = _YEARS.fullmatch(text.strip())
    if match is None or not (match[1] or match[3]) or (not match[2] and not match[1]):
        raise ValueError("expected 2019, 2016-2020, 2010- or -2015")
    if not match[2]:
        return int(match[1]), int(match[1])
    return int(match[1] or _FIRST_YEAR), int(match[3] or _LAST_YEAR)


def _days(text: str) -> tuple[date, date]:
    first, colon, last = text.strip().partition(":")
    if not colon:
        last = first
    if not first and not last:
        raise ValueError("expected a day, a month, a year, or two of them with a colon between")
    return (
        _day(first, is_last=False) if first else date.min,
        _day(last, is_last=True) if last else date.max,
    )


def _day(text: str, *, is_last: bool) -> date:
    expected = "expected YYYY, YYYY-MM or YYYY-MM-DD, or two of them with a colon between"
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(expected)
    year, month = int(match[1]), int(match[2] or (12 if is_last else 1))
    try:
        days = calendar.monthrange(year, month)[1]
        return date(year, month, int(match[3] or (days if is_last else 1)))
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(expected) from None


def _names(text: str) -> list[str]:
    # No text of PostgreSQL holds the character 0.
    parts = text.replace("\0", "").split(",")
    return [name.strip() for name in parts if name.strip()]


def _venues(text: str) -> tuple[list[str]]:
    return ([ids.name_key(name) for name in _names(text)],)


def _fields(text: str) -> tuple[list[str]]:
    known = {name.casefold(): name for name in NAMES}
    return ([known.get(name.casefold(), name) for name in _names(text)],)


def _kinds(text: str) -> tuple[list[str]]:
    known = {name.casefold(): kinds for name, kinds in PUBLICATION_TYPES.items()}
    found = [known.get(name.casefold(), "").split() for name in _names(text)]
    return ([kind for kinds in found for kind in kinds],)


def _least(text: str) -> tuple[int]:
    if not (text.isascii() and text.isdigit()) or int(text) > _MOST_CITATIONS:
        raise ValueError("expected a whole number")
    return (int(text),)


def _appeared_in(paper: Row, names: Any) -> ColumnElement[bool]:
    venue = tables.venue.alias("appeared_in")
    named = (venue.c.id == paper.c.venue_id) & (venue.c.name_key == any_(names))
    return exists(select(true()).select_from(venue).where(named))


def _one_of(what: str, names: Iterable[str]) -> Shape:
    """Names that mean nothing here find nothing, as in the original."""
    return list_of(TEXT).about(f"{what}: {', '.join(names)}. Other names find nothing.")


FILTERS: Mapping[str, Filter] = {
    "year": Filter(
        _years,
        lambda paper, first, last: paper.c.year.between(first, last),
        (Integer(), Integer()),
        Shape(
            "string",
            "Year of publication: `2019`, `2016-2020`, `2010-`, `-2015`.",
            pattern="^([0-9]{4}(-([0-9]{4})?)?|-[0-9]{4})?$",
        ),
    ),
    "publicationDateOrYear": Filter(
        _days,
        lambda paper, first, last: published(paper).between(first, last),
        (Date(), Date()),
        Shape(
            "string",
            "Day of publication, or a range: `2019-03-05`, `2019-03`, `2016:2020`, `1981-08-25:`."
            " Days beyond the 28th are taken where the month has them.",
            pattern=f"^({_ANY_DAY}(:({_ANY_DAY})?)?|:{_ANY_DAY})?$",
        ),
    ),
    "venue": Filter(_venues, _appeared_in, (ARRAY(Text),), list_of(TEXT).about("Names of venues.")),
    "fieldsOfStudy": Filter(
        _fields, is_of_field, (ARRAY(Text),), _one_of("Fields of study", NAMES)
    ),
    "publicationTypes": Filter(
        _kinds,
        lambda paper, kinds: paper.c.type == any_(kinds),
        (ARRAY(Text),),
        _one_of("Kinds of publication", PUBLICATION_TYPES),
    ),
    "minCitationCount": Filter(
        _least,
        lambda paper, least: paper.c.citation_count >= least,
        (Integer(),),
        whole(0, _MOST_CITATIONS).about("The fewest citations."),
        is_read=True,
    ),
    _WITHOUT_VALUE: Filter(
        lambda text: (),
        lambda paper: paper.c.open_access_url.is_not(None),
        (),
        TEXT.about("Only papers with a public PDF; takes no value."),
        is_read=True,
    ),
}


def asked_with(names: Iterable[str] = tuple(FILTERS)) -> tuple[Asked, ...]:
    """The filters as parameters of an operation."""
    return tuple(Asked(name, FILTERS[name].shape, empty=name == _WITHOUT_VALUE) for name in names)


@dataclass(frozen=True, slots=True)
class Filtered:
    """The conditions of one request: `names` say which there are, `values` with what."""

    names: tuple[str, ...]
    values: Mapping[str, object]

    @property
    def where(self) -> tuple[Where, ...]:
        """The conditions on a paper's row."""
        return tuple(_where(name) for name in self.names)


def read_filters(query: Query, allowed: tuple[str, ...] = tuple(FILTERS)) -> Filtered:
    """The filters among the parameters; other parameters are nobody's."""
    names: list[str] = []
    values: dict[str, object] = {}
    for name in allowed:
        text = query.get(name)
        filter_ = FILTERS[name]
        if text is None or not (text or filter_.is_read):
            continue
        try:
            parsed = filter_.parse(text)
        except ValueError as error:
            raise unacceptable(name, text, str(error)) from None
        names.append(name)
        values |= {f"{name} {place}": value for place, value in enumerate(parsed)}
    return Filtered(tuple(names), values)


def _where(name: str) -> Where:
    filter_ = FILTERS[name]

    def operand(place: int, type_: TypeEngine[Any]) -> Parameter:
        return Parameter(lambda values: values[f"{name} {place}"], type_)

    return Where(filter_.test, tuple(map(operand, range(len(filter_.types)), filter_.types)))
