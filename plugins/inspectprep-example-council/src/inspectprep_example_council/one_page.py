"""A report format of one page of plain text. It says how many lines it left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import BinaryIO

from inspectprep.model import Block, Bullets, Paragraph, Rating, Report, Table, Tiles, TimelineChart

WIDTH = 78
LINES = 60


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report as UTF-8 text of at most sixty lines."""
    marking = report.classification.value.center(WIDTH).rstrip()
    head = [marking, "", *_wrapped(report.title.upper()), *_wrapped(report.subtitle)]
    body = [line for section in report.sections for line in _section(section.title, section.blocks)]
    room = LINES - len(head) - 2
    if len(body) > room:
        left = len(body) - room + 1
        body = [*body[: room - 1], f"... and {left} more lines in the full report."]
    text = "\n".join([*head, *body, "", marking])
    stream.write(f"{text}\n".encode())


def _section(title: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    yield ""
    yield from _wrapped(title)
    yield "-" * min(len(title), WIDTH)
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from _wrapped(block.text)
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from _wrapped(item, first="* ")
    elif isinstance(block, Tiles):
        for tile in block.tiles:
            rating = f" [{tile.rating.value.upper()}]" if tile.rating else ""
            detail = f", {tile.detail}" if tile.detail else ""
            yield from _wrapped(f"{tile.title}: {tile.value}{rating}{detail}", first="* ")
    elif isinstance(block, Table):
        yield from _wrapped(", ".join(block.columns))
        for row in block.rows:
            filled = [_words(cell) for cell in row if cell not in (None, "")]
            yield from _wrapped(", ".join(filled), first="* ")
    elif isinstance(block, TimelineChart):
        for span in block.spans:
            end = f" to {_words(span.end)}" if span.end else ""
            yield from _wrapped(f"{_words(span.start)}{end}: {span.title}", first="* ")


def _words(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell:%a} {cell.day} {cell:%b %Y}"
    if isinstance(cell, Rating):
        return cell.value.upper()
    return str(cell)


def _wrapped(text: str, *, first: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
