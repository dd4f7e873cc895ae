"""Problems with documents in plain words: the path, what is expected there, and what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cattrs.errors import AttributeValidationNote, BaseValidationError, IterableValidationNote

from inspectprep.errors import closest
from inspectprep.model.type_checks import nature

REFUSALS = (ValueError, TypeError, BaseValidationError)
"""The errors that readers, and the validators of the model, raise."""


_PLAIN_KEY = r"[A-Za-z_][A-Za-z0-9_-]*"


def expected(what: str, value: object) -> ValueError:
    """Return the error for a value of the wrong type. The value is not repeated."""
    return ValueError(f"should be {what}, not {nature(value)}")


def one_of(allowed: Iterable[str], value: str) -> ValueError:
    """Return the error for a word that is not allowed."""
    words = tuple(allowed)
    near = closest(value, words)
    hint = f" Did you mean {near!r}?" if near else ""
    return ValueError(f"should be one of {', '.join(map(repr, words))}, not {value!r}.{hint}")


def unknown_key(name: str, known: Iterable[str]) -> ValueError:
    """Return the error for a key that no field reads."""
    keys = tuple(known)
    near = closest(name, keys)
    hint = f"Did you mean {near!r}?" if near else f"The keys here are {', '.join(sorted(keys))}."
    return ValueError(f"is not a known key. {hint}")


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
        for inner in error.exceptions:
            yield from problems_of(inner, path + _step_of(inner))
    else:
        yield path, str(error)


def _step_of(error: BaseException) -> str:
    for note in reversed(getattr(error, "__notes__", ())):
        if isinstance(note, AttributeValidationNote):
            return step(note.name)
        if isinstance(note, IterableValidationNote):
            return step(note.index)
    return ""
