"""inspectprep: if the inspector rang today, would we be ready?

Everything public is listed here and imported on first use, so that ``import inspectprep`` costs next to
nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectprep import annexa, views
    from inspectprep.errors import InspectPrepError
    from inspectprep.model.checklist import Checklist, Status, Task, TaskStates, TaskTemplate, Theme
    from inspectprep.model.comparison import Comparison
    from inspectprep.model.finding import CheckSummary, Finding
    from inspectprep.model.framework import Basis, Framework, Milestone, Phase, Variant
    from inspectprep.model.inspection import Actual, Inspection, Notice
    from inspectprep.model.offset import Offset
    from inspectprep.model.readiness import Rating, Readiness
    from inspectprep.model.report import Report
    from inspectprep.model.timeline import Event, Timeline
    from inspectprep.model.workforce import Leave, People, Person
    from inspectprep.workspace import Workspace, assess, checklist, compare, schedule, write

    __version__: str

__all__ = [
    "Actual",
    "Basis",
    "CheckSummary",
    "Checklist",
    "Comparison",
    "Event",
    "Finding",
    "Framework",
    "InspectPrepError",
    "Inspection",
    "Leave",
    "Milestone",
    "Notice",
    "Offset",
    "People",
    "Person",
    "Phase",
    "Rating",
    "Readiness",
    "Report",
    "Status",
    "Task",
    "TaskStates",
    "TaskTemplate",
    "Theme",
    "Timeline",
    "Variant",
    "Workspace",
    "__version__",
    "annexa",
    "assess",
    "checklist",
    "compare",
    "schedule",
    "views",
    "write",
]

_CONTENTS = {
    "errors": "InspectPrepError",
    "model.checklist": "Checklist Status Task TaskStates TaskTemplate Theme",
    "model.comparison": "Comparison",
    "model.finding": "CheckSummary Finding",
    "model.framework": "Basis Framework Milestone Phase Variant",
    "model.inspection": "Actual Inspection Notice",
    "model.offset": "Offset",
    "model.readiness": "Rating Readiness",
    "model.report": "Report",
    "model.timeline": "Event Timeline",
    "model.workforce": "Leave People Person",
    "workspace": "Workspace assess checklist compare schedule write",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in ("annexa", "views"):
        return import_module(f"{__name__}.{name}")
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    for module, names in _CONTENTS.items():
        if name in names.split():
            value = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = value
            return value
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
