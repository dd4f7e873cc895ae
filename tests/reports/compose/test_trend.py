"""How readiness moved, in its report."""

from __future__ import annotations

from attrs import evolve

from inspectprep.model.readiness import Rating
from inspectprep.model.report import Fold, Table
from inspectprep.planning.readiness.trend import trend
from inspectprep.reports.compose import report_of
from tests.reports.plans import readiness


def test_a_report_without_an_earlier_answer_has_no_trend() -> None:
    """The first answer moved from nowhere."""
    assert not any(section.title.startswith("Changes since") for section in report_of(readiness()).sections)


def test_every_theme_is_shown_then_and_now() -> None:
    """What was red and no longer is, is said to be better, with the reason that went."""
    now = readiness()
    worse = [evolve(each, rating=Rating.RED) for each in now.themes]
    before = evolve(now, themes=tuple(worse), rating=Rating.RED)
    made = report_of(now, trend=trend(before, now))
    folds = [block for each in made.sections for block in each.blocks if isinstance(block, Fold)]
    [section] = [each for each in folds if each.title.startswith("Changes since ")]
    [found] = [block for block in section.blocks if isinstance(block, Table)]
    assert len(found.rows) == len(now.themes)
    moved = {row[0]: row[found.columns.index("Change")] for row in found.rows}
    for theme in now.themes:
        assert moved[theme.theme.heading] == ("The same" if theme.rating is Rating.RED else "Better")
