"""Running the code of a plugin, so that its errors do not affect anything else.

An exception of a plugin may quote the value of a cell. It is never the cause or the context of our own
error, because tools that log an error log those too.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import active_count
from typing import NamedTuple, NoReturn, TypeVar

from inspectprep.plugins.process_state import state_now

T = TypeVar("T")


class Failed(NamedTuple):
    """The exception with which a plugin's code ended."""

    error: BaseException


def contained(action: Callable[[], T]) -> T | Failed:
    """Run a plugin's code and return its value, or the exception with which it ended.

    Code that changes the state of the whole program fails, and the change is undone, unless other threads
    run. Ctrl-C comes from the user, so it is not caught.
    """
    # Other threads may change the state of the program for reasons of their own.
    alone = active_count() == 1
    before = state_now() if alone else None
    outcome: T | Failed
    end = os._exit
    if alone:
        vars(os)["_exit"] = _refusing(end, os.getpid())
    try:
        outcome = action()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - a plugin may raise anything, such as SystemExit
        outcome = Failed(error)
    finally:
        if alone:
            vars(os)["_exit"] = end
    changed = None if before is None else before.undo()
    return outcome if changed is None else Failed(changed)


def _refusing(end: Callable[[int], NoReturn], here: int) -> Callable[[int], NoReturn]:
    """Return a function in place of ``os._exit``, which would end a plan without a word.

    A process that a plugin starts may end itself.
    """

    def refuse(status: int) -> NoReturn:
        if os.getpid() != here:
            end(status)
        raise SystemExit(status)

    return refuse


def unchained(error: BaseException) -> BaseException:
    """Return an exception without its cause and context."""
    error.__cause__ = error.__context__ = None
    return error


def reason_of(error: BaseException) -> str:
    """Return an exception as a few words that quote no data: its class, or the name of a missing module."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"ModuleNotFoundError: No module named {error.name!r}"
    return type(error).__name__
