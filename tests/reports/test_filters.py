"""A table with boxes to tick: a page shows only the rows that a reader ticks, and paper shows all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from playwright.sync_api import Page, sync_playwright

from inspectprep.model.report import Report, Section, Table
from inspectprep.reports import html
from inspectprep.reports.html_tables import MOST_PICKS, laid_out
from tests.faces.measuring import faults

TEAMS = ("Court", "Court", "Care", "<b>", "Care", "Court")


def _table(*teams: str, group: str = "") -> Table:
    rows = tuple((f"Row {number}", team) for number, team in enumerate(teams))
    return Table(columns=("Name", "Team"), rows=rows, caption="Errors", filter="Team", group=group)


def _report(table: Table) -> Report:
    return Report(kind="test", title="Test", sections=(Section(title="Errors", blocks=(table,)),))


@given(st.lists(st.text(max_size=3), max_size=60))
def test_every_row_has_one_box(teams: list[str]) -> None:
    """However many texts there are: the most frequent have their own box, and all others share one."""
    picks = laid_out(_table(*teams)).picks
    assert (picks is None) == (len(set(teams)) < 2)
    if picks:
        assert len(picks.texts) <= MOST_PICKS
        numbers = {team: picks.of(("", team)) for team in teams}
        assert set(numbers.values()) == set(range(1, len(picks.texts) + 1))


def test_there_are_no_boxes_without_a_choice_or_in_a_display() -> None:
    """Nor where the rows stand under headings."""
    for table in (_table("Court", "Court"), _table(*TEAMS, group="Team")):
        assert "<input" not in html.page(_report(table))
    assert "<input" not in html.fragment(_report(_table(*TEAMS)))
    assert html.page(_report(_table(*TEAMS))).count("<input") == 3


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Page]:
    """The page of a table with boxes, in a browser."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("this machine has no Chromium")
    path = tmp_path / "page.html"
    path.write_text(html.page(_report(_table(*TEAMS))), encoding="utf-8")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(path.as_uri())
        yield page
        browser.close()


def _seen(page: Page) -> list[str]:
    return [row.inner_text() for row in page.locator("tbody th").all() if row.is_visible()]


@pytest.mark.browser
def test_a_page_shows_the_rows_that_are_ticked(shown: Page) -> None:
    """By the keyboard alone; several at once; none ticked is all; paper has every row and no box."""
    everything = [f"Row {number}" for number in range(len(TEAMS))]
    assert _seen(shown) == everything
    shown.get_by_label("Court").focus()
    shown.keyboard.press("Space")
    assert _seen(shown) == ["Row 0", "Row 1", "Row 5"]
    shown.keyboard.press("Tab")
    shown.keyboard.press("Space")
    assert _seen(shown) == ["Row 0", "Row 1", "Row 2", "Row 4", "Row 5"]
    for width in (360, 1280):
        shown.set_viewport_size({"width": width, "height": 800})
        assert faults(shown) == []
        assert len(_seen(shown)) == 5
    shown.emulate_media(media="print")
    assert _seen(shown) == everything
    assert not shown.locator("fieldset").is_visible()
