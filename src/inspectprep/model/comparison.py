"""Comparisons: two variants or editions side by side."""

from __future__ import annotations

from inspectprep.model.document import document
from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Difference:
    """One line of a comparison.

    Attributes:
        topic: The kind of line: ``date``, ``judgement``, ``scale``, ``fact`` or ``request``.
        id: Id of the event, judgement, fact or request.
        title: Its title.
        left: Its value in the left plan. None if it does not exist there.
        right: Its value in the right plan. None if it does not exist there.
    """

    topic: str
    id: str
    title: str
    left: str | None
    right: str | None

    @property
    def same(self) -> bool:
        """Whether both values are equal."""
        return self.left == self.right


@document("comparison", report="inspectprep.reports.compose.comparison:comparison_report")
@frozen(kw_only=True)
class PlanComparison:
    """A comparison of two plans, line by line, including equal lines.

    Attributes:
        left: The title of the left plan, with the edition if both are of one kind of inspection.
        right: The right plan.
        rows: The lines in the order of the left plan. Lines of the right plan only are last in each topic.
    """

    left: str
    right: str
    rows: tuple[Difference, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The lines that differ."""
        return tuple(row for row in self.rows if not row.same)
