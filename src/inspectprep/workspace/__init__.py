"""The set-up and records of one council, and the functions at the top of the package.

A :class:`Workspace` brings together plugins, frameworks, calendars, reports and records. The functions use
a workspace without a folder, with everything that is built in and installed. All are imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.workspace import (
        annexa_check as annexa_check,
        calendars as calendars,
        call as call,
        configuration as configuration,
        creation as creation,
        embargo as embargo,
        evidence_files as evidence_files,
        folder as folder,
        follow_up as follow_up,
        inspection_checks as inspection_checks,
        inspections as inspections,
        lifting as lifting,
        migrations as migrations,
        named as named,
        next_inspections as next_inspections,
        personal_data as personal_data,
        readiness as readiness,
        reason_providers as reason_providers,
        records as records,
        release_plans as release_plans,
        report_output as report_output,
        room as room,
        shown_records as shown_records,
        signing as signing,
        staff_pages as staff_pages,
        state as state,
        tracker as tracker,
        tracker_workbook as tracker_workbook,
    )
    from inspectprep.workspace.call import CallTaken as CallTaken
    from inspectprep.workspace.inspections import Begun as Begun
    from inspectprep.workspace.lifting import Lifted as Lifted
    from inspectprep.workspace.personal_data.file_scan import PlacedFinding as PlacedFinding
    from inspectprep.workspace.personal_data.known_names import (
        ChildName as ChildName,
        LearnedNames as LearnedNames,
    )
    from inspectprep.workspace.personal_data.name_list import read_names as read_names
    from inspectprep.workspace.readiness import (
        ReadinessByCall as ReadinessByCall,
        WorkspaceReadiness as WorkspaceReadiness,
    )
    from inspectprep.workspace.record_entry import RecordEntry as RecordEntry
    from inspectprep.workspace.records import Records as Records
    from inspectprep.workspace.references import DanglingReference as DanglingReference
    from inspectprep.workspace.room import Briefing as Briefing
    from inspectprep.workspace.tracker import Marked as Marked
    from inspectprep.workspace.tracker_workbook import (
        TrackerConflict as TrackerConflict,
        TrackerRead as TrackerRead,
    )
    from inspectprep.workspace.workforce_files import (
        WorkforceFile as WorkforceFile,
        read_workforce as read_workforce,
        records_of as records_of,
    )
    from inspectprep.workspace.workspace import Workspace as Workspace

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "inspections": "Begun",
        "call": "CallTaken",
        "tracker": "Marked",
        "tracker_workbook": "TrackerConflict TrackerRead",
        "room": "Briefing",
        "references": "DanglingReference",
        "personal_data.file_scan": "PlacedFinding",
        "personal_data.known_names": "ChildName LearnedNames",
        "personal_data.name_list": "read_names",
        "lifting": "Lifted",
        "readiness": "ReadinessByCall WorkspaceReadiness",
        "record_entry": "RecordEntry",
        "records": "Records",
        "workforce_files": "WorkforceFile read_workforce records_of",
        "workspace": "Workspace",
    },
    internal=(
        "annexa_check calendars call configuration creation embargo evidence_files folder follow_up "
        "inspection_checks inspections lifting migrations named next_inspections personal_data readiness "
        "reason_providers records release_plans report_output room shown_records signing staff_pages state "
        "tracker tracker_workbook"
    ),
)
