"""Texts that can reveal an outcome, from final feedback until the publication is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from inspectprep.errors import ConflictError, InspectPrepError, RefusedError
from inspectprep.model.audience import Audience
from inspectprep.model.checklist import Status
from inspectprep.model.debrief import Action, Lesson, PressItem, Thanks, Wellbeing
from inspectprep.model.decision import Decision, TaskState
from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    LineOfEnquiry,
    RequestState,
    Showcase,
    TimetableEntry,
)
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, SurveyMeasure
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Inspection
from inspectprep.model.release import DailyNote, Disclosure, Showing
from inspectprep.model.workforce import PreparationSession, ProudWork, Worker
from inspectprep.planning.communication.guard import counts_as_revealing, mark_of
from inspectprep.planning.follow_up.debrief import debrief
from inspectprep.workspace import Workspace
from tests.shared import REPOSITORY
from tests.whole import whole

CALL, FEEDBACK, PUBLISHED = date(2018, 4, 9), date(2018, 4, 20), date(2018, 5, 22)
BEFORE = date(2018, 4, 12)

SENTENCES = """
Still Good! Well done
We kept our good!
Three goods and one requires improvement.
Ofsted think we are doing brilliantly
Same as last time, I hear
They liked us more than in 2014
Champagne tonight
Two up, one down, one the same
Top marks for care leavers
Not what we hoped for
We dodged a bullet
The cake in the kitchen says it all
Everyone can be proud of Friday's news
It is a G
A straight run of Gs
Mostly green lights
One amber, rest green
We got there in the end
The lead inspector smiled as she read it out
Well above where we were
No worse than our neighbours
Second from the top
Third time lucky
They moved us up a band
Nothing lower than a two
One area came out weaker than the rest
Front door was the low point
Leadership came out on top
We have something to celebrate in May
The director cried with relief
Commissioners will not be needed
The DfE will not be visiting
The improvement notice stays in place
We are out of intervention
The monitoring visits are over
Expect monitoring visits
We did it!!!
The wait was worth it
Feedback: everything we wanted
Feedback: a bitter pill
A solid B
Full house
Clean sweep
Ten out of ten
Gold star for the MASH
The grade rhymes with wood
RI-free since today
Not inadequate, thankfully
Not outstanding but close
On a par with the best in the region
We stay where we were
The needle moved
Top of the class
A notch better
Down a notch
The verdict is kinder than feared
They judged us fairly: the second best there is
Their view of help for children was the weakest of the four
Care leavers shone, protection did not
Inspectors agreed with every line of our self-evaluation
Our own grades were confirmed
They marked us harder than we marked ourselves
""".strip().splitlines()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.day = CALL
        self.hour = 18

    def __call__(self) -> datetime:
        """Return the hour of its day."""
        return datetime.combine(self.day, time(self.hour), UTC)


@pytest.fixture
def clock() -> Clock:
    """Make a clock."""
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """Make a workspace in which an inspection runs."""
    with Workspace.create(
        tmp_path / "room", authority="Westhaven", variant="ilacs-short", load_plugins=False, clock=clock
    ) as made:
        made.begin(Inspection(variant="ilacs-short", notified=CALL), by="Cam Cole")
        yield made


def sentences() -> list[str]:
    """Return the sentences of this module, and those of the shared cases where they are there."""
    cases = REPOSITORY.parent / "shared/cases/outcomes.txt"
    lines = cases.read_text().splitlines() if cases.exists() else []
    return [*SENTENCES, *(line for line in lines if line and not line.startswith("#"))]


def records(text: str, day: date, *, mark: bool | None = None) -> dict[str, Any]:
    """Return a record of each kind with a mark, whose text is the sentence."""
    return {
        "note": DailyNote(day=day, text=text, audiences=tuple(Audience), outcome=mark),
        "lesson": Lesson(learned=text, next_time=text, on=day, outcome=mark),
        "thanks": Thanks(to="All teams", reason=text, on=day, outcome=mark),
        "press": PressItem(title=text, outlet="The Echo", on=day, good=True, outcome=mark),
        "wellbeing": Wellbeing(team="North", on=day, how=text, help=text, outcome=mark),
        "action": Action(area="area-1", title=text, measure=text, owner="dcs", outcome=mark),
        "decision": Decision(
            about="readiness", decided=text, person="Ann", reason=text, on=day, outcome=mark
        ),
        "showcase": Showcase(service=text, why=text, offered=day, said=text, outcome=mark),
        "evidence": EvidenceItem(
            title=text,
            kind=EvidenceKind.AUDIT,
            says=text,
            judgements=("care_leavers",),
            until=day,
            outcome=mark,
        ),
        "survey": SurveyMeasure(question=text, n=100, count=90, note=text, recorded=day, outcome=mark),
        "session": PreparationSession(title=text, on=day, outcome=mark),
        "task": TaskState(task="run-annex-a", status=Status.DONE, on=day, note=text, outcome=mark),
        "request": RequestState(title=text, asked=day, note=text, owner="dcs", outcome=mark),
        "enquiry": LineOfEnquiry(statement=text, stated=day, outcome=mark),
        "challenge": Challenge(claim=text, heard=day, note=text, reveals_outcome=mark),
        "referral": CaseReferredBack(reference="7", referred=day, action=text, outcome=mark),
        "visit": TimetableEntry(day=day, title=text, note=text, outcome=mark),
        "worker": Worker(name="Wil West", team="North", proud_of=(ProudWork(title=text),), outcome=mark),
        "area": AreaForImprovement(title=text, found=day, note=text, outcome=mark),
    }


def add_all(workspace: Workspace, text: str, day: date, *, mark: bool | None = None) -> dict[str, str]:
    """Record the sentence in every kind, and return the ids."""
    first = AreaForImprovement(title="Plans for children", found=date(2014, 5, 2))
    if not workspace.records.all(AreaForImprovement):
        workspace.records.add(first, by="Cam")
    return {
        word: workspace.records.add(value, by="Cam", why=text).id
        for word, value in records(text, day, mark=mark).items()
    }


def answers(workspace: Workspace, reader: str = "") -> Iterator[tuple[str, object]]:
    """Yield every answer of a workspace, with its name."""
    yield "checklist", workspace.checklist(reader=reader)
    yield "readiness", workspace.readiness(reader=reader).readiness
    yield "review", workspace.review(reader=reader)
    yield "self-evaluation", workspace.self_evaluation(reader=reader)
    yield "preparation", workspace.preparation()
    yield "timeline", workspace.timeline()
    yield "embargo", workspace.embargo()
    for audience in (Audience.STAFF, Audience.LEADERS, Audience.PARTNERS):
        for day in (BEFORE, FEEDBACK):
            yield f"briefing of {audience}", workspace.briefing(day, audience, reader=reader).briefing
    state = workspace.state(reader=reader)
    yield (
        "debrief",
        debrief(
            on=state.day,
            lessons=state.records["lesson"],
            thanks=state.records["thanks"],
            press=state.records["press"],
            wellbeing=state.records["wellbeing"],
        ),
    )


def shown(workspace: Workspace, reader: str = "") -> Iterator[tuple[str, str]]:
    """Yield the text of every answer in every format for every audience, and in a notebook."""
    for name, value in answers(workspace, reader):
        for audience in Audience:
            for form in ("md", "html", "json", "xlsx", "ics"):
                try:
                    data = workspace.render(value, form, audience=audience, reader=reader)
                except InspectPrepError as error:
                    yield f"{name} refused", str(error)
                    continue
                parts = [data]
                if data.startswith(b"PK"):
                    with ZipFile(BytesIO(data)) as book:
                        parts = [book.read(part) for part in book.namelist()]
                for part in parts:
                    yield f"{name} as {form} for {audience}", unescape(part.decode(errors="replace"))
        display = getattr(value, "_repr_html_", None)
        if display is not None:
            yield f"{name} in a notebook", unescape(display())


def leaks(workspace: Workspace, text: str, reader: str = "") -> set[str]:
    """Return the names of the outputs that have a sentence."""
    flat = " ".join(text.split())
    return {name for name, output in shown(workspace, reader) if flat in " ".join(output.split())}


ON_THE_DESK = {"review in a notebook", "self-evaluation in a notebook"}
"""Displays of the inspection team's own values, which have the records that they work with."""
KINDS = tuple(records("A sentence.", FEEDBACK))
SENTINEL = "They were kinder to us than anybody dared to hope."


