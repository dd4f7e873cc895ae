"""Every report, every audience, every state of the embargo, every reader: nothing leaks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest
from attrs import evolve

import inspectprep as ip
from inspectprep.codec import document_kinds
from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.model.analyst_check import AnalystCheck
from inspectprep.model.annexa_trend import (
    FindingCounts,
    FindingTrend,
    ListPoint,
    TeamPoint,
    TrendPoint,
    UnusedResult,
)
from inspectprep.model.audience import Audience
from inspectprep.model.call_sheet import CallPage
from inspectprep.model.checklist import Theme
from inspectprep.model.conversation import Conversation
from inspectprep.model.debrief import Action, Lesson, PressItem, Thanks, Wellbeing
from inspectprep.model.enquiry import Challenge, Fieldwork
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, EvidenceKind, Sensitivity, SurveyMeasure
from inspectprep.model.finding import CheckSummary, ListSummary, Nature, RuleCount, Severity
from inspectprep.model.framework import Judgement
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.inspection_calendar import InspectionCalendar
from inspectprep.model.next_inspection import ForecastWindow, NextInspection, WeekChance
from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.region import DueState, RegionCouncil, RegionView
from inspectprep.model.release import (
    Channel,
    DailyNote,
    Disclosure,
    Embargo,
    EmbargoStage,
    PublicationRecorded,
    ReleaseDraft,
)
from inspectprep.model.workforce import ProudWork, Worker
from inspectprep.planning.communication.briefing import BRIEFED, daily_briefing
from inspectprep.planning.communication.embargo import embargo_of
from inspectprep.planning.communication.release_plan import release_plan
from inspectprep.planning.evidence.selfeval import self_evaluation
from inspectprep.planning.fieldwork.conversations import conversation_log
from inspectprep.planning.fieldwork.review import review_fieldwork
from inspectprep.planning.follow_up.action_plan import PlannedArea, action_plan
from inspectprep.planning.follow_up.debrief import debrief, lesson_tasks
from inspectprep.planning.people.handout import staff_handout
from inspectprep.planning.people.office import office
from inspectprep.planning.tasks import checklist
from inspectprep.plugins import open_registry
from inspectprep.workspace import Workspace

OUTCOME = "OUTCOMEMARK"
RESTRICTED = "RESTRICTEDMARK"
SMALL = "SMALLMARK"
CALL, FEEDBACK, PUBLISHED = date(2018, 4, 9), date(2018, 4, 20), date(2018, 5, 22)
GRADE = f"Overall effectiveness: good {OUTCOME}."
WORKSPACE = Workspace(registry=open_registry(load_plugins=False))
TIMELINE = WORKSPACE.schedule(
    Inspection(variant="ilacs-short", authority="Oxfordshire", notified=CALL, notice={"annex_a_due": CALL})
)
REGISTER = (Disclosure(person="Ann Avon", role="dcs", on=FEEDBACK, what=GRADE),)
SEEN = (PublicationRecorded(on=PUBLISHED, seen_by="Cam Cole"),)
STATES = {
    "unknown": None,
    "call": embargo_of(TIMELINE, (), (), on=CALL),
    "held": embargo_of(TIMELINE, (), REGISTER, on=FEEDBACK),
    "expected and not seen": embargo_of(TIMELINE, (), REGISTER, on=date(2018, 6, 30)),
    "lifted": embargo_of(TIMELINE, SEEN, REGISTER, on=PUBLISHED),
}
QUICK, SLOW = ("md", "json"), ("html", "ics", "xlsx")
READERS = ("", "Ann Avon", "Ben Brent")
INSIDE = (Audience.INSPECTION_TEAM, Audience.LEADERS)
WORKER = Worker(name="Cy Cedar", proud_of=(ProudWork(title="A move that went well"),))
NOTES = (
    DailyNote(day=FEEDBACK, text="Inspectors thanked everybody.", audiences=tuple(BRIEFED)),
    DailyNote(day=FEEDBACK, text=RESTRICTED, audiences=(Audience.LEADERS,)),
    DailyNote(day=FEEDBACK, text=f"What they said: {OUTCOME}.", audiences=tuple(BRIEFED), outcome=True),
    DailyNote(day=FEEDBACK, text=GRADE, audiences=tuple(BRIEFED)),
)
COUNTS = FindingCounts(rows=9, errors=3, warnings=2, queries=1, practice=4)
TREND = FindingTrend(
    points=tuple(
        TrendPoint(
            file=f"{day.isoformat()}.json",
            as_of=day,
            week=day,
            score=90.5,
            counts=COUNTS,
            lists=(ListPoint(list=6, title="Children in need", score=90.5, counts=COUNTS),),
            teams=(TeamPoint(team="North", counts=COUNTS), TeamPoint(small=True, counts=COUNTS)),
        )
        for day in (date(2026, 8, 31), date(2026, 9, 7))
    ),
    unused=(UnusedResult(file="notes.txt", reason="This is not a saved result."),),
)
NEXT = NextInspection(
    last_start=date(2015, 4, 13),
    as_of=CALL,
    window=ForecastWindow(p10=date(2018, 4, 16), p50=date(2018, 4, 16), p90=date(2018, 4, 16)),
    within_30_days=1.0,
    within_90_days=1.0,
    within_180_days=1.0,
    weeks=(WeekChance(monday=date(2018, 4, 16), probability=1.0),),
    method="A queue.",
    reasons=("The last full inspection began three years before.",),
    unknowns=("A new framework may change the intervals.",),
)
SUMMARY = CheckSummary(
    as_of=CALL,
    lists=tuple(ListSummary(list=n, title=f"List {n}", found=True, rows=9) for n in range(1, 12)),
    rules=(RuleCount(rule="AA-F-001", severity=Severity.ERROR, nature=Nature.DATA, message=SMALL, count=3),),
    files=1,
)
LESSON = Lesson(id="les-1", learned=GRADE, next_time=f"Say that {GRADE}")

REGION = RegionView(
    as_of=CALL,
    councils=(RegionCouncil(authority="Avon", last_start=CALL, state=DueState.UNKNOWN),),
)


def values(state: Embargo | None, audience: Audience, reader: str) -> dict[str, tuple[Any, dict[str, Any]]]:
    """Make a value of every kind that has a report, full of what must not leak, with its companions."""
    now = state or STATES["call"]
    assert now is not None
    tasks = checklist(TIMELINE, (*WORKSPACE.task_templates, *lesson_tasks([LESSON])))
    ready = ip.assess(TIMELINE, tasks=tasks, annexa=SUMMARY)
    said = Reason(rating=Rating.AMBER, rule="lesson-open", text=GRADE, owner="dcs", action="Act.")
    themes = tuple(
        evolve(each, reasons=(*each.reasons, said)) if each.theme is Theme.DEBRIEF else each
        for each in ready.themes
    )
    made: dict[str, tuple[Any, dict[str, Any]]] = {
        "timeline": (TIMELINE, {}),
        "checklist": (tasks, {"timeline": TIMELINE}),
        "readiness": (evolve(ready, themes=themes), {"annexa": SUMMARY, "checklist": tasks}),
        "check": (SUMMARY, {}),
        "annexa trend": (TREND, {}),
        "analyst check": (AnalystCheck(summary=SUMMARY), {}),
        "region": (REGION, {}),
        "comparison": (WORKSPACE.compare("ilacs-short", "ilacs-standard", notified=CALL), {}),
        "coverage": (
            PreparationCoverage(on=CALL, teams=(TeamCoverage(team="North", workers=2, prepared=1),)),
            {},
        ),
        "embargo": (evolve(now, register=REGISTER), {}),
        "release": (
            release_plan(
                TIMELINE,
                scale=("good", "inadequate"),
                drafts=[ReleaseDraft(outcome="good", channel=Channel.STAFF, title=OUTCOME)],
                embargo=now,
            ),
            {},
        ),
        "action plan": (
            action_plan(
                [PlannedArea(id="area-1", title=OUTCOME)],
                [Action(area="area-1", title=f"Do {OUTCOME}")],
                on=now.on,
                timeline=TIMELINE,
            ),
            {},
        ),
        "conversations": (
            conversation_log(
                [Conversation(on=FEEDBACK, said=f"They think: {OUTCOME}.", agreed=RESTRICTED)],
                on=max(now.on, FEEDBACK),
                embargo=evolve(now, stage=EmbargoStage.HELD),
            ),
            {},
        ),
        "handout": (staff_handout(TIMELINE, on=now.on, running=True, workers=[WORKER]), {}),
        "office": (
            office(
                TIMELINE,
                PreparationCoverage(on=now.on),
                day=now.on,
                workers=[evolve(WORKER, proud_of=(ProudWork(title=RESTRICTED),))],
            ),
            {},
        ),
        "debrief": (
            debrief(
                on=now.on,
                lessons=[LESSON],
                wellbeing=[Wellbeing(team="North", on=now.on, how=RESTRICTED)],
                thanks=[Thanks(to="Everybody", reason=GRADE)],
                press=[PressItem(title=GRADE, outlet="The Oxford Times", on=now.on)],
            ),
            {},
        ),
    }
    shown = EvidenceItem(
        id="ev-1",
        title=RESTRICTED,
        says=RESTRICTED,
        location=RESTRICTED,
        revision_note=RESTRICTED,
        kind=EvidenceKind.AUDIT,
        sensitivity=Sensitivity.RESTRICTED,
        judgements=("help_and_protection",),
        recorded=CALL,
    )
    claim = Challenge(id="chal-1", claim=RESTRICTED, judgement="help_and_protection", heard=CALL)
    judgements = (Judgement(id="help_and_protection", title="Help and protection"),)
    asked = [
        SurveyMeasure(
            id=f"sur-{year}",
            question=RESTRICTED,
            n=60,
            count=30,
            until=date(year, 1, 31),
            judgements=shown.judgements,
            sensitivity=Sensitivity.RESTRICTED,
            note=RESTRICTED,
        )
        for year in (2017, 2018)
    ]
    base = EvidenceBase(judgements=judgements, items=(shown,), measures=tuple(asked))
    area = AreaForImprovement(
        id="area-1", title="Plans", found=date(2016, 5, 1), evidence=("ev-1",), measure=RESTRICTED
    )
    made["call"] = (CallPage(day=CALL, title="Short inspection"), {})
    made["calendar"] = (InspectionCalendar(on=CALL, timelines=(TIMELINE,)), {})
    made["next inspection"] = (NEXT, {})
    made["review"] = (review_fieldwork(Fieldwork(challenges=(claim,)), base, now.on), {})
    made["self-evaluation"] = (self_evaluation(base, (area,), now.on), {})
    if audience in BRIEFED:
        made["briefing"] = (
            daily_briefing(
                NOTES, day=FEEDBACK, audience=audience, embargo=state, person=reader, timeline=TIMELINE
            ),
            {},
        )
    return made


def written(
    value: Any,
    state: Embargo | None,
    audience: Audience,
    reader: str,
    *,
    forms: tuple[str, ...] = QUICK,
    **more: Any,
) -> list[str]:
    """Return a report in some formats, or nothing where it is refused."""
    texts = []
    for form in forms:
        try:
            data = WORKSPACE.render(value, form, audience=audience, embargo=state, reader=reader, **more)
        except InspectPrepError as error:
            message = str(error)
            assert OUTCOME not in message
            assert SMALL not in message
            continue
        texts.append(_unpacked(data) if form == "xlsx" else data.decode().replace("\r\n ", ""))
    return texts


def _unpacked(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("forms", [QUICK, pytest.param(SLOW, marks=pytest.mark.slow)], ids="-".join)
def test_nothing_leaks(name: str, reader: str, forms: tuple[str, ...]) -> None:
    """Outcomes reach the register until publication; notes whom they name; small numbers stay inside."""
    state = STATES[name]
    lifted = state is not None and state.stage is EmbargoStage.LIFTED
    told = state is not None and reader == "Ann Avon" and state.on >= FEEDBACK
    for audience in Audience:
        for kind, (value, more) in values(state, audience, reader).items():
            # A lesson or past grade is no outcome before there is one: only marks count then.
            marked = kind in ("action plan", "briefing", "embargo", "debrief", "release")
            known = state is not None and state.stage is EmbargoStage.HELD
            for text in written(value, state, audience, reader, forms=forms, **more):
                if OUTCOME in text and (marked or known):
                    assert lifted or (told and audience in INSIDE), (kind, audience)
                if RESTRICTED in text:
                    assert audience in INSIDE, (kind, audience)
                if SMALL in text:
                    assert audience in (*INSIDE, Audience.STAFF), (kind, audience)


def test_restricted_evidence_is_not_handed_on() -> None:
    """A report that was composed for one audience shows its restricted items to no other."""
    state = STATES["lifted"]
    for made_for, audience in product(Audience, Audience):
        for kind, (value, more) in values(state, made_for, "").items():
            try:
                report = WORKSPACE.report(value, audience=made_for, **more)
            except InspectPrepError:
                continue
            for text in written(report, state, audience, ""):
                assert RESTRICTED not in text or audience in INSIDE, (kind, made_for, audience)


def test_every_value_that_has_a_report_is_tried() -> None:
    """A new report is in danger of leaking until it stands here."""
    tried = {type(value) for value, _ in values(STATES["held"], Audience.LEADERS, "").values()}
    reported = {kind.cls for kind in document_kinds().values() if kind.report}
    assert tried == {cls for cls in reported if cls.__module__.startswith("inspectprep.")}


def test_what_may_be_had_is_had() -> None:
    """The marks are really there to leak: those who may, get them."""
    held, lifted = STATES["held"], STATES["lifted"]
    value, more = values(held, Audience.LEADERS, "")["self-evaluation"]
    for audience in INSIDE:
        assert any(RESTRICTED in text for text in written(value, held, audience, "Ann Avon", **more))
    for kind in ("action plan", "briefing", "debrief", "readiness"):
        value, more = values(held, Audience.LEADERS, "Ann Avon")[kind]
        assert any(OUTCOME in text for text in written(value, held, Audience.LEADERS, "Ann Avon", **more))
        if kind == "readiness":  # its reasons quote inspectors, so it is for nobody else
            continue
        value, more = values(lifted, Audience.STAFF, "")[kind]
        assert any(OUTCOME in text for text in written(value, lifted, Audience.STAFF, "", **more)), kind
    value, more = values(held, Audience.LEADERS, "")["briefing"]
    assert any(RESTRICTED in text for text in written(value, held, Audience.LEADERS, "", **more))
    assert any(SMALL in text for text in written(SUMMARY, held, Audience.STAFF, ""))


def test_plans_in_the_words_of_the_framework_can_always_be_written() -> None:
    """The net for words that tell a grade does not catch the framework's own words."""
    plain = checklist(TIMELINE, WORKSPACE.task_templates)
    ready = ip.assess(TIMELINE, tasks=plain)
    for state, audience in product(STATES.values(), INSIDE):
        for value, more in ((TIMELINE, {}), (plain, {"timeline": TIMELINE}), (ready, {"timeline": TIMELINE})):
            assert len(written(value, state, audience, "", **more)) == len(QUICK)


