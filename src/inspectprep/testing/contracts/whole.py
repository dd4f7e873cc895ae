"""Values written out in full, to compare them. The ``repr`` of a value is one short line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import fields, has


def whole(value: Any) -> str:
    """Return a value with every field at any depth, apart from fields with ``repr=False``."""
    if has(type(value)):
        parts = (
            f"{each.name}={whole(getattr(value, each.name))}" for each in fields(type(value)) if each.repr
        )
        return f"{type(value).__name__}({', '.join(parts)})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{whole(key)}: {whole(own)}" for key, own in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}({', '.join(sorted(map(whole, value)))})"
    if isinstance(value, (tuple, list)):
        return f"{type(value).__name__}({', '.join(map(whole, value))})"
    return repr(value)
