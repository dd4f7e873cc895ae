"""Outputs from lists that lack columns: what is there is shown, and nothing fails."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve

from inspectprep import annexa, synth
from inspectprep.annexa.outputs.caveats import caveats
from inspectprep.annexa.outputs.checked_workbook import write_checked
from inspectprep.annexa.outputs.extract import new_key, write_extract
from inspectprep.annexa.outputs.plain import write_lists
from inspectprep.annexa.outputs.sample import sample
from inspectprep.annexa.outputs.submission import write_submission
from inspectprep.annexa.results.indicators import indicators, likely_lines
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import UnknownNameError

AS_OF = date(2026, 10, 5)


LACKING = ("child_unique_id", "age", "allocated_team")


@pytest.fixture
def result(tmp_path: Path) -> CheckResult:
    """A council whose lists 3 and 6 have no identifier, age or team."""
    path = tmp_path / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=400, seed=7, as_of=AS_OF, late=0.2), path)
    whole = annexa.check([path], as_of=AS_OF)
    tables = dict(whole.dataset.tables)
    for number in (3, 6):
        table = tables[number]
        frame = table.frame.select(
            name for name in table.frame.columns if name.partition("__")[0] not in LACKING
        )
        columns = tuple(name for name in table.columns if name not in LACKING)
        tables[number] = evolve(table, frame=frame, columns=columns)
    return evolve(whole, dataset=evolve(whole.dataset, tables=tables))


def test_every_workbook_is_written(result: CheckResult, tmp_path: Path) -> None:
    """Columns that are absent are absent, or blank in the official layout."""
    write_checked(tmp_path / "checked.xlsx", result, key=b"k" * 32)
    sent = write_submission(tmp_path / "out.xlsx", result)
    write_extract(tmp_path / "extract.xlsx", result.dataset, new_key(tmp_path / "key"))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["List_6"]
    assert sheet["A2"].value == "Child Unique ID"
    assert sheet["A3"].value is None
    assert "- List 6: Child Unique ID, Age of Child (Years), Allocated Team" in caveats(sent, result)


def test_indicators_do_without_teams_and_ages(result: CheckResult) -> None:
    """The council's figure stands alone, and children without identifiers cannot be counted."""
    found = {each.spec.id: each for each in indicators(result)}
    plans = found["in-need-not-seen"]
    assert plans.council.denominator
    assert plans.teams == ()
    assert plans.ages == ()
    assert found["re-referrals"].council.denominator == 0
    assert likely_lines(found.values())


def test_a_sample_needs_identifiers(result: CheckResult) -> None:
    """Cases cannot be named without them."""
    with pytest.raises(UnknownNameError, match="child_unique_id"):
        sample(result.dataset, 6, 5, by=())
    assert sample(result.dataset, 7, 3).cases


@pytest.mark.parametrize("number", [1, 3, 6, 8])
def test_a_list_without_identifiers_is_said_to_lack_them_and_nothing_is_made_of_it(
    tmp_path: Path, number: int
) -> None:
    """Rules that compare lists are skipped with the reason; no child counts as absent from the list."""
    made = synth.council(children=200, seed=7, as_of=AS_OF)
    cells = {n: dict(columns) for n, columns in made.cells.items()}
    del cells[number]["child_unique_id"]
    write_lists(cells, tmp_path / "annex-a.xlsx")
    result = annexa.check([tmp_path / "annex-a.xlsx"], as_of=AS_OF)
    assert set(result.findings["rule"]) == {"AA-S-003"}
    reasons = {each.rule: each.reason for each in result.skipped}
    assert f"{number}.child_unique_id" in reasons["AA-C-001"]
