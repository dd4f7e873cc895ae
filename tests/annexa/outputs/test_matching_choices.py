"""The analyst's choices: made in the workbook, added to the policy, and used when lists are read."""

from __future__ import annotations

import stat
from pathlib import Path

import openpyxl
import pytest

from inspectprep import annexa
from inspectprep.annexa import MatchState
from inspectprep.errors import DocumentError, InspectPrepError
from tests.annexa.making import good, with_value, workbook

TEXT = "Zqx7 flat"


def lists(path: Path, *texts: str) -> Path:
    """Write List 8, whose first rows have these types of placement."""
    table = good(8, max(3, len(texts)))
    for row, text in enumerate(texts, start=1):
        table = with_value(table, "Placement Type", text, row)
    return workbook(path, {"List 8": table})


def chosen(folder: Path, choices: dict[str, str], *texts: str) -> Path:
    """Return the workbook of the matching of such a list, with choices typed beside some texts."""
    path = folder / "matching.xlsx"
    annexa.write_matching(path, annexa.matching(annexa.read(lists(folder / "lists.xlsx", *texts))))
    book = openpyxl.load_workbook(path)
    sheet = book["Matching"]
    names = [cell.value for cell in sheet[2]]
    for row in sheet.iter_rows(min_row=3):
        text = row[names.index("Text in your lists")].value
        if text in choices:
            row[names.index("Your choice")].value = choices[text]
    book.save(path)
    return path


def row_of(path: Path, text: str) -> int:
    """Return the row of a text in the sheet."""
    (row,) = [row[0].row for row in openpyxl.load_workbook(path)["Matching"] if row[2].value == text]
    return int(row)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("p) K2: Children's Homes", "K2"),
        ("K2", "K2"),
        ("k2", "K2"),
        ("(blank)", ""),
    ],
)
def test_a_choice_is_read_back(tmp_path: Path, typed: str, code: str) -> None:
    """The code as the list offers it, the short code, or blank."""
    path = chosen(tmp_path, {TEXT: typed}, TEXT, "Elsewhere")
    (choice,) = annexa.read_choices(path)
    assert isinstance(choice, annexa.Choice)
    assert (choice.list, choice.column, choice.text, choice.code) == (8, "placement_type", TEXT, code)
    assert choice.row == row_of(path, TEXT)
    assert TEXT not in repr(choice)


def test_a_checked_workbook_is_read_back_too(tmp_path: Path) -> None:
    """It has the same sheet, and its lists are read as before."""
    result = annexa.check(lists(tmp_path / "lists.xlsx", TEXT))
    path = tmp_path / "checked.xlsx"
    annexa.write_checked(path, result, key=bytes(32))
    again = annexa.check(path)
    assert list(again.dataset.tables) == [8]
    book = openpyxl.load_workbook(path)
    book["Matching"].cell(row_of(path, TEXT), 6).value = "K2"
    book.save(path)
    assert [choice.meaning for choice in annexa.read_choices(path)] == ["K2"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("K22", "the choice is not a code of placement_type. Did you mean 'K2'?"),
        (TEXT, "the choice is not a code of placement_type."),
        ("", ""),
    ],
)
def test_a_choice_that_is_not_a_code_is_refused(tmp_path: Path, typed: str, message: str) -> None:
    """The error names the row and has no text of the workbook."""
    path = chosen(tmp_path, {TEXT: typed}, TEXT)
    if not typed:
        assert annexa.read_choices(path) == ()
        return
    with pytest.raises(DocumentError) as refused:
        annexa.read_choices(path)
    assert refused.value.problems == ((f"Matching, row {row_of(path, TEXT)}", message),)
    assert "Zqx7" not in str(refused.value)


