"""The looks of a workbook's cells, and the writing of one cell. Text is never a formula."""

from __future__ import annotations

from datetime import date, datetime, time

from inspectprep.extras import optional
from inspectprep.model.readiness import Rating
from inspectprep.model.representation import frozen
from inspectprep.printable import printable
from inspectprep.reports.words import cell_words, rating_words

with optional("xlsxwriter"):
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


_CELL_LENGTH = 32_767
_DAY = "ddd d mmm yyyy"
_FILLS = {
    Rating.RED: {"bg_color": "#FDEAE8", "font_color": "#A4191B", "bold": True},
    Rating.AMBER: {"bg_color": "#FFF2D9", "font_color": "#7A4A00", "bold": True},
    Rating.GREEN: {"bg_color": "#E4F5E8", "font_color": "#14602F", "bold": True},
}
_OPEN = {"bg_color": "#FFFDF2", "border": 1, "border_color": "#C9B458", "locked": False}


@frozen
class Styles:
    """The looks of cells. `late` and `closed` are for cells of tasks, by what people fill in."""

    plain: Format
    day: Format
    number: Format
    heading: Format
    banner: Format
    title: Format
    section: Format
    link: Format
    open: Format
    open_day: Format
    late: Format
    closed: Format
    sum: Format
    ratings: dict[Rating, Format]

    def look(self, name: str) -> Format | None:
        """Return the format of a line of the first sheet; None if each cell has its own."""
        looks = {"text": self.plain, "heading": self.heading}
        return self.ratings[Rating(name)] if name in self.ratings else looks.get(name)


def styles_of(book: Workbook) -> Styles:
    """Add the looks of cells to a workbook."""
    cell = {"valign": "top", "text_wrap": True}
    day = {**cell, "num_format": _DAY, "align": "left"}
    heading = {"bold": True, "bottom": 2, "valign": "bottom", "text_wrap": True, "bg_color": "#E8EDF3"}
    return Styles(
        plain=book.add_format(cell),
        day=book.add_format(day),
        number=book.add_format({**cell, "num_format": "#,##0"}),
        heading=book.add_format(heading),
        banner=book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#7A1F3D"}),
        title=book.add_format({**cell, "bold": True, "font_size": 16}),
        section=book.add_format({"bold": True, "font_size": 12}),
        link=book.add_format({**cell, "font_color": "#1D4F91", "underline": 1}),
        open=book.add_format({**cell, **_OPEN}),
        open_day=book.add_format({**day, **_OPEN}),
        # The word is part of how the day is shown, so that it goes when the task is done.
        late=book.add_format({"bold": True, "num_format": f'{_DAY} "late"'}),
        closed=book.add_format({"font_color": "#6B6B6B"}),
        sum=book.add_format({"bold": True}),
        ratings={rating: book.add_format({**cell, **fill}) for rating, fill in _FILLS.items()},
    )


def put(sheet: Worksheet, place: tuple[int, int], cell: object, styles: Styles, style: Format | None) -> None:
    """Write a cell with its own type: text, a number, a date or the word of a rating."""
    if cell is None or cell == "":
        sheet.write_blank(*place, None, style or styles.plain)
    elif isinstance(cell, Rating):
        sheet.write_string(*place, rating_words(cell), style or styles.ratings[cell])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime.combine(cell, time()), style or styles.day)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        sheet.write_number(*place, cell, style or styles.number)
    else:
        text = printable(cell_words(cell))[:_CELL_LENGTH]
        sheet.write_string(*place, text, style or styles.plain)
