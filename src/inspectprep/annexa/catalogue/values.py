"""The values of the catalogue: rules with their outcomes and examples, thresholds and indicators.

A rule carries outcomes, whose conditions are text in the language of
:mod:`inspectprep.annexa.engine.language`, or names a function in ``check`` for what no condition can say
(the files themselves, duplicates, spellings). A long text or condition may be written on several lines: they
are joined by single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field

from inspectprep.annexa.catalogue.basis_migration import divide_published
from inspectprep.annexa.catalogue.national import NationalComparison
from inspectprep.annexa.catalogue.thresholds import Threshold
from inspectprep.model.document import document
from inspectprep.model.finding import FindingUnit, Nature, Severity
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.representation import frozen

_THRESHOLD = re.compile(r"\bpolicy\.(\w+)")
_SETTING = re.compile(r"\bsettings\.(\w+)")
_EMPTY: Mapping[str, Any] = FrozenMapping({})


def _joined(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip())


def _all_joined(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_joined(text) for text in texts)


def _unchanging(entries: Mapping[str, str]) -> Mapping[str, str]:
    return FrozenMapping(entries)


def _text(default: str = "") -> Any:
    return field(default=default, converter=_joined)


class RuleBasis(StrEnum):
    """The authority of a rule: whose text says what its message says. The note says where it says less.

    Attributes:
        LAW: An Act or regulations.
        GUIDANCE: Statutory guidance, such as Working Together to Safeguard Children.
        INSPECTORATE: Ofsted's template and guidance for Annex A.
        DEPARTMENT: The Department's national returns, their checks and its statistics.
        SECTOR: A text or tool of others, such as an open tool of the sector. It is not official.
        PRACTICE: Practice of councils, or how files and case systems work. No text was found.
        LOCAL: A decision of one council.
    """

    LAW = "law"
    GUIDANCE = "guidance"
    INSPECTORATE = "inspectorate"
    DEPARTMENT = "department"
    SECTOR = "sector"
    PRACTICE = "practice"
    LOCAL = "local"


class Pick(StrEnum):
    """The choice among several related rows.

    Attributes:
        FIRST: The first in the order of lists and rows.
        LATEST: The one with the latest date.
        ALL: All of them.
    """

    FIRST = "first"
    LATEST = "latest"
    ALL = "all"


class MeasureUnit(StrEnum):
    """The things that a measure counts.

    Attributes:
        ROW: Each row counts.
        CHILD: Each child counts once.
        LIST: Each row counts, with a figure for each list.
    """

    ROW = "row"
    CHILD = "child"
    LIST = "list"


class Expected(StrEnum):
    """The severity that an example expects.

    Attributes:
        ERROR: One finding of severity error.
        WARNING: One finding of severity warning.
        QUERY: One finding of severity query.
        NOTHING: No finding.
    """

    ERROR = "error"
    WARNING = "warning"
    QUERY = "query"
    NOTHING = "nothing"


class Area(StrEnum):
    """The judgement that an indicator informs, by the ids of the inspection framework.

    Attributes:
        LEADERS: The impact of leaders on social work practice.
        HELP: The experiences of children who need help and protection.
        CARE: The experiences of children in care.
        LEAVERS: The experiences of care leavers.
    """

    LEADERS = "impact_of_leaders"
    HELP = "help_and_protection"
    CARE = "in_care"
    LEAVERS = "care_leavers"

    @property
    def heading(self) -> str:
        """The judgement in a few words: ``Children in care``."""
        return _HEADINGS[self]


_HEADINGS = {
    Area.LEADERS: "Leaders",
    Area.HELP: "Help and protection",
    Area.CARE: "Children in care",
    Area.LEAVERS: "Care leavers",
}


@frozen(kw_only=True)
class Outcome:
    """One way in which a rule can give a finding; the first outcome of a rule that is true gives it.

    Attributes:
        severity: The severity of the finding.
        when: The condition. A rule with a ``check`` has none: its outcomes say which severities it gives.
        each: Columns, as ``8.lac_end_date``, that the condition reads in turn as ``d``. Each gives a finding
            of its own.
        lists: Lists to which the outcome is limited; empty for all lists of the rule.
        needs: Lists without which this outcome alone is skipped.
        column: Column that the finding points at. Without it the engine takes the first that the condition
            reads.
    """

    severity: Severity
    when: str = _text()
    each: tuple[str, ...] = ()
    lists: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    column: str = ""


@frozen(kw_only=True)
class Related:
    """The other rows that are named beside a finding.

    Attributes:
        lists: Lists to look on. Empty for every list of the rule, ``[0]`` for the finding's own.
        where: The condition that the other row meets; ``row.NAME`` is a column of the finding's row.
        pick: ``first`` in list and row order, ``latest`` by `column`, or ``all``.
        column: The date by which ``latest`` is chosen.
        by: Identifier by which the rows are joined.
    """

    lists: tuple[int, ...] = ()
    where: str = _text("True")
    pick: Pick = Pick.FIRST
    column: str = ""
    by: str = "child_unique_id"


@frozen(kw_only=True)
class Measure:
    """A share, an average or a profile: figures without a row of their own.

    Attributes:
        numerator: Condition for what is counted among the denominator. Empty where the rule has a `check`.
        denominator: Condition for what is looked at. Empty where the rule has a `check`.
        groups: Named conditions that split the denominator.
        unit: The things counted.
        flag_above: Name of the threshold above which the share stands out; empty if it never does.
        smallest_denominator: Name of the threshold below which no share is shown.
    """

    numerator: str = _text()
    denominator: str = _text()
    groups: Mapping[str, str] = _EMPTY
    unit: MeasureUnit = MeasureUnit.ROW
    flag_above: str = ""
    smallest_denominator: str = ""


@frozen(kw_only=True)
class Example:
    """A worked example: lists or files, and what the rule finds in them.

    Attributes:
        as_of: The list date.
        row: The only row, of the rule's first list.
        rows: Rows by list number, with values as they are read. A column that no row names is blank.
        cells: Rows by list number, with cells as a workbook has them. A column that no row names is absent.
        files: Files with their sheets.
        lacks: Columns by list number that the file does not have.
        authority: The council's own name.
        thresholds: Thresholds that differ from their defaults.
        finds: The severity of the only finding, on the first row, or ``nothing``.
        findings: The findings, where `finds` does not say all about them. Rows are counted from 0.
        figures: The figures of a measure.
    """

    as_of: date
    row: Mapping[str, Any] = _EMPTY
    rows: Mapping[str, tuple[Mapping[str, Any], ...]] = _EMPTY
    cells: Mapping[str, tuple[Mapping[str, Any], ...]] = _EMPTY
    files: tuple[Mapping[str, Any], ...] = ()
    lacks: Mapping[str, tuple[str, ...]] = _EMPTY
    authority: str = ""
    thresholds: Mapping[str, Any] = _EMPTY
    finds: Expected = Expected.NOTHING
    findings: tuple[Mapping[str, Any], ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()


@frozen(kw_only=True)
class Rule:
    """One rule of the catalogue.

    The columns, thresholds and other lists that its conditions read are derived from the conditions, by
    ``inspectprep.annexa.engine.reads``.

    Attributes:
        id: Such as ``AA-X-002``; unique over built-in rules and plugins. Its meaning never changes.
        lists: Lists on whose rows it gives findings.
        message: Plain English, never with a child-level value.
        guidance: What to do about it.
        nature: ``data`` where the return is wrong, ``practice`` where work is late or missing, ``measure``.
        source: Where the rule comes from.
        basis: The authority of the rule.
        note: The conditions of the law that the lists do not show, and what is debatable.
        skip_when: Conditions under which a row is ignored. One about lists and columns only
            (``not loaded(6)``) skips the whole rule, and the result says so.
        thresholds: Thresholds of this rule alone.
        check: A function instead of conditions, as ``"module:function"``.
        prepared: True where `check` takes the engine's prepared lists instead of the return.
        without_lists: True where `check` looks at files and sheets and runs without any of its lists too.
        after_others: True where `check` takes the findings of all other rules, and the return.
        reads: Thresholds (``policy.NAME``) and dates of prepared lists (``4.date``) that `check` reads.
        related: The other rows that are named beside a finding.
        unit: ``column`` or ``value`` where cells of one column, or of one column with one value, have one
            cause. They are then one finding with a count. Without it each row or cell is one.
        measure: The figures of a rule of nature ``measure``.
        outcomes: The ways in which it can give a finding. The first that is true gives it.
        examples: Worked examples; the tests run them.
    """

    id: str
    lists: tuple[int, ...]
    message: str = field(converter=_joined)
    guidance: str = field(converter=_joined)
    nature: Nature = Nature.DATA
    source: str = _text()
    basis: RuleBasis = RuleBasis.LOCAL
    note: str = _text()
    skip_when: tuple[str, ...] = field(default=(), converter=_all_joined)
    thresholds: tuple[Threshold, ...] = ()
    check: str = ""
    prepared: bool = False
    without_lists: bool = False
    after_others: bool = False
    reads: tuple[str, ...] = ()
    related: Related | None = None
    unit: FindingUnit | None = None
    measure: Measure | None = None
    outcomes: tuple[Outcome, ...] = ()
    examples: tuple[Example, ...] = field(default=(), repr=False)

    @property
    def conditions(self) -> tuple[str, ...]:
        """Every condition of the rule."""
        related = [self.related.where] if self.related else []
        measure = self.measure or Measure()
        measured = [measure.numerator, measure.denominator, *measure.groups.values()]
        return (*(outcome.when for outcome in self.outcomes), *self.skip_when, *related, *measured)

    @property
    def threshold_names(self) -> tuple[str, ...]:
        """Names of the thresholds that the rule reads, in order of the alphabet."""
        text = " ".join((*self.conditions, *self.reads))
        found = {threshold.name for threshold in self.thresholds} | {*re.findall(_THRESHOLD, text)}
        if "placeholder_name(" in text:
            found.add("placeholder_names")
        if self.measure:
            found |= {self.measure.flag_above, self.measure.smallest_denominator} - {""}
        return tuple(sorted(found))

    @property
    def setting_names(self) -> tuple[str, ...]:
        """Names of the council's settings that the conditions read."""
        return tuple(sorted({*re.findall(_SETTING, " ".join(self.conditions))}))

    @property
    def severities(self) -> tuple[Severity, ...]:
        """Severities of the outcomes, most severe first, without repeats."""
        given = {outcome.severity for outcome in self.outcomes}
        return tuple(severity for severity in Severity if severity in given)


