"""Pages of a bearable length: very long texts are cut, and the page says so.

Most texts that people record have a few sentences. A pasted document would push the answer of a page out of
sight, on every screen and sheet. Texts up to 400 characters are never cut. Longer ones share the room that
is left, so that one pasted document is cut before five long notes are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from attrs import evolve, fields, has

from inspectprep.model.report import Paragraph, Report, Section
from inspectprep.planning.wording import counted

_NEVER_CUT = 400
"""Characters up to which a text is whole: about four sentences."""
_ROOM = 10_000
"""Characters of all longer texts of a page together: about two and a half sheets of paper."""


def fitted(report: Report) -> Report:
    """Return a report with room for all its texts. Its JSON document, sheets and entries are the same."""
    heads = (report.title, report.subtitle)
    lengths = [len(text) for text in _texts((heads, report.sections)) if len(text) > _NEVER_CUT]
    if sum(lengths) <= _ROOM:
        return report
    most = _share(lengths)
    sections = tuple(_cut(section, most) for section in report.sections)
    title, subtitle = (_shortened(text, _NEVER_CUT) for text in heads)
    return evolve(report, title=title, subtitle=subtitle, sections=(*sections, _note(lengths, most)))


def _share(lengths: Sequence[int]) -> int:
    """Return the most characters that each text may have, so that all of them have the room together."""
    room, left = _ROOM, len(lengths)
    for length in sorted(lengths):
        if length * left > room:
            return max(room // left, _NEVER_CUT)
        room, left = room - length, left - 1
    return max(lengths)


def _note(lengths: Sequence[int], most: int) -> Section:
    number = sum(length > most for length in lengths)
    verb = "is" if number == 1 else "are"
    cut = f"{counted(number, 'long text')} {verb} cut on this page."
    text = f"{cut} The same report as Markdown or JSON has every word."
    return Section(title="Long texts", blocks=(Paragraph(text=text),))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, Mapping):
        yield from _texts(tuple(value.values()))
    elif has(type(value)):
        for field in fields(type(value)):
            yield from _texts(getattr(value, field.name))


def _cut(value: Any, most: int) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return _shortened(value, most)
    if isinstance(value, tuple):
        return tuple(_cut(entry, most) for entry in value)
    if isinstance(value, Mapping):
        return {name: _cut(entry, most) for name, entry in value.items()}
    if has(type(value)):
        changed = {
            field.name: _cut(before, most)
            for field in fields(type(value))
            if (before := getattr(value, field.name)) is not None
        }
        return evolve(value, **changed)
    return value


def _shortened(text: str, most: int) -> str:
    """Return a text, or its beginning and how much is left out."""
    if len(text) <= most:
        return text
    start = text[:most]
    shown = start.rpartition(" ")[0] if " " in start[most // 2 :] else start
    return f"{shown} … ({len(text) - len(shown):,} more characters)"
