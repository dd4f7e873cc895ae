"""The most that each face may take, and what takes more than that today."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from tests.faces.measuring import Measured

_SMALLEST = 12
"""The smallest text on a phone, in pixels."""
_ANSWER, _STEP = 250, 450
"""Where on a phone the answer and its first step may begin at the latest, in pixels."""


@frozen
class Limit:
    """The most that a face may take.

    Attributes:
        desktop: Screens of 1280 by 800 pixels.
        phone: Screens of 360 by 740 pixels.
        sheets: Sheets of A4.
        words: Words before anything is unfolded. None for any number.
        kilobytes: The size of the file.
        smallest: The smallest text on a phone, which is at least this.
        sideways: Boxes that scroll sideways on a phone.
        wide: Pixels by which the page is wider than a phone.
    """

    desktop: float = 5
    phone: float = 10
    sheets: int = 4
    words: int | None = None
    kilobytes: float = 80
    smallest: float = _SMALLEST
    sideways: int = 0
    wide: int = 0


READINESS = Limit(3, 6, 2, 800)
ANNEX_A = Limit(3, 6, 2, 700)
EVENING = Limit(2, 4, 1)
OTHER = Limit()

LIMITS: Mapping[str, Limit] = {
    "ready": READINESS,
    "ready-index": READINESS,
    "ready-annex-a": ANNEX_A,
    "check": ANNEX_A,
    "room": EVENING,
    "briefing-staff": EVENING,
    "briefing-leaders": EVENING,
    "briefing-partners": EVENING,
}
"""The limit of each face that is not one of the others."""

ANSWERING = ("ready", "ready-index")
"""The faces whose answer and first step must be on the first screen of a phone."""

KNOWN: Mapping[str | tuple[str, str], Mapping[str, float]] = {
    "annexa-trend": {"kilobytes": 99},
    "ready-checklist": {"sheets": 5},
    ("large", "ready-checklist"): {"sheets": 6},
    "ready-rules": {"sheets": 5},
    "ready": {"desktop": 4.0, "sheets": 6, "phone": 6.7, "kilobytes": 90},
    ("hostile", "checklist"): {"sheets": 5},
}
"""What takes more than its limit today, by face, or by stage and face: the most that was measured.

A figure here may only get smaller.
"""

_BEFORE = (
    "call-days",
    "ready",
    "ready-index",
    "ready-annex-a",
    "ready-dates",
    "ready-checklist",
    "ready-rules",
    "annexa-trend",
    "next-inspection",
    "region",
)
_DAY_3 = (
    "ready",
    "check",
    "check-analyst",
    "indicators",
    "timeline",
    "checklist",
    "coverage",
    "self-evaluation",
    "handout",
    "release-plan",
    "call-page",
    "comparison",
    "calendar",
    "room",
    "briefing-staff",
    "briefing-leaders",
    "briefing-partners",
    "office",
    "conversations",
    "embargo",
    "debrief",
    "action-plan",
)
MEASURED_FIRST: Mapping[str, tuple[str, ...]] = {"before": _BEFORE, "day-3": _DAY_3}
"""The faces that are measured with every change, by stage. All others are among the long tests."""
READ_FIRST: Mapping[str, tuple[str, ...]] = {
    "before": ("ready-index",),
    "day-3": ("room", "briefing-staff", "coverage", "release-plan", "office", "handout", "action-plan"),
}
"""The faces that are read in every way with every change. To read a long one takes a minute."""


def misses(stage: str, face: str, found: Measured) -> list[str]:
    """Return where a face takes more than it may.

    Args:
        stage: The stage.
        face: The name of the face.
        found: What was measured.
    """
    limit = LIMITS.get(face, OTHER)
    limit = evolve(limit, **KNOWN.get((stage, face), KNOWN.get(face, {})))
    most = {
        "desktop": found.desktop,
        "phone": found.phone,
        "sheets": found.sheets,
        "kilobytes": found.kilobytes,
        "wide": found.wide,
        "sideways": len(found.sideways),
        **({"words": found.words} if limit.words is not None else {}),
    }
    over = [
        f"{name}: {is_}, at most {getattr(limit, name)}"
        for name, is_ in most.items()
        if is_ > getattr(limit, name)
    ]
    if found.smallest < limit.smallest:
        over.append(f"smallest text: {found.smallest} pixels, at least {limit.smallest}")
    if face in ANSWERING:
        places = {"answer": (found.answer, _ANSWER), "first step": (found.step, _STEP)}
        over += [f"{name}: begins at {is_}, at most {top}" for name, (is_, top) in places.items()
                 if is_ is not None and is_ > top]  # fmt: skip
    return over
