"""Makes the files that councils really have, good ones and nasty ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.read import read

AS_OF = dt.date(2026, 11, 20)
RULES = {rule.id: rule for rule in built_in().values() if rule.id.startswith(("AA-S", "AA-F"))}

Row = list[Any]


def headings(number: int) -> Row:
    """Return the official headings of a list."""
    return [column.header for column in catalogue.lists()[number].columns]


def good_row(number: int, child: int = 1) -> Row:
    """Return a row without a fault, dates as true dates."""
    row: Row = []
    for column in catalogue.lists()[number].columns:
        if column.name == "placement_urn":
            row.append(f"SC{child:06d}")
        elif column.type == "id":
            row.append(f"C{child:05d}")
        elif column.name == "date_of_birth":
            row.append(dt.date(2016, 3, 5))
        elif column.type == "date":
            row.append(dt.date(2026, 9, 15))
        elif column.type == "category":
            row.append(catalogue.code_set(column.codes or "").codes[0].code)
        elif column.type == "age":
            row.append(10)
        elif column.type == "integer":
            row.append(1)
        else:
            row.append({"placement_postcode": "OX1 1AB"}.get(column.name, f"{column.header} A"))
    return row


def good(number: int, rows: int = 3) -> list[Row]:
    """Return a list without a fault: headings and some rows."""
    return [headings(number), *(good_row(number, child + 1) for child in range(rows))]


def without(table: list[Row], *headings_: str) -> list[Row]:
    """Return a table without some columns."""
    keep = [index for index, text in enumerate(table[0]) if text not in headings_]
    return [[row[index] for index in keep] for row in table]


def with_value(table: list[Row], heading: str, value: Any, row: int = 1) -> list[Row]:
    """Return a table with one cell changed; `row` counts from 0 for the headings."""
    changed = [list(each) for each in table]
    changed[row][table[0].index(heading)] = value
    return changed


def workbook(path: Path, sheets: dict[str, list[Row]], **options: Any) -> Path:
    """Write a workbook; true dates are written as such."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, **options})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, table in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(table):
            for column, value in enumerate(cells):
                if isinstance(value, dt.datetime | dt.date):
                    sheet.write_datetime(row, column, value, date)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return path


def as_text(table: list[Row], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return a table as delimited text, dates as day/month/year."""
    lines = []
    for row in table:
        cells = []
        for value in row:
            text = (
                value.strftime("%d/%m/%Y")
                if isinstance(value, dt.date)
                else str("" if value is None else value)
            )
            quoted = delimiter in text or '"' in text or "\n" in text
            cells.append('"' + text.replace('"', '""') + '"' if quoted else text)
        lines.append(delimiter.join(cells))
    return end.join(lines) + end


def csv(path: Path, table: list[Row], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write a text file."""
    path.write_bytes(as_text(table, delimiter).encode(encoding))
    return path


def load(*paths: Any, as_of: dt.date = AS_OF) -> AnnexAData:
    """Read files at the list date of the tests, and check that they read the same from memory."""
    dataset = read(list(paths), as_of=as_of)
    if all(isinstance(path, Path) and path.is_file() and path.suffix for path in paths):
        agree(dataset, read([{path.name: path.read_bytes()} for path in paths], as_of=as_of))
    return dataset


def limited(**limits: float) -> Policy:
    """Return a policy with other limits on the size of files."""
    return Policy(rules={"AA-S-013": RuleChange(thresholds=limits)})


def agree(one: AnnexAData, other: AnnexAData) -> None:
    """Check that two readings of the same files have the same lists and the same facts."""
    assert one.tables.keys() == other.tables.keys()
    for number, table in one.tables.items():
        assert table.frame.equals(other.tables[number].frame)
    assert (one.places, one.files, one.sheets) == (other.places, other.files, other.sheets)
    assert (one.as_of, one.copies_agree) == (other.as_of, other.copies_agree)


def found(dataset: AnnexAData, rule: str, **policy: Any) -> list[dict[str, Any]]:
    """Return what a rule finds."""
    own_la = policy.pop("own_la", None)
    return run_rules(dataset, [RULES[rule]], Policy(own_la=own_la, thresholds=policy)).findings.to_dicts()


def all_found(dataset: AnnexAData) -> set[str]:
    """Return the ids of all rules about files, structure and fields that find something."""
    return set(run_rules(dataset, RULES.values(), Policy()).findings["rule"])


def column(dataset: AnnexAData, number: int, name: str, suffix: str = "") -> list[Any]:
    """Return a column of a list."""
    return dataset.tables[number].frame[f"{name}{suffix}"].to_list()


def one_cell(tmp_path: Path, number: int, heading: str, value: Any) -> AnnexAData:
    """Return a list of one row with one cell changed, read from a workbook."""
    table = with_value(good(number, 1), heading, value)
    return load(workbook(tmp_path / "annex-a.xlsx", {f"List {number}": table}))


def one_text(tmp_path: Path, number: int, heading: str, *values: str) -> AnnexAData:
    """Return a list with one text a row in one column, read from text."""
    table = good(number, len(values))
    for row, value in enumerate(values, start=1):
        table = with_value(table, heading, value, row)
    return load(csv(tmp_path / f"List {number}.csv", table))
