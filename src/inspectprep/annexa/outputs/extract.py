"""A pseudonymised extract for pooling with other councils. It is still personal data.

Identifiers become keyed hashes. Rows of one child stay together, and without the key the child cannot be
found by trying identifiers. Dates of birth become months, other dates are rounded or moved, postcodes become
sectors, and workers, teams and free text are left out. The rows of a list are in order of the hashes, so that
their order says nothing. A person who has the key, or knows enough about a child, can still recognise the
child. Share it under an agreement, as personal data, and store the key separately.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cells import slices
from inspectprep.annexa.outputs.cover import ASK, Lines, Link, mark_rows
from inspectprep.annexa.outputs.date_choice import DateChoice
from inspectprep.annexa.outputs.extract_dates import ages_in_months, dates_of, month_of_birth
from inspectprep.annexa.outputs.mark import open_book, put, set_columns
from inspectprep.annexa.outputs.remaining_risk import ExtractRisk, remaining_risk, risk_lines
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.dataframes import pl
from inspectprep.errors import SourceError, WriteError
from inspectprep.files import writing_output
from inspectprep.inputs import read_file
from inspectprep.model.arguments import checked_arguments

KEY_BYTES = 32
_FEWEST_VALUES = 12
"""The fewest different byte values in a key of 32 random bytes. Fewer do not happen by chance."""
_HASH_LENGTH = 20
_OTHER_USERS = stat.S_IRWXG | stat.S_IRWXO
_POSTCODE = r"^([A-Z]{1,2}\d[A-Z\d]?) ?(\d)[A-Z]{2}$"
# Identifiers of one kind are hashed in the same way on all lists. Two kinds never give the same hash.
_KINDS = {
    "child_unique_id": "child",
    "family_identifier": "family",
    "adopter_identifier": "adopter",
    "placement_urn": "placement",
}

_NEW_KEY = "Create one with new_key, or on the command line by giving the name of a new file."


def new_key(path: Path | str) -> bytes:
    """Write a random key to a new file that only its owner can read.

    Raises:
        WriteError: if the file exists or cannot be written.
    """
    key = secrets.token_bytes(KEY_BYTES)
    target = Path(path)
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(key.hex() + "\n")
    except FileExistsError:
        raise WriteError(
            "A key with this name exists.",
            where=str(target),
            remedy="Use it, or choose another name. Extracts made with different keys cannot be joined.",
        ) from None
    except OSError as error:
        raise WriteError(f"The key could not be written: {error.strerror}.", where=str(target)) from None
    return key


def read_key(path: Path | str) -> bytes:
    """Return the key in a file made by :func:`new_key`.

    Raises:
        SourceError: if it cannot be read, if other users can read it, or if it is weak.
    """
    target = Path(path)
    try:
        text = read_file(target).decode("ascii").strip()
        mode = target.stat().st_mode
    except (SourceError, OSError, UnicodeDecodeError):
        raise SourceError(
            "The key cannot be read.", where=str(target), remedy=_NEW_KEY, reason="missing"
        ) from None
    if os.name != "nt" and mode & _OTHER_USERS:
        raise SourceError(
            "Other users can read this key.",
            where=target.name,
            remedy="Limit it to its owner (chmod 600). Create a new key if others had access.",
            reason="format",
        )
    try:
        key = bytes.fromhex(text)
    except ValueError:
        raise SourceError("This is not a key.", where=str(target), remedy=_NEW_KEY, reason="format") from None
    check_key(key, where=target.name)
    return key


def check_key(key: bytes, *, where: str = "") -> None:
    """Refuse a key that can be guessed: a short one, a word or a pattern.

    Raises:
        SourceError: if it is weak.
    """
    text_like = all(32 <= byte < 127 for byte in key)
    if len(key) < KEY_BYTES or len(set(key)) < _FEWEST_VALUES or text_like:
        raise SourceError(
            "This key is too weak: it could be guessed, and then all identifiers tried.",
            where=where,
            remedy=f"Use {KEY_BYTES} random bytes, as new_key does.",
            reason="format",
        )


def pseudonymised(
    dataset: AnnexAData, key: bytes, *, dates: DateChoice = DateChoice.MONTH
) -> Mapping[int, pl.DataFrame]:
    """Return the lists without names and without any value that identifies a child by itself.

    Values that could not be read are left out, because they could contain anything.

    Args:
        dataset: The return.
        key: The key of the hashes, and of the days by which dates are moved.
        dates: The form of the dates.

    Raises:
        SourceError: if the key is weak.
    """
    check_key(key)
    return _lists(dataset, _days(dataset, dates, key), key)


def _days(dataset: AnnexAData, dates: DateChoice, key: bytes) -> dict[int, dict[str, pl.Series]]:
    return {number: dates_of(table, dates, key) for number, table in dataset.tables.items()}


def _lists(
    dataset: AnnexAData, days: Mapping[int, Mapping[str, pl.Series]], key: bytes
) -> dict[int, pl.DataFrame]:
    return {
        number: _list(table, days[number], dataset.as_of, key) for number, table in dataset.tables.items()
    }


def _list(table: ListTable, dates: Mapping[str, pl.Series], as_of: date | None, key: bytes) -> pl.DataFrame:
    columns: list[pl.Series] = []
    for column in catalogue.lists()[table.list].columns:
        name = column.name
        if name not in table.columns:
            continue
        values = table.frame[name]  # null where the cell could not be read
        if name in _KINDS:
            columns.append(_hashed(table.frame[f"{name}__key"], _KINDS[name], key).alias(name))
        elif name == "date_of_birth":
            columns.append(month_of_birth(dates[name]))
        elif name == "placement_postcode":
            sector = values.str.to_uppercase().str.replace_all(r"\s", "")
            columns.append(_sector(sector).alias("placement_sector"))
        elif name == "age":
            births = table.frame["date_of_birth"] if "date_of_birth" in table.columns else None
            columns.append(ages_in_months(values, births, as_of))
        elif column.type == "date":
            columns.append(dates[name].alias(name))
        elif column.type != "text":
            columns.append(values)
    frame = pl.DataFrame(columns)
    # The first columns are the hashes. The others order the rows of one child by what they contain.
    return frame.sort(frame.columns, nulls_last=True) if frame.columns else frame


def _hashed(names: pl.Series, kind: str, key: bytes) -> pl.Series:
    """Return a keyed hash of each identifier, calculated once for each different one."""
    unique = names.drop_nulls().unique(maintain_order=True)
    hashes = [
        hmac.new(key, f"{kind}:{name}".encode(), hashlib.sha256).hexdigest()[:_HASH_LENGTH] for name in unique
    ]
    return names.to_frame().select(
        pl.col(names.name).replace_strict(
            unique, pl.Series(hashes, dtype=pl.String), default=None, return_dtype=pl.String
        )
    )[names.name]


def _sector(postcodes: pl.Series) -> pl.Series:
    name = postcodes.name
    parts = postcodes.str.extract_groups(_POSTCODE)
    return parts.to_frame().select(
        pl.concat_str(
            pl.col(name).struct.field("1"), pl.lit(" "), pl.col(name).struct.field("2"), ignore_nulls=False
        ).alias(name)
    )[name]


@checked_arguments
def write_extract(
    path: Path | str, dataset: AnnexAData, key: bytes, *, dates: DateChoice = DateChoice.MONTH
) -> ExtractRisk:
    """Write the pseudonymised lists as a marked workbook that only its owner can read.

    Args:
        path: The workbook. A note of what remains identifying is written beside it, in counts only.
        dataset: The return.
        key: The key of the hashes, and of the days by which dates are moved.
        dates: The form of the dates.

    Returns:
        What remains identifying.

    Raises:
        SourceError: if the key is weak.
        WriteError: if a file cannot be written.
    """
    check_key(key)
    days = _days(dataset, dates, key)
    frames = _lists(dataset, days, key)
    risk = remaining_risk(dataset, frames, days, dates=dates.value)
    lines = tuple(risk_lines(risk))
    with open_book(path, title="Annex A, pseudonymised") as book:
        cover = Lines(book, "About", (26, 100))
        cover.banner("pseudonymised, and still personal data")
        for text in (*_ABOUT, *lines):
            cover.text(text)
        cover.fact("Who to ask", ASK)
        cover.blank()
        cover.contents(
            Link(f"List {number}", f"{catalogue.lists()[number].title}: {frame.height:,} rows")
            for number, frame in frames.items()
        )
        formats = (book.plain, book.guarded, book.day, book.moment)
        for list_number, frame in frames.items():
            sheet = book.sheet(f"List {list_number}")
            sheet.freeze_panes(1, 1)
            set_columns(sheet, [16.0] * frame.width, repeat=(0, 0))
            for column, name in enumerate(frame.columns):
                sheet.write_string(0, column, name, book.heading)
            row = 0
            for piece in slices(frame):
                cells: list[tuple[Any, ...]] = piece.rows()
                for values in cells:
                    row += 1
                    for column, cell in enumerate(values):
                        put(sheet, row, column, cell, formats)
            mark_rows(sheet, f"List_{list_number}", (0, 0, row, frame.width - 1), frame.columns)
    with writing_output(note_beside(path), private=True) as stream:
        stream.write("\n".join((_NOTE, "", *lines, "")).encode())
    return risk


def note_beside(path: Path | str) -> Path:
    """Return the file of the note that is written beside an extract."""
    return Path(path).with_name(f"{Path(path).stem}-remaining-risk.txt")


_NOTE = "What remains identifying in the extract. These are counts. The extract itself is personal data."
_ABOUT = (
    "Identifiers are keyed hashes. A child, family, adopter or placement has the same hash on every list.",
    "The rows of each list are in order of the hashes. The order of the return is not in this file.",
    "Dates of birth are months, and ages are those of that month. Postcodes are sectors.",
    "Workers, teams, organisations and values that could not be read are left out.",
    "This is personal data: people who have the key, or know enough about a child, can recognise the child.",
    "Share it under an agreement, store the key separately, and delete it when the purpose is met.",
)
