"""One function for every chart: what it accepts, and what it says about the rest."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import altair as alt
import pytest

from inspectprep import views
from inspectprep.annexa import AnnexAData, check_dataset
from inspectprep.errors import InspectPrepError, LibraryError, UnknownNameError
from inspectprep.testing.builders import make_check_summary, make_timeline
from inspectprep.views import chart
from inspectprep.workspace.readiness import WorkspaceReadiness
from tests.reports.plans import readiness
from tests.views.charts.spec import rows, spec
from tests.views.charts.test_freshness import ITEMS

RESULT = check_dataset(AnnexAData(tables={}, places=(), as_of=date(2026, 9, 7)))
EVERY: list[tuple[Any, dict[str, Any]]] = [
    (make_timeline(), {}),
    ([make_timeline()], {"slider": True}),
    (RESULT, {}),
    (RESULT, {"of": "freshness"}),
    (RESULT, {"of": "scores"}),
    (make_check_summary(), {}),
    (make_check_summary(), {"of": "freshness"}),
    (readiness(), {}),
    (WorkspaceReadiness(readiness=readiness(), state=None), {}),  # type: ignore[arg-type] # the readiness is drawn
    (ITEMS, {"on": date(2026, 9, 7)}),
]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("value", "options"), EVERY)
def test_every_chart_is_valid_and_speaks(value: Any, options: dict[str, Any], dark: bool) -> None:
    """It has a title, titles of both axes, and a text alternative."""
    drawn = chart(value, **options, dark=dark)
    assert isinstance(drawn, alt.LayerChart)
    content = spec(drawn)
    assert content["title"]["text"]
    assert len(content["description"]) > 20
    axes = [layer["encoding"][axis]["title"] for layer in content["layer"] for axis in ("x", "y")]
    assert all(axes)
    assert all("tooltip" in layer["encoding"] for layer in content["layer"])
    if value is not RESULT:
        assert rows(drawn)


@pytest.mark.parametrize("value", ["text", 3, {"a": make_timeline()}, [3], object()])
def test_what_has_no_chart_is_refused(value: Any) -> None:
    """The error names what is accepted."""
    with pytest.raises(UnknownNameError, match=r"CheckResult.*EvidenceItem.*Readiness.*Timeline"):
        chart(value)


def test_nothing_and_several_kinds_are_refused() -> None:
    """Each with its remedy."""
    with pytest.raises(InspectPrepError, match=r"nothing to draw.*Give one or more of: Timeline"):
        chart([])
    with pytest.raises(InspectPrepError, match="several kinds: Timeline, Readiness"):
        chart([make_timeline(), readiness()])


def test_options_that_do_not_fit_are_refused() -> None:
    """A subject that a value does not have, a slider without plans, and several checks for one map."""
    with pytest.raises(UnknownNameError, match="scores"):
        chart(make_check_summary(), of="scores")
    with pytest.raises(UnknownNameError, match="Did you mean 'findings'"):
        chart(make_check_summary(), of="finding")
    with pytest.raises(InspectPrepError, match="no slider"):
        chart(readiness(), slider=True)
    with pytest.raises(InspectPrepError, match="is of one CheckResult"):
        chart([RESULT, RESULT])


def test_a_generator_is_read_once() -> None:
    """People write them."""
    assert rows(chart(each for each in [make_timeline()])) == rows(chart(make_timeline()))


def test_a_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command can be copied."""
    for name in [name for name in sys.modules if name.startswith("inspectprep.views.charts")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    monkeypatch.delattr("inspectprep.views.chart", raising=False)
    with pytest.raises(LibraryError, match=r'pip install "inspectprep\[charts\]"'):
        views.__getattr__("chart")
