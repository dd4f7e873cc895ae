"""Markdown: tables, headings and lists as GitHub shows them; all text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import BinaryIO

from inspectprep.model.readiness import Rating
from inspectprep.model.report import (
    Block,
    Bullets,
    Cell,
    Fold,
    Paragraph,
    Report,
    Table,
    Tiles,
    TimelineChart,
)
from inspectprep.model.report_blocks import Agenda, Answer, Balance, Companion, Files
from inspectprep.planning.wording import long_date
from inspectprep.printable import printable
from inspectprep.reports.drawing.text import text_chart
from inspectprep.reports.plain_blocks import (
    agenda_title,
    fold_title,
    in_words,
    more_words,
    step_words,
    table_of,
    verdict_words,
)
from inspectprep.reports.words import cell_words, rating_mark, rating_words

_SPECIAL = re.compile(r"([\\`*\[\]|~])")
_UNDERLINE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_OPENING = re.compile(r"^(\d*)([#+=.)-])")


def write(report: Report, stream: BinaryIO) -> None:
    """Write the report as UTF-8 Markdown."""
    stream.write(markdown(report).encode())


def markdown(report: Report, *, marked: bool = True) -> str:
    """Return the report as Markdown.

    Args:
        report: The report.
        marked: Put the classification at the top and the bottom.
    """
    banner = [f"**{report.classification.value}**"] if marked else []
    parts = [*banner, f"# {_escaped(report.title)}"]
    if report.subtitle:
        parts.append(_escaped(report.subtitle))
    for section in report.sections:
        parts.append(f"## {_escaped(section.title)}")
        for block in section.blocks:
            parts.extend(_block(block))
    return "\n\n".join([*parts, *banner]) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _opened(block.text)
    elif isinstance(block, Bullets):
        yield "\n".join(f"- {_opened(item)}" for item in block.items)
    elif isinstance(block, Tiles):
        yield "\n".join(_tile(tile.title, tile.value, tile.rating, tile.detail) for tile in block.tiles)
    elif isinstance(block, TimelineChart):
        yield _fenced(printable(text_chart(block)))
    elif isinstance(block, Table):
        yield from _grouped(block) if block.group else [_table(block.columns, block.rows)]
    elif isinstance(block, Answer):
        yield from _answer(block)
    elif isinstance(block, Files):
        yield "\n".join(map(_file, block.companions))
    elif isinstance(block, Fold):
        yield f"### {_mark(block.rating)}{_escaped(fold_title(block))}"
        yield from (part for each in (Paragraph(text=block.summary), *block.blocks) for part in _block(each))
    elif isinstance(block, Balance | Agenda):
        yield _escaped(block.title if isinstance(block, Balance) else agenda_title(block))
        yield from _block(table_of(block))
    else:
        yield from (part for each in in_words(block) for part in _block(each))


def _answer(answer: Answer) -> Iterator[str]:
    yield f"{_mark(answer.rating)}**{_escaped(verdict_words(answer))}** {_escaped(answer.sentence)}"
    if answer.steps:
        yield "\n".join(
            f"{number}. {_escaped(step_words(step))}" for number, step in enumerate(answer.steps, 1)
        )
    if more := more_words(answer):
        yield _opened(f"{more}.")


def _file(file: Companion) -> str:
    name = f"[{_escaped(file.title)}]({file.file})" if file.file else _escaped(file.title)
    tag = f" ({_escaped(file.tag.word)})" if file.tag else ""
    return f"- {name}{tag}: {_escaped(file.purpose)}"


def _tile(title: str, value: str, rating: Rating | None, detail: str) -> str:
    text = _escaped(value)
    if rating and rating_words(rating).casefold() not in value.casefold():
        text = f"{text} ({rating_words(rating).lower()})"
    line = f"- {_mark(rating)}**{_escaped(title)}**: {text}"
    return f"{line} — {_escaped(detail)}" if detail else line


def _mark(value: object) -> str:
    return f"{rating_mark(value)} " if isinstance(value, Rating) else ""


def _grouped(table: Table) -> Iterator[str]:
    place = table.columns.index(table.group)
    columns = table.columns[:place] + table.columns[place + 1 :]
    for key, rows in groupby(table.rows, key=lambda row: row[place]):
        yield f"### {_escaped(_group_words(key))}"
        yield _table(columns, [row[:place] + row[place + 1 :] for row in rows])


def _group_words(key: object) -> str:
    return long_date(key) if isinstance(key, date) else cell_words(key)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> str:
    lines = [_line(_escaped(name) for name in columns), _line("---" for _ in columns)]
    lines += [_line(_cell(cell) for cell in row) for row in rows]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    return _mark(value) + _escaped(cell_words(value))


def _escaped(text: str) -> str:
    """Return text without markup, HTML or line breaks."""
    plain = " ".join(printable(text).split())
    plain = _ENTITY.sub("&amp;", plain).replace("<", "&lt;").replace(">", "&gt;")
    return _UNDERLINE.sub(r"\\_", _SPECIAL.sub(r"\\\1", plain))


def _opened(text: str) -> str:
    """Return escaped text that may open a line without becoming a heading or a list."""
    return _OPENING.sub(r"\1\\\2", _escaped(text))


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"
