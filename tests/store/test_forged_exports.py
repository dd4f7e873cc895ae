"""Exports with the right checksums that inspectprep cannot have written: refused whole."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from inspectprep.errors import StoreError
from tests.store.fakes import new_store
from tests.store.forged import forged


def nested(levels: int) -> Any:
    """Return lists in lists."""
    value: Any = "deep"
    for _ in range(levels):
        value = [value]
    return value


GOOD = [("lesson", "les-1", {"learned": "Ring first."})]
REFUSED: dict[str, bytes] = {
    "nested too deeply": forged([("lesson", "les-1", {"learned": nested(100)})]),
    "nested beyond what JSON readers take": forged(GOOD).replace(
        b'"Ring first."', b"[" * 100_000 + b"]" * 100_000
    ),
    "an infinite number": forged(GOOD).replace(b'"Ring first."', b"1e999"),
    "no number": forged(GOOD).replace(b'"Ring first."', b"NaN"),
    "a number of ten thousand digits": forged(GOOD).replace(b'"Ring first."', b"9" * 10_000),
    "half a character": forged(GOOD).replace(b"Ring", rb"\ud800"),
    "half a character in the author": forged(GOOD).replace(b'"Ann"', rb'"\udfff"'),
    "a null character in the id": forged([("lesson", "les-\x00", {"learned": "a"})]),
    "a new line in the id": forged([("lesson", "les-1\n", {"learned": "a"})]),
    "an escape character in the id": forged([("lesson", "les-\x1b[31m", {"learned": "a"})]),
    "a space in the kind": forged([("les son", "les-1", {"learned": "a"})]),
    "no id": forged([("lesson", "", {"learned": "a"})]),
    "an id of ten thousand characters": forged([("lesson", f"les-{'9' * 10_000}", {"learned": "a"})]),
    "a list as a document": forged([("lesson", "les-1", ["a"])]),
    "a time without a zone": forged(GOOD, at="2026-01-01T00:00:00.000001"),
    "a day as a time": forged(GOOD, at="2026-01-01"),
    "a time in the year 1": forged(GOOD, at="0001-01-01T00:00:00.000001Z"),
    "a time in the year 9999": forged(GOOD, at="9999-12-31T23:59:59.000001Z"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_whole(tmp_path: Path, name: str) -> None:
    """The first line that is wrong is named, and the store is still empty."""
    store = new_store(tmp_path / "store")
    with pytest.raises(StoreError, match=r"Line 2: .* Nothing was imported") as caught:
        store.import_(io.BytesIO(REFUSED[name]))
    assert caught.value.reason == "damaged"
    assert len(str(caught.value)) < 300
    assert store.head().number == 0
    store.import_(io.BytesIO(forged(GOOD)))
    assert store.head().number == 1


def test_a_moment_beyond_the_last_change_is_now(tmp_path: Path) -> None:
    """The number of a change can be any whole number."""
    store = new_store(tmp_path / "store")
    store.import_(io.BytesIO(forged(GOOD)))
    assert len(store.list("lesson", 10**30)) == 1
    assert store.list("lesson", -(10**30)) == ()