def test_two_choices_for_one_text_are_refused(tmp_path: Path) -> None:
    """Texts that differ in case only are one text; the same choice for both is fine."""
    path = chosen(tmp_path, {TEXT: "K2", TEXT.upper(): "U1"}, TEXT, TEXT.upper())
    with pytest.raises(DocumentError, match="the same text has another choice in row") as refused:
        annexa.read_choices(path)
    assert "Zqx7" not in str(refused.value)
    same = chosen(tmp_path, {TEXT: "K2", TEXT.upper(): "K2"}, TEXT, TEXT.upper())
    assert len(annexa.read_choices(same)) == 1


def test_a_text_that_is_another_code_is_refused(tmp_path: Path) -> None:
    """A code means itself. Choosing itself changes nothing."""
    path = chosen(tmp_path, {"U1": "K2"}, "U1", "U4")
    with pytest.raises(DocumentError, match="is the code 'U1' already") as refused:
        annexa.read_choices(path)
    assert refused.value.problems[0][0] == f"Matching, row {row_of(path, 'U1')}"
    assert annexa.read_choices(chosen(tmp_path, {"U1": "U1"}, "U1")) == ()


def test_an_error_of_the_spreadsheet_gets_no_code(tmp_path: Path) -> None:
    """It is corrected at source."""
    with pytest.raises(DocumentError, match="an error of the spreadsheet cannot mean a code"):
        annexa.read_choices(chosen(tmp_path, {"#N/A": "(blank)"}, "#N/A"))


def test_a_long_text_gets_no_code(tmp_path: Path) -> None:
    """It is free text, and a spreadsheet may cut it."""
    with pytest.raises(DocumentError, match="more than 255 characters"):
        annexa.read_choices(chosen(tmp_path, {"x" * 256: "K2"}, "x" * 256))


@pytest.mark.parametrize(
    "text",
    [
        "+x",
        "@flat",
        "'flat",
        '"flat"',
        "a\nb",
        "_x0041_",
        "\x01 flat",
        "childrenâ€™s flat",
        "2.5",
        "ﬁ ß İ",
        "\\",
    ],
)
def test_any_text_comes_back_from_the_workbook(tmp_path: Path, text: str) -> None:
    """Signs that spreadsheets and TOML treat in a way of their own are read as they were shown."""
    source = lists(tmp_path / "lists.xlsx", f"{text} here")
    path = tmp_path / "matching.xlsx"
    annexa.write_matching(path, annexa.matching(annexa.read(source)))
    book = openpyxl.load_workbook(path)
    book["Matching"]["F3"] = "K2"
    book.save(path)
    policy = annexa.add_choices(tmp_path / "policy.toml", annexa.read_choices(path))
    matching = annexa.matching(annexa.read(source, policy=policy))
    assert [value.count for value in matching.only(states=["chosen"]).values] == [1]


def test_a_date_gets_no_code(tmp_path: Path) -> None:
    """Only columns with codes have choices."""
    table = with_value(good(8), "Date of Birth", TEXT)
    source = workbook(tmp_path / "lists.xlsx", {"List 8": table})
    path = tmp_path / "matching.xlsx"
    annexa.write_matching(path, annexa.matching(annexa.read(source)))
    book = openpyxl.load_workbook(path)
    book["Matching"].cell(row_of(path, TEXT), 6).value = "K2"
    book.save(path)
    with pytest.raises(DocumentError, match="the column has no codes"):
        annexa.read_choices(path)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        (1, 12, "this is not a list"),
        (1, None, "this is not a list"),
        (8, "placement_typ", "Did you mean 'placement_type'?"),
        (3, None, "a text is blank"),
    ],
)
def test_a_row_that_was_damaged_is_refused(tmp_path: Path, column: int, cell: object, message: str) -> None:
    """A choice never lands on another column than the one beside which it was made."""
    path = chosen(tmp_path, {TEXT: "K2"}, TEXT)
    book = openpyxl.load_workbook(path)
    row = row_of(path, TEXT)
    book["Matching"].cell(row, column).value = cell  # type: ignore[assignment]
    book.save(path)
    with pytest.raises(DocumentError, match=f"row {row}: .*{message.replace('?', '.')}"):
        annexa.read_choices(path)


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    """The error says which workbook has choices."""
    with pytest.raises(InspectPrepError, match="matching --workbook"):
        annexa.read_choices(lists(tmp_path / "lists.xlsx"))


