"""Audiences: for whom a report is written."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """For whom a report is written."""

    INSPECTION_TEAM = "inspection-team"
    LEADERS = "leaders"
    STAFF = "staff"
    PARTNERS = "partners"
    PUBLIC = "public"


INSIDE = (Audience.INSPECTION_TEAM, Audience.LEADERS)
"""The audiences inside the inspection, whose people can be on the embargo register."""
