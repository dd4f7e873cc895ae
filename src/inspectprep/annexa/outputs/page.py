"""Private web pages of child-level data: one file, without scripts, with the mark on every printed page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from inspectprep.annexa.outputs.mark import MARK
from inspectprep.files import writing

_NOTE = f"{MARK}: about children, for those who need it for their work only"
_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 3.2rem 1.2rem 2rem;
  color: #1b1b1b; background: #fff; }
.mark { position: fixed; inset: 0 0 auto 0; background: #9c1c1c; color: #fff; padding: .35rem 1.2rem;
  font-weight: 600; z-index: 1; }
h1 { font-size: 1.6rem; margin: .4rem 0; } h2 { font-size: 1.2rem; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; padding: .2rem 0; color: #444; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #d5d5d5; }
th { background: #f1f1f1; } td { min-width: 11rem; } td.short { min-width: 0; white-space: nowrap; }
tr.error td:first-child { border-left: 5px solid #b3261e; }
tr.warning td:first-child { border-left: 5px solid #b26a00; }
tr.query td:first-child { border-left: 5px solid #1d5fa8; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: #1b1b1b; }
@media print { body { padding: 1.4cm 0 0; max-width: none; font-size: 9pt; } tr, svg { break-inside: avoid; }
  thead { display: table-header-group; } @page { size: A4 landscape; margin: 1.2cm; } }
"""
_SHORT = 14
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_page(path: Path | str, title: str, parts: Iterable[str]) -> None:
    """Write a page that only its owner can read.

    Args:
        path: The file to write. It is written whole or not at all.
        title: The title, which names no child.
        parts: The parts of its body, as HTML.

    Raises:
        WriteError: if it cannot be written.
    """
    text = "\n".join(
        (
            '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(title)} ({MARK})</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f'<p class="mark">{_NOTE}</p>\n<main>\n<h1>{escape(title)}</h1>',
            *parts,
            "</main>\n</body>\n</html>\n",
        )
    )
    with writing(path, private=True) as stream:
        stream.write(text.encode())


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<p>{escape(text)}</p>"


def heading(text: str) -> str:
    """Return the heading of a section."""
    return f"<h2>{escape(text)}</h2>"


def table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, classes: Iterable[str] = ()
) -> str:
    """Return a table.

    Args:
        caption: The caption.
        headings: The headings of the columns.
        rows: The cells of each row: text, numbers, dates or None.
        classes: The class of each row, such as a severity.
    """
    named = iter(classes)
    body = []
    for row in rows:
        kind = next(named, "")
        cells = "".join(_cell(cell) for cell in row)
        body.append(f'<tr class="{escape(kind)}">{cells}</tr>' if kind else f"<tr>{cells}</tr>")
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in headings)
    return (
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{chr(10).join(body)}\n</tbody>\n</table>"
    )


def _cell(cell: Any) -> str:
    text = "" if cell is None else f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)
    return f'<td class="short">{escape(text)}</td>' if len(text) <= _SHORT else f"<td>{escape(text)}</td>"
