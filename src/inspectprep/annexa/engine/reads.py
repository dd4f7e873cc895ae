"""The lists and dates that a rule reads, derived from its conditions."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.engine.language import Call, fixed, walk
from inspectprep.annexa.engine.parse import parse

_LOOKS = frozenset({"count", "distinct", "exists", "family_distinct", "family_exists", "highest", "loaded"})


def lists_read(rule: Rule) -> frozenset[int]:
    """Return the numbers of the lists on whose rows a rule gives findings or at which its conditions look."""
    related = rule.related.lists if rule.related else ()
    found = {
        *rule.lists,
        *related,
        *(list_number for outcome in rule.outcomes for list_number in outcome.needs),
    }
    for condition in filter(None, rule.conditions):
        for node in walk(parse(condition, rule.id)):
            if isinstance(node, Call) and node.name in _LOOKS:
                numbers = fixed(node.arguments[0])
                found |= set(numbers) if isinstance(numbers, tuple) else {numbers}
    return frozenset(list_number for list_number in found if list_number)


def dates_read(rule: Rule) -> Iterator[tuple[int, str]]:
    """Yield list and column of each date that the check of a rule reads from prepared lists."""
    for name in rule.reads:
        list_number, _, column = name.partition(".")
        if list_number.isdigit():
            yield int(list_number), column