def test_choices_are_added_to_a_policy_with_its_comments(tmp_path: Path) -> None:
    """Everything else stays, an earlier choice is replaced, and only the owner can read the file."""
    policy = tmp_path / "policy.toml"
    policy.write_text(
        '# agreed on Monday\nown_la = "Oxfordshire"  # us\n\n'
        f'[translations.8.placement_type]\n"{TEXT.lower()}" = "U1" # before\n',
        "utf-8",
    )
    path = chosen(tmp_path, {TEXT: "K2", "Elsewhere": "(blank)"}, TEXT, "Elsewhere")
    added = annexa.add_choices(policy, annexa.read_choices(path))
    assert policy.read_text("utf-8") == (
        '# agreed on Monday\nown_la = "Oxfordshire"  # us\n\n'
        f'[translations.8.placement_type]\n"{TEXT.lower()}" = "K2" # before\n"Elsewhere" = ""\n'
    )
    assert annexa.read_policy(policy) == added
    assert stat.S_IMODE(policy.stat().st_mode) == 0o600


def test_a_new_policy_is_written(tmp_path: Path) -> None:
    """A council without a policy gets one."""
    path = chosen(tmp_path, {TEXT: "K2"}, TEXT)
    added = annexa.add_choices(tmp_path / "new.toml", annexa.read_choices(path))
    assert added == annexa.Policy(translations={8: {"placement_type": {TEXT: "K2"}}})
    assert annexa.read_policy(tmp_path / "new.toml") == added


def test_a_file_that_is_not_a_policy_stays(tmp_path: Path) -> None:
    """Another file of the council is never changed."""
    other = tmp_path / "inspectprep.toml"
    other.write_text('authority = "Oxfordshire"\n', "utf-8")
    path = chosen(tmp_path, {TEXT: "K2"}, TEXT)
    with pytest.raises(DocumentError):
        annexa.add_choices(other, annexa.read_choices(path))
    assert other.read_text("utf-8") == 'authority = "Oxfordshire"\n'


def test_an_addition_that_would_change_other_parts_is_refused(tmp_path: Path) -> None:
    """Keys with dots are such a case. The file stays as it is."""
    policy = tmp_path / "policy.toml"
    text = 'translations.8.gender.girl = "Female"\n'
    policy.write_text(text, "utf-8")
    choices = [
        annexa.Choice(list=8, column="gender", text=TEXT, code="Male", row=4),
        annexa.Choice(list=9, column="disability", text="ja", code="Yes", row=3),
    ]
    with pytest.raises(InspectPrepError, match="without changing other parts") as refused:
        annexa.add_choices(policy, choices)
    assert "Zqx7" not in str(refused.value)
    assert policy.read_text("utf-8") == text


def test_a_link_to_a_policy_stays_a_link(tmp_path: Path) -> None:
    """The file that it leads to has the choices."""
    (tmp_path / "shared.toml").write_text('own_la = "Oxfordshire"\n', "utf-8")
    (tmp_path / "link.toml").symlink_to(tmp_path / "shared.toml")
    choice = annexa.Choice(list=8, column="placement_type", text=TEXT, code="K2", row=3)
    annexa.add_choices(tmp_path / "link.toml", [choice])
    assert (tmp_path / "link.toml").is_symlink()
    assert annexa.read_policy(tmp_path / "shared.toml").translations["8"]["placement_type"] == {TEXT: "K2"}


