"""What a check found, and the questions an analyst asks of it.

The frames in a result hold places and no values; counts alone leave it, as a
:class:`~inspectprep.model.finding.CheckSummary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from inspectprep.annexa.results.summary import (
    Freshness,
    counted,
    freshness_of,
    score_of,
    summary_of,
    with_holders,
)
from inspectprep.errors import UnknownNameError
from inspectprep.model.finding import CheckSummary, Finding, Location, Nature, Severity, SkippedRule

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.catalogue.policy import Policy
    from inspectprep.annexa.catalogue.rule import Rule
    from inspectprep.annexa.reading.dataset import AnnexAData, Place

__all__ = ["CheckResult"]

BY = ("rule", "severity", "nature", "list", "place", "row", "column", "team", "worker", "file", "sheet")


@define(kw_only=True, eq=False, frozen=True, slots=False)
class CheckResult:
    """The findings of a check, with what is needed to show them.

    Attributes:
        findings: One row a finding; see :mod:`inspectprep.annexa.engine.findings`.
        dataset: What was read.
        rules: The rules that were run, by id.
        policy: The thresholds they ran with.
        skipped: Rules that could not be run, or only in part, with the reason; they did not pass.
    """

    findings: pl.DataFrame
    dataset: AnnexAData
    rules: Mapping[str, Rule]
    policy: Policy
    skipped: tuple[SkippedRule, ...] = field(default=())

    # ------------------------------------------------------------------ counts
    @cached_property
    def summary(self) -> CheckSummary:
        """Counts only: what the rest of the library may know."""
        return summary_of(self)

    @cached_property
    def outlook(self) -> CheckSummary:
        """The summary with the likely lines of enquiry: what leaders see, and what readiness asks for.

        Working them out costs about a quarter of the check, so the plain summary goes without.
        """
        from inspectprep.annexa.results.indicators import indicators, likely_lines  # noqa: PLC0415

        found = indicators(self.dataset, self.findings, policy=self.policy)
        return evolve(self.summary, likely=likely_lines(found))

    @cached_property
    def freshness(self) -> tuple[Freshness, ...]:
        """The newest event of each list, how old it is, and the longest gap within the window."""
        return freshness_of(self.dataset, self.policy)

    @cached_property
    def scores(self) -> Mapping[int, float]:
        """A data-quality score from 0 to 100 for each list that was supplied.

        Each row counts by its gravest data finding: an error costs the whole row, a warning half of
        it, a query a tenth. What is left, as a share of the rows, is the score; a finding about the
        list as a whole takes off a further 5, 2 or half a point. Practice never counts. Scores are
        rounded down to a tenth, so only a list without a flaw has 100.
        """
        return score_of(self)

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """What the policy changes: rules switched off or graded otherwise, and thresholds."""
        found = []
        for name, change in sorted(self.policy.rules.items()):
            if change.off:
                found.append((name, "switched off"))
            if change.severity is not None:
                found.append((name, f"counted as {change.severity}"))
            found += [(name, f"{what} is {value}") for what, value in change.thresholds.items()]
        found += [
            ("", f"{name} is {now} instead of {default}")
            for name, (default, now) in sorted(self.policy.changed().items())
        ]
        return tuple(found)

    def group(self, *by: str) -> pl.DataFrame:
        """Return counts of findings by one or several of the names in :data:`BY`.

        Returns:
            A frame with the named columns, ``errors``, ``warnings`` and ``queries`` about data,
            ``practice``, and ``findings``, the most first.

        Raises:
            UnknownNameError: if a name is none of these.
        """
        for name in by:
            if name not in BY:
                raise UnknownNameError("grouping", name, BY)
        return counted(self.located(by), by)

    def located(self, by: tuple[str, ...] = BY) -> pl.DataFrame:
        """Return the findings with the file, sheet, team and worker of their rows, where `by` names them."""
        return with_holders(self, by)

    def filter(self, **only: Any) -> CheckResult:
        """Return the result with the findings that fit.

        Args:
            only: Names as for :meth:`group`, each with a value or several, such as
                ``filter(list=8, severity="error")``.

        Raises:
            UnknownNameError: if a name is none of these.
        """
        import polars as pl  # noqa: PLC0415

        for name in only:
            if name not in BY:
                raise UnknownNameError("filter", name, BY)
        frame = self.located(tuple(only)).with_row_index("__at")
        for name, value in only.items():
            wanted = list(value) if isinstance(value, tuple | list | set | frozenset) else [value]
            frame = frame.filter(
                pl.col(name).is_in([str(w) if isinstance(w, Severity | Nature) else w for w in wanted])
            )
        return evolve(self, findings=self.findings[frame["__at"]])

    # ---------------------------------------------------------------- findings
    def records(self, *, values: bool = False) -> Iterator[Finding]:
        """Return the findings one by one, each with its message and place.

        Args:
            values: Give the raw values too. They are children's data: show them to the analyst only.
        """
        raw = self.raw_values() if values else {}
        for place, each in enumerate(self.findings.iter_rows(named=True)):
            rule = self.rules[each["rule"]]
            yield Finding(
                rule=rule.id,
                severity=Severity(each["severity"]),
                nature=Nature(each["nature"]),
                list=each["list"],
                location=self.location(each["place"], each["row"], each["column"]),
                message=self.message(rule.id, each["note"]),
                guidance=rule.guidance,
                related=tuple(self.location(r["place"], r["row"]) for r in each["related"] or ()),
                value=raw.get(place),
            )

    def message(self, rule: str, note: str | None = None) -> str:
        """Return what a finding says: its rule's message, and a sentence about it if there is one."""
        return f"{self.rules[rule].message} {note}" if note else self.rules[rule].message

    def document(self, *, values: bool = False) -> dict[str, Any]:
        """Return the result as plain values, for JSON.

        Args:
            values: Add each cell's raw value. It is children's data.
        """
        from inspectprep.annexa.results.result_json import document_of  # noqa: PLC0415 - only when asked for

        return document_of(self, values=values)

    def location(self, place: int | None, row: int | None, column: str | None = None) -> Location:
        """Return the place of a finding in the files."""
        where = self.place(place)
        if where is None:
            return Location(row=row, column=column or "")
        cell = where.cell(column, row) if column and row is not None else ""
        heading = where.headings.get(column, column) if column else ""
        return Location(file=where.file, sheet=where.sheet, row=row, cell=cell, column=heading)

    def place(self, number: int | None) -> Place | None:
        """Return the sheet with a number, or None."""
        return None if number is None else self.dataset.places[number]

    def raw_values(self) -> dict[int, str | None]:
        """Return the raw value of each finding's cell, by place in the frame: children's data."""
        import polars as pl  # noqa: PLC0415

        found: dict[int, str | None] = {}
        cells = self.findings.with_row_index("__at").drop_nulls(["list", "row", "column"])
        for (number, column), part in cells.group_by("list", "column"):
            table = self.dataset.tables.get(int(str(number)))
            if table is None or f"{column}__raw" not in table.frame.columns:
                continue
            raw = table.frame.select(
                pl.col("__place").alias("place"),
                pl.col("__row").alias("row"),
                pl.col(f"{column}__raw").cast(pl.String).alias("raw"),
            )
            joined = part.select("__at", "place", "row").join(raw, on=["place", "row"], how="left")
            found |= dict(zip(joined["__at"], joined["raw"], strict=True))
        return found
