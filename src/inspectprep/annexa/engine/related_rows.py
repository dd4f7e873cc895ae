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
        questions: The number of each question.
        firsts: For each question and ``key`` the first rows: ``idx``, ``place``, ``row``, ``newest``.
    """

    tops: Mapping[int, pl.DataFrame]
    others: Mapping[int, pl.DataFrame]
    questions: Mapping[Hashable, int]
    firsts: pl.DataFrame


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
    if not steps:
        return {}
    tops = _tops(frames, hits, steps)
    others = _others(frames, tops, steps)
    questions = _asked(steps)
    firsts = _firsts(frames, others, list(questions.values()))
    numbers = {question: number for number, question in enumerate(questions)}
    rows = _Rows(tops=tops, others=others, questions=numbers, firsts=firsts)
    related: dict[int, list[pl.DataFrame]] = {}
    for part, mine in _portions(hits, others, steps):
        named = _named([*_looked_up(rows, part, mine), *_compared(frames, rows, part, mine)], mine)
        for (list_number,), found in named.partition_by("list", include_key=False, as_dict=True).items():
            related.setdefault(list_number, []).append(found)
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


def _asked(steps: Iterable[_Step]) -> dict[Hashable, _Step]:
    """Return the first step with each question, by question."""
    return {step.question: step for step in reversed(list(steps)) if step.question is not None}


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


def _firsts(frames: Frames, others: Mapping[int, pl.DataFrame], steps: Iterable[_Step]) -> pl.DataFrame:
    """Return for each question and child the rows of another list that would be named first."""
    firsts: list[pl.DataFrame] = []
    together: list[pl.DataFrame] = []
    for number, step in enumerate(steps):
        other = others[step.other]
        if step.pair.condition is not None:
            other = other[frames.positions_where(other, step.pair.condition)]
        together.append(_as_found(other, step).select(pl.lit(number, pl.Int32).alias("question"), pl.all()))
        if sum(rows.height for rows in together) > _PORTION:
            firsts.append(_first_of_each(together))
            together = []
    if together:
        firsts.append(_first_of_each(together))
    return pl.concat(firsts) if firsts else pl.DataFrame()


def _first_of_each(rows: list[pl.DataFrame]) -> pl.DataFrame:
    ordered = pl.concat(rows).drop_nulls("key").sort("newest", "idx")
    return ordered.group_by("question", "key", maintain_order=True).head(_FIRSTS)


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
) -> Iterator[tuple[pl.DataFrame, list[_Step]]]:
    """Yield some of the findings and their steps, so that few rows are beside them all."""
    rules: dict[int, dict[int, list[_Step]]] = {}
    for step in steps:
        rules.setdefault(step.list, {}).setdefault(step.rule, []).append(step)
    most: dict[tuple[int, str], int] = {}
    together: list[pl.DataFrame] = []
    asked: list[_Step] = []
    room = _PORTION
    for list_number, by_rule in rules.items():
        number = pl.lit(list_number, pl.Int8).alias("list")
        found = hits[list_number].select(number, "__idx", pl.col("output").cast(pl.Int32))
        for part in found.partition_by("output"):
            mine = by_rule.get(part["output"][0], [])
            beside = sum(_most_beside(others, step, most) for step in mine)
            if not beside:
                continue
            for piece in part.iter_slices(max(1, _PORTION // beside)):
                if together and piece.height * beside > room:
                    yield pl.concat(together), asked
                    together, asked, room = [], [], _PORTION
                together.append(piece)
                asked = [*asked, *mine]
                room -= piece.height * beside
    if together:
        yield pl.concat(together), asked


def _most_beside(others: Mapping[int, pl.DataFrame], step: _Step, known: dict[tuple[int, str], int]) -> int:
    """Return the most rows that one row can be beside in a step."""
    if step.question is not None:
        return _FIRSTS
    place = step.other, step.search.by
    if place not in known:
        counts = others[step.other][step.search.by].drop_nulls().value_counts()["count"]
        known[place] = max(counts, default=0)
    return known[place]


def _looked_up(rows: _Rows, part: pl.DataFrame, steps: list[_Step]) -> Iterator[pl.DataFrame]:
    """Yield, for steps with a question, findings beside the first rows of the same child or family."""
    for by in dict.fromkeys(step.search.by for step in steps if step.question is not None):
        asking = [
            (step.list, step.rule, at, rows.questions[step.question], step.other == step.list)
            for at, step in enumerate(steps)
            if step.question is not None and step.search.by == by
        ]
        schema = {
            "list": pl.Int8, "output": pl.Int32, "step": pl.Int32, "question": pl.Int32, "itself": pl.Boolean,
        }  # fmt: skip
        lists = dict.fromkeys(list_number for list_number, *_ in asking)
        keys = pl.concat(_with_keys(rows.tops[list_number], list_number, by) for list_number in lists)
        asked = part.join(pl.DataFrame(asking, schema, orient="row"), on=["list", "output"])
        both = asked.join(keys, on=["list", "__idx"]).join(rows.firsts, on=["question", "key"])
        yield both.filter(~pl.col("itself") | (pl.col("__idx") != pl.col("idx"))).select(_FOUND)


_FOUND = ("step", "__idx", "idx", "place", "row", "newest")


def _with_keys(top: pl.DataFrame, list_number: int, by: str) -> pl.DataFrame:
    """Return the key of each row with findings, and its position in `top`."""
    return top.select(
        pl.lit(list_number, pl.Int8).alias("list"),
        pl.col(f"{OUTER}__idx").cast(pl.Int64).alias("__idx"),
        pl.col(OUTER + by).cast(pl.Int64).alias("key"),
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("here"),
    )


def _compared(frames: Frames, rows: _Rows, part: pl.DataFrame, steps: list[_Step]) -> Iterator[pl.DataFrame]:
    """Yield, for steps without a question, findings beside the rows for which the condition is true."""
    for at, step in enumerate(steps):
        if step.question is not None:
            continue
        top, other = rows.tops[step.list], rows.others[step.other]
        mine = part.filter((part["list"] == step.list) & (part["output"] == step.rule))
        mine = mine.join(_with_keys(top, step.list, step.search.by), on=["list", "__idx"])
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
            (at, step.list, step.rule, step.order, step.other, MOST_NAMED if step.search.pick == "all" else 1)
            for at, step in enumerate(steps)
        ],
        schema={
            "step": pl.Int32, "list": pl.Int8, "output": pl.Int32, "order": pl.Int32, "other": pl.Int8,
            "most": pl.Int32,
        },
        orient="row",
    )  # fmt: skip
    other = pl.struct(
        pl.col("other").alias("list"), pl.col("place").cast(pl.Int32), pl.col("row").cast(pl.Int32)
    )
    finding = ("list", "output", "__idx")
    ordered = pl.concat(found).join(table, on="step").sort(*finding, "newest", "order", "idx")
    chosen = other.head(pl.col("most").first()).alias("related")
    return ordered.group_by(*finding, maintain_order=True).agg(chosen)
