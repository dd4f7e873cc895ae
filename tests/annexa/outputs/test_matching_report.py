"""The report of a matching: marked as personal data, private, and never written by a plugin."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

import pytest

import inspectprep as ip
from inspectprep import annexa
from inspectprep.annexa.outputs import matching_report as module
from inspectprep.errors import RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.classification import Classification
from inspectprep.model.report import Paragraph, Report, Table
from inspectprep.plugins import ReportProvider, hookimpl, open_registry
from inspectprep.workspace import Workspace
from tests.annexa.making import good, with_value, workbook

TEXT = "Zqx7 was judged good"


class Format:
    """A plugin with a format of its own, and one in place of ours."""

    def __init__(self, replaces: str = "") -> None:
        self.heard: list[Report] = []
        self.replaces = replaces

    @hookimpl
    def inspectprep_reports(self) -> list[ReportProvider]:
        """Provide a format that keeps what it gets."""
        return [
            ReportProvider(
                id="loud", summary="Loud", target=self.write, suffix=".loud", replaces=self.replaces
            )
        ]

    def write(self, report: Report, stream: BinaryIO) -> None:
        """Keep a report."""
        self.heard.append(report)
        stream.write(b"loud")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of a list with a type of placement that is not a code."""
    path = tmp_path_factory.mktemp("report") / "lists.xlsx"
    dataset = annexa.read(workbook(path, {"List 8": with_value(good(8), "Placement Type", TEXT)}))
    return annexa.matching_report(annexa.matching(dataset))


def test_it_is_marked(report: Report) -> None:
    """The mark is that of the checked workbook."""
    assert report.classification is Classification.PERSONAL_DATA
    assert report.sections[1].title == "Not matched"
    page = ip.render(report, "html").decode()
    assert TEXT in page
    assert "PERSONAL DATA" in page
    assert "those who need it for their work only" in page


@pytest.mark.parametrize("replaces", ["", "html"])
def test_no_plugin_gets_it(report: Report, tmp_path: Path, replaces: str) -> None:
    """A format of a plugin is refused, also in place of a built-in one; the refusal has no text of it."""
    plugin = Format(replaces)
    workspace = Workspace(registry=open_registry(load_plugins=False, environ={}, extra=[plugin]))
    out = tmp_path / f"matching.{replaces or 'loud'}"
    with pytest.raises(RefusedError, match="no plugin may have details of children") as refused:
        workspace.write(report, out)
    with pytest.raises(RefusedError):
        workspace.render(report, replaces or "loud")
    assert "Zqx7" not in str(refused.value)
    assert plugin.heard == []
    assert not out.exists()


def test_it_is_private_for_every_audience(report: Report, tmp_path: Path) -> None:
    """Only its owner can read the file."""
    out = ip.write(report, tmp_path / "matching.html", audience=Audience.INSPECTION_TEAM)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_long_tables_say_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page has at most so many rows, and names the rest."""
    monkeypatch.setattr(module, "_MOST_ROWS", 1)
    values = tuple(
        annexa.MatchedValue(
            list=8,
            column="gender",
            value=f"{number}",
            count=1,
            code="",
            how="not matched",
            state=annexa.MatchState.UNMATCHED,
        )
        for number in range(3)
    )
    made = annexa.matching_report(annexa.Matching(values=values, headings=()))
    _, table, more = made.sections[1].blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert more == Paragraph(text="2 more are in the workbook.")
