"""Data of a return that a submission does not have: absent, not read, or left out on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set as AbstractSet
from enum import StrEnum

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.omission_names import (
    Key,
    column_key,
    file_key,
    letter_key,
    list_key,
    sheet_key,
)
from inspectprep.annexa.reading.dataset import AnnexAData, ExtraColumn, SheetFacts
from inspectprep.annexa.reading.heading_forms import heading_key
from inspectprep.errors import closest
from inspectprep.model.representation import frozen


class Omission(StrEnum):
    """The reason for which a submission does not have some data.

    Attributes:
        ABSENT: The files do not have it.
        UNREAD: The files have it or may have it, and it could not be read.
        CHOSEN: The analyst leaves it out.
    """

    ABSENT = "absent"
    UNREAD = "unread"
    CHOSEN = "chosen"


@frozen(kw_only=True)
class LeftOut:
    """A list, column, sheet or file whose data a submission does not have.

    Attributes:
        name: The name by which it is left out on purpose, such as ``8.placement_type``, ``6`` or a sheet.
        reason: Whether it is absent, could not be read, or is left out on purpose.
        detail: The reason as a sentence, without any cell's value.
        list: The list that it is about. None for a file, and for a sheet that is named like no list.
        column: The canonical name of the column that it is about. Empty for anything else.
    """

    name: str
    reason: Omission
    detail: str
    list: int | None = None
    column: str = ""


@frozen(kw_only=True)
class Gap:
    """Data that a submission would not have although it is, or may be, data of Annex A.

    Attributes:
        data: The data.
        keys: The list, column, sheet or file that the analyst names to leave it out on purpose: any of these.
        certain: False for a column of the files that resembles no column of the list.
    """

    data: LeftOut
    keys: frozenset[Key]
    certain: bool = True


def gaps(dataset: AnnexAData, chosen: AbstractSet[Key], expected: Iterable[int]) -> tuple[Gap, ...]:
    """Return what a submission would not have, also if it is left out on purpose.

    Args:
        dataset: The return.
        chosen: What the analyst leaves out on purpose.
        expected: The lists that the council returns.
    """
    sheets = [sheet for sheet in dataset.sheets if sheet.used and sheet.list in dataset.tables]
    of_sheets = (gap for sheet in sheets for gap in (*_copies(sheet), *_unrecognised(sheet, chosen)))
    return (*_lists(dataset, frozenset(expected)), *_sheets(dataset), *_files(dataset), *of_sheets)


def omissions(dataset: AnnexAData, chosen: AbstractSet[Key], found: Iterable[Gap]) -> tuple[LeftOut, ...]:
    """Return everything that a submission does not have.

    Args:
        dataset: The return.
        chosen: What the analyst leaves out on purpose.
        found: The gaps of the return.
    """
    missing = [gap.data for gap in found if gap.certain]
    columns = {(data.list, data.column) for data in missing if data.column}
    for number, table in dataset.tables.items():
        if list_key(number) in chosen:
            missing.append(_omitted(Omission.CHOSEN, number))
            continue
        sheets = [sheet for sheet in dataset.sheets if sheet.used and sheet.list == number]
        # Any column that was not recognised may be the one that is missing.
        unknown = any(sheet.extra for sheet in sheets)
        for column in official_columns(dataset, number):
            if column in table.columns:
                if column_key(number, column) in chosen:
                    missing.append(_omitted(Omission.CHOSEN, number, column))
            elif (number, column) not in columns:
                missing.append(_omitted(Omission.UNREAD if unknown else Omission.ABSENT, number, column))
    return tuple(missing)


def official_columns(dataset: AnnexAData, number: int) -> tuple[str, ...]:
    """Return the columns of a list in the layout of 2019, with the newer ones if the return has any."""
    spec = catalogue.lists()[number]
    table = dataset.tables.get(number)
    newer = table is not None and not set(spec.newer).isdisjoint(table.columns)
    return tuple(column.name for column in spec.columns if newer or not column.since)


_DETAILS = {
    Omission.ABSENT: "The files have no such column.",
    Omission.UNREAD: "No column has its heading, and other columns were not recognised.",
    Omission.CHOSEN: "It was left out on purpose.",
}


def _omitted(reason: Omission, number: int, column: str = "") -> LeftOut:
    name = f"{number}.{column}" if column else str(number)
    return LeftOut(name=name, reason=reason, detail=_DETAILS[reason], list=number, column=column)


def _lists(dataset: AnnexAData, expected: AbstractSet[int]) -> Iterator[Gap]:
    ignored = [sheet for sheet in dataset.sheets if not (sheet.used or sheet.known or sheet.empty)]
    # A page of text is not a list.
    unread = any(sheet.headings or sheet.headless for sheet in ignored) or any(
        file.problem for file in dataset.files
    )
    for number in catalogue.lists():
        if number in dataset.tables:
            continue
        reason = Omission.UNREAD
        if dataset.copies_agree.get(number) is False:
            sheets = [sheet for sheet in dataset.sheets if sheet.used and sheet.list == number]
            where = "; ".join(f"{sheet.file}, {sheet.sheet}" for sheet in sheets)
            detail = (
                f"It was found more than once, and the rows differ: {where}. If each has a part of the list, "
                f"join them with --join {number}."
            )
        elif number not in expected:
            continue
        elif named := [sheet for sheet in ignored if sheet.named == number]:
            detail = (
                f"Sheet {named[0].sheet!r} of {named[0].file} is named like it, but could not be read as it."
            )
        elif unread:
            detail = "It was not found, and some sheets or files could not be read."
        else:
            reason, detail = Omission.ABSENT, "It is not in the files."
        data = LeftOut(name=str(number), reason=reason, detail=detail, list=number)
        yield Gap(data=data, keys=frozenset({list_key(number)}))


def _sheets(dataset: AnnexAData) -> Iterator[Gap]:
    """Yield sheets that may have rows of a list that another sheet supplies, or of any list."""
    for sheet in dataset.sheets:
        if sheet.used or sheet.known or sheet.empty:
            continue
        number = sheet.named if sheet.list is None else sheet.list
        if sheet.list is not None:
            if not sheet.differs:
                continue
            detail = "It is hidden, and its rows differ from those of the list that is sent."
        elif number in dataset.tables:
            detail = f"It is named like List {number} and could not be read: its headings match no list."
        elif number is None and sheet.headless:
            detail = "It has rows without headings and could not be read."
        else:
            continue
        keys = {sheet_key(sheet), *([] if number is None else [list_key(number)])}
        detail = f"Sheet {sheet.sheet!r} of {sheet.file}. {detail}"
        data = LeftOut(name=sheet.sheet, reason=Omission.UNREAD, detail=detail, list=number)
        yield Gap(data=data, keys=frozenset(keys))


def _files(dataset: AnnexAData) -> Iterator[Gap]:
    for file in dataset.files:
        unread = " ".join(text for code, text in file.notes if code == "sheet-unreadable")
        if (file.problem or unread) and not file.name.startswith("~$"):
            detail = f"The file could not be read. {unread or file.detail}".strip()
            data = LeftOut(name=file.name, reason=Omission.UNREAD, detail=detail)
            yield Gap(data=data, keys=frozenset({file_key(file.name)}))


def _copies(sheet: SheetFacts) -> Iterator[Gap]:
    """Yield second columns for the same thing that differ from the column that is sent."""
    number = sheet.list or 0
    for copy in sheet.copies:
        column = next((one for one in catalogue.lists()[number].columns if one.name == copy.column), None)
        # A column that a plugin adds is not sent.
        if not copy.rows_differ or column is None:
            continue
        header = column.header.strip()
        rows = f"{copy.rows_differ:,} {'row' if copy.rows_differ == 1 else 'rows'}"
        data = LeftOut(
            name=f"{number}.{copy.letter}",
            reason=Omission.UNREAD,
            detail=f"Column {copy.letter} of {sheet.sheet} is a second {header!r} and differs in {rows}.",
            list=number,
        )
        keys = {letter_key(sheet, copy.letter), column_key(number, copy.column), list_key(number)}
        yield Gap(data=data, keys=frozenset(keys))


def _unrecognised(sheet: SheetFacts, chosen: AbstractSet[Key]) -> Iterator[Gap]:
    """Yield filled columns that were not recognised, while the list lacks a column that each may be."""
    number = sheet.list or 0
    spec = catalogue.lists()[number]
    lacking = [column for column in spec.columns if column.name not in sheet.matched]
    by_heading = {heading: column.name for column in lacking for heading in (column.header, *column.aliases)}
    # A list in the layout of 2019 rightly lacks the newer columns.
    old = set(spec.newer).isdisjoint(sheet.matched)
    headers = [
        column.header.strip()
        for column in lacking
        if not (old and column.since) and column_key(number, column.name) not in chosen
    ]
    for extra in sheet.extra:
        similar = closest(extra.heading, by_heading) if heading_key(extra.heading) else None
        column = by_heading[similar] if similar else ""
        if not (column or headers):
            continue
        keys = {letter_key(sheet, extra.letter), list_key(number)}
        keys |= {column_key(number, column)} if column else set()
        may_be = [spec.column(column).header.strip()] if column else headers
        data = LeftOut(
            name=f"{number}.{extra.heading.strip() or extra.letter}",
            reason=Omission.UNREAD,
            detail=_unrecognised_detail(sheet, extra, may_be),
            list=number,
            column=column,
        )
        yield Gap(data=data, keys=frozenset(keys), certain=bool(column))


def _unrecognised_detail(sheet: SheetFacts, extra: ExtraColumn, may_be: list[str]) -> str:
    heading = f" ({extra.heading.strip()!r})" if extra.heading.strip() else ", which has no heading,"
    rows = f"{extra.filled:,} {'row' if extra.filled == 1 else 'rows'}"
    return (
        f"Column {extra.letter}{heading} of {sheet.sheet} has cells in {rows} and was not recognised. "
        f"It may be {' or '.join(map(repr, may_be))}."
    )
