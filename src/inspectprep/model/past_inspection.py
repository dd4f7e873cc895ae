"""Full inspections of councils as their published reports have them: when they were, and their grades."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from attrs import field

from inspectprep.model.values import frozen

JUDGEMENTS = (
    "impact_of_leaders",
    "help_and_protection",
    "in_care",
    "care_leavers",
    "in_care_and_care_leavers",
)
"""The ids of the judgements below the overall one, as the framework's editions name them."""
_TO_BE_GOOD = " to be good"
_SHORT = "ri"
"""The usual abbreviation of requires improvement."""


class GradeWord(StrEnum):
    """A grade of Ofsted, from best to worst.

    Attributes:
        OUTSTANDING: Outstanding.
        GOOD: Good.
        REQUIRES_IMPROVEMENT: Requires improvement to be good.
        INADEQUATE: Inadequate.
    """

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"

    @classmethod
    def read(cls, text: str) -> GradeWord:
        """Return the grade that a text names, such as ``Requires improvement to be good`` or ``RI``.

        Capitals, and spaces, hyphens or underscores between the words, make no difference.

        Raises:
            ValueError: if it names none. The message has every grade.
        """
        words = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
        if words == _SHORT:
            return cls.REQUIRES_IMPROVEMENT
        try:
            return cls(words.removesuffix(_TO_BE_GOOD) if words.startswith("requires") else words)
        except ValueError:
            known = ", ".join(cls)
            raise ValueError(f"{text!r} is not a grade. Write one of: {known}.") from None


class InspectionKind(StrEnum):
    """A kind of full inspection of a council's services for children.

    Attributes:
        ILACS: Inspection of local authority children's services, since 2018.
        SIF: The single inspection framework, 2013 to 2017.
        SIF_REINSPECTION: A second inspection under the single inspection framework.
    """

    ILACS = "ilacs"
    SIF = "sif"
    SIF_REINSPECTION = "sif_reinspection"


@frozen(kw_only=True)
class PastInspection:
    """A full inspection that is over, or whose fieldwork has begun.

    Attributes:
        authority: The council's name.
        urn: The number that Ofsted gives the council. Empty if it is not known.
        kind: The kind of inspection.
        variant: ``short``, ``standard`` or ``longer``, which reports do not print. Empty if it is not known.
        start: The first day of the fieldwork.
        end: Its last day (inclusive).
        published: The day on which the report was published. None if it has not been.
        overall: The grade for overall effectiveness. None where there is none, as since April 2026.
        judgements: The grades of the judgements below it, by the id in the framework.
    """

    authority: str
    urn: str = ""
    kind: InspectionKind
    variant: str = ""
    start: date
    end: date
    published: date | None = None
    overall: GradeWord | None = None
    judgements: Mapping[str, GradeWord] = field(factory=dict)

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        if self.published and self.published < self.end:
            return (("published", f"is before {self.end.isoformat()}, the last day of the inspection"),)
        return ()
