"""inspectprep: if the inspector rang today, would we be ready?

Every public name is listed here and imported on first use, so that ``import inspectprep`` loads nothing else.
"""

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep import annexa as annexa, synth as synth, views as views
    from inspectprep.annexa import CheckResult as CheckResult
    from inspectprep.errors import (
        ConflictError as ConflictError,
        DocumentError as DocumentError,
        IncompleteError as IncompleteError,
        InspectPrepError as InspectPrepError,
        InvalidValueError as InvalidValueError,
        LibraryError as LibraryError,
        OutOfRangeError as OutOfRangeError,
        PersonalDataError as PersonalDataError,
        PlanError as PlanError,
        PluginError as PluginError,
        RefusedError as RefusedError,
        SourceError as SourceError,
        StoreError as StoreError,
        UnknownNameError as UnknownNameError,
        WriteError as WriteError,
    )
    from inspectprep.model.audience import Audience as Audience
    from inspectprep.model.basis import Basis as Basis
    from inspectprep.model.checklist import (
        Checklist as Checklist,
        Status as Status,
        Task as Task,
        TaskTemplate as TaskTemplate,
        Theme as Theme,
    )
    from inspectprep.model.comparison import PlanComparison as PlanComparison
    from inspectprep.model.decision import TaskState as TaskState, TaskStates as TaskStates
    from inspectprep.model.evidence import (
        EvidenceItem as EvidenceItem,
        EvidenceKind as EvidenceKind,
        Sensitivity as Sensitivity,
        Stance as Stance,
    )
    from inspectprep.model.finding import (
        CheckSummary as CheckSummary,
        Finding as Finding,
        Location as Location,
        Nature as Nature,
        Severity as Severity,
    )
    from inspectprep.model.framework import (
        Framework as Framework,
        Milestone as Milestone,
        Phase as Phase,
        Variant as Variant,
    )
    from inspectprep.model.inspection import Actual as Actual, Inspection as Inspection, Notice as Notice
    from inspectprep.model.offset import Offset as Offset
    from inspectprep.model.readiness import Rating as Rating, Readiness as Readiness, Reason as Reason
    from inspectprep.model.readiness_policy import ReadinessPolicy as ReadinessPolicy
    from inspectprep.model.report import Report as Report
    from inspectprep.model.timeline import Event as Event, Timeline as Timeline
    from inspectprep.model.workforce import Leave as Leave, People as People, Person as Person
    from inspectprep.workspace import Workspace as Workspace
    from inspectprep.workspace.shortcuts import (
        assess as assess,
        checklist as checklist,
        compare as compare,
        render as render,
        schedule as schedule,
        write as write,
    )

    __version__: str
    """The version of the installed package."""


__all__, _find, __dir__ = lazy_names(
    __name__,
    {
        "": "annexa synth views",
        "annexa": "CheckResult",
        "errors": "ConflictError DocumentError IncompleteError InspectPrepError InvalidValueError "
        "LibraryError OutOfRangeError PersonalDataError PlanError PluginError RefusedError SourceError "
        "StoreError UnknownNameError WriteError",
        "model.audience": "Audience",
        "model.checklist": "Checklist Status Task TaskTemplate Theme",
        "model.comparison": "PlanComparison",
        "model.decision": "TaskState TaskStates",
        "model.evidence": "EvidenceItem EvidenceKind Sensitivity Stance",
        "model.finding": "CheckSummary Finding Location Nature Severity",
        "model.basis": "Basis",
        "model.framework": "Framework Milestone Phase Variant",
        "model.inspection": "Actual Inspection Notice",
        "model.offset": "Offset",
        "model.readiness": "Rating Readiness Reason",
        "model.readiness_policy": "ReadinessPolicy",
        "model.report": "Report",
        "model.timeline": "Event Timeline",
        "model.workforce": "Leave People Person",
        "workspace": "Workspace",
        "workspace.shortcuts": "assess checklist compare render schedule write",
    },
)
__all__ += ["__version__"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    return _find(name)
