"""The question of readiness, asked in one line."""

from __future__ import annotations

from datetime import date
from typing import Any

from inspectprep.model.readiness import Readiness
from inspectprep.model.timeline import Timeline
from inspectprep.planning.readiness import CouncilState, assess


def readiness(timeline: Timeline, *, as_of: date | None = None, **known: Any) -> Readiness:
    """Return the readiness of a council of which `known` is known, on the day of the call or `as_of`."""
    return assess(CouncilState(timeline=timeline, day=as_of or timeline.notified, **known))
