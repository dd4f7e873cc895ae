"""Charts of plans: one, several on the same axis, and plans that move with a slider."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from inspectprep.errors import InspectPrepError
from inspectprep.extras import optional
from inspectprep.model.representation import frozen
from inspectprep.model.timeline import Timeline
from inspectprep.planning.wording import long_date
from inspectprep.reports.words import joined
from inspectprep.views.charts.plan_rows import (
    FORECAST,
    ONE_DAY,
    PLANNED,
    SEVERAL,
    TEXT,
    labels_of,
    refuse_same,
    rows_of,
    title_rows,
)
from inspectprep.views.charts.style import WIDTH, Palette, Row, finished, inline, scaled, titled, words_axis

with optional("altair"):
    import altair as alt

_LETTERS = "ABCDEF"
_ROW = 27
_ROW_OF_PLAN = 15
_TEXTS = 0.3
"""The share of the axis that is added at its end, for the texts beside the last marks."""
_BARS = (SEVERAL, FORECAST, PLANNED)
_MARKS = (
    "A diamond is one day, and a bar is several. A pale bar is a forecast, earliest to latest. "
    "An outline is the first plan."
)


@frozen(kw_only=True)
class _Plans:
    """The content of a chart of plans.

    Attributes:
        titles: The texts of the events on the axis, in order.
        rows: What is drawn.
        names: The names of the plans, in order.
    """

    titles: Sequence[str]
    rows: Sequence[Row]
    names: Sequence[str]


def plans_chart(timelines: Sequence[Timeline], palette: Palette) -> alt.LayerChart:
    """Return a chart of plans on the same axis.

    Raises:
        InspectPrepError: if there are more than six plans, or two of the same call.
    """
    labels = labels_of(timelines)
    refuse_same(labels)
    names = _lettered(labels)
    titles = title_rows(timelines)
    rows = [
        row
        for plan, name in zip(timelines, names, strict=True)
        for row in rows_of(plan, titles, plan=name, letter=_letter(names, name))
    ]
    if len(timelines) == 1:
        (plan,) = timelines
        of = f"{plan.authority}: {plan.title}" if plan.authority else plan.title
        title = f"{of}, called on {long_date(plan.notified)}"
        spoken = "; ".join(f"{row['event']}, {row['days']}" for row in rows if row["mark"] == TEXT)
    else:
        title, spoken = f"Plans compared: {joined(labels)}", _MARKS.rstrip(".")
    content = _Plans(titles=list(titles.values()), rows=rows, names=names)
    return _finished(
        _layers(content, palette), content, palette, titled(title, _MARKS), f"{title}. {spoken}."
    )


def sliding_chart(timelines: Sequence[Timeline], palette: Palette) -> alt.LayerChart:
    """Return a chart of one or several plans, with a slider for the day of the call.

    Working days cannot be counted in a browser. So the chart has the plan of each day, and shows one.

    Raises:
        InspectPrepError: if there are more than six plans of a day, or two of the same call.
    """
    labels = labels_of(timelines, with_day=False)
    calls = [long_date(timeline.notified) for timeline in timelines]
    refuse_same([f"{label}, called on {call}" for label, call in zip(labels, calls, strict=True)])
    plans = list(dict.fromkeys(labels))
    names = dict(zip(plans, _lettered(plans), strict=True))
    days = sorted({timeline.notified for timeline in timelines})
    titles = title_rows(timelines)
    rows: list[Row] = []
    for timeline, label in zip(timelines, labels, strict=True):
        number = days.index(timeline.notified) + 1
        letter = _letter(plans, names[label])
        rows += rows_of(timeline, titles, plan=names[label], letter=letter, call=number)
    words = [long_date(day) for day in days]
    start, what = json.dumps(f"{joined(plans)}, if the call comes on "), joined(plans)
    slider = alt.param(
        name="call",
        value=1,
        bind=alt.binding_range(min=1, max=len(days), step=1, name=f"Day of the call, 1 to {len(days)}: "),
    )
    content = _Plans(titles=list(titles.values()), rows=rows, names=list(names.values()))
    shown = alt.ExprRef(expr=f"{start} + {json.dumps(words)}[call - 1]")
    title = alt.TitleParams(text=shown, subtitle=_MARKS, anchor="start")
    description = (
        f"{what}, for each of {len(days)} days on which the call could come, from {words[0]} to {words[-1]}. "
        f"A slider chooses the day. {_MARKS}"
    )
    layers = _layers(content, palette, only=alt.datum.call == slider)
    return _finished(layers, content, palette, title, description).add_params(slider)


def _lettered(labels: Sequence[str]) -> list[str]:
    """Return the names of plans: with a letter if there are several."""
    if len(labels) > len(_LETTERS):
        raise InspectPrepError(
            f"A chart compares at most {len(_LETTERS)} plans, and these are {len(labels)}.",
            remedy="Give fewer, or slider=True for plans that differ in the day of the call.",
        )
    if len(labels) == 1:
        return list(labels)
    return [f"{letter}: {label}" for letter, label in zip(_LETTERS, labels, strict=False)]


def _letter(names: Sequence[str], name: str) -> str:
    """Return the letter before the texts of a plan, with which its colour can be told from others."""
    return f"{name[0]}  " if len(names) > 1 else ""


def _layers(content: _Plans, palette: Palette, *, only: Any = None) -> list[alt.Chart]:
    base = alt.Chart(inline(content.rows))
    if only is not None:
        base = base.transform_filter(only)
    names, several = list(content.names), len(content.names) > 1
    shared: dict[str, Any] = {
        "y": alt.Y(
            "event:N",
            title="Event",
            sort=list(content.titles),
            scale=alt.Scale(domain=list(content.titles)),
            axis=words_axis(split=True),
        ),
        "tooltip": [
            alt.Tooltip("event:N", title="Event"),
            alt.Tooltip("days:N", title="Days"),
            alt.Tooltip("known:N", title="How we know"),
            alt.Tooltip("plan:N", title="Plan"),
        ],
    }
    if several:
        shared["yOffset"] = alt.YOffset("plan:N", sort=names, scale=alt.Scale(domain=names))
    colours = scaled(names, palette.plans[: len(names)])
    legend = alt.Legend(orient="top", direction="vertical", labelLimit=WIDTH) if several else None
    colour = alt.Color("plan:N", title="Plan", scale=colours, legend=legend)
    axis = alt.Axis(format="%-d %b %Y", tickCount=6)
    start = alt.X("start:T", title="Date", scale=_span_of(content.rows), axis=axis)
    bars = (
        base.transform_filter(alt.FieldOneOfPredicate(field="mark", oneOf=list(_BARS)))
        .mark_bar(cornerRadius=2, strokeWidth=1.5, height=alt.RelativeBandSize(band=0.6))
        .encode(
            x=start,
            x2="end:T",
            color=colour,
            stroke=alt.Stroke("plan:N", scale=colours, legend=None),
            fillOpacity=alt.FillOpacity("mark:N", scale=scaled(_BARS, (1, 0.22, 0)), legend=None),
            strokeDash=alt.StrokeDash("mark:N", scale=scaled(_BARS, ([1, 0], [4, 3], [2, 2])), legend=None),
            **shared,
        )
    )
    days = (
        base.transform_filter(alt.datum.mark == ONE_DAY)
        .mark_point(filled=True, shape="diamond", size=80, opacity=1)
        .encode(x=start, color=colour, **shared)
    )
    texts = (
        base.transform_filter(alt.datum.mark == TEXT)
        .mark_text(align="left", baseline="middle", dx=5, fontSize=11, color=palette.text)
        .encode(x=alt.X("end:T", title="Date"), text="text:N", **shared)
    )
    return [bars, days, texts]


def _finished(
    layers: list[alt.Chart], content: _Plans, palette: Palette, title: alt.TitleParams, description: str
) -> alt.LayerChart:
    height = len(content.titles) * max(_ROW, _ROW_OF_PLAN * len(content.names))
    chart = alt.LayerChart(layer=layers)
    return finished(chart, palette, description, title=title, width=WIDTH, height=height)


def _span_of(rows: Sequence[Row]) -> alt.Scale:
    first: date = min(row["start"] for row in rows)
    last: date = max(row["end"] for row in rows)
    room = timedelta(days=max(7, round((last - first).days * _TEXTS)))
    return alt.Scale(domain=[_day(first), _day(last + room)], nice=False)


def _day(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)
