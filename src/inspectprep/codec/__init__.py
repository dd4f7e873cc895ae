"""Documents: values as JSON and TOML, and back, with every problem named by its path.

Nothing heavy is imported until one of these names is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspectprep.codec.documents import (
        build,
        dump,
        dumps,
        dumps_toml,
        load,
        loads_json,
        loads_toml,
        open_document,
        plain,
        read_json,
        read_toml,
    )
    from inspectprep.codec.kinds import document_kinds
    from inspectprep.codec.schema import json_schema
    from inspectprep.codec.toml import read_document

__all__ = [
    "build",
    "document_kinds",
    "dump",
    "dumps",
    "dumps_toml",
    "json_schema",
    "load",
    "loads_json",
    "loads_toml",
    "open_document",
    "plain",
    "read_document",
    "read_json",
    "read_toml",
]

_HOMES = {"document_kinds": "kinds", "json_schema": "schema", "read_document": "toml"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'documents')}"), name)


def __dir__() -> list[str]:
    return list(__all__)
