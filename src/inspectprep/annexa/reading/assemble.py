"""Puts the sheets of all files together into one return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import polars as pl
from attrs import evolve

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.added_codes import CodeSets
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts, ListTable, Place, SheetFacts
from inspectprep.annexa.reading.sheet import LoadedSheet
from inspectprep.annexa.reading.text import tidy_series

__all__ = ["assemble", "newest_event"]

PLACEHOLDER_DATES = frozenset(
    (
        dt.date(1899, 12, 30),
        dt.date(1899, 12, 31),
        dt.date(1900, 1, 1),
        dt.date(1901, 1, 1),
        dt.date(1970, 1, 1),
        dt.date(2099, 12, 31),
        dt.date(9999, 12, 31),
    )
)
_LONE = 92
_FEW = 20


def assemble(
    sheets: Sequence[LoadedSheet],
    files: Sequence[FileFacts],
    as_of: dt.date | None,
    *,
    codes: CodeSets | None = None,
) -> AnnexAData:
    """Return the lists of all sheets; a list supplied twice counts only when the copies agree.

    A hidden sheet supplies a list only when no visible one does.

    Args:
        sheets: In the order read.
        files: Facts of every file.
        as_of: The list date; None takes the newest event.
        codes: The code sets with which the sheets were read; without it, the specification's.
    """
    visible = {each.facts.list for each in sheets if each.place is not None and not each.facts.hidden}
    places: list[Place] = []
    facts: list[SheetFacts] = []
    supplied: dict[int, list[ListTable]] = {}
    for each in sheets:
        number = each.facts.list
        if each.place is None or each.table is None or number is None:
            facts.append(each.facts)
            continue
        used = not each.facts.hidden or number not in visible
        facts.append(evolve(each.facts, place=len(places), used=used))
        if used:
            supplied.setdefault(number, []).append(_placed(each.table, len(places)))
        places.append(each.place)
    agree = {number: _agree(tables) for number, tables in supplied.items() if len(tables) > 1}
    tables = {number: supplied[number][0] for number in sorted(supplied) if agree.get(number, True)}
    facts = [
        evolve(known, differs=each.table is not None and not known.used and _differs(each.table, tables))
        for known, each in zip(facts, sheets, strict=True)
    ]
    newest = newest_event(tables) if as_of is None else None
    sheets_end = len(places)
    places += [Place(file=each.name) for each in files]
    return AnnexAData(
        tables=tables,
        places=tuple(places),
        as_of=as_of or newest,
        as_of_assumed=as_of is None,
        files=tuple(evolve(each, place=sheets_end + index) for index, each in enumerate(files)),
        sheets=tuple(facts),
        copies_agree=agree,
        codes=CodeSets() if codes is None else codes,
    )


def _placed(table: ListTable, place: int) -> ListTable:
    frame = table.frame
    column = pl.Series("__place", [place], dtype=pl.Int32).new_from_index(0, frame.height)
    return evolve(table, frame=frame.clone().insert_column(1, column))


def _differs(copy: ListTable, tables: Mapping[int, ListTable]) -> bool:
    """Tell whether a copy that was not used holds other rows than the list that was."""
    return copy.list in tables and not _agree([tables[copy.list], copy])


def _agree(tables: Sequence[ListTable]) -> bool:
    """Tell whether all copies of a list hold the same rows, in any order."""
    first = tables[0]
    return all(
        set(other.columns) == set(first.columns)
        and other.frame.height == first.frame.height
        and _content(first).equals(_content(other))
        for other in tables[1:]
    )


def _content(table: ListTable) -> pl.DataFrame:
    names = sorted(table.columns)
    columns = []
    for name in names:
        raw = tidy_series(table.frame[f"{name}__raw"].cast(pl.String))
        value = table.frame[name].cast(pl.String)
        columns.append(value.zip_with(value.is_not_null(), raw).alias(name))
    return pl.DataFrame(columns).sort(names, nulls_last=True)


def newest_event(tables: Mapping[int, ListTable]) -> dt.date | None:
    """Return the newest date by which rows fall into a list's window; None when there is none.

    Placeholders do not count, nor do a few dates that lie months after all others.
    """
    found = [
        tables[number].frame.get_column(name)
        for number, each in catalogue.lists().items()
        if number in tables
        for name in each.anchor_dates
        if name in tables[number].columns
    ]
    if not found:
        return None
    days = pl.concat([series.alias("day") for series in found]).drop_nulls()
    newest = days.filter(~days.is_in(list(PLACEHOLDER_DATES))).sort(descending=True).head(1000).to_list()
    for position in range(min(_FEW, len(newest) - 1)):
        if position * 10 > len(newest):
            break
        if (newest[position] - newest[position + 1]).days > _LONE:
            return newest_event_after(newest, position + 1)
    return newest[0] if newest else None


def newest_event_after(newest: Sequence[dt.date], position: int) -> dt.date:
    """Return the newest date from `position` on that is not alone in its time."""
    for place in range(position, min(_FEW, len(newest) - 1)):
        if (newest[place] - newest[place + 1]).days > _LONE:
            return newest_event_after(newest, place + 1)
    return newest[position]
