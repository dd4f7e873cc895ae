"""Changes to TOML that people wrote, without a change to their comments and layout."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit
from tomlkit.items import KeyType, SingleKey

from inspectprep.errors import DocumentError


def with_entries(text: str, path: tuple[str, ...], entries: Mapping[str, str]) -> str:
    """Return TOML with texts set in one of its tables. Everything else stays as it is written.

    Args:
        text: Valid TOML.
        path: The keys that lead to the table. It is added if it is not there.
        entries: The texts to set, by key.

    Raises:
        DocumentError: if a table is written on one line, which cannot have a table of its own inside.
    """
    document = tomlkit.parse(text)
    table = document
    for depth, key in enumerate(path, start=1):
        if key not in table:
            try:
                table[key] = tomlkit.table(is_super_table=depth < len(path))
            except ValueError:
                problem = f"is written on one line. Write it as a table, [{'.'.join(path)}]"
                raise DocumentError([(f"$.{path[0]}", problem)]) from None
        table = table[key]
    for key, value in entries.items():
        table[key if key in table else SingleKey(key, KeyType.Basic)] = value
    return tomlkit.dumps(document)
