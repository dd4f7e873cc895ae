"""The risk that remains in an extract: counts of people whom few others equal in what others may know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.dataset import AnnexAData, CellState, ListTable
from inspectprep.dataframes import pl
from inspectprep.model.representation import frozen

SMALL_GROUP = 5
"""A group with fewer people than this is small."""

_KNOWN_TO_OTHERS = (
    "month_of_birth", "age", "gender", "ethnicity", "disability", "uasc", "uasc_or_former", "legal_status",
    "category_of_need", "primary_need_code", "placement_type", "placement_location", "placement_sector",
    "la_of_placement", "eligibility_category", "accommodation_type", "activity_status",
)  # fmt: skip
"""Columns whose values a neighbour, a school or a newspaper may know of a person."""


@frozen(kw_only=True)
class ListRisk:
    """The remaining risk of one list of an extract.

    Attributes:
        list: The number of the list.
        rows: Its rows.
        people: Its children, or its adopters on List 11.
        known: The columns that others may know, by which people are compared.
        unique: People whom no other on the list equals in all these columns.
        small: People in groups of fewer than five that are equal in all these columns, `unique` included.
        unique_with_dates: People whom no other equals in these columns and in all dates.
        birthdays: Dates of the extract that are the true date of birth of the child, or a birthday.
        without_identifier: Rows without an identifier, which belong to no person.
        left_out: Values that could not be read, and so are left out.
        free_text: Columns of free text, which are left out.
    """

    list: int
    rows: int
    people: int
    known: tuple[str, ...]
    unique: int
    small: int
    unique_with_dates: int
    birthdays: int
    without_identifier: int
    left_out: int
    free_text: tuple[str, ...]


@frozen(kw_only=True)
class ExtractRisk:
    """The remaining risk of an extract, in counts.

    Attributes:
        dates: The form of its dates: ``month``, ``week`` or ``shift``.
        lists: Its lists.
    """

    dates: str
    lists: tuple[ListRisk, ...]


def remaining_risk(
    dataset: AnnexAData,
    frames: Mapping[int, pl.DataFrame],
    days: Mapping[int, Mapping[str, pl.Series]],
    *,
    dates: str,
) -> ExtractRisk:
    """Return what remains identifying in an extract.

    Args:
        dataset: The return.
        frames: The lists of the extract.
        days: The dates of the extract by list and column, in the order of the rows of the return.
        dates: The form of the dates.
    """
    return ExtractRisk(
        dates=dates,
        lists=tuple(
            _list_risk(dataset.tables[number], frame, _birthdays(dataset.tables[number], days[number]))
            for number, frame in sorted(frames.items())
        ),
    )


def _birthdays(table: ListTable, days: Mapping[str, pl.Series]) -> int:
    """Return how many dates of an extract are the true date of birth of the child, or a birthday."""
    if "date_of_birth" not in table.columns:
        return 0
    born = table.frame["date_of_birth"]
    return sum(
        int(((column.dt.month() == born.dt.month()) & (column.dt.day() == born.dt.day())).sum())
        for name, column in days.items()
        if name != "date_of_birth"
    )


def _list_risk(table: ListTable, frame: pl.DataFrame, birthdays: int) -> ListRisk:
    person = table.spec.natural_key[0]
    known = tuple(name for name in _KNOWN_TO_OTHERS if name in frame.columns)
    days = tuple(name for name, kind in frame.schema.items() if kind == pl.Date)
    people = frame.filter(pl.col(person).is_not_null()) if person in frame.columns else frame.clear()
    sizes = _group_sizes(people, person, known)
    dated = _group_sizes(people, person, (*known, *days))
    return ListRisk(
        list=table.list,
        rows=frame.height,
        people=people[person].n_unique() if people.height else 0,
        known=known,
        unique=sizes.get(1, 0),
        small=sum(count for size, count in sizes.items() if size < SMALL_GROUP),
        unique_with_dates=dated.get(1, 0),
        birthdays=birthdays,
        without_identifier=frame.height - people.height,
        left_out=_left_out(table),
        free_text=tuple(
            column.name
            for column in table.spec.columns
            if column.type == "text" and column.name in table.columns
        ),
    )


def _group_sizes(people: pl.DataFrame, person: str, known: Iterable[str]) -> dict[int, int]:
    """Return how many people are in groups of each size. A person with several rows counts by the rarest."""
    names = list(known)
    if not people.height or not names:
        return {}
    rows = people.select(person, *names).unique()
    sized = rows.with_columns(pl.col(person).n_unique().over(names).alias("__size"))
    smallest = sized.group_by(person).agg(pl.col("__size").min())
    return dict(smallest.group_by("__size").len().iter_rows())


def _left_out(table: ListTable) -> int:
    columns = [f"{name}__state" for name in table.columns if table.spec.column(name).type != "text"]
    unreadable = [(pl.col(name) == int(CellState.UNREADABLE)).sum() for name in columns]
    return int(table.frame.select(pl.sum_horizontal(unreadable)).item()) if columns else 0


def risk_lines(risk: ExtractRisk) -> Iterator[str]:
    """Yield what remains identifying as plain sentences: counts only."""
    yield f"Dates: {_DATES[risk.dates]}."
    for one in risk.lists:
        title = f"List {one.list}, {catalogue.lists()[one.list].title}"
        who = "adopters" if one.list == _ADOPTERS else "children or young people"
        yield (
            f"{title}: {one.rows:,} rows of {one.people:,} {who}. "
            f"{one.unique:,} of them equal no other in {', '.join(one.known) or 'no column'}. "
            f"{one.small:,} are in groups of fewer than {SMALL_GROUP}. "
            f"{one.unique_with_dates:,} equal no other if all dates are known. "
            f"{one.birthdays:,} dates are a date of birth or a birthday."
        )
    texts = sorted({name for one in risk.lists for name in one.free_text})
    yield f"Columns of free text in the extract: none. Left out: {', '.join(texts) or 'none'}."
    yield f"Values that could not be read are left out: {sum(one.left_out for one in risk.lists):,}."


_ADOPTERS = 11
_DATES = {
    "month": "the first day of the month",
    "week": "the Monday of the week",
    "shift": "moved by the same number of days for each child",
}
