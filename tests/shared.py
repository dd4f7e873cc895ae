"""Real files from elsewhere: used where a machine has them, never copied into the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["REPOSITORY", "from_shared"]

REPOSITORY = Path(__file__).resolve().parents[1]


def from_shared(path: str) -> Path:
    """Return a file or folder of the shared data, such as ``data/published/truth.csv``.

    The folder is named by the environment variable INSPECTPREP_SHARED, otherwise it is the folder
    ``shared`` beside the repository. The test that asks is skipped where the file is absent.
    """
    folder = os.environ.get("INSPECTPREP_SHARED")
    found = (Path(folder) if folder else REPOSITORY.parent / "shared") / path
    if not found.exists():
        pytest.skip(f"this machine has no shared data {path!r} (INSPECTPREP_SHARED names the folder)")
    return found
