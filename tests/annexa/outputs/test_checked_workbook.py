"""The checked workbook: private and marked, every cell where it was, corrected and checked again."""

import os
import stat
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from attrs import evolve

from inspectprep import annexa, synth
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.outputs import checked_workbook as module
from inspectprep.annexa.outputs.checked_workbook import write_checked
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.explanation import Explanation, Explanations
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import WriteError
from inspectprep.model.finding import SkippedRule
from tests.annexa.making import good, with_value, workbook
from tests.shared import from_shared

AS_OF = date(2026, 10, 5)
KEY = b"k" * 32


def rules_on(dataset: AnnexAData) -> CheckResult:
    """Run every rule."""
    return check_dataset(dataset, policy=Policy(own_la="Oxfordshire"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AnnexAData, CheckResult, Path]:
    """A planted council's file, what was read and found in it, and its checked workbook."""
    folder = tmp_path_factory.mktemp("checked")
    source, target = folder / "annex-a.xlsx", folder / "checked.xlsx"
    synth.write_workbook(
        synth.seed_errors(synth.council(children=600, seed=7, as_of=AS_OF), per_seeder=1), source
    )
    dataset = read(source, as_of=AS_OF)
    ran = rules_on(dataset)
    write_checked(target, ran, key=KEY)
    return source, dataset, ran, target


def test_every_cell_stands_where_it_stood_and_reads_the_same(
    made: tuple[Path, AnnexAData, CheckResult, Path],
) -> None:
    """Typed values, raw text, rows and columns come back as they were."""
    _, dataset, _, target = made
    again = read(target, as_of=AS_OF)
    assert set(again.tables) == set(dataset.tables)
    for number, table in dataset.tables.items():
        assert again.tables[number].frame.drop("__place").equals(table.frame.drop("__place"))


def test_checking_it_again_finds_the_same(made: tuple[Path, AnnexAData, CheckResult, Path]) -> None:
    """The loader takes the checked workbook for the return it is, and its own sheets for none."""
    _, _, ran, target = made
    again = rules_on(read(target, as_of=AS_OF)).findings
    columns = ["rule", "severity", "list", "row", "column"]
    assert again.select(columns).sort(columns).equals(ran.findings.select(columns).sort(columns))


def test_a_value_corrected_in_it_is_no_longer_found(
    made: tuple[Path, AnnexAData, CheckResult, Path], tmp_path: Path
) -> None:
    """Correct one cell as a person would, and check again."""
    _, dataset, ran, target = made
    found = ran.findings.filter((pl.col("rule") == "AA-F-030") & (pl.col("column") == "contact_source"))
    row = found["row"][0]
    cell = dataset.places[found["place"][0]].cell("contact_source", row)
    book = openpyxl.load_workbook(target)
    book["List 1"][cell] = "q) 6: Police"
    book.save(tmp_path / "corrected.xlsx")
    after = rules_on(read(tmp_path / "corrected.xlsx", as_of=AS_OF)).findings
    still = after.filter((pl.col("rule") == "AA-F-030") & (pl.col("list") == 1))["row"].to_list()
    assert row not in still
    assert after.height == ran.findings.height - 1


def test_failing_cells_are_coloured_and_explained(made: tuple[Path, AnnexAData, CheckResult, Path]) -> None:
    """Fill by the worst severity; the comment names severity, rule and remedy."""
    _, dataset, ran, target = made
    book = openpyxl.load_workbook(target)
    seen = 0
    for each in ran.findings.filter(pl.col("row").is_not_null() & (pl.col("severity") == "error")).iter_rows(
        named=True
    ):
        place = dataset.places[each["place"]]
        if each["column"] not in place.letters:
            continue
        cell = book[f"List {each['list']}"][place.cell(each["column"], each["row"])]
        assert cell.fill.start_color.rgb == "FF" + module.COLOURS["error"][1:]
        rule = built_in()[each["rule"]]
        assert cell.comment is not None
        assert f"Error ({each['rule']}): {rule.message}" in cell.comment.text
        seen += 1
    assert seen > 20


def test_the_findings_sheet_links_each_finding_to_its_cell(
    made: tuple[Path, AnnexAData, CheckResult, Path],
) -> None:
    """One row a finding, with whose it is and what to do."""
    _, _, ran, target = made
    sheet = openpyxl.load_workbook(target)["Findings"]
    rows = list(sheet.iter_rows(min_row=3))
    assert len(rows) == ran.findings.height
    for row, each in zip(rows, ran.findings.iter_rows(named=True), strict=True):
        assert row[2].value == each["rule"]
        assert row[7].value == built_in()[each["rule"]].guidance
        if each["row"] is not None and row[4].value:
            assert row[4].hyperlink.location == f"'List {each['list']}'!{row[4].value}"
            assert row[4].value.endswith(str(each["row"]))
    workers = [
        row[13].value
        for row, each in zip(rows, ran.findings.iter_rows(named=True), strict=True)
        if each["list"] == 8
    ]
    assert any(workers)


def test_it_is_private_and_marked_on_every_sheet(made: tuple[Path, AnnexAData, CheckResult, Path]) -> None:
    """Readable by its owner only; a watermark and a printed line on each sheet."""
    target = made[3]
    if os.name != "nt":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(target) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 16
        for name in sheets:
            text = parts.read(name).decode()
            assert "PERSONAL DATA" in text
            assert "<picture" in text


def test_an_explained_finding_stays_with_its_reason(
    made: tuple[Path, AnnexAData, CheckResult, Path], tmp_path: Path
) -> None:
    """Coloured, listed and counted like any other, with the council's words in its row and its comment."""
    ran = made[2]
    rule = ran.findings.filter(pl.col("row").is_not_null())["rule"][0]
    until = date(2027, 3, 31)
    words = {"reason": "Known since May.", "by": "Ann Avon", "expires": until}
    accepted = Explanations(explanations=(Explanation(rule=rule, made=AS_OF, **words),))
    write_checked(tmp_path / "out.xlsx", annexa.explain(ran, accepted), key=KEY)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    heads, *rows = list(book["Findings"].iter_rows(min_row=2, values_only=True))
    names = ("Reason", "Who", "Until")
    typed = [tuple(row[heads.index(name)] for name in names) for row in rows]
    expected = [
        ("Known since May.", "Ann Avon", datetime.combine(until, time()))
        if each == rule
        else (None, None, None)
        for each in ran.findings["rule"]
    ]
    assert typed == expected
    comments = [
        cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment
    ]
    assert any("Explained by Ann Avon: Known since May." in comment for comment in comments)
    summary = [row for row in book["Summary"].iter_rows(values_only=True) if row[0] == rule]
    assert summary[0][4] == (ran.findings["rule"] == rule).sum()


def test_rules_that_could_not_be_run_are_named(
    made: tuple[Path, AnnexAData, CheckResult, Path], tmp_path: Path
) -> None:
    """They did not pass, and whoever reads the workbook must know."""
    _, _dataset, ran, _ = made
    skipped = [SkippedRule(rule="AA-X-049", reason="The setting own_la is not given.")]
    write_checked(tmp_path / "out.xlsx", evolve(ran, skipped=tuple(skipped)), key=KEY)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Summary"]
    rows = [row[:2] for row in sheet.iter_rows(values_only=True)]
    assert rows[-2][0] == "Rules that could not be run. They did not pass."
    assert rows[-1] == ("AA-X-049", "The setting own_la is not given.")


def sheet_of(cells: dict[str, list[Any]], folder: Path) -> AnnexAData:
    """Return a return of one list, supplied as a frame and therefore as text."""
    pl.DataFrame(cells).write_csv(folder / "List 1.csv")
    return read(folder / "List 1.csv", as_of=AS_OF)


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """It is written as text that a spreadsheet keeps as text even when someone edits the cell."""
    evil = '=HYPERLINK("http://x","y")'
    heads = [
        "Child Unique ID",
        "Gender",
        "Ethnicity",
        "Date of Birth",
        "Age of Child (Years)",
        "Date of Contact",
        "Contact Source",
    ]
    values = ["+44", "@SUM(A1)", evil, "01/02/2015", "11", "01/09/2026", "-1+1"]
    dataset = sheet_of({head: [value] for head, value in zip(heads, values, strict=True)}, tmp_path)
    write_checked(tmp_path / "out.xlsx", rules_on(dataset), key=KEY)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List 1"]
    assert [str(cell.value) for cell in sheet[2]] == values
    assert all(sheet.cell(2, column).data_type == "s" for column in (1, 2, 3, 7))
    assert all(sheet.cell(2, column).quotePrefix for column in (1, 2, 3, 7))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name)


