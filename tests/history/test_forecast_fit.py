"""Figures of a forecast are fitted to what was published by a day, and score better than simpler methods."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from attrs import evolve

from inspectprep.errors import InspectPrepError
from inspectprep.history import backtest, built_in_figures, fit_figures, read_history
from inspectprep.history.scoring import ORIGINS, QUEUE
from inspectprep.model import Backtest, ModelScores, PastInspection
from inspectprep.planning import Forecaster
from inspectprep.workspace import Workspace
from tests.history.made_history import made_history
from tests.shared import from_shared

PATTERN = Workspace().catalogue.find("ilacs-short").framework.calls
HISTORY = made_history(30)
ORIGIN = date(2024, 6, 3)


def scores(found: Backtest, set_: str, model: str) -> ModelScores:
    """Return the scores of a model on a set."""
    (models,) = [each.models for each in found.sets if each.id == set_]
    (only,) = [each for each in models if each.model == model]
    return only


def shuffled(history: tuple[PastInspection, ...], seed: int = 1) -> tuple[PastInspection, ...]:
    """Return the same inspections with the councils of each year in another order."""
    chance = np.random.default_rng(seed)
    names: dict[int, list[str]] = {}
    for each in history:
        names.setdefault(each.start.year // 3, []).append(each.authority)
    for own in names.values():
        chance.shuffle(own)
    return tuple(evolve(each, urn="", authority=names[each.start.year // 3].pop()) for each in history)


def test_reports_published_later_change_nothing() -> None:
    """A fit on a day does not look at the future."""
    known = [each for each in HISTORY if each.published and each.published <= ORIGIN]
    later = [
        evolve(each, overall=None, start=each.start + timedelta(days=35), end=each.end + timedelta(days=35),
               published=each.published + timedelta(days=35))
        for each in HISTORY if each.published and each.published > ORIGIN
    ]  # fmt: skip
    assert later
    assert fit_figures([*known, *later], as_of=ORIGIN, pattern=PATTERN) == fit_figures(
        HISTORY, as_of=ORIGIN, pattern=PATTERN
    )


def test_figures_say_what_they_rest_on() -> None:
    """The sample, its period, its intervals and the whole queue are part of them."""
    figures = fit_figures(HISTORY, as_of=ORIGIN, pattern=PATTERN)
    known = [each for each in HISTORY if each.published and each.published <= ORIGIN]
    assert (figures.councils, figures.inspections) == (30, len(known))
    assert figures.first == known[0].start
    assert figures.until == ORIGIN
    assert sum(each.councils for each in figures.queue) == 30
    assert all(each.since <= figures.queue_on for each in figures.queue)
    assert list(figures.completed) == sorted(figures.completed)


def test_an_old_history_ends_with_its_last_report() -> None:
    """Years without reports are not years without inspections."""
    last = max(each.published for each in HISTORY if each.published)
    assert fit_figures(HISTORY, as_of=date(2030, 1, 7), pattern=PATTERN) == fit_figures(
        HISTORY, as_of=last, pattern=PATTERN
    )


def test_a_history_without_a_report_is_refused() -> None:
    """The error says what to check."""
    with pytest.raises(InspectPrepError, match="nothing to fit"):
        fit_figures(HISTORY, as_of=date(2010, 1, 4), pattern=PATTERN)


def test_a_faster_pace_means_earlier_inspections() -> None:
    """A history in which more councils are inspected each year gives an earlier forecast."""

    def median(figures: object) -> date:
        forecaster = Forecaster(figures, as_of=date(2026, 4, 6), pattern=PATTERN)
        total = 0.0
        for call, chance in zip(forecaster.calls, forecaster.chances(date(2024, 2, 12)), strict=True):
            total += chance
            if total >= 0.5:
                return call.monday
        raise AssertionError

    figures = fit_figures(HISTORY, as_of=date(2026, 3, 2), pattern=PATTERN)
    assert median(evolve(figures, weekly=figures.weekly * 1.3)) < median(figures)


def test_the_built_in_figures_have_no_names_and_say_their_period() -> None:
    """They are counts by month."""
    figures = built_in_figures()
    assert {each.since.day for each in figures.queue} == {15}
    assert sum(each.councils for each in figures.queue) == figures.councils
    assert figures.first < figures.queue_on < figures.until


def test_the_scores_are_those_of_the_protocol() -> None:
    """There are 26 days, and every model is scored on the same rows."""
    assert (len(ORIGINS), ORIGINS[0], ORIGINS[-1]) == (26, date(2021, 10, 1), date(2025, 12, 1))
    done: list[tuple[int, int]] = []
    found = backtest(HISTORY, pattern=PATTERN, origins=ORIGINS[::5], progress=lambda *each: done.append(each))
    assert done == [(number, 6) for number in range(1, 7)]
    for each in found.sets:
        assert len({(model.rows, model.events) for model in each.models}) == 1
        for model in each.models:
            assert model.covered <= model.covered_at_most
            assert model.brier_90 <= 1


def test_shuffled_councils_take_the_skill_away() -> None:
    """A forecast that only looked well because it knew the answer would not lose by it."""
    few = ORIGINS[14::4]
    right, wrong = (backtest(each, pattern=PATTERN, origins=few) for each in (HISTORY, shuffled(HISTORY)))
    assert scores(wrong, "B", QUEUE).crps > 1.5 * scores(right, "B", QUEUE).crps


def test_the_queue_beats_simpler_methods_on_published_reports() -> None:
    """The targets for councils in the shared history, on every fourth day of the protocol."""
    history = read_history(from_shared("data/published/history.csv"))
    found = backtest(history, pattern=PATTERN, origins=ORIGINS[::4])
    for set_ in ("A", "B"):
        ours = scores(found, set_, QUEUE)
        for other in ("SESLIP style", "Fixed three years", "Three years, sd 180", "Blend"):
            assert ours.crps < scores(found, set_, other).crps
            assert ours.brier_90 < scores(found, set_, other).brier_90
    assert 0.7 <= scores(found, "A", QUEUE).covered <= 0.9
    assert scores(found, "B", QUEUE).covered < 0.8 < scores(found, "B", QUEUE).covered_at_most
