"""Works out helper columns: what other rows of the same child or family say, for each row of a list.

Questions that do not depend on the row that asks are answered once for each child of the other list; the
rest are asked of pairs of rows, joined once for all rules that compare the same two lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial, reduce
from itertools import groupby
from typing import Any

from inspectprep.annexa.engine.frames import Frames
from inspectprep.annexa.engine.lookup import (
    EMPTY_ANSWERS,
    TRUTHS,
    KeyedAnswers,
    add_marks,
    look_up,
    mark_keys,
    possible_repeats,
    rows_by_key,
    split_agreed,
)
from inspectprep.annexa.engine.plan import HelperColumn
from inspectprep.annexa.engine.sides import OUTER
from inspectprep.parallel import apply_to_all

__all__ = ["attach_helpers"]

_LIST_WEIGHT = 2**40
_FOUND_WEIGHT = 2**48


def attach_helpers(frames: Frames, rounds: Iterable[list[HelperColumn]], *, threads: bool = False) -> Frames:
    """Return the frames with a column for every helper.

    Args:
        frames: Prepared frames by list, all of one engine.
        rounds: Helpers in the order in which they can be worked out.
        threads: Work out several sorts of helpers at once; for polars only.
    """
    for helpers in rounds:
        answers = _Answers(frames)
        # The longest first.
        by_sort: dict[Any, list[HelperColumn]] = {_paired: [], _usual: [], _grouped: [], _repeated: []}
        for helper in helpers:
            by_sort[_SORTS.get(helper.kind, _paired if helper.paired else _grouped)].append(helper)
        steps = [partial(sort, answers, mine) for sort, mine in by_sort.items()]
        apply_to_all(lambda step: step(), steps, threads=threads)
        frames = answers.joined()
    return frames


class _Answers:
    """Collects the answers of a round, and joins them to the lists that asked."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.col = frames.dialect.col
        self.found: dict[int, list[tuple[Any, str, list[tuple[str, HelperColumn]]]]] = {}
        self.marks: dict[int, list[tuple[str, str, Any]]] = {}
        self.sizes: dict[str, int] = {}
        self.slots: dict[int, Any] = {}

    def add(self, number: int, answer: Any, key: str, named: list[tuple[str, HelperColumn]]) -> None:
        """Note that columns of `answer`, which has one row a key, answer helpers of a list."""
        self.found.setdefault(number, []).append((answer, key, named))

    def mark(self, number: int, key: str, name: str, keys: Any) -> None:
        """Note that `name` is true of the rows of a polars list that have one of some keys."""
        self.marks.setdefault(number, []).append((key, name, mark_keys(keys, self.size(number, key))))

    def size(self, number: int, key: str) -> int:
        """Return one more than the highest key, over all polars lists unless it is a row's own place."""
        if key == "__idx":
            return int(self.frames.by_list[number].height)
        if key not in self.sizes:
            highest = [each[key].max() for each in self.frames.by_list.values() if key in each.columns]
            self.sizes[key] = 1 + max((int(each) for each in highest if each is not None), default=-1)
        return self.sizes[key]

    def joined(self) -> Frames:
        """Return the frames with the answers as columns."""
        done = dict(self.frames.by_list)
        for number, marks in self.marks.items():
            done[number] = add_marks(done[number], marks)
        for number, parts in self.found.items():
            if self.frames.is_polars:
                answers = [self.answer(number, *part) for part in parts]
                done[number] = look_up(done[number], answers)
                continue
            frame, fills = done[number], []
            for answer, key, named in parts:
                columns = [self.col(name).alias(helper.name) for name, helper in named]
                frame = frame.join(answer.select(key, *columns), on=key, how="left")
                for _, helper in named:
                    if helper.kind in EMPTY_ANSWERS:
                        filled = self.col(helper.name).fill_null(EMPTY_ANSWERS[helper.kind])
                        fills.append((filled > 0).alias(helper.name) if helper.kind in TRUTHS else filled)
            done[number] = self.frames.settle(frame.with_columns(*fills) if fills else frame)
        return Frames(dialect=self.frames.dialect, by_list=done)

    def answer(
        self, number: int, frame: Any, key: str, named: list[tuple[str, HelperColumn]]
    ) -> KeyedAnswers:
        """Return an answer with its slots."""
        if key == "__idx":
            slots = rows_by_key(frame[key], self.size(number, key))
        else:
            if id(frame) not in self.slots:
                self.slots[id(frame)] = rows_by_key(frame[key], self.size(number, key))
            slots = self.slots[id(frame)]
        return KeyedAnswers(frame=frame, key=key, helpers=tuple(named), slots=slots)


def _by(helpers: list[HelperColumn], *attributes: str) -> Any:
    def key(helper: HelperColumn) -> tuple[Any, ...]:
        return tuple(getattr(helper, name) for name in attributes)

    return groupby(sorted(helpers, key=key), key)


