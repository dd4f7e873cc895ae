"""Reports of which every text and number can be recognised, and the search for them in a written file."""

from __future__ import annotations

import html.parser
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from operator import attrgetter
from typing import Any
from xml.etree import ElementTree as ET

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
from inspectprep.model.report_blocks import (
    Agenda,
    AgendaItem,
    Answer,
    Balance,
    Bar,
    Change,
    Companion,
    Files,
    History,
    Matrix,
    MatrixRow,
    Point,
    Shift,
    Side,
    Step,
    Tag,
)

_FIRST = date(2026, 1, 5)
_SERIAL = date(1899, 12, 30)
"""The day from which a workbook counts days."""


class Marks:
    """Words, numbers and days that occur once in a report, and in no other report of another letter.

    Args:
        letter: The letter by which the words of one report differ from those of another.
    """

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self._count = 0

    def word(self) -> str:
        """Return the next word. No word is a part of another."""
        self._count += 1
        return f"q{self._letter}{self._count:05d}z"

    def number(self) -> int:
        """Return the next whole number."""
        self._count += 1
        return 710_000 + self._count * 7

    def cell(self) -> Tag | History:
        """Return the next tag or history."""
        if self._count % 2:
            return Tag(word=self.word())
        return History(points=(Point(day=self.day(), value=self.number()),))

    def day(self) -> date:
        """Return the next day."""
        self._count += 1
        return _FIRST + timedelta(days=self._count % 900)


def short_report(kind: str, letter: str = "a") -> Report:
    """Return a report of about twenty lines, with a block of every kind that is never changed."""
    marks = Marks(letter)
    return _report(kind, marks, sections=[_blocks(marks, items=2), [Paragraph(text=marks.word())]])


def answering_report(kind: str, letter: str = "c") -> Report:
    """Return a report of about forty lines, with a block of every kind that may be in words."""
    marks = Marks(letter)
    return _report(kind, marks, sections=[_answers(marks), [_fold(marks, [Paragraph(text=marks.word())])]])


def long_report(kind: str, letter: str = "b") -> Report:
    """Return a report with long texts and long tables, and with several blocks of every kind."""
    marks = Marks(letter)
    sections = [[*_blocks(marks, items=items), *_answers(marks)] for items in (40, 3, 150)]
    sections += [[_fold(marks, _answers(marks))]]
    long = " ".join(marks.word() for _ in range(600))
    return _report(kind, marks, sections=[*sections, [Paragraph(text=long)]])


def _report(kind: str, marks: Marks, *, sections: Iterable[Iterable[Block]]) -> Report:
    return Report(
        kind=kind,
        title=f"{marks.word()} for Łódź & “partners”",
        subtitle=f"{marks.word()} in ½ a year",
        prepared=_FIRST,
        sections=tuple(Section(title=marks.word(), blocks=tuple(blocks)) for blocks in sections),
        entries=tuple(_entry(marks) for _ in range(3)),
        document={marks.word(): marks.word(), "counts": [marks.number(), {marks.word(): marks.number()}]},
    )


def _blocks(marks: Marks, *, items: int) -> list[Block]:
    rows = tuple(
        (f"{marks.word()} é {marks.word()}", marks.day(), marks.number(), marks.number() + 0.5, marks.cell())
        for _ in range(items)
    )
    columns = tuple(marks.word() for _ in range(5))
    return [
        Paragraph(text=f"{marks.word()} and {marks.word()}, with a naïve “quote”"),
        Bullets(items=tuple(marks.word() for _ in range(items))),
        Table(columns=columns, rows=rows, caption=marks.word()),
        Tiles(
            tiles=tuple(
                Tile(title=marks.word(), value=str(marks.number()), rating=Rating.AMBER, detail=marks.word())
                for _ in range(min(items, 6))
            )
        ),
        TimelineChart(
            spans=tuple(Span(title=marks.word(), start=marks.day()) for _ in range(min(items, 20))),
            caption=marks.word(),
        ),
    ]


def _fold(marks: Marks, blocks: Iterable[PlainBlock | DrawnBlock]) -> Fold:
    return Fold(title=marks.word(), summary=marks.word(), rating=Rating.GREEN, blocks=tuple(blocks))


def _answers(marks: Marks) -> list[DrawnBlock]:
    days = sorted({marks.day() for _ in range(6)})
    item = AgendaItem(
        what=marks.word(), starts="09:30", ends="10:45", where=marks.word(), who=(marks.word(),)
    )
    return [
        Answer(
            verdict=marks.word(),
            rating=Rating.RED,
            sentence=marks.word(),
            steps=tuple(
                Step(action=marks.word(), who=marks.word(), by=marks.day(), changes=marks.word())
                for _ in range(3)
            ),
        ),
        Change(
            since=marks.day(),
            better=(Shift(title=marks.word(), before=Rating.RED, now=Rating.AMBER, reason=marks.word()),),
            worse=(Shift(title=marks.word(), reason=marks.word()),),
            same=(marks.word(), marks.word()),
        ),
        History(title=marks.word(), points=tuple(Point(day=day, value=marks.number()) for day in days)),
        History(title=marks.word(), points=(Point(day=days[0], value=Rating.AMBER),)),
        Matrix(
            title=marks.word(),
            across=(marks.word(), marks.word()),
            lines=tuple(
                MatrixRow(title=marks.word(), figures=(marks.number(), marks.number())) for _ in range(3)
            ),
        ),
        Bar(
            title=marks.word(),
            figure=marks.number(),
            usual=marks.number(),
            unit=marks.word(),
            detail=marks.word(),
            note=marks.word(),
        ),
        Balance(
            title=marks.word(),
            sides=(Side(title=marks.word(), criticisms=marks.number(), strengths=marks.number()),),
        ),
        Agenda(title=marks.word(), day=marks.day(), hours=(item,)),
        Files(
            companions=(
                Companion(
                    title=marks.word(), purpose=marks.word(), file="a.html", tag=Tag(word=marks.word())
                ),
            )
        ),
    ]


