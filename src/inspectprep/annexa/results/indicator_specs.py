"""The indicators of one check: the built-in ones, and those of plugins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from attrs import evolve

from inspectprep import codec
from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.catalogue.national import comparison_faults
from inspectprep.annexa.catalogue.read import built_in, indicator_specs, measured, read_file, read_plain
from inspectprep.annexa.catalogue.values import IndicatorsFile, IndicatorSpec, Outcome, Rule
from inspectprep.annexa.engine.validate import validate
from inspectprep.annexa.reading.added_columns import lists_for
from inspectprep.errors import DocumentError, closest
from inspectprep.model.alteration import Alteration
from inspectprep.model.finding import Severity, SkippedRule
from inspectprep.plugins.contents import contents_of
from inspectprep.plugins.given import LOWER_CASE_ID, bounded, is_lower_case_id, repeated_ids
from inspectprep.plugins.providers import IndicatorProvider
from inspectprep.plugins.registry import Registry


class IndicatorCatalogue(NamedTuple):
    """The indicators of one check.

    Attributes:
        specs: The indicators, built-in ones first. One that replaces another has its place.
        broken: For each plugin whose indicators cannot be used, its provider and the reason.
        altered_by: What plugins add and replace.
    """

    specs: tuple[IndicatorSpec, ...]
    broken: tuple[SkippedRule, ...] = ()
    altered_by: tuple[Alteration, ...] = ()


def indicators_for(registry: Registry | None, rules: Mapping[str, Rule]) -> IndicatorCatalogue:
    """Return the built-in indicators and those of plugins.

    Args:
        registry: The plugins. Where the indicators of one cannot be used, the result says why.
        rules: The rules that indicators can count.
    """
    if registry is None:
        return IndicatorCatalogue(indicator_specs())
    specs = lists_for(registry).lists
    found = contents_of(
        registry.indicators, "indicator", lambda provider: _specs_of(registry, provider, rules, specs)
    )
    return IndicatorCatalogue(
        specs=found.values,
        broken=tuple(
            SkippedRule(rule=name, reason=f"The plugin's indicators cannot be used. {reason}")
            for name, reason in found.unused.items()
        ),
        altered_by=found.altered_by,
    )


def indicators_from(target: Any, provider: str) -> tuple[IndicatorSpec, ...]:
    """Return the indicators of one provider's target.

    Args:
        target: The target: specifications or paths to TOML files, or a function that gives them.
        provider: The id of the provider, for messages.

    Raises:
        DocumentError: if one is not understood.
    """
    given = target() if callable(target) else target
    found: list[IndicatorSpec] = []
    for entry in [given] if isinstance(given, str | Path | IndicatorSpec) else bounded(given):
        if isinstance(entry, str | Path):
            found += read_file(entry, IndicatorsFile).indicators
        elif isinstance(entry, IndicatorSpec):
            # A specification that was made in Python is checked as one in a file is.
            plain = {"indicators": [codec.plain(entry)]}
            found += read_plain(plain, IndicatorsFile, where=provider).indicators
        else:
            raise DocumentError([("$.indicators", "must be IndicatorSpec values or paths")], where=provider)
    if problems := list(repeated_ids((spec.id for spec in found), "$.indicators")):
        raise DocumentError(problems, where=provider)
    return tuple(found)


def conditions(spec: IndicatorSpec, rules: Mapping[str, Rule]) -> Iterator[Rule]:
    """Yield the conditions of an indicator as rules, so that the engine counts in the way that it checks.

    Args:
        spec: The indicator.
        rules: All rules by id. Rows that all of the indicator's rules skip are not in the denominator.
    """
    if spec.denominator:
        yield evolve(
            _rule(denominator_rule(spec), spec.list, spec.denominator), skip_when=left_out(spec, rules)
        )
    if spec.numerator:
        yield _rule(numerator_rule(spec), spec.list, f"({spec.denominator}) and ({spec.numerator})")
    for name, condition in spec.groups.items():
        yield _rule(group_rule(spec, name), spec.list, f"({spec.denominator}) and ({condition})")


def left_out(spec: IndicatorSpec, rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """Return the conditions under which all rules of an indicator skip a row."""
    skips = [rules[name].skip_when for name in spec.rules if name in rules]
    return tuple(text for text in (skips[0] if skips else ()) if all(text in each for each in skips))


def denominator_rule(spec: IndicatorSpec) -> str:
    """Return the id of the rule for the denominator of an indicator."""
    return f"{spec.id}/denominator"


def numerator_rule(spec: IndicatorSpec) -> str:
    """Return the id of the rule for the numerator of an indicator."""
    return f"{spec.id}/numerator"


def group_rule(spec: IndicatorSpec, name: str) -> str:
    """Return the id of the rule for a group of an indicator."""
    return f"{spec.id}/group {name}"


def _rule(name: str, list_number: int, condition: str) -> Rule:
    outcome = Outcome(severity=Severity.QUERY, when=condition)
    return Rule(id=name, lists=(list_number,), message="", guidance="", outcomes=(outcome,))


def _specs_of(
    registry: Registry, provider: IndicatorProvider, rules: Mapping[str, Rule], lists: Mapping[int, ListSpec]
) -> tuple[IndicatorSpec, ...]:
    target: Any = registry.indicators.resolve(provider)
    if registry.indicators.is_builtin(provider):
        specs: tuple[IndicatorSpec, ...] = target()
        return specs
    given = indicators_from(target, provider.id)
    problems = [
        (f"$.indicators[{index}].{path}", text)
        for index, spec in enumerate(given)
        for path, text in _problems(spec, rules, lists)
    ]
    if problems:
        raise DocumentError(problems, where=provider.id)
    return tuple(map(measured, given))


def _problems(
    spec: IndicatorSpec, rules: Mapping[str, Rule], lists: Mapping[int, ListSpec]
) -> Iterator[tuple[str, str]]:
    """Yield the path in an indicator, and the text, of each mistake."""
    if not is_lower_case_id(spec.id):
        yield "id", LOWER_CASE_ID
    if spec.list not in lists:
        yield "list", "should be a list number from 1 to 11"
        return
    for name in ("what", "why", "look"):
        if not getattr(spec, name):
            yield name, "is missing"
    yield from _problems_of_shares(spec)
    if spec.comparison is not None:
        yield from comparison_faults(spec.comparison)
    counted = [name for name in ("rules", "measure", "numerator") if getattr(spec, name)]
    if len(counted) != 1:
        yield "numerator", "is needed, or rules, or a measure, and only one of them"
    elif spec.measure:
        yield from _problems_of_measure(spec)
    else:
        yield from _problems_of_counts(spec, rules, lists)


def _problems_of_shares(spec: IndicatorSpec) -> Iterator[tuple[str, str]]:
    if spec.threshold is not None and not 0 <= spec.threshold <= 1:
        yield "threshold", "should be a share from 0 to 1"
    if spec.threshold is not None and spec.law:
        yield "threshold", "has no place where the law allows none. Leave it out."
    if spec.likely and spec.threshold is None and not spec.law:
        yield "threshold", "is needed for a likely line of enquiry, or the law that allows none"
    if spec.red is not None and not 0 < spec.red <= 1:
        yield "red", "should be a share above 0 and up to 1"
    if spec.red is not None and spec.count_queries:
        yield "count_queries", "cannot be true for late practice: a query is not a failure"


def _problems_of_measure(spec: IndicatorSpec) -> Iterator[tuple[str, str]]:
    rule = built_in().get(spec.measure)
    if rule is None or rule.measure is None or rule.check or not rule.measure.denominator:
        yield "measure", f"{spec.measure!r} is not a rule of inspectprep that measures a share of rows"
    elif spec.list not in rule.lists:
        yield "list", f"{spec.measure} does not measure list {spec.list}"
    for name in ("denominator", "groups"):
        if getattr(spec, name):
            yield name, "comes from the measure. Leave it out."


def _problems_of_counts(
    spec: IndicatorSpec, rules: Mapping[str, Rule], lists: Mapping[int, ListSpec]
) -> Iterator[tuple[str, str]]:
    if not spec.denominator:
        yield "denominator", "is missing"
        return
    for index, name in enumerate(spec.rules):
        if name not in rules:
            near = closest(name, rules)
            hint = f" Did you mean {near!r}?" if near else ""
            yield f"rules[{index}]", f"{name!r} is not a rule.{hint}"
        elif spec.list not in rules[name].lists:
            yield f"rules[{index}]", f"{name} is not about list {spec.list}"
        elif not spec.count_queries and rules[name].severities == (Severity.QUERY,):
            yield f"rules[{index}]", f"{name} gives only queries, which count only with count_queries"
    named = {"denominator": spec.denominator, "numerator": spec.numerator}
    for part, condition in (named | {f"groups.{name}": text for name, text in spec.groups.items()}).items():
        if condition:
            try:
                validate(_rule(f"{spec.id}/{part}", spec.list, condition), lists)
            except DocumentError as error:
                yield from ((part, text) for _, text in error.problems)
