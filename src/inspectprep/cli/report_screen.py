"""A report on a terminal: the verdict, what is missing and whose turn it is, and then what fits."""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from inspectprep.cli import screen
from inspectprep.cli.output import console, say, table
from inspectprep.model.report import Bullets, Fold, Paragraph, Table, Tiles
from inspectprep.model.report_blocks import Answer
from inspectprep.reports.plain_blocks import fold_words, in_words
from inspectprep.reports.words import cell_words, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from inspectprep.model.report import PlainBlock, Report

_STEP, _CELL = 50, 44
_SPARED = 3


def has_answer(report: Report) -> bool:
    """Return whether a report begins with an answer, which a terminal shows first."""
    return bool(report.sections) and any(isinstance(block, Answer) for block in report.sections[0].blocks)


def draw(report: Report) -> None:
    """Print the answer of a report, and the parts for which the screen has room."""
    subtitle = f". {report.subtitle.removesuffix('.')}." if report.subtitle else ""
    say(*_wrapped(f"{report.title}{subtitle}"))
    for block in _in_order(report):
        if isinstance(block, Answer):
            draw_answer(block)
        elif isinstance(block, Fold):
            say(_cut(fold_words(block), console().width))
            screen.leave_out("what is folded")
        else:
            _draw(block)


def draw_answer(answer: Answer) -> None:
    """Print a verdict in capitals, the reason, and the first steps."""
    rating = f" ({answer.rating.value})" if answer.rating else ""
    say(*_wrapped(f"{answer.verdict.upper()}{rating}. {answer.sentence}"))
    if not answer.steps:
        return
    rows = [
        (step.who, short_day(step.by, year=False) if step.by else "", _cut(step.action, _STEP))
        for step in answer.steps
    ]
    table("First", ("Who", "By", "Step"), rows)
    if answer.more:
        say(f"and {answer.more:,} more: --all")


def _in_order(report: Report) -> Iterator[Answer | Fold | PlainBlock]:
    """Yield the blocks: the answer, tables, then what explains them, and last what is folded."""
    blocks = [block for section in report.sections for block in section.blocks]
    ranks = {Answer: 0, Table: 1, Fold: 3}
    for block in sorted(blocks, key=lambda block: ranks.get(type(block), 2)):
        if isinstance(block, Answer | Fold):
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
    return shorten(text, width, placeholder=" ...") if screen.room() is not None else text