@pytest.mark.parametrize(
    "counted",
    [44818, "44818", "'44818", 44818.5, 59000],
    ids=["number", "text", "apostrophe", "time", "beyond counts"],
)
def test_a_day_count_from_1904_keeps_its_day(tmp_path: Path, counted: object) -> None:
    """What is written counts from 1900, so a bare count would mean a day four years earlier there."""
    table = with_value(good(1, 2), "Date of Contact", counted)
    source = workbook(tmp_path / "annex-a.xlsx", {"List 1": table}, date_1904=True)
    dataset = read(source, as_of=AS_OF)
    ran = rules_on(dataset)
    write_checked(tmp_path / "out.xlsx", ran, key=KEY)
    again = read(tmp_path / "out.xlsx", as_of=AS_OF)
    names = ["date_of_contact", "date_of_contact__state", "date_of_contact__kind"]
    assert again.tables[1].frame.select(names).equals(dataset.tables[1].frame.select(names))
    columns = ["rule", "severity", "list", "row", "column"]
    assert set(rules_on(again).findings.select(columns).iter_rows()) == set(
        ran.findings.select(columns).iter_rows()
    )


def test_a_day_count_from_1900_stays_as_supplied(tmp_path: Path) -> None:
    """Only what would change its meaning is written otherwise."""
    dataset = read(
        workbook(tmp_path / "annex-a.xlsx", {"List 1": with_value(good(1, 1), "Date of Contact", "46280")})
    )
    write_checked(tmp_path / "out.xlsx", rules_on(dataset), key=KEY)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["List 1"].cell(2, 6).value == "46280"


