"""Sources of readiness reasons. Each that is built in is registered by its own module in this package.

A module called ``NAME_reasons`` gives reasons from the input ``NAME``. An input is an attribute of
:class:`.CouncilState`, or records of the kind with that word. The module lists its sources in ``SOURCES``.
It is imported when its input is given, so that a question without records loads none of their code.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Reason
from inspectprep.model.representation import frozen
from inspectprep.planning.readiness.council_state import CouncilState, inputs

_SUFFIX = "_reasons"
_ALWAYS = ("annexa", "people", "tasks")
"""Inputs that give a reason when they are missing, because every council has them."""


@frozen(kw_only=True)
class ReasonSource:
    """A source of reasons for one theme.

    Attributes:
        theme: The theme that the reasons count for.
        reasons: A function of the state. It returns a green reason if there is nothing to do.
        plugin: The plugin that it comes from. Empty if it is built in.
    """

    theme: Theme
    reasons: Callable[[CouncilState], Iterable[Reason]]
    plugin: str = ""


def reason_sources(state: CouncilState) -> Iterator[ReasonSource]:
    """Yield the built-in sources whose input is given, in the order of inputs."""
    for name in reason_inputs():
        if _gives(state, name):
            module = import_module(f"{__package__}.{name}{_SUFFIX}")
            yield from module.SOURCES


def _gives(state: CouncilState, name: str) -> bool:
    """Return whether an input is given, or gives a reason when it is missing."""
    if name in inputs():
        return name in _ALWAYS or getattr(state, name) is not None
    return name in state.records


@cache
def reason_inputs() -> tuple[str, ...]:
    """Return the inputs for which there is a module, in the order in which their reasons are given."""
    package = str(Path(__file__).parent)
    names = [
        module.name.removesuffix(_SUFFIX)
        for module in pkgutil.iter_modules([package])
        if module.name.endswith(_SUFFIX)
    ]
    order = [*inputs(), *sorted(names)]
    return tuple(sorted(names, key=order.index))
