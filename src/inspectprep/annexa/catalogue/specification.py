"""The specification: the lists, their columns and code sets, and the authorities.

People write the TOML files beside this module. What a check uses comes from the JSON that is made of them,
which is quicker to read; see :mod:`inspectprep.annexa.catalogue.generated`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from inspectprep.annexa.catalogue.codes import Certainty, Code, CodeSet
from inspectprep.annexa.catalogue.generated import maker, makers, section
from inspectprep.annexa.catalogue.lists import ColumnSpec, ColumnType, ListSpec, Required
from inspectprep.model.frozen_mapping import FrozenMapping


@cache
def lists() -> Mapping[int, ListSpec]:
    """Return the eleven lists by number."""
    return FrozenMapping({entry["number"]: _list(entry) for entry in section("lists")})


@cache
def code_sets() -> Mapping[str, CodeSet]:
    """Return the code sets of all columns by name."""
    return FrozenMapping({entry["name"]: _code_set(entry) for entry in section("codes")})


def code_set(name: str) -> CodeSet:
    """Return a code set by name.

    Raises:
        KeyError: if there is none.
    """
    return code_sets()[name]


@cache
def authorities() -> Mapping[str, tuple[str, ...]]:
    """Return the English authorities with children's services, each with other forms of its name."""
    return FrozenMapping(
        {
            name: tuple(forms)
            for entry in section("authorities")
            for name, forms in entry["authorities"].items()
        }
    )


_list = maker(ListSpec, columns=makers(maker(ColumnSpec, type=ColumnType, required=Required)))
_code = maker(Code, sure=Certainty, valid_from=date.fromisoformat, valid_until=date.fromisoformat)
_code_set = maker(CodeSet, sure=Certainty, codes=makers(_code))
