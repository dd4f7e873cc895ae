"""An outcome is found in every text of every block, so that it cannot leave under the embargo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

import pytest
from attrs import evolve, fields, has

from inspectprep.model.report import Fold, Report, Section, Table
from inspectprep.model.report_blocks import Agenda, AgendaItem, Bar, Change, Companion, Files, Shift, Tag
from inspectprep.planning.communication.outcome import reveals_outcome
from inspectprep.testing.builders import make_blocks

OUTCOME = "Overall: good"
DAY = date(2026, 10, 5)
_FORMS = {"starts", "ends", "file", "group", "unit", "down", "hidden"}
"""Texts of a form of their own, and those that no record gives."""


def report(block: Any) -> Report:
    """Return a report with one block."""
    return Report(kind="readiness", title="Title", sections=(Section(title="Part", blocks=(block,)),))


def changed(value: Any) -> Iterator[Any]:
    """Yield a value with the outcome in one of its texts, for each of them."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield OUTCOME
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from ((*value[:place], other, *value[place + 1 :]) for other in changed(part))
    elif has(type(value)):
        for field in fields(type(value)):
            if field.name not in _FORMS:
                yield from (
                    evolve(value, **{field.name: each}) for each in changed(getattr(value, field.name))
                )


NEW = make_blocks()[7:]


@pytest.mark.parametrize("place", range(len(NEW)))
def test_an_outcome_in_any_text_of_a_block_is_found(place: int) -> None:
    """Also inside a fold, a step, a cell, or a file."""
    assert not reveals_outcome(report(NEW[place]))
    for block in changed(NEW[place]):
        assert reveals_outcome(report(block)), block


@pytest.mark.parametrize(
    "block",
    [
        Change(since=DAY, better=(Shift(title="Overall", reason="good"),)),
        Bar(title="Overall", figure=1, usual=2, detail="good"),
        Agenda(title="A", day=DAY, hours=(AgendaItem(what="Overall", where="good"),)),
        Files(companions=(Companion(title="Overall", purpose="good"),)),
        Table(columns=("a", "b"), rows=(("Overall", Tag(word="good")),)),
        Fold(title="A", summary="b", blocks=(Table(columns=("a", "b"), rows=(("Overall", "good"),)),)),
    ],
    ids=range(6),
)
def test_an_outcome_in_two_texts_of_a_part_is_found(block: Any) -> None:
    """A reader reads them together."""
    assert reveals_outcome(report(block))
