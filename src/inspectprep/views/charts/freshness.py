"""Charts of age: how old the newest event of each list is, and what each record of evidence covers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from inspectprep.errors import InspectPrepError
from inspectprep.extras import optional
from inspectprep.model.evidence import EvidenceItem
from inspectprep.model.finding import CheckSummary
from inspectprep.model.freshness import Freshness
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness, good_until, speaks_until
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.views.charts.style import WIDTH, Palette, Row, finished, inline, titled, words_axis

with optional("altair"):
    import altair as alt

_ROW = 24
_WORDS = {
    Freshness.FRESH: "up to date",
    Freshness.DUE_SOON: "to renew soon",
    Freshness.STALE: "out of date",
    Freshness.UNDATED: "no dates",
}


def lists_chart(summary: CheckSummary, palette: Palette) -> alt.LayerChart:
    """Return the age of the newest event of each list, in calendar days before the list date.

    Raises:
        InspectPrepError: if the list date is not known.
    """
    as_of = summary.as_of
    if as_of is None:
        raise InspectPrepError(
            "The list date of this check is not known.", remedy="Check again, with as_of=DAY."
        )
    rows = []
    for one in summary.lists:
        name = f"List {one.list}: {one.title}"
        if one.newest is not None:
            age = (as_of - one.newest).days
            words = f"{counted(age, 'day')}, since {short_date(one.newest)}"
            rows.append({"row": name, "age": age, "text": words})
        else:
            words = "No event with a date" if one.found else "The list was not found"
            rows.append({"row": name, "age": 0, "text": words})
    title = f"Age of the newest event of each list on {long_date(as_of)}"
    return _ages(rows, palette, title, "List of Annex A")


def evidence_chart(
    items: Sequence[EvidenceItem], palette: Palette, *, on: date, policy: EvidencePolicy | None = None
) -> alt.LayerChart:
    """Return the age of what each evidence item covers, with whether it is out of date.

    A chart is stored with the notebook. So it has the ids and kinds of items, and not their titles.
    """
    rows = []
    for place, item in enumerate(items, 1):
        state = freshness(item, on, policy or EvidencePolicy())
        last, until = speaks_until(item), good_until(item, policy or EvidencePolicy())
        age = (on - last).days if last else 0
        words = f"{counted(age, 'day')}, {_WORDS[state]}" if last else _WORDS[state]
        if until and state is not Freshness.UNDATED:
            words += f" {'since' if state is Freshness.STALE else 'until'} {short_date(until)}"
        name = f"{item.id or f'Item {place}'}: {item.kind.value.replace('-', ' ')}"
        rows.append({"row": name, "age": max(age, 0), "text": words})
    title = f"Age of what each evidence item covers on {long_date(on)}"
    return _ages(rows, palette, title, "Evidence item")


def _ages(rows: list[Row], palette: Palette, title: str, what: str) -> alt.LayerChart:
    rows.sort(key=lambda row: -row["age"])
    oldest = max((row["age"] for row in rows), default=0)
    base = alt.Chart(inline(rows)).encode(
        y=alt.Y(
            "row:N",
            title=what,
            sort=[row["row"] for row in rows],
            axis=words_axis(),
        ),
        x=alt.X(
            "age:Q",
            title="Age in calendar days",
            scale=alt.Scale(domain=[0, max(10, round(oldest * 1.6))], nice=False),
            axis=alt.Axis(tickMinStep=1),
        ),
        tooltip=[
            alt.Tooltip("row:N", title=what),
            alt.Tooltip("age:Q", title="Days"),
            alt.Tooltip("text:N", title="Age"),
        ],
    )
    bars = base.mark_bar(height=alt.RelativeBandSize(band=0.6), cornerRadius=3, color=palette.plans[0])
    texts = base.mark_text(align="left", dx=5, fontSize=11, color=palette.text).encode(text="text:N")
    spoken = "; ".join(f"{row['row']}, {row['text']}" for row in rows)
    return finished(
        alt.LayerChart(layer=[bars, texts]),
        palette,
        f"{title}. {spoken}.",
        title=titled(title),
        width=WIDTH,
        height=alt.Step(_ROW),
    )
