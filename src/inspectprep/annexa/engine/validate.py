"""Compiles rules against the whole specification, so that mistakes are found before any data is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

from attrs import evolve

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import read_rules as read_unchecked, thresholds
from inspectprep.annexa.catalogue.values import Outcome, Pick, Rule
from inspectprep.annexa.engine.compile_rule import compile_rules
from inspectprep.annexa.engine.plan import IDENTIFIERS
from inspectprep.annexa.engine.return_facts import ReturnFacts
from inspectprep.dataframes import pl
from inspectprep.errors import DocumentError, closest
from inspectprep.model.finding import Severity

Lists: TypeAlias = Mapping[int, ListSpec]

# Any date and any name will do: they are only put in where a condition asks for them.
_AS_OF = date(2026, 1, 31)
_AUTHORITY = "Anywhere"
_LIST_NUMBERS = range(1, 12)


def read_rules(path: Path | str, lists: Lists | None = None) -> tuple[Rule, ...]:
    """Read a council's own rules from a TOML file and compile them. Its ``schema`` line may be left out.

    Args:
        path: The file.
        lists: The lists with the columns of plugins. Without them, those of the specification.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    rules = read_unchecked(path)
    validate_all(rules, where=Path(path).name, lists=lists)
    return rules


def validate(rule: Rule, lists: Lists | None = None) -> None:
    """Compile one rule.

    Args:
        rule: The rule.
        lists: The lists with the columns of plugins. Without them, those of the specification.

    Raises:
        DocumentError: if a condition, a column or a threshold is not understood.
    """
    problems = list(_problems(rule, _facts(lists)))
    if problems:
        raise DocumentError(problems, where=rule.id)


def validate_all(rules: Iterable[Rule], *, where: str, lists: Lists | None = None) -> None:
    """Compile the rules of one document and report all their mistakes together.

    Args:
        rules: In the order of the document.
        where: The name of the document, for the error.
        lists: The lists with the columns of plugins. Without them, those of the specification.

    Raises:
        DocumentError: with the path of every condition, column or threshold that is not understood.
    """
    facts = _facts(lists)
    problems = [
        (f"$.rules[{index}].{path}", text)
        for index, rule in enumerate(rules)
        for path, text in _problems(rule, facts)
    ]
    if problems:
        raise DocumentError(problems, where=where)


def _facts(lists: Lists | None) -> ReturnFacts:
    """Return the facts of a return that has every column of the lists."""
    chosen = catalogue.lists() if lists is None else lists
    columns = {number: frozenset(column.name for column in spec.columns) for number, spec in chosen.items()}
    return ReturnFacts(as_of=_AS_OF, columns=columns, lists=chosen)


def _problems(rule: Rule, facts: ReturnFacts) -> Iterator[tuple[str, str]]:
    """Yield the path in the rule, and the text, of every mistake."""
    numbers = [(f"lists[{index}]", number) for index, number in enumerate(rule.lists)]
    for at, outcome in enumerate(rule.outcomes):
        numbers += [(f"outcomes[{at}].lists[{index}]", number) for index, number in enumerate(outcome.lists)]
        numbers += [(f"outcomes[{at}].needs[{index}]", number) for index, number in enumerate(outcome.needs)]
    wrong = [
        (path, "should be a list number from 1 to 11") for path, number in numbers if not _is_list(number)
    ]
    if rule.measure is None and not rule.check:
        wrong += _missing(rule)
    yield from wrong
    for index, threshold in enumerate(rule.thresholds):
        problem = threshold.problem(threshold.default)
        if threshold.name in thresholds():
            problem = "is the name of a threshold of inspectprep. Choose another name."
        if problem:
            yield f"thresholds[{index}]", f"{threshold.name!r} {problem}"
    if not wrong and not rule.check:
        yield from _names_beside_conditions(rule, facts)
        yield from _names_of_related(rule, facts)
        yield from _not_compiled(rule, facts)


def _names_beside_conditions(rule: Rule, facts: ReturnFacts) -> Iterator[tuple[str, str]]:
    """Yield columns and lists of outcomes that would be ignored."""
    columns = {number: facts.columns[number] for number in rule.lists}
    qualified = {f"{number}.{name}" for number, names in columns.items() for name in names}
    every = frozenset().union(*columns.values())
    for at, outcome in enumerate(rule.outcomes):
        path = f"outcomes[{at}]"
        for index, number in enumerate(outcome.lists):
            if number not in rule.lists:
                yield f"{path}.lists[{index}]", f"List {number} is not one of the rule's lists."
        for index, name in enumerate(outcome.each):
            if name not in qualified:
                yield f"{path}.each[{index}]", _unknown("a column of the rule's lists", name, qualified)
        if outcome.column and outcome.column not in every:
            yield f"{path}.column", _unknown("a column of the rule's lists", outcome.column, every)


def _names_of_related(rule: Rule, facts: ReturnFacts) -> Iterator[tuple[str, str]]:
    """Yield the identifier, lists and column of related rows that would be ignored."""
    related = rule.related
    if related is None:
        return
    if related.by not in IDENTIFIERS:
        yield "related.by", _unknown("an identifier", related.by, IDENTIFIERS)
    numbers = [number for number in related.lists if number] or list(rule.lists)
    if not all(map(_is_list, numbers)):
        yield "related.lists", "should be list numbers from 1 to 11, or [0]"
        return
    others = frozenset().union(*(facts.columns[number] for number in numbers))
    if related.column and related.column not in others:
        yield "related.column", _unknown("a column of the related lists", related.column, others)
    if related.pick is Pick.LATEST and not related.column:
        yield "related.column", 'is missing: pick = "latest" needs the column of a date'


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"{name!r} is not {kind}." + (f" Did you mean {near!r}?" if near else "")


def _is_list(number: int) -> bool:
    return number in _LIST_NUMBERS


def _missing(rule: Rule) -> Iterator[tuple[str, str]]:
    if not rule.lists:
        yield "lists", "should name at least one list"
    if not rule.outcomes:
        yield "outcomes", "is missing: a rule needs at least one outcome"
    for at, outcome in enumerate(rule.outcomes):
        if not outcome.when:
            yield f"outcomes[{at}].when", "is missing"


def _not_compiled(rule: Rule, facts: ReturnFacts) -> Iterator[tuple[str, str]]:
    """Yield the conditions that do not compile, each by itself."""
    bare = evolve(rule, outcomes=(Outcome(severity=Severity.QUERY, when="True"),), skip_when=(), related=None)
    parts = [
        (f"outcomes[{at}].when", evolve(bare, outcomes=(each,))) for at, each in enumerate(rule.outcomes)
    ]
    parts += [(f"skip_when[{at}]", evolve(bare, skip_when=(text,))) for at, text in enumerate(rule.skip_when)]
    if rule.measure is not None:
        measured = {"numerator": rule.measure.numerator, "denominator": rule.measure.denominator}
        groups = {f"groups.{name}": text for name, text in rule.measure.groups.items()}
        parts += [
            (f"measure.{name}", evolve(bare, outcomes=(Outcome(severity=Severity.QUERY, when=text),)))
            for name, text in (measured | groups).items()
        ]
    if rule.related is not None:
        parts.append(("related", evolve(bare, related=rule.related)))
    for path, part in parts:
        try:
            compile_rules([part], facts, Policy(own_la=_AUTHORITY), pl)
        except DocumentError as error:
            yield from ((path, text) for _, text in error.problems)
