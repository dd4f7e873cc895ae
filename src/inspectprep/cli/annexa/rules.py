"""``inspectprep annexa rules``: the rules, with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from inspectprep.cli import screen
from inspectprep.cli.annexa.options import RulesFile, known_lists
from inspectprep.cli.arguments import Json
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit_json, say, table
from inspectprep.errors import UnknownNameError
from inspectprep.model.finding import Nature

if TYPE_CHECKING:
    from inspectprep.annexa.catalogue.values import Rule


def rules(
    *,
    list: Annotated[int | None, Parameter(name="--list", help="Show only rules about this list.")] = None,
    nature: Annotated[
        str | None, Parameter(help="Show only rules of this nature. One of data, practice, measure.")
    ] = None,
    rules_file: RulesFile = None,
    json: Json = False,
) -> int:
    """List the rules, including those of plugins and of the council's own file."""
    from inspectprep.annexa.engine.reads import lists_read  # help needs no rules
    from inspectprep.annexa.results.check import catalogue_for

    natures = [member.value for member in Nature]
    if nature is not None and nature not in natures:
        raise UnknownNameError("nature", nature, natures, where="--nature")
    known_lists(() if list is None else [list])
    chosen = [
        rule
        for rule in catalogue_for(registry(), rules_file).rules.values()
        if (list is None or list in lists_read(rule)) and (nature is None or rule.nature.value == nature)
    ]
    if json:
        emit_json({"schema": "inspectprep/annexa-rules/1", "rules": [_document(rule) for rule in chosen]})
        return 0
    say(f"{len(chosen)} rules.")
    table(
        "Annex A rules",
        ("Rule", "Lists", "Nature", "Severity", "Message", "Source"),
        [
            (
                rule.id,
                _lists(rule),
                rule.nature.value,
                "/".join(_severities(rule)),
                rule.message,
                rule.source,
            )
            for rule in chosen
        ],
        spare=() if screen.room() is None else ("Source", "Nature"),
    )
    return 0


def _lists(rule: Rule) -> str:
    from inspectprep.annexa.engine.reads import lists_read

    numbers = sorted(lists_read(rule))
    whole = len(numbers) > 2 and numbers == [*range(numbers[0], numbers[-1] + 1)]  # a run of three
    return f"{numbers[0]} to {numbers[-1]}" if whole else ", ".join(map(str, numbers))


def _severities(rule: Rule) -> list[str]:
    return [*dict.fromkeys(outcome.severity.value for outcome in rule.outcomes)]


def _document(rule: Rule) -> dict[str, object]:
    from inspectprep.annexa.catalogue.read import thresholds
    from inspectprep.annexa.engine.reads import lists_read

    known = {**thresholds(), **{threshold.name: threshold for threshold in rule.thresholds}}
    return {
        "rule": rule.id,
        "lists": sorted(lists_read(rule)),
        "nature": rule.nature.value,
        "severities": _severities(rule),
        "message": rule.message,
        "guidance": rule.guidance,
        "reference": rule.source,
        "basis": rule.basis,
        "policy": {
            name: {"value": _plain(known[name].default), "local": known[name].local}
            for name in rule.threshold_names
        },
        "note": rule.note,
    }


def _plain(value: object) -> object:
    """Return a threshold as JSON data. Sets are sorted, so that each run prints the same."""
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | float | str | bool) or value is None else str(value)
