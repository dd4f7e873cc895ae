"""Adds to each list the whole-number and name columns that a plan needs, and no others.

Only this step of a check always runs on polars. From here other libraries of frames can take over.

=================  ====================================================================================
``__idx``          the row's position on its list
``__child``        a whole number for each child over all lists; also ``__family``, ``__adopter``
``__child_pair``   the same, null for an identifier on more rows of a list than a child can have
``c__blank``       the cell is empty, a token for nothing, a placeholder date, or a broken formula
``c__day`` ...     facets of a date (:mod:`inspectprep.annexa.engine.date_columns`)
``c__name`` ...    forms in which names are compared (:mod:`inspectprep.annexa.engine.name_forms`)
``__same``         one number that is equal for rows equal in every column
=================  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from attrs import field

from inspectprep.annexa.engine.date_columns import EPOCH, weekdays_before
from inspectprep.annexa.engine.day_numbers import number_by_day
from inspectprep.annexa.engine.frames import POLARS, Frames, Library
from inspectprep.annexa.engine.name_forms import la_name, name_key, worker_key
from inspectprep.annexa.engine.plan import IDENTIFIERS
from inspectprep.annexa.engine.return_facts import ReturnFacts
from inspectprep.annexa.engine.text_columns import map_texts
from inspectprep.annexa.reading.dataset import BLANK_STATES, AnnexAData, ListTable
from inspectprep.calendar.working import england
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen
from inspectprep.parallel import apply_to_all

MOST_ROWS = 100
"""An identifier on more rows of one list than this is not a child. Its rows are not compared in pairs."""

_FORMS: Mapping[str, Callable[[str], str]] = {"name": name_key, "worker": worker_key, "la": la_name}


@frozen(kw_only=True, eq=False)
class PreparedLists:
    """Lists ready for rules.

    Attributes:
        frames: The frames of all lists.
        columns: The columns that each list has.
        as_of: The list date.
        crowded: By list, the rows whose identifier is on more than :data:`MOST_ROWS` of its rows.
    """

    frames: Frames
    columns: Mapping[int, frozenset[str]]
    as_of: date
    crowded: Mapping[int, int] = field(factory=dict)


def prepare(
    dataset: AnnexAData,
    facts: ReturnFacts,
    used: Mapping[int, set[str]],
    *,
    library: Library = POLARS,
    threads: bool = False,
) -> PreparedLists:
    """Return the lists with the columns that `used` names.

    Args:
        dataset: What was read.
        facts: Its list date and the columns of its lists.
        used: Prepared columns by list, as :class:`~inspectprep.annexa.engine.plan.Plan` collects them.
        library: The library of frames that rules run on.
        threads: Work on several lists in parallel.
    """
    numbers = _numbered_identifiers(dataset, used)

    def prepare_list(list_number: int) -> tuple[pl.DataFrame, int, dict[str, int]]:
        return _prepared(
            dataset.tables[list_number], used.get(list_number, set()), numbers.get(list_number, {}), library
        )

    results = apply_to_all(prepare_list, dataset.tables, threads=threads)
    prepared = dict(zip(dataset.tables, results, strict=True))
    by_list = {list_number: library.frame(frame) for list_number, (frame, _, _) in prepared.items()}
    most_rows = {
        (number, pair): count for number, (_, _, most) in prepared.items() for pair, count in most.items()
    }
    return PreparedLists(
        frames=Frames(by_list=by_list, library=library, most_rows=most_rows),
        columns=facts.columns,
        as_of=facts.as_of,
        crowded={number: prepared[number][1] for number in sorted(prepared) if prepared[number][1]},
    )


def _prepared(
    table: ListTable, wanted: set[str], identifiers: Mapping[str, pl.Series], library: Library
) -> tuple[pl.DataFrame, int, dict[str, int]]:
    """Return one list, the number of its rows whose identifier is on too many of them, and the most rows.

    The most rows of one identifier that are compared are given by prepared column.
    """
    frame = table.frame
    names = frame.columns
    columns = [pl.col("__place"), pl.col("__row")]
    for name in sorted(wanted):
        column, _, form = name.rpartition("__")
        if not column:
            if name in names:
                columns.append(_text(frame, name))
        elif form == "key" or (form == "code" and library.is_polars):
            columns.append(pl.col(name))
        elif form == "code":
            columns.append(_text(frame, name))
        else:
            columns += _derived(frame, column, form)
    if "__same" in wanted:
        columns.append(_same(table.columns, frame))
    prepared = (
        frame.select(columns)
        .with_columns(identifiers.values())
        .with_row_index("__idx")
        .with_columns(pl.col("__idx").cast(pl.Int64))
    )
    crowded = 0
    most: dict[str, int] = {}
    for pair in [name for name in wanted if name.endswith("_pair")]:
        key = pair.removesuffix("_pair")
        counts = prepared.select(pl.col(key).drop_nulls().value_counts(sort=False).struct.unnest())
        crowd = counts.filter(pl.col("count") > MOST_ROWS)
        highest = counts["count"].max()
        most[pair] = min(MOST_ROWS, highest) if isinstance(highest, int) else 1
        pairs = pl.col(key)
        if crowd.height:
            crowded = max(crowded, int(crowd["count"].sum()))
            pairs = pl.when(pl.col(key).is_in(crowd[key].implode())).then(None).otherwise(pairs)
        prepared = prepared.with_columns(pairs.alias(pair))
    return prepared, crowded, most


def _numbered_identifiers(
    dataset: AnnexAData, used: Mapping[int, set[str]]
) -> dict[int, dict[str, pl.Series]]:
    """Number the identifiers, each kind over all lists, so that joins are of whole numbers."""
    by_list: dict[int, dict[str, pl.Series]] = {}
    for column, name in IDENTIFIERS.items():
        holders = [
            list_number
            for list_number, table in dataset.tables.items()
            if column in table.columns and used.get(list_number, set()) & {name, f"{name}_pair"}
        ]
        if not holders:
            continue
        every = pl.concat([dataset.tables[list_number].frame[f"{column}__key"] for list_number in holders])
        codes = _numbered(every).alias(name)
        start = 0
        for list_number in holders:
            height = dataset.tables[list_number].frame.height
            by_list.setdefault(list_number, {})[name] = codes.slice(start, height)
            start += height
    return by_list


def _numbered(keys: pl.Series) -> pl.Series:
    """Number the different keys from 0 in order of appearance; null stays null.

    Rows that are near each other then have similar numbers, which makes looking up by number fast. The keys
    are compared by hashes of 64 bits. Two of half a million are equal once in a hundred million returns.
    """
    ranks = keys.hash().rank("dense").cast(pl.UInt32) - 1
    firsts = ranks[ranks.arg_unique()]
    order = firsts.clear().extend_constant(0, firsts.len())
    order = order.scatter(firsts, pl.int_range(firsts.len(), dtype=pl.UInt32, eager=True)).cast(pl.Int32)
    numbers = order[ranks]
    return numbers.zip_with(keys.is_not_null(), numbers.clear().extend_constant(None, 1))


def _text(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Return a column as it is, and numbered codes as text."""
    column = pl.col(name)
    return column.cast(pl.String) if isinstance(frame.schema[name], pl.Enum) else column


