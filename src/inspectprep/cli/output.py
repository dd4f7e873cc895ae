"""Output: tables, plain text, JSON and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

from inspectprep import codec
from inspectprep.cli import screen
from inspectprep.cli.standard_output import stdout
from inspectprep.cli.tables import ShownTable, printed, styled
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.extras import optional
from inspectprep.files import writing_output
from inspectprep.model.classification import Classification
from inspectprep.planning.wording import short_date
from inspectprep.printable import printable, printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from rich.console import Console

    from inspectprep.model.audience import Audience
    from inspectprep.reports.compose.context import ReportOptions
    from inspectprep.workspace import Workspace

_PIPED_WIDTH = 160
_MARKINGS = tuple(each.value for each in Classification)
_MARKDOWN, _DRAWN = "md", "text"
TABLE = "table"
"""The format of a table on the screen."""

_TEXT = ("text/", "application/json")


class Output(NamedTuple):
    """The format and the file of a command's output.

    Attributes:
        format: Id of a report format, or ``table`` for a table on the screen.
        path: The file. None for the screen.
        drawn: Whether a person sees it on a terminal, and asked for no format. Then it is cut to the screen.
    """

    format: str
    path: Path | None = None
    drawn: bool = False


def choose_output(
    workspace: Workspace,
    kind: str,
    *,
    format: str | None,
    out: Path | None = None,
    as_json: bool = False,
    screen: str = _MARKDOWN,
) -> Output:
    """Return the output that the options of a command ask for.

    Args:
        workspace: The workspace, whose plugins may provide formats.
        kind: The kind of report.
        format: The value of ``--format``. None: the suffix of the file chooses.
        out: The value of ``--out``.
        as_json: Whether ``--json`` was given.
        screen: The format on the screen, unless another is chosen. Markdown is for a pipe; a terminal has
            plain text.

    Raises:
        UnknownNameError: if there is no such format or suffix; the error names those that are known.
        InspectPrepError: if the options contradict one another.
    """
    if as_json and format not in (None, "json"):
        raise InspectPrepError(
            f"--json and --format {format} contradict each other.", remedy="Use one of them."
        )
    wanted = "json" if as_json else format
    if out is None and wanted is None and screen == _MARKDOWN and stdout().isatty():
        return Output(_DRAWN, drawn=True)
    if out is None and wanted in (None, screen):
        return Output(screen)
    tables = [TABLE] if screen == TABLE else []
    if wanted in tables:
        raise InspectPrepError(
            "A table is only for the screen.", where="--format table", remedy="Leave out --format or --out."
        )
    from inspectprep.reports.formats import find_format

    reports = workspace.registry.reports
    provider = find_format(reports, id=wanted or "", path=out, kind=kind, others=tables)
    return Output(provider.id, out)


def on_terminal(output: Output) -> Output | None:
    """Return the output with which a person sees a report on a terminal; None for a table of all of it."""
    return Output(_DRAWN, drawn=True) if output == Output(TABLE) and screen.room() is not None else None


def is_one_report(workspace: Workspace, kind: str, out: Path) -> bool:
    """Return whether a path is the name of one report, and not of a folder for several.

    Raises:
        UnknownNameError: if its suffix is not that of a format; the error names those that are known.
    """
    if out.is_dir() or not out.suffix:
        return False
    choose_output(workspace, kind, format=None, out=out)
    return True


def input_files(paths: Iterable[Path | None]) -> list[Path]:
    """Return the files that a command reads: those given, and those in folders that are given."""
    from inspectprep.sources.files import find_files

    given = [path for path in paths if path is not None]
    return [file for path in given for file in (find_files(path) if path.is_dir() else (path,))]


def choose_audience(wanted: str, known: Iterable[Audience]) -> Audience:
    """Return the audience with this name.

    Raises:
        UnknownNameError: if it is none of `known`; the nearest is suggested.
    """
    by_name = {audience.value: audience for audience in known}
    if wanted not in by_name:
        raise UnknownNameError("audience", wanted, by_name, where="--audience")
    return by_name[wanted]


def console() -> Console:
    """Return the console; wide if the output is piped, so that nothing is cut."""
    with optional("rich"):
        from rich.console import Console

    stream = stdout()
    terminal = stream.isatty()
    width = None if terminal else _PIPED_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=not terminal)


def day(value: date | None) -> str:
    """Return a date as text: ``Mon 9 Apr 2018``."""
    return "" if value is None else short_date(value)


def table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, spare: Sequence[str] = ()
) -> None:
    """Print a table in which no word is broken. A cell with a rating is coloured and has its name.

    A column without any text is left out. On a narrow screen each row is a block of lines. In a pipe each row
    is one line, with a tab between its cells.

    Args:
        title: The title above it.
        columns: The headings.
        rows: The cells of each row.
        spare: Columns that are left out, from the first, if the rows would not fit on lines of their own.
    """
    shown = ShownTable(
        title=printable(title),
        headings=[printable(column) for column in columns],
        rows=[[printable(f"{cell}") for cell in row] for row in rows],
        console=console(),
        spare=spare,
    )
    if not stdout().isatty():
        screen.put([*shown.piped(), ""])
        return
    count, room = len(shown.rows), screen.room()
    lines = shown.lines(room)
    if room is None or (count <= room and len(lines) < room):
        screen.put([*lines, ""])
        return
    for most in range(min(count, room), 0, -1):
        lines = shown.lines(most)
        if len(lines) < room:
            screen.put([*lines, f"and {count - most:,} more: --all"])
            return
    screen.put(shown.lines(1), title=title)


def say(*lines: str) -> None:
    """Print lines of plain text."""
    texts = [styled(printable(line)) for line in lines]
    screen.put_what_fits(printed(console(), *texts, wrap=None))


def note(*lines: str) -> None:
    """Write lines of plain text to the standard error stream, beside the output."""
    sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))


def note_on_terminal(line: str) -> None:
    """Write a line of progress to the standard error stream, if a person watches it."""
    if sys.stderr.isatty():
        note(line)


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


def json_text(document: Mapping[str, Any] | list[Any]) -> str:
    """Return a JSON document as text, indented by two and ending in a new line."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def emit_json(document: Mapping[str, Any] | list[Any] | str) -> None:
    """Write a JSON document to the standard output."""
    _emit(printable_json(document if isinstance(document, str) else json_text(document)).encode())


