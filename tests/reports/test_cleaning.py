"""Reports without control characters."""

from __future__ import annotations

from hypothesis import given

from inspectprep.model.report import Paragraph, Report, Section
from inspectprep.plugins import ReportProvider, hookimpl, open_registry
from inspectprep.printable import printable
from inspectprep.reports.cleaning import cleaned
from inspectprep.testing.builders import make_report
from inspectprep.testing.reports import reports
from inspectprep.workspace import Workspace
from tests.whole import whole


@given(reports())
def test_any_report_keeps_all_but_its_control_characters(report: Report) -> None:
    """A second time changes nothing, and neither does a report without them."""
    once = cleaned(report)
    assert cleaned(once) == once
    assert once.document == report.document
    assert once.title == printable(report.title)
    assert [entry.title for entry in once.entries] == [printable(entry.title) for entry in report.entries]


def test_a_clean_report_is_the_same() -> None:
    """Ratings, markings and dates are no texts."""
    report = Report(kind="timeline", title="Plan", entries=make_report().entries)
    assert cleaned(report) == report
    assert cleaned(report).classification is report.classification


def test_a_format_of_a_plugin_gets_no_control_character() -> None:
    """A screen that shows what it writes is safe."""

    class Plugin:
        """A plugin with a format."""

        @hookimpl
        def inspectprep_reports(self) -> list[ReportProvider]:
            """Provide it."""
            return [
                ReportProvider(
                    id="council",
                    summary="",
                    target=lambda report, stream: stream.write(whole(report.sections).encode()),
                    suffix=".council",
                )
            ]

    workspace = Workspace(registry=open_registry(load_plugins=False, extra=[Plugin()]))
    evil = Section(title="a\x1b[2Jb", blocks=(Paragraph(text="c\x9b1md\u202e"),))
    shown = workspace.render(Report(kind="timeline", title="T", sections=(evil,)), "council").decode()
    assert "'a b'" in shown
    assert "'c d '" in shown
