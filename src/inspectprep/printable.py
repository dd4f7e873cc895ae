"""Text without control characters, for every screen and file that people read."""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_BREAKS = "\u2028\u2029"
_DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
"""Characters that show the text after them in another order."""

_INVALID = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_SEQUENCE = (
    # A command to the screen, such as a colour.
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    # A text for the screen, such as the title of the window or the address of a link.
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)"
)
_UNPRINTABLE = re.compile(f"(?:{_SEQUENCE}|[{_CONTROLS}{_BREAKS}{_DIRECTIONS}{_INVALID}])+")
_UNESCAPED = re.compile(f"[{_CONTROLS}{_BREAKS}{_DIRECTIONS}{_INVALID}]")


def printable(text: str) -> str:
    """Return text without control characters and commands to a screen.

    Each run of them becomes one space. Tabs and line breaks stay. Left out are the escape sequences and the
    control characters of terminals, characters that change the direction of writing, and characters that
    no file format allows.
    """
    return (
        text if text.isascii() and text.isprintable() else _UNPRINTABLE.sub(" ", text.replace("\r\n", "\n"))
    )


def printable_json(text: str) -> str:
    r"""Return a JSON document with the same data, in which these characters are escaped as ``\u009b``."""
    return text if text.isascii() and "\x7f" not in text else _UNESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
