"""The result of a check: its findings, and the counts that an analyst asks for.

The frames of a result contain places and no values. Only counts leave it, as a
:class:`~inspectprep.model.finding.CheckSummary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any

from attrs import evolve, field

from inspectprep.annexa import catalogue, results
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import indicator_specs
from inspectprep.annexa.catalogue.values import IndicatorSpec, Rule
from inspectprep.annexa.reading.dataset import BY_CONTENT, AnnexAData, Place
from inspectprep.annexa.results.explained import Explained
from inspectprep.annexa.results.matching import choices_applied, headings_applied
from inspectprep.annexa.results.summary import (
    ListFreshness,
    count_findings,
    counts_of,
    freshness_of,
    scores_of,
    with_holders,
)
from inspectprep.annexa.results.team_findings import open_findings
from inspectprep.dataframes import pl
from inspectprep.errors import UnknownNameError
from inspectprep.model.alteration import Alteration
from inspectprep.model.arguments import word_of
from inspectprep.model.display import with_displays
from inspectprep.model.finding import (
    CheckSummary,
    Finding,
    FindingUnit,
    Location,
    Nature,
    Severity,
    SkippedRule,
)
from inspectprep.model.finding_places import ErrorChanges
from inspectprep.model.representation import define
from inspectprep.model.type_checks import checked, checker

_NUMBERS = ("list", "place", "row")
_WORDS: Mapping[str, type[StrEnum]] = {"severity": Severity, "nature": Nature, "unit": FindingUnit}

BY = (
    "rule",
    "severity",
    "nature",
    "unit",
    "list",
    "place",
    "row",
    "column",
    "team",
    "worker",
    "file",
    "sheet",
)


@with_displays
@define(kw_only=True, unsafe_hash=False, frozen=True, slots=False)
class CheckResult:
    """The findings of a check, with the data, rules and policy behind them.

    Attributes:
        findings: One row for each finding. :meth:`records` gives them as values.
        dataset: The lists that were checked.
        rules: The rules that were run, by id.
        policy: The thresholds they ran with.
        skipped: Rules that could not be run, or only in part, with the reason. They did not pass.
        altered_by: What plugins changed: rules, indicators, codes and readers of files.
        explained: The explanations of findings; :func:`inspectprep.annexa.explain` adds them.
        indicators: The indicators that the summary is calculated with.
        unfiltered: The findings before any filter; None in a result that was not filtered.
        error_changes: The changes of errors since an earlier check, if one is known.
    """

    findings: pl.DataFrame = field(eq=BY_CONTENT)
    dataset: AnnexAData
    rules: Mapping[str, Rule]
    policy: Policy
    skipped: tuple[SkippedRule, ...] = field(default=())
    altered_by: tuple[Alteration, ...] = ()
    explained: Explained = field(factory=Explained)
    indicators: tuple[IndicatorSpec, ...] = field(factory=indicator_specs)
    unfiltered: pl.DataFrame | None = field(default=None, eq=BY_CONTENT)
    error_changes: ErrorChanges | None = None

    __hash__ = None  # type: ignore[assignment] # it is compared by its content
    __one_line__ = ("findings", "dataset", "rules", "skipped")

    @cached_property
    def summary(self) -> CheckSummary:
        """Counts, shares of late practice and likely lines of enquiry: all that other packages may know.

        A filter limits the counts and not the rest, which needs every finding. The rest takes
        about a quarter of the time of the check, so the summary is calculated when it is first asked for.
        """
        figures = results.indicators.indicators(self)
        return evolve(
            self.counts,
            likely=results.indicators.likely_lines(figures),
            late=results.indicators.late_practice(figures),
        )

    @cached_property
    def counts(self) -> CheckSummary:
        """The summary without the likely lines of enquiry, for a reader of the findings themselves."""
        explained = self.explained.mask(self.findings.height)
        counts = counts_of(
            self.findings,
            self.dataset,
            rules=self.rules,
            skipped=self.skipped,
            freshness=self.freshness,
            altered_by=self.altered_by,
            explained=explained,
        )
        teams = open_findings(self.findings, self.dataset, explained)
        return evolve(counts, teams=teams, changes=self.error_changes)

    @cached_property
    def freshness(self) -> tuple[ListFreshness, ...]:
        """The newest event of each list, its age, and the longest gap within the window."""
        return freshness_of(self.dataset, self.policy)

    @cached_property
    def scores(self) -> Mapping[int, float]:
        """A data-quality score from 0 to 100 for each list that was supplied.

        Each row counts by its most severe data finding of its own: an error costs the whole row, a warning
        half of it, a query a tenth. The score is the share of rows that remains. A finding about the list, a
        column or a value is one cause. It takes off a further 5, 2 or half a point, and never more than its
        cells would as findings of their own. Practice never counts. Scores are rounded down to a tenth, so
        that only a list without data findings has 100.
        """
        return scores_of(self.findings, self.dataset)

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """The council's changes to rules, severities and thresholds, its codes, and its choices."""
        changes = []
        for name, change in sorted(self.policy.rules.items()):
            if change.off:
                changes.append((name, "switched off"))
            if change.severity is not None:
                changes.append((name, f"counted as {change.severity}"))
            changes += [(name, f"{what} is {value}") for what, value in change.thresholds.items()]
        changes += [
            ("", f"{name} is {now} instead of {default}")
            for name, (default, now) in sorted(self.policy.changed().items())
        ]
        changes += [("", str(added)) for added in self.dataset.codes.added]
        applied = (*headings_applied(self.dataset), *choices_applied(self.dataset))
        changes += [("", words) for words in dict.fromkeys(applied)]
        return tuple(changes)

    def group(self, *by: str) -> pl.DataFrame:
        """Return counts of findings by one or several of the names in ``BY``.

        Returns:
            A frame with the named columns, ``errors``, ``warnings`` and ``queries`` about data,
            ``practice``, and ``findings``, in descending order of ``findings``.

        Raises:
            UnknownNameError: if a name is none of these.
        """
        for name in by:
            if name not in BY:
                raise UnknownNameError("grouping", name, BY)
        return count_findings(self.located(by), by)

    def located(self, by: tuple[str, ...] = BY) -> pl.DataFrame:
        """Return the findings with the file, sheet, team and worker of their rows, if `by` names them."""
        return with_holders(self.findings, self.dataset, by)

    def filter(self, **only: Any) -> CheckResult:
        """Return the result with only the findings that match.

        Args:
            only: Names as for :meth:`group`, each with a value or several, such as
                ``filter(list=8, severity="error")``. None matches what has no team, worker or column.

        Raises:
            UnknownNameError: if a name is none of these, or there is no such rule, list, severity or nature.
            InvalidValueError: if a value is not of the type of the name.
        """
        for name in only:
            if name not in BY:
                raise UnknownNameError("filter", name, BY)
        frame = with_holders(self.findings.with_row_index("__at"), self.dataset, tuple(only))
        for name, value in only.items():
            values = list(value) if isinstance(value, tuple | list | set | frozenset) else [value]
            wanted = [self._wanted(name, one) for one in values]
            frame = frame.filter(pl.col(name).is_in(wanted, nulls_equal=True))
        unfiltered = self.findings if self.unfiltered is None else self.unfiltered
        places = frame["__at"].unique().sort()
        explained = self.explained.at(places.to_list())
        return evolve(
            self,
            findings=self.findings[places],
            unfiltered=unfiltered,
            explained=explained,
            error_changes=None,
        )

    def _wanted(self, name: str, value: Any) -> Any:
        if name in _NUMBERS:
            number = checked(value, checker(int), "CheckResult.filter", name)
            if name == "list" and number not in catalogue.lists():
                raise UnknownNameError("list", str(number), map(str, catalogue.lists()))
            return number
        text = checked(value, checker(str | None), "CheckResult.filter", name)
        if name in _WORDS:
            return word_of(_WORDS[name], text, name).value
        if name == "rule" and text not in self.rules:
            raise UnknownNameError("rule", text, self.rules)
        return text

    def records(self, *, values: bool = False) -> Iterator[Finding]:
        """Return the findings one by one, each with its message and place.

        Args:
            values: Give the raw values too. They are children's data: show them to the analyst only.
        """
        raw = self.raw_values() if values else {}
        for index, row in enumerate(self.findings.iter_rows(named=True)):
            rule = self.rules[row["rule"]]
            explanation = self.explained.by_finding.get(index)
            yield Finding(
                rule=rule.id,
                severity=Severity(row["severity"]),
                nature=Nature(row["nature"]),
                list=row["list"],
                location=self.location(row["place"], row["row"], row["column"]),
                message=self.message(rule.id, row["note"]),
                guidance=rule.guidance,
                unit=FindingUnit(row["unit"]),
                count=row["count"],
                related=tuple(self.location(other["place"], other["row"]) for other in row["related"] or ()),
                explained=explanation.reason if explanation else None,
                value=raw.get(index),
            )

    def message(self, rule: str, note: str | None = None) -> str:
        """Return the text of a finding: its rule's message, and a sentence about the case if there is one."""
        return f"{self.rules[rule].message} {note}" if note else self.rules[rule].message

    def location(self, place: int | None, row: int | None, column: str | None = None) -> Location:
        """Return the place of a finding in the files."""
        sheet = self.place(place)
        if sheet is None:
            return Location(row=row, column=column or "")
        cell = sheet.cell(column, row) if column and row is not None else ""
        heading = sheet.headings.get(column, column) if column else ""
        return Location(file=sheet.file, sheet=sheet.sheet, row=row, cell=cell, column=heading)

    def place(self, index: int | None) -> Place | None:
        """Return the sheet with an index in the dataset's places, or None."""
        return None if index is None else self.dataset.places[index]

    def raw_values(self) -> dict[int, str | None]:
        """Return the raw value of each finding's cell, by row of the findings frame: children's data."""
        return self._cells("__raw")

    def read_values(self) -> dict[int, str | None]:
        """Return what each finding's cell was read as, by row of the findings frame: children's data.

        A category has its code as the specification writes it, and a date is ISO. None for a cell that is
        blank or could not be read.
        """
        return self._cells("")

    def _cells(self, suffix: str) -> dict[int, str | None]:
        """Return a part of each finding's cell as text, by row of the findings frame."""
        values: dict[int, str | None] = {}
        cells = self.findings.with_row_index("__at").drop_nulls(["list", "row", "column"])
        for (list_number, column), part in cells.group_by("list", "column"):
            table = self.dataset.tables.get(int(str(list_number)))
            if table is None or f"{column}{suffix}" not in table.frame.columns:
                continue
            texts = table.frame.select(
                pl.col("__place").alias("place"),
                pl.col("__row").alias("row"),
                pl.col(f"{column}{suffix}").cast(pl.String).alias("text"),
            )
            joined = part.select("__at", "place", "row").join(texts, on=["place", "row"], how="left")
            values |= dict(zip(joined["__at"], joined["text"], strict=True))
        return values
