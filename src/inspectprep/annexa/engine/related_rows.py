"""Finds the rows that are named beside findings.

Only the rows with findings, and the rows of the same children, are needed, and they are fetched once for all
rules. Where the choice does not depend on the row with the finding, it is made once for each child. Otherwise
rows are compared in pairs. Findings are taken in portions, so that the pairs of any return fit in memory.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from inspectprep.annexa.catalogue.values import Pick
from inspectprep.annexa.engine.frames import Frames, to_polars
from inspectprep.annexa.engine.plan import PairCondition
from inspectprep.annexa.engine.sides import OUTER
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

MOST_NAMED = 20
"""The most rows that are named beside one finding."""

_BEFORE_ALL = -(10**9)
# Rows beside findings that are in memory at the same time, of about fifty bytes each.
_PORTION = 1_000_000
# A row is never named beside itself, so the first two rows of a child are enough.
_FIRSTS = 2


@frozen(kw_only=True, eq=False)
class RelatedSearch:
    """The search for the row that is named beside a finding.

    Attributes:
        lists: Lists to search, in order of preference, each with its condition.
        by: The prepared column that both rows are joined on.
    """

    lists: tuple[tuple[int, PairCondition], ...]
    by: str
    pick: Pick


@frozen(kw_only=True, eq=False)
class _Step:
    """The search of one rule for its findings on one list, on one of the other lists.

    Attributes:
        list: The list of the findings.
        rule: The index of the rule among those of the list.
        order: The preference of the other list; 0 comes first.
        other: The list searched.
    """

    list: int
    rule: int
    search: RelatedSearch
    order: int
    other: int
    pair: PairCondition

    @property
    def question(self) -> Hashable:
        """Equal for steps that choose the same rows of a child; None if the row with the finding matters."""
        if self.pair.reads_outer or self.search.pick == "all":
            return None
        return self.search.by, self.other, id(self.pair)


@frozen(kw_only=True, eq=False)
class _Rows:
    """The rows that are needed.

    Attributes:
        tops: By list, the rows with findings, ``__idx`` first, with the prefix that conditions use.
        others: By list, the rows of the children, or families, that these are about, in order.
        firsts: By question, the first rows of each child: ``key``, ``idx``, ``place``, ``row``, ``newest``.
    """

    tops: Mapping[int, pl.DataFrame]
    others: Mapping[int, pl.DataFrame]
    firsts: Mapping[Hashable, pl.DataFrame]


def related_rows(
    frames: Frames, hits: Mapping[int, pl.DataFrame], searches: Mapping[int, Mapping[int, RelatedSearch]]
) -> dict[int, pl.DataFrame]:
    """Return for each list the rows to name beside its findings.

    Args:
        frames: Lists, with the columns of all helpers.
        hits: By list, the ``__idx`` and ``output`` of each finding.
        searches: By list and output, the search; only for rules that name other rows.

    Returns:
        By list, ``__idx``, ``output`` and ``related`` of the findings with a related row.
    """
    steps = _steps(hits, searches)
    tops = _tops(frames, hits, steps)
    others = _others(frames, tops, steps)
    firsts = {step.question: _firsts(frames, others[step.other], step) for step in _asked(steps)}
    rows = _Rows(tops=tops, others=others, firsts=firsts)
    related: dict[int, list[pl.DataFrame]] = {}
    for list_number, part, mine in _portions(hits, others, steps):
        found = [*_looked_up(rows, part, list_number, mine), *_compared(frames, rows, part, mine)]
        related.setdefault(list_number, []).append(_named(found, mine))
    return {list_number: pl.concat(parts) for list_number, parts in related.items()}


def _steps(
    hits: Mapping[int, pl.DataFrame], searches: Mapping[int, Mapping[int, RelatedSearch]]
) -> list[_Step]:
    return [
        _Step(
            list=list_number,
            rule=rule,
            search=searches[list_number][rule],
            order=order,
            other=other,
            pair=pair,
        )
        for list_number in hits
        for rule in sorted(set(hits[list_number]["output"].unique()) & set(searches.get(list_number, ())))
        for order, (other, pair) in enumerate(searches[list_number][rule].lists)
    ]


def _asked(steps: Iterable[_Step]) -> Iterable[_Step]:
    """Return the first step with each question."""
    return {step.question: step for step in reversed(list(steps)) if step.question is not None}.values()


def _tops(
    frames: Frames, hits: Mapping[int, pl.DataFrame], steps: Iterable[_Step]
) -> dict[int, pl.DataFrame]:
    needed: dict[int, tuple[set[int], set[str]]] = {}
    for step in steps:
        rules, columns = needed.setdefault(step.list, (set(), set()))
        rules.add(step.rule)
        columns |= {step.search.by, *step.pair.reads_outer}
    tops = {}
    for list_number, (rules, columns) in needed.items():
        idx = hits[list_number]["__idx"].filter(hits[list_number]["output"].is_in(list(rules))).unique()
        rows = frames.rows(list_number, ["__idx", *sorted(columns - {"__idx"})], idx)
        tops[list_number] = rows.rename({name: OUTER + name for name in rows.columns})
    return tops


def _others(
    frames: Frames, tops: Mapping[int, pl.DataFrame], steps: Iterable[_Step]
) -> dict[int, pl.DataFrame]:
    asking: dict[int, dict[str, set[int]]] = {}
    columns: dict[int, set[str]] = {}
    for step in steps:
        asking.setdefault(step.other, {}).setdefault(step.search.by, set()).add(step.list)
        columns.setdefault(step.other, set()).update(("__place", "__row", step.search.by, *step.pair.reads))
    col = frames.dialect.col
    others = {}
    for other, by_key in asking.items():
        conditions = []
        for key, numbers in by_key.items():
            keys = pl.concat([tops[list_number][OUTER + key] for list_number in sorted(numbers)])
            conditions.append(col(key).is_in(keys.drop_nulls().unique().to_list()))
        rows = frames.plan(other).filter(reduce(or_, conditions))
        others[other] = to_polars(rows.select("__idx", *sorted(columns[other] - {"__idx"}))).sort("__idx")
    return others


def _firsts(frames: Frames, other: pl.DataFrame, step: _Step) -> pl.DataFrame:
    """Return for each child the rows of another list that would be named first."""
    if step.pair.condition is not None:
        other = other[frames.positions_where(other, step.pair.condition)]
    rows = _as_found(other, step).drop_nulls("key")
    if step.pair.date:
        rows = rows.sort("newest", "idx")
    return rows.group_by("key", maintain_order=True).head(_FIRSTS)


def _as_found(other: pl.DataFrame, step: _Step) -> pl.DataFrame:
    """Return rows of another list as the parts of a finding that they become."""
    newest = pl.lit(0, pl.Int64)
    if step.pair.date:
        newest = -pl.col(step.pair.date).cast(pl.Int64).fill_null(_BEFORE_ALL)
    return other.select(
        pl.col(step.search.by).cast(pl.Int64).alias("key"),
        *(pl.col(f"__{name}").cast(pl.Int64).alias(name) for name in ("idx", "place", "row")),
        newest.alias("newest"),
    )


def _portions(
    hits: Mapping[int, pl.DataFrame], others: Mapping[int, pl.DataFrame], steps: Iterable[_Step]
) -> Iterator[tuple[int, pl.DataFrame, list[_Step]]]:
    """Yield a list, some of its findings and their steps, so that few rows are beside them all."""
    rules: dict[int, dict[int, list[_Step]]] = {}
    for step in steps:
        rules.setdefault(step.list, {}).setdefault(step.rule, []).append(step)
    most: dict[tuple[int, str], int] = {}
    for list_number, by_rule in rules.items():
        together: list[pl.DataFrame] = []
        asked: list[_Step] = []
        room = _PORTION
        outputs = hits[list_number].select("__idx", pl.col("output").cast(pl.Int32)).partition_by("output")
        for part in outputs:
            mine = by_rule.get(part["output"][0], [])
            beside = sum(_most_beside(others, step, most) for step in mine)
            if not beside:
                continue
            for piece in part.iter_slices(max(1, _PORTION // beside)):
                if together and piece.height * beside > room:
                    yield list_number, pl.concat(together), asked
                    together, asked, room = [], [], _PORTION
                together.append(piece)
                asked = [*asked, *mine]
                room -= piece.height * beside
        if together:
            yield list_number, pl.concat(together), asked


def _most_beside(others: Mapping[int, pl.DataFrame], step: _Step, known: dict[tuple[int, str], int]) -> int:
    """Return the most rows that one row can be beside in a step."""
    if step.question is not None:
        return _FIRSTS
    place = step.other, step.search.by
    if place not in known:
        counts = others[step.other][step.search.by].drop_nulls().value_counts()["count"]
        known[place] = max(counts, default=0)
    return known[place]


def _looked_up(
    rows: _Rows, part: pl.DataFrame, list_number: int, steps: list[_Step]
) -> Iterator[pl.DataFrame]:
    """Yield, for steps with a question, findings beside the first rows of the same child or family."""
    for by in dict.fromkeys(step.search.by for step in steps if step.question is not None):
        chosen = [
            (at, step) for at, step in enumerate(steps) if step.question is not None and step.search.by == by
        ]
        questions = {question: at for at, question in enumerate(dict.fromkeys(s.question for _, s in chosen))}
        asking = pl.DataFrame(
            [(step.rule, at, questions[step.question], step.other == list_number) for at, step in chosen],
            schema={"output": pl.Int32, "step": pl.Int32, "question": pl.Int32, "itself": pl.Boolean},
            orient="row",
        )
        number = pl.lit(0, pl.Int32)
        right = pl.concat(
            rows.firsts[question].lazy().with_columns((number + at).alias("question"))
            for question, at in questions.items()
        )
        left = _with_key(rows.tops[list_number], part, by).lazy().join(asking.lazy(), on="output")
        both = left.join(right, on=["question", "key"])
        yield both.filter(~pl.col("itself") | (pl.col("__idx") != pl.col("idx"))).select(_FOUND).collect()


_FOUND = ("step", "__idx", "idx", "place", "row", "newest")


def _with_key(top: pl.DataFrame, part: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return findings with the key of their row, and with its position in `top`."""
    keys = top.select(
        pl.col(f"{OUTER}__idx").cast(pl.Int64).alias("__idx"),
        pl.col(OUTER + by).cast(pl.Int64).alias("key"),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("here"),
    )
    return part.join(keys, on="__idx")


