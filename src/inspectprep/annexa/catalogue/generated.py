"""The generated catalogue: one JSON file, made from the TOML files, for a quick start."""

from __future__ import annotations

import json
<<<<<<< HEAD
from collections.abc import Callable, Iterable, Mapping
=======
from collections.abc import Mapping
>>>>>>> 8d6b14e (Name misspelt code sets and columns in the files of lists)
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

<<<<<<< HEAD
from attrs import evolve

__all__ = ["CATALOGUE", "catalogue_text", "maker", "makers", "section"]
=======
__all__ = ["CATALOGUE", "section"]
>>>>>>> 8d6b14e (Name misspelt code sets and columns in the files of lists)

_Value = TypeVar("_Value")
CATALOGUE = Path(__file__).with_name("catalogue.json")
"""Everything that comes with inspectprep, as a machine reads it. ``make reference`` writes it."""


@cache
def _catalogue() -> Mapping[str, Any]:
    document: Mapping[str, Any] = json.loads(CATALOGUE.read_bytes())
    return document


def section(name: str) -> Any:
    """Return one section of the generated catalogue as plain data."""
    return _catalogue()[name]
<<<<<<< HEAD


# The JSON was checked when it was made. Reading it through the codec again would take longer than the rest of
# the start of a check, so values are made of it as it is. A test compares them with the TOML.


def maker(cls: Callable[..., _Value], **parts: Callable[[Any], Any]) -> Callable[[Mapping[str, Any]], _Value]:
    """Return a function that makes a value of an entry.

    Args:
        cls: The class of the value.
        parts: Functions by key for what is not plain data: words of a list, and values in the value.
    """

    def make(entry: Mapping[str, Any]) -> _Value:
        return cls(**{
            name: parts[name](part) if name in parts else tuple(part) if isinstance(part, list) else part
            for name, part in entry.items()
        })  # fmt: skip

    return make


def makers(make: Callable[[Any], _Value]) -> Callable[[Iterable[Any]], tuple[_Value, ...]]:
    """Return a function that makes a value of each entry of a list."""
    return lambda entries: tuple(map(make, entries))


def catalogue_text() -> str:
    """Return the catalogue as JSON, one entry a line and without examples, made from the TOML files.

    Raises:
        DocumentError: if a file is not understood.
    """
    from inspectprep.annexa.catalogue import files  # noqa: PLC0415 - only the generator reads TOML

    sections: dict[str, Iterable[Any]] = {
        "authorities": [files.read_authorities()],
        "codes": files.read_code_sets(),
        "lists": files.read_lists(),
        "thresholds": files.read_thresholds(),
        "rules": (evolve(rule, examples=()) for rule in files.read_built_in_rules()),
        "indicators": files.read_indicators(),
    }
    return "{" + ",\n".join(_section(name, values) for name, values in sections.items()) + "}\n"


def _section(name: str, values: Iterable[Any]) -> str:
    from inspectprep import codec  # noqa: PLC0415 - as above

    lines = (json.dumps(codec.plain(value), ensure_ascii=False, separators=(",", ":")) for value in values)
    return f'"{name}": [\n' + ",\n".join(lines) + "\n]"
=======
>>>>>>> 8d6b14e (Name misspelt code sets and columns in the files of lists)
