"""Changes to TOML that people wrote, without a change to their comments and layout."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit
from tomlkit.items import KeyType, SingleKey


def with_entries(text: str, path: tuple[str, ...], entries: Mapping[str, str]) -> str:
    """Return TOML with texts set in one of its tables. Everything else stays as it is written.

    Args:
        text: Valid TOML.
        path: The keys that lead to the table. It is added if it is not there.
        entries: The texts to set, by key.
    """
    document = tomlkit.parse(text)
    table = document
    for depth, key in enumerate(path, start=1):
        if key not in table:
            table[key] = tomlkit.table(is_super_table=depth < len(path))
        table = table[key]
    for key, value in entries.items():
        table[key if key in table else SingleKey(key, KeyType.Basic)] = value
    return tomlkit.dumps(document)