def _derived(frame: pl.DataFrame, column: str, form: str) -> list[pl.Expr]:
    name = f"{column}__{form}"
    if form == "blank":
        return [pl.col(f"{column}__state").is_in(BLANK_STATES).alias(name)]
    if form == "day":
        return [pl.col(column).to_physical().cast(pl.Int32).alias(name)]
    if form == "wd":
        return [_working_days(pl.col(column).to_physical().cast(pl.Int32)).alias(name)]
    if form in _CALENDAR:
        return [number_by_day(frame[column], _CALENDAR[form]).alias(name)]
    return [pl.lit(_names(frame[column], _FORMS[form])).alias(name)]


def _year_month_day(day: pl.Expr) -> pl.Expr:
    year, month = day.dt.year().cast(pl.Int32), day.dt.month().cast(pl.Int32)
    return (year * 10000 + month * 100 + day.dt.day()).cast(pl.Int32)


def _leap_day_as_first_of_march(day: pl.Expr) -> pl.Expr:
    leap = (day.dt.month() == 2) & (day.dt.day() == 29)
    plain = _year_month_day(day)
    return pl.when(leap).then(plain + 72).otherwise(plain).cast(pl.Int32)


def _month_and(number: pl.Expr, day: pl.Expr) -> pl.Expr:
    months = (day.dt.year().cast(pl.Int32) * 12 + day.dt.month().cast(pl.Int32) - 1) * 32
    return (months + number).cast(pl.Int32)


def _last_day_as_31st(day: pl.Expr) -> pl.Expr:
    number = pl.when(day.dt.month_end() == day).then(31).otherwise(day.dt.day().cast(pl.Int32))
    return _month_and(number, day)


_CALENDAR: Mapping[str, Callable[[pl.Expr], pl.Expr]] = {
    "ymd": _year_month_day,
    "leap": _leap_day_as_first_of_march,
    "month": lambda day: _month_and(day.dt.day(), day),
    "last": _last_day_as_31st,
}
"""The facets that are of the calendar, as :mod:`inspectprep.annexa.engine.date_columns` describes them."""


def _names(names: pl.Series, form: Callable[[str], str]) -> pl.Series:
    """Return the form of each name, calculated once for each spelling."""
    return map_texts(names, form, pl.String)


@cache
def _counts() -> tuple[int, pl.Series]:
    calendar = england()
    return calendar.first.toordinal() - EPOCH, pl.Series(calendar.counts, dtype=pl.Int32)


def _working_days(day: pl.Expr) -> pl.Expr:
    """Return the working-day numbers of day numbers, as ``workday_number`` gives them one by one."""
    first, counts = _counts()
    last = first + len(counts) - 1
    shifted = day + 3
    weekdays = shifted.floordiv(7) * 5 + pl.min_horizontal(shifted.mod(7) + 1, 5)
    inside = pl.lit(counts).gather((day.clip(first, last) - first).fill_null(0))
    before = weekdays - weekdays_before(first - 1)
    after = weekdays - weekdays_before(last) + counts[-1]
    number = (
        pl.when(day < first).then(before).when(day > last).then(after).when(day.is_not_null()).then(inside)
    )
    return number.cast(pl.Int32)


def _same(columns: tuple[str, ...], frame: pl.DataFrame) -> pl.Expr:
    names = [f"{name}__key" if f"{name}__key" in frame.columns else name for name in columns]
    return pl.struct(names).hash().reinterpret(signed=True).alias("__same")
