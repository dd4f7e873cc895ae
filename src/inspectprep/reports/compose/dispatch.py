"""One entry point: the report of any value that has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Unpack

from attrs import evolve

from inspectprep.codec import document_kinds
from inspectprep.errors import UnknownNameError
from inspectprep.model.alteration import Alteration
from inspectprep.model.audience import INSIDE
from inspectprep.model.document import registered_kind
from inspectprep.model.report import Bullets, Report, Section
from inspectprep.reports.compose.context import Page, ReportContext, ReportOptions, refuse_rows
from inspectprep.reports.words import role_words

_ANNEX_A_OWNER, _PLAN_OWNER = "annex-a", "deputy"
_OF_ANNEX_A = ("check", "annexa-trend", "indicators")


def report_of(value: object, **options: Unpack[ReportOptions]) -> Report:
    """Return the report of a value, without a format. A report is returned as it is.

    Args:
        value: A value whose class is registered with a report, such as a Timeline or a Readiness; see
            :func:`inspectprep.model.document.document`.
        **options: The attributes of :class:`~inspectprep.reports.compose.context.ReportContext`.

    Raises:
        InspectPrepError: if the value contains child-level rows, or the report is not for this audience.
        UnknownNameError: if no report is made of such a value.
    """
    if isinstance(value, Report):
        return value
    kind = registered_kind(type(value))
    if kind is None or not kind.report:
        if hasattr(value, "summary"):
            refuse_rows(value)
        reported = [kind.cls.__name__ for kind in document_kinds().values() if kind.report]
        raise UnknownNameError("report of", type(value).__name__, reported)
    module, _, name = kind.report.partition(":")
    composer: Callable[[object, ReportContext], Report] = getattr(import_module(module), name)
    context = ReportContext(**options)
    report = with_contact(composer(value, context), context)
    # Of a set of pages, the one on the rules names the plugins.
    named = options.get("page") in (None, Page.RULES)
    return with_alterations(report, getattr(value, "altered_by", ()) if named else ())


def with_contact(report: Report, context: ReportContext) -> Report:
    """Return a report with the role to ask about it, unless it is for people outside the service."""
    if report.contact or report.audience not in INSIDE:
        return report
    role = _ANNEX_A_OWNER if report.kind in _OF_ANNEX_A else _PLAN_OWNER
    return evolve(report, contact=role_words(role, context.people))


def with_alterations(report: Report, altered_by: Iterable[Alteration]) -> Report:
    """Return a report that names the plugins which altered its value, in a section at its end."""
    changes = tuple(dict.fromkeys(map(str, altered_by)))
    if not changes:
        return report
    section = Section(title="Plugins", blocks=(Bullets(items=changes),))
    return evolve(report, sections=(*report.sections, section))