@pytest.mark.parametrize("day", [FEEDBACK, date(2018, 4, 23)])
def test_no_kind_reaches_anyone_in_any_format(workspace: Workspace, clock: Clock, day: date) -> None:
    """From the day of feedback on, an unmarked text goes nowhere; after publication it is there."""
    clock.day = day
    add_all(workspace, SENTINEL, day)
    assert leaks(workspace, SENTINEL) <= ON_THE_DESK
    assert any("withheld" in note for note in workspace.readiness().readiness.notes)
    assert 0 < workspace.review().withheld < len(KINDS)
    clock.day = PUBLISHED
    workspace.lift_embargo(where="https://reports.example/1", on=PUBLISHED, by="Cam")
    assert {"checklist as md for staff", "review as html for leaders"} <= leaks(workspace, SENTINEL)


def test_the_day_of_recording_counts_for_a_text_about_an_earlier_day(
    workspace: Workspace, clock: Clock
) -> None:
    """A text about the first week that is written after the feedback is withheld."""
    clock.day = FEEDBACK
    add_all(workspace, SENTINEL, BEFORE)
    assert leaks(workspace, SENTINEL) <= ON_THE_DESK


def test_an_older_text_that_is_changed_is_withheld(workspace: Workspace, clock: Clock) -> None:
    """A change on the day of feedback can add the outcome."""
    clock.day = BEFORE
    id_ = workspace.records.add(Lesson(learned="Book rooms", on=BEFORE), by="Cam").id
    clock.day = FEEDBACK
    assert "Book rooms" in whole(workspace.checklist())
    workspace.records.change(id_, {"learned": SENTINEL}, by="Cam")
    assert SENTINEL not in whole(workspace.checklist())


