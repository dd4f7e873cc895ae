"""Problems with documents in plain words: what was expected, what stands there, and the path to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from inspectprep.errors import closest

__all__ = ["at_index", "at_key", "expected", "nature", "one_of", "problems_of", "step", "unknown_key"]

_PLAIN_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"

_NATURES: tuple[tuple[Any, str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    (int, "a whole number"),
    (float, "a number"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time"),
    (Mapping, "a table"),
    (list | tuple, "a list"),
)


def nature(value: object) -> str:
    """Name what a document's value is, as somebody who writes TOML or JSON would."""
    for cls, words in _NATURES:
        if isinstance(value, cls):
            return words
    return "nothing"


def expected(what: str, value: object) -> ValueError:
    """Make the error that says what should stand where `value` does, without repeating it."""
    return ValueError(f"should be {what}, not {nature(value)}")


def one_of(allowed: Iterable[str], value: str) -> ValueError:
    """Make the error for a word that is none of the allowed ones."""
    words = tuple(allowed)
    near = closest(value, words)
    hint = f" Did you mean {near!r}?" if near else ""
    return ValueError(f"should be one of {', '.join(map(repr, words))}, not {value!r}.{hint}")


def unknown_key(name: str, known: Iterable[str]) -> ValueError:
    """Make the error for a key that nothing reads."""
    keys = tuple(known)
    near = closest(name, keys)
    hint = f"Did you mean {near!r}?" if near else f"The keys here are {', '.join(sorted(keys))}."
    return ValueError(f"is not a key that is known here. {hint}")


def at_key(error: Exception, name: str) -> Exception:
    """Note on an error the key at which it arose."""
    error.add_note(AttributeValidationNote(f"at key {name}", name, None))
    return error


def at_index(error: Exception, index: int) -> Exception:
    """Note on an error the position in a list at which it arose."""
    error.add_note(IterableValidationNote(f"at position {index}", index, None))
    return error


def step(key: int | str) -> str:
    """Write one step of a path: ``.offset``, ``[2]`` or ``['odd key']``."""
    if isinstance(key, int):
        return f"[{key}]"
    return f".{key}" if re.fullmatch(_PLAIN_KEY, key) else f"[{key!r}]"


def problems_of(error: BaseException, path: str = "$") -> Iterator[tuple[str, str]]:
    """Yield every problem in an error raised by the converter, as ``(path, message)``."""
    if isinstance(error, BaseValidationError):
        for each in error.exceptions:
            yield from problems_of(each, path + _step_of(each))
    else:
        yield path, str(error)


def _step_of(error: BaseException) -> str:
    for note in reversed(getattr(error, "__notes__", ())):
        if isinstance(note, AttributeValidationNote):
            return step(note.name)
        if isinstance(note, IterableValidationNote):
            return step(note.index)
    return ""
