"""Findings: errors and late practice in a return, with their places and guidance.

:class:`CheckSummary` has counts only. It is the only result that other packages receive.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.alteration import Alteration
from inspectprep.model.display import with_displays
from inspectprep.model.document import document, layout
from inspectprep.model.finding_places import ErrorChanges, TeamFindings
from inspectprep.model.values import frozen


class Severity(StrEnum):
    """The severity of a finding.

    Attributes:
        ERROR: Certainly wrong.
        WARNING: Very likely wrong, or late.
        QUERY: Check and confirm.
    """

    ERROR = "error"
    WARNING = "warning"
    QUERY = "query"


class Nature(StrEnum):
    """The nature of a finding.

    Attributes:
        DATA: The return is wrong.
        PRACTICE: The data may be right, and the practice late.
        MEASURE: A share or profile without a row of its own.
    """

    DATA = "data"
    PRACTICE = "practice"
    MEASURE = "measure"


class FindingUnit(StrEnum):
    """The thing that a finding is about, which is corrected as one.

    Attributes:
        FILE: A file as a whole, or a list that is not in any.
        LIST: A list as a whole, or its sheet.
        COLUMN: A column of a list.
        VALUE: One value, in every cell of a column that has it.
        ROW: A row.
        CELL: A cell.
    """

    FILE = "file"
    LIST = "list"
    COLUMN = "column"
    VALUE = "value"
    ROW = "row"
    CELL = "cell"


def unit_of(list_number: int | None, row: int | None, column: str | None) -> FindingUnit:
    """Return the smallest of the places that a finding names."""
    if row is not None:
        return FindingUnit.ROW if column is None else FindingUnit.CELL
    if column is not None:
        return FindingUnit.COLUMN
    return FindingUnit.FILE if list_number is None else FindingUnit.LIST


@frozen(kw_only=True)
class Location:
    """A place in a council's files; any part may be unknown.

    Attributes:
        file: The file's name, without folders.
        sheet: The name of the sheet. Empty if the file has none.
        row: The spreadsheet's own row number, counted from 1.
        cell: The cell's name, such as ``F123``.
        column: The heading, or the column's name in the catalogue if there is no heading.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    cell: str = ""
    column: str = ""

    __one_line__ = ("cell", "row", "sheet", "file")


@with_displays
@frozen(kw_only=True)
class Finding:
    """One result of a rule, to correct or to check.

    Attributes:
        rule: The rule's id.
        severity: Its severity.
        nature: Its nature.
        list: Number of the Annex A list, or None for a whole file.
        location: Its place in the files.
        message: Plain English, with no child-level value in it.
        guidance: What to do.
        unit: The thing that it is about. A finding has one cause, which may be in many cells.
        count: The number of cells or rows that it is about; 1 for most.
        related: Other rows that the finding depends on.
        explained: The council's reason for accepting it. None if it is not explained.
        value: The raw value. It is filled only if an analyst asks for values.
    """

    rule: str
    severity: Severity
    nature: Nature
    list: int | None
    location: Location
    message: str
    guidance: str = ""
    unit: FindingUnit = FindingUnit.CELL
    count: int = 1
    related: tuple[Location, ...] = ()
    explained: str | None = None
    value: str | None = field(default=None, repr=False)

    __one_line__ = ("rule", "severity", "location", "list")


@layout()
@frozen(kw_only=True)
class ListSummary:
    """Counts for one list.

    Attributes:
        list: The number of the list.
        title: The title of the list.
        found: False when the list was not in the files.
        rows: Rows of data.
        errors: Findings of nature ``data`` and severity error; likewise the next two.
        warnings: Findings of nature ``data`` and severity warning.
        queries: Findings of nature ``data`` and severity query.
        practice: Findings of nature ``practice``, of any severity.
        explained: How many of all these findings the council has explained.
        newest: The newest event date in the list, or None.
    """

    list: int
    title: str
    found: bool
    rows: int = 0
    errors: int = 0
    warnings: int = 0
    queries: int = 0
    practice: int = 0
    explained: int = 0
    newest: date | None = None


@frozen(kw_only=True)
class RuleCount:
    """The number of findings of one rule in all lists.

    Attributes:
        rule: The id of the rule.
        severity: The severity of these findings.
        nature: The nature of the rule.
        message: The message of the rule.
        count: The number of findings.
        explained: How many of them the council has explained.
    """

    rule: str
    severity: Severity
    nature: Nature
    message: str
    count: int
    explained: int = 0


