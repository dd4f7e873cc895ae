"""Blocks that a format does not draw, in paragraphs, bullets and tables with the same texts and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import pairwise

from attrs import evolve

from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Block,
    Bullets,
    Cell,
    DrawnBlock,
    Fold,
    Paragraph,
    PlainBlock,
    Report,
    Table,
)
from inspectprep.model.report_blocks import (
    Agenda,
    AgendaItem,
    Answer,
    Balance,
    Bar,
    Change,
    Files,
    History,
    Matrix,
    Point,
    Shift,
    Side,
    Step,
    Tag,
)
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.plugins.providers import ReportProvider
from inspectprep.reports.words import cell_words, joined, rating_words

HIDDEN = "[c]"
"""The sign for a number that is not shown."""


def in_words(block: Block, *, draws: Iterable[str] = ()) -> tuple[Block, ...]:
    """Return a block as paragraphs, bullets and tables, with all its texts and numbers.

    Paragraphs, bullets, tables, tiles and timeline charts are returned as they are, but for cells of a table
    with a tag or a history, which become text.

    Args:
        block: The block.
        draws: Names of blocks to leave as they are, such as ``Matrix``.

    Example:
        >>> from inspectprep.model import Bar
        >>> bar = Bar(title="Visits in time", figure=91, usual=90, usual_from=80, unit="%")
        >>> in_words(bar)[0].text
        'Visits in time: 91%. Usual: 80% to 90%. More than usual.'
    """
    names = frozenset(draws)
    if not isinstance(block, Fold):
        return _leaf(block, names)
    inner = tuple(part for each in block.blocks for part in _leaf(each, names))
    return (evolve(block, blocks=inner),) if "Fold" in names else (Paragraph(text=fold_words(block)), *inner)


def _leaf(block: PlainBlock | DrawnBlock, draws: frozenset[str]) -> tuple[PlainBlock | DrawnBlock, ...]:
    if isinstance(block, Table):
        rows = tuple(tuple(_plain_cell(cell, draws) for cell in row) for row in block.rows)
        return (evolve(block, rows=rows) if rows != block.rows else block,)
    if isinstance(block, PlainBlock) or type(block).__name__ in draws:
        return (block,)
    return tuple(_words(block))


def for_format(report: Report, provider: ReportProvider) -> Report:
    """Return a report for a format: what the format does not draw is in words."""
    sections, sheets = (
        tuple(
            evolve(
                section,
                blocks=tuple(
                    part for block in section.blocks for part in in_words(block, draws=provider.draws)
                ),
            )
            for section in part
        )
        for part in (report.sections, report.sheets)
    )
    return evolve(report, sections=sections, sheets=sheets)


def _plain_cell(cell: Cell, draws: frozenset[str]) -> Cell:
    return str(cell) if isinstance(cell, Tag | History) and type(cell).__name__ not in draws else cell


@singledispatch
def _words(block: object) -> Iterator[PlainBlock]:
    raise TypeError(type(block).__name__)


@_words.register
def _(block: Answer) -> Iterator[PlainBlock]:
    yield Paragraph(text=f"{verdict_words(block)}. {block.sentence}")
    steps = [f"{number}. {step_words(step)}" for number, step in enumerate(block.steps, 1)]
    if steps:
        yield Bullets(items=(*steps, *filter(None, (more_words(block),))))


@_words.register
def _(block: Change) -> Iterator[PlainBlock]:
    yield Paragraph(text=since_words(block))
    if lines := tuple(f"{name}: {words}" for name, words in change_lines(block)):
        yield Bullets(items=lines)


@_words.register
def _(block: History) -> Iterator[PlainBlock]:
    days = zip(block.points, point_days(block), strict=True)
    points = "; ".join(f"{point_words(point)} on {day}" for point, day in days)
    yield Paragraph(text=": ".join(filter(None, (block.title, points or "Nothing is recorded yet"))) + ".")


@_words.register
def _(block: Matrix) -> Iterator[PlainBlock]:
    yield Paragraph(text=block.title)
    yield table_of(block)
    yield from map(_paragraph, hidden_words(block))


@_words.register
def _(block: Bar) -> Iterator[PlainBlock]:
    yield Paragraph(text=f"{block.title}: {bar_words(block)}")


@_words.register
def _(block: Balance) -> Iterator[PlainBlock]:
    yield Paragraph(text=block.title)
    yield Bullets(items=tuple(f"{side.title}: {side_words(side)}" for side in block.sides))


@_words.register
def _(block: Agenda) -> Iterator[PlainBlock]:
    title = agenda_title(block)
    yield Paragraph(text=title if block.hours else f"{title}: nothing is planned yet.")
    if block.hours:
        yield Bullets(items=tuple(map(item_words, block.hours)))


@_words.register
def _(block: Files) -> Iterator[PlainBlock]:
    lines = []
    for file in block.companions:
        notes = ", ".join(filter(None, (file.file, str(file.tag or ""))))
        lines.append(f"{file.title}{f' ({notes})' if notes else ''}: {file.purpose}")
    yield Bullets(items=tuple(lines))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(text=text)


def verdict_words(answer: Answer) -> str:
    """Return the verdict of an answer, with the word of its rating."""
    rating = rating_words(answer.rating) if answer.rating else ""
    said = not rating or rating.casefold() in answer.verdict.casefold()
    return answer.verdict if said else f"{answer.verdict} ({rating.casefold()})"


def step_words(step: Step) -> str:
    """Return a step in sentences: the action, who, by when, and what it changes."""
    action = step.action.rstrip()
    action = action if action.endswith((".", "?", "!")) else f"{action}."
    who = ", ".join(filter(None, (step.who, by_words(step))))
    return " ".join(filter(None, (action, who and f"{who}.", step.changes)))


def by_words(step: Step) -> str:
    """Return the day by which a step is due; empty for a step without a person and a day."""
    if step.by:
        return f"by {short_date(step.by, year=False)}"
    return "no day set" if step.who else ""


def more_words(answer: Answer) -> str:
    """Return the number of the other steps with their place; empty if there is none."""
    if not answer.more:
        return ""
    return f"And {answer.more:,} more{f': {answer.where}' if answer.where else ''}"


def since_words(change: Change) -> str:
    """Return the heading of a change."""
    nothing = not (change.better or change.worse or change.same)
    return f"Since {long_date(change.since)}{': nothing to compare.' if nothing else ''}"


def change_lines(change: Change) -> Iterator[tuple[str, str]]:
    """Yield each line of a change: better, worse or same, and what it is about."""
    for name, shifts in (("Better", change.better), ("Worse", change.worse)):
        for shift in shifts:
            yield name, shift_words(shift)
    if change.same:
        yield "Same", f"{joined(change.same)}"


def shift_words(shift: Shift) -> str:
    """Return one change: ``Annex A: red to amber. 12 errors corrected``."""
    ratings = " to ".join(rating.value for rating in (shift.before, shift.now) if rating)
    rest = ". ".join(filter(None, (ratings, shift.reason)))
    return f"{shift.title}: {rest}" if rest else shift.title


def point_words(point: Point) -> str:
    """Return the rating or figure of a day in words."""
    return rating_words(point.value) if isinstance(point.value, Rating) else figure_words(point.value)


def figure_words(figure: float, unit: str = "") -> str:
    """Return a figure with its unit: ``1,306``, ``4.5%``, ``12 days``."""
    return f"{figure:,}{unit}" if unit in ("", "%") else f"{figure:,} {unit}"


def usual_words(bar: Bar) -> str:
    """Return the range that is usual: ``up to 2%``, ``80% to 90%``."""
    highest = figure_words(bar.usual, bar.unit)
    if bar.usual_from is None:
        return f"up to {highest}"
    lowest = figure_words(bar.usual_from, bar.unit)
    return highest if lowest == highest else f"{lowest} to {highest}"


def judged_words(bar: Bar) -> str:
    """Return whether a figure is as usual, more or less."""
    if bar.is_usual:
        return "As usual"
    return "More than usual" if bar.figure > bar.usual else "Less than usual"


def bar_words(bar: Bar) -> str:
    """Return a figure in context, with what is usual."""
    detail = f" ({bar.detail})" if bar.detail else ""
    usual = f"Usual: {usual_words(bar)}. {judged_words(bar)}."
    return " ".join(filter(None, (f"{figure_words(bar.figure, bar.unit)}{detail}.", usual, bar.note)))


@singledispatch
def table_of(block: object) -> Table:
    """Return a matrix, a balance or an agenda as a table, for formats with columns."""
    raise TypeError(type(block).__name__)


@table_of.register
def _(block: Matrix) -> Table:
    totals = (*zip(block.lines, block.row_sums, strict=True),)
    rows = [(line.title, *map(_shown, (*line.figures, total))) for line, total in totals]
    last = ("All", *map(_shown, (*block.column_sums, block.total)))
    return Table(columns=(block.down, *block.across, "All"), rows=(*rows, last), caption=block.title)


@table_of.register
def _(block: Balance) -> Table:
    return Table(
        columns=("Subject", "Criticisms", "Strengths", "Withdrawn"),
        rows=tuple((side.title, side.criticisms, side.strengths, side.withdrawn) for side in block.sides),
        caption=block.title,
    )


@table_of.register
def _(block: Agenda) -> Table:
    return Table(
        columns=("Hours", "What", "Where", "Who"),
        rows=tuple((item.hours, item.what, item.where, ", ".join(item.who)) for item in block.hours),
        caption=agenda_title(block),
    )


def _shown(figure: int | None) -> Cell:
    return HIDDEN if figure is None else figure


def hidden_words(matrix: Matrix) -> tuple[str, ...]:
    """Return the meaning of the sign for numbers that are not shown; empty if all are shown."""
    hides = any(figure is None for line in matrix.lines for figure in line.figures)
    return (f"{HIDDEN}: {matrix.hidden}.",) if hides else ()


def matrix_lines(matrix: Matrix) -> Iterator[str]:
    """Yield a line for each row of a matrix, with every number and its column."""
    for title, *figures, total in table_of(matrix).rows:
        parts = [f"{name}: {cell_words(cell)}" for name, cell in zip(matrix.across, figures, strict=True)]
        yield f"{title}: {'; '.join((*parts, f'all: {cell_words(total)}'))}"


def side_words(side: Side) -> str:
    """Return the numbers of one subject: ``2 criticisms, 3 strengths, 1 withdrawn``."""
    if not (side.criticisms or side.strengths or side.withdrawn):
        return "nothing heard yet"
    words = f"{counted(side.criticisms, 'criticism')}, {counted(side.strengths, 'strength')}"
    return f"{words}, {side.withdrawn:,} withdrawn" if side.withdrawn else words


def item_words(item: AgendaItem) -> str:
    """Return one thing of a day: ``09:30: Visit, Civic Centre: Hannah Price``."""
    about = ": ".join(filter(None, (item.where, ", ".join(item.who))))
    return ", ".join(filter(None, (": ".join(filter(None, (item.hours, item.what))), about)))


def agenda_title(agenda: Agenda) -> str:
    """Return the title of an agenda with its day."""
    return f"{agenda.title}, {long_date(agenda.day)}"


def fold_words(fold: Fold) -> str:
    """Return the heading of a fold with its rating and its summary."""
    return f"{fold_title(fold)}: {fold.summary}"


def fold_title(fold: Fold) -> str:
    """Return the heading of a fold with its rating."""
    return f"{fold.title} ({fold.rating.value})" if fold.rating else fold.title


def history_label(history: History) -> str:
    """Return a history for people who cannot see it: each day with its rating or figure."""
    days = zip(history.points, point_days(history), strict=True)
    return ", ".join(f"{day} {point_words(point)}" for point, day in days)


def point_days(history: History) -> tuple[str, ...]:
    """Return the day of each point, such as ``4 May 2026``. A year that the day before has is left out."""
    days = [point.day for point in history.points]
    same = [False, *(day.year == next_day.year for day, next_day in pairwise(days))]
    return tuple(
        short_date(day, year=not known).partition(" ")[2] for day, known in zip(days, same, strict=False)
    )
