"""A report as bytes is the report as a file, with the same rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import inspectprep as ip
from inspectprep.model.report import Report
from inspectprep.plugins import open_registry
from inspectprep.testing import make_check_summary, make_checklist, make_report, make_timeline
from inspectprep.workspace import Workspace

DAY = date(2018, 4, 9)
FORMATS = sorted(open_registry(load_plugins=False).reports.ids())
VALUES = {
    "timeline": make_timeline,
    "checklist": make_checklist,
    "check": make_check_summary,
    "report": make_report,
    "readiness": lambda: ip.assess(make_timeline()),
    "comparison": lambda: ip.compare("ilacs-short", "ilacs-standard", notified=DAY),
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", VALUES)
def test_the_bytes_are_those_of_the_file(name: str, format: str, tmp_path: Path) -> None:
    """For every format and kind of value. What has no dates has no calendar, in a file or not."""
    value = VALUES[name]()
    target = tmp_path / "report"
    if format == "ics" and name not in ("timeline", "checklist", "report"):
        for act in (lambda: ip.render(value, format), lambda: ip.write(value, target, format=format)):
            with pytest.raises(ip.InspectPrepError, match="no dates"):
                act()
        return
    ip.write(value, target, format=format, prepared=DAY)
    rendered = ip.render(value, format, prepared=DAY)
    assert isinstance(rendered, bytes)
    if format == "xlsx":
        # A workbook has the time at which it was made.
        assert rendered.startswith(b"PK")
    elif format == "ics":
        assert _without_stamps(rendered) == _without_stamps(target.read_bytes())
    else:
        assert rendered == target.read_bytes()


def _without_stamps(calendar: bytes) -> list[bytes]:
    return [line for line in calendar.splitlines() if not line.startswith(b"DTSTAMP")]


def test_a_page_is_the_default_and_a_suffix_is_enough() -> None:
    """The format of most tools."""
    timeline = make_timeline()
    assert ip.render(timeline) == ip.render(timeline, "html") == ip.render(timeline, format=".html")
    assert ip.render(timeline).decode().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("format", "words"),
    [
        ("htm", "Did you mean 'html'"),
        ("pdf", "html, ics, json"),
        ("", "html, ics, json"),
        (".doc", "no report format"),
    ],
)
def test_an_unknown_format_is_refused_with_the_known_ones(format: str, words: str) -> None:
    """The error names the formats."""
    with pytest.raises(ip.UnknownNameError, match=words) as raised:
        ip.render(make_timeline(), format)
    assert raised.value.kind == "report format"


@pytest.mark.parametrize("format", [None, 5, Path("a.html")])
def test_a_format_is_text(format: Any) -> None:
    """No raw Python error."""
    with pytest.raises(ip.InvalidValueError, match=r"render\.format"):
        ip.render(make_timeline(), format)


@pytest.mark.parametrize("value", [None, "text", {"a": 1}, 5])
def test_what_has_no_report_is_refused_as_by_write(value: Any, tmp_path: Path) -> None:
    """The same error from both."""
    with pytest.raises(ip.InspectPrepError) as rendered:
        ip.render(value)
    with pytest.raises(ip.InspectPrepError) as written:
        ip.write(value, tmp_path / "a.html")
    assert str(rendered.value) == str(written.value)


def test_an_outcome_is_refused_as_by_write() -> None:
    """The embargo holds for bytes too. Without records, nothing says that it has ended."""
    with pytest.raises(ip.RefusedError):
        ip.render(Report(kind="action-plan", title="Plan", outcome=True))


def test_the_marking_is_on_the_page(tmp_path: Path) -> None:
    """A report from a workspace has the same marking as its file."""
    workspace = Workspace.create(tmp_path / "room", authority="Oxfordshire", variant="ilacs-short")
    page = workspace.render(workspace.timeline(notified=DAY), "text").decode()
    assert page.startswith("OFFICIAL-SENSITIVE")
