"""The submission workbook and the note beside it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from inspectprep import synth
from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.engine import findings
from inspectprep.annexa.outputs.submission import caveats, write_submission
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.acceptance import explain
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.explanation import Explanation, Explanations
from inspectprep.annexa.results.result import CheckResult

AS_OF = date(2026, 10, 5)
TYPED = ["AA-F-031", "AA-F-030", "AA-F-006"]


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A council's file with codes and dates written in other ways, and a local column."""
    clean = synth.council(children=200, seed=3, as_of=AS_OF)
    made = synth.seed_errors(clean, per_seeder=2, rules=TYPED)
    synth.write_workbook(made, tmp_path / "annex-a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "annex-a.xlsx")
    book["List 8"].insert_cols(1)
    book["List 8"]["A1"] = "NHS number"
    book["List 8"]["A2"] = "943 476 5919"
    book.save(tmp_path / "annex-a.xlsx")
    return tmp_path / "annex-a.xlsx"


def test_lists_stand_in_the_official_layout_without_local_columns(planted: Path, tmp_path: Path) -> None:
    """Eleven sheets, official headings in order, and nothing else."""
    dataset = read(planted, as_of=AS_OF)
    write_submission(tmp_path / "out.xlsx", dataset)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == [f"List {number}" for number in range(1, 12)]
    for number, listing in catalogue.lists().items():
        rows = list(book[f"List {number}"].iter_rows(values_only=True))
        assert list(rows[0]) == [column.header for column in listing.columns]
        assert len(rows) - 1 == dataset.tables[number].frame.height
    assert not any("943" in str(cell) for row in book["List 8"].iter_rows(values_only=True) for cell in row)


def test_codes_and_dates_are_written_as_the_specification_has_them(planted: Path, tmp_path: Path) -> None:
    """Translated codes and other forms of date are put right; what could not be read is kept."""
    dataset = read(planted, as_of=AS_OF)
    write_submission(tmp_path / "out.xlsx", dataset)
    again = read(tmp_path / "out.xlsx", as_of=AS_OF)
    for number, table in dataset.tables.items():
        mine = again.tables[number].frame
        for name in table.columns:
            assert mine[name].equals(table.frame[name])
    texts = set(again.tables[1].frame["contact_source__raw"])
    assert "Facebook" in texts
    assert "Police" not in texts
    assert set(again.tables[8].frame["date_last_health_assessment__kind"].drop_nulls()) == {1}


def test_the_note_counts_and_explains_without_naming_anyone(planted: Path) -> None:
    """Rows, what is explained, what is not yet corrected; small counts are not given."""
    dataset = read(planted, as_of=AS_OF)
    frame = findings.from_rows(
        [
            findings.finding("AA-F-030", "error", list=1, place=0, row=row, column="contact_source")
            for row in range(2, 11)
        ]
        + [findings.finding("AA-F-031", "query", list=1, place=0, row=2, column="contact_source")]
        + [findings.finding("AA-I-010", "warning", nature="practice", list=4, place=3, row=2)]
    )
    accepted = Explanation(
        rule="AA-F-030", reason="A new source since May; the code follows.", by="Ann Avon", made=AS_OF
    )
    result = CheckResult(findings=frame, dataset=dataset, rules=built_in(), policy=Policy())
    note = caveats(explain(result, Explanations(explanations=(accepted,))))
    assert "5 October 2026" in note
    assert f"{built_in()['AA-F-030'].message.removesuffix('.')} (9). A new source since May" in note
    assert f"{built_in()['AA-F-031'].message.removesuffix('.')} (fewer than 6)." in note
    assert built_in()["AA-I-010"].message not in note
    assert str(dataset.tables[1].frame["child_unique_id"][0]) not in note


def test_the_note_of_a_clean_return_says_so(tmp_path: Path) -> None:
    """No empty headings."""
    synth.write_workbook(synth.council(children=200, seed=3, as_of=AS_OF), tmp_path / "a.xlsx")
    note = caveats(check_dataset(read(tmp_path / "a.xlsx", as_of=AS_OF)))
    assert note.endswith("No check of the data found anything.\n")
    assert "##" not in note
