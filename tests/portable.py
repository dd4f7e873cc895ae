"""The conditions of a browser, for `make portable`: no threads, no figures about memory, other libraries."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib.util import find_spec

import polars as pl
import pytest

from inspectprep.parallel import thread_count
from inspectprep.sources import memory_limit


def pytest_sessionstart() -> None:
    """Refuse an environment in which the tests would show nothing."""
    conditions = {
        "polars 1.33.1": pl.__version__ == "1.33.1",
        "one thread for polars": pl.thread_pool_size() == 1,
        "no thread for inspectprep": thread_count() == 0,
        "no fastexcel": find_spec("fastexcel") is None,
        "python-calamine": find_spec("python_calamine") is not None,
    }
    if lacking := [name for name, met in conditions.items() if not met]:
        pytest.exit(f"These conditions of a browser are not met: {', '.join(lacking)}.", returncode=3)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the test of the figures that a browser does not give."""
    for item in items:
        if item.path.name == "test_memory_limit.py":
            item.add_marker(pytest.mark.skip(reason="a browser does not say how much memory is free"))


@pytest.fixture(scope="session", autouse=True)
def _browser() -> Iterator[None]:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        patch.setattr(memory_limit, "_field", lambda *_: None)
        patch.setattr(memory_limit, "_HAS_LIMITS", False)
        yield
