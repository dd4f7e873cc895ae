"""The colours of charts, their texts, and their rows of data.

No chart depends on colour alone: each mark has a text, a letter or a shape too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from inspectprep.extras import optional
from inspectprep.model.representation import frozen

with optional("altair"):
    import altair as alt

Row = dict[str, Any]

WIDTH = 560
"""The width of a chart's plot, in pixels."""
_DARK_THEMES = ("dark", "carbong90", "carbong100")


@frozen(kw_only=True)
class Palette:
    """The colours of charts on one ground.

    Attributes:
        ground: The ground.
        text: Texts on it.
        muted: Titles of axes, and lines.
        grid: Lines of the grid.
        plans: Plans, in the order in which they are given.
        steps: From nothing to most. The first is almost the ground.
        on_steps: The text on each of them.
        ratings: Red, amber and green.
        on_ratings: The text on each of them.
    """

    ground: str
    text: str
    muted: str
    grid: str
    plans: tuple[str, ...]
    steps: tuple[str, ...]
    on_steps: tuple[str, ...]
    ratings: tuple[str, str, str]
    on_ratings: tuple[str, str, str]


LIGHT = Palette(
    ground="#ffffff",
    text="#18222f",
    muted="#4a5766",
    grid="#d3dae3",
    plans=("#0072b2", "#b84a00", "#007a5a", "#9c3f86", "#7a6400", "#4a5766"),
    steps=("#f4f6f9", "#d6e6f4", "#abcfe6", "#6aaed6", "#2f78b0", "#1a5a94", "#0b3d73"),
    on_steps=("#18222f",) * 4 + ("#ffffff",) * 3,
    ratings=("#a4191b", "#f5b83d", "#5fb0a4"),
    on_ratings=("#ffffff", "#18222f", "#18222f"),
)
DARK = Palette(
    ground="#10161e",
    text="#e8edf3",
    muted="#aeb9c7",
    grid="#303c4b",
    plans=("#56b4e9", "#f0a35e", "#2f9f7f", "#d89ac6", "#e0d05a", "#b3bdc9"),
    steps=("#19222d", "#1d3a57", "#24537f", "#2f6da6", "#5b9bd0", "#8cc3ff", "#cfe6ff"),
    on_steps=("#e8edf3",) * 4 + ("#10161e",) * 3,
    ratings=("#e0524a", "#ffcb75", "#5fb0a4"),
    on_ratings=("#10161e", "#10161e", "#10161e"),
)


def palette_of(dark: bool | None) -> Palette:
    """Return the colours for a dark or a light ground. None: as Altair's theme."""
    return DARK if (alt.theme.active in _DARK_THEMES if dark is None else dark) else LIGHT


def inline(rows: Iterable[Row]) -> alt.InlineData:
    """Return rows as the data of a chart, which then needs no file."""
    return alt.InlineData(values=[{name: _plain(value) for name, value in row.items()} for row in rows])


def moment(day: date) -> str:
    """Return the beginning of a day in the time zone of the reader. A browser takes a plain day as UTC."""
    return f"{day.isoformat()}T00:00:00"


def titled(title: str, subtitle: str | Sequence[str] = "") -> alt.TitleParams:
    """Return the title of a chart at the left, with a line of explanation below it."""
    more: dict[str, Any] = {"subtitle": subtitle} if subtitle else {}
    return alt.TitleParams(text=title, anchor="start", **more)


def finished(chart: alt.LayerChart, palette: Palette, description: str, **properties: Any) -> alt.LayerChart:
    """Return a chart with its text alternative, and the colours of a dark ground if it needs them.

    A chart for a light ground has no configuration, so that it can be part of a larger one.
    """
    complete = chart.properties(description=description, **properties)
    if palette is not DARK:
        return complete
    configured: alt.LayerChart = complete.configure(
        background=palette.ground,
        title=alt.TitleConfig(color=palette.text, subtitleColor=palette.muted),
        axis=alt.AxisConfig(
            labelColor=palette.text,
            titleColor=palette.text,
            gridColor=palette.grid,
            domainColor=palette.muted,
            tickColor=palette.muted,
        ),
        legend=alt.LegendConfig(labelColor=palette.text, titleColor=palette.text),
        view=alt.ViewConfig(stroke=palette.grid),
    )
    return configured


def scaled(words: Sequence[str], values: Sequence[Any]) -> alt.Scale:
    """Return a scale from words to colours, or to other values of marks."""
    return alt.Scale(type="ordinal", domain=list(words), range=list(values))


def words_axis(*, split: bool = False) -> alt.Axis:
    """Return a vertical axis of words, with its title above them.

    Args:
        split: Whether the part after a colon has a line of its own.
    """
    return alt.Axis(
        labelExpr="split(datum.label, ': ')" if split else "datum.label",
        labelLimit=270,
        labelLineHeight=11,
        domain=False,
        grid=False,
        ticks=False,
        titleAngle=0,
        titleAlign="right",
        titleBaseline="bottom",
        titleX=-4,
        titleY=-5,
    )


def _plain(value: Any) -> Any:
    return moment(value) if isinstance(value, date) else value
