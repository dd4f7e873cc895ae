"""Values show themselves in a notebook."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.testing.builders import make_check_summary
from inspectprep.views import html, markdown
from tests.reports.markup import parse
from tests.reports.plans import checklist, readiness, timeline

COMPARISON = PlanComparison(
    left="Short",
    right="Standard",
    rows=(Difference(topic="date", id="x", title="Fieldwork", left="5 days", right="12 days"),),
)
VALUES = [timeline(), checklist(), readiness(), make_check_summary(), COMPARISON]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_value_shows_itself(value: object) -> None:
    """Jupyter calls these methods; both agree with the functions of the package."""
    assert value._repr_html_() == html(value)  # type: ignore[attr-defined]
    assert value._repr_markdown_() == markdown(value)  # type: ignore[attr-defined]
    assert parse(html(value)).all("section")


def test_a_timeline_is_drawn() -> None:
    """The display has the drawing and the dates, not the sources."""
    shown = parse(html(timeline()))
    assert shown.one("svg", role="img")
    assert [each.text for each in shown.all("h2")] == ["At a glance", "The dates"]


def test_readiness_shows_the_answer_the_reasons_and_tomorrow() -> None:
    """The first things a director asks."""
    titles = [each.text for each in parse(html(readiness())).all("h2")]
    assert titles == [
        "The answer",
        "What is red or amber, and why",
        "What is in place",
        "Who does what by Wednesday 11 April 2018",
    ]


def test_the_display_is_not_part_of_the_value() -> None:
    """Equality and text stay those of the fields."""
    assert timeline() == timeline()
    assert "_repr_html_" not in repr(timeline())


def test_models_do_not_import_views() -> None:
    """The display is found by its name, on first use."""
    code = "import sys, inspectprep.model.timeline; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "inspectprep.model.timeline" in loaded
    assert not [name for name in loaded if name.startswith(("inspectprep.views", "inspectprep.reports"))]
