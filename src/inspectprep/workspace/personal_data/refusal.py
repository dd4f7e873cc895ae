"""The refusal of records whose free text seems to contain a child's personal data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from inspectprep.errors import InspectPrepError, PersonalDataError
from inspectprep.workspace.personal_data.detection import personal_data_in
from inspectprep.workspace.personal_data.known_ids import KnownIds

_LONGEST = 10_000


def refuse_personal_data(
    document: Mapping[str, Any],
    *,
    today: date,
    known: KnownIds | None,
    why: str = "",
    by: str = "",
    where: str = "",
) -> None:
    """Refuse a record whose free text seems to contain a child's personal data.

    Args:
        document: The record as plain data.
        today: The day on which it is written.
        known: Ids of children in loaded lists, if any.
        why: The reason for the change, which is checked too.
        by: The author, whose name is checked too.
        where: The id or kind of the record, for messages.

    Raises:
        PersonalDataError: naming each field and the reason, never the value.
        InspectPrepError: if a text is too long.
    """
    problems = []
    for field, text in (*_texts(document), ("why", why), ("by", by)):
        if len(text) > _LONGEST:
            raise InspectPrepError(
                f"The field {field!r} has {len(text):,} characters. The limit is {_LONGEST:,}.",
                where=where,
                remedy="Put the text in a file, and record the location of the file.",
            )
        problems += [(field, reason) for reason in personal_data_in(text, today)]
        if known is not None and known.any_in(text):
            problems.append((field, "the id of a child in a loaded list"))
    if problems:
        raise PersonalDataError(problems, where=where)


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _texts(part, f"{path}[{index}]")
