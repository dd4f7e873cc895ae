"""Parallel work: equal results with threads and without, one variable for all of it."""

from __future__ import annotations

import threading

import pytest

from inspectprep.errors import InspectPrepError
from inspectprep.parallel import VARIABLE, apply_to_all, executor, thread_count


def _forbid_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)


def test_the_variable_limits_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts threads; without it the processors do, up to four."""
    monkeypatch.setenv(VARIABLE, "0")
    assert thread_count() == 0
    monkeypatch.setenv(VARIABLE, "2")
    assert thread_count() == 2
    monkeypatch.setenv(VARIABLE, "64")
    assert thread_count() == 4
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert thread_count() == 3


def test_no_thread_is_started_in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python in a browser cannot start any."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("sys.platform", "emscripten")
    assert thread_count() == 0


def test_a_value_that_is_not_a_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable and what to set."""
    monkeypatch.setenv(VARIABLE, "few")
    with pytest.raises(InspectPrepError, match=r"INSPECTPREP_THREADS is not a whole number: 'few'"):
        thread_count()


@pytest.mark.parametrize("threads", [True, False])
def test_without_threads_the_results_are_the_same(monkeypatch: pytest.MonkeyPatch, threads: bool) -> None:
    """Results are in order, and nothing tries to start a thread."""
    monkeypatch.setenv(VARIABLE, "0")
    _forbid_threads(monkeypatch)
    assert apply_to_all(lambda number: number * 2, [3, 1, 2], threads=threads) == [6, 2, 4]


@pytest.mark.parametrize("count", ["0", "2"])
def test_an_error_reaches_the_caller(monkeypatch: pytest.MonkeyPatch, count: str) -> None:
    """It is raised where the result is asked for, each time."""
    monkeypatch.setenv(VARIABLE, count)
    with executor(1) as pool:
        future = pool.submit(int, "seven")
        for _ in range(2):
            with pytest.raises(ValueError, match="seven"):
                future.result()


def test_work_without_threads_waits_until_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """So one sheet is held in memory at a time."""
    monkeypatch.setenv(VARIABLE, "0")
    done: list[int] = []
    with executor() as pool:
        first, second = pool.submit(done.append, 1), pool.submit(done.append, 2)
        second.result()
        assert done == [2]
        first.result()
        first.result()
    assert done == [2, 1]
