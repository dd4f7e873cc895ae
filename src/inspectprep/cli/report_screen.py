"""A report on a terminal: the verdict, what is missing and whose turn it is, and then what fits."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from inspectprep.cli import screen
from inspectprep.cli.output import console, say, table
from inspectprep.cli.tables import cell_width
from inspectprep.model.report import Bullets, Fold, Paragraph, Table, Tiles
from inspectprep.model.report_blocks import Agenda, Answer, Balance, Side
from inspectprep.planning.wording import short_date
from inspectprep.reports.plain_blocks import agenda_title, fold_words, in_words
from inspectprep.reports.words import cell_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from inspectprep.model.report import PlainBlock, Report

_CELL, _NAME, _SIGNS = 44, 26, 6
_SPARED = 3


def has_answer(report: Report) -> bool:
    """Return whether a report begins with an answer, which a terminal shows first."""
    return bool(report.sections) and any(isinstance(block, Answer) for block in report.sections[0].blocks)


def draw(report: Report) -> None:
    """Print the answer of a report, and the parts for which the screen has room.

    Roles, effects of steps and the marking are in the whole report only.
    """
    screen.is_partial()
    subtitle = f". {report.subtitle.removesuffix('.')}." if report.subtitle else ""
    say(*_wrapped(f"{report.title}{subtitle}"))
    for block in _in_order(report):
        if isinstance(block, Answer):
            draw_answer(block, report.prepared)
        elif isinstance(block, Balance):
            say(*_drawn_balance(block))
        elif isinstance(block, Agenda):
            say(*_drawn_agenda(block))
        elif isinstance(block, Fold):
            say(_cut(fold_words(block), console().width))
            screen.leave_out("what is folded")
        else:
            _draw(block)


def draw_answer(answer: Answer, today: date | None = None) -> None:
    """Print a verdict in capitals, the reason, and the first steps, each on one line."""
    rating = f" ({answer.rating.value})" if answer.rating else ""
    say(*_wrapped(f"{answer.verdict.upper()}{rating}. {answer.sentence}"))
    if not answer.steps:
        return
    # The name alone: the role is in the whole answer.
    names = [_cut(step.who.split(", ")[0], _NAME) for step in answer.steps]
    days = [f"by {short_date(step.by, today or step.by)}" if step.by else "" for step in answer.steps]
    rows = list(zip(names, days, (step.action for step in answer.steps), strict=True))
    say(*_columns([(f"{number}", *row) for number, row in enumerate(rows, 1)]))
    if answer.more:
        say(f"and {answer.more:,} more: --all")


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines with aligned cells. The last cell is cut to the screen."""
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)][:-1]
    for row in rows:
        cells = [cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=False)]
        before = "".join(f"{cell}  " for cell, width in zip(cells, widths, strict=True) if width)
        yield f" {before}{_cut(row[-1], console().width - cell_width(before) - 1)}".rstrip()


def _drawn_balance(balance: Balance) -> Iterator[str]:
    """Yield a line for each subject: criticisms left of a bar, strengths right of it, and its title."""
    yield from _wrapped(f"{balance.title}:" if not balance.title.endswith(".") else balance.title)
    signs = [
        ("-" * side.criticisms, "+" * side.strengths)
        if max(side.criticisms, side.strengths) <= _SIGNS
        else (f"-{side.criticisms}", f"+{side.strengths}")
        for side in balance.sides
    ]
    left = max((len(minus) for minus, _ in signs), default=0)
    rows = [
        (f"{minus.rjust(left)}|{plus}", f"{_heard(side)}{side.title}")
        for side, (minus, plus) in zip(balance.sides, signs, strict=True)
    ]
    yield from _columns(rows) if rows else ()


def _heard(side: Side) -> str:
    """Return what the signs of a subject do not say."""
    if not (side.criticisms or side.strengths or side.withdrawn):
        return "nothing heard yet: "
    return f"{side.withdrawn:,} withdrawn: " if side.withdrawn else ""


def _drawn_agenda(agenda: Agenda) -> Iterator[str]:
    """Yield the title, and a line for each thing of the day."""
    yield from _wrapped(f"{agenda_title(agenda)}:")
    rows = [
        (item.starts, ", ".join(filter(None, (item.what, item.where, *item.who)))) for item in agenda.hours
    ]
    yield from _columns(rows) if rows else ("Nothing is planned yet.",)


def _in_order(report: Report) -> Iterator[Answer | Balance | Agenda | Fold | PlainBlock]:
    """Yield the blocks: the answer, what is drawn, tables, what explains them, and last what is folded."""
    blocks = [block for section in report.sections for block in section.blocks]
    ranks = {Answer: 0, Agenda: 1, Balance: 1, Table: 2, Fold: 4}
    for block in sorted(blocks, key=lambda block: ranks.get(type(block), 3)):
        if isinstance(block, Answer | Balance | Agenda | Fold):
            yield block
        else:
            yield from in_words(block)  # type: ignore[misc]  # nothing is left to draw


def _draw(block: PlainBlock) -> None:
    if isinstance(block, Table):
        rows = [tuple(_cut(cell_words(cell), _CELL) for cell in row) for row in block.rows]
        grouped = (block.group,) if block.group else ()
        spare = (*grouped, *(name for name in reversed(block.columns[_SPARED:]) if name != block.group))
        table(block.caption, block.columns, rows, spare=spare)
    elif isinstance(block, Bullets):
        say(*(line for item in block.items for line in _wrapped(f"- {item}")))
    elif isinstance(block, Paragraph):
        say(*_wrapped(block.text))
    elif isinstance(block, Tiles):
        for tile in block.tiles:
            detail = f". {tile.detail}" if tile.detail else ""
            say(*_wrapped(f"{tile.title}: {tile.value}{detail}"))


def _wrapped(text: str) -> Sequence[str]:
    return wrap(text, console().width, break_long_words=False, break_on_hyphens=False)


def _cut(text: str, width: int) -> str:
    return screen.shortened(text, width)
