"""The sheets of one list are joined only on request, and nothing is lost or mixed up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from inspectprep.annexa.catalogue.policy import Policy, policy_of
from inspectprep.annexa.outputs.checked_workbook import write_checked
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.check import check, check_dataset
from inspectprep.annexa.results.ignored import ignored_input
from inspectprep.cli.run import run
from inspectprep.errors import DocumentError, InspectPrepError
from tests.annexa.making import AS_OF, column, csv, good, headings, with_value, without, workbook
from tests.shared import from_shared

JOIN = Policy(join=(1,))


def _numbered(first: int, rows: int) -> list[list[Any]]:
    table = good(1, first + rows)
    return [table[0], *table[first + 1 :]]


def _two(path: Path, *, second: list[list[Any]] | None = None) -> Path:
    return workbook(path, {"List 1": good(1, 3), "List 1 closed": second or _numbered(3, 2)})


def test_rows_follow_in_the_order_of_the_sheets_with_their_own_places(tmp_path: Path) -> None:
    """A finding on a row of the second sheet names that sheet."""
    second = with_value(_numbered(3, 2), "Date of Contact", "soon")
    dataset = read(_two(tmp_path / "a.xlsx", second=second), as_of=AS_OF, policy=JOIN)
    assert column(dataset, 1, "child_unique_id") == [f"C{number:05d}" for number in range(1, 6)]
    frame = dataset.tables[1].frame
    assert frame["__row"].to_list() == [2, 3, 4, 2, 3]
    assert [dataset.places[place].sheet for place in frame["__place"]] == ["List 1"] * 3 + [
        "List 1 closed"
    ] * 2
    result = check_dataset(dataset, policy=JOIN)
    (wrong,) = [finding for finding in result.records() if finding.rule == "AA-F-005"]
    assert (wrong.location.sheet, wrong.location.row) == ("List 1 closed", 2)
    assert "AA-S-015" not in set(result.findings["rule"])
    assert dataset.joined == (1,)


def test_without_a_request_the_list_is_not_used_and_the_option_is_named(tmp_path: Path) -> None:
    """Two sheets may be an old and a new copy."""
    result = check(_two(tmp_path / "a.xlsx"), as_of=AS_OF)
    assert 1 not in result.dataset.tables
    (copies,) = [finding for finding in result.records() if finding.rule == "AA-S-015"]
    assert "--join 1" in copies.message


def test_sheets_of_several_files_and_kinds_are_joined(tmp_path: Path) -> None:
    """A workbook, a text file and a frame with true dates are parts of one list."""
    workbook(tmp_path / "a.xlsx", {"List 1": good(1, 1)})
    csv(tmp_path / "List 1 closed.csv", _numbered(1, 1))
    table = _numbered(2, 1)
    frame = pl.DataFrame({name: [table[1][at]] for at, name in enumerate(table[0])})
    sources = [tmp_path / "a.xlsx", tmp_path / "List 1 closed.csv", {1: frame}]
    dataset = read(sources, as_of=AS_OF, policy=JOIN)
    assert column(dataset, 1, "child_unique_id") == ["C00001", "C00002", "C00003"]
    assert column(dataset, 1, "date_of_contact") == [dt.date(2026, 9, 15)] * 3
    assert dataset.tables[1].frame.schema["date_of_contact__raw"] == pl.String
    assert not check_dataset(dataset, policy=JOIN).findings.filter(pl.col("list") == 1).height


def test_a_column_of_one_sheet_alone_is_blank_in_the_other_and_said(tmp_path: Path) -> None:
    """The rows are not moved into other columns."""
    second = without(_numbered(3, 2), "Contact Source")
    dataset = read(_two(tmp_path / "a.xlsx", second=second), as_of=AS_OF, policy=JOIN)
    assert column(dataset, 1, "contact_source")[3:] == [None, None]
    assert None not in column(dataset, 1, "contact_source__state".removesuffix("__state"), "__state")
    notes = [text for _, text in ignored_input(dataset)]
    assert any("'List 1 closed' is one of 2" in text and "no column Contact Source" in text for text in notes)
    result = check_dataset(dataset, policy=JOIN)
    assert "AA-S-003" in set(result.findings["rule"])


def test_rows_on_both_sheets_are_duplicates(tmp_path: Path) -> None:
    """An old copy that was joined by mistake does not go unseen."""
    result = check(_two(tmp_path / "a.xlsx", second=_numbered(2, 2)), as_of=AS_OF, policy=JOIN)
    assert "AA-D-001" in set(result.findings["rule"])


def test_a_hidden_sheet_is_not_joined(tmp_path: Path) -> None:
    """It is named, as before."""
    path = _two(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book["List 1 closed"].sheet_state = "hidden"
    book.save(path)
    dataset = read(path, as_of=AS_OF, policy=JOIN)
    assert dataset.tables[1].frame.height == 3
    assert dataset.joined == ()
    assert any("'List 1 closed' was ignored. It is hidden" in text for _, text in ignored_input(dataset))


def test_a_sheet_without_rows_adds_nothing(tmp_path: Path) -> None:
    """Only its headings are there."""
    dataset = read(_two(tmp_path / "a.xlsx", second=[headings(1)]), as_of=AS_OF, policy=JOIN)
    assert dataset.tables[1].frame.height == 3


def test_the_checked_workbook_has_each_part_and_reads_back(tmp_path: Path) -> None:
    """Every cell has its address, links lead to the right sheet, and the findings are the same."""
    second = with_value(without(_numbered(3, 2), "Contact Source"), "Date of Contact", "soon")
    result = check(_two(tmp_path / "a.xlsx", second=second), as_of=AS_OF, policy=JOIN)
    write_checked(tmp_path / "checked.xlsx", result, key=bytes(32))
    book = openpyxl.load_workbook(tmp_path / "checked.xlsx")
    assert {"List 1", "List 1 (2)"} <= set(book.sheetnames)
    assert book["List 1 (2)"]["A2"].value == "C00004"
    links = [
        row[4].hyperlink.location
        for row in book["Findings"].iter_rows(min_row=3)
        if row[2].value == "AA-F-005"
    ]
    assert [link.partition("!")[0] for link in links] == ["'List 1 (2)'"]
    again = check(tmp_path / "checked.xlsx", as_of=AS_OF, policy=JOIN)
    columns = ["rule", "severity", "list", "row", "column"]
    only = pl.col("row").is_not_null()
    assert again.findings.filter(only).select(columns).equals(result.findings.filter(only).select(columns))


def test_the_policy_says_which_lists(tmp_path: Path) -> None:
    """A number that is not a list is refused with its path."""
    assert policy_of({"join": [1, 6]}).join == (1, 6)
    for wrong in ([12], [0]):
        with pytest.raises(DocumentError, match="not a list") as caught:
            policy_of({"join": wrong})
        assert caught.value.problems[0][0] == "$.join[0]"
    for wrong in (6, "6", ["6"], [1.5], [True]):
        with pytest.raises(DocumentError):
            policy_of({"join": wrong})
    dataset = read(_two(tmp_path / "a.xlsx"), as_of=AS_OF)
    with pytest.raises(InspectPrepError, match="without joining"):
        check_dataset(dataset, policy=JOIN)


def test_the_case_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Joined, the list has all its rows and no finding; the policy remembers it."""
    case = str(from_shared("cases/annexa/list-on-two-sheets.xlsx"))
    assert run(["annexa", "check", case, "--as-of", "2026-11-20"]) == 1
    assert "--join 6" in capsys.readouterr().out
    assert run(["annexa", "check", case, "--as-of", "2026-11-20", "--join", "6", "--fail-on", "query"]) == 0
    assert "joined as List 6" in " ".join(capsys.readouterr().out.split())
    policy = tmp_path / "policy.toml"
    policy.write_text("join = [6]\n", encoding="utf-8")
    arguments = ["annexa", "check", case, "--as-of", "2026-11-20", "--policy", str(policy)]
    assert run([*arguments, "--fail-on", "query"]) == 0
    assert run([*arguments, "--join", "12"]) == 2
