"""The state of the program, which no plugin changes."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable
from decimal import getcontext
from pathlib import Path

import pytest

from inspectprep.errors import InspectPrepError
from inspectprep.plugins.containment import Failed, contained


def _precision() -> None:
    getcontext().prec = 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda: os.chdir(os.pardir), "the current folder"),
        (lambda: sys.setrecursionlimit(sys.getrecursionlimit() - 1), "the recursion limit"),
        (_precision, "the precision of decimal numbers"),
        (lambda: setattr(sys, "stdout", sys.stderr), "the output of the program"),
        (lambda: os.environ.update(INSPECTPREP_PLUGINS="none"), "environment variables"),
        (lambda: warnings.simplefilter("error"), "warnings into errors"),
    ],
)
def test_a_change_is_undone_and_is_an_error(
    change: Callable[[], object], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is left for the next plugin."""
    monkeypatch.chdir(tmp_path)

    def state() -> tuple[object, ...]:
        numbers = (sys.getrecursionlimit(), getcontext().prec)
        return (Path.cwd(), *numbers, sys.stdout, sys.stderr, dict(os.environ), [*warnings.filters])

    warnings.resetwarnings()
    before = state()
    outcome = contained(change)
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, InspectPrepError)
    assert says in outcome.error.what
    assert state() == before


def test_code_that_changes_nothing_gives_its_value() -> None:
    """A variable of another library is its own matter."""
    assert contained(lambda: 7) == 7
