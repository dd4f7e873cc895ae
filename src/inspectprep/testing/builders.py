"""Example values for tests. They are small, complete and always the same.

Pass a builder the fields that matter to the test. It fills in the rest. ``Westhaven`` is a fictional
council. No value is about a child.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Task, TaskTemplate, Theme
from inspectprep.model.finding import CheckSummary, ListSummary, Nature, RuleCount, Severity, SkippedRule
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.offset import Offset
from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Block,
    Bullets,
    CalendarEntry,
    DrawnBlock,
    Fold,
    Paragraph,
    Report,
    Section,
    Span,
    Table,
    Tile,
    Tiles,
    TimelineChart,
)
from inspectprep.model.report_blocks import (
    Agenda,
    AgendaItem,
    Answer,
    Balance,
    Bar,
    Change,
    Companion,
    Files,
    History,
    Matrix,
    MatrixRow,
    Point,
    Shift,
    Side,
    Step,
    Tag,
)
from inspectprep.model.timeline import Event, Timeline

CALL = date(2026, 9, 7)
_PLAN_DUE = date(2027, 2, 9)


def make_inspection(**changes: Any) -> Inspection:
    """Return a short inspection of Westhaven, called on Monday 7 September 2026."""
    inspection = Inspection(variant="ilacs-short", authority="Westhaven", notified=CALL)
    return evolve(inspection, **changes)


def make_timeline(**changes: Any) -> Timeline:
    """Return a timeline with an event of every basis, one moved, one forecast and one without a date."""
    timeline = Timeline(
        inspection=make_inspection(),
        framework="ilacs",
        variant="ilacs-short",
        edition="2026-04",
        title="Short inspection",
        events=(
            _event("notification", "The call", Phase.NOTIFICATION, CALL),
            _event("annex_a", "Annex A is due", Phase.OFF_SITE, None, basis=Basis.NOTICE),
            _event(
                "fieldwork",
                "Inspectors are on site",
                Phase.ON_SITE,
                date(2026, 9, 15),
                end=date(2026, 9, 18),
                planned=date(2026, 9, 14),
                planned_end=date(2026, 9, 18),
                actual=date(2026, 9, 15),
            ),
            _event(
                "daily_meeting",
                "Daily meeting",
                Phase.ON_SITE,
                date(2026, 9, 15),
                end=date(2026, 9, 17),
                daily=True,
                basis=Basis.ACCOUNT,
            ),
            _event("final_feedback", "Final feedback", Phase.FEEDBACK, date(2026, 9, 18)),
            _event(
                "publication",
                "The report is published",
                Phase.PUBLICATION,
                date(2026, 10, 30),
                earliest=date(2026, 10, 26),
                latest=date(2026, 11, 6),
                basis=Basis.MEASURED,
            ),
            _event("debrief", "Debrief", Phase.DEBRIEF, date(2026, 11, 2), basis=Basis.PLANNING),
            _event(
                "action_plan", "Last day for the action plan", Phase.ACTION_PLAN, _PLAN_DUE, basis=Basis.LAW
            ),
        ),
        notes=("Fieldwork began a day later than planned.",),
    )
    return evolve(timeline, **changes)


def make_task_template(**changes: Any) -> TaskTemplate:
    """Return a template due two working days after the call."""
    template = TaskTemplate(
        id="book-the-hall",
        title="Book the hall for the all-staff briefing",
        theme=Theme.PEOPLE,
        phase=Phase.NOTIFICATION,
        owners=("logistics",),
        anchor="notification",
        offset=Offset.parse("2 working days"),
    )
    return evolve(template, **changes)


def make_checklist(**changes: Any) -> Checklist:
    """Return a checklist with a task of every theme: dated, daily, always on, forecast and without a date."""
    checklist = Checklist(
        variant="ilacs-short",
        authority="Westhaven",
        notified=CALL,
        tasks=(
            _task("rehearse", Theme.PLAN, Phase.ALWAYS_ON, owners=("dcs",), cadence=Cadence.QUARTERLY),
            _task("check-annex-a", Theme.ANNEX_A, Phase.OFF_SITE, owners=("annex-a",), basis=Basis.NOTICE),
            _task("brief-staff", Theme.PEOPLE, Phase.NOTIFICATION, due=date(2026, 9, 8), owners=("psw",)),
            *(
                evolve(
                    _task("daily-challenge", Theme.CHALLENGE, Phase.ON_SITE, due=day, owners=("dcs", "qa")),
                    id=f"daily-challenge@{day.isoformat()}",
                    starts=day,
                )
                for day in (date(2026, 9, 15), date(2026, 9, 16), date(2026, 9, 17))
            ),
            _task(
                "no-surprises",
                Theme.COMMUNICATE,
                Phase.PUBLICATION,
                due=date(2026, 10, 30),
                owners=("communications",),
                uncertain=True,
                rests_on=Basis.MEASURED,
            ),
            _task("thank-everybody", Theme.DEBRIEF, Phase.DEBRIEF, due=date(2026, 11, 2), owners=("dcs",)),
        ),
    )
    return evolve(checklist, **changes)


def make_check_summary(**changes: Any) -> CheckSummary:
    """Return the counts of a check with two lists, one missing list and one skipped rule."""
    late = RuleCount(
        rule="AA-X-900",
        severity=Severity.WARNING,
        nature=Nature.PRACTICE,
        message="A visit is later than the council's own standard",
        count=4,
    )
    blank = RuleCount(
        rule="AA-F-900",
        severity=Severity.ERROR,
        nature=Nature.DATA,
        message="A required cell is empty",
        count=7,
    )
    summary = CheckSummary(
        as_of=CALL,
        files=2,
        lists=(
            ListSummary(list=1, title="Contacts", found=True, rows=120, errors=7, newest=date(2026, 9, 4)),
            ListSummary(list=6, title="Children in need", found=True, rows=80, practice=4),
            ListSummary(list=9, title="Care leavers", found=False),
        ),
        rules=(blank, late),
        skipped_rules=(SkippedRule(rule="AA-X-901", reason="List 9 was not found."),),
    )
    return evolve(summary, **changes)


def make_blocks() -> tuple[Block, ...]:
    """Return blocks of every kind, with texts that are hard to write correctly."""
    history = History(points=(Point(day=CALL, value=Rating.RED),))
    return (
        Paragraph(text="Plain text with <b>angle brackets</b> & an ampersand, “quotes”, ½ a day, and Łódź."),
        Bullets(items=("=1+1 is not a formula", "- nor is this another bullet", "| nor this a column |")),
        Table(
            columns=("What", "When", "How many", "Rating", "Nothing", "Status"),
            rows=(
                ("<script>alert(1)</script>", date(2026, 9, 7), 3, Rating.RED, None, Tag(word="<to do>")),
                ('=HYPERLINK("x")', date(2026, 9, 18), 0.25, Rating.GREEN, "", history),
                ("two\nlines", date(2026, 10, 30), -1, Rating.AMBER, "last", None),
            ),
            caption="A cell of every kind",
        ),
        Table(columns=("Empty",), rows=(), caption="A table without rows"),
        Tiles(
            tiles=(
                Tile(title="Ready", value="Not yet", rating=Rating.AMBER, detail="two themes with gaps"),
                Tile(title="Errors", value="7"),
            )
        ),
        TimelineChart(
            spans=(
                Span(title="The call", start=CALL),
                Span(
                    title="On site",
                    start=date(2026, 9, 15),
                    end=date(2026, 9, 18),
                    planned=date(2026, 9, 14),
                    planned_end=date(2026, 9, 18),
                    group="on-site",
                ),
                Span(
                    title="Published",
                    start=date(2026, 10, 30),
                    earliest=date(2026, 10, 26),
                    latest=date(2026, 11, 6),
                ),
            ),
            caption="From the call to publication",
            non_working=(date(2026, 12, 25),),
            as_of=date(2026, 9, 9),
        ),
        TimelineChart(spans=(), caption="Nothing dated yet"),
        *_answers(),
        Fold(
            title="Why <it> is red",
            summary="=2 reasons",
            rating=Rating.RED,
            blocks=(Paragraph(text="Folded & open on paper"), *_answers()),
        ),
    )


def _answers() -> tuple[DrawnBlock, ...]:
    """Return a block of every kind that answers a question."""
    days = tuple(date(2026, month, 7) for month in range(4, 10))
    return (
        Answer(
            verdict="Not <ready>",
            rating=Rating.RED,
            sentence="=1+1 errors & no plan.",
            steps=(
                Step(
                    action="Correct <b>two</b> errors", who="Łucja Ó Néill, analyst", by=CALL, changes="Half."
                ),
                Step(action="Name who is in", who="The director"),
            ),
            more=2,
            where="Who does what",
        ),
        Answer(verdict="Sent", sentence="It was sent."),
        Change(
            since=days[0],
            better=(Shift(title="Data", before=Rating.RED, now=Rating.AMBER, reason="12 corrected"),),
            worse=(Shift(title="People", reason="one is away"),),
            same=("Plan", "Debrief"),
        ),
        Change(since=days[0]),
        History(title="Errors", points=tuple(Point(day=day, value=74 - day.month) for day in days)),
        History(title="Rating", points=tuple(Point(day=day, value=Rating.AMBER) for day in days)),
        History(points=()),
        Matrix(
            title="Errors by list and team",
            down="List",
            across=("A team with a long name", "=B"),
            lines=(
                MatrixRow(title="8 Children <in care>", figures=(7, 0)),
                MatrixRow(title="9 Care leavers", figures=(2, None)),
            ),
            hidden="not shown, because the number is small",
        ),
        Bar(title="Visits in time", figure=91.5, usual=90, usual_from=80, unit="%", detail="61 of 67"),
        Bar(title="Cases", figure=0, usual=0, note="Have ready: why."),
        Balance(
            title="What inspectors said",
            sides=(
                Side(title="Leaders", criticisms=2, strengths=12, withdrawn=1),
                Side(title="Care leavers"),
            ),
        ),
        Agenda(
            title="Tomorrow",
            day=CALL,
            hours=(
                AgendaItem(what="A visit without hours"),
                AgendaItem(what="North team", starts="09:00", ends="10:30", where="Room 2", who=("All",)),
            ),
        ),
        Agenda(title="Later", day=CALL),
        Files(
            companions=(
                Companion(title="Checklist", purpose="to fill in", file="checklist.xlsx"),
                Companion(title="=Rows", purpose="for the analyst", tag=Tag(word="personal data")),
            )
        ),
    )


def make_report(**changes: Any) -> Report:
    """Return a report with every kind of block, calendar entries and a document."""
    report = Report(
        kind="readiness",
        title="Are we ready? Westhaven & <partners>",
        subtitle="Short inspection, called on 7 September 2026",
        prepared=CALL,
        sections=(
            Section(title="Everything a report may hold", blocks=make_blocks()),
            Section(title="Nothing to say", blocks=()),
        ),
        entries=(
            CalendarEntry(
                uid="westhaven-fieldwork@inspectprep",
                title="Inspectors are on site",
                start=date(2026, 9, 15),
                end=date(2026, 9, 18),
                revision=1,
            ),
            CalendarEntry(
                uid="westhaven-publication@inspectprep",
                title="Publication (forecast); inform partners, staff",
                start=date(2026, 10, 30),
                end=date(2026, 10, 30),
                description="A forecast\nand not a deadline",
                tentative=True,
            ),
            CalendarEntry(
                uid="westhaven-brief-staff@inspectprep",
                title="Brief all staff",
                start=date(2026, 9, 8),
                end=date(2026, 9, 8),
                deadline=True,
            ),
        ),
        document={"schema": "inspectprep/readiness/1", "authority": "Westhaven", "ready": False},
    )
    return evolve(report, **changes)


def _event(id: str, title: str, phase: Phase, day: date | None, **more: Any) -> Event:
    values: dict[str, Any] = dict.fromkeys(
        ("end", "earliest", "latest", "planned_end", "actual", "actual_end")
    )
    values |= {"planned": day, "basis": Basis.INSPECTORATE, "source": "A fictional handbook"} | more
    values["end_basis"] = more.get("end_basis", values["basis"] if values["end"] else None)
    rules = (Basis.LAW, Basis.INSPECTORATE, Basis.ACCOUNT)
    firm = bool(day and not values["earliest"] and values["basis"] in rules)
    values |= {"firm": firm, "end_firm": firm and not values.get("end_earliest")} | more
    return Event(id=id, title=title, phase=phase, date=day, **values)


def _task(name: str, theme: Theme, phase: Phase, **more: Any) -> Task:
    title = name.replace("-", " ").capitalize()
    return Task(id=name, template=name, title=title, theme=theme, phase=phase, **more)
