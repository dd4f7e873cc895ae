"""Situations of a council, each with the rating that a head of performance would give, theme by theme.

Every situation begins with a council that has everything in order for its call, and changes one thing. All
of it is recorded as people record it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Workspace
from inspectprep.model.checklist import Status, Theme
from inspectprep.model.debrief import Lesson
from inspectprep.model.decision import TaskState
from inspectprep.model.enquiry import RequestState, Showcase
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, Stance
from inspectprep.model.finding import CheckSummary, LatePractice, ListSummary, Nature, RuleCount, Severity
from inspectprep.model.history import AreaForImprovement, ImprovementAction
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Rating, Readiness
from inspectprep.model.workforce import (
    Leave,
    PreparationSession,
    ProudWork,
    RoleHolder,
    Team,
    Worker,
)

CALL = date(2026, 7, 13)
RED, AMBER, GREEN = Rating.RED, Rating.AMBER, Rating.GREEN
ROLES = (
    "dcs", "deputy", "annex-a", "documents", "audits", "communications", "logistics", "psw", "lead-member",
    "chief-executive", "leader", "qa", "partnerships", "hr",
)  # fmt: skip
MONTHLY = ("run-annex-a", "check-timescales", "track-improvements", "audit-programme")
YEARLY = ("self-evaluation", "engagement-meeting", "prepare-social-workers", "estimate-next-inspection")


def before(days: int) -> date:
    """Return the day that is so many days before the call."""
    return CALL - timedelta(days=days)


class Council:
    """A council's workspace, its Annex A check and the day of the call."""

    def __init__(self, room: Workspace) -> None:
        self.room = room
        self.summary: CheckSummary | None = None

    def add(self, *values: Any) -> None:
        """Record values."""
        for value in values:
            self.room.records.add(value, by="Ann")

    def done(self, *tasks: str, on: date, status: str = "done") -> None:
        """Record the status of tasks."""
        self.add(*(TaskState(task=task, status=Status(status), on=on) for task in tasks))

    def person(self, role: str, **changes: Any) -> None:
        """Change the record of the person in a role."""
        (found,) = [each for each in self.room.records.all(RoleHolder) if each.role == role]
        self.room.records.change(found.id, changes, by="Ann")

    def ask(self, call: date = CALL) -> Readiness:
        """Return the answer for a call on a day."""
        return self.room.readiness(call, annexa=self.summary).readiness


def checked(on: date = CALL, late: tuple[LatePractice, ...] = (), practice: int = 0) -> CheckSummary:
    """Return the counts of a check of all lists without an error."""
    rule = RuleCount(
        rule="AA-I-051",
        severity=Severity.WARNING,
        nature=Nature.PRACTICE,
        message="A date is missing.",
        count=1,
    )
    return CheckSummary(
        as_of=on,
        lists=tuple(
            ListSummary(list=number, title=f"List {number}", found=True, rows=300) for number in range(1, 12)
        ),
        rules=(evolve(rule, count=practice),) if practice else (),
        files=1,
        late=late,
    )


def visits(share: float) -> LatePractice:
    """Return a share of late visits to children in care."""
    return LatePractice(
        indicator="care-visits-late",
        title="children in care were not visited in time",
        share=share,
        red=0.33,
        late=round(300 * share),
        of=300,
    )


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Council]:
    """A council that has recorded nothing."""
    made = Workspace.create(
        tmp_path / "room", authority="Borsetshire", variant="ilacs-short", load_plugins=False
    )
    with made as room:
        yield Council(room)


@pytest.fixture
def council(new: Council) -> Council:
    """A council that has everything in order for the call."""
    timeline = new.room.schedule(Inspection(variant="ilacs-short", notified=CALL))
    standing = [task.id for task in new.room.checklist(timeline) if task.every is not None]
    new.done(*(task for task in standing if task not in YEARLY), on=before(10))
    new.done(*YEARLY, on=date(2026, 1, 15))
    new.add(*(RoleHolder(role=role, name=f"Person {role}", contact="01865 000000") for role in ROLES))
    workers = [
        Worker(name=name, team="North", proud_of=(ProudWork(title="Work with brothers"),))
        for name in ("Ann Avon", "Ben Brent", "Cat Clun", "Dan Dee")
    ]
    new.add(Team(name="North"), *workers)
    new.add(session(date(2026, 1, 15)))
    edition = new.room.catalogue.find("ilacs-short").framework.edition_on(CALL)
    assert edition is not None
    judgements = tuple(judgement.id for judgement in edition.judgements if not judgement.overall)
    new.add(
        *(audit(stance, judgements) for stance in Stance if stance is not Stance.STRENGTH),
        audit(Stance.STRENGTH, judgements),
    )
    acted = ImprovementAction(title="Train every assessor", owner="psw", done=date(2026, 3, 2))
    new.add(
        AreaForImprovement(
            title="Timely assessments", found=date(2024, 5, 20), judgements=judgements, owner="psw",
            evidence=("ev-1", "ev-2"), actions=(acted,),
        ),
        RequestState(title="Structure charts", prepared=before(7), owner="documents"),
        Showcase(service="Community support"),
        Lesson(learned="Start the note-taking early.", owner="deputy", acted_on=date(2026, 2, 2)),
    )  # fmt: skip
    new.summary = checked()
    return new