def emit_json_texts(texts: Iterable[str]) -> None:
    """Write compact JSON, which comes in pieces, to the standard output; on a terminal it is indented."""
    if stdout().isatty():
        emit_json(json.loads("".join(texts)))
        return
    for text in texts:
        _emit(text.encode())


def emit_file(data: bytes, out: Path, *, private: bool = True) -> None:
    """Write bytes atomically to a file.

    Args:
        data: The bytes.
        out: The file.
        private: Readable by its owner only. False only for synthetic data.

    Raises:
        WriteError: if it cannot be written, or must not be replaced.
    """
    with writing_output(out, private=private) as stream:
        stream.write(data)
    note(f"Written: {out}")


def emit_report(
    workspace: Workspace, value: object, output: Output, **options: Unpack[ReportOptions]
) -> None:
    """Write the report of a value to a file or the standard output.

    Raises:
        InspectPrepError: if a file that is not text would go to a terminal.
        RefusedError: if the reader may not have it.
        WriteError: if the file cannot be written, or must not be replaced.
    """
    if output.path is not None:
        workspace.write(value, output.path, format=output.format, **options)
        note(f"Written: {output.path}")
        return
    if output.drawn and screen.room() is not None:
        from inspectprep.cli.report_screen import draw, has_answer
        from inspectprep.workspace.report_output import readable_report

        report = readable_report(workspace, value, options)
        if has_answer(report):
            draw(report)
            return
    provider = workspace.registry.reports.get(output.format)
    if not provider.media_type.startswith(_TEXT) and stdout().isatty():
        raise InspectPrepError(
            f"The format {provider.id!r} is not text, so a screen cannot show it.",
            remedy=f"Use --out with a name that ends in {provider.suffix}.",
        )
    data = workspace.render(value, provider.id, **options)
    if output.drawn:
        screen.put_what_fits(list(_closed_up(_title_first(data.decode()).splitlines())))
    else:
        _emit(data)


def _title_first(text: str) -> str:
    """Return the text of a report with its title, which is its subject, before the marking."""
    marking, _, rest = text.partition("\n\n")
    title, _, rest = rest.partition("\n\n")
    return f"{title}\n\n{marking}\n\n{rest}" if marking in _MARKINGS else text


def _closed_up(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines without blank ones, but for those before a heading, so that more fits on the screen."""
    filled = [line for line in lines if line.strip()]
    for line, after in pairwise([*filled, ""]):
        if after and not after.strip("-"):
            yield ""
        yield line


def emit_document(
    workspace: Workspace, value: object, output: Output, **options: Unpack[ReportOptions]
) -> None:
    """Write the report of a value whose JSON on the screen needs no report, which takes time."""
    if output == Output("json") and workspace.registry.reports.lineage("json")[0].builtin:
        emit_json(codec.dumps(value))
    else:
        emit_report(workspace, value, output, **options)


def _emit(data: bytes) -> None:
    stream = stdout()
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()
