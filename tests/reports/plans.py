"""Plans to report on: Oxfordshire in April 2018, and whatever a test changes about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, Task, Theme
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import NextAction, Rating, Readiness, Reason, ThemeReadiness
from inspectprep.model.timeline import Event, Timeline

__all__ = ["CALL", "checklist", "event", "readiness", "task", "timeline"]

CALL = date(2018, 4, 9)


def event(name: str, day: date | None, phase: Phase = Phase.ON_SITE, **more: Any) -> Event:
    """Return an event that has not moved, of a published rule unless told otherwise."""
    values: dict[str, Any] = {
        "id": name,
        "title": name.replace("_", " ").capitalize(),
        "phase": phase,
        "date": day,
        "end": None,
        "earliest": None,
        "latest": None,
        "planned": day,
        "planned_end": more.get("end"),
        "actual": None,
        "actual_end": None,
        "basis": Basis.INSPECTORATE,
        "source": "A handbook, page 4",
    }
    values |= more
    rules = (Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT)
    firm = bool(day and not values["earliest"] and (values["actual"] or values["basis"] in rules))
    values |= {"firm": firm, "end_firm": firm and "end_earliest" not in more}
    if values["end"]:
        values["end_basis"] = values["basis"]
    return Event(**(values | more))


def timeline(*changed: Event, authority: str = "Oxfordshire", **inspection: Any) -> Timeline:
    """Return Oxfordshire's three weeks and what followed, with events replaced by those of one id."""
    events = {
        each.id: each
        for each in (
            event("notification", CALL, Phase.NOTIFICATION, title="The call: the lead inspector telephones"),
            event("off_site_week", CALL, Phase.OFF_SITE, end=date(2018, 4, 13)),
            event(
                "annex_a_due", None, Phase.OFF_SITE, basis=Basis.NOTICE, note="Read the letter.", source=""
            ),
            event("fieldwork", date(2018, 4, 16), end=date(2018, 4, 20)),
            event(
                "keep_in_touch", date(2018, 4, 16), end=date(2018, 4, 20), daily=True, basis=Basis.PLANNING
            ),
            event("final_feedback", date(2018, 4, 20), Phase.FEEDBACK, basis=Basis.PLANNING),
            event(
                "embargo",
                date(2018, 4, 20),
                Phase.EMBARGO,
                end=date(2018, 5, 22),
                end_earliest=date(2018, 5, 22),
                end_latest=date(2018, 6, 8),
                end_basis=Basis.MEASURED,
                basis=Basis.ACCOUNT,
                counted_from=Basis.PLANNING,
                firm=False,
            ),
            event(
                "publication",
                date(2018, 5, 22),
                Phase.PUBLICATION,
                earliest=date(2018, 5, 22),
                latest=date(2018, 6, 8),
                basis=Basis.MEASURED,
            ),
            event("action_plan", date(2018, 8, 30), Phase.ACTION_PLAN),
            event(
                "next_inspection",
                date(2021, 4, 16),
                Phase.DEBRIEF,
                earliest=date(2020, 10, 16),
                latest=date(2021, 10, 16),
            ),
        )
    }
    events |= {each.id: each for each in changed}
    return Timeline(
        inspection=Inspection(variant="ilacs-short", authority=authority, notified=CALL, **inspection),
        framework="ilacs",
        variant="ilacs-short",
        edition="2018-01",
        title="ILACS short inspection",
        events=tuple(events.values()),
        notes=("Only the notification letter can date Annex A.",),
    )


def task(name: str, due: date | None = None, **more: Any) -> Task:
    """Return a task of the plan's theme that the director owns unless told otherwise."""
    values: dict[str, Any] = {
        "id": name,
        "template": name,
        "title": name.replace("-", " ").capitalize(),
        "theme": Theme.PLAN,
        "phase": Phase.NOTIFICATION,
        "owners": ("dcs",),
        "due": due,
    }
    return Task(**(values | more))


def checklist(*more: Task, authority: str = "Oxfordshire") -> Checklist:
    """Return tasks of every sort: done, daily, standing, waiting, forecast."""
    days = [date(2018, 4, day) for day in (16, 17, 18, 19, 20)]
    return Checklist(
        authority=authority,
        variant="ilacs-short",
        notified=CALL,
        tasks=(
            task("take-the-call", CALL, status=Status.DONE),
            task("tell-all-staff", CALL, owners=("communications", "psw"), theme=Theme.PEOPLE),
            *(
                task(
                    "evening-debrief",
                    day,
                    id=f"evening-debrief@{day.isoformat()}",
                    theme=Theme.COMMUNICATE,
                    phase=Phase.ON_SITE,
                    owners=("deputy",),
                    cadence=Cadence.DAILY,
                )
                for day in days
            ),
            task("run-annex-a", owners=("annex-a",), theme=Theme.ANNEX_A, cadence=Cadence.MONTHLY),
            task("send-annex-a", owners=("annex-a",), theme=Theme.ANNEX_A, basis=Basis.NOTICE),
            task(
                "prepare-press",
                date(2018, 5, 22),
                owners=("communications",),
                uncertain=True,
                rests_on=Basis.MEASURED,
            ),
            task(
                "old-habit",
                CALL,
                status=Status.NOT_NEEDED,
                source="A practitioner's account",
                note="Optional.",
            ),
            *more,
        ),
    )


def readiness(**changes: Any) -> Readiness:
    """Return a council that is not ready: one theme red, one amber, one green."""
    values: dict[str, Any] = {
        "authority": "Oxfordshire",
        "variant": "ilacs-short",
        "title": "ILACS short inspection",
        "as_of": date(2018, 4, 10),
        "notified": CALL,
        "rating": Rating.RED,
        "themes": (
            ThemeReadiness(
                theme=Theme.ANNEX_A,
                rating=Rating.RED,
                reasons=(
                    Reason(rating=Rating.AMBER, rule="annexa-warnings", text="34 warnings.", owner="annex-a"),
                    Reason(rating=Rating.RED, rule="annexa-errors", text="28 errors.", owner="annex-a"),
                ),
            ),
            ThemeReadiness(
                theme=Theme.PEOPLE,
                rating=Rating.AMBER,
                reasons=(Reason(rating=Rating.AMBER, rule="standing-work", text="No workshop is recorded."),),
            ),
            ThemeReadiness(
                theme=Theme.DEBRIEF,
                rating=Rating.GREEN,
                reasons=(Reason(rating=Rating.GREEN, rule="in-time", text="Nothing is overdue."),),
            ),
        ),
        "actions": (
            NextAction(
                owner="dcs",
                title="Ring the lead inspector",
                theme=Theme.CHALLENGE,
                rating=Rating.RED,
                due=date(2018, 4, 9),
                holder="Lucy Hart",
            ),
            NextAction(
                owner="annex-a",
                title="Correct the errors",
                theme=Theme.ANNEX_A,
                rating=Rating.RED,
                due=date(2018, 4, 11),
            ),
            NextAction(owner="psw", title="Hold a workshop", theme=Theme.PEOPLE, rating=Rating.AMBER),
        ),
        "notes": ("The call is assumed.",),
    }
    return Readiness(**(values | changes))
