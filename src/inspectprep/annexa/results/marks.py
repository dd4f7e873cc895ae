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
from pathlib import Path

from inspectprep.annexa import catalogue
from inspectprep.annexa.results.result import CheckResult
from inspectprep.dataframes import pl
from inspectprep.errors import SourceError
from inspectprep.files import writing
from inspectprep.inputs import read_file
from inspectprep.model.finding import FindingUnit

_KEY_BYTES = 32
_MARK_LETTERS = 32


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
    given = path or os.environ.get("INSPECTPREP_KEY_FILE")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    file = Path(given) if given else home / "inspectprep" / "result.key"
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


def key_id(key: bytes) -> str:
    """Return text that identifies a key without revealing it."""
    return hmac.new(key, b"inspectprep key", hashlib.sha256).hexdigest()[:16]


def marks_of(result: CheckResult, key: bytes) -> list[str]:
    """Return the mark of each finding, in the order of the findings frame."""
    rows = _row_identities(result)
    of_values = (result.findings["unit"] == FindingUnit.VALUE.value).arg_true().to_list()
    raw = result.raw_values() if of_values else {}
    # A value stays the same when the first row that has it is another.
    rows |= {place: raw.get(place) or "" for place in of_values}
    marks = []
    for place, (rule, list_number, column) in enumerate(
        result.findings.select("rule", "list", "column").iter_rows()
    ):
        message = "\x1f".join((rule, str(list_number), str(column), rows.get(place, ""))).encode()
        marks.append(hmac.new(key, message, hashlib.sha256).hexdigest()[:_MARK_LETTERS])
    return marks


def _row_identities(result: CheckResult) -> dict[int, str]:
    """Return what identifies each finding's row: its natural key, or all of its cells where that is blank."""
    identities: dict[int, str] = {}
    cells = (
        result.findings.with_row_index("__at")
        .drop_nulls(["list", "row"])
        .select("__at", "list", "place", "row")
    )
    for list_number, specification in catalogue.lists().items():
        part = cells.filter(pl.col("list") == list_number)
        table = result.dataset.tables.get(list_number)
        if not part.height or table is None:
            continue
        names = table.frame.columns
        key_columns = [
            f"{name}__key" if f"{name}__key" in names else name
            for name in specification.natural_key
            if name in names
        ]
        raw_columns = [name for name in names if name.endswith("__raw")]
        whole_row = pl.concat_str(
            [pl.col(name).cast(pl.String).fill_null("") for name in raw_columns] or [pl.lit("")],
            separator="\x1f",
        )
        identity = whole_row
        if key_columns and key_columns[0].endswith("__key"):
            # A date or code that cannot be read identifies the row by its text.
            texts = [pl.coalesce(pl.col(name).cast(pl.String), _raw(name, names)) for name in key_columns]
            natural_key = pl.concat_str([text.fill_null("") for text in texts], separator="\x1f")
            identity = pl.when(pl.col(key_columns[0]).is_null()).then(whole_row).otherwise(natural_key)
        rows = table.frame.select(
            pl.col("__place").alias("place"), pl.col("__row").alias("row"), identity.alias("identity")
        )
        joined = part.join(rows, on=["place", "row"], how="left")
        identities |= dict(zip(joined["__at"], joined["identity"].fill_null(""), strict=True))
    return identities


def _raw(name: str, names: list[str]) -> pl.Expr:
    raw = f"{name.removesuffix('__key')}__raw"
    return pl.col(raw).cast(pl.String) if raw in names else pl.lit(None, pl.String)
