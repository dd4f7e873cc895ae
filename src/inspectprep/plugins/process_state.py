"""The state of the whole program that no plugin may change: its folder, output, arithmetic and variables.

A plugin that changes it changes results of others without a word, so the change is undone and is an error.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from decimal import Context, getcontext, setcontext
from typing import Any, NamedTuple

from inspectprep.errors import InspectPrepError

_VARIABLES = ("INSPECTPREP_", "TZ")
"""The beginnings of the environment variables that change results."""


class ProcessState(NamedTuple):
    """The state of the program at one time.

    Attributes:
        folder: The current folder. Empty if it was deleted.
        limit: The recursion limit.
        arithmetic: The context of decimal numbers.
        output: The streams of the program.
        variables: The environment variables that change results.
        filters: The filters of warnings.
    """

    folder: str
    limit: int
    arithmetic: Context
    output: tuple[Any, Any]
    variables: dict[str, str]
    filters: list[Any]

    def undo(self) -> InspectPrepError | None:
        """Undo what has changed since, and return the error that says what it was. None for no change."""
        after = state_now()
        changed = []
        if self.folder and after.folder != self.folder:
            os.chdir(self.folder)
            changed.append("the current folder")
        # A library that needs more depth may raise the limit.
        if after.limit < self.limit:
            sys.setrecursionlimit(self.limit)
            changed.append("the recursion limit")
        if repr(after.arithmetic) != repr(self.arithmetic):
            setcontext(self.arithmetic)
            changed.append("the precision of decimal numbers")
        if any(now is not then for now, then in zip(after.output, self.output, strict=True)):
            sys.stdout, sys.stderr = self.output
            changed.append("the output of the program")
        if after.variables != self.variables:
            for name in after.variables.keys() - self.variables.keys():
                del os.environ[name]
            os.environ.update(self.variables)
            if hasattr(time, "tzset"):
                time.tzset()
            changed.append("environment variables")
        # Libraries add filters when they are imported. One that makes errors of warnings ends the program.
        if any(one[0] == "error" and one not in self.filters for one in after.filters):
            filters: Any = warnings.filters
            filters[:] = self.filters
            changed.append("warnings into errors")
        if not changed:
            return None
        what = " and ".join(changed)
        return InspectPrepError(f"It changed {what}.", remedy="Its author can leave the program as it was.")


def state_now() -> ProcessState:
    """Return the present state of the program."""
    try:
        folder = os.getcwd()  # noqa: PTH109 - a path object takes longer, and this is called often
    except FileNotFoundError:
        folder = ""
    return ProcessState(
        folder=folder,
        limit=sys.getrecursionlimit(),
        arithmetic=_settings(getcontext()),
        output=(sys.stdout, sys.stderr),
        variables={name: value for name, value in os.environ.items() if name.startswith(_VARIABLES)},
        filters=[*warnings.filters],
    )


def _settings(context: Context) -> Context:
    """Return a copy without flags, which every calculation sets."""
    copied = context.copy()
    copied.clear_flags()
    return copied
