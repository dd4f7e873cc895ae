"""The specification: the lists, their columns and code sets, and the authorities.

People write the TOML files beside this module. What a check uses comes from the JSON that is made of them,
which is quicker to read; see :mod:`inspectprep.annexa.catalogue.generated`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from inspectprep.annexa.catalogue.codes import Certainty, Code, CodeSet
from inspectprep.annexa.catalogue.generated import section
from inspectprep.annexa.catalogue.lists import ColumnSpec, ColumnType, ListSpec, Required

__all__ = ["authorities", "code_set", "code_sets", "lists"]


@cache
def lists() -> Mapping[int, ListSpec]:
    """Return the eleven lists by number."""
    return MappingProxyType({entry["number"]: _list(entry) for entry in section("lists")})


@cache
def code_sets() -> Mapping[str, CodeSet]:
    """Return the code sets of all columns by name."""
    return MappingProxyType({entry["name"]: _code_set(entry) for entry in section("codes")})


def code_set(name: str) -> CodeSet:
    """Return a code set by name.

    Raises:
        KeyError: if there is none.
    """
    return code_sets()[name]


@cache
def authorities() -> Mapping[str, tuple[str, ...]]:
    """Return the English authorities with children's services, each with other forms of its name."""
    return MappingProxyType(
        {
            name: tuple(forms)
            for entry in section("authorities")
            for name, forms in entry["authorities"].items()
        }
    )


# The JSON was checked when it was made, so it is taken as it is: reading it through the codec would cost
# a check more than reading its sheets.


def _list(entry: Mapping[str, Any]) -> ListSpec:
    columns = (
        {**column, "type": ColumnType(column["type"]), "required": Required(column["required"])}
        for column in entry["columns"]
    )
    return ListSpec(**_frozen({**entry, "columns": [ColumnSpec(**_frozen(column)) for column in columns]}))


def _code_set(entry: Mapping[str, Any]) -> CodeSet:
    return CodeSet(**_frozen({**_sure(entry), "codes": [_code(code) for code in entry["codes"]]}))


def _code(entry: Mapping[str, Any]) -> Code:
    days = {name: date.fromisoformat(entry[name]) for name in ("valid_from", "valid_until") if name in entry}
    return Code(**_frozen({**_sure(entry), **days}))


def _sure(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {**entry, "sure": Certainty(entry["sure"])} if "sure" in entry else dict(entry)


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
