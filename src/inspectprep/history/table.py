"""The rows of a history as text: of delimited text, or of parsed reports in JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from inspectprep.errors import DocumentError, closest
from inspectprep.model.past_inspection import JUDGEMENTS, InspectionKind

COLUMNS = ("urn", "authority", "type", "variant", "start", "end", "published", "overall_grade")
"""The columns of a history. The ids of judgements may follow, each with its grade."""
_DAY = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_DELIMITERS = ",;\t|"
_REMEDY = f"The first row names the columns: {','.join(COLUMNS)}."


class Row(NamedTuple):
    """A row of a history, as text.

    Attributes:
        place: The row or line, as messages name it.
        cells: The text of each column. Blank where there is none.
    """

    place: str
    cells: Mapping[str, str]


def delimited_rows(text: str, where: str) -> list[Row]:
    """Return the rows of delimited text. Blank rows, and comments above the headings, are left out.

    Args:
        text: The text. Commas, semicolons, tabs or bars divide its columns.
        where: The file, for errors.

    Raises:
        DocumentError: if the columns are not those of a history, or a row has more or fewer cells.
    """
    lines = text.replace("\0", "").split("\n")
    skipped = 0
    while lines and (lines[0].startswith("#") or not lines[0].strip()):
        del lines[0]
        skipped += 1
    content = "\n".join(lines)
    delimiter = max(_DELIMITERS, key="".join(lines[:1]).count)
    try:
        records = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        message = f"The text is not valid CSV ({error}). Look for a quotation mark that is not closed."
        raise DocumentError([("the file", message)], where=where) from None
    headings = _headings(records[0] if records else [], where)
    problems, rows = [], []
    for number, record in enumerate(records[1:], skipped + 2):
        if not any(cell.strip() for cell in record):
            continue
        if any(cell.strip() for cell in record[len(headings) :]) or len(record) < len(headings):
            count = f"The row has {len(record)} cells, and the first row has {len(headings)}."
            problems.append(
                (f"row {number}", f"{count} Put text with {_name(delimiter)} in quotation marks.")
            )
            continue
        cells = (cell.strip() for cell in record)
        rows.append(Row(f"row {number}", dict(zip(headings, cells, strict=False))))
    if problems:
        raise DocumentError(problems, where=where)
    return rows


def parsed_rows(text: str, where: str) -> list[Row]:
    """Return the full inspections among parsed reports: JSON Lines, or a list in JSON.

    Other kinds of report are left out. Fieldwork in several periods counts from its first day to its last. If
    a report does not print its day of publication, it is the last date in the name of the file, if it has one
    after the fieldwork.

    Raises:
        DocumentError: if the text is not JSON, or has values of other types.
    """
    problems, rows = [], []
    for place, report in _objects(text, where):
        if not isinstance(report, Mapping) or "kind" not in report:
            problems.append((place, "This is not a parsed report. Write it with published parse."))
        elif report["kind"] in InspectionKind.__members__.values():
            try:
                rows.append(Row(place, _cells(report)))
            except (AttributeError, KeyError, TypeError, ValueError):
                message = "The days of the fieldwork or the grades are missing. Parse the report again."
                problems.append((place, message))
    if problems:
        raise DocumentError(problems, where=where)
    return rows


def _headings(record: list[str], where: str) -> list[str]:
    headings = ["_".join(heading.casefold().split()) for heading in record]
    problems = []
    if not set(COLUMNS) & set(headings):
        raise DocumentError([("row 1", f"These are not the headings of a history. {_REMEDY}")], where=where)
    for column in COLUMNS:
        if column not in headings:
            near = closest(column, set(headings) - set(COLUMNS) - set(JUDGEMENTS) - {""})
            hint = f"Is it the column {near!r}? " if near else ""
            problems.append((f"column {column}", f"The column is missing. {hint}{_REMEDY}"))
    known = (*COLUMNS, *JUDGEMENTS)
    twice = [column for column in known if headings.count(column) > 1]
    problems += [(f"column {column}", "There are two of this column. Remove one.") for column in twice]
    if problems:
        raise DocumentError(problems, where=where)
    return headings


def _name(delimiter: str) -> str:
    return {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]


def _objects(text: str, where: str) -> Iterable[tuple[str, Any]]:
    place = "the file"
    try:
        if text.startswith("["):
            return [(f"report {number}", report) for number, report in enumerate(json.loads(text), 1)]
        found = []
        for number, line in enumerate(text.splitlines(), 1):
            place = f"line {number}"
            if line.strip():
                found.append((place, json.loads(line)))
    except ValueError as error:
        message = f"This is not valid JSON ({error}). Write one report in each line."
        raise DocumentError([(place, message)], where=where) from None
    return found


def _cells(report: Mapping[str, Any]) -> dict[str, str]:
    periods, grades = report["fieldwork"], report["grades"]
    end = max(period["end"] or period["start"] for period in periods)
    named = [day for day in _DAY.findall(report.get("file") or "") if day >= end]
    cells = {
        "urn": str(report.get("urn") or ""),
        "authority": report["authority"] or "",
        "type": report["kind"],
        "variant": report.get("variant") or "",
        "start": min(period["start"] for period in periods),
        "end": end,
        "published": report.get("published") or (named[-1] if named else ""),
        "overall_grade": grades.get("overall") or "",
        **{judgement: grades.get(judgement) or "" for judgement in JUDGEMENTS},
    }
    if not all(isinstance(cell, str) for cell in cells.values()):
        raise TypeError
    return cells