@frozen(kw_only=True)
class IndicatorSpec:
    """The definition of one indicator.

    Attributes:
        id: A short name.
        area: The judgement that it informs.
        list: The list whose rows are counted.
        what: What the share is of, such as ``assessments took longer than 45 working days``.
        among: The group of which it is a share, such as ``assessments on List 4``.
        why: Why inspectors look at it.
        look: What to have ready when they ask.
        rules: Rules whose errors and warnings are the numerator. Rows that all of them skip are not in the
            denominator.
        count_queries: True where the queries of the rules count too, because the share is not of failures.
        measure: The rule that measures it; its conditions, groups and unit are taken from there.
        numerator: A condition instead of rules.
        denominator: The condition for what is looked at.
        groups: Named conditions that split the denominator. They are shown in place of age groups.
        unit: ``row``, or ``child`` where each child counts once.
        threshold: The share above which it stands out. A council may change it. None if it never does, or if
            the law allows none.
        law: The law that allows none, so that a single case stands out. Empty for others.
        red: The share of late practice from which readiness is red: a planning default, which a council may
            change. None for figures that are not about late practice.
        likely: Whether it is a likely line of enquiry if it stands out.
        comparison: The national measure, and how this indicator differs. None where nothing says so.
    """

    id: str
    area: Area
    list: int
    what: str = field(converter=_joined)
    why: str = field(converter=_joined)
    look: str = field(converter=_joined)
    among: str = _text()
    rules: tuple[str, ...] = ()
    count_queries: bool = False
    measure: str = ""
    numerator: str = _text()
    denominator: str = _text()
    groups: Mapping[str, str] = field(default=_EMPTY, converter=_unchanging, hash=False)
    unit: MeasureUnit = MeasureUnit.ROW
    threshold: float | None = None
    law: str = _text()
    red: float | None = None
    likely: bool = False
    comparison: NationalComparison | None = None


@document("rules", version=2, migrations={1: divide_published})
@frozen(kw_only=True)
class RulesFile:
    """A file of rules: one of ours, a plugin's or a council's own."""

    rules: tuple[Rule, ...] = ()


def _name_thresholds(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file of indicators of version 1, which had a ``tolerance`` of 10% by default, as version 2."""
    indicators = document.get("indicators")
    if not isinstance(indicators, list) or not all(isinstance(each, Mapping) for each in indicators):
        return dict(document)
    named = [
        {name: value for name, value in each.items() if name != "tolerance"}
        | {"threshold": each.get("tolerance", 0.1)}
        for each in indicators
    ]
    return {**document, "indicators": named}


@document("indicators", version=2, migrations={1: _name_thresholds})
@frozen(kw_only=True)
class IndicatorsFile:
    """The file of indicators."""

    indicators: tuple[IndicatorSpec, ...] = ()
