"""The answers to questions about other rows, which become columns of the lists that asked."""

from __future__ import annotations

from typing import TypeAlias

from inspectprep.annexa.engine.frames import AnyFrame, Frames
from inspectprep.annexa.engine.lookup import (
    EMPTY_ANSWERS,
    TRUTHS,
    KeyedAnswers,
    add_marks,
    look_up,
    mark_keys,
    rows_by_key,
)
from inspectprep.annexa.engine.plan import HelperColumn
from inspectprep.dataframes import pl

# Helpers, each with the column of an answer that has its values.
_Named: TypeAlias = list[tuple[str, HelperColumn]]
# A frame with one row for each key, the column of the keys, and the helpers answered.
_Answer: TypeAlias = tuple[AnyFrame, str, _Named]


class Answers:
    """Collects the answers of a round, and adds them to the lists that asked.

    Args:
        frames: The prepared frames.
    """

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.col = frames.dialect.col
        self._answers: dict[int, list[_Answer]] = {}
        self._marks: dict[int, list[tuple[str, str, pl.Series]]] = {}
        self._sizes: dict[str, int] = {}
        self._rows: dict[int, pl.Series] = {}

    def add(self, list_number: int, answer: AnyFrame, key: str, helpers: _Named) -> None:
        """Add an answer with one row for each key.

        Args:
            list_number: The list that asked.
            answer: A frame.
            key: The column that has the keys, in the answer and in the list.
            helpers: The helpers answered, each with its column of the answer.
        """
        self._answers.setdefault(list_number, []).append((answer, key, helpers))

    def mark(self, list_number: int, key: str, name: str, keys: pl.Series) -> None:
        """Add a column `name` to a polars list: whether the row has one of some keys."""
        marks = mark_keys(keys, self._size(list_number, key))
        self._marks.setdefault(list_number, []).append((key, name, marks))

    def _size(self, list_number: int, key: str) -> int:
        """Return one more than the highest key, over all lists unless the key is the row's own position."""
        if key == "__idx":
            return int(self.frames.by_list[list_number].height)
        if key not in self._sizes:
            highest = [frame[key].max() for frame in self.frames.by_list.values() if key in frame.columns]
            self._sizes[key] = 1 + max((int(number) for number in highest if number is not None), default=-1)
        return self._sizes[key]

    def joined(self) -> Frames:
        """Return the frames with the answers as columns."""
        by_list = dict(self.frames.by_list)
        for list_number, marks in self._marks.items():
            by_list[list_number] = add_marks(by_list[list_number], marks)
        for list_number, answers in self._answers.items():
            frame = by_list[list_number]
            if self.frames.is_polars:
                by_list[list_number] = look_up(
                    frame, [self._keyed(list_number, *answer) for answer in answers]
                )
            else:
                by_list[list_number] = self._left_joined(frame, answers)
        return self.frames.replaced(by_list)

    def _left_joined(self, frame: AnyFrame, answers: list[_Answer]) -> AnyFrame:
        fills = []
        for answer, key, helpers in answers:
            columns = [self.col(name).alias(helper.name) for name, helper in helpers]
            frame = frame.join(answer.select(key, *columns), on=key, how="left")
            for _, helper in helpers:
                if helper.kind in EMPTY_ANSWERS:
                    filled = self.col(helper.name).fill_null(EMPTY_ANSWERS[helper.kind])
                    fills.append((filled > 0).alias(helper.name) if helper.kind in TRUTHS else filled)
        return self.frames.carry_out(frame.with_columns(*fills) if fills else frame)

    def _keyed(self, list_number: int, frame: AnyFrame, key: str, helpers: _Named) -> KeyedAnswers:
        if key == "__idx":
            rows = rows_by_key(frame[key], self._size(list_number, key))
        else:
            # Several lists may ask for one answer, whose keys are then looked up once.
            if id(frame) not in self._rows:
                self._rows[id(frame)] = rows_by_key(frame[key], self._size(list_number, key))
            rows = self._rows[id(frame)]
        return KeyedAnswers(frame=frame, key=key, helpers=tuple(helpers), rows=rows)