def test_texts_marked_as_revealing_none_are_there(workspace: Workspace, clock: Clock) -> None:
    """And texts of earlier days."""
    clock.day = BEFORE
    add_all(workspace, "The wifi works well everywhere.", BEFORE)
    clock.day = FEEDBACK
    add_all(workspace, "The cake for visitors was lovely.", FEEDBACK, mark=False)
    for text in ("The wifi works well everywhere.", "The cake for visitors was lovely."):
        assert {"checklist as md for staff", "review as html for leaders"} <= leaks(workspace, text)
    assert workspace.review().withheld == 0


@pytest.mark.parametrize("kind", ["note", "lesson"])
def test_no_sentence_reaches_staff_or_partners(workspace: Workspace, clock: Clock, kind: str) -> None:
    """None of the ways in which people tell an outcome, which no list of words could hold."""
    clock.day = FEEDBACK
    every = sentences()
    assert len(every) >= 60
    for text in every:
        workspace.records.add(records(text, FEEDBACK)[kind], by="Cam")
    outputs = [
        whole(workspace.checklist()),
        whole(workspace.readiness().readiness),
        *(whole(workspace.briefing(FEEDBACK, audience)) for audience in (Audience.STAFF, Audience.PARTNERS)),
        whole(workspace.briefing(FEEDBACK, Audience.LEADERS)),
    ]
    assert [text for text in every for output in outputs if text in output] == []


def test_the_words_are_searched_in_what_is_marked_as_revealing_none(
    workspace: Workspace, clock: Clock
) -> None:
    """The second line: a mark that is wrong does not open what plainly gives a grade."""
    clock.day = FEEDBACK
    note = DailyNote(day=FEEDBACK, text="We were judged good.", audiences=(Audience.STAFF,), outcome=False)
    entry = workspace.records.add(note, by="Cam")
    assert "judged" not in whole(workspace.briefing(FEEDBACK, Audience.STAFF).briefing)
    assert "seem to give a grade" in counts_as_revealing(entry.value, workspace.guard().watches)


