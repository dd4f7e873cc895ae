"""What earlier inspections found: their grades, and the areas for improvement that they set."""

from __future__ import annotations

from datetime import date

from attrs import frozen

__all__ = ["AreaForImprovement", "Grade", "ImprovementAction", "PastInspection"]


@frozen(kw_only=True)
class Grade:
    """The grade given for one judgement.

    Attributes:
        judgement: Id of the judgement, as the edition of that time named it.
        grade: In the framework's words, such as ``requires improvement to be good``.
    """

    judgement: str
    grade: str


@frozen(kw_only=True)
class PastInspection:
    """An inspection, focused visit, monitoring visit or joint inspection that is over.

    Attributes:
        id: Given by the workspace.
        title: What it is called, such as ``Short inspection, April 2018``.
        variant: Id of the variant, if it is one that is known here.
        starting: First day on site.
        until: Last day on site (inclusive).
        published: The day on which the report or letter came out.
        grades: By judgement; empty for visits that give none.
        location: Where the report is, a file or an address.
        note: What to know about it.
    """

    id: str = ""
    title: str
    variant: str = ""
    starting: date | None = None
    until: date | None = None
    published: date | None = None
    grades: tuple[Grade, ...] = ()
    location: str = ""
    note: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        found = []
        if self.starting and self.until and self.until < self.starting:
            found.append(("until", f"lies before {self.starting.isoformat()}, the first day"))
        last = self.until or self.starting
        if last and self.published and self.published < last:
            found.append(("published", f"lies before {last.isoformat()}, the last day on site"))
        return tuple(found)


@frozen(kw_only=True)
class ImprovementAction:
    """One thing to be done about an area for improvement.

    Attributes:
        title: What is done.
        owner: Role id of whoever does it; empty if nobody is named.
        due: Last day (inclusive) on which it is in time.
        done: The day on which it was done; None while it is not.
    """

    title: str
    owner: str = ""
    due: date | None = None
    done: date | None = None


@frozen(kw_only=True)
class AreaForImprovement:
    """Something that a report said must get better.

    Attributes:
        id: Given by the workspace.
        title: What must get better, in the report's words.
        priority: True for an area for priority action, which is urgent.
        inspection: Id of the inspection that set it.
        found: The last day of that inspection's fieldwork: progress counts from the day after.
        judgements: Ids of the judgements on which it bears.
        owner: Role id of whoever answers for it.
        actions: What is done about it.
        evidence: Ids of the evidence and survey results that show progress.
        measure: What is measured to see that it moved: the question of a survey, or a phrase.
        closed: The day on which leaders agreed that it is done; None while it is open.
        note: What to know about it.
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

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return what cannot be true, as pairs of a field and what is wrong with it."""
        if self.closed and self.closed < self.found:
            return (("closed", f"lies before {self.found.isoformat()}, when it was found"),)
        return ()
