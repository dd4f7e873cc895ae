"""The refusal of records, file names and imports that seem to contain a child's personal data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from inspectprep.errors import InspectPrepError, PersonalDataError
from inspectprep.store.protocol import Revision
from inspectprep.workspace.personal_data.detection import ID, NAME, NHS_NUMBER, PUPIL_NUMBER, personal_data_in
from inspectprep.workspace.personal_data.known_children import KnownChildren
from inspectprep.workspace.personal_data.lazy_pattern import LazyPattern

_QUOTED = LazyPattern(r"'[^']*'|\"[^\"]*\"")
_SHORT_NAME = LazyPattern(r"[a-z_]+\d{1,3}")  # such as sha256
_FIELD_NAME = "name of a field"
_LONGEST = 10_000
_LEAST_NUMBER = 10**9
# No workspace has changes before this day, except one whose clock was set back.
_FIRST_DAY = date(2026, 1, 1)

_REFERENCE = "Use the reference from the inspection's own list, such as case 4."
_INSTEAD = {
    NHS_NUMBER: _REFERENCE,
    PUPIL_NUMBER: _REFERENCE,
    ID: _REFERENCE,
    NAME: f"{_REFERENCE} If this is a worker, add the worker before you load the list of children.",
    "a date of birth": "Write the age without the date.",
    "a date that matches an age": "Write the age without the date.",
    "a possible date of birth in figures": (
        "If the date is not a date of birth, write its month in words, such as 12 May 2014."
    ),
}


def reasons_in(text: str, today: date, known: KnownChildren | None) -> Sequence[str]:
    """Return a description of each kind of personal data in a text, also of children in loaded lists."""
    found = personal_data_in(text, today)
    return found if known is None else [*found, *known.found_in(text)]


def masked(text: str, today: date) -> str:
    """Return a message with stars for the digits of a child's number or date of birth that was typed.

    What was typed is in quotes, or is a number outside of them. The examples of dates in messages stay.
    """
    text = _QUOTED.sub(
        lambda match: _starred(match[0]) if any(personal_data_in(match[0], today)) else match[0], text
    )
    numbers = {NHS_NUMBER, PUPIL_NUMBER}.intersection(personal_data_in(text, today))
    return _starred(text) if numbers else text


def _starred(text: str) -> str:
    return "".join("*" if char.isnumeric() else char for char in text)


def refuse_personal_data(
    document: Mapping[str, Any],
    *,
    today: date,
    known: KnownChildren | None,
    why: str = "",
    by: str = "",
    where: str = "",
) -> None:
    """Refuse a record whose free text seems to contain a child's personal data.

    Args:
        document: The record as plain data.
        today: The day on which it is written.
        known: The children in loaded lists, if any.
        why: The reason for the change, which is checked too.
        by: The author, whose name is checked too.
        where: The id or kind of the record, for messages.

    Raises:
        PersonalDataError: naming each field and the reason, never the value.
        InspectPrepError: if a text is too long.
    """
    problems = []
    known = known if known and known.any else None
    for field, text in (*_texts(document), ("why", why), ("by", by)):
        if len(text) > _LONGEST:
            raise InspectPrepError(
                f"The field {field!r} has {len(text):,} characters. The limit is {_LONGEST:,}.",
                where=where,
                remedy="Put the text in a file, and record the location of the file.",
            )
        if reasons := reasons_in(text, today, known):
            problems += [(field, reason) for reason in reasons]
    if problems:
        safe = not any(reasons_in(where, today, known))
        raise PersonalDataError(problems, where=where if safe else "", remedy=_remedy(problems))


def refuse_file_name(path: Path | str, *, today: date, known: KnownChildren | None) -> None:
    """Refuse the name of a file or its folders if it seems to contain a child's personal data.

    Raises:
        PersonalDataError: naming the reason, never the name.
    """
    problems = [("file name", reason) for reason in reasons_in(str(path), today, known)]
    if problems:
        raise PersonalDataError(problems, remedy=f"Rename the file or the folder. {_remedy(problems)}")


def import_check(*, today: date, known: KnownChildren | None) -> Callable[[Revision], None]:
    """Return a check of each change of an import, for :meth:`inspectprep.store.protocol.Store.import_`.

    Each change is checked as on the day on which it was made, so that a text that was accepted then is
    accepted again.

    Args:
        today: The day of the import.
        known: The children in loaded lists, if any.
    """

    def check(change: Revision) -> None:
        day = min(max(change.at.date(), _FIRST_DAY), today)
        texts = [("id", change.id), ("kind", change.kind), ("why", change.why), ("by", change.by)]
        problems = [
            (field, reason)
            for field, text in (*texts, *_texts(change.document, named=True))
            for reason in reasons_in(text, day, known)
        ]
        # A path would repeat the name of a field that is itself the problem.
        problems = [problem for problem in problems if problem[0] == _FIELD_NAME] or problems
        if problems:
            # The first line of an export is about the store.
            refuse_import(dict.fromkeys(problems), where=f"Change {change.number}, line {change.number + 1}")

    return check


def refuse_import(problems: Iterable[tuple[str, str]], *, where: str) -> NoReturn:
    """Refuse an import.

    Raises:
        PersonalDataError: always.
    """
    raise PersonalDataError(
        problems,
        where=where,
        done="Nothing was imported.",
        remedy="Ask for an export without personal data of children.",
    )


def _remedy(problems: Iterable[tuple[str, str]]) -> str:
    return " ".join(dict.fromkeys(_INSTEAD[reason] for _, reason in problems))


def _texts(value: Any, *, named: bool = False) -> list[tuple[str, str]]:
    """Return each text and long number in plain data, with the path of its field.

    Args:
        value: Plain data.
        named: True to give each text with the name of its field before it, because a field may be named
            *date of birth*.
    """
    found: list[tuple[str, str]] = []

    def add(value: Any, path: str) -> None:
        if isinstance(value, str):
            found.append((path, f"{_name(path)}: {value}" if named else value))
        elif isinstance(value, Mapping):
            for key, part in value.items():
                name = str(key)
                plain = name.replace("_", "").isalpha() or bool(_SHORT_NAME.fullmatch(name))
                if named or not plain:
                    found.append((_FIELD_NAME, name))
                name = name if plain else "..."
                place = f"{path}.{name}" if path else name
                if part.__class__ is str and not named:
                    found.append((place, part))
                else:
                    add(part, place)
        elif isinstance(value, list | tuple):
            for index, part in enumerate(value):
                add(part, f"{path}[{index}]")
        elif isinstance(value, int | float) and abs(value) >= _LEAST_NUMBER:
            found.append((path, f"{value:.0f}"))

    add(value, "")
    return found


def _name(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0].replace("_", " ")