def session(on: date, *attended: str) -> PreparationSession:
    """Return a workshop that everyone attended, unless names are given."""
    everyone = ("Ann Avon", "Ben Brent", "Cat Clun", "Dan Dee")
    return PreparationSession(title="Workshop", on=on, teams=("North",), attended=attended or everyone)


def audit(stance: Stance, judgements: tuple[str, ...]) -> EvidenceItem:
    """Return an audit of the months before the call."""
    return EvidenceItem(
        title=f"Audit ({stance.value})", kind=EvidenceKind.AUDIT, stance=stance, judgements=judgements,
        starting=date(2026, 4, 1), until=date(2026, 6, 30), owner="audits",
    )  # fmt: skip


def ratings(answer: Readiness) -> dict[Theme, Rating]:
    """Return the rating of each theme."""
    return {theme.theme: theme.rating for theme in answer.themes}


def rules(answer: Readiness, theme: Theme) -> dict[str, Rating]:
    """Return the rules that spoke for a theme, with their worst rating."""
    (found,) = [each for each in answer.themes if each.theme is theme]
    worst: dict[str, Rating] = {}
    for reason in found.reasons:
        worst[reason.rule] = min(worst.get(reason.rule, GREEN), reason.rating, key=lambda each: each.rank)
    return worst


def expect(answer: Readiness, **expected: tuple[Rating, str]) -> None:
    """Compare the themes with what is expected; themes that are not named are green.

    A theme is given as its name with a rating and the rule that gave it.
    """
    wanted = {Theme(name.replace("_", "-")): value for name, value in expected.items()}
    found = ratings(answer)
    assert {theme: found[theme] for theme in Theme} == {
        theme: wanted.get(theme, (GREEN, ""))[0] for theme in Theme
    }
    for theme, (rating, rule) in wanted.items():
        assert rules(answer, theme)[rule] is rating


def test_a_new_workspace_knows_nothing(new: Council) -> None:
    """Annex A is not checked and there is no evidence: red. The rest is not known: amber."""
    answer = new.ask()
    expect(
        answer,
        annex_a=(RED, "annexa-not-checked"),
        challenge=(RED, "evidence-none"),
        people=(AMBER, "workforce-unknown"),
        debrief=(AMBER, "lessons-unknown"),
        plan=(RED, "role-vacant"),
        communicate=(AMBER, "contacts-missing"),
    )
    assert GREEN not in ratings(answer).values()


def test_everything_in_order(council: Council) -> None:
    """Green in July with workshops held in January."""
    expect(council.ask())


Change = Callable[[Council], None]


def _away(**cover: str) -> Change:
    leave = Leave(starting=before(3), until=CALL + timedelta(days=2), **cover)
    return lambda council: council.person("dcs", leave=(leave,))


def _monthly(days: int) -> Change:
    def change(council: Council) -> None:
        for state in council.room.records.all(TaskState):
            if state.task in MONTHLY:
                council.room.records.change(state.id, {"on": before(days)}, by="Ann")

    return change


def _workshops(on: date) -> Change:
    def change(council: Council) -> None:
        records = council.room.records
        for state in records.all(TaskState):
            if state.task == "prepare-social-workers":
                records.change(state.id, {"on": on}, by="Ann")
        for held in records.all(PreparationSession):
            records.change(held.id, {"on": on}, by="Ann")

    return change


def _circle(council: Council) -> None:
    days = {"starting": CALL, "until": CALL}
    council.person("dcs", leave=(Leave(**days, cover="deputy"),))
    council.person("deputy", leave=(Leave(**days, cover="dcs"),))


def _late(share: float) -> Change:
    def change(council: Council) -> None:
        council.summary = checked(late=(visits(share),), practice=round(300 * share))

    return change


def _check(days: int) -> Change:
    def change(council: Council) -> None:
        council.summary = checked(on=before(days))

    return change


