"""Combines the sheets of all files into one return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from attrs import evolve

from inspectprep.annexa.catalogue.added_codes import CodeSets
from inspectprep.annexa.reading.added_columns import ListSpecs
from inspectprep.annexa.reading.dataset import AnnexAData, FileFacts, ListTable, Place, SheetFacts
from inspectprep.annexa.reading.joined_sheets import joined_table
from inspectprep.annexa.reading.sheet import LoadedSheet
from inspectprep.annexa.reading.text import tidy_series
from inspectprep.dataframes import pl

# Dates outside these years are placeholders or mistyped.
_YEARS = range(1990, 2079)
# A date is alone when the next older one is more than this many days before it.
_LONE = 92
# At most this many dates can be alone, compared with this many of the newest.
_FEW = 20
_NEWEST = 1000


def assemble(
    sheets: Sequence[LoadedSheet],
    files: Sequence[FileFacts],
    as_of: dt.date | None,
    *,
    codes: CodeSets,
    join: Collection[int] = (),
    lists: ListSpecs | None = None,
) -> AnnexAData:
    """Return the lists of all sheets.

    A list supplied twice counts only when the copies agree, or when its sheets are to be joined. A hidden
    sheet supplies a list only when no visible sheet does.

    Args:
        sheets: In the order read.
        files: Facts of every file.
        as_of: The list date; None takes the newest event.
        codes: The code sets with which the sheets were read.
        join: The lists whose sheets are parts of one list, to be joined.
        lists: The lists with which they were read. Without them, those of the specification.
    """
    visible = {sheet.facts.list for sheet in sheets if sheet.place is not None and not sheet.facts.hidden}
    places: list[Place] = []
    facts: list[SheetFacts] = []
    supplied: dict[int, list[ListTable]] = {}
    for sheet in sheets:
        if sheet.place is None or sheet.table is None:
            facts.append(sheet.facts)
            continue
        list_number = sheet.table.list
        used = not sheet.facts.hidden or list_number not in visible
        facts.append(evolve(sheet.facts, place=len(places), used=used))
        if used:
            supplied.setdefault(list_number, []).append(_placed(sheet.table, len(places)))
        places.append(sheet.place)
    several = {list_number: tables for list_number, tables in supplied.items() if len(tables) > 1}
    joined = tuple(sorted(several.keys() & set(join)))
    supplied |= {list_number: [joined_table(several.pop(list_number))] for list_number in joined}
    agree = {list_number: _agree(tables) for list_number, tables in several.items()}
    tables = {
        list_number: supplied[list_number][0]
        for list_number in sorted(supplied)
        if agree.get(list_number, True)
    }
    facts = [
        evolve(known, differs=sheet.table is not None and not known.used and _differs(sheet.table, tables))
        for known, sheet in zip(facts, sheets, strict=True)
    ]
    newest = newest_event(tables) if as_of is None else None
    first_file = len(places)
    places += [Place(file=file.name) for file in files]
    return AnnexAData(
        tables=tables,
        places=tuple(places),
        as_of=as_of or newest,
        as_of_assumed=as_of is None,
        files=tuple(evolve(file, place=first_file + index) for index, file in enumerate(files)),
        sheets=tuple(facts),
        copies_agree=agree,
        joined=joined,
        codes=codes,
        lists=lists or ListSpecs(),
    )


def _placed(table: ListTable, place: int) -> ListTable:
    frame = table.frame
    column = pl.Series("__place", [place], dtype=pl.Int32).new_from_index(0, frame.height)
    return evolve(table, frame=frame.clone().insert_column(1, column))


def _differs(copy: ListTable, tables: Mapping[int, ListTable]) -> bool:
    """Return whether an unused copy has other rows than the list used."""
    return copy.list in tables and not _agree([tables[copy.list], copy])


def _agree(tables: Sequence[ListTable]) -> bool:
    """Return whether all copies of a list have the same rows, in any order."""
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

    Dates of other centuries do not count, nor do a few dates that are months after all others.
    """
    dates = [
        table.frame.get_column(name).alias("day")
        for table in tables.values()
        for name in table.spec.anchor_dates
        if name in table.columns
    ]
    if not dates:
        return None
    days = pl.concat(dates).drop_nulls()
    real = days.filter(days.dt.year().is_between(_YEARS.start, _YEARS.stop - 1))
    newest: list[dt.date] = real.sort(descending=True).head(_NEWEST).to_list()
    if not newest:
        return None
    lone = [
        position
        for position in range(min(_FEW, len(newest) - 1))
        if (newest[position] - newest[position + 1]).days > _LONE
    ]
    # Lone dates must be few compared with the others, too.
    if lone and lone[0] * 10 <= len(newest):
        return newest[lone[-1] + 1]
    return newest[0]
