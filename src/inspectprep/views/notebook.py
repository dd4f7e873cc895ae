"""What a notebook shows of a value: the part of its report that answers at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.reports.compose import report_of

if TYPE_CHECKING:
    from inspectprep.model.report import Report

__all__ = ["html", "markdown"]

_SECTIONS = {"timeline": 2, "checklist": 2, "readiness": 4, "comparison": 2}
"""How many sections of a report a notebook shows; all of any other."""


def html(value: object) -> str:
    """Return a value's display as markup: a timeline drawn, readiness rated, a checklist by owner.

    Of an Annex A check only the counts are shown, as in every report.
    """
    from inspectprep.reports.html import fragment  # noqa: PLC0415 - Markdown needs no template engine

    return fragment(_brief(value))


def markdown(value: object) -> str:
    """Return a value's display as Markdown, for notebooks and chats without markup."""
    from inspectprep.reports.markdown import markdown as written  # noqa: PLC0415 - asked for alone

    return written(_brief(value), marked=False)


def _brief(value: object) -> Report:
    report = report_of(getattr(value, "summary", value), document={})
    return evolve(report, sections=report.sections[: _SECTIONS.get(report.kind, len(report.sections))])
