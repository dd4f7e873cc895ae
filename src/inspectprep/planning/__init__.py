"""Decisions: pure functions from values to values. They do no input or output and read no clock.

The modules named here are imported on first use, so that a plan needs only the planner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.planning import (
        compare as compare,
        readiness as readiness,
        schedule as schedule,
        tasks as tasks,
    )

__all__, __getattr__, __dir__ = lazy_names(__name__, {"": "compare readiness schedule tasks"})
