"""A small framework for tests of planning, in the shape of the real one."""

from __future__ import annotations

from datetime import date

from inspectprep.model.basis import Basis, Source
from inspectprep.model.framework import (
    CallPattern,
    Edition,
    Framework,
    Milestone,
    Pause,
    Phase,
    Variant,
    Window,
)
from inspectprep.model.offset import Offset


def offset(text: str) -> Offset:
    """Read an offset."""
    return Offset.parse(text)


def milestone(name: str, anchor: str | None = None, move: str | None = None, **more: object) -> Milestone:
    """Make a milestone with everything a test does not care about filled in."""
    end = more.pop("end", None)
    values = {
        "id": name,
        "title": name.replace("_", " ").capitalize(),
        "phase": Phase.ON_SITE,
        "basis": Basis.INSPECTORATE,
        "source": ("guide",),
        "anchor": anchor,
        "offset": offset(move) if move else None,
        "end_offset": offset(str(end)) if end else None,
        **more,
    }
    return Milestone(**values)


def short() -> Variant:
    """Make a short inspection."""
    return Variant(
        id="short",
        title="Short inspection",
        milestones=(
            milestone("notification"),
            milestone(
                "publication",
                "fieldwork.end",
                basis=Basis.MEASURED,
                paused=True,
                windows=(
                    Window(
                        earliest=offset("18 working days"),
                        expected=offset("21 working days"),
                        latest=offset("33 working days"),
                        until=date(2020, 3, 31),
                    ),
                    Window(
                        earliest=offset("27 working days"),
                        expected=offset("30 working days"),
                        latest=offset("40 working days"),
                        starting=date(2021, 6, 1),
                        source=("reports",),
                        note="The later regime.",
                    ),
                ),
            ),
            milestone(
                "fieldwork",
                "notification",
                "next monday, or the working day after",
                end="friday of week 1, or the working day before",
            ),
            milestone(
                "keep_in_touch",
                "fieldwork",
                "same day",
                end="same day",
                end_anchor="fieldwork.end",
                daily=True,
            ),
            milestone("final_feedback", "fieldwork.end", "same day"),
            milestone("embargo", "final_feedback", "same day", end="same day", end_anchor="publication"),
            milestone("annex_a_due", "notification", basis=Basis.NOTICE),
            milestone("follow_up", "annex_a_due", "1 working day"),
            milestone("action_plan", "publication", "70 working days"),
            milestone("drill", "notification", "2 working days", basis=Basis.PLANNING),
            milestone("next_inspection", "fieldwork", "36 months", basis=Basis.PLANNING),
        ),
    )


def framework(variant: Variant | None = None) -> Framework:
    """Make a framework around a variant."""
    return Framework(
        id="test",
        title="Test framework",
        sources=(
            Source(id="guide", title="The guide", kind=Basis.INSPECTORATE),
            Source(id="reports", title="Published reports", kind=Basis.MEASURED),
        ),
        editions=(
            Edition(id="first", title="First", starting=date(2018, 1, 1)),
            Edition(id="second", title="Second", starting=date(2023, 1, 1), note="Care leavers stand alone."),
        ),
        variants=(variant or short(),),
        pauses=(
            Pause(
                id="may-2024",
                title="Local elections, May 2024",
                starting=date(2024, 3, 26),
                until=date(2024, 5, 2),
                resumes=offset("5 working days"),
                basis=Basis.MEASURED,
            ),
        ),
        calls=CallPattern(weekday=0, weeks_never_used=(1, 33, 52), bank_holiday_weeks=False, sample=312),
    )
