"""Areas for improvement that an inspection set, and the action on them."""

from __future__ import annotations

from datetime import date

from inspectprep.model.values import frozen


@frozen(kw_only=True)
class ImprovementAction:
    """An action for an area for improvement.

    Attributes:
        title: The action.
        owner: Role id of the person responsible. Empty if there is none.
        due: Last day (inclusive) for the action.
        done: The day on which it was done. None if it is not done.
    """

    title: str
    owner: str = ""
    due: date | None = None
    done: date | None = None


@frozen(kw_only=True)
class AreaForImprovement:
    """An area for improvement in a report.

    Attributes:
        id: Set by the workspace.
        title: The area in the report's words.
        priority: Whether it is an area for priority action, which is urgent.
        inspection: Id of the inspection that set it.
        found: The last day of that inspection's fieldwork. Progress counts from the day after.
        judgements: Ids of the judgements that it is about.
        owner: Role id of the person responsible.
        actions: The actions for it.
        evidence: Ids of the evidence and survey results that show progress.
        measure: The measure of progress: the question of a survey, or a phrase.
        closed: The day on which leaders agreed that it is complete. None if it is open.
        note: A note about it.
        outcome: Whether it reveals a grade. If left out, it counts as if it did from final feedback on.
    """

    id: str = ""
    title: str
    priority: bool = False
    inspection: str = ""
    found: date
    judgements: tuple[str, ...] = ()
    owner: str = ""
    actions: tuple[ImprovementAction, ...] = ()
    evidence: tuple[str, ...] = ()
    measure: str = ""
    closed: date | None = None
    note: str = ""
    outcome: bool | None = None

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        if self.closed and self.closed < self.found:
            return (("closed", f"is before {self.found.isoformat()}, when it was found"),)
        return ()
