"""Reads the specification from its data files, each once and only when asked for."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from inspectprep.annexa.catalogue.lists import Code, CodeSet, ColumnSpec, ListSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["authorities", "code_set", "code_sets", "lists"]

_DATA = Path(__file__).parent / "data"
_LIST_NUMBERS = range(1, 12)
_PREFIX = re.compile(r"^[a-z]{1,2}\d?\) ")


def _read(path: str) -> Any:
    return json.loads((_DATA / path).read_bytes())


@cache
def lists() -> Mapping[int, ListSpec]:
    """Return the eleven lists by number."""
    return MappingProxyType({number: _list(number) for number in _LIST_NUMBERS})


@cache
def code_set(name: str) -> CodeSet:
    """Return a code set by name.

    Raises:
        KeyError: if there is none.
    """
    if not name.isidentifier() or not (_DATA / "codes" / f"{name}.json").exists():
        raise KeyError(name)
    data = _read(f"codes/{name}.json")
    return CodeSet(
        name=data["name"],
        codes=tuple(_code(entry) for entry in data["codes"]),
        yes_no=data.get("yes_no", False),
        authorities=data.get("names") == "authorities",
    )


@cache
def code_sets() -> Mapping[str, CodeSet]:
    """Return the code sets of all columns by name."""
    names = {column.codes for each in lists().values() for column in each.columns if column.codes}
    return MappingProxyType({name: code_set(name) for name in sorted(names)})


@cache
def authorities() -> Mapping[str, tuple[str, ...]]:
    """Return the English authorities with children's services, each with other forms of its name."""
    return MappingProxyType(
        {entry["name"]: tuple(entry.get("variants", ())) for entry in _read("authorities.json")}
    )


def _list(number: int) -> ListSpec:
    data = _read(f"lists/{number:02d}.json")
    return ListSpec(
        number=data["number"],
        title=data["title"],
        columns=tuple(
            ColumnSpec(**{**entry, "aliases": tuple(entry.get("aliases", ()))}) for entry in data["columns"]
        ),
        natural_key=tuple(data["natural_key"]),
        anchor_dates=tuple(data["anchor_dates"]),
        look_back_months=data["look_back_months"],
        grain=data["grain"],
        sheet_names=tuple(data["sheet_names"]),
    )


def _code(entry: dict[str, Any]) -> Code:
    short = entry.get("short")
    return Code(
        code=entry["code"],
        label=entry["label"],
        short=short or _PREFIX.sub("", entry["code"]),
        has_short=short is not None,
        groups=tuple(entry.get("groups", ())),
        variants=tuple(entry.get("variants", ())),
        note=entry.get("note", ""),
    )