def _grouped(answers: _Answers, helpers: list[HelperColumn]) -> None:
    col = answers.col
    for (other, by), asked in _by(helpers, "other", "by"):
        by_question: dict[Any, list[HelperColumn]] = {}
        for helper in asked:
            by_question.setdefault(helper.shared, []).append(helper)
        if answers.frames.is_polars:
            _marked(answers, answers.frames.start(other), by, by_question)
            if not by_question:
                continue
        firsts = [same[0] for same in by_question.values()]
        source = answers.frames.start(other).filter(~col(by).is_null())
        grouped = answers.frames.settle(_one_row_a_key(answers.frames.dialect, source, [by], firsts))
        wanted: dict[int, list[tuple[str, HelperColumn]]] = {}
        for same in by_question.values():
            for helper in same:
                wanted.setdefault(helper.list, []).append((same[0].name, helper))
        for number, pairs in wanted.items():
            answers.add(number, grouped, by, pairs)


def _marked(answers: _Answers, rows: Any, key: str, by_question: dict[Any, list[HelperColumn]]) -> None:
    """Answer on polars whether a row exists, and take these questions out of `by_question`.

    Nothing is grouped or joined: the keys of the rows that fulfil the condition are marked.
    """
    col = answers.col
    mine = [question for question, same in by_question.items() if same[0].kind == "exists"]
    asked = [by_question.pop(question) for question in mine]
    if not asked:
        return
    flags = {same[0].name: same[0].condition for same in asked if same[0].condition is not None}
    told = rows.filter(col(key).is_not_null()).select(key, **flags).collect()
    for same in asked:
        keys = told[key] if same[0].name not in flags else told[key].filter(told[same[0].name])
        for helper in same:
            answers.mark(helper.list, key.removeprefix(OUTER), helper.name, keys)


def _one_row_a_key(dialect: Any, source: Any, keys: list[str], helpers: list[HelperColumn]) -> Any:
    """Return one row for each key with the answer of every helper."""
    col, one, none = dialect.col, dialect.lit(1), dialect.lit(0)
    simple = [each for each in helpers if each.kind != "distinct"]
    flags, totals = [], []
    for helper in simple:
        if helper.kind == "highest":
            value = helper.value
            if helper.condition is not None:
                value = dialect.when(helper.condition).then(helper.value)
            flags.append(value.alias(helper.name))
            totals.append(col(helper.name).max())
        else:
            flag = (
                one if helper.condition is None else dialect.when(helper.condition).then(one).otherwise(none)
            )
            flags.append(flag.alias(helper.name))
            totals.append(col(helper.name).max() if helper.kind == "exists" else col(helper.name).sum())
    parts = []
    if simple:
        grouped = source.select(*keys, *flags).group_by(*keys).agg(*totals)
        parts.append(grouped)
    for helper in helpers:
        if helper.kind == "distinct":
            chosen = source if helper.condition is None else source.filter(helper.condition)
            values = chosen.select(*keys, helper.value.alias(helper.name))
            values = values.filter(~col(helper.name).is_null()).unique(subset=[*keys, helper.name])
            parts.append(values.group_by(*keys).agg(dialect.len().alias(helper.name)))
    if len(parts) == 1:
        return parts[0]
    every = dialect.concat([part.select(*keys) for part in parts]).unique(subset=keys)
    return reduce(lambda left, right: left.join(right, on=keys, how="left"), parts, every)


def _paired(answers: _Answers, helpers: list[HelperColumn]) -> None:
    frames = answers.frames
    planned, askers = [], []
    for (number, other, by), asked in _by(helpers, "list", "other", "by"):
        mine = list(asked)
        outer = frozenset().union(*(each.reads_outer for each in mine))
        inner = frozenset().union(*(each.reads for each in mine))
        pairs = _pairs_of(frames, frames.start(number), other, f"{by}_pair", (outer, inner))
        if frames.is_polars:
            by_question = {each: [each] for each in mine}
            _marked(answers, pairs, f"{OUTER}__idx", by_question)
            mine = list(by_question)
            if not mine:
                continue
        answer = _one_row_a_key(frames.dialect, pairs, [f"{OUTER}__idx"], mine)
        planned.append(answer.rename({f"{OUTER}__idx": "__idx"}))
        askers.append((number, mine))
    for (number, mine), answer in zip(askers, frames.settle_all(planned), strict=True):
        answers.add(number, answer, "__idx", [(each.name, each) for each in mine])


