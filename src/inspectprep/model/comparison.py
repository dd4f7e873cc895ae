"""Comparisons: two variants or editions side by side."""

from __future__ import annotations

from attrs import frozen

from inspectprep.model.display import shown_by
from inspectprep.model.document import document

__all__ = ["Difference", "PlanComparison"]


@frozen(kw_only=True)
class Difference:
    """One line of a comparison.

    Attributes:
        topic: What kind of thing is compared: ``date``, ``judgement``, ``scale``, ``fact`` or ``request``.
        id: Id of the event, judgement, fact or request.
        title: What people call it.
        left: How it stands on the left; None where it does not exist.
        right: How it stands on the right; None where it does not exist.
    """

    topic: str
    id: str
    title: str
    left: str | None
    right: str | None

    @property
    def same(self) -> bool:
        """True when both sides say the same."""
        return self.left == self.right


@document("comparison", report="inspectprep.reports.compose.comparison:comparison_report")
@frozen(kw_only=True)
class PlanComparison:
    """Two plans side by side, line by line, the same lines included.

    Attributes:
        left: What stands on the left, such as ``ilacs-short (2018-01)``.
        right: What stands on the right.
        rows: In the order of the left, what only the right has standing last within its topic.
    """

    left: str
    right: str
    rows: tuple[Difference, ...]

    _repr_html_ = shown_by("inspectprep.views.notebook:html")
    _repr_markdown_ = shown_by("inspectprep.views.notebook:markdown")

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Only the lines that differ."""
        return tuple(row for row in self.rows if not row.same)