def test_a_reader_on_the_register_gets_everything_and_it_is_recorded(
    workspace: Workspace, clock: Clock
) -> None:
    """Who, what and when; staff and partners get nothing with such a name either."""
    clock.day = FEEDBACK
    workspace.records.add(Disclosure(person="Ann Avon", on=FEEDBACK), by="Cam")
    add_all(workspace, SENTINEL, FEEDBACK)
    assert SENTINEL not in whole(workspace.checklist(reader="Bea Born"))
    assert workspace.records.all(Showing) == ()
    assert SENTINEL in whole(workspace.checklist(reader="ann avon"))
    assert SENTINEL in whole(workspace.briefing(FEEDBACK, Audience.LEADERS, reader="Ann Avon").briefing)
    assert SENTINEL not in whole(workspace.briefing(FEEDBACK, Audience.STAFF, reader="Ann Avon").briefing)
    found = [(each.reader, each.what, each.on) for each in workspace.records.all(Showing)]
    assert found == [("ann avon", "checklist", FEEDBACK), ("Ann Avon", "daily-briefing", FEEDBACK)]


def test_a_report_composed_from_the_records_is_refused(workspace: Workspace, clock: Clock) -> None:
    """The last check compares a report with the texts on record."""
    clock.day = FEEDBACK
    workspace.records.add(Disclosure(person="Ann Avon", on=FEEDBACK), by="Cam")
    workspace.records.add(Lesson(learned="Same as last time, I hear", on=FEEDBACK), by="Cam")
    value = debrief(on=FEEDBACK, lessons=workspace.records.all(Lesson))
    for audience in Audience:
        with pytest.raises(RefusedError):
            workspace.render(value, "md", audience=audience)
    assert b"I hear" in workspace.render(value, "md", reader="Ann Avon")


def test_a_conflict_shows_no_text_under_embargo(workspace: Workspace, clock: Clock) -> None:
    """Neither theirs nor the reason of their change."""
    clock.day = FEEDBACK
    entry = workspace.records.add(Lesson(learned="Book rooms", on=FEEDBACK), by="Cam")
    workspace.records.change(entry.id, {"learned": SENTINEL}, by="Ann", why=SENTINEL)
    with pytest.raises(ConflictError) as raised:
        workspace.records.change(entry.id, {"owner": "dcs"}, by="Ben", expect=1)
    assert SENTINEL not in str(raised.value)
    assert "Ann changed it" in str(raised.value)


def test_the_outcome_of_an_earlier_inspection_is_not_withheld(workspace: Workspace, clock: Clock) -> None:
    """A text that is marked belongs to its inspection, whose publication is recorded."""
    clock.day = FEEDBACK
    text = "We were judged good overall."
    workspace.records.add(DailyNote(day=FEEDBACK, text=text, outcome=True), by="Cam")
    clock.day = PUBLISHED
    workspace.lift_embargo("ins-1", where="https://reports.example/1", on=PUBLISHED, by="Cam")
    workspace.end("ins-1", PUBLISHED, by="Cam")
    clock.day = date(2021, 3, 15)
    second = workspace.begin(Inspection(variant="ilacs-short", notified=clock.day), by="Cam").entry.id
    clock.day = date(2021, 4, 6)
    workspace.records.add(Lesson(learned=SENTINEL, on=clock.day), by="Cam")
    assert workspace.embargo(second).stage == "held"
    assert text in whole(workspace.briefing(FEEDBACK, Audience.LEADERS, inspection="ins-1").briefing)
    assert SENTINEL not in whole(workspace.checklist())


def test_a_mark_is_true_false_or_missing() -> None:
    """Of every kind with a mark, also of claims, whose own outcome is another thing."""
    for mark in (True, False, None):
        assert {mark_of(value) for value in records("A text.", FEEDBACK, mark=mark).values()} == {mark}
