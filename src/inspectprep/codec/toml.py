"""TOML: reading it, with the line of every error."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from inspectprep.errors import DocumentError, SourceError
from inspectprep.inputs import read_file

_POSITION = r"(?s:(.*) \((?:at )?(line \d+, column \d+|end of document)\))"
_BYTE_ORDER_MARK = "\ufeff"


def read_text(path: Path) -> str:
    """Read a text file in UTF-8, with or without the byte order mark that Notepad puts first.

    Raises:
        SourceError: if it is missing, may not be read, or is not UTF-8 text.
    """
    try:
        return read_file(path).decode().removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        raise SourceError("This is not UTF-8 text.", where=str(path), remedy="Save it as UTF-8.") from None


def parse(text: str, *, where: str = "") -> dict[str, Any]:
    """Read TOML text.

    Raises:
        DocumentError: if it is not TOML; the path is the line and column of the error.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.fullmatch(_POSITION, str(error))
        message, position = (match[1], match[2]) if match else (str(error), "TOML")
        raise DocumentError([(position, f"this is not TOML: {message}")], where=where) from None
    except (RecursionError, ValueError) as error:
        raise DocumentError([("TOML", not_data(error))], where=where) from None


def not_data(error: RecursionError | ValueError) -> str:
    """Return the reason why text of a valid form cannot be read as data."""
    if isinstance(error, RecursionError):
        return "it has too many lists or tables inside one another"
    return "it has a number or a date that cannot be read"


def read_document(path: Path | str) -> dict[str, Any]:
    """Read a TOML file as it is written, ``schema`` included.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: if it is not TOML.
    """
    path = Path(path)
    return parse(read_text(path), where=str(path))
