"""``inspectprep published import``: what it prints, what it asks, and that it records all or nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Workspace
from inspectprep.cli.run import run
from inspectprep.model.past_inspection import GradeWord
from inspectprep_published.report import Fieldwork, PublishedReport, ReportKind
from tests.shared import from_shared

REPORT = PublishedReport(
    file="borsetshire-2024.pdf",
    kind=ReportKind.ILACS,
    authority="Borsetshire",
    variant="short",
    fieldwork=(Fieldwork(start=date(2024, 2, 12), end=date(2024, 2, 16)),),
    grades={"overall": GradeWord.GOOD},
    improvements=("The quality of written plans for children in need.",),
    warnings=("Not found: lead_inspectors.",),
)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    """Run the command in a new workspace, on Monday 7 September 2026."""
    monkeypatch.setattr(
        "inspectprep.cli.invocation.now", lambda: datetime.combine(date(2026, 9, 7), time(12), UTC)
    )
    assert (
        run(["init", str(tmp_path / "room"), "--authority", "Borsetshire", "--variant", "ilacs-short"]) == 0
    )
    monkeypatch.chdir(tmp_path / "room")

    def call(*arguments: str, report: PublishedReport = REPORT, file: str = "report.pdf") -> Any:
        if file == "report.pdf":
            monkeypatch.setattr(
                "inspectprep_published.commands.import_report.read_report", lambda _path: report
            )
        code = run(["published", "import", file, "--by", "An Author", *arguments])
        return code, capfd.readouterr()

    call()
    return call


def areas() -> int:
    """Return how many areas are on record here."""
    with Workspace.open(".") as workspace:
        return len(workspace.records.all("area"))


def test_what_is_open_is_asked_with_its_option(ask: Any) -> None:
    """Reports of this kind do not print the day of publication."""
    code, shown = ask()
    assert code == 2
    assert "--published DATE" in shown.err
    assert areas() == 0


def test_it_says_what_it_did(ask: Any) -> None:
    """And the warnings of the report."""
    code, shown = ask("--published", "9 April 2024")
    assert code == 0
    assert "ins-1 (Short inspection, February 2024): added." in shown.out
    assert "The quality of written plans" in shown.out
    assert "Not found: lead_inspectors." in shown.err
    code, shown = ask("--published", "9 April 2024")
    assert code == 0
    assert "on record already" in shown.out
    assert areas() == 1


def test_a_trial_records_nothing(ask: Any) -> None:
    """It says that it was one."""
    code, shown = ask("--published", "9 April 2024", "--dry-run")
    assert code == 0
    assert "Nothing is recorded" in shown.out
    assert areas() == 0


def test_json_has_every_change(ask: Any) -> None:
    """For other programs."""
    code, shown = ask("--published", "2024-04-09", "--json")
    assert code == 0
    found = json.loads(shown.out)
    assert found["schema"] == "inspectprep/published-import/1"
    assert (found["inspection"], found["added"], found["dry_run"]) == ("ins-1", True, False)
    assert found["areas"] == [{"id": "area-1", "title": REPORT.improvements[0]}]
    assert found["already"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--fieldwork", "12 Febuary 2024..16 February 2024"), "--fieldwork"),
        (("--fieldwork", "2024-02-16..2024-02-12"), "2024"),
        (("--grade", "overall"), "--grade overall=good"),
        (("--grade", "overall=grand"), "grand"),
        (("--grade", "overal=good"), "overal"),
        (("--variant", "ilacs-shrot"), "ilacs-short"),
        (("--published", "9 April 2027"), "confidential until then"),
        (("--published", "2024-02-13"), "the last day of the fieldwork"),
        (("--leave-out", "2"), "There is no item 2"),
    ],
)
def test_a_wrong_answer_is_refused(ask: Any, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2, with what is wrong, and nothing is recorded."""
    published = () if "--published" in arguments else ("--published", "2024-04-09")
    code, shown = ask(*published, *arguments)
    assert code == 2
    assert words in shown.err
    assert areas() == 0


def test_another_council_is_refused(ask: Any) -> None:
    """Until a person says that it is this one."""
    other = evolve(REPORT, authority="Felpersham")
    code, shown = ask("--published", "2024-04-09", report=other)
    assert code == 2
    assert "of Felpersham. This workspace is of Borsetshire." in shown.err
    assert ask("--published", "2024-04-09", "--this-council", report=other)[0] == 0


@pytest.mark.parametrize(
    "name", ["80448-cheshire-west-and-chester-ilacs-2024-08-28", "80512-redbridge-sif-2016-11-25"]
)
def test_a_published_report_is_imported(tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    """From the file to the history, the grades and the areas."""
    file = from_shared(f"data/published/pdf/{name}.pdf")
    council = "Cheshire West and Chester" if "cheshire" in name else "Redbridge"
    room = tmp_path / "room"
    assert run(["init", str(room), "--authority", council, "--variant", "ilacs-short"]) == 0
    published = ("--published", name[-10:])
    code = run(["published", "import", str(file), "--workspace", str(room), "--by", "An Author", *published])
    assert code == 0, capfd.readouterr().err
    with Workspace.open(room) as workspace:
        [inspection] = workspace.inspections()
        assert inspection.grades
        assert inspection.published == date.fromisoformat(name[-10:])
        found = workspace.records.all("area")
        assert len(found) >= 5
        assert all(area.note.startswith("Page ") for area in found)
