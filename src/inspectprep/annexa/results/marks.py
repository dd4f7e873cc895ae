"""Marks: keyed hashes by which a finding is recognised in a later result.

A mark is a hash of the rule, list, column and the row's natural key, or of the value that the finding is
about. The key is never in a saved result.
Without it a mark says nothing about a child, and two results can only be compared when one key made both.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.row_marks import identified, mark
from inspectprep.dataframes import pl
from inspectprep.errors import SourceError
from inspectprep.files import writing
from inspectprep.inputs import read_file
from inspectprep.model.finding import FindingUnit

_KEY_BYTES = 32
_MARK_LETTERS = 32
_BATCH = 20_000


def read_key(path: Path | str | None = None) -> bytes:
    """Return the key that makes marks. It is created on first use.

    Args:
        path: The file of the key; otherwise ``INSPECTPREP_KEY_FILE``, or a file in the user's own
            configuration folder that only its owner can read. A team whose members compare one
            another's results shares one file.

    Raises:
        SourceError: if it cannot be read, or is too short to protect anything.
        WriteError: if it cannot be created.
    """
    file = _key_file(path)
    if not file.exists():
        with writing(file, private=True) as stream:
            stream.write(secrets.token_bytes(_KEY_BYTES))
    key = read_file(file)
    if len(key) < _KEY_BYTES:
        raise SourceError(
            f"The key has {len(key)} bytes. A key of fewer than {_KEY_BYTES} bytes can be guessed.",
            where=file.name,
            remedy="Remove the file to create a new key. Results saved with the old key cannot be compared.",
        )
    return key


def known_key(path: Path | str | None = None) -> bytes | None:
    """Return the key that makes marks, as :func:`read_key` finds it; None if there is none yet.

    Raises:
        SourceError: if it cannot be read, or is too short to protect anything.
    """
    return read_key(path) if _key_file(path).exists() else None


def _key_file(path: Path | str | None) -> Path:
    given = path or os.environ.get("INSPECTPREP_KEY_FILE")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Path(given) if given else home / "inspectprep" / "result.key"


def key_id(key: bytes) -> str:
    """Return text that identifies a key without revealing it."""
    return hmac.new(key, b"inspectprep key", hashlib.sha256).hexdigest()[:16]


_ONE_ROW = (FindingUnit.ROW.value, FindingUnit.CELL.value)


def marks_of(result: CheckResult, key: bytes) -> list[str]:
    """Return the mark of each finding, in the order of the findings frame."""
    marks = [""] * result.findings.height
    values = _values(result)
    numbered = result.findings.with_row_index("__at")
    for number, part in _by_list(numbered):
        rows = _row_identities(result, number)
        for piece in part.iter_slices(_BATCH):
            # A value, column or list stays the same when its first row is another.
            known = piece.select("__at", "rule", "column", "place", "row", "unit")
            known = known.join(rows, on=["place", "row"], how="left", maintain_order="left")
            known = known.join(values, on="__at", how="left", maintain_order="left")
            message = pl.concat_str(
                "rule", pl.lit(str(number)), pl.col("column").fill_null("None"),
                pl.coalesce("value", pl.when(pl.col("unit").is_in(_ONE_ROW)).then("identity"), pl.lit("")),
                separator="\x1f",
            )  # fmt: skip
            messages = known.select(message).to_series().to_list()
            for place, text in zip(known["__at"].to_list(), messages, strict=True):
                marks[place] = mark(key, text, letters=_MARK_LETTERS)
    return marks


def _by_list(numbered: pl.DataFrame) -> Iterator[tuple[int | None, pl.DataFrame]]:
    for number in numbered["list"].unique().to_list():
        yield number, numbered.filter(pl.col("list").eq_missing(pl.lit(number, pl.Int8)))


def _values(result: CheckResult) -> pl.DataFrame:
    """Return the value of each finding that is about one, by its place in the findings frame."""
    places = (result.findings["unit"] == FindingUnit.VALUE.value).arg_true()
    raw = evolve(result, findings=result.findings[places]).raw_values() if places.len() else {}
    values = [raw.get(index) or "" for index in range(places.len())]
    return pl.DataFrame({"__at": places, "value": values}, schema={"__at": pl.UInt32, "value": pl.String})


def _row_identities(result: CheckResult, list_number: int | None) -> pl.DataFrame:
    """Return what identifies each row of a list; see :func:`.identified`."""
    table = result.dataset.tables.get(list_number or 0)
    if table is None:
        return pl.DataFrame(schema={"place": pl.Int32, "row": pl.Int32, "identity": pl.String})
    return identified(table).select("place", "row", "identity")