SITUATIONS: dict[str, tuple[Change, dict[str, tuple[Rating, str]]]] = {
    "monthly work done four weeks ago": (
        _monthly(28),
        {"annex_a": (AMBER, "tasks-due-soon"), "plan": (AMBER, "tasks-due-soon")},
    ),
    "monthly work done six weeks ago": (
        _monthly(42),
        {"annex_a": (RED, "tasks-overdue"), "plan": (RED, "tasks-overdue")},
    ),
    "Annex A is being run again": (
        lambda council: council.done("run-annex-a", on=before(2), status="doing"),
        {"annex_a": (AMBER, "standing-work-unconfirmed")},
    ),
    "Annex A is back to do, and the last run is six weeks ago": (
        lambda council: (_monthly(42)(council), council.done("run-annex-a", on=before(2), status="to-do"))[0],
        {"annex_a": (RED, "tasks-overdue"), "plan": (RED, "tasks-overdue")},
    ),
    "an earlier status is recorded late": (
        lambda council: council.done("run-annex-a", on=before(20), status="doing"),
        {},
    ),
    "the director is away over the call with agreed cover": (_away(cover="deputy"), {}),
    "the director is away over the call without cover": (_away(), {"plan": (RED, "leave-without-cover")}),
    "the director's cover is not on record": (
        _away(cover="Jo Bloggs"),
        {"plan": (AMBER, "cover-unknown")},
    ),
    "director and deputy are away and cover each other": (_circle, {"plan": (RED, "leave-without-cover")}),
    "the Annex A owner is away on site without cover": (
        lambda council: council.person(
            "annex-a",
            leave=(Leave(starting=date(2026, 7, 21), until=date(2026, 7, 22)),),
        ),
        {"plan": (AMBER, "leave-without-cover")},
    ),
    "the director is away after the feedback": (
        lambda council: council.person(
            "dcs",
            leave=(Leave(starting=date(2026, 8, 3), until=date(2026, 8, 7)),),
        ),
        {},
    ),
    "two people are on record as deputy": (
        lambda council: council.add(RoleHolder(role="deputy", name="Second Person")),
        {"plan": (AMBER, "role-held-twice")},
    ),
    "the deputy changes in spring": (
        lambda council: (
            council.person("deputy", until=date(2026, 3, 31)),
            council.add(RoleHolder(role="deputy", name="New", starting=date(2026, 4, 1), contact="01865")),
        )[0],
        {},
    ),
    "a third of visits is late": (_late(1 / 3), {"annex_a": (RED, "annexa-practice-late")}),
    "a tenth of visits is late": (_late(0.1), {"annex_a": (AMBER, "annexa-practice")}),
    "the lists are six weeks old": (_check(42), {"annex_a": (AMBER, "annexa-stale")}),
    "the lists are three months old": (_check(92), {"annex_a": (RED, "annexa-stale")}),
    "workshops eleven and a half months ago": (
        _workshops(date(2025, 7, 28)),
        {"people": (AMBER, "session-due-soon")},
    ),
    "workshops thirteen months ago": (_workshops(date(2025, 6, 12)), {"people": (RED, "team-unprepared")}),
    "a new worker since the workshops": (
        lambda council: council.add(Worker(name="Eve Exe", team="North", joined=date(2026, 6, 1))),
        {"people": (AMBER, "worker-joined-since")},
    ),
    "a lesson is not acted on": (
        lambda council: council.add(Lesson(learned="Book the rooms early.", owner="logistics")),
        {"debrief": (AMBER, "lesson-open"), "plan": (AMBER, "standing-work-unconfirmed")},
    ),
    "showcases were listed four months ago": (
        lambda council: council.room.records.change(
            next(state.id for state in council.room.records.all(TaskState) if state.task == "list-showcases"),
            {"on": before(120)},
            by="Ann",
        ),
        {"challenge": (RED, "tasks-overdue")},
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_rating_is_that_of_a_head_of_performance(council: Council, name: str) -> None:
    """One thing is different from a council that has everything in order."""
    change, expected = SITUATIONS[name]
    change(council)
    expect(council.ask(), **expected)


def test_only_the_person_in_the_role_on_the_day_counts(council: Council) -> None:
    """After a change of deputy, actions name the new one, and the contact of the old one is of no use."""
    council.person("deputy", until=date(2026, 3, 31))
    council.add(RoleHolder(role="deputy", name="New Deputy", starting=date(2026, 4, 1)))
    council.done("track-improvements", on=before(2), status="to-do")
    answer = council.ask()
    expect(
        answer,
        plan=(AMBER, "standing-work-unconfirmed"),
        communicate=(AMBER, "contacts-missing"),
    )
    assert [action.holder for action in answer.actions if action.task == "track-improvements"] == [
        "New Deputy"
    ]


def test_everything_done_in_january_and_asked_in_july(council: Council) -> None:
    """The yearly workshops still count. Monthly and quarterly work is overdue."""
    for state in council.room.records.all(TaskState):
        council.room.records.change(state.id, {"on": date(2026, 1, 15)}, by="Ann")
    expect(
        council.ask(),
        annex_a=(RED, "tasks-overdue"),
        challenge=(RED, "tasks-overdue"),
        plan=(RED, "tasks-overdue"),
    )


def test_waiting_makes_no_theme_better(council: Council) -> None:
    """With nothing new recorded, each later Monday is rated the same or worse."""
    mondays = [CALL + timedelta(weeks=number) for number in (0, 3, 6, 12, 25, 40, 60)]
    answers = [ratings(council.ask(day)) for day in mondays]
    for theme in Theme:
        ranks = [answer[theme].rank for answer in answers]
        assert ranks == sorted(ranks, reverse=True)
