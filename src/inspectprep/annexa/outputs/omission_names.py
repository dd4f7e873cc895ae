"""The names by which an analyst leaves out lists, columns, sheets and files of a submission on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from inspectprep.annexa import catalogue
from inspectprep.annexa.reading.dataset import AnnexAData, ColumnCopy, ExtraColumn, SheetFacts
from inspectprep.annexa.reading.heading_forms import heading_key
from inspectprep.annexa.reading.text import fold
from inspectprep.errors import UnknownNameError

Key: TypeAlias = tuple[str | int, ...]
"""A list, column, sheet or file: its kind, and what identifies it."""


def list_key(number: int) -> Key:
    """Return the key of a list."""
    return "list", number


def column_key(number: int, column: str) -> Key:
    """Return the key of a column of a list, by its canonical name."""
    return "column", number, column


def letter_key(sheet: SheetFacts, letter: str) -> Key:
    """Return the key of a column of a sheet that is not sent, by its letter."""
    return "letter", sheet.file, sheet.sheet, letter


def sheet_key(sheet: SheetFacts) -> Key:
    """Return the key of a sheet."""
    return "sheet", sheet.file, sheet.sheet


def file_key(file: str) -> Key:
    """Return the key of a file."""
    return "file", file


def chosen_omissions(names: Iterable[str], dataset: AnnexAData) -> frozenset[Key]:
    """Return what names mean in a return.

    A list is named by its number. A column is named by its canonical name, its official heading, its
    heading in the file or, if it is not sent, its letter, after the number of the list and a full stop.
    Without the number, a name means the column on every list. A sheet or file is named as it is.

    Raises:
        UnknownNameError: if a name means nothing in this return.
    """
    meanings = list(_meanings(dataset))
    chosen: set[Key] = set()
    for name in names:
        meant = {key for is_named, key in meanings if is_named(name.strip())}
        if not meant:
            known = [*map(str, catalogue.lists()), *_names(dataset)]
            raise UnknownNameError("list, column, sheet or file", name, known, where="leave out")
        chosen |= meant
    return frozenset(chosen)


def _meanings(dataset: AnnexAData) -> Iterator[tuple[Callable[[str], bool], Key]]:
    for number, spec in catalogue.lists().items():
        yield str(number).__eq__, list_key(number)
        for one in spec.columns:
            headings = (one.name, one.header, *_written(dataset, number, one.name))
            yield _column_named(number, headings), column_key(number, one.name)
    for sheet in dataset.sheets:
        if not sheet.used:
            yield _same(sheet.sheet), sheet_key(sheet)
        if sheet.list is not None:
            unused: tuple[ExtraColumn | ColumnCopy, ...] = (*sheet.extra, *sheet.copies)
            for column in unused:
                named = _column_named(sheet.list, (column.heading,), column.letter)
                yield named, letter_key(sheet, column.letter)
    for file in dataset.files:
        if file.problem or file.notes:
            yield _same(file.name), file_key(file.name)


def _written(dataset: AnnexAData, number: int, column: str) -> Iterator[str]:
    """Yield the headings of a column as they are in the files."""
    for place in dataset.places:
        if place.list == number and column in place.headings:
            yield place.headings[column]


def _same(text: str) -> Callable[[str], bool]:
    folded = fold(text)
    return lambda name: fold(name) == folded


def _column_named(number: int, headings: Iterable[str], letter: str = "") -> Callable[[str], bool]:
    keys = {heading_key(heading) for heading in headings} - {""}

    def is_named(name: str) -> bool:
        if heading_key(name) in keys:
            return True
        before, _, column = name.partition(".")
        if before.strip() != str(number):
            return False
        return heading_key(column) in keys or (bool(letter) and column.strip().upper() == letter)

    return is_named


def _names(dataset: AnnexAData) -> Iterator[str]:
    """Yield names of columns, sheets and files, for a suggestion."""
    for number, spec in catalogue.lists().items():
        yield from (f"{number}.{column.name}" for column in spec.columns)
    for sheet in dataset.sheets:
        if not sheet.used:
            yield sheet.sheet
        yield from (f"{sheet.list}.{extra.heading}" for extra in sheet.extra if extra.heading)
    yield from (file.name for file in dataset.files if file.problem)
