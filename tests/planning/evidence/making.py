"""Synthetic evidence for tests: small, complete, the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from inspectprep.model.enquiry import Challenge, Tone
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, EvidenceKind, Stance, SurveyMeasure
from inspectprep.model.framework import Judgement
from inspectprep.model.history import AreaForImprovement

DAY = date(2018, 4, 9)
JUDGEMENTS = (
    Judgement(id="impact_of_leaders", title="Leaders"),
    Judgement(id="help_and_protection", title="Help and protection"),
    Judgement(id="in_care_and_care_leavers", title="Care and care leavers"),
    Judgement(id="overall", title="Overall effectiveness", overall=True),
)
LEADERS, HELP, CARE = (each.id for each in JUDGEMENTS[:3])
CHILDRENS_HOMES = "were helped to understand why they came into care"


def item(name: str = "ev-1", **more: Any) -> EvidenceItem:
    """Make an audit that shows a strength of help and protection in the three months before the day."""
    values = {
        "id": name,
        "title": f"Title of {name}",
        "kind": EvidenceKind.AUDIT,
        "says": f"What {name} says.",
        "judgements": (HELP,),
        "starting": date(2018, 1, 1),
        "until": date(2018, 3, 31),
        **more,
    }
    return EvidenceItem(**values)


def weakness(name: str, **more: Any) -> EvidenceItem:
    """Make an item that shows something to develop."""
    return item(name, stance=Stance.DEVELOPMENT, **more)


def measure(name: str, year: int, percent: float | None, n: int | None = None, **more: Any) -> SurveyMeasure:
    """Make one year's answer to the question about coming into care."""
    values = {
        "id": name,
        "question": CHILDRENS_HOMES,
        "population": "children in children's homes",
        "starting": date(year, 1, 1),
        "until": date(year, 12, 31),
        "percent": percent,
        "n": n,
        "judgements": (CARE,),
        **more,
    }
    return SurveyMeasure(**values)


def base(*items: EvidenceItem, measures: tuple[SurveyMeasure, ...] = (), **more: Any) -> EvidenceBase:
    """Make everything that a council can show."""
    return EvidenceBase(judgements=JUDGEMENTS, items=items, measures=measures, **more)


def area(name: str = "area-1", **more: Any) -> AreaForImprovement:
    """Make an area for improvement set in May 2016."""
    values = {"id": name, "title": f"Area {name}", "found": date(2016, 5, 20), "judgements": (HELP,), **more}
    return AreaForImprovement(**values)


def claim(name: str, tone: Tone = Tone.NEGATIVE, **more: Any) -> Challenge:
    """Make something that inspectors said about help and protection on the first day on site."""
    values = {
        "id": name,
        "claim": f"What was said in {name}",
        "tone": tone,
        "judgement": HELP,
        "heard": date(2018, 4, 16),
        **more,
    }
    return Challenge(**values)


def items() -> st.SearchStrategy[EvidenceItem]:
    """Return items with any dates, or none, on any of the judgements."""
    day = st.none() | st.integers(-1500, 400).map(lambda number: DAY + timedelta(days=number))

    def make(period: tuple[date | None, date | None], **more: Any) -> EvidenceItem:
        starting, until = period
        if starting and until:
            starting, until = min(starting, until), max(starting, until)
        return EvidenceItem(starting=starting, until=until, **more)

    return st.builds(
        make,
        st.tuples(day, day),
        id=st.from_regex(r"ev-[0-9]{1,4}", fullmatch=True),
        title=st.just("Title"),
        kind=st.sampled_from(EvidenceKind),
        stance=st.sampled_from(Stance),
        judgements=st.lists(st.sampled_from([LEADERS, HELP, CARE, "care_leavers"]), unique=True).map(tuple),
        expires=day,
    )
