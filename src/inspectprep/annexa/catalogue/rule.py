"""What a rule is: a value with its conditions as text, its thresholds, its wording and its source.

A rule either carries outcomes, whose conditions are written in the expression language of
:mod:`inspectprep.annexa.engine.language` and run on whole columns, or a ``check``: a function for
what no condition can say (the files themselves, duplicates, spellings).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import field, frozen

from inspectprep.model.finding import Nature, Severity

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Basis", "Check", "Measure", "Outcome", "Pick", "Related", "Rule", "Threshold", "Unit", "rule_of"]

Unit: TypeAlias = Literal["run", "file", "sheet", "list", "column", "row", "cell", "child"]
Basis: TypeAlias = Literal["reference", "mixed", "knowledge", "local"]
Pick: TypeAlias = Literal["first", "latest", "all"]

# The first argument is the whole return (reading.dataset.AnnexAData) for rules about files, structure and
# fields, or the engine's prepared lists (engine.prepare.PreparedLists) where `prepared` is set on the rule.
Check: TypeAlias = "Callable[[Any, Mapping[str, Any]], pl.DataFrame]"

_EMPTY: Mapping[str, Any] = MappingProxyType({})


@frozen(kw_only=True)
class Threshold:
    """One figure, word list or table that a condition reads as ``policy.NAME``.

    Attributes:
        local: True where no national source fixes it, so that the council chooses.
    """

    value: Any
    local: bool = False


@frozen(kw_only=True)
class Outcome:
    """One way in which a rule can fire; the first of a rule's outcomes that holds is its finding.

    Attributes:
        when: The condition.
        each: Columns, as ``8.lac_end_date``, that the condition reads in turn as ``d``; each gives
            a finding of its own.
        lists: Lists to which the outcome is limited; empty for all lists of the rule.
        needs: Lists without which this outcome alone is skipped.
        column: Column that the finding points at; None lets the engine take the first one that
            the condition reads.
    """

    severity: Severity
    when: str = ""
    each: tuple[str, ...] = ()
    lists: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    column: str | None = None


@frozen(kw_only=True)
class Related:
    """Which other row is named beside a finding.

    Attributes:
        lists: Lists to look on; empty means every list of the rule, ``(0,)`` the finding's own.
        where: The condition that the other row fulfils; ``row.NAME`` is a column of the finding's row.
        pick: ``first`` in list and row order, ``latest`` by `column`, or ``all``.
        column: The date that ``latest`` goes by.
        by: Identifier on which the rows are joined.
    """

    lists: tuple[int, ...] = ()
    where: str = "True"
    pick: Pick = "first"
    column: str = ""
    by: Literal["child_unique_id", "family_identifier"] = "child_unique_id"


@frozen(kw_only=True)
class Measure:
    """A share, an average or a profile: figures without a row of their own.

    Attributes:
        numerator: Condition for what is counted among the denominator, or words where `compute`
            names a function.
        denominator: Condition for what is looked at.
        flag: Condition over ``numerator`` and ``denominator`` that makes the figure stand out.
        groups: Named conditions that split the denominator.
        breakdowns: What else the figure can be split by.
        suppression: What may be shown outside the team.
        direction: Which way is a worry.
        compute: Name of the function that works it out where conditions cannot.
    """

    numerator: str
    denominator: str
    flag: str = ""
    groups: Mapping[str, str] = _EMPTY
    breakdowns: tuple[str, ...] = ()
    suppression: str = ""
    direction: str = ""
    compute: str = ""


@frozen(kw_only=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        id: Such as ``AA-X-002``; unique over built-in rules and plugins.
        lists: Every list that the rule reads.
        at: Lists on whose rows findings stand; empty means `lists`.
        message: Plain English, never with a child-level value.
        guidance: What to do about it.
        columns: Columns read, as ``7.cpp_end_date`` where the rule has several lists.
        policy: Thresholds by name, with their defaults.
        skip_when: Conditions under which a row is passed over; one that speaks only of lists and
            columns that are there (``not loaded(6)``) skips the whole rule, and the result says so.
        settings: Values only the council can give (``own_la``) without which the rule is skipped.
        reference: Where the rule comes from.
        basis: ``reference`` published, ``knowledge`` practice, ``mixed`` both, ``local`` a council's own.
        note: What is debatable about it.
        check: A function instead of conditions, or ``"module:function"``; the severities it can give
            still stand in `outcomes`.
        prepared: True where `check` takes the engine's prepared lists instead of the return.
    """

    id: str
    lists: tuple[int, ...]
    message: str
    guidance: str
    at: tuple[int, ...] = ()
    nature: Nature = Nature.DATA
    unit: Unit = "row"
    columns: tuple[str, ...] = ()
    policy: Mapping[str, Threshold] = field(default=_EMPTY)
    outcomes: tuple[Outcome, ...] = ()
    skip_when: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    related: Related | None = None
    measure: Measure | None = None
    reference: str = ""
    basis: Basis = "reference"
    note: str = ""
    check: Check | str | None = None
    prepared: bool = False

    @property
    def stands_on(self) -> tuple[int, ...]:
        """Lists on whose rows the findings stand."""
        return self.at or self.lists

    @property
    def severities(self) -> tuple[Severity, ...]:
        """Severities of the outcomes, gravest first, without repeats."""
        mine = {outcome.severity for outcome in self.outcomes}
        return tuple(each for each in Severity if each in mine)

    def defaults(self) -> dict[str, Any]:
        """Return the thresholds' default values by name."""
        return {name: threshold.value for name, threshold in self.policy.items()}


def rule_of(document: Mapping[str, Any]) -> Rule:
    """Build a rule from plain values, as the modules of built-in rules and TOML files hold them.

    Args:
        document: Keys as the attributes of :class:`Rule`; an outcome is a mapping, a threshold a
            bare value or ``{"default": value, "local": True}``.

    Returns:
        The rule; its conditions are parsed when it first runs.
    """
    values = dict(document)
    values["nature"] = Nature(values.get("nature", "data"))
    values["policy"] = {name: _threshold(value) for name, value in values.get("policy", {}).items()}
    values["outcomes"] = tuple(_outcome(each) for each in values.get("outcomes", ()))
    for name in ("lists", "at", "columns", "skip_when", "settings"):
        if name in values:
            values[name] = tuple(values[name])
    if values.get("related") is not None:
        related = dict(values["related"])
        values["related"] = Related(**{**related, "lists": tuple(related.get("lists", ()))})
    if values.get("measure") is not None:
        measure = dict(values["measure"])
        values["measure"] = Measure(**{**measure, "breakdowns": tuple(measure.get("breakdowns", ()))})
    return Rule(**values)


def _threshold(value: Any) -> Threshold:
    if isinstance(value, Mapping) and "default" in value:
        return Threshold(value=value["default"], local=bool(value.get("local", False)))
    return Threshold(value=value)


def _outcome(value: Mapping[str, Any]) -> Outcome:
    fields = dict(value)
    fields["severity"] = Severity(fields["severity"])
    for name in ("each", "lists", "needs"):
        if name in fields:
            fields[name] = tuple(fields[name])
    return Outcome(**fields)
