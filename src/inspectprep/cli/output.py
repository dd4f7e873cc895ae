"""Output: tables, plain text, JSON and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

from inspectprep.errors import UnknownNameError
from inspectprep.files import writing
from inspectprep.printable import printable, printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace import Workspace

_PIPED_WIDTH = 160
_STYLES = {"red": "bold white on red", "amber": "bold black on yellow", "green": "bold white on green"}


def choose(wanted: str, *, as_json: bool, known: Sequence[str]) -> str:
    """Return the output format asked for.

    Raises:
        UnknownNameError: if it is none of `known`; the nearest is suggested.
    """
    if as_json:
        return "json"
    if wanted not in known:
        raise UnknownNameError("output format", wanted, known)
    return wanted


def console() -> Console:
    """Return the console; wide if the output is piped, so that nothing is cut."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(width=None if terminal else _PIPED_WIDTH, highlight=False, soft_wrap=not terminal)


def day(value: date | None) -> str:
    """Return a date as text: ``Mon 9 Apr 2018``."""
    return "" if value is None else f"{value:%a} {value.day} {value:%b} {value.year}"


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table. A cell with a rating is coloured and has its name."""
    from rich import box, table as rich_table, text

    shown = rich_table.Table(
        title=text.Text(printable(title), style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for column in columns:
        shown.add_column(text.Text(printable(column)), overflow="fold")
    for row in rows:
        shown.add_row(*(text.Text(printable(f"{cell}"), style=_STYLES.get(f"{cell}", "")) for cell in row))
    console().print(shown)


def say(*lines: str) -> None:
    """Print lines of plain text."""
    shown = console()
    for line in lines:
        shown.print(printable(line), markup=False)


def note(*lines: str) -> None:
    """Write lines of plain text to the standard error stream, beside the output."""
    sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))


def cell_text(value: object, longest: int | None = None) -> str:
    """Return plain data as text for a table.

    Args:
        value: Plain data: text, numbers, lists and so on.
        longest: Cut off longer texts.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        text = ", ".join(
            f"{name} {cell_text(each)}" for name, each in value.items() if each not in ("", None)
        )
    elif isinstance(value, list):
        text = "; ".join(cell_text(entry, longest) for entry in value)
    else:
        text = f"{value}"
    return text if longest is None or len(text) <= longest else f"{text[: longest - 1]}…"


def emit(data: bytes, out: Path | None) -> None:
    """Write bytes atomically to a file, or to the standard output."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return

    with writing(out) as stream:
        stream.write(data)
    note(f"Written: {out}")


def emit_json(document: Mapping[str, Any] | str, out: Path | None = None) -> None:
    """Write a JSON document to a file or the standard output."""
    text = (
        document if isinstance(document, str) else json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    )
    emit(printable_json(text).encode(), out)


def emit_report(
    workspace: Workspace, value: object, kind: str, out: Path | None, **options: Unpack[ReportOptions]
) -> None:
    """Write a report in a format to a file or the standard output."""
    if out is None:
        emit(workspace.render(value, kind, **options), None)
    else:
        workspace.write(value, out, format=kind, **options)
        note(f"Written: {out}")
