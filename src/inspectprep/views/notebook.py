"""The display of a value in a notebook: the first sections of its report."""

from __future__ import annotations

from attrs import evolve

from inspectprep.model.report import Report
from inspectprep.reports.html import fragment
from inspectprep.reports.markdown import markdown as _markdown
from inspectprep.views.displayed import displayed

_SECTIONS = {"timeline": 2, "checklist": 2, "readiness": 4, "comparison": 2}
"""The number of sections that a notebook shows, by kind of report. All sections of other kinds."""


def html(value: object) -> str:
    """Return a value's display as HTML.

    A check of Annex A shows only counts, as in every report. A value that can give an outcome is not shown.
    """
    return fragment(_brief(value))


def markdown(value: object) -> str:
    """Return a value's display as Markdown, for notebooks and chats without HTML."""
    return _markdown(_brief(value), marked=False)


def _brief(value: object) -> Report:
    report = displayed(value)
    return evolve(report, sections=report.sections[: _SECTIONS.get(report.kind, len(report.sections))])
