"""The risk of a school: drivers with a council's own weights give a score that advises, and a person decides.

There is no threshold and no default weight, because none is published. A driver without a value makes the
score a range, from the lowest that the missing value could give to the highest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import isfinite

from attrs import field

from inspectprep.model.decision import Decision
from inspectprep.model.document import document
from inspectprep.model.values import MAY_BE_BLANK, frozen

__all__ = ["RiskDriver", "SchoolRisk"]


@frozen(kw_only=True)
class RiskDriver:
    """One thing that makes an inspection of a school more likely or harder, in the council's own view.

    Attributes:
        id: Unique among the drivers of a school.
        title: The driver, such as ``Attendance below that of similar schools``.
        weight: The council's own weight, more than 0. Only its share of all weights counts.
        value: 0 for no risk to 1 for the highest. None if it is not known.
        source: Where the value comes from.
        note: A note about it.
    """

    id: str
    title: str
    weight: float
    value: float | None = None
    source: str = ""
    note: str = ""

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        return tuple(self._problems())

    def _problems(self) -> Iterator[tuple[str, str]]:
        if not (self.weight > 0 and isfinite(self.weight)):
            yield "weight", "should be a number of more than 0"
        if self.value is not None and not 0 <= self.value <= 1:
            yield "value", "should be from 0 (no risk) to 1 (the highest)"


@document("school-risk")
@frozen(kw_only=True)
class SchoolRisk:
    """The risk of one school on one day: an advice, never a decision.

    Attributes:
        school: The school's name.
        on: The day of the values.
        drivers: The drivers, with the council's own weights.
        weights_from: Who set the weights, and when. There is no default.
    """

    school: str
    on: date
    drivers: tuple[RiskDriver, ...]
    weights_from: str = field(metadata=MAY_BE_BLANK, default="")

    def problems(self) -> tuple[tuple[str, str], ...]:
        """Return each field that cannot be right, with the reason."""
        ids = [driver.id for driver in self.drivers]
        if not ids:
            return (("drivers", "is empty. A score without drivers says nothing"),)
        return (("drivers", "has the same id twice"),) if len(set(ids)) < len(ids) else ()

    @property
    def lowest(self) -> float:
        """The lowest score that the values allow, 0 to 100: as if every missing value were 0."""
        return sum(self.points(driver) or 0.0 for driver in self.drivers)

    @property
    def highest(self) -> float:
        """The highest score that the values allow, 0 to 100: as if every missing value were 1."""
        return self.lowest + sum(self.most(driver) for driver in self.unknown)

    @property
    def known(self) -> tuple[RiskDriver, ...]:
        """The drivers with a value, the one with most points first."""
        known = (driver for driver in self.drivers if driver.value is not None)
        return tuple(sorted(known, key=lambda driver: -(self.points(driver) or 0.0)))

    @property
    def unknown(self) -> tuple[RiskDriver, ...]:
        """The drivers without a value, the one that could add most first."""
        unknown = (driver for driver in self.drivers if driver.value is None)
        return tuple(sorted(unknown, key=lambda driver: -driver.weight))

    def most(self, driver: RiskDriver) -> float:
        """Return the points of a driver at its highest value: its share of the weights, of 100."""
        return 100 * driver.weight / sum(each.weight for each in self.drivers)

    def points(self, driver: RiskDriver) -> float | None:
        """Return the points that a driver adds to the score. None if its value is not known."""
        return None if driver.value is None else self.most(driver) * driver.value

    @property
    def advice(self) -> str:
        """The score, what drives it and what is missing, in one sentence for a decision."""
        low, high = round(self.lowest), round(self.highest)
        score = f"{low}" if low == high else f"{low} to {high}"
        parts = [f"{driver.title} {self.points(driver):.0f}" for driver in self.known]
        parts += [f"{driver.title} not known, up to {self.most(driver):.0f}" for driver in self.unknown]
        return f"Risk of {self.school} on {self.on.isoformat()}: {score} of 100 ({'; '.join(parts)})."

    def decide(self, *, decided: str, person: str, reason: str, on: date) -> Decision:
        """Return the decision of a person, with this score as its advice.

        Args:
            decided: The decision, in one sentence.
            person: The person's name.
            reason: The reason, in that person's words. It can go against the score.
            on: The day of the decision.

        Raises:
            InvalidValueError: if the decision, the person or the reason is blank.
        """
        return Decision(
            about="school-risk", decided=decided, person=person, reason=reason, on=on, advice=self.advice
        )
