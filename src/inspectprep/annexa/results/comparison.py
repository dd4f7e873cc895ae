"""Is it better than last month? Matches findings of two checks without keeping who they are about.

A finding is known again by a *mark*: a keyed hash of its rule, list, column and the row's natural key. The
key never stands in a saved result; without it a mark tells nothing, and two files can only be compared
when one key made both. A saved result holds places, counts and marks, and no child-level value.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from inspectprep.annexa import catalogue
from inspectprep.annexa.results.result_json import SCHEMA, document_of
from inspectprep.errors import DocumentError, SourceError
from inspectprep.files import writing

if TYPE_CHECKING:
    import polars as pl

    from inspectprep.annexa.results.acceptance import Explanation
    from inspectprep.annexa.results.result import CheckResult

__all__ = ["Comparison", "Saved", "compare", "key_id", "marks_of", "read_key", "read_saved", "save"]

_KEY_BYTES = 32
_MARK_LETTERS = 32


@frozen(kw_only=True)
class Saved:
    """A result as it was saved.

    Attributes:
        marks: For each mark the findings that bear it, as plain values.
        key: Tells which key made the marks, without telling the key.
    """

    as_of: str | None
    marks: Mapping[str, tuple[Mapping[str, Any], ...]]
    rows: Mapping[int, int]
    key: str


@frozen(kw_only=True)
class Comparison:
    """What changed from an earlier check to a later one; each finding as plain values, with its place.

    Attributes:
        fixed: Findings of the earlier check that are gone; a row that left the list counts as well.
        new: Findings of the later check that were not there.
        still: Findings of both, with their place in the later.
    """

    fixed: tuple[Mapping[str, Any], ...]
    new: tuple[Mapping[str, Any], ...]
    still: tuple[Mapping[str, Any], ...]

    def by(self, name: str) -> dict[Any, dict[str, int]]:
        """Return counts of fixed, new and still by ``rule``, ``list``, ``severity`` or another key."""
        counts: dict[Any, dict[str, int]] = {}
        for what in ("fixed", "new", "still"):
            for each in getattr(self, what):
                counts.setdefault(each.get(name), {"fixed": 0, "new": 0, "still": 0})[what] += 1
        return dict(sorted(counts.items(), key=lambda item: str(item[0])))


def read_key(path: Path | str | None = None) -> bytes:
    """Return the key that makes marks, making it on first use.

    Args:
        path: Where it stands; otherwise ``INSPECTPREP_KEY_FILE``, or a file in the user's own
            configuration folder, readable by its owner only. A team that compares one another's
            results shares one file.

    Raises:
        SourceError: if it cannot be read or is too short to protect anything.
        WriteError: if it cannot be made.
    """
    named = path or os.environ.get("INSPECTPREP_KEY_FILE")
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    place = Path(named) if named else home / "inspectprep" / "result.key"
    if not place.exists():
        with writing(place, private=True) as stream:
            stream.write(secrets.token_bytes(_KEY_BYTES))
    try:
        key = place.read_bytes()
    except OSError as error:
        raise SourceError(f"The key cannot be read: {error.strerror}.", where=place.name) from error
    if len(key) < _KEY_BYTES:
        raise SourceError(
            f"The key has {len(key)} bytes, and fewer than {_KEY_BYTES} can be guessed.",
            where=place.name,
            remedy="Remove the file; a new key is made. Results saved with the old one cannot be compared.",
        )
    return key


def key_id(key: bytes) -> str:
    """Return what tells a key from others without telling it."""
    return hmac.new(key, b"inspectprep key", hashlib.sha256).hexdigest()[:16]


def marks_of(result: CheckResult, key: bytes) -> list[str]:
    """Return the mark of each finding, in the order of the findings frame."""
    texts = [""] * result.findings.height
    for place, each in enumerate(result.findings.iter_rows(named=True)):
        texts[place] = f"{each['rule']}\x1f{each['list']}\x1f{each['column']}"
    who = _identities(result)
    found = []
    for place, text in enumerate(texts):
        message = f"{text}\x1f{who.get(place, '')}".encode()
        found.append(hmac.new(key, message, hashlib.sha256).hexdigest()[:_MARK_LETTERS])
    return found


def _identities(result: CheckResult) -> dict[int, str]:
    """Return for each finding with a row what tells the row from others: its key, or else all of it."""
    import polars as pl  # noqa: PLC0415

    found: dict[int, str] = {}
    cells = (
        result.findings.with_row_index("__at")
        .drop_nulls(["list", "row"])
        .select("__at", "list", "place", "row")
    )
    for number, one in catalogue.lists().items():
        part = cells.filter(pl.col("list") == number)
        table = result.dataset.tables.get(number)
        if not part.height or table is None:
            continue
        names = table.frame.columns
        natural = [f"{c}__key" if f"{c}__key" in names else c for c in one.natural_key if c in names]
        raws = [name for name in names if name.endswith("__raw")]
        key = (
            pl.concat_str([pl.col(c).cast(pl.String) for c in natural], separator="\x1f") if natural else None
        )
        whole = pl.concat_str(
            [pl.col(c).cast(pl.String).fill_null("") for c in raws] or [pl.lit("")], separator="\x1f"
        )
        who = whole if key is None else pl.coalesce(key, whole)
        rows = table.frame.select(
            pl.col("__place").alias("place"), pl.col("__row").alias("row"), who.alias("who")
        )
        joined = part.join(rows, on=["place", "row"], how="left")
        found |= dict(zip(joined["__at"], (each or "" for each in joined["who"]), strict=True))
    return found


def save(
    result: CheckResult, path: Path | str, *, key: bytes, explanations: Iterable[Explanation] = ()
) -> None:
    """Save a result for later comparison: places, counts and marks, and no child-level value.

    Raises:
        WriteError: if it cannot be written.
    """
    document = document_of(result, marks=marks_of(result, key), explanations=explanations)
    document["key"] = key_id(key)
    with writing(path, private=True) as stream:
        stream.write(json.dumps(document, ensure_ascii=False, indent=1).encode())


def read_saved(path: Path | str) -> Saved:
    """Read a saved result.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not a saved result.
    """
    name = Path(path).name
    try:
        document = json.loads(Path(path).read_bytes())
    except OSError as error:
        raise SourceError(f"The result cannot be read: {error.strerror}.", where=name) from error
    except ValueError as error:
        raise DocumentError([("$", "This is not a saved result.")], where=name) from error
    if not isinstance(document, Mapping) or document.get("schema") != SCHEMA:
        raise DocumentError([("$.schema", f"A saved result says {SCHEMA!r} here.")], where=name)
    if not isinstance(document.get("key"), str):
        raise DocumentError(
            [("$.key", "This result was written without marks; save it with --save.")], where=name
        )
    marks: dict[str, list[Mapping[str, Any]]] = {}
    for place, each in enumerate(document.get("findings", ())):
        if not isinstance(each, Mapping) or not isinstance(each.get("mark"), str):
            raise DocumentError([(f"$.findings[{place}]", "This finding has no mark.")], where=name)
        marks.setdefault(each["mark"], []).append(each)
    rows = {each["list"]: each["rows"] for each in document.get("lists", ())}
    return Saved(
        as_of=document.get("as_of"),
        marks={m: tuple(f) for m, f in marks.items()},
        rows=rows,
        key=document["key"],
    )


def saved_of(result: CheckResult, key: bytes) -> Saved:
    """Return a result as it would be saved."""
    document = document_of(result, marks=marks_of(result, key))
    marks: dict[str, list[Mapping[str, Any]]] = {}
    for each in document["findings"]:
        marks.setdefault(each["mark"], []).append(each)
    rows = {each["list"]: each["rows"] for each in document["lists"]}
    return Saved(
        as_of=document["as_of"], marks={m: tuple(f) for m, f in marks.items()}, rows=rows, key=key_id(key)
    )


def compare(old: Saved, new: Saved) -> Comparison:
    """Return what was fixed, what is new and what is still there.

    Raises:
        DocumentError: if the two were saved with different keys.
    """
    if old.key != new.key:
        raise DocumentError(
            [("$.key", "The two results were saved with different keys and cannot be compared.")]
        )
    fixed: list[Mapping[str, Any]] = []
    fresh: list[Mapping[str, Any]] = []
    still: list[Mapping[str, Any]] = []
    before = Counter({mark: len(found) for mark, found in old.marks.items()})
    for mark, found in new.marks.items():
        kept = min(before[mark], len(found))
        still += found[:kept]
        fresh += found[kept:]
    for mark, found in old.marks.items():
        fixed += found[len(new.marks.get(mark, ())) :]
    return Comparison(fixed=tuple(fixed), new=tuple(fresh), still=tuple(still))


def frame_of(findings: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """Return findings of a comparison as a frame."""
    import polars as pl  # noqa: PLC0415

    kept = ("rule", "severity", "nature", "list", "file", "sheet", "row", "cell", "column", "message")
    return pl.DataFrame(
        [{name: each.get(name) for name in kept} for each in findings], infer_schema_length=None
    )
