"""Every store that a test opens is closed when the test ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.fakes import OPENED


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()
