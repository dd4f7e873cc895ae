"""The submission workbook: its layout, its cells, and the note beside it."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inspectprep import annexa, synth
from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.outputs.caveats import caveats
from inspectprep.annexa.outputs.cells_to_send import BlankReason
from inspectprep.annexa.outputs.submission import write_submission
from inspectprep.annexa.reading.dataset import CellState
from inspectprep.annexa.results.acceptance import explain
from inspectprep.annexa.results.explanation import Explanation, Explanations
from inspectprep.annexa.results.result import CheckResult
from tests.annexa.making import AS_OF, Row, good, with_value, without, workbook
from tests.shared import from_shared

COUNCIL = Policy(own_la="Oxfordshire", contact="Performance team, 01865 000000")
FORMAT = {"AA-S-004", "AA-S-005", "AA-S-007", "AA-S-017", "AA-F-006", "AA-F-009", "AA-F-031"}
"""Rules about the form of a file, which the submission puts right."""


def sheets(**changed: list[Row]) -> dict[str, list[Row]]:
    """Return good sheets of all lists; some are replaced, by a name such as ``List_8``."""
    return {f"List {number}": changed.get(f"List_{number}", good(number)) for number in catalogue.lists()}


def checked(path: Path, policy: Policy = COUNCIL) -> CheckResult:
    """Check a file at the list date of the tests."""
    return annexa.check(path, as_of=AS_OF, policy=policy)


def counted(result: CheckResult) -> Counter[tuple[str, int | None, str]]:
    """Return how often each rule fired on each list, without the rules about form."""
    rows = result.findings.select("rule", "list", "severity").iter_rows()
    return Counter(row for row in rows if row[0] not in FORMAT)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council without a finding."""
    path = tmp_path_factory.mktemp("clean") / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=300, seed=3, as_of=AS_OF), path)
    return path


def test_a_clean_council_is_sent_in_the_layout_of_the_template(clean: Path, tmp_path: Path) -> None:
    """A front sheet, guidance, codes and eleven lists with a title and headings in row 2."""
    result = checked(clean)
    sent = write_submission(tmp_path / "out.xlsx", result)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    names = [f"List_{number}" for number in catalogue.lists()]
    assert book.sheetnames == ["Front_Sheet", "Guidance", "Codes_used", *names]
    for number, spec in catalogue.lists().items():
        title, headings, *rows = book[f"List_{number}"].iter_rows(values_only=True)
        assert title[0].startswith(f"List {number}: ")
        assert list(headings) == [column.template_header or column.header for column in spec.columns]
        assert len(rows) == result.dataset.tables[number].frame.height
    assert {each.list: each.rows for each in sent.lists} == {
        number: table.frame.height for number, table in result.dataset.tables.items()
    }
    assert (sent.left_out, sent.blanked, sent.unfilled) == ((), (), ())


def test_what_was_sent_of_a_clean_council_checks_clean(clean: Path, tmp_path: Path) -> None:
    """Nothing is found in the workbook that was not found in the files, and every value is the same."""
    before = checked(clean)
    write_submission(tmp_path / "out.xlsx", before)
    after = checked(tmp_path / "out.xlsx")
    assert (before.findings.height, after.findings.height) == (0, 0)
    for number, table in before.dataset.tables.items():
        for name in table.columns:
            assert after.dataset.tables[number].frame[name].equals(table.frame[name])


def test_what_was_sent_of_a_faulty_council_has_the_same_findings(tmp_path: Path) -> None:
    """Except for the form of cells. A cell with an error of the spreadsheet is blank."""
    council = synth.seed_errors(synth.council(children=300, seed=5, as_of=AS_OF), per_seeder=2)
    synth.write_workbook(council, tmp_path / "annex-a.xlsx")
    before = checked(tmp_path / "annex-a.xlsx")
    write_submission(tmp_path / "out.xlsx", before)
    after = checked(tmp_path / "out.xlsx")
    # An identifier that a spreadsheet made a decimal is sent without the decimal.
    assert {rule for rule, *_ in counted(before) - counted(after)} <= {"AA-F-003", "AA-F-036"}
    broken = before.filter(rule="AA-F-036").findings.select("list", "column").rows()
    new = counted(after) - counted(before)
    assert sum(new.values()) == len(broken) > 0
    assert {(rule, number) for rule, number, _ in new} == {("AA-F-001", number) for number, _ in broken}