def test_comments_stop_at_a_bound_and_colours_do_not(
    made: tuple[Path, AnnexAData, CheckResult, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spreadsheet with a hundred thousand comments would not open."""
    _, _dataset, ran, _ = made
    monkeypatch.setattr(module, "MOST_COMMENTS", 3)
    write_checked(tmp_path / "out.xlsx", ran, key=KEY)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List 1"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert sum(cell.comment is not None for cell in cells) == 3
    assert sum(cell.fill.fill_type == "solid" for cell in cells) > 3


def test_comments_are_spent_on_the_worst_cells_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error far down has its comment although many queries are above it."""
    table = good(1, 12)
    for row in range(1, 13):
        table = with_value(table, "Date of Contact", f"{row} Sept 26", row)
    table = with_value(table, "Date of Birth", "31/02/2015", 12)
    monkeypatch.setattr(module, "MOST_COMMENTS", 1)
    write_checked(
        tmp_path / "out.xlsx", rules_on(read(workbook(tmp_path / "a.xlsx", {"List 1": table}))), key=KEY
    )
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List 1"]
    (commented,) = [cell for row in sheet.iter_rows() for cell in row if cell.comment is not None]
    assert (commented.row, commented.comment.text[:5]) == (13, "Error")


def test_every_cell_of_a_cause_is_coloured_and_a_column_is_explained_at_its_heading(tmp_path: Path) -> None:
    """One finding about a value is in many cells; one about a column is at its heading."""
    table = good(6, 8)
    for row in range(1, 9):
        table = with_value(table, "Ethnicity", None, row)
        table = with_value(table, "Gender", "quite unknown", row)
    write_checked(
        tmp_path / "out.xlsx", rules_on(read(workbook(tmp_path / "a.xlsx", {"List 6": table}))), key=KEY
    )
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List 6"]
    gender, ethnicity = (
        next(cell for cell in sheet[1] if cell.value == text) for text in ("Gender", "Ethnicity")
    )
    filled = [row[gender.column - 1].fill.fill_type for row in sheet.iter_rows(min_row=2, max_row=9)]
    assert filled == ["solid"] * 8
    assert "AA-S-030" in ethnicity.comment.text


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    made: tuple[Path, AnnexAData, CheckResult, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a workbook of child-level data must not lie about."""
    _, _dataset, ran, _ = made
    target = tmp_path / "out.xlsx"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise RuntimeError("full")

    monkeypatch.setattr(module, "write_findings", fail)
    with pytest.raises(RuntimeError):
        write_checked(target, ran, key=KEY)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_folder_that_cannot_be_written_is_named(
    made: tuple[Path, AnnexAData, CheckResult, Path], tmp_path: Path
) -> None:
    """A clear error instead of a traceback from a library."""
    _, _dataset, ran, _ = made
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="could not be written"):
        write_checked(tmp_path / "file" / "out.xlsx", ran, key=KEY)


@pytest.mark.parametrize("name", ["sample-2021-liia.xlsx", "template-2019-cscdp.xlsx"])
def test_real_workbooks_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    """Title rows, local columns and formulas of real files: the same values and the same findings again."""
    result = annexa.check([from_shared(f"data/annexa/{name}")])
    write_checked(tmp_path / "out.xlsx", result, key=KEY)
    again = annexa.check([tmp_path / "out.xlsx"], as_of=result.dataset.as_of)
    for number, table in result.dataset.tables.items():
        assert again.dataset.tables[number].frame.drop("__place").equals(table.frame.drop("__place"))
    columns = ["rule", "severity", "list", "row", "column"]
    assert set(again.findings.select(columns).iter_rows()) == set(result.findings.select(columns).iter_rows())
