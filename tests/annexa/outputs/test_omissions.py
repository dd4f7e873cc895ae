"""Data that a submission would not have is refused by name, unless the analyst leaves it out on purpose."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from inspectprep import annexa
from inspectprep.annexa.catalogue.policy import Policy, policy_of
from inspectprep.annexa.outputs.caveats import caveats
from inspectprep.annexa.outputs.omissions import Omission
from inspectprep.annexa.outputs.submission import write_submission
from inspectprep.errors import IncompleteError, UnknownNameError
from tests.annexa.making import AS_OF, Row, good, without, workbook
from tests.annexa.outputs.test_submission import sheets
from tests.shared import from_shared


def _renamed(number: int, heading: str, other: str) -> list[Row]:
    first, *rows = good(number)
    return [[other if text == heading else text for text in first], *rows]


def _missing_list(folder: Path) -> Path:
    others = {name: rows for name, rows in sheets().items() if name != "List 5"}
    return workbook(folder / "a.xlsx", others | {"About": [["A note about the lists."]]})


def _differing_lists(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets() | {"List 6 closed": good(6, 5)})


def _unread_list(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets(List_6=[["Child", "Team"], ["C1", "North"]]))


def _second_page(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets() | {"List 8 page 2": good(8)[1:]})


def _rows_without_name(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets() | {"Sheet3": good(8)[1:]})


def _hidden_copy(folder: Path) -> Path:
    workbook(folder / "a.xlsx", sheets() | {"List 8 old": good(8, 5)})
    book = openpyxl.load_workbook(folder / "a.xlsx")
    book["List 8 old"].sheet_state = "hidden"
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def _misspelt(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets(List_8=_renamed(8, "Placement Type", "Plc type of plcement")))


def _without_heading(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets(List_8=_renamed(8, "Placement Type", "")))


def _unlike(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", sheets(List_8=_renamed(8, "URN of Placement", "Ofsted no")))


def _differing_columns(folder: Path) -> Path:
    rows = [[*row, "Gender" if index == 0 else "b) Female"] for index, row in enumerate(good(8))]
    return workbook(folder / "a.xlsx", sheets(List_8=rows))


def _unread_file(folder: Path) -> Path:
    (folder / "in").mkdir()
    (folder / "in" / "more.xlsx").write_bytes(b"PK\x03\x04 damaged")
    workbook(folder / "in" / "a.xlsx", sheets())
    return folder / "in"


KINDS: list[tuple[Callable[[Path], Path], str]] = [
    (_missing_list, "5"),
    (_differing_lists, "6"),
    (_unread_list, "6"),
    (_second_page, "List 8 page 2"),
    (_rows_without_name, "Sheet3"),
    (_hidden_copy, "List 8 old"),
    (_misspelt, "8.Plc type of plcement"),
    (_without_heading, "8.W"),
    (_unlike, "8.Ofsted no"),
    (_differing_columns, "8.AI"),
    (_unread_file, "more.xlsx"),
]


@pytest.mark.parametrize(("make", "name"), KINDS)
def test_nothing_is_left_out_in_silence(make: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    """It is refused, with the name by which it is left out, and sent when that name is given."""
    result = annexa.check(make(tmp_path), as_of=AS_OF)
    out = tmp_path / "out.xlsx"
    with pytest.raises(IncompleteError) as refused:
        write_submission(out, result)
    assert [given for given, _ in refused.value.missing] == [name]
    assert not out.exists()
    sent = write_submission(out, result, leave_out=[name])
    assert out.exists()
    note = caveats(sent, result)
    words = "not supplied" if make is _missing_list else "could not be read"
    assert words in note
    assert "do not have" not in note


@pytest.mark.parametrize("name", ["8.placement_type", "8.Placement Type", "placement type", "8"])
def test_a_column_is_named_as_people_do(name: str, tmp_path: Path) -> None:
    """By its canonical name, its official heading, with the list or without, or with its whole list."""
    result = annexa.check(_misspelt(tmp_path), as_of=AS_OF)
    write_submission(tmp_path / "out.xlsx", result, leave_out=[name])


def test_a_column_that_was_read_is_left_out_on_purpose(tmp_path: Path) -> None:
    """On every list that has it, if no list is named. It is blank, and listed."""
    result = annexa.check(workbook(tmp_path / "a.xlsx", sheets()), as_of=AS_OF)
    sent = write_submission(tmp_path / "out.xlsx", result, leave_out=["Allocated Worker", "3.Gender", "10"])
    named = {data.name for data in sent.left_out}
    assert named == {"10", "3.gender", *(f"{number}.allocated_worker" for number in range(3, 10))}
    assert {data.reason for data in sent.left_out} == {Omission.CHOSEN}
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert [cell.value for cell in book["List_3"]["B"]][1:] == ["Gender", None, None, None]
    assert book["List_4"]["B3"].value is not None
    assert [cell.value for cell in book["List_10"]["A"]] == [
        "List 10: Adoption (not included). We have left it out."
    ]
    note = caveats(sent, result)
    assert "## Left out\n\n- List 10\n- List 3: Gender, Allocated Worker\n" in note
    assert "could not" not in note
    assert "do not have" not in note


def test_only_columns_that_are_absent_are_said_to_be_absent(tmp_path: Path) -> None:
    """A column that no file has is blank, and the note says that the council does not have it."""
    rows = without(good(8), "Placement Type", "Allocated Team")
    result = annexa.check(workbook(tmp_path / "a.xlsx", sheets(List_8=rows)), as_of=AS_OF)
    sent = write_submission(tmp_path / "out.xlsx", result)
    assert {(data.name, data.reason) for data in sent.left_out} == {
        ("8.placement_type", Omission.ABSENT),
        ("8.allocated_team", Omission.ABSENT),
    }
    note = caveats(sent, result)
    assert "## Columns that we do not have\n\n- List 8: Placement Type, Allocated Team\n" in note


def test_a_name_that_means_nothing_is_refused(tmp_path: Path) -> None:
    """With the nearest name that means something."""
    result = annexa.check(workbook(tmp_path / "a.xlsx", sheets()), as_of=AS_OF)
    with pytest.raises(UnknownNameError, match=r"8\.placement_type"):
        write_submission(tmp_path / "out.xlsx", result, leave_out=["8.placement_tipe"])
    with pytest.raises(UnknownNameError):
        write_submission(tmp_path / "out.xlsx", result, leave_out=["12"])


def test_lists_that_the_council_does_not_return_are_not_missed(tmp_path: Path) -> None:
    """The policy says which lists it returns."""
    policy: Policy = policy_of({"thresholds": {"expected_lists": [1, 8]}})
    path = workbook(tmp_path / "a.xlsx", {"List 1": good(1), "List 8": good(8)})
    sent = write_submission(tmp_path / "out.xlsx", annexa.check(path, as_of=AS_OF, policy=policy))
    assert [each.list for each in sent.lists] == [1, 8]
    after = annexa.check(tmp_path / "out.xlsx", as_of=AS_OF)
    assert after.filter(rule="AA-S-001").findings["list"].to_list() == [2, 3, 4, 5, 6, 7, 9, 10, 11]


def test_copies_that_agree_and_pages_of_notes_are_no_loss(tmp_path: Path) -> None:
    """A second copy with the same rows, a page of text and an empty sheet."""
    more: dict[str, list[Row]] = {
        "List 1 again": good(1),
        "About": [["A note about the lists."]],
        "Empty": [],
    }
    result = annexa.check(workbook(tmp_path / "a.xlsx", sheets() | more), as_of=AS_OF)
    assert write_submission(tmp_path / "out.xlsx", result).left_out == ()


@pytest.mark.parametrize("case", ["headings-misspelt", "headings-with-format"])
def test_no_filled_column_of_a_case_is_blank_in_silence(case: str, tmp_path: Path) -> None:
    """Every column is sent."""
    result = annexa.check(from_shared(f"cases/annexa/{case}.xlsx"), as_of=AS_OF)
    sent = write_submission(tmp_path / "out.xlsx", result)
    assert sent.left_out == ()
    assert all(each.columns == result.dataset.tables[each.list].columns for each in sent.lists)


def test_a_list_on_two_sheets_is_refused_and_joined_on_request(tmp_path: Path) -> None:
    """Neither sheet alone is the list. Joined, they have every row."""
    case = from_shared("cases/annexa/list-on-two-sheets.xlsx")
    with pytest.raises(IncompleteError) as refused:
        write_submission(tmp_path / "out.xlsx", annexa.check(case, as_of=AS_OF))
    assert [name for name, _ in refused.value.missing] == ["6"]
    assert "--join 6" in str(refused.value)
    sent = write_submission(tmp_path / "out.xlsx", annexa.check(case, as_of=AS_OF, policy=Policy(join=(6,))))
    rows = annexa.check(case.with_name("clean.xlsx"), as_of=AS_OF).dataset.tables[6].frame.height
    assert [each.rows for each in sent.lists if each.list == 6] == [rows]
    assert not annexa.check(tmp_path / "out.xlsx", as_of=AS_OF).findings.height
