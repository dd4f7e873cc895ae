"""Traps 47 to 60: dates."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from inspectprep.annexa.reading.dataset import CellState, DateForm
from inspectprep.annexa.reading.read import read
from tests.annexa.making import (
    all_found,
    column,
    csv,
    found,
    good,
    load,
    one_cell,
    one_text,
    with_value,
    workbook,
)

HEADING, NAME = "Date of Contact", "date_of_contact"


def test_trap_47_a_day_count_in_a_plain_cell(tmp_path: Path) -> None:
    """A number from 20000 to 60000 is a date."""
    assert column(one_cell(tmp_path, 1, HEADING, 44090), 1, NAME) == [dt.date(2020, 9, 16)]
    dataset = one_text(tmp_path, 1, HEADING, "19999", "60001", "60000")
    assert column(dataset, 1, f"{NAME}__state") == [
        CellState.UNREADABLE,
        CellState.UNREADABLE,
        CellState.READ,
    ]


def test_trap_48_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    """True dates and day counts of such a workbook come out right."""
    table = [*good(1, 2)]
    table = with_value(table, HEADING, 46280 - 1462, 2)
    path = workbook(tmp_path / "annex-a.xlsx", {"List 1": table}, date_1904=True)
    with zipfile.ZipFile(path) as archive:
        assert b'date1904="1"' in archive.read("xl/workbook.xml")
    assert column(load(path), 1, NAME) == [dt.date(2026, 9, 15), dt.date(2026, 9, 15)]


@pytest.mark.parametrize(
    ("text", "queried"),
    [
        ("16/09/2020", False),
        ("16/09/2020 00:00:00", False),
        ("16/09/20", True),
        ("16-Sep-20", True),
        ("16.09.2020", True),
        ("2020-09-16", False),
        ("20200916", False),
        ("16th September 2020", True),
        ("September 16, 2020", True),
        ("2020-09-16T00:00:00Z", False),
        ("2020-09-16T00:00:00.000+00:00", False),
        ("16 Sep 2020 12:00AM", True),
        ("44090", True),
    ],
)
def test_trap_49_dates_as_text(tmp_path: Path, text: str, queried: bool) -> None:
    """Every usual form is read; those that could be misread are asked about."""
    dataset = one_text(tmp_path, 1, HEADING, text)
    assert column(dataset, 1, NAME) == [dt.date(2020, 9, 16)]
    assert [each["severity"] for each in found(dataset, "AA-F-006")] == ["query"] * queried
    assert not found(dataset, "AA-F-005")


@pytest.mark.parametrize(
    "text",
    [
        "'16/09/2020",
        "2020/09/16",
        "2020.09.16",
        "Wed 16 Sep 2020",
        "Wednesday, 16 September 2020",
        "Weds. 16/09/2020",
        "\u200b16/09/2020",
        "16/09/2020\ufeff",
        "16\u201109\u20112020",
        "16 / 09 / 2020",
        "16 - 09 - 2020",
        "16\\09\\2020",
        "'44090",
    ],
)
def test_a_date_that_a_person_reads_is_read(tmp_path: Path, text: str) -> None:
    """What hides behind an apostrophe, unseen characters, spaces or a weekday is read and asked about."""
    dataset = one_text(tmp_path, 1, HEADING, text)
    assert column(dataset, 1, NAME) == [dt.date(2020, 9, 16)]
    assert column(dataset, 1, f"{NAME}__kind") == [DateForm.OTHER]
    assert [each["severity"] for each in found(dataset, "AA-F-006")] == ["query"]
    assert not found(dataset, "AA-F-005")
    assert not found(dataset, "AA-F-009")


@pytest.mark.parametrize("text", ["16/09/2020, 10:30", "'16/09/2020 10:30", "20200916 10:30:00"])
def test_a_time_behind_an_odd_date_is_told(tmp_path: Path, text: str) -> None:
    """The day is read and the time asked about."""
    dataset = one_text(tmp_path, 1, HEADING, text)
    assert column(dataset, 1, NAME) == [dt.date(2020, 9, 16)]
    assert [each["severity"] for each in found(dataset, "AA-F-009")] == ["query"]


@pytest.mark.parametrize(
    "text",
    [
        "Wed 17 Sep 2020",
        "Tue 16/09/2020",
        "Wed",
        "'",
        "16 - 18/09/2020",
        "2020/16/09",
        "16/09",
        "16\\09/2020",
    ],
)
def test_a_date_in_doubt_is_not_guessed(tmp_path: Path, text: str) -> None:
    """A weekday of another day, a range and half a date are errors and no dates."""
    dataset = one_text(tmp_path, 1, HEADING, text)
    assert column(dataset, 1, NAME) == [None]
    assert len(found(dataset, "AA-F-005")) == 1


def test_odd_dates_are_evidence_for_the_order_of_day_and_month(tmp_path: Path) -> None:
    """Spaces around the marks do not hide that a column is month first, or day first."""
    swapped = one_text(tmp_path, 1, HEADING, "09 / 16 / 2026", "'03/04/2026")
    assert column(swapped, 1, NAME) == [dt.date(2026, 9, 16), dt.date(2026, 3, 4)]
    assert [each["severity"] for each in found(swapped, "AA-F-006")] == ["warning", "warning"]
    mixed = one_text(tmp_path, 1, HEADING, "09/16/2026", "25 / 09 / 2026")
    assert column(mixed, 1, NAME) == [None, dt.date(2026, 9, 25)]


def test_trap_50_month_first(tmp_path: Path) -> None:
    """Month first is believed only of a column in which nothing speaks against it."""
    swapped = one_text(tmp_path, 1, HEADING, "09/16/2026", "03/04/2026")
    assert column(swapped, 1, NAME) == [dt.date(2026, 9, 16), dt.date(2026, 3, 4)]
    assert [each["severity"] for each in found(swapped, "AA-F-006")] == ["warning", "warning"]
    mixed = one_text(tmp_path, 1, HEADING, "09/16/2026", "25/09/2026", "03/04/2026")
    assert column(mixed, 1, NAME) == [None, dt.date(2026, 9, 25), dt.date(2026, 4, 3)]
    assert [each["row"] for each in found(mixed, "AA-F-005")] == [2]


def test_trap_51_a_column_that_a_spreadsheet_half_swapped(tmp_path: Path) -> None:
    """True dates of days up to 12 beside typed ones of later days are suspicious together."""
    table = good(1, 6)
    values = [
        dt.date(2026, 4, 3),
        dt.date(2026, 2, 6),
        dt.date(2026, 5, 5),
        "16/09/2026",
        "21/08/2026",
        "30/06/2026",
    ]
    for row, value in enumerate(values, start=1):
        table = with_value(table, HEADING, value, row)
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": table}))
    assert [each["row"] for each in found(dataset, "AA-F-006")] == [2, 3]


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(9999, 12, 31), dt.date(1970, 1, 1)])
def test_trap_52_placeholder_dates(tmp_path: Path, day: dt.date) -> None:
    """What systems put in for no date is an error, and no future date besides."""
    dataset = one_cell(tmp_path, 1, HEADING, day)
    assert len(found(dataset, "AA-F-008")) == 1
    assert not found(dataset, "AA-F-007")


@pytest.mark.parametrize(
    "text",
    [
        "0", "0.0", "00:00", "1900-01-00", "00/01/1900", "0/1/1900", "1/0/1900", "00-Jan-00", "00/00/0000",
        "0000-00-00", "0000-00-00 00:00:00", "01/01/0000", "01/01/0001", "16/09/0226", "0226-09-16",
        "16/09/2206", "31/12/2999",
    ],
)  # fmt: skip
def test_trap_52_texts_that_stand_for_no_date(tmp_path: Path, text: str) -> None:
    """Zeros, day 0 of January 1900 and years that cannot be true are one finding, and blank besides."""
    dataset = one_text(tmp_path, 1, HEADING, text)
    assert all_found(dataset) - {"AA-S-001"} == {"AA-F-008"}
    assert column(dataset, 1, f"{NAME}__raw") == [text]


@pytest.mark.parametrize("text", ["29/02/2026", "31/06/2026", "2026-02-29", "31 June 2026"])
def test_trap_53_days_that_do_not_exist(tmp_path: Path, text: str) -> None:
    """No nearby day is taken instead."""
    dataset = one_text(tmp_path, 1, HEADING, text)
    assert column(dataset, 1, NAME) == [None]
    assert len(found(dataset, "AA-F-005")) == 1


def test_trap_54_a_time_of_day(tmp_path: Path) -> None:
    """The time is cut off and asked about; 23:00 is a warning."""
    table = with_value(
        with_value(good(1, 2), HEADING, dt.datetime.fromisoformat("2026-09-01 14:35")),
        HEADING,
        "2026-06-30T23:00:00",
        2,
    )
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 1": table}))
    assert column(dataset, 1, NAME) == [dt.date(2026, 9, 1), dt.date(2026, 6, 30)]
    assert {each["row"]: each["severity"] for each in found(dataset, "AA-F-009")} == {
        2: "query",
        3: "warning",
    }


@pytest.mark.parametrize("error", ["#VALUE!", "#N/A", "#REF!"])
def test_trap_55_error_cells(tmp_path: Path, error: str) -> None:
    """An error in a cell is broken, not blank."""
    path = tmp_path / "annex-a.xlsx"
    table = good(1, 1)
    import xlsxwriter  # noqa: PLC0415

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("List 1")
    for row, cells in enumerate(table):
        for index, value in enumerate(cells):
            sheet.write(row, index, str(value))
    sheet.write_formula(1, 5, "=1/0", None, error)
    book.close()
    dataset = load(path)
    assert column(dataset, 1, f"{NAME}__raw") == [error]
    assert [each["severity"] for each in found(dataset, "AA-F-036")] == ["error"]
    assert not found(dataset, "AA-F-001")


def test_trap_55_hash_signs(tmp_path: Path) -> None:
    """Hash signs, the display of a narrow column, are broken when they are the text."""
    assert len(found(one_text(tmp_path, 1, HEADING, "#########"), "AA-F-036")) == 1


def _with_formula(path: Path, inside: bytes) -> Path:
    whole = workbook(path, {"List 10": good(10, 1)})
    copy = path.with_name("formula.xlsx")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                start = data.index(b'<c r="H2"')
                end = data.index(b"</c>", start) + 4
                data = data[:start] + inside + data[end:]
            new.writestr(entry, data)
    return copy


@pytest.mark.parametrize(
    "inside",
    [
        b'<c r="H2"><f>G2+5</f></c>',
        b'<c r="H2"><f>G2+5</f><v></v></c>',
        b'<c r="H2" s="1"><f>G2+5</f><v/></c>',
        b'<c r="H2"><f t="shared" si="0"/></c>',
    ],
)
def test_trap_56_a_formula_that_was_never_calculated(tmp_path: Path, inside: bytes) -> None:
    """The row stays, the cell is broken and asks to be calculated; nothing is calculated."""
    dataset = load(_with_formula(tmp_path / "annex-a.xlsx", inside))
    assert dataset.tables[10].frame.height == 1
    assert column(dataset, 10, "date_entered_care__state") == [CellState.BROKEN]
    assert [each["severity"] for each in found(dataset, "AA-F-036")] == ["error"]


def test_trap_57_a_formula_that_gives_an_empty_text(tmp_path: Path) -> None:
    """The empty text is a blank."""
    dataset = load(_with_formula(tmp_path / "annex-a.xlsx", b'<c r="H2" t="str"><f>""</f><v></v></c>'))
    assert column(dataset, 10, "date_entered_care__state") == [CellState.MISSING]
    assert not found(dataset, "AA-F-036")


def test_trap_58_years_of_two_figures(tmp_path: Path) -> None:
    """Up to the year after the list date they are of this century."""
    dataset = one_text(tmp_path, 1, HEADING, "16/09/27", "16/09/28")
    assert column(dataset, 1, NAME) == [dt.date(2027, 9, 16), dt.date(1928, 9, 16)]


def test_trap_59_unborn_children(tmp_path: Path) -> None:
    """An expected date ahead with age -1 is right; both blank is only asked about."""
    table = with_value(
        with_value(good(3, 2), "Date of Birth", dt.date(2027, 2, 1)), "Age of Child (Years)", -1
    )
    table = with_value(with_value(table, "Date of Birth", None, 2), "Age of Child (Years)", None, 2)
    dataset = load(workbook(tmp_path / "annex-a.xlsx", {"List 3": table}))
    for rule in ("AA-F-005", "AA-F-007", "AA-F-010", "AA-F-011", "AA-F-013", "AA-F-014"):
        assert not found(dataset, rule), rule
    assert [(each["row"], each["severity"]) for each in found(dataset, "AA-F-004")] == [(3, "query")]


def test_trap_60_a_key_date_that_cannot_be_read(tmp_path: Path) -> None:
    """The row is kept."""
    dataset = one_text(tmp_path, 1, HEADING, "soon", "15/09/2026")
    assert dataset.tables[1].frame.height == 2
    assert column(dataset, 1, f"{NAME}__raw")[0] == "soon"


def test_a_typed_text_of_the_form_of_a_true_date_stays_text(tmp_path: Path) -> None:
    """Where a text looks as a true date would, the workbook's own types decide."""
    table = with_value(
        with_value(good(1, 2), HEADING, "2026-09-15 00:00:00"), HEADING, dt.date(2026, 9, 15), 2
    )
    for streamed in (False, True):
        path = workbook(tmp_path / f"{streamed}.xlsx", {"List 1": table}, constant_memory=streamed)
        assert column(load(path), 1, f"{NAME}__kind") == [DateForm.ISO, DateForm.CELL]


def test_without_a_list_date_the_newest_event_is_taken_and_a_stray_date_is_not(tmp_path: Path) -> None:
    """A typing error years ahead does not become the list date."""
    table = good(1, 30)
    table = with_value(table, HEADING, dt.date(2062, 9, 15), 4)
    dataset = read(csv(tmp_path / "List 1.csv", table))
    assert (dataset.as_of, dataset.as_of_assumed) == (dt.date(2026, 9, 15), True)
