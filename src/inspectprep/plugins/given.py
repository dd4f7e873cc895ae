"""Limits and forms of what plugins give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from inspectprep.errors import DocumentError

T = TypeVar("T")

MOST = 10_000
"""The most values that one provider may give. A plugin that never ends would end the program."""

LOWER_CASE_ID = "must have lower-case letters and figures, with hyphens between words"
"""The form of an id for which :func:`is_lower_case_id` asks, as the rest of a sentence."""

_LOWER_CASE_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_SEPARATORS = str.maketrans("_.", "--")


def bounded(values: Iterable[T]) -> list[T]:
    """Return values that a plugin gives as a list.

    Raises:
        DocumentError: if there are more than :data:`MOST`.
    """
    found = list(islice(values, MOST + 1))
    if len(found) > MOST:
        raise DocumentError([("$", f"there are more than {MOST:,} values")])
    return found


def is_plain_id(name: str) -> bool:
    """Return whether an id has plain letters and figures, with one of ``-_.`` between words.

    An id with other characters can look like that of something else in a list.
    """
    return name.isascii() and all(part.isalnum() for part in name.translate(_SEPARATORS).split("-"))


def is_lower_case_id(name: str) -> bool:
    """Return whether an id is plain and has no upper case."""
    return _LOWER_CASE_ID.fullmatch(name) is not None


def repeated_ids(ids: Iterable[str], path: str) -> Iterator[tuple[str, str]]:
    """Yield the path of each id that is there before, and a sentence about it.

    Args:
        ids: The ids, in order.
        path: The path of their list, such as ``$.rules``.
    """
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name.casefold() in seen:
            yield f"{path}[{place}].id", f"{name!r} is there twice"
        seen.add(name.casefold())
