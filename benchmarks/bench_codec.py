"""The codec's own readers and writers against the functions that cattrs generates.

A command reads one framework and writes one timeline, so what counts there is the first read, the making of
its hooks included. A workspace reads hundreds of records of one class, so what counts there is the read after
that. Both converters have the same readers of text, numbers, dates and words. Neither the generated
functions nor cattrs' own hooks for collections do all of the codec's work: they do not check that ids differ,
check derived keys, take a missing key from another value, or suggest the nearest key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from attrs import has
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn
from timing import paired, show

import inspectprep
from inspectprep.codec import plain
from inspectprep.codec.converter import _converter
from inspectprep.codec.scalars import (
    read_bool,
    read_date,
    read_enum,
    read_float,
    read_int,
    read_offset,
    read_text,
)
from inspectprep.frameworks.loader import read_framework
from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.model.framework import Framework
from inspectprep.model.offset import Offset

FRAMEWORK = Path(inspectprep.__file__).parent / "frameworks/data/ilacs.toml"
RECORDS = 1000


def generated() -> Converter:
    """Return a converter that generates a function for each class."""
    conv = Converter(forbid_extra_keys=True, omit_if_default=True)
    readers: tuple[tuple[Any, Callable[[Any, Any], Any]], ...] = (
        (str, read_text),
        (bool, read_bool),
        (int, read_int),
        (float, read_float),
        (date, read_date),
        (Offset, read_offset),
        (StrEnum, read_enum),
    )
    for cls, reader in readers:
        conv.register_structure_hook(cls, reader)
    conv.register_structure_hook_factory(
        lambda kind: isinstance(kind, type) and has(kind) and kind is not Offset,
        lambda cls: make_dict_structure_fn(
            cls, conv, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
        ),
    )
    return conv


def own() -> Any:
    """Return the codec's converter, without the hooks of earlier reads."""
    _converter.cache_clear()
    return _converter(full=False, native_dates=False)


def main() -> None:
    """Measure and print."""
    document = plain(read_framework(FRAMEWORK))
    mine, theirs = paired(
        lambda: own().structure(document, Framework), lambda: generated().structure(document, Framework)
    )
    compared("first read of a framework", mine, theirs)

    ours, other = own(), generated()
    mine, theirs = paired(
        lambda: ours.structure(document, Framework), lambda: other.structure(document, Framework)
    )
    compared("later read of a framework", mine, theirs)

    item = EvidenceItem(id="ev-1", title="An audit", kind=EvidenceKind.AUDIT, recorded=date(2026, 11, 2))
    records = [plain(item)] * RECORDS
    mine, theirs = paired(
        lambda: [ours.structure(record, EvidenceItem) for record in records],
        lambda: [other.structure(record, EvidenceItem) for record in records],
    )
    compared(f"later reads of {RECORDS:,} records", mine, theirs)


def compared(name: str, mine: float, theirs: float) -> None:
    """Print the ratio and its parts."""
    show(
        f"{name}: codec / generated",
        (f"{mine / theirs:.2f} times", f"{mine * 1000:.1f} ms, {theirs * 1000:.1f} ms"),
    )


if __name__ == "__main__":
    main()
