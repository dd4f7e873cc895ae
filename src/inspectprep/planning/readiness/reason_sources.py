"""Sources of readiness reasons, each registered by its own module in this package.

A module called ``NAME_reasons`` gives reasons from the input ``NAME``. An input is an attribute of
:class:`ReadinessState`, or records of the kind with that word. The module lists its sources in ``SOURCES``.
It is imported when its input is given, so that a question without records loads none of their code.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from attrs import field, fields_dict, frozen

from inspectprep.model.checklist import Checklist, Theme
from inspectprep.model.debrief import Lesson
from inspectprep.model.enquiry import Fieldwork
from inspectprep.model.evidence import EvidenceBase
from inspectprep.model.finding import CheckSummary
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.preparation import PreparationCoverage
from inspectprep.model.readiness import Reason
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.model.release import CommunicationState
from inspectprep.model.timeline import Timeline
from inspectprep.model.workforce import People
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

_SUFFIX = "_reasons"
_ALWAYS = ("annexa", "people", "tasks")
"""Inputs that give a reason when they are missing, because every council has them."""


@frozen(kw_only=True)
class ReadinessState:
    """Everything that is known about a council on a day: the inputs of :func:`.assess`.

    Attributes:
        day: The day for which readiness is assessed. Tasks due before it are overdue.
        records: Records of kinds that no other attribute contains, by the word of their kind.
    """

    timeline: Timeline
    day: date
    annexa: CheckSummary | None = None
    people: People | None = None
    tasks: Checklist | None = None
    evidence: EvidenceBase | None = None
    fieldwork: Fieldwork | None = None
    areas: tuple[AreaForImprovement, ...] | None = None
    preparation: PreparationCoverage | None = None
    communication: CommunicationState | None = None
    lessons: tuple[Lesson, ...] | None = None
    records: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    policy: ReadinessPolicy = field(factory=ReadinessPolicy)
    evidence_policy: EvidencePolicy | None = None

    @property
    def evidence_day(self) -> date:
        """The day for which evidence must be up to date: the call, if it is still to come."""
        return max(self.day, self.timeline.notified)

    def gives(self, name: str) -> bool:
        """Return whether an input is given, or gives a reason when it is missing."""
        if name in _inputs():
            return name in _ALWAYS or getattr(self, name) is not None
        return name in self.records


@frozen(kw_only=True)
class ReasonSource:
    """A source of reasons for one theme.

    Attributes:
        theme: The theme that the reasons count for.
        reasons: A function of the state. It returns a green reason if there is nothing to do.
    """

    theme: Theme
    reasons: Callable[[ReadinessState], Iterable[Reason]]


def reason_sources(state: ReadinessState) -> Iterator[ReasonSource]:
    """Yield the sources whose input is given, in the order of the attributes and then of the records."""
    for name in _modules():
        if state.gives(name):
            module = import_module(f"{__package__}.{name}{_SUFFIX}")
            yield from module.SOURCES


def record_inputs() -> tuple[str, ...]:
    """Return the words of the record kinds that give reasons and are not part of another input."""
    return tuple(name for name in _modules() if name not in _inputs())


@cache
def _modules() -> tuple[str, ...]:
    """Return the inputs for which there is a module, in the order in which their reasons are given."""
    package = str(Path(__file__).parent)
    names = [
        module.name.removesuffix(_SUFFIX)
        for module in pkgutil.iter_modules([package])
        if module.name.endswith(_SUFFIX)
    ]
    order = [*_inputs(), *sorted(names)]
    return tuple(sorted(names, key=order.index))


@cache
def _inputs() -> tuple[str, ...]:
    return tuple(fields_dict(ReadinessState))