def _compared(frames: Frames, rows: _Rows, part: pl.DataFrame, steps: list[_Step]) -> Iterator[pl.DataFrame]:
    """Yield, for steps without a question, findings beside the rows for which the condition is true."""
    for at, step in enumerate(steps):
        if step.question is not None:
            continue
        top, other = rows.tops[step.list], rows.others[step.other]
        mine = _with_key(top, part.filter(part["output"] == step.rule), step.search.by)
        there = pl.int_range(pl.len(), dtype=pl.UInt32).alias("there")
        pairs = mine.join(_as_found(other, step).with_columns(there), on="key")
        if step.list == step.other:
            pairs = pairs.filter(pairs["__idx"] != pairs["idx"])
        if step.pair.condition is not None:
            # Square brackets select columns eagerly, without planning a query.
            ours = top[[f"{OUTER}__idx", *sorted(OUTER + name for name in step.pair.reads_outer - {"__idx"})]]
            theirs = other[["__idx", *sorted(step.pair.reads - {"__idx"})]]
            both = ours[pairs["here"]].hstack(theirs[pairs["there"]])
            pairs = pairs[frames.positions_where(both, step.pair.condition)]
        yield pairs.with_columns(pl.lit(at, pl.Int32).alias("step")).select(_FOUND)


def _named(found: list[pl.DataFrame], steps: list[_Step]) -> pl.DataFrame:
    """Return the rows to name: one for each finding, or all where the rule wants them."""
    table = pl.DataFrame(
        [
            (at, step.rule, step.order, step.other, MOST_NAMED if step.search.pick == "all" else 1)
            for at, step in enumerate(steps)
        ],
        schema={
            "step": pl.Int32, "output": pl.Int32, "order": pl.Int32, "other": pl.Int8, "most": pl.Int32,
        },
        orient="row",
    )  # fmt: skip
    other = pl.struct(
        pl.col("other").alias("list"), pl.col("place").cast(pl.Int32), pl.col("row").cast(pl.Int32)
    )
    return (
        pl.concat(found)
        .lazy()
        .join(table.lazy(), on="step")
        .sort("output", "__idx", "newest", "order", "idx")
        .group_by("output", "__idx", maintain_order=True)
        .agg(other.head(pl.col("most").first()).alias("related"))
        .select("output", "__idx", "related")
        .collect()
    )
