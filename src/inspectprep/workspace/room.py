"""The reports of the inspection room, each from one state of the council."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from attrs import evolve

from inspectprep.model.audience import INSIDE
from inspectprep.model.conversation import Sending
from inspectprep.model.enquiry import Fieldwork
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.preparation import PreparationCoverage
from inspectprep.model.release import DailyNote, Refused
from inspectprep.model.representation import with_one_line
from inspectprep.planning.communication.briefing import daily_briefing, held_back, place_of
from inspectprep.planning.communication.guard import withheld_note
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.selfeval import self_evaluation
from inspectprep.planning.fieldwork.conversations import conversation_log
from inspectprep.planning.fieldwork.review import review_fieldwork
from inspectprep.planning.people.office import unseen_work
from inspectprep.planning.wording import person_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.calendar.working import WorkingDays
    from inspectprep.model.audience import Audience
    from inspectprep.model.briefing import DailyBriefing
    from inspectprep.model.checklist import Checklist
    from inspectprep.model.conversation import ConversationLog
    from inspectprep.model.review import FieldworkReview
    from inspectprep.model.selfeval import SelfEvaluation
    from inspectprep.planning.readiness import CouncilState
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.workspace import Workspace


_DIRECTOR = "dcs"
_COUNTS = "It counts as revealing the outcome. Mark it with --no-outcome if it reveals none."


@with_one_line
class Briefing(NamedTuple):
    """A briefing and the notes that are withheld from its audience.

    Attributes:
        briefing: The briefing.
        withheld: The ids of the notes that name the audience and are withheld, each with the reason. They
            are for the writer of the briefing.
    """

    briefing: DailyBriefing
    withheld: tuple[tuple[str, Refused], ...] = ()


def review(state: CouncilState, working: WorkingDays) -> FieldworkReview:
    """Return the review of the fieldwork on the evening of the day of the state."""
    return evolve(_review(state, state.day, working), withheld=len(state.withheld))


def _review(state: CouncilState, day: date, working: WorkingDays) -> FieldworkReview:
    timeline = state.timeline
    event = timeline.get("final_feedback") if state.running else None
    feedback = event.date if event and event.date and event.date >= day else None
    return review_fieldwork(
        state.fieldwork or Fieldwork(),
        state.evidence or EvidenceBase(),
        day,
        authority=timeline.authority,
        policy=state.evidence_policy or EvidencePolicy(),
        stage=place_of(timeline, day, working) if state.running else "",
        feedback=feedback,
        days_to_feedback=working.between(day, feedback) if feedback else None,
        unseen_work=unseen_work(
            state.records["worker"], state.records["visit"], day, teams=state.records["team"]
        ),
    )


class _Sending(TypedDict):
    sender: str
    next_briefing: date | None


def _sending(workspace: Workspace, state: CouncilState, day: date, audience: Audience) -> _Sending:
    """Return from whom a briefing comes and when the next one does: as the tasks to send it say.

    It comes from the first owner of such a task, or from the director if the plan has none.
    """
    rule = f"sending.day with audience={audience.value}"
    senders = {
        template.id
        for template in workspace.task_templates
        if any(tick.startswith(rule) for tick in template.ticked_by)
    }
    tasks = (
        [task for task in state.checklist if task.template in senders and task.due] if state.running else []
    )
    later = sorted(task.due for task in tasks if task.due and task.due > day)
    owner = next((owner for task in tasks for owner in task.owners), _DIRECTOR)
    holder = state.present.holder(owner) if state.present else None
    return {
        "sender": person_name(owner, holder.name) if holder else "",
        "next_briefing": later[0] if later else None,
    }


def tasks(state: CouncilState) -> Checklist:
    """Return the tasks with their progress. A note says how many texts are withheld."""
    notes = (*state.checklist.notes, *withheld_note(len(state.withheld)))
    return evolve(state.checklist, notes=notes)


def brief(workspace: Workspace, day: date, audience: Audience, reader: str, inspection: str) -> Briefing:
    """Return the briefing of a day for an audience, with the notes that are withheld from it."""
    state = workspace.state(
        inspection=inspection,
        on=workspace.current_day,
        reader=reader,
        audience=audience,
        what="daily-briefing",
    )
    notes = state.records["note"]
    embargo = state.communication.embargo if state.communication else None
    briefing = daily_briefing(
        notes,
        day=day,
        audience=audience,
        embargo=embargo,
        person=reader,
        timeline=state.timeline if state.running else None,
        working=workspace.working_days,
        timetable=state.fieldwork.timetable if state.fieldwork else (),
        people=state.present,
        review=_review(state, day, workspace.working_days) if audience in INSIDE else None,
        **_sending(workspace, state, day, audience),
    )
    shown = {item.text for item in briefing.items} if reader else set()
    refused = held_back(notes, day=day, audience=audience, embargo=embargo)
    withheld = [(note.id, why) for note, why in refused if note.text not in shown]
    withheld += [
        (note.id, Refused(reason=_COUNTS))
        for note in workspace.records.all(DailyNote)
        if note.id in state.withheld and note.day == day and audience in note.audiences
    ]
    return Briefing(briefing, tuple(withheld))


def record_sent(
    workspace: Workspace, day: date, audience: Audience, to: Iterable[str], by: str, inspection: str
) -> RecordEntry:
    """Record that a briefing was sent today; see :meth:`.Workspace.briefing_sent`."""
    today = workspace.current_day
    sending = Sending(inspection=inspection, on=today, day=day, audience=audience, to=tuple(to))
    return workspace.records.add(sending, by=by)


def log_conversations(state: CouncilState) -> ConversationLog:
    """Return the log of the conversations with inspectors up to the day of the state."""
    return conversation_log(
        state.records["conversation"],
        on=state.day,
        authority=state.timeline.authority,
        title=state.timeline.title if state.running else "",
        lead_inspector=state.timeline.inspection.lead_inspector,
        fieldwork=state.fieldwork,
        embargo=state.communication.embargo if state.communication else None,
    )


def prepared_teams(workspace: Workspace, state: CouncilState) -> PreparationCoverage:
    """Return how far the teams are prepared on the day of the state, and by when they should be."""
    coverage = state.preparation or PreparationCoverage(on=state.day)
    coverage = evolve(coverage, red_below=state.policy.red_prepared_share)
    site = state.timeline.get("fieldwork")
    if site is None or site.date is None or state.day > (site.end or site.date):
        return coverage
    before = workspace.working_days.add(site.date, -1)
    return evolve(coverage, on_site=site.date, by=max(before, state.day))


def draft_self_evaluation(state: CouncilState) -> SelfEvaluation:
    """Return the draft self-evaluation on the day of the state."""
    result = self_evaluation(
        state.evidence or EvidenceBase(),
        state.areas or (),
        state.day,
        authority=state.timeline.authority,
        edition=state.edition,
        past=state.records["inspection"],
        policy=state.evidence_policy or EvidencePolicy(),
    )
    return evolve(result, withheld=len(state.withheld))
