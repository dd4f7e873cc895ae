"""Values to test with."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import pytest

from inspectprep import codec
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Theme
from inspectprep.model.report import Block
from inspectprep.testing import (
    make_blocks,
    make_check_summary,
    make_checklist,
    make_inspection,
    make_report,
    make_task_template,
    make_timeline,
)

BUILDERS = [
    make_check_summary,
    make_checklist,
    make_inspection,
    make_report,
    make_task_template,
    make_timeline,
]


@pytest.mark.parametrize("build", BUILDERS)
def test_a_value_is_the_same_every_time(build: Any) -> None:
    """A test that fails today fails tomorrow."""
    assert build() == build()


@pytest.mark.parametrize("build", BUILDERS)
def test_a_value_survives_being_written_and_read(build: Any) -> None:
    """What tests are made with is what the library could read from a file."""
    value = build()
    assert codec.build(codec.plain(value), type(value)) == value


def test_fields_named_are_changed_and_others_kept() -> None:
    """A test says only what it is about."""
    visit = make_inspection(authority="Easthaven")
    assert (visit.authority, visit.notified) == ("Easthaven", make_inspection().notified)


def test_the_timeline_is_in_order_and_has_every_basis() -> None:
    """Dated events follow one another; something is published, measured, planned and left to the notice."""
    timeline = make_timeline()
    days = [event.date for event in timeline if event.date]
    assert days == sorted(days)
    assert {event.basis for event in timeline} == set(Basis)
    assert timeline["annex_a"].date is None
    assert timeline["fieldwork"].moved_days == 1


def test_the_checklist_has_every_theme() -> None:
    """A task of each theme, one of them on three days."""
    checklist = make_checklist()
    assert {task.theme for task in checklist} == set(Theme)
    assert [task.due for task in checklist if task.template == "daily-challenge"] == [
        date(2026, 9, 15),
        date(2026, 9, 16),
        date(2026, 9, 17),
    ]


def test_the_report_has_every_kind_of_block() -> None:
    """A writer that passes over one kind is found out."""
    assert {type(block) for block in make_blocks()} == set(get_args(Block))


def test_the_counts_agree_with_one_another() -> None:
    """Rules and lists count the same findings."""
    summary = make_check_summary()
    assert summary.errors == sum(each.errors for each in summary.lists) == 7
    assert summary.rows == 200
