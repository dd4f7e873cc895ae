"""The document of a result: places, counts and messages, for ``--json`` and for saving."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from attrs import NOTHING, Attribute, asdict, evolve, field

from inspectprep.annexa.results.finding_texts import finding_texts, text_of
from inspectprep.annexa.results.ignored import ignored_input
from inspectprep.annexa.results.marks import key_id, marks_of
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.row_marks import ListMarks, finding_rows_of, list_marks_of
from inspectprep.annexa.results.summary import ListFreshness
from inspectprep.annexa.results.teams import TeamDocument, team_documents
from inspectprep.codec.kinds import kind_of
from inspectprep.model.alteration import Alteration
from inspectprep.model.document import document, layout
from inspectprep.model.finding import FindingUnit, Nature, Severity, SkippedRule, unit_of
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class RelatedDocument:
    """The place of a row that a finding names beside its own.

    Attributes:
        list: The number of the list.
        file: The name of the file.
        sheet: The name of the sheet.
        row: The spreadsheet row.
    """

    list: int | None
    file: str | None
    sheet: str | None
    row: int | None


@frozen(kw_only=True)
class FindingDocument:
    """One finding with its place.

    Attributes:
        rule: The id of the rule.
        severity: Its severity.
        nature: Its nature.
        list: The number of the list. None for a whole file.
        file: The name of the file.
        sheet: The name of the sheet.
        row: The spreadsheet row.
        cell: The cell, such as ``F17``.
        column: The canonical name of the column.
        heading: The column's heading in the file.
        message: What is wrong, without a value of a child.
        guidance: What to do.
        related: The places of other rows that the finding names.
        unit: The thing that the finding is about.
        count: The number of cells or rows that it is about.
        explained: The council's reason for accepting the finding. None if it is not explained.
        explained_by: The person who accepted it.
        explained_until: The last day on which the explanation is valid, inclusive. None for no end.
        mark: The keyed hash by which the finding is recognised in another result.
        value: The cell's raw value, where the analyst asked for values: children's data.
        read_as: What the cell was read as, where the analyst asked for values: a code, an ISO date, a number
            or a text. None if it is blank or could not be read.
    """

    rule: str
    severity: Severity
    nature: Nature
    list: int | None
    file: str | None
    sheet: str | None
    row: int | None
    cell: str | None
    column: str | None
    heading: str | None
    message: str
    guidance: str
    related: tuple[RelatedDocument, ...]
    unit: FindingUnit
    count: int
    explained: str | None = None
    explained_by: str | None = None
    explained_until: date | None = None
    mark: str | None = None
    value: str | None = field(default=None, repr=False)
    read_as: str | None = field(default=None, repr=False)


@layout()
@frozen(kw_only=True)
class ListDocument:
    """The counts and the score of one list."""

    list: int
    title: str
    found: bool
    rows: int
    errors: int
    warnings: int
    queries: int
    practice: int
    explained: int = 0
    score: float | None
    newest: date | None


@frozen(kw_only=True)
class IgnoredDocument:
    """A sheet or a part of a file that was not read as data."""

    file: str
    what: str


@frozen(kw_only=True)
class PolicyChangeDocument:
    """A change that the council's policy makes; no rule where it changes a threshold of all rules."""

    rule: str | None
    change: str


