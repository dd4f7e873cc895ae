"""Heat maps: cells with a colour and a text that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from inspectprep.extras import optional
from inspectprep.model.representation import frozen
from inspectprep.views.charts.style import Palette, Row, finished, inline, scaled, titled, words_axis

with optional("altair"):
    import altair as alt


@frozen(kw_only=True)
class HeatMap:
    """The content of a heat map.

    Attributes:
        title: Its title.
        note: A sentence below the title. Empty if there is none.
        description: The text alternative.
        rows: The cells: ``row``, ``column``, ``text``, ``shade`` (the word that its colour means), and
            the fields of hints.
        shades: The words of colours, each with the colour of its cells and that of their texts.
        down: The words of the rows, in order.
        across: The words of the columns in order. Days have none: they are in the order of time.
        down_title: The title of the rows.
        across_title: The title of the columns.
        hints: Fields that are shown when a cell is pointed at, with their titles.
        cell: The width and height of a cell, in pixels.
    """

    title: str
    note: str
    description: str
    rows: Sequence[Row]
    shades: dict[str, tuple[str, str]]
    down: Sequence[str]
    across: Sequence[str] = ()
    down_title: str
    across_title: str
    hints: dict[str, str]
    cell: tuple[int, int] = (58, 26)


def heat_map(content: HeatMap, palette: Palette) -> alt.LayerChart:
    """Return a heat map."""
    if content.across:
        across = alt.X(
            "column:O",
            title=content.across_title,
            sort=list(content.across),
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
        )
    else:
        across = alt.X(
            "yearmonthdate(column):O",
            title=content.across_title,
            axis=alt.Axis(format="%-d %b %Y", labelAngle=-45, labelOverlap=True, domain=False, ticks=False),
        )
    base = alt.Chart(inline(content.rows)).encode(
        x=across,
        y=alt.Y(
            "row:N",
            title=content.down_title,
            sort=list(content.down),
            axis=words_axis(),
        ),
        tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in content.hints.items()],
    )
    shades = list(content.shades)
    grounds = [ground for ground, _ in content.shades.values()]
    texts = [text for _, text in content.shades.values()]
    cells = base.mark_rect(stroke=palette.ground, strokeWidth=2).encode(
        color=alt.Color("shade:N", scale=scaled(shades, grounds), legend=None)
    )
    words = base.mark_text(fontSize=11).encode(
        text="text:N", color=alt.Color("shade:N", scale=scaled(shades, texts), legend=None)
    )
    layers = alt.LayerChart(layer=[cells, words]).resolve_scale(color="independent")
    width, height = content.cell
    return finished(
        layers,
        palette,
        content.description,
        title=titled(content.title, content.note),
        width=alt.Step(width),
        height=alt.Step(height),
    )
