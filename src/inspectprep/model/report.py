"""Reports, which writers render in each format.

A report contains no child-level value, unless it is marked as personal data. Such a report is the analyst's
own, and no plugin may write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field

from inspectprep.model.audience import Audience
from inspectprep.model.classification import Classification
from inspectprep.model.document import document
from inspectprep.model.readiness import Rating
from inspectprep.model.report_blocks import (
    Agenda,
    Answer,
    Balance,
    Bar,
    Change,
    Files,
    History,
    Matrix,
    Tag,
)
from inspectprep.model.values import MAY_BE_BLANK, frozen, frozen_by_type

Cell = str | int | float | date | Rating | Tag | History | None
"""A cell of a table."""


@frozen_by_type(kw_only=True)
class Paragraph:
    """A paragraph of plain text.

    Attributes:
        text: The text.
    """

    text: str


@frozen_by_type(kw_only=True)
class Bullets:
    """A list of short texts.

    Attributes:
        items: The points.
    """

    items: tuple[str, ...]


@frozen_by_type(kw_only=True)
class Ranges:
    """The drawing of a table whose rows have ranges of days. The first column names a row.

    Attributes:
        bar: Columns of days, in order: a bar from the first to the last, darker between the inner ones,
            with a mark at the middle one.
        line: Three columns of days, in order: a thin line below the bar, with a mark at the second.
        bar_title: The meaning of the bar.
        line_title: The meaning of the line.
        detail: A column of words below the name. Empty for none.
        start: The first day of the scale. What is before it is cut off.
        end: The last day of the scale (inclusive).
        as_of: A day to mark.
    """

    bar: tuple[str, ...]
    line: tuple[str, ...]
    bar_title: str
    line_title: str
    detail: str = ""
    start: date
    end: date
    as_of: date


@frozen_by_type(kw_only=True)
class Table:
    """A table of text, numbers and dates.

    Attributes:
        columns: The headings.
        rows: Cells in the order of `columns`.
        caption: What the table shows, for people who cannot see it.
        group: A column by which formats made for reading split the table under headings; its rows
            stand together. Formats made for filtering keep one table. Empty: not split.
        filter: A column by whose texts a page can show only some rows: it has a box to tick for each text.
            Paper and other formats show all rows. Empty: no boxes.
        choices: Columns that people fill in, each with the texts they choose from.
        fill: Other columns that people fill in. A workbook protects all other cells. Empty: no protection.
        hidden: Columns for a program that reads a filled-in workbook back. A workbook hides them.
        scale: The lowest and the highest figure of a drawing. Formats that can draw show a line for each
            column after the first, whose cells are days. Others show the table. None: not drawn.
        ranges: The days that are drawn as bars, one row below the other, by formats that can draw. Others
            show the table. None: not drawn.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    group: str = ""
    filter: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(factory=dict)
    fill: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    scale: tuple[float, float] | None = None
    ranges: Ranges | None = None


@frozen_by_type(kw_only=True)
class Tile:
    """One figure or rating to be seen at a glance.

    Attributes:
        title: Its title.
        value: The figure or word.
        rating: The rating that gives it its colour. None for no colour.
        detail: One more line below the figure.
    """

    title: str
    value: str
    rating: Rating | None = None
    detail: str = ""


@frozen_by_type(kw_only=True)
class Tiles:
    """A row of tiles.

    Attributes:
        tiles: The tiles, in order.
    """

    tiles: tuple[Tile, ...]


@frozen_by_type(kw_only=True)
class Span:
    """One bar or point of a timeline chart.

    Attributes:
        title: Its title.
        start: First day (inclusive).
        end: Last day (inclusive); None for a single day.
        earliest: First day of a forecast window, or None.
        latest: Last day of a forecast window, or None.
        by_8_in_10: The day by which 8 in 10 came, if the window was measured, or None.
        end_earliest: First day on which it may end, if its last day is a forecast, or None.
        end_latest: Last day on which it may end, if its last day is a forecast, or None.
        planned: Its planned day, if it moved, or None.
        planned_end: Its planned last day (inclusive), if it moved, or None.
        group: Its group. Spans of one group have the same colour.
    """

    title: str
    start: date
    end: date | None = None
    earliest: date | None = None
    latest: date | None = None
    by_8_in_10: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None
    planned: date | None = None
    planned_end: date | None = None
    group: str = ""


