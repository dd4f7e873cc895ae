"""The inspections of one council: from the call to the end, with the embargo and the release of messages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from inspectprep import workspace as parts
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.inspection import Inspection
from inspectprep.workspace.council_records import CouncilRecords

if TYPE_CHECKING:
    from inspectprep.model.call_sheet import CallSheet
    from inspectprep.model.inspection_calendar import InspectionCalendar
    from inspectprep.model.release import Embargo
    from inspectprep.model.unreadable import UnreadableRecord
    from inspectprep.workspace.call import CallTaken
    from inspectprep.workspace.inspections import Begun
    from inspectprep.workspace.lifting import Lifted
    from inspectprep.workspace.record_entry import RecordEntry


@checked_arguments
class CouncilInspections(CouncilRecords):
    """The records of a council, and its inspections."""

    def inspections(self) -> tuple[Inspection, ...]:
        """Return every inspection that can be planned, in the order of their ids; none without a folder."""
        return parts.inspections.recorded_inspections(self)

    def unreadable(self) -> tuple[UnreadableRecord, ...]:
        """Return every record that cannot be read, and every inspection that cannot be planned."""
        unplanned: list[UnreadableRecord] = []
        parts.inspections.plannable(self, self.records.all("inspection"), unplanned)
        return (*self.records.unreadable(), *unplanned)

    def inspection(self, id: str = "", *, on: date | None = None) -> Inspection | None:
        """Return the inspection with an id, or else the only one that runs on a day; None if none runs.

        Args:
            id: Id of an inspection, also of one that has ended.
            on: The day; today if None.

        Raises:
            UnknownNameError: if no inspection has this id; the nearest is suggested.
            InspectPrepError: if several run on the day; it names them.
        """
        return parts.inspections.current_inspection(self, id, on)

    def begin(self, inspection: Inspection, *, by: str, why: str = "") -> Begun:
        """Record that an inspection has begun. The preparation on record becomes a part of it.

        Args:
            inspection: The inspection, with its variant and the day of the call. Its council is that of the
                workspace if it names none.
            by: The author.
            why: The reason, if any.

        Raises:
            UnknownNameError: if there is no such variant, or the letter dates no milestone of it.
            InspectPrepError: if the same inspection has begun already.
            PlanError: if there is no day of the call.
        """
        return parts.inspections.begin(self, inspection, by=by, why=why)

    def calendar(self, on: date | None = None, *, reader: str = "") -> InspectionCalendar:
        """Return one calendar for every inspection that runs on a day, with its clashes; today if None."""
        return parts.calendars.inspection_calendar(self, on or self.current_day, reader)

    def take_call(self, sheet: CallSheet, *, by: str, why: str = "") -> CallTaken:
        """Begin the inspection of a filled call sheet. Other information to send becomes requests.

        Everything is recorded, or nothing.

        Args:
            sheet: The sheet. Its variant is that of the workspace if it names none.
            by: The author.
            why: The reason, if any.

        Raises:
            InspectPrepError: if the day of the call is missing, or the same inspection has begun.
            UnknownNameError: if an answer is to an unknown question, or there is no such variant or
                milestone.
            PersonalDataError: if a text seems to contain a child's details.
        """
        return parts.call.take_call(self, sheet, by=by, why=why)

    def happened(
        self, id: str, milestone: str, start: date, end: date | None = None, *, by: str, why: str = ""
    ) -> RecordEntry:
        """Add what really happened to an inspection; see :meth:`.Inspection.happened`.

        Raises:
            UnknownNameError: if there is no such inspection or milestone; the nearest is suggested.
            InspectPrepError: if other dates are on record, or the milestone is the publication.
        """
        return parts.inspections.happened(self, id, milestone, start, end, by=by, why=why)

    def noticed(
        self, id: str, milestone: str, start: date, end: date | None = None, *, by: str, why: str = ""
    ) -> RecordEntry:
        """Add a date from the notification letter to an inspection; see :meth:`.Inspection.noticed`.

        Raises:
            UnknownNameError: if there is no such inspection or milestone; the nearest is suggested.
            InspectPrepError: if another date is on record.
        """
        return parts.inspections.noticed(self, id, milestone, start, end, by=by, why=why)

    def end(self, id: str, on: date, *, by: str, withdrawn: str = "", why: str = "") -> RecordEntry:
        """End an inspection. Its records stay, and can be asked about.

        Args:
            id: Id of the inspection.
            on: Its last day (inclusive).
            by: The author.
            withdrawn: The reason why it ends without a published report. Its outcome stays under embargo.
            why: The reason for the change, if any.

        Raises:
            UnknownNameError: if there is no such inspection; the nearest is suggested.
            InspectPrepError: if it has ended, or has neither a recorded publication nor a reason.
        """
        return parts.inspections.end(self, id, on, by=by, withdrawn=withdrawn, why=why)

    def embargo(self, inspection: str = "", *, on: date | None = None) -> Embargo:
        """Return the embargo on the outcome of an inspection.

        Args:
            inspection: Id of an inspection. Default: the only one that runs on the day.
            on: The day; today if None.

        Raises:
            InspectPrepError: if several inspections run on the day. If none does, there is no outcome.
        """
        return parts.embargo.recorded_embargo(self, inspection, on or self.current_day)

    def lift_embargo(
        self,
        inspection: str = "",
        *,
        where: str,
        on: date,
        by: str,
        received: date | None = None,
        why: str = "",
    ) -> Lifted:
        """Record that the report of an inspection is published, which ends its embargo.

        The day becomes a part of what happened in the inspection.

        Args:
            inspection: Id of the inspection. Default: the only one that runs on the day.
            where: The address of the published report.
            on: The day of publication.
            by: The person who saw the published report.
            received: The day on which the council received the report, if known.
            why: The reason, if any.

        Raises:
            InspectPrepError: if no inspection runs on the day or several do; if its publication is recorded
                already; or if the day is before the outcome could be known.
        """
        return parts.lifting.lift_embargo(
            self, inspection, where=where, on=on, by=by, received=received, why=why
        )

    def sign(
        self, id: str, *, role: str, name: str = "", on: date | None = None, by: str, why: str = ""
    ) -> RecordEntry:
        """Sign a draft off for a role. The sign-off has the checksum of the draft and its file.

        Args:
            id: The draft.
            role: The role that signs, by id or title.
            name: The person who signs. Default: the only person in the role on the day.
            on: The day; today if None.
            by: The author of the change.
            why: The reason, if any.

        Raises:
            InspectPrepError: if the role is vacant, several people share it, or another person would sign.
            UnknownNameError: if there is no such draft.
        """
        return parts.signing.sign(self, id, role=role, name=name, on=on, by=by, why=why)

    def release(self, id: str, *, by: str, why: str = "") -> RecordEntry:
        """Record that a draft has gone out today.

        Raises:
            InspectPrepError: if no publication is recorded, a valid sign-off is missing, it has gone out
                before, or others must be informed first.
            UnknownNameError: if there is no such draft.
        """
        return parts.signing.release(self, id, by=by, why=why)
