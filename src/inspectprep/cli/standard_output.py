"""The standard output, which belongs to the command line alone while it runs.

What a plugin prints, from Python, from a library underneath or from another program that it starts, goes to
the standard error stream. So a document of ``--json`` stays one document.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Own:
    """The stream that leads to the standard output. None while nothing has claimed it."""

    stream: TextIO | None = None


def stdout() -> TextIO:
    """Return the stream to which the command line writes its own output."""
    return _Own.stream or sys.stdout


@contextmanager
def claimed_output() -> Iterator[None]:
    """Let nothing else than :func:`stdout` lead to the standard output during the block."""
    if _Own.stream is not None:
        yield
        return
    before, saved = sys.stdout, _separated(sys.stdout)
    _Own.stream = before if saved is None else _opened(saved, before)
    sys.stdout = sys.stderr
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            _Own.stream.flush()
        if saved is not None:
            os.dup2(saved, before.fileno())
            with suppress(OSError):
                _Own.stream.close()
        sys.stdout, _Own.stream = before, None


def end_output() -> None:
    """Let nothing that is printed from now on, such as when the program ends, be part of the output."""
    _separated(sys.stdout)


def _separated(stream: TextIO) -> int | None:
    """Point the descriptor of the standard output to the standard error stream, and return another for it.

    None if the output is not that of the process, as in a test or a notebook.
    """
    if stream is not sys.__stdout__:
        return None
    try:
        stream.flush()
        own, errors = stream.fileno(), sys.stderr.fileno()
        saved = os.dup(own)
        os.dup2(errors, own)
    except (OSError, ValueError, AttributeError):
        return None
    return saved


def _opened(descriptor: int, like: TextIO) -> TextIO:
    return open(descriptor, "w", encoding=like.encoding, errors=like.errors, closefd=True)


class HelpConsole:
    """A console for help, made when something is first printed. Importing its library takes time."""

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the console."""
        from rich.console import Console

        return getattr(Console(file=stdout()), name)
