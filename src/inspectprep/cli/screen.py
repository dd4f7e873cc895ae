"""The screen of a person: an answer of at most 24 lines, and a word on how to see the rest.

Output that is piped, written to a file or asked for with ``--all`` is not cut.
"""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING

from inspectprep.cli.standard_output import stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

LINES = 24
"""The lines of a terminal. Each command answers within them."""

_ALL = "--all"
_ENDING = 2
_MOST_TITLES = 3
_WIDTH = 78


class _Screen:
    """The lines that are left. None if nothing is cut."""

    left: int | None = None
    titles: tuple[str, ...] = ()
    lines = 0
    partial = False
    said = False


def begin(*, everything: bool) -> None:
    """Begin the answer of a command.

    Args:
        everything: Whether all of it was asked for.
    """
    cut = not everything and stdout().isatty()
    _Screen.left, _Screen.titles, _Screen.lines = LINES - _ENDING if cut else None, (), 0
    _Screen.partial = _Screen.said = False


def allow(lines: int) -> None:
    """Let this answer have more lines than others."""
    if _Screen.left is not None:
        _Screen.left += lines - LINES


def show_all() -> None:
    """Do not cut this answer, because it was asked for by name."""
    _Screen.left = None


def room() -> int | None:
    """Return the lines that are left, or None if nothing is cut."""
    return _Screen.left


def put(lines: Sequence[str], *, title: str = "") -> None:
    """Write lines, if the screen has room for all of them. Others are counted, or named by their title."""
    if _Screen.left is not None:
        if len(lines) > _Screen.left:
            _leave_out(lines, title)
            return
        _Screen.left -= len(lines)
        if any(line.strip() for line in lines):
            _Screen.said = _ALL in lines[-1]
    stream = stdout()
    stream.writelines(f"{line}\n" for line in lines)
    stream.flush()


def put_what_fits(lines: Sequence[str]) -> None:
    """Write as many lines as the screen has room for."""
    fitting = len(lines) if _Screen.left is None else _Screen.left
    put(lines[:fitting])
    if rest := lines[fitting:]:
        _leave_out(rest, "")


def _leave_out(lines: Sequence[str], title: str) -> None:
    _Screen.left = 0
    if title:
        _Screen.titles += (title,)
    else:
        _Screen.lines += sum(bool(line.strip()) for line in lines)


def leave_out(title: str) -> None:
    """Name something that is not shown, once."""
    if _Screen.left is not None and title not in _Screen.titles:
        _Screen.titles += (title,)


def is_partial() -> None:
    """Note that this screen is shorter than the whole answer, even if all of its lines fit."""
    _Screen.partial = True


def shortened(text: str, width: int) -> str:
    """Return a text, cut to a width of a screen with dots at its end. It is whole where nothing is cut."""
    if _Screen.left is None:
        return text
    short = shorten(text, width, placeholder=" ...")
    _Screen.partial |= short.endswith(" ...")
    return short


def end() -> None:
    """Say what the screen had no room for, and how to see it, on at most two lines."""
    if _Screen.left is None:
        return
    if not (_Screen.titles or _Screen.lines):
        if _Screen.partial and not _Screen.said:
            _Screen.left = None
            put([f"and more: {_ALL}"])
        return
    lines = next(
        lines for most in range(_MOST_TITLES, -1, -1) if len(lines := _ending(most)) <= _ENDING or not most
    )
    _Screen.left = None
    put(lines)


def _ending(most: int) -> list[str]:
    parts = list(_Screen.titles[:most])
    if more := len(_Screen.titles) - len(parts):
        parts.append(f"{more} {'more ' if parts else ''}table{'s' if more > 1 else ''}")
    if _Screen.lines:
        parts.append(f"{_Screen.lines} more line{'s' if _Screen.lines > 1 else ''}")
    return wrap(f"Not shown: {'; '.join(parts)}. For all of it: {_ALL}", _WIDTH)