@frozen(kw_only=True)
class LikelyLine:
    """A line of enquiry that the figures of a return make likely; no small number can be read from it.

    Attributes:
        rank: 1 for the likeliest.
        judgement: Id of the judgement that the figure informs.
        indicator: The figure's short word.
        title: The line of enquiry in a few words.
        reason: One or two sentences with the figures that may be shown.
        prepare: What to have ready.
        among: The group of which the figure is a share. Empty in a summary of an earlier version.
        comparison: The national measure, and whether the figure can be compared with it. Empty likewise.
    """

    rank: int
    judgement: str
    indicator: str
    title: str
    reason: str
    prepare: str
    among: str = ""
    comparison: str = ""


@frozen(kw_only=True)
class LatePractice:
    """The share of practice that is late, such as visits; no small number can be read from it.

    Attributes:
        indicator: Id of the indicator.
        title: The late practice, such as ``children in care were not visited in time``.
        share: The share from 0 to 1, to three places. A hidden count is taken at its lowest possible value.
        red: The share at or above which readiness is red, unless a council has another.
        late: The number that is late. None where it is hidden.
        of: The number that it is part of. None where it is hidden.
    """

    indicator: str
    title: str
    share: float
    red: float
    late: int | None = None
    of: int | None = None


@frozen(kw_only=True)
class SkippedRule:
    """A rule that could not be run; never the same as one that passed.

    Attributes:
        rule: The id of the rule.
        reason: The reason why it was not run.
    """

    rule: str
    reason: str


@document("check-summary", report="inspectprep.reports.compose.check:check_report")
@layout(
    "as_of",
    "as_of_assumed",
    "complete",
    "files",
    "rows",
    "errors",
    "warnings",
    "queries",
    "explained",
    "lists",
    "rules",
    "skipped_rules",
    "likely",
    "late",
    "teams",
    "changes",
    "altered_by",
)
@frozen(kw_only=True)
class CheckSummary:
    """The summary of a check for the rest of the library: counts, without rows and values.

    Attributes:
        as_of: The list date of the check.
        lists: Counts for each list.
        rules: Counts for each rule that gave findings.
        skipped_rules: The rules that were not run.
        files: The files that were read.
        as_of_assumed: Whether it is the day of the newest event, because no list date was given.
        complete: False if a file could not be read.
        likely: Likely lines of enquiry, the most likely first, if they were calculated.
        late: Shares of late practice, if they were calculated.
        teams: The open findings by list and team.
        changes: The changes of errors since an earlier check, if one is known.
        altered_by: What plugins changed in the check.
    """

    as_of: date | None
    lists: tuple[ListSummary, ...] = ()
    rules: tuple[RuleCount, ...] = ()
    skipped_rules: tuple[SkippedRule, ...] = ()
    files: int = 0
    as_of_assumed: bool = False
    complete: bool = True
    likely: tuple[LikelyLine, ...] = ()
    late: tuple[LatePractice, ...] = ()
    teams: tuple[TeamFindings, ...] = ()
    changes: ErrorChanges | None = None
    altered_by: tuple[Alteration, ...] = ()

    __one_line__ = ("as_of", "rows", "errors", "warnings", "queries", "complete")

    @property
    def errors(self) -> int:
        """Findings of nature ``data`` and severity error, over all lists."""
        return self.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Findings of nature ``data`` and severity warning, over all lists."""
        return self.count(Severity.WARNING)

    @property
    def queries(self) -> int:
        """Findings of nature ``data`` and severity query, over all lists."""
        return self.count(Severity.QUERY)

    @property
    def open_errors(self) -> int:
        """Errors about data that the council has not explained. Annex A is sent when there are none."""
        return self.errors - self.explained_of(Severity.ERROR)

    @property
    def explained(self) -> int:
        """Findings that the council has explained, of any severity and nature."""
        return sum(rule.explained for rule in self.rules)

    def explained_of(self, severity: Severity, nature: Nature = Nature.DATA) -> int:
        """Return how many findings of this severity and nature the council has explained."""
        return sum(
            rule.explained for rule in self.rules if rule.severity is severity and rule.nature is nature
        )

    @property
    def rows(self) -> int:
        """Rows of data over all lists."""
        return sum(row.rows for row in self.lists)

    def count(self, severity: Severity, nature: Nature = Nature.DATA) -> int:
        """Return how many findings have this severity and nature, explained or not, files and lists alike."""
        return sum(rule.count for rule in self.rules if rule.severity is severity and rule.nature is nature)
