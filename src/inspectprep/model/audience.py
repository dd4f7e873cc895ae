"""Audiences: for whom a report is written."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """For whom a report is written.

    Attributes:
        INSPECTION_TEAM: The people who run the inspection for the council.
        LEADERS: The leader, the lead member and the chief executive.
        STAFF: All staff of the service.
        PARTNERS: Partner agencies.
        PUBLIC: Everyone.
    """

    INSPECTION_TEAM = "inspection-team"
    LEADERS = "leaders"
    STAFF = "staff"
    PARTNERS = "partners"
    PUBLIC = "public"


INSIDE = (Audience.INSPECTION_TEAM, Audience.LEADERS)
"""The audiences inside the inspection, whose people can be on the embargo register."""