def _pairs_of(
    frames: Frames, tops: Any, other: int, key: str, columns: tuple[Iterable[str], Iterable[str]]
) -> Any:
    """Return every pair of one of `tops`, the rows under test, and a row of list `other` with one key.

    Of `columns`, the first are those needed of the row under test, which get its prefix, and the second
    those of the other; both keep their ``__idx`` besides.
    """
    col = frames.dialect.col
    outer, inner = columns
    left = [col(name).alias(OUTER + name) for name in sorted({*outer, "__idx", key})]
    right = frames.start(other).filter(~col(key).is_null()).select(*sorted({*inner, "__idx", key}))
    chosen = tops.filter(~col(key).is_null()).select(*left)
    return chosen.join(right, left_on=f"{OUTER}{key}", right_on=key, how="inner")


def _usual(answers: _Answers, helpers: list[HelperColumn]) -> None:
    """Answer which value of a column most lists have for a child; the lowest number settles equals.

    Only children on whom the lists differ are counted list by list, and they are few.
    """
    dialect, col = answers.frames.dialect, answers.col
    by_question: dict[Any, list[HelperColumn]] = {}
    for helper in helpers:
        by_question.setdefault(helper.shared, []).append(helper)
    for same in by_question.values():
        question = same[0]
        (column,) = question.columns
        parts = []
        for number in question.holders:
            known = ~col("__child").is_null() & ~col(column).is_null()
            if question.ignored:
                known = known & ~col(column).is_in(list(question.ignored))
            place = (col("__idx") + number * _LIST_WEIGHT).alias("__at")
            rows = answers.frames.start(number).filter(known)
            parts.append(rows.select("__child", column, place, dialect.lit(number).alias("__list")))
        every = answers.frames.settle(dialect.concat(parts))
        rows = answers.frames.again(every)
        agreed, torn = _agreed(answers, every, column)
        votes = (
            rows.join(torn, on="__child", how="inner")
            .group_by("__child", column, "__list")
            .agg(col("__at").min())
            .group_by("__child", column)
            .agg(dialect.len().alias("__lists"), col("__at").min())
            .with_columns((col("__lists") * _FOUND_WEIGHT - col("__at")).alias("__score"))
        )
        votes = answers.frames.settle(votes)
        best = answers.frames.again(votes).group_by("__child").agg(col("__score").max())
        chosen = answers.frames.again(votes).join(best, on=["__child", "__score"], how="inner")
        both = [agreed, chosen.select("__child", column)]
        answer = answers.frames.settle(dialect.concat(both))
        for helper in same:
            answers.add(helper.list, answer, "__child", [(column, helper)])


def _agreed(answers: _Answers, every: Any, column: str) -> tuple[Any, Any]:
    """Return the children whose rows have one value, with that, and those whose rows differ."""
    frames, col = answers.frames, answers.col
    if frames.is_polars:
        agreed, torn = split_agreed(every, "__child", column)
        return frames.again(agreed), frames.again(torn)
    spread = frames.again(every).group_by("__child")
    spread = frames.settle(spread.agg(col(column).min().alias("__low"), col(column).max().alias("__high")))
    agreed = frames.again(spread).filter(col("__low") == col("__high"))
    torn = frames.again(spread).filter(col("__low") != col("__high"))
    return agreed.select("__child", col("__low").alias(column)), torn.select("__child")


def _repeated(answers: _Answers, helpers: list[HelperColumn]) -> None:
    """Answer whether a row above has the same key, and whether the first such row is the same throughout."""
    dialect, col = answers.frames.dialect, answers.col
    for helper in helpers:
        frame = answers.frames.start(helper.list)
        keys = list(helper.columns)
        full = frame.filter(*[~col(key).is_null() for key in keys])
        if answers.frames.is_polars:
            wanted = {"__idx", *keys, *(("__same",) if helper.kind == "same_as_first" else ())}
            few = possible_repeats(full.select(sorted(wanted)).collect(), keys)
            if not few.height:
                answers.mark(helper.list, "__idx", helper.name, few["__idx"])
                continue
            full = few.lazy()
        firsts = full.group_by(*keys).agg(
            col("__idx").min().alias("__first"), dialect.len().alias("__copies")
        )
        firsts = firsts.filter(col("__copies") > 1).select(*keys, "__first")
        later = full.join(firsts, on=keys, how="inner").filter(col("__idx") > col("__first"))
        if helper.kind == "same_as_first":
            first = frame.select(col("__idx").alias("__first"), col("__same").alias("__other"))
            later = later.join(first, on="__first", how="inner").filter(col("__same") == col("__other"))
        answer = answers.frames.settle(later.select("__idx", dialect.lit(1).alias(helper.name)))
        if answers.frames.is_polars:
            answers.mark(helper.list, "__idx", helper.name, answer["__idx"])
        else:
            answers.add(helper.list, answer, "__idx", [(helper.name, helper)])


_SORTS = {"usual": _usual, "repeated": _repeated, "same_as_first": _repeated}
