"""The columns of the lists of records on the screen, chosen for each kind. The JSON has every field."""

from __future__ import annotations

COLUMNS = {
    kind: tuple(fields.split())
    for kind, fields in {
        "action": "title owner area due status done",
        "area": "title priority owner found closed",
        "challenge": "claim judgement tone owner heard replied outcome",
        "conversation": "on at inspector said agreed promises",
        "decision": "on decided person about reason",
        "disclosure": "person role on time by reminded",
        "enquiry": "statement judgement status owner evidence",
        "evidence": "title kind stance judgements owner expires",
        "inspection": "variant notified lead_inspector ended withdrawn title",
        "lesson": "learned next_time theme owner acted_on",
        "note": "day kind text audiences",
        "person": "role name deputy leave starting until",
        "press": "on outlet title good",
        "publication": "on seen_by where received",
        "referral": "reference referred action owner deadline done",
        "release": "channel outcome title signed released",
        "request": "title asked due sent owner",
        "sending": "day audience on at to how",
        "session": "on kind title teams attended led_by",
        "showcase": "service owner offered visited said",
        "showing": "reader what on time",
        "survey": "question population percent n until stance",
        "task": "task status on note",
        "team": "name service manager place",
        "thanks": "to reason by on",
        "visit": "day starts title kind place inspector owner",
        "wellbeing": "on team rating how owner settled",
        "worker": "name team job leave proud_of",
    }.items()
}
"""The fields of each kind that its list shows, in order. A field that no record has is left out."""

SEVERAL = "inspection"
"""The field that a list shows too, if its records are of several inspections."""
