"""Calculates helper columns: for each row of a list, facts about other rows of the same child or family.

Questions that do not depend on the row that asks are answered once for each child of the other list. The
others are asked of pairs of rows, joined once for all rules that compare the same two lists.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from types import ModuleType
from typing import Any

from inspectprep.annexa.engine.answers import Answers
from inspectprep.annexa.engine.frames import AnyFrame, Frames, to_polars
from inspectprep.annexa.engine.lookup import possible_repeats, split_agreed
from inspectprep.annexa.engine.plan import HelperColumn
from inspectprep.annexa.engine.prepare import MOST_ROWS
from inspectprep.annexa.engine.sides import OUTER
from inspectprep.dataframes import pl

# The score of a value is the number of lists that have it, then the first row that has it. Each part is
# wide enough for any return.
_LIST_WEIGHT = 2**40
_VOTE_WEIGHT = 2**48
# Pairs of rows that are in memory at the same time, of about a hundred bytes each.
_PORTION = 1_000_000

# A question, with the helpers that ask it on several lists.
_ByQuestion = dict[Hashable, list[HelperColumn]]


def attach_helpers(frames: Frames, rounds: Iterable[list[HelperColumn]]) -> Frames:
    """Return the frames with a column for every helper.

    Args:
        frames: The prepared frames.
        rounds: Helpers in the order in which they can be calculated.
    """
    for helpers in rounds:
        answers = Answers(frames)
        by_sort: dict[_Sort, list[HelperColumn]] = {_paired: [], _usual: [], _grouped: [], _repeated: []}
        for helper in helpers:
            by_sort[_SORTS.get(helper.kind, _paired if helper.paired else _grouped)].append(helper)
        # One after the other, because the memory of all would be needed at the same time.
        for sort, asked in by_sort.items():
            sort(answers, asked)
        frames = answers.joined()
    return frames


_Sort = Callable[[Answers, list[HelperColumn]], None]


def _by(
    helpers: list[HelperColumn], *attributes: str
) -> Iterator[tuple[tuple[Any, ...], Iterator[HelperColumn]]]:
    def key(helper: HelperColumn) -> tuple[Any, ...]:
        return tuple(getattr(helper, name) for name in attributes)

    return groupby(sorted(helpers, key=key), key)


def _by_question(helpers: Iterable[HelperColumn]) -> _ByQuestion:
    questions: _ByQuestion = {}
    for helper in helpers:
        questions.setdefault(helper.shared, []).append(helper)
    return questions


def _grouped(answers: Answers, helpers: list[HelperColumn]) -> None:
    """Answer questions that do not depend on the row that asks: one row for each child of the other list."""
    frames = answers.frames
    for (other, by), asking in _by(helpers, "other", "by"):
        questions = _by_question(asking)
        if frames.is_polars:
            _mark_existing(answers, frames.plan(other), by, questions)
            if not questions:
                continue
        firsts = [same[0] for same in questions.values()]
        grouped = frames.carry_out(_one_row_for_each_key(frames.dialect, frames.plan(other), by, firsts))
        by_list: dict[int, list[tuple[str, HelperColumn]]] = {}
        for same in questions.values():
            for helper in same:
                by_list.setdefault(helper.list, []).append((same[0].name, helper))
        for list_number, named in by_list.items():
            answers.add(list_number, grouped, by, named)


def _mark_existing(answers: Answers, rows: AnyFrame, key: str, questions: _ByQuestion) -> None:
    """Answer on polars whether a row exists, and take these questions out of `questions`.

    Nothing is grouped or joined: the keys of the rows that fulfil the condition are marked.
    """
    asking = _taken_existing(questions)
    if asking:
        keys = _existing_keys(rows, key, asking)
        _mark(answers, key, zip(asking, keys, strict=True))


def _taken_existing(questions: _ByQuestion) -> list[list[HelperColumn]]:
    """Take out of `questions`, and return, those that ask whether a row exists."""
    exists = [question for question, same in questions.items() if same[0].kind == "exists"]
    return [questions.pop(question) for question in exists]


def _existing_keys(rows: AnyFrame, key: str, asking: list[list[HelperColumn]]) -> list[pl.Series]:
    """Return for each question the keys of the rows that fulfil its condition."""
    conditions = {same[0].name: same[0].condition for same in asking if same[0].condition is not None}
    flags = to_polars(rows.select(key, **conditions))
    names = [same[0].name for same in asking]
    found = [flags[key].filter(flags[name]) if name in conditions else flags[key] for name in names]
    return [keys.drop_nulls() for keys in found]


def _mark(answers: Answers, key: str, found: Iterable[tuple[list[HelperColumn], pl.Series]]) -> None:
    for same, keys in found:
        for helper in same:
            answers.mark(helper.list, key.removeprefix(OUTER), helper.name, keys)


def _one_row_for_each_key(
    dialect: ModuleType, source: AnyFrame, key: str, helpers: list[HelperColumn]
) -> AnyFrame:
    """Return one row for each key with the answer of every helper. Rows without a key are left out."""
    col, one, zero = dialect.col, dialect.lit(1), dialect.lit(0)
    known = ~col(key).is_null()
    flags, totals, parts = [], [], []
    for helper in helpers:
        if helper.kind == "highest":
            value = helper.value
            if helper.condition is not None:
                value = dialect.when(helper.condition).then(helper.value)
            flags.append(value.alias(helper.name))
            totals.append(col(helper.name).max())
        elif helper.kind != "distinct":
            flag = one
            if helper.condition is not None:
                flag = dialect.when(helper.condition).then(one).otherwise(zero)
            flags.append(flag.alias(helper.name))
            totals.append(col(helper.name).max() if helper.kind == "exists" else col(helper.name).sum())
    if flags:
        parts.append(source.select(key, *flags).filter(known).group_by(key).agg(*totals))
    for helper in helpers:
        if helper.kind == "distinct":
            chosen = source if helper.condition is None else source.filter(helper.condition)
            values = chosen.select(key, helper.value.alias(helper.name))
            values = values.filter(known & ~col(helper.name).is_null()).unique(subset=[key, helper.name])
            parts.append(values.group_by(key).agg(dialect.len().alias(helper.name)))
    if len(parts) == 1:
        return parts[0]
    every = dialect.concat([part.select(key) for part in parts]).unique(subset=[key])
    return reduce(lambda left, right: left.join(right, on=key, how="left"), parts, every)


def _paired(answers: Answers, helpers: list[HelperColumn]) -> None:
    """Answer questions about pairs of rows: one row for each row that asks."""
    frames, asker = answers.frames, f"{OUTER}__idx"
    planned: list[tuple[int, list[HelperColumn], AnyFrame]] = []
    for (list_number, other, by), asking in _by(helpers, "list", "other", "by"):
        same = list(asking)
        key = f"{by}_pair"
        columns = tuple(
            sorted(frozenset().union(*(getattr(helper, side) for helper in same), ("__idx", key)))
            for side in ("reads_outer", "reads")
        )
        portions = [
            _pairs_of(frames, tops, other, key, columns)
            for tops in _portions(frames, list_number, other, key)
        ]
        if frames.is_polars:
            questions: _ByQuestion = {helper.name: [helper] for helper in same}
            exist = _taken_existing(questions)
            if exist:
                keys = [_existing_keys(pairs, asker, exist) for pairs in portions]
                _mark(answers, asker, zip(exist, map(_different, zip(*keys, strict=True)), strict=True))
            same = [helper for (helper,) in questions.values()]
            if not same:
                continue
        parts = [_one_row_for_each_key(frames.dialect, pairs, asker, same) for pairs in portions]
        if len(parts) > 1:
            # One after the other, so that the pairs of one portion only are in memory.
            parts = [frames.plan_on(pl.concat(frames.carry_out(part) for part in parts))]
        planned.append((list_number, same, parts[0].rename({asker: "__idx"})))
    results = frames.carry_out_all([answer for _, _, answer in planned])
    for (list_number, same, _), answer in zip(planned, results, strict=True):
        answers.add(list_number, answer, "__idx", [(helper.name, helper) for helper in same])


def _different(keys: tuple[pl.Series, ...]) -> pl.Series:
    return keys[0] if len(keys) == 1 else pl.concat([part.unique() for part in keys])


def _portions(frames: Frames, list_number: int, other: int, key: str) -> Iterator[AnyFrame]:
    """Yield the rows under test in portions, so that the pairs of one portion fit in little memory."""
    rows = frames.by_list[list_number]
    if not frames.is_polars or rows.height * frames.most_rows.get((other, key), MOST_ROWS) <= _PORTION:
        yield frames.plan_on(rows)
        return
    beside = frames.by_list[other][key].drop_nulls().value_counts(name="beside")
    pairs = rows.select(key).join(beside, on=key, how="left", maintain_order="left")["beside"]
    totals = pairs.fill_null(0).cast(pl.Int64).cum_sum()
    start = 0
    while start < rows.height:
        done = totals[start - 1] if start else 0
        end = max(start + 1, totals.search_sorted(done + _PORTION, side="right"))
        yield frames.plan_on(rows.slice(start, end - start))
        start = end


def _pairs_of(frames: Frames, tops: AnyFrame, other: int, key: str, columns: Sequence[list[str]]) -> AnyFrame:
    """Return every pair of a row under test and a row of list `other` with the same key.

    Args:
        frames: The prepared frames.
        tops: The rows under test, whose columns get a prefix.
        other: The number of the other list.
        key: The column that both are joined on.
        columns: The columns needed of the row under test, and those of the other.
    """
    col = frames.dialect.col
    outer, inner = columns
    left = [col(name).alias(OUTER + name) for name in outer]
    right = frames.plan(other).select(*inner).filter(~col(key).is_null())
    chosen = tops.select(*left).filter(~col(OUTER + key).is_null())
    return chosen.join(right, left_on=f"{OUTER}{key}", right_on=key, how="inner")


def _usual(answers: Answers, helpers: list[HelperColumn]) -> None:
    """Answer which value of a column most lists have for a child. Among equals the lowest list decides.

    Only children on whom the lists differ are counted list by list, and they are few.
    """
    frames, dialect, col = answers.frames, answers.frames.dialect, answers.col
    for same in _by_question(helpers).values():
        question = same[0]
        (column,) = question.columns
        parts = []
        for list_number in question.holders:
            known = ~col("__child").is_null() & ~col(column).is_null()
            if question.ignored:
                known = known & ~col(column).is_in(list(question.ignored))
            at = (col("__idx") + list_number * _LIST_WEIGHT).alias("__at")
            rows = frames.plan(list_number)
            rows = rows.select("__child", column, at, dialect.lit(list_number).alias("__list"))
            parts.append(rows.filter(known))
        agreed, rows = _split_agreed(answers, parts, column)
        votes = (
            rows.group_by("__child", column, "__list")
            .agg(col("__at").min())
            .group_by("__child", column)
            .agg(dialect.len().alias("__lists"), col("__at").min())
            .with_columns((col("__lists") * _VOTE_WEIGHT - col("__at")).alias("__score"))
        )
        votes = frames.carry_out(votes)
        best = frames.plan_on(votes).group_by("__child").agg(col("__score").max())
        chosen = frames.plan_on(votes).join(best, on=["__child", "__score"], how="inner")
        answer = frames.carry_out(dialect.concat([agreed, chosen.select("__child", column)]))
        for helper in same:
            answers.add(helper.list, answer, "__child", [(column, helper)])


def _split_agreed(answers: Answers, parts: list[AnyFrame], column: str) -> tuple[AnyFrame, AnyFrame]:
    """Return the children whose rows have one value, with that value, and the rows of the others."""
    frames, col = answers.frames, answers.col
    if frames.is_polars:
        agreed, split = split_agreed([to_polars(part.select("__child", column)) for part in parts], column)
        rows = [part.join(frames.plan_on(split), on="__child", how="inner") for part in parts]
        return frames.plan_on(agreed), pl.concat(rows)
    every = frames.carry_out(frames.dialect.concat(parts))
    ranges = frames.plan_on(every).group_by("__child")
    ranges = frames.carry_out(ranges.agg(col(column).min().alias("__low"), col(column).max().alias("__high")))
    agreed = frames.plan_on(ranges).filter(col("__low") == col("__high"))
    split = frames.plan_on(ranges).filter(col("__low") != col("__high")).select("__child")
    return (
        agreed.select("__child", col("__low").alias(column)),
        frames.plan_on(every).join(split, on="__child", how="inner"),
    )


def _repeated(answers: Answers, helpers: list[HelperColumn]) -> None:
    """Answer whether a row above has the same key, and whether the first such row is the same throughout."""
    frames, dialect, col = answers.frames, answers.frames.dialect, answers.col
    for helper in helpers:
        frame = frames.plan(helper.list)
        keys = list(helper.columns)
        needed = {"__idx", *keys, *(("__same",) if helper.kind == "same_as_first" else ())}
        full = frame.select(*sorted(needed)).filter(*[~col(key).is_null() for key in keys])
        if frames.is_polars:
            few = possible_repeats(to_polars(full), keys)
            if not few.height:
                answers.mark(helper.list, "__idx", helper.name, few["__idx"])
                continue
            full = frames.plan_on(few)
        firsts = full.group_by(*keys).agg(
            col("__idx").min().alias("__first"), dialect.len().alias("__copies")
        )
        firsts = firsts.filter(col("__copies") > 1).select(*keys, "__first")
        later = full.join(firsts, on=keys, how="inner").filter(col("__idx") > col("__first"))
        if helper.kind == "same_as_first":
            first = frame.select(col("__idx").alias("__first"), col("__same").alias("__other"))
            later = later.join(first, on="__first", how="inner").filter(col("__same") == col("__other"))
        answer = frames.carry_out(later.select("__idx", dialect.lit(1).alias(helper.name)))
        if frames.is_polars:
            answers.mark(helper.list, "__idx", helper.name, answer["__idx"])
        else:
            answers.add(helper.list, answer, "__idx", [(helper.name, helper)])


_SORTS: dict[str, _Sort] = {"usual": _usual, "repeated": _repeated, "same_as_first": _repeated}
