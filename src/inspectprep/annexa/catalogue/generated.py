"""The generated catalogue: one JSON file, made from the TOML files, for a quick start."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

__all__ = ["CATALOGUE", "catalogue_text", "section"]

CATALOGUE = Path(__file__).with_name("catalogue.json")
"""Everything that comes with inspectprep, as a machine reads it. ``make reference`` writes it."""


@cache
def _catalogue() -> Mapping[str, Any]:
    document: Mapping[str, Any] = json.loads(CATALOGUE.read_bytes())
    return document


def section(name: str) -> Any:
    """Return one section of the generated catalogue as plain data."""
    return _catalogue()[name]


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
