"""The chapters of an inspection: from the call to a year after publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model import (
    Action,
    AreaForImprovement,
    CaseReferredBack,
    Challenge,
    ClaimOutcome,
    Conversation,
    DailyNote,
    Disclosure,
    EnquiryNote,
    EnquiryStatus,
    EntryKind,
    Inspection,
    Lesson,
    LineOfEnquiry,
    NoteKind,
    PressItem,
    Promise,
    Rating,
    ReleaseDraft,
    RequestState,
    Thanks,
    ThanksKind,
    TimetableEntry,
    Tone,
    Wellbeing,
)
from tests.faces.council import (
    CALL,
    CARE,
    COMMS,
    DCS,
    DEPUTY,
    EVERYBODY,
    FIRST,
    HELP,
    LAST,
    LEAVERS,
    PUBLISHED,
    THIRD,
    Council,
)

_TOLD = ((DCS, "dcs"), (DEPUTY, "deputy"), ("Lou Leigh", "leader"), ("Mel Mole", "lead-member"))


def the_call(council: Council) -> None:
    """The call, the letter, expected requests and lines of enquiry."""
    council.today = CALL
    council.workspace.begin(
        Inspection(
            variant="ilacs-short",
            notified=CALL,
            called_at="09:15",
            lead_inspector="Pat Penrose",
            inspectors=("Robin Rowe", "Sam Sands"),
            room="Room 4, Civic Centre. Badges at the desk.",
            notice={"annex_a_due": date(2026, 10, 7)},
        ),
        by=DEPUTY,
    )
    council.record(
        RequestState(
            title="Annex A: child-level data in eleven lists",
            request="annex_a",
            asked=CALL,
            due=date(2026, 10, 7),
            owner="annex-a",
            sent=date(2026, 10, 7),
        ),
        RequestState(
            title="Records of supervision in all teams, March to September",
            asked=date(2026, 10, 8),
            due=date(2026, 10, 13),
            owner="qa",
        ),
        LineOfEnquiry(
            statement="Is decision-making at the front door timely?",
            judgement=HELP,
            stated=date(2026, 10, 7),
            owner="deputy",
            notes=(EnquiryNote(on=date(2026, 10, 8), text="The audit of July answers most of it."),),
        ),
        LineOfEnquiry(
            statement="Do care leavers have a suitable home?",
            judgement=LEAVERS,
            stated=date(2026, 10, 7),
            owner="qa",
        ),
        LineOfEnquiry(
            statement="Are plans for children in need clear to parents?",
            judgement=HELP,
            stated=date(2026, 10, 7),
        ),
    )


def first_day(council: Council) -> None:
    """Monday on site: two criticisms, the timetable of the week, and notes for each audience."""
    council.today = FIRST
    council.record(
        *_visits(),
        Challenge(
            claim="Supervision of social workers is thin.",
            judgement=HELP,
            heard=FIRST,
            where="keep-in-touch meeting",
            owner="deputy",
        ),
        Challenge(claim="Parents do not understand their plans.", judgement=HELP, heard=FIRST),
        RequestState(
            title="Minutes of the last three performance boards",
            asked=FIRST,
            due=date(2026, 10, 13),
            owner="documents",
        ),
        RequestState(title="Audit schedule", asked=FIRST, due=FIRST, sent=FIRST, owner="audits"),
        *notes(FIRST),
        Conversation(
            on=FIRST,
            at="16:30",
            took_part=("dcs", "deputy"),
            said="The lead inspector described two early concerns and thanked staff for being open.",
            agreed="We show evidence of supervision on Wednesday.",
            promises=(Promise(text="Send the supervision audit", due=date(2026, 10, 14), owner="qa"),),
        ),
    )


def _visits() -> Iterator[TimetableEntry]:
    plan = {
        13: ("Assessment team", "Front door", "Focus group of foster carers"),
        14: ("North locality", "Virtual school", "Case discussions"),
        15: ("Family Support 1", "Locality and community support service", "Leader and lead member"),
        16: ("Children in Care", "Leaving Care", "Keep-in-touch meeting"),
    }
    for day, titles in plan.items():
        for hour, title in zip(("09:00", "11:30", "14:00"), titles, strict=True):
            yield TimetableEntry(
                day=date(2026, 10, day),
                starts=hour,
                title=title,
                kind=EntryKind.VISIT,
                place="Civic Centre, room 2",
                people=("Hannah Price",),
                inspector="Robin Rowe",
                owner="logistics",
            )


def notes(day: date) -> Iterator[DailyNote]:
    """Yield the notes of an evening, for each audience."""
    texts = {
        NoteKind.NEWS: "Inspectors spoke to every social worker of a team.",
        NoteKind.LIKED: "Inspectors liked how the front door and the police work together.",
        NoteKind.THANKS: "Thank you for being open. Tell them what you are proud of.",
        NoteKind.TOMORROW: "Tomorrow inspectors visit two teams. Have your plans at hand.",
    }
    for kind, text in texts.items():
        yield DailyNote(day=day, text=text, audiences=EVERYBODY, kind=kind, outcome=False)
    concern = "Two criticisms are open, and one has no evidence yet."
    yield DailyNote(day=day, text=concern, kind=NoteKind.CONCERN, outcome=False)


def third_day(council: Council) -> None:
    """Wednesday: strengths, an answer, late requests, a case that came back."""
    council.today = date(2026, 10, 13)
    [replied] = council.record(
        Challenge(
            claim="Decisions at the front door take too long.",
            judgement=HELP,
            heard=council.today,
            where="keep-in-touch meeting",
            owner="deputy",
        )
    )
    council.today = THIRD
    council.workspace.records.change(
        replied,
        {"replied": THIRD, "outcome": ClaimOutcome.WITHDRAWN, "settled": THIRD},
        by=DEPUTY,
        why="The audit of July answered it",
    )
    council.record(
        *(
            Challenge(claim=claim, tone=Tone.POSITIVE, judgement=judgement, heard=THIRD)
            for claim, judgement in (
                ("Social workers know their children well.", HELP),
                ("Early help is a strength.", HELP),
                ("Foster carers feel supported.", CARE),
            )
        ),
        RequestState(title="Homes of care leavers", asked=THIRD, due=date(2026, 10, 15), owner="qa"),
        CaseReferredBack(
            reference="Case 12",
            referred=THIRD,
            action="Look again at the plan",
            owner="psw",
            deadline=date(2026, 10, 15),
        ),
        *notes(THIRD),
    )


def last_day(council: Council) -> None:
    """Friday, before the feedback meeting: what is answered and what stays open."""
    council.today = LAST
    lines = council.workspace.records.all(LineOfEnquiry)
    council.workspace.records.change(lines[0].id, {"status": EnquiryStatus.CLOSED}, by=DEPUTY)
    council.record(*notes(LAST))


def embargo(council: Council) -> None:
    """The feedback, the register, the area for improvement and signed drafts, before publication."""
    council.record(
        *(
            Disclosure(
                person=name,
                role=role,
                on=LAST,
                time="16:30",
                what="provisional grades",
                by=DCS,
                reminded=True,
            )
            for name, role in _TOLD
        ),
        DailyNote(
            day=LAST, text="Help and protection: good. Leaders: good.", audiences=EVERYBODY, outcome=True
        ),
        AreaForImprovement(
            title="Supervision that helps social workers reflect",
            found=LAST,
            judgements=(HELP,),
            owner="psw",
            outcome=True,
        ),
    )
    council.today = date(2026, 11, 2)
    drafts = council.workspace.records.all(ReleaseDraft)
    for draft in drafts[:3]:
        council.workspace.sign(draft.id, role="dcs", by=COMMS)
    council.record(
        Wellbeing(
            team="Leadership",
            on=date(2026, 10, 19),
            how="Long hours, and on Saturday a sense of loss.",
            rating=Rating.AMBER,
            help="Two quiet weeks for everybody who ran the room",
            outcome=False,
        )
    )


def published(council: Council) -> None:
    """The report is out: actions, lessons, thanks and the press."""
    council.today = PUBLISHED
    council.workspace.lift_embargo(
        where="https://example.org/report", on=PUBLISHED, received=PUBLISHED, by=COMMS
    )
    area = council.workspace.records.all(AreaForImprovement)[-1]
    council.record(
        Action(
            area=area.id,
            title="Training in reflective supervision for all managers",
            owner="psw",
            measure="Nine in ten records show reflection",
            due=date(2027, 3, 31),
        ),
        Action(area=area.id, title="An audit of supervision each quarter", owner="qa"),
        Lesson(
            learned="Two answers came late because nobody owned the request.",
            next_time="Name an owner for each request within the hour.",
            owner="documents",
            on=PUBLISHED,
        ),
        Thanks(to="Everybody in children's services", reason="for being open", by=DCS, on=PUBLISHED),
        Thanks(to="All teams", kind=ThanksKind.CELEBRATION, reason="lunch together"),
        PressItem(title="Children's services praised", outlet="A local paper", on=PUBLISHED, good=True),
    )


def a_year_later(council: Council) -> None:
    """The inspection has ended, most records are old, and the next call can come."""
    council.today = date(2027, 3, 12)
    council.workspace.end("ins-2", council.today, by=DEPUTY)
    council.ask(date(2027, 9, 6))
    council.today = date(2027, 10, 4)