def test_the_front_sheet_names_the_council_the_day_and_who_to_ask(clean: Path, tmp_path: Path) -> None:
    """What is not known is listed."""
    write_submission(tmp_path / "out.xlsx", checked(clean))
    front = openpyxl.load_workbook(tmp_path / "out.xlsx")["Front_Sheet"]
    texts = {row[0]: row[1] for row in front.iter_rows(values_only=True)}
    assert texts["Local authority"] == "Oxfordshire"
    assert texts["Date of the lists"] == "20/11/2026"
    assert texts["Who to ask"] == "Performance team, 01865 000000"
    bare = write_submission(tmp_path / "bare.xlsx", checked(clean, Policy()))
    assert bare.unfilled == ("Local authority", "Who to ask")


def test_the_reasons_of_findings_are_comments_in_the_guidance(tmp_path: Path) -> None:
    """Beside the column of the finding, or the first column of the list."""
    rows = with_value(good(1), "Contact Source", "Facebook")
    path = workbook(tmp_path / "annex-a.xlsx", sheets(List_1=without(rows, "Ethnicity"), List_2=good(2)[:1]))
    reasons = [
        Explanation(rule=rule, reason=reason, by="Cai", made=AS_OF)
        for rule, reason in (("AA-F-030", "A new source since May."), ("AA-S-006", "There were none."))
    ]
    result = explain(checked(path), Explanations(explanations=tuple(reasons)))
    write_submission(tmp_path / "out.xlsx", result)
    guidance = openpyxl.load_workbook(tmp_path / "out.xlsx")["Guidance"]
    comments = {(row[0], row[1]): row[3] for row in guidance.iter_rows(min_row=3, values_only=True) if row[3]}
    assert comments == {
        (None, "Ethnicity"): "We do not have this column.",
        (None, "Contact Source"): "A new source since May.",
        ("List 2: Early Help", "Child Unique ID"): "There were none.",
    }


def test_comments_that_do_not_fit_into_a_cell_are_counted(tmp_path: Path) -> None:
    """A cell is never blank because its text is too long."""
    path = workbook(tmp_path / "annex-a.xlsx", sheets(List_2=good(2)[:1], List_3=good(3)[:1]))
    reason = Explanation(rule="AA-S-006", reason="None. " * 6_000, by="Cai", made=AS_OF)
    write_submission(tmp_path / "out.xlsx", explain(checked(path), Explanations(explanations=(reason,))))
    guidance = openpyxl.load_workbook(tmp_path / "out.xlsx")["Guidance"]
    comments = [row[3] for row in guidance.iter_rows(min_row=3, values_only=True) if row[3]]
    assert comments == ["1 more comments did not fit."] * 2


def test_local_columns_are_not_sent(tmp_path: Path) -> None:
    """They are not part of Annex A, so nothing is missing without them."""
    rows = [[*row, "NHS number" if index == 0 else "943 476 5919"] for index, row in enumerate(good(8))]
    path = workbook(tmp_path / "annex-a.xlsx", sheets(List_8=rows))
    sent = write_submission(tmp_path / "out.xlsx", checked(path))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert sent.left_out == ()
    assert not any("943" in str(cell) for row in book["List_8"].iter_rows(values_only=True) for cell in row)


def test_words_for_nothing_and_errors_are_blank_and_listed(tmp_path: Path) -> None:
    """Each with its column, count and cells."""
    rows = with_value(good(6), "Allocated Team", "#N/A", row=2)
    for row in (1, 3):
        rows = with_value(rows, "Allocated Worker", "NULL", row=row)
    result = checked(workbook(tmp_path / "annex-a.xlsx", sheets(List_6=rows)))
    sent = write_submission(tmp_path / "out.xlsx", result)
    listed = [(each.list, each.column, each.reason, each.count, each.cells) for each in sent.blanked]
    assert listed == [
        (6, "allocated_team", BlankReason.ERROR_CELL, 1, ("M3",)),
        (6, "allocated_worker", BlankReason.NULL_WORD, 2, ("N2", "N4")),
    ]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List_6"]
    assert (sheet["M4"].value, sheet["N3"].value, sheet["N5"].value) == (None, None, None)
    note = caveats(sent, result)
    assert "Allocated Team: fewer than 6 cells had an error of the spreadsheet and could not be read" in note


def test_a_row_without_anything_to_send_is_left_out(tmp_path: Path) -> None:
    """No gap is left in its place."""
    rows = good(2, 4)
    rows[2] = ["#REF!"] * len(rows[2])
    result = checked(workbook(tmp_path / "annex-a.xlsx", sheets(List_2=rows)))
    sent = write_submission(tmp_path / "out.xlsx", result)
    assert [(each.rows, each.blank_rows) for each in sent.lists if each.list == 2] == [(3, 1)]
    assert not checked(tmp_path / "out.xlsx").filter(rule="AA-S-008").findings.height


