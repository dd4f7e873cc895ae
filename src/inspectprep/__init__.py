"""inspectprep: if the inspector rang today, would we be ready?

Every public name is listed here and imported on first use, so that ``import inspectprep`` loads nothing else.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from inspectprep import annexa as annexa
    from inspectprep import synth as synth
    from inspectprep import views as views
    from inspectprep.errors import InspectPrepError as InspectPrepError
    from inspectprep.model.checklist import Checklist as Checklist
    from inspectprep.model.checklist import Status as Status
    from inspectprep.model.checklist import Task as Task
    from inspectprep.model.checklist import TaskStates as TaskStates
    from inspectprep.model.checklist import TaskTemplate as TaskTemplate
    from inspectprep.model.checklist import Theme as Theme
    from inspectprep.model.comparison import Comparison as Comparison
    from inspectprep.model.finding import CheckSummary as CheckSummary
    from inspectprep.model.finding import Finding as Finding
    from inspectprep.model.framework import Basis as Basis
    from inspectprep.model.framework import Framework as Framework
    from inspectprep.model.framework import Milestone as Milestone
    from inspectprep.model.framework import Phase as Phase
    from inspectprep.model.framework import Variant as Variant
    from inspectprep.model.inspection import Actual as Actual
    from inspectprep.model.inspection import Inspection as Inspection
    from inspectprep.model.inspection import Notice as Notice
    from inspectprep.model.offset import Offset as Offset
    from inspectprep.model.readiness import Rating as Rating
    from inspectprep.model.readiness import Readiness as Readiness
    from inspectprep.model.report import Report as Report
    from inspectprep.model.timeline import Event as Event
    from inspectprep.model.timeline import Timeline as Timeline
    from inspectprep.model.workforce import Leave as Leave
    from inspectprep.model.workforce import People as People
    from inspectprep.model.workforce import Person as Person
    from inspectprep.workspace import Workspace as Workspace
    from inspectprep.workspace import assess as assess
    from inspectprep.workspace import checklist as checklist
    from inspectprep.workspace import compare as compare
    from inspectprep.workspace import schedule as schedule
    from inspectprep.workspace import write as write

    __version__: str


def lazy_names(
    package: str, modules: "Mapping[str, str]"
) -> "tuple[list[str], Callable[[str], object], Callable[[], list[str]]]":
    """Return `__all__`, `__getattr__` and `__dir__` of a package whose names are imported on first use.

    Args:
        package: The package's `__name__`.
        modules: The public names in each of its modules, separated by spaces. Under the empty key, the
            modules that are public names themselves.
    """
    homes = {name: module for module, names in modules.items() for name in names.split()}
    public = sorted(homes)

    def find(name: str) -> object:
        from importlib import import_module

        if name not in homes:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        if not homes[name]:
            return import_module(f"{package}.{name}")
        value = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(import_module(package), name, value)
        return value

    return public, find, lambda: public


__all__, _find, __dir__ = lazy_names(
    __name__,
    {
        "": "annexa synth views",
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
    },
)
__all__ += ["__version__"]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    return _find(name)