@frozen_by_type(kw_only=True)
class TimelineChart:
    """Events along a line of dates. Undated events belong in a table beside it.

    Attributes:
        spans: The bars and points, in order.
        caption: A text for readers who cannot see it.
        non_working: Bank holidays and closures. Weekends are not listed.
        as_of: A day to mark, such as the day of a readiness report.
    """

    spans: tuple[Span, ...]
    caption: str = ""
    non_working: tuple[date, ...] = ()
    as_of: date | None = None


PlainBlock = Paragraph | Bullets | Table | Tiles | TimelineChart
"""A block that every format writes itself."""

DrawnBlock = Answer | Change | History | Matrix | Bar | Balance | Agenda | Files
"""A block that a format draws, or gives in words."""


@frozen(kw_only=True)
class Fold:
    """A heading with its one-line summary, below which the rest is folded on a screen. On paper it is open.

    Attributes:
        title: The heading.
        summary: What is in it, in one line.
        rating: The rating of what is in it. None for none.
        blocks: The blocks, in order. There is no fold in a fold.
    """

    title: str = field(metadata=MAY_BE_BLANK)
    summary: str = field(metadata=MAY_BE_BLANK)
    rating: Rating | None = None
    blocks: tuple[PlainBlock | DrawnBlock, ...]


Block = PlainBlock | DrawnBlock | Fold
"""A part of a section."""


@frozen_by_type(kw_only=True)
class Section:
    """A titled part of a report.

    Attributes:
        title: Its title.
        blocks: Its blocks, in order.
    """

    title: str
    blocks: tuple[Block, ...]


@frozen_by_type(kw_only=True)
class CalendarEntry:
    """A calendar entry.

    Attributes:
        uid: Stable over re-planning, so that calendars update the entry instead of adding one.
        title: Its title.
        start: First day.
        end: Last day (inclusive).
        begins: The time at which it begins on the first day, such as ``09:30``, in London. Empty for whole
            days.
        finishes: The time at which it ends on the last day, in London. Empty if not known.
        place: The place. Empty if not known.
        description: Its text.
        deadline: Whether it is a deadline with an alarm.
        on_the_day: Whether its alarm is on the day alone, and not on the day before too.
        tentative: Whether one of its days is not firm: a forecast, a planning default or an open question.
        cancelled: Whether it is no longer needed, so that calendars remove it.
        revision: It increases when the plan is made again. Calendars use the highest.
        series: The set of entries that a report writes as a whole, such as ``task``. A calendar cancels the
            entries of the set that a later report no longer has.
    """

    uid: str
    title: str
    start: date
    end: date
    begins: str = ""
    finishes: str = ""
    place: str = ""
    description: str = ""
    deadline: bool = False
    on_the_day: bool = False
    tentative: bool = False
    cancelled: bool = False
    revision: int = 0
    series: str = ""


@document("report", version=3, migrations={1: dict, 2: dict})
@frozen_by_type(kw_only=True)
class Report:
    """A report that a writer can render in any format.

    Attributes:
        kind: The kind of its value: ``timeline``, ``checklist``, ``readiness``, ...
        title: Its title.
        subtitle: One line under the title.
        prepared: The day on which it was made. None if unknown.
        classification: Its marking.
        audience: The audience that it is written for.
        outcome: Whether it reveals a grade or judgement. Until publication is recorded, it is only for
            people on the embargo register.
        embargoed: Whether it must not leave the service before publication is recorded, although it
            reveals no outcome. An example is the drafts for each grade.
        counts: Whether it has counts of children, some of them small. It is never for people outside.
        sections: The sections in order.
        sheets: Sections that only workbooks have.
        entries: The entries for calendars.
        series: The sets of entries that the report writes as a whole, also if it has none of them today.
            A report without entries and sets has no calendar.
        contact: The role to ask about the report, with the name of its holder if known. Empty for none.
        signatories: The roles that agree to the report, each with the name of its holder or nothing. Formats
            to sign have a table for them.
        document: The object for the JSON writer.
    """

    kind: str
    title: str
    subtitle: str = ""
    prepared: date | None = None
    classification: Classification = Classification.OFFICIAL_SENSITIVE
    audience: Audience = Audience.INSPECTION_TEAM
    outcome: bool = False
    embargoed: bool = False
    counts: bool = False
    sections: tuple[Section, ...] = ()
    sheets: tuple[Section, ...] = ()
    entries: tuple[CalendarEntry, ...] = ()
    series: tuple[str, ...] = ()
    contact: str = ""
    signatories: tuple[tuple[str, str], ...] = ()
    document: Mapping[str, Any] = field(factory=dict)
