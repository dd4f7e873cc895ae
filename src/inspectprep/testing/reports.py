"""Hypothesis strategies for the reports that every report writer must be able to write."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

from inspectprep.extras import optional
from inspectprep.model.audience import Audience
from inspectprep.model.classification import Classification
from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Block,
    Bullets,
    CalendarEntry,
    DrawnBlock,
    Fold,
    Paragraph,
    PlainBlock,
    Report,
    Section,
    Span,
    Table,
    Tile,
    Tiles,
    TimelineChart,
)
from inspectprep.testing.strategies import cells, days, texts, values

with optional("hypothesis"):
    from hypothesis import strategies as st


def reports(*, kind: str = "readiness") -> st.SearchStrategy[Report]:
    """Return reports with rectangular tables, and with spans that end after they begin.

    Texts have any characters. There may be no sections, blocks, rows or entries.
    """
    section = st.builds(Section, title=texts(), blocks=st.lists(blocks(), max_size=4).map(tuple))
    return st.builds(
        Report,
        kind=st.just(kind),
        title=texts(),
        subtitle=texts(),
        prepared=st.none() | days(),
        classification=st.sampled_from(Classification),
        audience=st.sampled_from(Audience),
        sections=st.lists(section, max_size=3).map(tuple),
        entries=st.lists(_entries(), max_size=3, unique_by=lambda entry: entry.uid).map(tuple),
        document=st.dictionaries(texts(), st.none() | texts() | st.integers() | days(), max_size=3),
    )


def blocks() -> st.SearchStrategy[Block]:
    """Return blocks of every kind."""
    unfolded = _unfolded()
    fold = st.builds(
        Fold,
        title=texts(),
        summary=texts(),
        rating=st.none() | st.sampled_from(Rating),
        blocks=st.lists(unfolded, max_size=2).map(tuple),
    )
    return unfolded | fold


def _unfolded() -> st.SearchStrategy[PlainBlock | DrawnBlock]:
    tile = st.builds(
        Tile, title=texts(), value=texts(), rating=st.none() | st.sampled_from(Rating), detail=texts()
    )
    return st.one_of(
        st.builds(Paragraph, text=texts()),
        st.builds(Bullets, items=st.lists(texts(), max_size=3).map(tuple)),
        _tables(),
        st.builds(Tiles, tiles=st.lists(tile, max_size=3).map(tuple)),
        st.builds(
            TimelineChart,
            spans=st.lists(_spans(), max_size=3).map(tuple),
            caption=texts(),
            non_working=st.lists(days(), max_size=2).map(tuple),
            as_of=st.none() | days(),
        ),
        *map(values, get_args(DrawnBlock)),
    )


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(texts(), min_size=1, max_size=3, unique=True))
    rows = draw(st.lists(st.tuples(*(cells() for _ in columns)), max_size=3))
    group = draw(st.sampled_from(["", *columns]))
    if group:
        place = columns.index(group)
        rows.sort(key=lambda row: repr(row[place]))
    return Table(columns=tuple(columns), rows=tuple(rows), caption=draw(texts()), group=group)


@st.composite
def _spans(draw: st.DrawFn) -> Span:
    start = draw(days())
    after = st.none() | st.integers(0, 60).map(lambda length: start + timedelta(days=length))
    before = st.none() | st.integers(0, 60).map(lambda length: start - timedelta(days=length))
    return Span(
        title=draw(texts()),
        start=start,
        end=draw(after),
        earliest=draw(before),
        latest=draw(after),
        planned=draw(before),
        group=draw(texts()),
    )


@st.composite
def _entries(draw: st.DrawFn) -> CalendarEntry:
    start = draw(days())
    return CalendarEntry(
        uid=f"{draw(st.integers(0, 999))}@inspectprep",
        title=draw(texts()),
        start=start,
        end=start + timedelta(days=draw(st.integers(0, 10))),
        description=draw(texts()),
        deadline=draw(st.booleans()),
        tentative=draw(st.booleans()),
        cancelled=draw(st.booleans()),
        revision=draw(st.integers(0, 5)),
    )
