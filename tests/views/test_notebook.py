"""Values show themselves in a notebook."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from html import unescape
from typing import Any

import pytest
from attrs import evolve

from inspectprep.codec import document_kinds
from inspectprep.model.audience import Audience
from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.model.conversation import Conversation, ConversationLog
from inspectprep.model.debrief import Action, Lesson
from inspectprep.model.release import DailyNote, Disclosure, Embargo, EmbargoStage, ReleasePlan
from inspectprep.planning.communication.briefing import daily_briefing
from inspectprep.planning.follow_up.action_plan import PlannedArea, action_plan
from inspectprep.planning.follow_up.debrief import debrief
from inspectprep.testing.builders import make_check_summary
from inspectprep.views import html, markdown
from tests.reports.markup import parse
from tests.reports.plans import checklist, event, readiness, timeline

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


MARK = "A sentence that nobody may read yet"
HELD = date(2018, 4, 20)
TALK = Conversation(on=HELD, said=MARK, outcome=True)
NOTE = DailyNote(day=HELD, text=MARK, audiences=(Audience.LEADERS,), outcome=True)
EMBARGO = Embargo(
    stage=EmbargoStage.HELD, on=HELD, register=(Disclosure(person="Ann Avon", on=HELD, what=MARK),)
)
GRADED = f"Overall effectiveness: good. {MARK}"
CAN_GIVE_AN_OUTCOME = [
    EMBARGO,
    action_plan(
        [PlannedArea(id="area-1", title=MARK)],
        [Action(area="area-1", title=MARK)],
        on=HELD,
        timeline=timeline(),
    ),
    ReleasePlan(outcomes=("good",), on=HELD, notes=(MARK,)),
    ConversationLog(on=HELD, conversations=(TALK,), outcome=True),
    daily_briefing([NOTE], day=HELD, audience=Audience.LEADERS, embargo=EMBARGO, person="Ann Avon"),
    debrief(on=HELD, lessons=[Lesson(learned=GRADED)]),
    evolve(readiness(), notes=(GRADED,)),
]


@pytest.fixture
def formatted() -> Any:
    """How a notebook displays a value. IPython comes with what the documentation needs."""
    formatters = pytest.importorskip("IPython.core.formatters", reason="run make docs once for IPython")
    return lambda value: formatters.DisplayFormatter().format(value)[0]


@pytest.mark.parametrize("value", CAN_GIVE_AN_OUTCOME, ids=lambda value: type(value).__name__)
def test_a_value_that_can_give_an_outcome_is_not_shown(formatted: Any, value: Any) -> None:
    """A notebook stores every display, the plain text too. The reason and the way to see it are there."""
    shown = formatted(value)
    assert {"text/html", "text/markdown", "text/plain"} <= set(shown)
    for text in shown.values():
        assert MARK not in text
        assert "workspace.write(value" in unescape(text)


def test_the_mark_would_be_seen(formatted: Any) -> None:
    """Other values are shown, with their plain text."""
    shown = formatted(timeline(event("fieldwork", HELD, title=MARK)))
    assert shown["text/plain"] == repr(timeline())
    assert "<svg" in shown["text/html"]
    assert MARK in shown["text/html"]
    assert MARK in shown["text/markdown"]


def test_every_value_that_has_a_report_has_a_display() -> None:
    """Also those of plugins, because the kind of document gives it."""
    for kind in document_kinds().values():
        if kind.report:
            assert {"_repr_html_", "_repr_markdown_", "_repr_pretty_"} <= vars(kind.cls).keys()


def test_a_timeline_is_drawn() -> None:
    """The display has the drawing and the dates, not the sources."""
    shown = parse(html(timeline()))
    assert len(shown.all("svg", role="img")) == 2  # one for a wide window, one for a phone
    assert [each.text for each in shown.all("h2")] == ["The answer", "At a glance"]


def test_readiness_shows_the_answer_the_themes_the_actions_and_the_reasons() -> None:
    """The first things a director asks."""
    titles = [each.text for each in parse(html(readiness())).all("h2")]
    assert titles == [
        "The answer",
        "The themes",
        "Why each theme has its rating",
        "Before the call: who does what",
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
