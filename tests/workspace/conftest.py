"""A workspace of a synthetic council, closed when the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspectprep import Workspace
from tests.store.fakes import Clock


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Workspace]:
    """Give a new workspace whose clock stands in September 2026."""
    with Workspace.create(
        tmp_path / "room", authority="Borsetshire", variant="ilacs-short", load_plugins=False, clock=Clock()
    ) as made:
        yield made
