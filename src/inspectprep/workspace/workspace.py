"""The workspace of one council: its plugins, frameworks, calendars, reports and records."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from inspectprep import workspace as parts
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.audience import Audience
from inspectprep.workspace.council_inspections import CouncilInspections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspectprep.annexa import CheckResult
    from inspectprep.annexa.reading.read import ReturnSource
    from inspectprep.model.call_sheet import CallPage
    from inspectprep.model.checklist import Checklist, Status
    from inspectprep.model.conversation import ConversationLog
    from inspectprep.model.debrief import ActionPlan, Debrief, DebriefPart
    from inspectprep.model.finding import CheckSummary
    from inspectprep.model.forecast_figures import ForecastFigures
    from inspectprep.model.handout import StaffHandout
    from inspectprep.model.next_inspection import NextInspection
    from inspectprep.model.office import Office
    from inspectprep.model.preparation import PreparationCoverage
    from inspectprep.model.readiness import Readiness
    from inspectprep.model.release import ReleasePlan
    from inspectprep.model.report import Report
    from inspectprep.model.review import FieldworkReview
    from inspectprep.model.selfeval import SelfEvaluation
    from inspectprep.model.timeline import Timeline
    from inspectprep.model.tracker import Today
    from inspectprep.planning.communication.guard import Guard
    from inspectprep.planning.readiness import CouncilState
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.store.protocol import Moment
    from inspectprep.workspace.readiness import ReadinessByCall, WorkspaceReadiness
    from inspectprep.workspace.record_entry import RecordEntry
    from inspectprep.workspace.room import Briefing
    from inspectprep.workspace.tracker import Marked
    from inspectprep.workspace.tracker_workbook import TrackerRead


@checked_arguments
class Workspace(CouncilInspections):
    """A council's workspace: its set-up and records, and every answer from them.

    Without a folder it has no records: it plans, compares and reports only.
    """

    def call_page(self, on: date | None = None, *, variant: str = "") -> CallPage:
        """Return everything that is on the desk when a call comes: the questions, and who to ring.

        Args:
            on: The day of the call; today if None.
            variant: Id of the variant. Default: that of the workspace.

        Raises:
            UnknownNameError: if there is no such variant; the nearest is suggested.
        """
        return parts.call.call_page(self, on or self.current_day, variant=variant)

    def state(
        self,
        *,
        inspection: str = "",
        notified: date | None = None,
        variant: str = "",
        on: date | None = None,
        annexa: CheckSummary | None = None,
        as_of: Moment = None,
        reader: str = "",
        audience: Audience = Audience.INSPECTION_TEAM,
        what: str = "state",
    ) -> CouncilState:
        """Return the state of the council, from which every answer of this class is calculated.

        Args:
            inspection: Id of an inspection. Default: the only one that runs on the day, unless a call is
                imagined.
            notified: The day of an imagined call. Default: the next likely day.
            variant: The variant of an imagined call. Default: that of the workspace.
            on: The day of the question. Default: today for an inspection, or its last day if it has ended;
                the day of the call for an imagined one.
            annexa: Counts of a check of Annex A. Default: the last ones saved.
            as_of: A time with its zone, or the number of a change: the records as they were then.
            reader: The name of the reader. Only people on the register of an embargo get texts that count
                as revealing its outcome.
            audience: The audience of the reader. Outside the inspection, every text counts that is recorded
                without a mark from the day of final feedback on.
            what: The kind of document that the reader will see, for the record of what was shown.

        Raises:
            InspectPrepError: if the workspace has no folder, or several inspections run on the day.
            UnknownNameError: if there is no such inspection or variant; the nearest is suggested.
        """
        return parts.state.read_state(
            self,
            inspection=inspection,
            notified=notified,
            variant=variant,
            on=on,
            annexa=annexa,
            as_of=as_of,
            reader=reader,
            audience=audience,
            what=what,
        )

    def timeline(
        self, inspection: str = "", *, notified: date | None = None, variant: str = "", reader: str = ""
    ) -> Timeline:
        """Return the dated plan of the inspection that runs, or of an imagined call; see :meth:`state`."""
        return self.state(
            inspection=inspection, notified=notified, variant=variant, reader=reader, what="timeline"
        ).timeline

    def checklist(
        self, timeline: Timeline | None = None, *, inspection: str = "", reader: str = ""
    ) -> Checklist:
        """Return the tasks of an inspection on the dates of its timeline.

        Args:
            timeline: A plan, whose tasks are all still to do. If None, the tasks of the inspection that
                runs or of the next likely call, with the recorded progress.
            inspection: Id of an inspection, in place of the one that runs.
            reader: The name of the reader, who may be on the embargo register.

        Raises:
            DocumentError: if a task file has a mistake; each is named with its path.
        """
        if timeline is not None:
            return self.tasks_on(timeline, self.task_templates)
        return parts.room.tasks(self.state(inspection=inspection, reader=reader, what="checklist"))

    def today(
        self, on: date | None = None, *, owner: str = "", inspection: str = "", reader: str = ""
    ) -> Today:
        """Return the open tasks of a day, for every inspection that runs, or else before the next call.

        Args:
            on: The day; today if None.
            owner: Only the tasks of a role.
            inspection: Only the tasks of this inspection.
            reader: The name of the reader, who may be on the embargo register.

        Raises:
            UnknownNameError: if there is no such role or inspection; the nearest is suggested.
            InspectPrepError: if the workspace has no folder.
        """
        return parts.tracker.today(self, on, owner, inspection, reader)

    def read_tracker(self, path: Path, *, by: str, why: str = "", reader: str = "") -> TrackerRead:
        """Record the rows of a workbook that people changed: all of them, or none if a row has a mistake.

        Args:
            path: The workbook.
            by: The author.
            why: The reason for the change.
            reader: The reader for whom the workbook was written, if the name was given then.

        Raises:
            SourceError: if it cannot be read.
            InspectPrepError: if it is not such a workbook, or is of another workspace.
            DocumentError: naming each row with a mistake.
            PersonalDataError: if a note seems to contain a child's details.
        """
        return parts.tracker_workbook.read_tracker(self, path, by=by, why=why, reader=reader)

    def mark_tasks(
        self,
        names: Iterable[str],
        status: Status,
        *,
        by: str,
        on: date | None = None,
        note: str = "",
        inspection: str = "",
        why: str = "",
        reader: str = "",
    ) -> tuple[Marked, ...]:
        """Record the status of tasks: of all of them, or of none.

        Args:
            names: Short numbers, ids of tasks or templates, and occurrences of daily tasks.
            status: The status.
            by: The author.
            on: The day of the status; today if None.
            note: A note about it.
            inspection: Id of the inspection. Default: the only one that has these tasks on the day.
            why: The reason for the change.
            reader: The name of the reader. People on the register can mark tasks that are withheld from
                others.

        Raises:
            UnknownNameError: if there is no such task; the nearest is suggested.
            InspectPrepError: if the day is in the future or before the call, or it is not clear which
                inspection is meant.
            PersonalDataError: if the note seems to contain a child's details.
        """
        return parts.tracker.mark_tasks(
            self, names, status, by=by, on=on, note=note, inspection=inspection, why=why, reader=reader
        )

    def readiness(
        self,
        notified: date | None = None,
        *,
        inspection: str = "",
        variant: str = "",
        on: date | None = None,
        annexa: CheckSummary | None = None,
        reader: str = "",
    ) -> WorkspaceReadiness:
        """Return how ready the council is, from its records; see :meth:`state` for the arguments."""
        state = self.state(
            inspection=inspection,
            notified=notified,
            variant=variant,
            on=on,
            annexa=annexa,
            reader=reader,
            what="readiness",
        )
        return parts.readiness.readiness_in(self, state)

    def readiness_by_call(
        self, number: int, *, annexa: CheckSummary | None = None, reader: str = ""
    ) -> ReadinessByCall:
        """Return the readiness on the next possible days of a call, weighed by the chance of each.

        Unlikely days are among them and marked. The records are read once.
        """
        return parts.readiness.readiness_by_call(self, number, annexa, reader)

    def next_inspection(
        self,
        on: date | None = None,
        *,
        away: tuple[date, date] | None = None,
        figures: ForecastFigures | None = None,
    ) -> NextInspection:
        """Return the forecast of the next full inspection, from the last one on record.

        A grade counts once the publication of its report is recorded.

        Args:
            on: The day of the forecast; today if None.
            away: The first and last day (inclusive) of a period, such as the director's leave. The forecast
                gives the chance that we are called in it.
            figures: The figures that the forecast rests on, such as those fitted to a history. None for the
                built-in ones.

        Raises:
            InspectPrepError: if no full inspection is on record; the error says what to record. Or if one has
                been called and is still to come on site.
        """
        return parts.next_inspections.next_inspection_of(
            self, on or self.current_day, away=away, figures=figures
        )

    def readiness_history(self, *, inspection: str = "") -> tuple[Readiness, ...]:
        """Return the answers that ``inspectprep ready`` saved, one for each day, oldest first.

        Args:
            inspection: Id of an inspection. Empty for answers about an imagined call.
        """
        return parts.readiness.readiness_history(self, inspection=inspection)

    def saved_annexa(self) -> CheckSummary | None:
        """Return the counts of the last check of Annex A that was saved, or None.

        Raises:
            DocumentError: if the file is not such a document any more.
        """
        return parts.readiness.saved_summary(self)

    def check_annexa(
        self,
        paths: ReturnSource | Iterable[ReturnSource],
        *,
        as_of: date | None = None,
        learn: bool = True,
    ) -> CheckResult:
        """Check Annex A with the policy and explanations of the council, and learn the ids of the children.

        Args:
            paths: Files, folders or frames; see :func:`inspectprep.annexa.check`.
            as_of: The date of the lists; the newest event if None.
            learn: False learns no ids, for a folder that cannot be written.

        Raises:
            SourceError: if there is no such file.
            DocumentError: if the policy or the explanations have a mistake.
            WriteError: if the ids cannot be stored.
        """
        return parts.annexa_check.check(self, paths, as_of, learn=learn)

    def release_plan(
        self, inspection: str = "", *, notified: date | None = None, on: date | None = None
    ) -> ReleasePlan:
        """Return the release plan of the inspection that runs, or of an imagined call; see :meth:`state`."""
        return parts.release_plans.plan_release(self, inspection, notified, on or self.current_day)

    def review(
        self,
        on: date | None = None,
        *,
        inspection: str = "",
        reader: str = "",
        audience: Audience = Audience.INSPECTION_TEAM,
    ) -> FieldworkReview:
        """Return the review of the fieldwork on the evening of a day; today if None. See :meth:`state`."""
        day = on or self.current_day
        return parts.room.review(
            self.state(inspection=inspection, on=day, reader=reader, audience=audience, what="room-review"),
            self.working_days,
        )

    def briefing(self, day: date, audience: Audience, *, reader: str = "", inspection: str = "") -> Briefing:
        """Return the briefing with the notes of a day for an audience, and the notes withheld from it."""
        return parts.room.brief(self, day, audience, reader, inspection)

    def preparation(self, on: date | None = None, *, reader: str = "") -> PreparationCoverage:
        """Return how far the teams are prepared on a day; today if None."""
        day = on or self.current_day
        return parts.room.prepared_teams(self, self.state(on=day, reader=reader, what="coverage"))

    def self_evaluation(
        self,
        on: date | None = None,
        *,
        reader: str = "",
        audience: Audience = Audience.INSPECTION_TEAM,
    ) -> SelfEvaluation:
        """Return the draft self-evaluation on a day, from the recorded evidence; today if None.

        See :meth:`state` for the reader and the audience.
        """
        day = on or self.current_day
        return parts.room.draft_self_evaluation(
            self.state(on=day, reader=reader, audience=audience, what="self-evaluation")
        )

    def guard(self, reader: str = "") -> Guard:
        """Return the guard of the recorded texts for a reader today, with the embargoes."""
        return parts.embargo.recorded_guard(self, reader)

    def debrief(
        self,
        on: date | None = None,
        *,
        inspection: str = "",
        part: DebriefPart | None = None,
        reader: str = "",
        audience: Audience = Audience.INSPECTION_TEAM,
    ) -> Debrief:
        """Return the debrief of an inspection on a day, or one part of it; today if None.

        See :meth:`state` for the other arguments. The inspection may have ended.

        Raises:
            InspectPrepError: if no inspection runs on the day, or several do.
        """
        day = on or self.current_day
        state = self.state(inspection=inspection, on=day, reader=reader, audience=audience, what="debrief")
        return parts.follow_up.debrief_inspection(state, part)

    def action_plan(
        self,
        on: date | None = None,
        *,
        inspection: str = "",
        reader: str = "",
        audience: Audience = Audience.LEADERS,
    ) -> ActionPlan:
        """Return the action plan for the areas for improvement of an inspection; see :meth:`debrief`."""
        day = on or self.current_day
        return parts.follow_up.plan_actions(
            self.state(inspection=inspection, on=day, reader=reader, audience=audience, what="action-plan")
        )

    def conversations(
        self,
        on: date | None = None,
        *,
        inspection: str = "",
        reader: str = "",
        audience: Audience = Audience.INSPECTION_TEAM,
    ) -> ConversationLog:
        """Return the log of the conversations with inspectors up to a day; today if None.

        See :meth:`state` for the reader and the audience.
        """
        day, what = on or self.current_day, "conversation-log"
        return parts.room.log_conversations(
            self.state(inspection=inspection, on=day, reader=reader, audience=audience, what=what)
        )

    def briefing_sent(
        self, day: date, audience: Audience, to: Iterable[str], *, by: str, inspection: str = ""
    ) -> RecordEntry:
        """Record that the briefing of a day was sent to people today.

        Args:
            day: The day of the briefing.
            audience: Its audience.
            to: The recipients, by name or as a group.
            by: The sender.
            inspection: Id of an inspection. Default: the only one that ran on the day of the briefing.

        Raises:
            DocumentError: if there is no recipient, or the day is in the future.
        """
        return parts.room.record_sent(self, day, audience, to, by, inspection)

    def shown_entries(
        self, kind: str, as_of: Moment = None, *, reader: str = ""
    ) -> tuple[tuple[RecordEntry, ...], Guard]:
        """Return every record of a kind, and the guard that must redact each before the reader sees it.

        Args:
            kind: The word of the kind.
            as_of: A time with its zone, or the number of a change of the workspace; both inclusive.
            reader: The name of the reader, who may be on the embargo register.
        """
        return parts.shown_records.shown_entries(self, kind, as_of, reader)

    def shown_entry(
        self,
        id: str,
        as_of: Moment = None,
        *,
        revision: int | None = None,
        kind: str | None = None,
        reader: str = "",
    ) -> tuple[RecordEntry, Guard]:
        """Return a record, and the guard that must redact it before the reader sees it.

        An earlier revision is redacted if the present one is. See :meth:`.Records.entry`.
        """
        return parts.shown_records.shown_entry(self, id, as_of, revision=revision, kind=kind, reader=reader)

    def shown_history(self, id: str, *, reader: str = "") -> tuple[tuple[RecordEntry, ...], Guard]:
        """Return every revision of a record, and the guard that must redact each before the reader sees it.

        All revisions are redacted if one is.
        """
        return parts.shown_records.shown_history(self, id, reader)

    def handout(self, on: date | None = None, *, team: str = "", inspection: str = "") -> StaffHandout:
        """Return the page for staff on a day; today if None. Before the call, its days are an example.

        Args:
            on: The day.
            team: Name or id of a team. Empty for the whole service.
            inspection: Id of an inspection. Default: the only one that runs on the day.

        Raises:
            UnknownNameError: if there is no such team; the nearest is suggested.
        """
        day = on or self.current_day
        state = self.state(inspection=inspection, on=day, audience=Audience.STAFF, what="handout")
        return parts.staff_pages.handout(state, team, self.working_days)

    def office(
        self,
        on: date | None = None,
        *,
        inspection: str = "",
        reader: str = "",
        audience: Audience = Audience.INSPECTION_TEAM,
    ) -> Office:
        """Return the office on a day; on the next working day if None.

        See :meth:`state` for the reader and the audience.
        """
        day = on or self.working_days.add(self.current_day, 1)
        state = self.state(inspection=inspection, on=day, reader=reader, audience=audience, what="office")
        return parts.staff_pages.office_on(state, self.working_days)

    def report(self, value: object, **options: Unpack[ReportOptions]) -> Report:
        """Return the report of a timeline, checklist, readiness, comparison or check summary.

        Raises:
            InspectPrepError: if the value contains child-level rows; no report may.
        """
        return parts.report_output.compose_report(self, value, options)

    def render(self, value: object, format: str = "html", **options: Unpack[ReportOptions]) -> bytes:
        """Return a report as bytes, the same that :meth:`write` writes to a file.

        Every format gives bytes. For a format of text, use ``.decode()``.

        Args:
            value: A timeline, checklist, readiness, comparison, check summary or report.
            format: Id of a report format (``html``) or its suffix (``.html``), built in or from a plugin.
            **options: Other values for the report; see :meth:`write`.

        Raises:
            InspectPrepError: if the value contains child-level rows, or the format cannot write its report.
            UnknownNameError: if there is no such format; the nearest is suggested.
            RefusedError: if the reader may not have it; it says why, and who may.
        """
        return parts.report_output.render_report(self, value, format, options)

    def write(
        self,
        value: object,
        path: Path | str,
        *,
        format: str | None = None,
        inputs: Iterable[Path] = (),
        **options: Unpack[ReportOptions],
    ) -> Path:
        """Write a report to a file, atomically and durably, and return its path.

        Only its owner can read the file, unless the report is for the public.

        Args:
            value: A timeline, checklist, readiness, comparison, check summary or report.
            path: The file. Its suffix chooses the format unless `format` does.
            format: Id of a report format, built in or from a plugin.
            inputs: Files that were read for the report, which it must not replace.
            **options: Other values for the report, such as `timeline`, `checklist` or `annexa`; its
                `audience`; and its `reader`, because the embargo register may name that person.

        Raises:
            UnknownNameError: if there is no such format; the error names those that are known.
            InspectPrepError: if the format and the suffix contradict each other.
            RefusedError: if the reader may not have it; it says why, and who may.
            PersonalDataError: if the name of the file seems to contain a child's details.
            WriteError: if the file cannot be written, or must not be replaced; a file that was there before
                is unchanged.
        """
        self.refuse_file_name(path)
        return parts.report_output.write_report(self, value, Path(path), format or "", options, inputs=inputs)
