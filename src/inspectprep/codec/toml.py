"""TOML: reading with the line of every slip, writing what people keep in version control.

The writer is our own because reading is in the standard library and writing is not; it knows
exactly the shapes that documents have: text, numbers, dates, lists, tables and lists of tables.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from inspectprep.errors import DocumentError, SourceError

__all__ = ["parse", "read_document", "read_text", "write"]

_POSITION = r"(?s:(.*) \((?:at )?(line \d+, column \d+|end of document)\))"
_BARE = r"[A-Za-z0-9_-]+"
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CONTROL = r"[\x00-\x1f\x7f]"
_LINE = 100
_MARK = "\ufeff"


def read_text(path: Path) -> str:
    """Read a text file in UTF-8, with or without the mark that Notepad puts first.

    Raises:
        SourceError: if it is missing, may not be read, or is not UTF-8 text.
    """
    try:
        return path.read_bytes().decode().removeprefix(_MARK)
    except FileNotFoundError:
        raise SourceError("There is no such file.", where=str(path)) from None
    except UnicodeDecodeError:
        raise SourceError("This is not UTF-8 text.", where=str(path), remedy="Save it as UTF-8.") from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise SourceError(f"The file cannot be read: {reason}.", where=str(path)) from None


def parse(text: str, *, where: str = "") -> dict[str, Any]:
    """Read TOML text.

    Raises:
        DocumentError: if it is not TOML; the path is the line and column of the slip.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.fullmatch(_POSITION, str(error))
        message, position = (match[1], match[2]) if match else (str(error), "TOML")
        raise DocumentError([(position, f"this is not TOML: {message}")], where=where) from None


def read_document(path: Path | str) -> dict[str, Any]:
    """Read a TOML file as it stands, ``schema`` included.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not TOML.
    """
    path = Path(path)
    return parse(read_text(path), where=str(path))


def write(document: Mapping[str, Any]) -> str:
    """Write a document as TOML.

    Raises:
        DocumentError: if a list holds nothing (null), for which TOML has no word.
    """
    lines: list[str] = []
    _table(document, (), "$", lines)
    return "\n".join(lines).lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], name: tuple[str, ...], path: str, lines: list[str]) -> None:
    tables = []
    for key, value in table.items():
        if isinstance(value, Mapping) or _is_tables(value):
            tables.append((key, value))
        elif value is not None:
            lines.append(f"{_key(key)} = {_value(value, f'{path}.{key}')}")
    for key, value in tables:
        inner = (*name, key)
        title = ".".join(map(_key, inner))
        if isinstance(value, Mapping):
            lines.extend(("", f"[{title}]"))
            _table(value, inner, f"{path}.{key}", lines)
        else:
            for index, each in enumerate(value):
                lines.extend(("", f"[[{title}]]"))
                _table(each, inner, f"{path}.{key}[{index}]", lines)


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)


def _key(key: str) -> str:
    return key if re.fullmatch(_BARE, key) else _text(key)


def _value(value: Any, path: str) -> str:
    if value is None:
        raise DocumentError([(path, "TOML has no word for nothing; write this document as JSON")])
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        pairs = (
            f"{_key(key)} = {_value(each, f'{path}.{key}')}"
            for key, each in value.items()
            if each is not None
        )
        return f"{{ {', '.join(pairs)} }}"
    items = [_value(each, f"{path}[{index}]") for index, each in enumerate(value)]
    flat = f"[{', '.join(items)}]"
    return flat if len(flat) <= _LINE else "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{re.sub(_CONTROL, _escape, escaped)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"
