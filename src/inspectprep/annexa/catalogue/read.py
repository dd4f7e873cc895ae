"""Reading rules, thresholds, indicators and policies: those of inspectprep, a plugin's and a council's.

What comes with inspectprep is read from the generated JSON, see
:mod:`inspectprep.annexa.catalogue.generated`. The documents of plugins and councils are TOML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from attrs import evolve

from inspectprep import codec
from inspectprep.annexa.catalogue.generated import maker, makers, section
from inspectprep.annexa.catalogue.national import Comparable, NationalComparison, NationalFigure
from inspectprep.annexa.catalogue.thresholds import Threshold, ThresholdUnit
from inspectprep.annexa.catalogue.values import (
    Area,
    IndicatorSpec,
    Measure,
    MeasureUnit,
    Outcome,
    Pick,
    Related,
    Rule,
    RuleBasis,
    RulesFile,
)
from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.model.basis import Confidence
from inspectprep.model.finding import Nature, Severity
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.plugins.given import bounded, is_plain_id, repeated_ids
from inspectprep.plugins.providers import RuleProvider

_File = TypeVar("_File")
_PYTHON = ("check", "prepared", "without_lists", "reads", "measure")
"""Keys that only the rules that come with inspectprep may have."""


def read_file(path: Path | str, cls: type[_File]) -> _File:
    """Read a TOML document of the catalogue. A council may leave out its ``schema`` line.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    return read_plain(codec.read_document(path), cls, where=Path(path).name)


def read_plain(document: Mapping[str, Any], cls: type[_File], *, where: str = "") -> _File:
    """Make a document of the catalogue from plain values, with or without ``schema``.

    Raises:
        DocumentError: with the path of everything that is not understood.
    """
    if "schema" in document:
        return codec.load(document, cls, where=where)
    return codec.build(document, cls, where=where)


def read_rules(path: Path | str) -> tuple[Rule, ...]:
    """Read rules from a TOML file, an array of tables ``rules``. Conditions are compiled later.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    return _conditions_only(read_file(path, RulesFile).rules, where=Path(path).name)


def _conditions_only(rules: tuple[Rule, ...], *, where: str) -> tuple[Rule, ...]:
    """Refuse what runs Python, so that a file of rules can do nothing but compare."""
    problems = [
        (f"$.rules[{index}].{name}", "is for the rules that come with inspectprep. Write outcomes.")
        for index, rule in enumerate(rules)
        for name in _PYTHON
        if getattr(rule, name)
    ]
    if problems:
        raise DocumentError(problems, where=where)
    return rules


@cache
def thresholds() -> Mapping[str, Threshold]:
    """Return every threshold that comes with inspectprep, by name."""
    make = maker(Threshold, unit=ThresholdUnit)
    return FrozenMapping({entry["name"]: make(entry) for entry in section("thresholds")})


@cache
def built_in() -> Mapping[str, Rule]:
    """Return the rules that come with inspectprep, by id."""
    make = maker(
        Rule,
        nature=Nature,
        basis=RuleBasis,
        outcomes=makers(maker(Outcome, severity=Severity)),
        related=maker(Related, pick=Pick),
        measure=maker(Measure, unit=MeasureUnit),
    )
    return FrozenMapping({entry["id"]: make(entry) for entry in section("rules")})


@cache
def indicator_specs() -> tuple[IndicatorSpec, ...]:
    """Return the indicators. One that names a measure counts as that measure does."""
    figure = makers(maker(NationalFigure, confidence=Confidence))
    comparison = maker(NationalComparison, comparable=Comparable, figures=figure)
    make = maker(IndicatorSpec, area=Area, unit=MeasureUnit, comparison=comparison)
    return tuple(measured(make(entry)) for entry in section("indicators"))


def measured(spec: IndicatorSpec) -> IndicatorSpec:
    """Return an indicator with the conditions, groups and unit of the measure that it names, if any."""
    measure = built_in()[spec.measure].measure if spec.measure else None
    if measure is None:
        return spec
    return evolve(
        spec,
        numerator=measure.numerator,
        denominator=measure.denominator,
        groups=measure.groups,
        unit=measure.unit,
    )


def built_in_rules() -> tuple[Rule, ...]:
    """Return the rules that come with inspectprep, in the order of the catalogue."""
    return tuple(built_in().values())


def rule(name: str) -> Rule:
    """Return a built-in rule by id.

    Raises:
        UnknownNameError: if there is none; it suggests the closest.
    """
    found = built_in().get(name)
    if found is None:
        raise UnknownNameError("rule", name, built_in())
    return found


def provided(providers: Iterable[RuleProvider]) -> tuple[Rule, ...]:
    """Return the rules that providers give.

    Args:
        providers: ``registry.rules``, or single providers.

    Raises:
        DocumentError: if a rule is not one.
        PluginError: if what a provider names cannot be imported.
    """
    resolve = getattr(providers, "resolve", _target)
    return tuple(rule for provider in providers for rule in rules_from(resolve(provider), provider.id))


def _target(provider: RuleProvider) -> Any:
    target: Any = provider.target
    if not isinstance(target, str):
        return target
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def rules_from(target: Any, provider: str) -> tuple[Rule, ...]:
    """Return the rules of one provider's target: rules, plain values or paths, or a callable that gives them.

    Conditions are compiled later, by :mod:`inspectprep.annexa.engine.validate`.

    Raises:
        DocumentError: if a rule is not one.
    """
    given = target() if callable(target) else target
    found: list[Rule] = []
    for entry in [given] if isinstance(given, str | Path) else bounded(given):
        if isinstance(entry, str | Path):
            found += read_rules(entry)
        elif isinstance(entry, Rule):
            found.append(entry)
        else:
            found += _conditions_only(
                read_plain({"rules": [entry]}, RulesFile, where=provider).rules, where=provider
            )
    odd = [
        (f"$.rules[{place}].id", "must have plain letters and figures, with hyphens between words")
        for place, rule in enumerate(found)
        if not is_plain_id(rule.id)
    ]
    if problems := [*repeated_ids((rule.id for rule in found), "$.rules"), *odd]:
        raise DocumentError(problems, where=provider)
    return tuple(found)
