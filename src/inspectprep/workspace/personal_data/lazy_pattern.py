"""Regular expressions that are compiled on first use, because most runs scan no text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class LazyPattern:
    """A regular expression that is compiled when a method of it is first called.

    Args:
        text: The expression.
    """

    findall: Callable[..., list[str]]
    finditer: Callable[..., Iterator[re.Match[str]]]
    fullmatch: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    split: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, text: str) -> None:
        self._text = text

    def __getattr__(self, name: str) -> object:
        """Compile the expression, and take over its methods."""
        if name not in LazyPattern.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self._text)
        for method in LazyPattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return self.__dict__[name]
