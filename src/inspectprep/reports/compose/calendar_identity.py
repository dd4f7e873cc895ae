"""The identity of calendar entries, which stays the same when the plan is made again, and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote


def uid_of(authority: str, variant: str, notified: date, kind: str, name: str) -> str:
    """Return the identity of an entry, made only of parts that never change.

    Two different sets of arguments never give one identity: every part is percent-encoded.
    """
    parts = (authority.casefold(), variant, notified.isoformat(), kind, name)
    return "/".join(quote(part, safe="") for part in parts) + "@inspectprep"


def uid_of_title(authority: str, series: str, title: str) -> str:
    """Return the identity of an entry that has no id but a title of its own in its series."""
    return "/".join(quote(part, safe="") for part in (authority.casefold(), series, title)) + "@inspectprep"


def sources_line(sources: Iterable[str]) -> list[str]:
    """Return the sources of an entry as one line, each once; none without sources."""
    parts = (part for source in sources for part in " ".join(source.split()).split("; "))
    every = dict.fromkeys(part for part in parts if part)
    if not every:
        return []
    return [f"{'Source' if len(every) == 1 else 'Sources'}: {'; '.join(every)}"]