def test_an_extract_is_put_right_once(tmp_path: Path) -> None:
    """The next extract is read with the choices, without a finding, and the result names them."""
    path = chosen(tmp_path, {TEXT: "K2", "Elsewhere": "(blank)"}, TEXT, "Elsewhere", TEXT)
    policy = annexa.add_choices(tmp_path / "policy.toml", annexa.read_choices(path))
    result = annexa.check(tmp_path / "lists.xlsx", policy=policy)
    found = {
        value.value: (value.count, value.code, value.how)
        for value in annexa.matching(result.dataset).only(states=[MatchState.CHOSEN]).values
    }
    assert found == {
        TEXT: (2, "p) K2: Children's Homes", "your choice in the policy"),
        "Elsewhere": (1, "", "your choice in the policy: blank"),
    }
    assert not {"AA-F-030", "AA-F-031"} & {
        finding.rule for finding in result.records() if finding.location.column == "Placement Type"
    }
    changes = [change for _, change in result.changes]
    assert "List 8, placement_type: 2 cells were read as K2 by the council's choice" in changes
    assert "List 8, placement_type: 1 cell was read as blank by the council's choice" in changes
    assert "Zqx7" not in "".join(changes)


def with_heading_choice(folder: Path, typed: str, heading: str = "Where") -> Path:
    """Return the workbook of a matching, with a column chosen for a heading that was not read."""
    table = good(8)
    table[0][table[0].index("Placement Type")] = heading
    source = workbook(folder / "lists.xlsx", {"List 8": table})
    path = folder / "matching.xlsx"
    annexa.write_matching(path, annexa.matching(annexa.read(source)))
    book = openpyxl.load_workbook(path)
    (row,) = [row for row in book["Headings"].iter_rows(min_row=3) if row[1].value == heading]
    row[3].value = typed
    book.save(path)
    return path


@pytest.mark.parametrize("typed", ["Placement Type", "placement_type", "placement type"])
def test_a_column_can_be_chosen_for_a_heading(tmp_path: Path, typed: str) -> None:
    """The next extract has the column."""
    path = with_heading_choice(tmp_path, typed)
    assert "placement_type" not in annexa.read(tmp_path / "lists.xlsx").tables[8].columns
    (choice,) = annexa.read_choices(path)
    assert isinstance(choice, annexa.HeadingChoice)
    policy = annexa.add_choices(tmp_path / "policy.toml", [choice])
    assert policy == annexa.Policy(headings={8: {"Where": "placement_type"}})
    dataset = annexa.read(tmp_path / "lists.xlsx", policy=policy)
    assert "placement_type" in dataset.tables[8].columns
    (heading,) = annexa.matching(dataset).only(states=["unmatched"]).headings or [None]
    assert heading is None


def test_a_choice_that_is_not_a_column_is_refused(tmp_path: Path) -> None:
    """The row of the sheet is named."""
    with pytest.raises(DocumentError, match="Did you mean 'Placement Type'") as refused:
        annexa.read_choices(with_heading_choice(tmp_path, "Placment Type"))
    assert refused.value.problems[0][0].startswith("Headings, row ")


def test_official_headings_have_no_choice(tmp_path: Path) -> None:
    """A list of columns is offered beside the others only."""
    book = openpyxl.load_workbook(with_heading_choice(tmp_path, ""))
    sheet = book["Headings"]
    (offered,) = sheet.data_validations.dataValidation
    assert str(offered.sqref) == "D3"
    first, last = offered.formula1.removeprefix("Codes!").replace("$", "").split(":")
    assert "Placement Type" in [row[0].value for row in book["Codes"][f"{first}:{last}"]]


def test_a_submission_has_the_codes_that_were_chosen(tmp_path: Path) -> None:
    """A text that means blank goes out blank."""
    policy = annexa.Policy(translations={8: {"placement_type": {TEXT: "K2", "Elsewhere": ""}}})
    result = annexa.check(lists(tmp_path / "lists.xlsx", TEXT, "Elsewhere", "U1"), policy=policy)
    others = [f"{number}" for number in range(1, 12) if number != 8]
    annexa.write_submission(tmp_path / "out.xlsx", result, leave_out=others)
    sent = annexa.read(tmp_path / "out.xlsx").tables[8].frame
    assert sent["placement_type__raw"].to_list() == [
        "p) K2: Children's Homes",
        None,
        "a) U1: Foster placement - relatives - long term",
    ]