def test_a_briefing_for_leaders_is_not_written_for_staff() -> None:
    """Whoever is named as the reader's audience must be one that the briefing was made for."""
    made = daily_briefing(NOTES, day=FEEDBACK, audience=Audience.LEADERS, embargo=STATES["call"])
    assert RESTRICTED in WORKSPACE.render(made, "md", embargo=STATES["call"]).decode()
    with pytest.raises(RefusedError, match="not written for the audience 'staff'"):
        WORKSPACE.render(made, "md", embargo=STATES["call"], audience=Audience.STAFF)


def test_a_briefing_made_as_if_published_is_still_held() -> None:
    """The gate asks the embargo itself, whatever the briefing was made with."""
    made = daily_briefing(NOTES, day=FEEDBACK, audience=Audience.STAFF, embargo=STATES["lifted"])
    with pytest.raises(RefusedError, match="no publication is recorded"):
        WORKSPACE.render(made, "md", embargo=STATES["held"], audience=Audience.STAFF)


def test_a_composed_report_cannot_be_handed_on() -> None:
    """A report that was composed for leaders is refused when it is written for nobody on the register."""
    made = WORKSPACE.report(values(STATES["held"], Audience.LEADERS, "Ann Avon")["action plan"][0])
    with pytest.raises(RefusedError):
        WORKSPACE.render(made, "md", embargo=STATES["held"])
    with pytest.raises(RefusedError):
        WORKSPACE.render(made, "md")
    assert OUTCOME in WORKSPACE.render(made, "md", embargo=STATES["held"], reader="Ann Avon").decode()
