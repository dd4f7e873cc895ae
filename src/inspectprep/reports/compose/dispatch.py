"""One entry point: the report of any value that has one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from inspectprep.codec import document_kinds
from inspectprep.errors import UnknownNameError
from inspectprep.model.document import registered_kind
from inspectprep.reports.compose.context import Context, refuse_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from inspectprep.model.report import Report

__all__ = ["report_of"]


def report_of(value: object, **context: Any) -> Report:
    """Return the report of a value, in no format yet.

    Args:
        value: A value whose class is registered with a report, such as a Timeline or a Readiness; see
            :func:`inspectprep.model.document.document`.
        **context: What else the report may tell of: the attributes of
            :class:`~inspectprep.reports.compose.context.Context`.

    Raises:
        InspectPrepError: if the value holds child-level rows, or the audience may not have it.
        UnknownNameError: if no report is made of such a value.
    """
    kind = registered_kind(type(value))
    if kind is None or not kind.report:
        if hasattr(value, "summary"):
            refuse_rows(value)
        known = [each.cls.__name__ for each in document_kinds().values() if each.report]
        raise UnknownNameError("report of", type(value).__name__, known)
    module, _, name = kind.report.partition(":")
    composer = getattr(import_module(module), name)
    return cast("Callable[[object, Context], Report]", composer)(value, Context(**context))
