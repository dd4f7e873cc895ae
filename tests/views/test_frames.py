"""Values as frames: the right columns, types and rows, in the library that is asked for."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.model.finding import Finding, Location, Nature, Severity
from inspectprep.model.timeline import Timeline
from inspectprep.testing.builders import make_check_summary
from inspectprep.views import frame
from tests.reports.plans import checklist, event, readiness, timeline


class Result:
    """Like the result of a check, with one finding that holds a value."""

    def records(self) -> list[Finding]:
        """Return the findings one by one."""
        return [
            Finding(
                rule="AA-F-900",
                severity=Severity.ERROR,
                nature=Nature.DATA,
                list=3,
                location=Location(file="a.xlsx", sheet="List 3", row=7, cell="B7", column="Gender"),
                message="Empty",
                value="Zebedee",
            )
        ]


def test_a_timeline_has_one_row_an_event() -> None:
    """Dates are dates, unknown ones are null, and moves are whole days."""
    made = frame(timeline(event("fieldwork", date(2018, 4, 18), planned=date(2018, 4, 16))))
    assert isinstance(made, pl.DataFrame)
    assert made["id"].to_list() == [each.id for each in timeline()]
    assert made.schema["date"] == pl.Date
    assert made.schema["moved_days"] == pl.Int64
    row = made.row(by_predicate=pl.col("id") == "fieldwork", named=True)
    assert (row["date"], row["moved_days"], row["basis"]) == (date(2018, 4, 18), 2, "inspectorate")
    assert made.row(by_predicate=pl.col("id") == "annex_a_due", named=True)["date"] is None


def test_timelines_of_many_councils_can_be_stacked() -> None:
    """Each row knows its council, variant and call."""
    both = pl.concat([frame(timeline()), frame(timeline(authority="Elsewhere"))])
    assert both["authority"].unique().sort().to_list() == ["Elsewhere", "Oxfordshire"]
    assert both["notified"].unique().to_list() == [date(2018, 4, 9)]


def test_a_checklist_has_one_row_a_task() -> None:
    """The first owner leads; all of them are named."""
    made = frame(checklist())
    assert len(made) == len(checklist())
    row = made.row(by_predicate=pl.col("id") == "tell-all-staff", named=True)
    assert (row["owner"], row["owners"], row["status"]) == ("communications", "communications, psw", "to-do")


def test_readiness_rules_and_comparisons_have_frames() -> None:
    """Reasons, rules and lines."""
    line = Difference(topic="date", id="x", title="x", left="a", right=None)
    assert frame(readiness())["rating"].to_list() == ["amber", "red", "amber", "green"]
    assert frame(make_check_summary())["count"].to_list() == [7, 4]
    assert frame(PlanComparison(left="a", right="b", rows=(line,))).rows() == [
        ("date", "x", "x", "a", None, False)
    ]


def test_findings_have_places_and_no_values() -> None:
    """A frame of findings leads to the cell; what is in the cell stays there."""
    made = frame(Result())
    assert made.select("rule", "list", "sheet", "row", "cell").rows() == [("AA-F-900", 3, "List 3", 7, "B7")]
    assert "value" not in made.columns
    assert "Zebedee" not in str(made.to_dicts())


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_each_library_gets_the_same_rows(backend: str) -> None:
    """A council uses what it has."""
    pytest.importorskip(backend)
    made = frame(checklist(), backend=backend)
    assert type(made).__module__.partition(".")[0] == backend
    assert list(made["id"].to_pylist() if backend == "pyarrow" else made["id"]) == [
        each.id for each in checklist()
    ]


def test_nothing_gives_an_empty_frame_with_its_types() -> None:
    """An empty checklist can still be joined."""
    made = frame(checklist().select(owner="hr"))
    assert made.shape == (0, 19)
    assert made.schema["due"] == pl.Date


def test_a_missing_library_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(InspectPrepError, match=r"inspectprep\[data\]"):
        frame(timeline())


def test_what_has_no_frame_is_refused() -> None:
    """An unknown library is refused."""
    with pytest.raises(UnknownNameError, match="frame of 'str'"):
        frame("x")
    with pytest.raises(UnknownNameError, match="polars"):
        frame(timeline(), backend="polar")


BLANKS = [
    timeline(event("fieldwork", date(2018, 4, 18), planned=date(2018, 4, 16))),
    checklist(),
    readiness(),
    make_check_summary(),
    Result(),
]


@pytest.mark.parametrize("value", BLANKS, ids=lambda value: type(value).__name__)
def test_types_are_the_same_in_every_library(value: object) -> None:
    """Dates are dates and whole numbers are whole numbers, also where some or all are blank."""
    pd, pa = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    polars, arrow, pandas = (frame(value, backend=each) for each in ("polars", "pyarrow", "pandas"))
    for name, kind in polars.schema.items():
        other = arrow.schema.field(name).type
        if kind == pl.Date:
            assert pa.types.is_date(other)
            assert pd.api.types.is_datetime64_dtype(pandas[name].dtype)
        elif kind == pl.Int64:
            assert pa.types.is_int64(other)
            assert pandas[name].dtype == pd.Int64Dtype()
        elif kind == pl.Boolean:
            assert pa.types.is_boolean(other)
            assert pandas[name].dtype == pd.BooleanDtype()
        else:
            assert kind == pl.String
            assert pd.api.types.is_string_dtype(pandas[name].dtype) or pandas[name].isna().all()
    assert polars.rows() == [tuple(row.values()) for row in arrow.to_pylist()]
    assert pandas.isna().sum().to_list() == [series.null_count() for series in polars.get_columns()]


def test_days_can_be_counted_in_pandas() -> None:
    """The difference of two columns of dates is a number of days."""
    pytest.importorskip("pandas")
    plan = frame(timeline(event("fieldwork", date(2018, 4, 18), planned=date(2018, 4, 16))), backend="pandas")
    moved = (plan["date"] - plan["planned"]).dt.days
    row = plan["id"] == "fieldwork"
    assert moved[row].to_list() == plan["moved_days"][row].to_list() == [2]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_several_timelines_are_compared_in_one_frame(backend: str) -> None:
    """The first column says which timeline a row is of."""
    pytest.importorskip(backend)
    plans = [timeline(), timeline(authority="Elsewhere")]
    made = frame(plans, backend=backend)
    names = made.column_names if backend == "pyarrow" else list(made.columns)
    assert names == ["timeline", *frame(plans[0]).columns]
    labels = made["timeline"].to_pylist() if backend == "pyarrow" else made["timeline"].to_list()
    assert labels == ["Oxfordshire"] * len(plans[0]) + ["Elsewhere"] * len(plans[1])


def _called(plan: Timeline, **changes: Any) -> Timeline:
    return evolve(plan, inspection=evolve(plan.inspection, **changes))


def test_labels_say_what_differs() -> None:
    """The council, the variant and the day of the call; a number where these are the same."""

    def labels(*plans: Any) -> list[str]:
        return list(dict.fromkeys(frame(plans)["timeline"]))

    later = _called(timeline(), notified=date(2018, 5, 14))
    assert labels(timeline(), later) == ["2018-04-09", "2018-05-14"]
    assert labels(timeline(), timeline()) == ["1", "2"]
    assert labels(timeline(), later, later) == ["2018-04-09", "2018-05-14 (1)", "2018-05-14 (2)"]
    assert labels(timeline(), _called(later, authority="Elsewhere")) == [
        "Oxfordshire, 2018-04-09",
        "Elsewhere, 2018-05-14",
    ]
    assert labels(timeline()) == ["1"]


def test_labels_of_your_own() -> None:
    """A mapping names each value."""
    made = frame({"before": timeline(), "after": timeline()})
    assert made["timeline"].unique(maintain_order=True).to_list() == ["before", "after"]


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ([checklist(), checklist()], "checklist"),
        ((readiness(), readiness()), "readiness"),
        (iter([make_check_summary()]), "summary"),
        ([Result(), Result()], "result"),
        ([PlanComparison(left="a", right="b", rows=())], "comparison"),
    ],
)
def test_values_of_every_kind_are_compared(values: Any, column: str) -> None:
    """The column of labels has the name of the kind."""
    assert frame(values).columns[0] == column


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([], "one kind"),
        ({}, "one kind"),
        ([timeline(), checklist()], "one kind"),
        ([timeline(), "x"], "frame of 'str'"),
        ([[timeline()]], "frame of 'list'"),
        (5, "frame of 'int'"),
        (b"x", "frame of 'bytes'"),
        (None, "frame of 'NoneType'"),
    ],
)
def test_what_cannot_be_compared_is_refused(value: Any, words: str) -> None:
    """The error says what to give."""
    with pytest.raises(InspectPrepError, match=words):
        frame(value)
