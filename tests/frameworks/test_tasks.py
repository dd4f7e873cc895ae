"""Reading a file of tasks: mistakes are named with their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectprep.errors import DocumentError
from inspectprep.frameworks.tasks import read_tasks

TASK = """
[[tasks]]
id = "send"
title = "Send it"
theme = "plan"
phase = "on-site"
owners = ["deputy"]
"""


def read(folder: Path, more: str) -> tuple[object, ...]:
    """Read a file with one task."""
    path = folder / "tasks.toml"
    path.write_text(f'schema = "inspectprep/tasks/3"\n{TASK}{more}\n', "utf-8")
    return read_tasks(path)


def test_a_task_that_meets_an_event_needs_no_more(tmp_path: Path) -> None:
    """The event gives the day, the basis and the sources."""
    assert len(read(tmp_path, 'meets = "action_plan"')) == 1


@pytest.mark.parametrize(
    ("more", "place", "problem"),
    [
        ('meets = "action_plan"\nanchor = "fieldwork"', "meets", "leave out anchors"),
        ('meets = "action_plan"\ncadence = "daily"', "meets", "leave out anchors"),
        ('meets = "action_plan"\nbasis = "law"', "meets", "and 'basis'"),
        ("starting = 2026-01-02\nuntil = 2026-01-01", "until", "is before 'starting'"),
        ('offset = "1 working day"', "anchor", "is missing"),
        ('until_offset = "1 working day"', "until_anchor", "is missing"),
    ],
)
def test_a_mistake_about_the_day_is_named(tmp_path: Path, more: str, place: str, problem: str) -> None:
    """With the path of the key."""
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, more)
    (found,) = caught.value.problems
    assert found[0] == f"$.tasks[0].{place}"
    assert problem in found[1]