@pytest.mark.parametrize(
    "value",
    ["31/02/2026", "soon", "E2 or C2", "not known yet", "2026-13-45", "1/1/1900", "'", "=1+1"],
)
@pytest.mark.parametrize("heading", ["Child's Legal Status", "Date of Last Dental Check", "URN of Placement"])
def test_what_could_not_be_read_is_sent_unchanged(tmp_path: Path, heading: str, value: str) -> None:
    """An impossible date or an unmatched code is not changed and not blanked."""
    path = workbook(tmp_path / "annex-a.xlsx", sheets(List_8=with_value(good(8), heading, value)))
    result = checked(path)
    column = next(column for column in catalogue.lists()[8].columns if column.header == heading)
    state = result.dataset.tables[8].frame[f"{column.name}__state"][0]
    write_submission(tmp_path / "out.xlsx", result)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List_8"]
    cell = sheet.cell(3, [cell.value for cell in sheet[2]].index(column.header) + 1)
    if state == CellState.UNREADABLE:
        assert cell.value == value
        assert cell.data_type == "s"
    elif state in (CellState.MISSING, CellState.BROKEN):
        assert cell.value is None


def test_dates_are_real_dates(tmp_path: Path) -> None:
    """In whatever form they were written, if there is one reading only."""
    forms = ["16/09/2026", "2026-09-16", "16-Sep-26", "20260916", "16/09/2026 10:30"]
    rows = good(1, len(forms))
    for index, form in enumerate(forms, start=1):
        rows = with_value(rows, "Date of Contact", form, row=index)
    write_submission(tmp_path / "out.xlsx", checked(workbook(tmp_path / "a.xlsx", sheets(List_1=rows))))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List_1"]
    assert [sheet.cell(row, 6).value for row in range(3, 8)] == [datetime(2026, 9, 16)] * len(forms)  # noqa: DTZ001


def test_dates_that_may_be_swapped_are_sent_unchanged(tmp_path: Path) -> None:
    """The finding stays, because nobody has said which of the dates are right."""
    rows = good(1, 16)
    for index in range(1, 9):
        rows = with_value(rows, "Date of Contact", date(2026, index, 10), row=index)
        rows = with_value(rows, "Date of Contact", f"{index + 12}/09/2026", row=index + 8)
    before = checked(workbook(tmp_path / "annex-a.xlsx", sheets(List_1=rows)))
    assert before.filter(rule="AA-F-006", severity="warning").findings.height
    write_submission(tmp_path / "out.xlsx", before)
    after = checked(tmp_path / "out.xlsx")
    assert counted(before) == counted(after)
    swapped = [result.filter(rule="AA-F-006").findings["count"].sum() for result in (before, after)]
    assert swapped[0] == swapped[1]


def test_an_old_list_of_care_leavers_stays_in_its_layout(tmp_path: Path) -> None:
    """The four newer columns are sent only if the council has any of them."""
    newer = [column.header for column in catalogue.lists()[9].columns if column.since]
    path = workbook(tmp_path / "annex-a.xlsx", sheets(List_9=without(good(9), *newer)))
    sent = write_submission(tmp_path / "out.xlsx", checked(path))
    headings = [cell.value for cell in openpyxl.load_workbook(tmp_path / "out.xlsx")["List_9"][2]]
    assert not set(headings) & set(newer)
    assert sent.left_out == ()
    assert checked(tmp_path / "out.xlsx").filter(rule="AA-S-010").findings.height == 1


def test_the_blank_template_of_ofsted_is_empty_and_old_and_nothing_else() -> None:
    """Its title rows, its front sheet and its guidance are no findings."""
    template = from_shared("data/annexa/template-2019-cscdp.xlsx")
    rules = Counter(annexa.check(template, as_of=AS_OF).findings["rule"])
    assert rules == {"AA-S-006": 11, "AA-S-010": 1}


def test_titles_and_headings_are_those_of_the_template(tmp_path: Path) -> None:
    """Character by character, with its spaces and quotation marks."""
    template = openpyxl.load_workbook(from_shared("data/annexa/template-2019-cscdp.xlsx"))
    newer = [column.header for column in catalogue.lists()[9].columns if column.since]
    path = workbook(tmp_path / "annex-a.xlsx", sheets(List_9=without(good(9), *newer)))
    write_submission(tmp_path / "out.xlsx", checked(path))
    sent = openpyxl.load_workbook(tmp_path / "out.xlsx")
    for sheet in template.worksheets:
        if sheet.title.startswith("List"):
            own = sent[sheet.title.replace(" ", "_")]
            for row in (1, 2):
                assert [cell.value for cell in own[row]] == [cell.value for cell in sheet[row]]


