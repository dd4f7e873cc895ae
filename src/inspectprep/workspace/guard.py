"""The guard before the store: no child-level value is kept, whoever writes it and wherever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from inspectprep.errors import InspectPrepError, PersonalDataError
from inspectprep.workspace.details import details_in
from inspectprep.workspace.known import KnownIds

__all__ = ["check"]

_LONGEST = 10_000


def check(
    document: Mapping[str, Any],
    *,
    today: date,
    known: KnownIds | None,
    why: str = "",
    by: str = "",
    where: str = "",
) -> None:
    """Refuse a record whose free text seems to hold a child's details.

    Args:
        document: The record as plain data.
        today: The day on which it is written.
        known: Ids of children in the lists that were loaded; None where there are none.
        why: The reason of the change, which is read too.
        by: Who makes the change.
        where: What the record is called, for messages.

    Raises:
        PersonalDataError: naming every field and the reason, never the value.
        InspectPrepError: if a text is so long that it must be a document of its own.
    """
    problems = []
    for field, text in (*_texts(document), ("why", why), ("by", by)):
        if len(text) > _LONGEST:
            raise InspectPrepError(
                f"The field {field!r} holds {len(text):,} characters, and {_LONGEST:,} is the most.",
                where=where,
                remedy="Keep the text in a file, and say here where it is.",
            )
        problems += [(field, reason) for reason in details_in(text, today)]
        if known is not None and known.any_in(text):
            problems.append((field, "the id of a child in a list that was loaded"))
    if problems:
        raise PersonalDataError(problems, where=where)


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(each, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _texts(each, f"{path}[{index}]")