def _entry(marks: Marks) -> CalendarEntry:
    day = marks.day()
    return CalendarEntry(
        uid=f"{marks.word()}@inspectprep", title=marks.word(), start=day, end=day, description=marks.word()
    )


def values_of(part: object, *, charts: bool = True) -> Iterator[object]:
    """Yield every text, number, day and rating of a part of a report, a block or plain data.

    A caption is for readers who cannot see the block, and the heading of a first column names what the
    whole table is about. A format may show them in another way, so they are left out.

    Args:
        part: The part.
        charts: Whether timeline charts count.
    """
    if isinstance(part, str | int | float | date | Rating):
        yield part
    elif isinstance(part, Mapping):
        yield from values_of([*part.items()], charts=charts)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from values_of(value, charts=charts)
    elif charts or not isinstance(part, TimelineChart):
        inner = _INNER.get(type(part))
        yield from values_of(inner(part) if inner else (), charts=charts)


_INNER: Mapping[type, Callable[[Any], Any]] = {
    Section: attrgetter("title", "blocks"),
    CalendarEntry: attrgetter("title", "start", "description"),
    Paragraph: attrgetter("text"),
    Bullets: attrgetter("items"),
    Table: lambda table: [table.columns[1:], table.rows],
    Tiles: lambda tiles: [[tile.title, tile.value, tile.rating, tile.detail] for tile in tiles.tiles],
    TimelineChart: lambda chart: [[span.title, span.start] for span in chart.spans],
    Answer: attrgetter("verdict", "rating", "sentence", "steps"),
    Step: attrgetter("action", "who", "by", "changes"),
    Change: attrgetter("since", "better", "worse", "same"),
    Shift: attrgetter("title", "before", "now", "reason"),
    History: attrgetter("title", "points"),
    Point: attrgetter("day", "value"),
    Matrix: lambda block: [block.title, block.across, block.lines, block.row_sums, block.column_sums],
    MatrixRow: attrgetter("title", "figures"),
    Bar: attrgetter("title", "figure", "usual", "usual_from", "unit", "detail", "note"),
    Balance: attrgetter("title", "sides"),
    Side: lambda side: [side.title, *filter(None, (side.criticisms, side.strengths, side.withdrawn))],
    Agenda: attrgetter("title", "day", "hours"),
    AgendaItem: attrgetter("starts", "ends", "what", "where", "who"),
    Files: lambda block: [[file.title, file.purpose, file.tag] for file in block.companions],
    Fold: attrgetter("title", "summary", "rating", "blocks"),
    Tag: attrgetter("word"),
}
"""The values that a reader of each part must see."""


def missing(values: Iterable[object], text: str) -> list[str]:
    """Return the values that a text does not have in any of the usual ways to write them."""
    folded = fold(text)
    return [str(value) for value in values if not any(form in folded for form in forms_of(value))]


def fold(text: str) -> str:
    """Return a text without what a format may change: spaces, line ends, capitals and backslashes."""
    return re.sub(r"[\s\\\u00ad\u200b]+", "", unicodedata.normalize("NFC", text)).casefold()


def forms_of(value: object) -> tuple[str, ...]:
    """Return the usual ways to write a value, folded."""
    if isinstance(value, Rating):
        forms = [value.value]
    elif isinstance(value, date):
        forms = [
            *(value.isoformat(), f"{value:%Y%m%d}", str((value - _SERIAL).days)),
            *(f"{value.day} {value:%B}", f"{value.day} {value:%b}", f"{value:%B} {value.day}"),
            *(f"{value:%d/%m/%Y}", f"{value.day}/{value.month}/{value.year}", f"{value:%d.%m.%Y}"),
            *(f"{value:%b} {value.day}", f"{value:%d/%m/%y}"),
        ]
    elif isinstance(value, int | float):
        forms = [str(value), f"{value:,}"]
    else:
        forms = [str(value)]
    return tuple(fold(form) for form in forms)


def text_of(media_type: str, written: bytes) -> str | None:
    """Return the text of a file, or None if its media type is not one of those that can be read here.

    Text, web pages, calendars, JSON, XML, and the zipped XML of office documents can be read.
    """
    if media_type == "text/html":
        page = _Page()
        page.feed(written.decode("utf-8"))
        page.close()
        return " ".join(page.texts)
    if media_type == "text/calendar":
        return re.sub(r"\r?\n[ \t]", "", written.decode("utf-8")).replace("\\n", " ")
    if media_type.startswith("text/"):
        return written.decode("utf-8")
    if media_type.endswith("json"):
        return json.dumps(json.loads(written), ensure_ascii=False)
    if written[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
        return " ".join(_xml_text(part) for part in parts)
    return _xml_text(written) if media_type.endswith("xml") else None


def _xml_text(data: bytes) -> str:
    return " ".join(text for text in ET.fromstring(data).itertext())  # noqa: S314 - the plugin's own file


class _Page(html.parser.HTMLParser):
    """The texts of a web page that a reader sees or hears."""

    _SPOKEN = ("title", "alt", "aria-label")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        """Note texts for readers who cannot see, and that a style sheet or a script begins."""
        self.texts += [value for name, value in attrs if name in self._SPOKEN and value]
        self._hidden += tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        """Note that a style sheet or a script ends."""
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if not self._hidden:
            self.texts.append(data)