@pytest.mark.parametrize(
    "name", ["clean", "two-codes", "group-rows", "ids-with-prefix", "null-words", "placeholder-dates"]
)
def test_cases_are_sent_with_their_findings(name: str, tmp_path: Path) -> None:
    """What is found in the files is found in the workbook."""
    before = annexa.check(from_shared(f"cases/annexa/{name}.xlsx"), as_of=AS_OF)
    write_submission(tmp_path / "out.xlsx", before)
    ignored = {("AA-S-008", number, "warning") for number in catalogue.lists()}
    after = annexa.check(tmp_path / "out.xlsx", as_of=AS_OF)
    assert set(counted(before)) - ignored == set(counted(after)) - ignored
    assert not counted(after) - counted(before)


def test_cells_with_two_codes_are_sent_unchanged(tmp_path: Path) -> None:
    """Each of the five is in the workbook as it is in the file."""
    case = from_shared("cases/annexa/two-codes.xlsx")
    clean = openpyxl.load_workbook(case.with_name("clean.xlsx"))["List 8"]
    edited = openpyxl.load_workbook(case)["List 8"]
    places = [
        (cell.row, cell.column, cell.value)
        for row in edited.iter_rows(min_row=2)
        for cell in row
        if cell.value != clean.cell(cell.row, cell.column).value
    ]
    write_submission(tmp_path / "out.xlsx", annexa.check(case, as_of=AS_OF))
    sent = openpyxl.load_workbook(tmp_path / "out.xlsx")["List_8"]
    assert places
    assert [sent.cell(row + 1, column).value for row, column, _ in places] == [text for *_, text in places]


@pytest.mark.parametrize(
    ("day", "sent"),
    [
        (date(1900, 1, 1), "01/01/1900"),
        (date(2226, 3, 4), "2226-03-04 00:00:00"),
        ("01/01/1900", "01/01/1900"),
    ],
)
def test_placeholder_dates_are_sent_as_they_are(day: Any, sent: str, tmp_path: Path) -> None:
    """A real date stays one, and a text stays as it was written. The finding stays too."""
    path = workbook(tmp_path / "a.xlsx", sheets(List_1=with_value(good(1), "Date of Contact", day)))
    before = checked(path)
    write_submission(tmp_path / "out.xlsx", before)
    assert str(openpyxl.load_workbook(tmp_path / "out.xlsx")["List_1"]["F3"].value) == sent
    after = checked(tmp_path / "out.xlsx")
    assert [result.filter(rule="AA-F-008").findings.height for result in (before, after)] == [1, 1]


def test_the_note_counts_and_explains_without_naming_anyone(tmp_path: Path) -> None:
    """Rows, what is explained, what is not yet corrected; small counts are not given."""
    rows = good(1, 9)
    for row in range(1, 10):
        rows = with_value(rows, "Contact Source", "Facebook", row=row)
    rows = with_value(rows, "Age of Child (Years)", "two", row=4)
    result = checked(workbook(tmp_path / "annex-a.xlsx", sheets(List_1=rows)))
    reason = Explanation(
        rule="AA-F-030",
        reason="A new source since May.",
        by="Cai",
        made=AS_OF,
        expires=date(2026, 12, 2),
    )
    result = explain(result, Explanations(explanations=(reason,)))
    note = caveats(write_submission(tmp_path / "out.xlsx", result), result)
    message = result.rules["AA-F-030"].message.removesuffix(".")
    assert "The list date is 20 November 2026." in note
    accepted = note.split("## Checked and explained\n\n")[1]
    assert accepted.startswith(
        f"- {message} (9). A new source since May. Accepted by Cai, until 2 December 2026.\n"
    )
    assert "(fewer than 6)." in note.split("## Known and not yet corrected")[1]
    assert "C00001" not in note
    assert "Facebook" not in note


def test_the_note_of_a_clean_return_says_so(clean: Path, tmp_path: Path) -> None:
    """No empty headings."""
    result = checked(clean)
    note = caveats(write_submission(tmp_path / "out.xlsx", result), result)
    assert note.endswith("No check of the data found anything.\n")
    assert "##" not in note
