"""Who bears the names of one block: a function of its mentions, in whatever order they come.

Each step joins sets that an earlier one left apart; docs/identity.md tells the rules in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from service.ingest.joins import (
    Edge,
    Join,
    Mention,
    Resolved,
    Rule,
    Sign,
    Units,
    hanging_together,
    shared,
    told,
)
from service.ingest.name_forms import (
    Form,
    agree,
    are_variants,
    form_of,
    group_form,
    is_short_form,
    is_shorter,
)

# With so many forms in a block its surname is common here, whatever it is elsewhere.
CROWDED = 200


def resolve_block(mentions: Sequence[Mention]) -> list[Resolved]:
    """The authors among the mentions of one block."""
    units = Units()
    _by_identity_and_scope(units, mentions, _forms(mentions))
    if len(units) > 1:
        names = _names(units)
        _by_equal_form(units, names)
        _by_fuller_form(units, names)
    for likeness in (agree, are_variants):
        # What has been joined shares more than its parts did.
        for _ in range(2):
            if len(units) > 1:
                _by_signs(units, likeness)
    return units.resolved()


def _forms(mentions: Iterable[Mention]) -> dict[Form, Form]:
    """For each form as it is written, the one that stands for all that are equal to it: it has the
    most words, and is common if any of them is."""
    alike: dict[Hashable, set[Form]] = defaultdict(set)
    for mention in mentions:
        form = _written(mention)
        alike[form.key].add(form)
    is_crowded = len(alike) >= CROWDED
    found = {}
    for forms in alike.values():
        shown = max(forms, key=lambda form: (len(form.given), form))
        is_common = any(form.is_common for form in forms)
        if is_crowded and len(shown.given) < 3:
            is_common |= any(form.has_common_surname for form in forms)
        found.update(dict.fromkeys(forms, replace(shown, is_common=is_common)))
    return found


def _written(mention: Mention) -> Form:
    return group_form(mention.name_key) if mention.is_group else form_of(mention.name_key)


def _by_identity_and_scope(
    units: Units, mentions: Sequence[Mention], forms: dict[Form, Form]
) -> None:
    """What sources decide: equal identities, and equal names within one scope."""
    by_identity: dict[Hashable, list[Mention]] = defaultdict(list)
    bearers: dict[tuple[str, str], set[Hashable]] = defaultdict(set)
    bare = []
    for mention in sorted(mentions, key=lambda one: one.ref):
        if mention.identity is None:
            bare.append(mention)
            continue
        by_identity[mention.identity].append(mention)
        for scope in mention.scopes:
            bearers[mention.name_key, scope].add(mention.identity)
    numbers = {
        identity: units.new(identity, [(one, forms[_written(one)]) for one in members])
        for identity, members in by_identity.items()
    }
    edges = []
    for members in hanging_together(bare, _scopes_of):
        # A name is a group's for a scope if it is once.
        form = max((forms[_written(one)] for one in members), key=lambda form: form.is_group)
        number = units.new(None, [(one, form) for one in members])
        scopes = tuple(sorted({scope for one in members for scope in one.scopes}))
        name = members[0].name_key
        if len(members) > 1:
            units[number].joins.append(Join("scope", name, scopes))
        known = {one for scope in scopes for one in bearers.get((name, scope), ())}
        if len(known) == 1:
            edges.append(Edge(number, numbers[known.pop()], "scope", scopes))
    units.join(edges)


def _scopes_of(mention: Mention) -> Iterator[tuple[str, str]]:
    return ((mention.name_key, scope) for scope in mention.scopes)


def _by_equal_form(units: Units, names: _Names) -> None:
    """A rare form joins by itself, any other by what is shared."""
    edges = []
    for form, numbers in units.of_form().items():
        known = [number for number in numbers if units[number].identity is not None]
        bare = [number for number in numbers if units[number].identity is None]
        if form in names.independent:
            rule: Rule = "group_name" if form.is_group else "rare_name"
            units.join_equals(bare, rule)
            if bare and len(known) == 1:
                edges.append(Edge(min(bare), known[0], rule, ()))
            continue
        groups = hanging_together(bare, lambda number: units[number].signs)
        for group in groups:
            units.join_equals(group, "evidence")
            if edge := _nearest(units, min(group), known):
                edges.append(edge)
    units.join(edges)


def _by_fuller_form(units: Units, names: _Names) -> None:
    """A shorter form joins its only fuller one, else the one with which it shares most."""
    steps: dict[tuple[int, int], list[Form]] = defaultdict(list)
    for form, fuller in names.fuller.items():
        if fuller:
            steps[len(form.given), len(form.joined)].append(form)
    for step in sorted(steps, reverse=True):
        holders = units.of_form()
        edges = []
        for form in steps[step]:
            fuller = names.fuller[form]
            targets = sorted({number for one in fuller for number in holders[one]})
            for number in set(holders[form]).difference(targets):
                if form in names.independent and len(targets) == 1:
                    known = sorted({one for one in units[targets[0]].names if form_of(one) != form})
                    rule: Rule = "fuller_form" if is_shorter(form, fuller[0]) else "short_form"
                    evidence = told(("name", one) for one in known)
                    edges.append(Edge(number, targets[0], rule, evidence))
                elif edge := _nearest(units, number, targets):
                    edges.append(edge)
        units.join(edges)


def _by_signs(units: Units, likeness: Callable[[Form, Form], bool]) -> None:
    """Forms of which neither is the fuller one join by what they share, if they are alike."""
    holders: dict[Sign, list[int]] = defaultdict(list)
    for number in units.numbers():
        for sign in units[number].signs:
            holders[sign].append(number)
    edges = []
    for number in units.numbers():
        mine = units[number]
        near = {one for sign in mine.signs for one in holders[sign]} - {number}
        candidates = [
            one
            for one in near
            if any(likeness(a, b) for a in mine.forms for b in units[one].forms)
            and not units.are_many((number, one))
        ]
        if edge := _nearest(units, number, candidates):
            edges.append(edge)
    units.join(edges)


def _nearest(units: Units, number: int, targets: Iterable[int]) -> Edge | None:
    """To the set with which this one shares most; a tie decides nothing."""
    signs = units[number].signs
    found = [(shared(signs, units[target].signs), target) for target in targets]
    best = sorted(((len(signs), target) for signs, target in found), reverse=True)[:2]
    if not best or best[0][0] == 0 or (len(best) == 2 and best[0][0] == best[1][0]):
        return None
    target = best[0][1]
    return Edge(number, target, "evidence", told(shared(signs, units[target].signs)))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the forms of a block are to each other: the fuller ones of each, and which of them may
    join by themselves."""

    fuller: dict[Form, list[Form]]
    independent: set[Form]


def _names(units: Units) -> _Names:
    holders = units.of_form()
    fuller = _fuller(holders)
    independent = set()
    for form in holders:
        known = {
            number
            for one in (form, *fuller[form])
            for number in holders[one]
            if units[number].is_somebody
        }
        if (
            not form.is_common
            and len(known) < 2
            and all(
                agree(one, other) or is_short_form(one, other)
                for one, other in combinations(fuller[form], 2)
            )
        ):
            independent.add(form)
    return _Names(fuller, independent)


def _fuller(forms: Iterable[Form]) -> dict[Form, list[Form]]:
    """For each form those that spell it out; a usual short form of a given name only where there is
    nothing else."""
    alike: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in sorted(forms):
        for word in ("", *form.given[:1]):
            alike[form.surname, word].append(form)
    found = {}
    for form in forms:
        first = "" if form.is_short else form.given[0]
        fuller = [one for one in alike[form.surname, first] if is_shorter(form, one)]
        if not (fuller or form.is_short or form.has_common_surname):
            fuller = [one for one in alike[form.surname, ""] if is_short_form(form, one)]
        found[form] = fuller
    return found