def _with_units(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document of version 1 with a unit and a count for each finding."""
    findings = [
        {
            **finding,
            "unit": unit_of(finding.get("list"), finding.get("row"), finding.get("column")),
            "count": 1,
        }
        for finding in document["findings"]
    ]
    return {**document, "findings": findings}


@document("annexa-check", version=2, migrations={1: _with_units})
@layout()
@frozen(kw_only=True)
class ResultDocument:
    """The result of a check, without any child-level value.

    Attributes:
        altered_by: What plugins changed: rules, codes and readers of files.
        key: Identifies the key that made the marks; None in a result without marks.
        list_marks: The keyed hashes of all rows and people of each list, in a saved result. None in one that
            was saved without them.
        teams: The counts of each list and team, in a saved result. None in one that was saved without them.
        finding_rows: The keyed hashes of the row of each finding, in the order of `findings` and as
            :class:`.RowMarks` writes them, in a saved result. None in one that was saved without them.
    """

    as_of: date | None
    as_of_assumed: bool
    complete: bool
    lists: tuple[ListDocument, ...]
    freshness: tuple[ListFreshness, ...]
    skipped_rules: tuple[SkippedRule, ...]
    left_aside: tuple[IgnoredDocument, ...]
    changes: tuple[PolicyChangeDocument, ...]
    altered_by: tuple[Alteration, ...] = ()
    findings: tuple[FindingDocument, ...]
    key: str | None = None
    list_marks: tuple[ListMarks, ...] | None = None
    teams: tuple[TeamDocument, ...] | None = None
    finding_rows: tuple[str, ...] | None = None


def result_document(result: CheckResult, *, key: bytes | None = None) -> ResultDocument:
    """Return the document of a result.

    Args:
        result: The result of a check.
        key: The key that makes marks, for comparison with later results. None: without marks and teams.
    """
    marks = None if key is None else marks_of(result, key)
    return evolve(_without_findings(result, key), findings=tuple(_findings(result, marks)))


def document_texts(
    result: CheckResult,
    *,
    key: bytes | None = None,
    values: bool = False,
    lists: Container[int] | None = None,
) -> Iterator[str]:
    """Yield the document of a result as compact JSON, in pieces, so that little of it is in memory.

    It is what the codec writes, and is made without it.

    Args:
        result: The result of a check.
        key: The key that makes marks, for comparison with later results. None: without marks and teams.
        values: Add each cell's raw value, and what it was read as. They are children's data.
        lists: The lists whose counts and freshness are given; None for all.
    """
    document = asdict(_without_findings(result, key), filter=_is_written, value_serializer=_plain)
    if lists is not None:
        for name in ("lists", "freshness"):
            document[name] = [each for each in document[name] if each["list"] in lists]
    last = {name: document.pop(name, None) for name in ("key", "list_marks", "teams", "finding_rows")}
    del document["findings"]
    marks = None if key is None else marks_of(result, key)
    yield f'{text_of({"schema": kind_of(ResultDocument).schema, **document})[:-1]},"findings":['
    for index, text in enumerate(finding_texts(result, marks=marks, values=values)):
        yield f",{text}" if index else text
    yield f"],{text_of(last)[1:]}\n"


def document_of(result: CheckResult, *, values: bool = False) -> dict[str, Any]:
    """Return the document of a result as plain values; dates are ISO.

    Args:
        result: The result of a check.
        values: Add each cell's raw value, and what it was read as. They are children's data.
    """
    document: dict[str, Any] = json.loads("".join(document_texts(result, values=values)))
    return document


def _without_findings(result: CheckResult, key: bytes | None) -> ResultDocument:
    counts = result.counts
    return ResultDocument(
        as_of=counts.as_of,
        as_of_assumed=counts.as_of_assumed,
        complete=counts.complete,
        lists=tuple(
            ListDocument(
                list=one.list,
                title=one.title,
                found=one.found,
                rows=one.rows,
                errors=one.errors,
                warnings=one.warnings,
                queries=one.queries,
                practice=one.practice,
                explained=one.explained,
                score=result.scores.get(one.list),
                newest=one.newest,
            )
            for one in counts.lists
        ),
        freshness=result.freshness,
        skipped_rules=result.skipped,
        left_aside=tuple(
            IgnoredDocument(file=file, what=what) for file, what in ignored_input(result.dataset)
        ),
        changes=tuple(
            PolicyChangeDocument(rule=rule or None, change=change) for rule, change in result.changes
        ),
        altered_by=result.altered_by,
        findings=(),
        key=None if key is None else key_id(key),
        list_marks=None if key is None else list_marks_of(result, key),
        teams=None if key is None else team_documents(result),
        finding_rows=None if key is None else finding_rows_of(result, key),
    )


def _is_written(attribute: Attribute[Any], value: object) -> bool:
    return value is not None or attribute.default is NOTHING


def _plain(_: type, __: Attribute[Any] | None, value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _findings(result: CheckResult, marks: Sequence[str] | None) -> Iterator[FindingDocument]:
    for index, finding in enumerate(result.findings.iter_rows(named=True)):
        place = result.place(finding["place"])
        column, row = finding["column"], finding["row"]
        explanation = result.explained.by_finding.get(index)
        yield FindingDocument(
            rule=finding["rule"],
            severity=Severity(finding["severity"]),
            nature=Nature(finding["nature"]),
            list=finding["list"],
            file=place.file if place else None,
            sheet=place.sheet if place else None,
            row=row,
            cell=(place.cell(column, row) or None) if place and column and row is not None else None,
            column=column,
            heading=place.headings.get(column) if place and column else None,
            message=result.message(finding["rule"], finding["note"]),
            guidance=result.rules[finding["rule"]].guidance,
            unit=FindingUnit(finding["unit"]),
            count=finding["count"],
            related=tuple(_related(result, other) for other in finding["related"] or ()),
            explained=explanation.reason if explanation else None,
            explained_by=explanation.by if explanation else None,
            explained_until=explanation.expires if explanation else None,
            mark=marks[index] if marks else None,
        )


def _related(result: CheckResult, row: dict[str, Any]) -> RelatedDocument:
    place = result.place(row["place"])
    return RelatedDocument(
        list=row["list"],
        file=place.file if place else None,
        sheet=place.sheet if place else None,
        row=row["row"],
    )
