"""Saved answers to the question of readiness, one for each day on which it was asked and kind of question.

There are two kinds of question: about one inspection, and about an imagined call on any day. The name of a
file is the day on which the answer was given, and the id of the inspection if it is about one.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from pathlib import Path

from inspectprep import codec
from inspectprep.errors import InspectPrepError
from inspectprep.files import writing
from inspectprep.model.readiness import Readiness

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(.+))?")


def save_answer(folder: Path, answer: Readiness) -> None:
    """Save an answer. It replaces an answer of the same day to the same kind of question.

    Args:
        folder: The folder of the saved answers.
        answer: The answer, with the day on which it was given.

    Raises:
        WriteError: if it cannot be written.
    """
    about = f"-{answer.inspection}" if answer.inspection else ""
    given = answer.given or answer.as_of
    with writing(folder / f"{given.isoformat()}{about}.json", private=True) as stream:
        stream.write(codec.dumps(answer).encode())


def earlier_answers(
    folder: Path, *, before: date, inspection: str = "", most: int = 1
) -> tuple[Readiness, ...]:
    """Return the last answers that were given before a day to a kind of question, oldest first.

    Answers of an earlier format have no day. They count as given on the day that they are about. A file that
    cannot be read is passed over.

    Args:
        folder: The folder of the saved answers.
        before: The day of the present answer.
        inspection: Id of the inspection. Empty for an imagined call.
        most: The most answers to return.
    """
    earlier = (path for day, path in reversed(_files(folder, inspection)) if day < before.isoformat())
    found = list(islice(filter(None, map(_read, earlier)), most))
    return tuple(reversed(found))


def saved_answers(folder: Path, *, inspection: str = "") -> tuple[Readiness, ...]:
    """Return the answers to a kind of question, oldest first. A file that cannot be read is passed over.

    Args:
        folder: The folder of the saved answers.
        inspection: Id of the inspection. Empty for an imagined call.
    """
    return tuple(filter(None, (_read(path) for _, path in _files(folder, inspection))))


def _files(folder: Path, inspection: str) -> list[tuple[str, Path]]:
    """Return the day and the path of each answer to a kind of question, oldest first."""
    named = ((_NAME.fullmatch(path.stem), path) for path in sorted(folder.glob("*.json")))
    return [(name[1], path) for name, path in named if name and (name[2] or "") == inspection]


def _read(path: Path) -> Readiness | None:
    try:
        return codec.read_json(path, Readiness)
    except InspectPrepError:
        return None
