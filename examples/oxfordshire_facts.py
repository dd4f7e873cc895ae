"""The dates of the story as published, and its fictional names."""

from __future__ import annotations

from datetime import date

from inspectprep.model import Audience, Inspection

__all__ = [
    "CALL",
    "COMMS",
    "DCS",
    "DEPUTY",
    "DISCLOSED_TO",
    "EVERYBODY",
    "FEEDBACK",
    "HELP",
    "PUBLISHED",
    "VISIT",
]

CALL = date(2018, 4, 9)
# The day for Annex A is fictional, because the letter was not published.
VISIT = Inspection(
    variant="ilacs-short",
    authority="Oxfordshire",
    notified=CALL,
    notice={"annex_a_due": date(2018, 4, 11)},
)
FEEDBACK = date(2018, 4, 20)
PUBLISHED = date(2018, 5, 22)
HELP = "help_and_protection"
DCS, DEPUTY, COMMS = "Ann Avon", "Ben Brent", "Cam Cole"
DISCLOSED_TO = (
    (DCS, "dcs"),
    (DEPUTY, "deputy"),
    ("Lou Leigh", "leader"),
    ("Mel Mole", "lead-member"),
    ("Chris Cherwell", "chief-executive"),
)
EVERYBODY = (Audience.STAFF, Audience.LEADERS, Audience.PARTNERS)
