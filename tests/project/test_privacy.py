"""No value of a child's row is in any output for anyone but the analyst."""

from __future__ import annotations

import ast
import logging
import subprocess
import sys
import zipfile
from datetime import date
from itertools import islice
from pathlib import Path

import openpyxl
import pytest

import inspectprep as ip
from inspectprep import synth
from inspectprep.plugins import hookimpl, open_registry
from tests.shared import REPOSITORY
from tests.whole import whole

AS_OF = date(2018, 4, 9)
MARK = "Zqx7"  # no word of any language, code or heading holds it
PLANTED_ROWS = range(3, 8)


class Observer:
    """A plugin that keeps the text of everything it is outputs."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @hookimpl
    def inspectprep_check_finished(self, summary: object) -> None:
        """Keep what a finished check tells plugins."""
        self.heard.append(whole(summary))


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic return in which every cell of five rows of each list holds a recognisable value."""
    path = tmp_path_factory.mktemp("return") / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=60, seed=3, as_of=AS_OF), path)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in PLANTED_ROWS:
            for cell in sheet[row]:
                cell.value = f"{MARK}-{sheet.title[:3]}-{cell.coordinate}"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def outputs(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that inspectprep says about that return, by where it says it."""
    out = tmp_path_factory.mktemp("out")
    observer = Observer()
    registry = open_registry(load_plugins=False, environ={}, extra=[observer])
    workspace = ip.Workspace(registry=registry)
    result = ip.annexa.check([workbook], as_of=AS_OF, registry=registry)
    timeline = workspace.schedule(ip.Inspection(variant="ilacs-short", notified=AS_OF))
    tasks = workspace.checklist(timeline)
    ready = ip.assess(timeline, tasks=tasks, annexa=result.summary)
    said = {
        "result": repr(result) + whole(result),
        "summary": whole(result.summary),
        "findings": "\n".join(whole(each) for each in result.records()),
        "chart": str([ip.views.chart(result, of=of).to_dict() for of in ("findings", "freshness", "scores")]),
        "display": ip.views.html(result) + "".join(map(ip.views.html, islice(result.records(), 50))),
        "frame": ip.views.frame(result, backend="polars").write_csv(),
        "plugins": "\n".join(observer.heard),
    }
    for name, value in {"summary": result.summary, "readiness": ready}.items():
        for provider in registry.reports:
            if (provider.kinds and name not in provider.kinds) or (name, provider.id) == ("summary", "ics"):
                continue  # a check has no dates for a calendar
            path = workspace.write(
                value,
                out / f"{name}{provider.suffix}",
                timeline=timeline,
                checklist=tasks,
                annexa=result.summary,
            )
            said[path.name] = text_of(path)
        said[f"{name} in a notebook"] = ip.views.html(value)
    return said


def text_of(path: Path) -> str:
    """Return all the text in a written file."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_check_saw_the_planted_values(outputs: dict[str, str]) -> None:
    """The planted rows were read and found wanting; otherwise the tests below would say nothing."""
    assert outputs["findings"].count("Finding(") > 100
    assert outputs["plugins"]


def test_no_output_has_a_planted_value(outputs: dict[str, str]) -> None:
    """Findings, summaries, frames, displays, plugins and every report format keep values out."""
    assert len(outputs) > 10
    for place, text in outputs.items():
        assert text, place
        assert MARK.casefold() not in text.casefold(), place


def test_nothing_is_logged(workbook: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Not even the most talkative log holds a value."""
    with caplog.at_level(logging.DEBUG):
        ip.annexa.check([workbook], as_of=AS_OF)
    assert MARK not in caplog.text


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["table", "json"])
def test_the_command_line_keeps_values_out(workbook: Path, options: list[str]) -> None:
    """Neither the screen nor the standard error shows a value unless values are asked for."""
    program = Path(sys.executable).with_name("inspectprep")
    done = subprocess.run(
        [program, "annexa", "check", workbook, "--as-of", "2018-04-09", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert MARK not in done.stdout + done.stderr


def test_rows_themselves_are_refused_by_reports(workbook: Path, tmp_path: Path) -> None:
    """A result with rows behind it cannot be written as a report; the refusal holds no value."""
    result = ip.annexa.check([workbook], as_of=AS_OF)
    with pytest.raises(ip.InspectPrepError) as refused:
        ip.write(result, tmp_path / "rows.html")
    assert MARK not in str(refused.value)
    assert not (tmp_path / "rows.html").exists()


PRINTED = ("OSError", "FileExistsError", "ImportError", "StoreError")
"""Exceptions whose texts have no value of a cell."""


@pytest.mark.parametrize("package", ["annexa", "sources", "views", "reports", "workspace"])
def test_no_error_is_printed_with_a_cause_that_may_quote_a_cell(package: str) -> None:
    """The error of a library underneath may. It is left out of what a tool prints or logs."""
    for path in sorted((REPOSITORY / "src/inspectprep" / package).rglob("*.py")):
        for handler in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(handler, ast.ExceptHandler):
                continue
            caught = ast.unparse(handler.type) if handler.type else ""
            raised = [each for each in ast.walk(handler) if isinstance(each, ast.Raise) and each.exc]
            unclear = [each for each in raised if not isinstance(each.cause, ast.Constant)]
            assert caught in PRINTED or not unclear, f"{path.name}:{unclear[0].lineno}: raise ... from None"
