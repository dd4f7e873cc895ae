"""`inspectprep annexa matching`: what it shows, what it writes, and the choices that it reads back."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.annexa.making import good, with_value, workbook

DAY = ("--as-of", "2026-11-20")
TEXT = "Zqx7 flat"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """List 8, with a type of placement that is not a code."""
    table = with_value(good(8), "Placement Type", TEXT)
    return workbook(tmp_path_factory.mktemp("odd") / "lists.xlsx", {"List 8": table, "List 1": good(1)})


def test_the_json_has_each_text(cli: Any, odd: Path) -> None:
    """List, column, value, count, code and how, what was not matched first."""
    done = cli("annexa", "matching", odd, *DAY, "--json")
    assert done.code == 0
    assert done.json["classification"] == "PERSONAL DATA"
    assert done.json["values"][0] == {
        "list": 8,
        "column": "placement_type",
        "value": TEXT,
        "count": 1,
        "code": "",
        "how": "not matched",
        "state": "unmatched",
    }
    assert {value["list"] for value in done.json["values"]} == {1, 8}


def test_the_screen_has_each_text(cli: Any, odd: Path) -> None:
    """What was not matched comes first, and only what is asked for is shown."""
    done = cli("annexa", "matching", odd, *DAY)
    assert done.code == 0
    assert done.out.index(TEXT) < done.out.index("the code itself")
    assert TEXT not in done.err
    only = cli("annexa", "matching", odd, *DAY, "--list", "1", "--only", "exact").out
    assert "Contact Source" in only
    assert "Placement Type" not in only
    assert "There is no such text." in cli("annexa", "matching", odd, *DAY, "--only", "chosen").out


@pytest.mark.parametrize("name", ["matching.html", "matching.md", "matching.txt", "matching.json"])
def test_reports_are_marked_and_private(cli: Any, odd: Path, tmp_path: Path, name: str) -> None:
    """Each format carries the mark, and only the owner can read the file."""
    out = tmp_path / name
    assert cli("annexa", "matching", odd, *DAY, "--out", out).code == 0
    text = out.read_text("utf-8")
    assert "PERSONAL DATA" in text
    assert TEXT in text
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_the_workbook_is_marked_and_private(cli: Any, odd: Path, tmp_path: Path) -> None:
    """It offers the codes of its column beside each text that is not a code."""
    out = tmp_path / "matching.xlsx"
    done = cli("annexa", "matching", odd, *DAY, "--workbook", out)
    assert f"Written: {out} (personal data, for you only)" in done.out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    book = openpyxl.load_workbook(out)
    assert all("PERSONAL DATA" in sheet.oddHeader.left.text for sheet in book)
    sheet = book["Matching"]
    assert [cell.value for cell in sheet[3]][:4] == [8, "Placement Type", TEXT, 1]
    (offered,) = [rule for rule in sheet.data_validations.dataValidation if "F3" in rule.sqref]
    first, last = offered.formula1.removeprefix("Codes!").replace("$", "").split(":")
    texts = [row[0].value for row in book["Codes"][f"{first}:{last}"]]
    assert texts[0] == "(blank)"
    assert "p) K2: Children's Homes" in texts


def test_the_checked_workbook_has_the_sheet(cli: Any, odd: Path, tmp_path: Path) -> None:
    """An analyst who corrects the findings chooses codes in the same workbook."""
    out = tmp_path / "checked.xlsx"
    cli("annexa", "check", odd, *DAY, "--workbook", out)
    assert openpyxl.load_workbook(out)["Matching"]["C3"].value == TEXT


def test_choices_are_read_back_and_used(cli: Any, odd: Path, tmp_path: Path) -> None:
    """From the workbook to the policy, and from the policy to the next check."""
    book_path, policy = tmp_path / "matching.xlsx", tmp_path / "policy.toml"
    cli("annexa", "matching", odd, *DAY, "--workbook", book_path)
    nothing = cli("annexa", "matching", book_path, "--to-policy", policy)
    assert (nothing.code, policy.exists()) == (0, False)
    book = openpyxl.load_workbook(book_path)
    book["Matching"]["F3"] = "K2"
    book.save(book_path)
    done = cli("annexa", "matching", book_path, "--to-policy", policy)
    assert (done.code, done.err) == (0, "")
    assert f"{policy} (1 choice)" in done.out
    assert TEXT not in done.out
    checked = cli("annexa", "check", odd, *DAY, "--policy", policy, "--fail-on", "never").out
    assert "List 8, placement_type: 1 cell was read as K2 by the council's choice" in checked
    cli("annexa", "check", odd, *DAY, "--policy", policy, "--workbook", tmp_path / "checked.xlsx")
    summary = openpyxl.load_workbook(tmp_path / "checked.xlsx")["Summary"]
    said = [cell.value for row in summary.iter_rows() for cell in row]
    assert "List 8, placement_type: 1 cell was read as K2 by the council's choice" in said
    again = cli("annexa", "matching", odd, *DAY, "--policy", policy, "--only", "chosen", "--json").json
    assert [(value["value"], value["code"]) for value in again["values"]] == [
        (TEXT, "p) K2: Children's Homes")
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--to-policy", "policy.toml", "--json"], "alone"),
        (["--to-policy", "policy.xlsx"], "ends in .toml"),
        (["--out", "matching.xlsx"], "--workbook"),
        (["--only", "unmached"], "unmatched"),
        (["--list", "12"], "12"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    cli: Any, odd: Path, options: list[str], message: str
) -> None:
    """The error says what to do, and has no text of a cell."""
    done = cli("annexa", "matching", odd, *options)
    assert done.code == 2
    assert message in done.err
    assert "Zqx7" not in done.out + done.err


def test_a_bad_choice_is_refused_with_its_row(cli: Any, odd: Path, tmp_path: Path) -> None:
    """Nothing is written."""
    book_path, policy = tmp_path / "matching.xlsx", tmp_path / "policy.toml"
    cli("annexa", "matching", odd, *DAY, "--workbook", book_path)
    book = openpyxl.load_workbook(book_path)
    book["Matching"]["F3"] = "K22"
    book.save(book_path)
    done = cli("annexa", "matching", book_path, "--to-policy", policy)
    assert done.code == 2
    assert "row 3" in done.err
    assert "Did you mean 'K2'?" in done.err
    assert "Zqx7" not in done.err
    assert not policy.exists()
