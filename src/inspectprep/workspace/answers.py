"""Saved answers to the question of readiness, one for each day on which it was asked and kind of question.

There are two kinds of question: about one inspection, and about an imagined call on any day. The name of a
file is the day on which the answer was given, and the id of the inspection if it is about one.
"""

from __future__ import annotations

import re
from datetime import date
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


def last_answer(folder: Path, *, before: date, inspection: str = "") -> Readiness | None:
    """Return the last answer that was given before a day to a kind of question; None if there is none.

    Answers of an earlier format have no day. They count as given on the day that they are about. A file that
    cannot be read is passed over.

    Args:
        folder: The folder of the saved answers.
        before: The day of the present answer.
        inspection: Id of the inspection. Empty for an imagined call.
    """
    for path in sorted(folder.glob("*.json"), reverse=True):
        name = _NAME.fullmatch(path.stem)
        if name is None or name[1] >= before.isoformat() or (name[2] or "") != inspection:
            continue
        try:
            return codec.read_json(path, Readiness)
        except InspectPrepError:
            continue
    return None
