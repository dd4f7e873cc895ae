"""Words that seem to reveal an outcome. They are found even if a text is not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import fields, has

from inspectprep.model.release import DailyNote
from inspectprep.model.report import DrawnBlock, Fold, PlainBlock, Report

_GRADE = r"(?:outstanding|good|requires?[ -]improvement(?: to be good)?|RI|inadequate)"
_SUBJECT = (
    r"(?:overall(?: effectiveness)?|leaders(?:hip)?|help and protection|in care|care leavers|"
    r"judge?ments?|grades?|outcome)"
)
_US = r"(?:we|it|the council|the service|services)"
_MORE = r"(?:(?:an?|also|still|now|all|both|judged|graded|rated|found|to be)\s+)*[\"'\u2018\u201c]?"
_SAID = re.compile(
    rf"\b{_SUBJECT}\b(?:[^.;\n]{{0,40}}?(?:\b(?:is|are|was|were|as|to be|got|at)\b|[:=\u2013\u2014-]))?"
    rf"\s*{_MORE}{_GRADE}\b"
    rf"|\b(?:judged|graded|rated|awarded)\b[^.;\n]{{0,60}}?\b{_GRADE}\b"
    rf"|\b{_US}\b\s+(?:is|are|was|were|got|remains?|stays?|kept)\s+{_MORE}{_GRADE}[\"'\u2019\u201d]?\s*(?:[,;]|$)"
    rf"|\b{_GRADE}\b\s+(?:overall|judge?ment|grade|rating|outcome)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\bin\s+(?:\w+\s+)?(?:19|20)\d\d\b|\b(?:previous|last|earlier)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
BUILT_IN_WORDS = frozenset({"annexa-matching", "check", "comparison", "timeline"})
"""Reports with the words of frameworks, rules and lists only. They name grades but never this outcome."""


def says_outcome(*texts: str) -> bool:
    """Return whether a text seems to give a grade, such as ``Overall: good`` or ``we were judged good``.

    Questions do not count, nor do sentences about a named year or an earlier inspection, which are
    history. In doubt it returns True, because a false alarm is harmless and a leak is not.
    """
    return any(
        not sentence.endswith("?") and _SAID.search(sentence.rstrip(".!")) and not _PAST.search(sentence)
        for text in texts
        for sentence in _SENTENCE.findall(text)
    )


def reveals_outcome(thing: Report | DailyNote) -> bool:
    """Return whether the words of a note or report seem to reveal an outcome, even if it is not marked."""
    if not isinstance(thing, Report):
        return says_outcome(thing.text)
    return thing.kind not in BUILT_IN_WORDS and says_outcome(*texts_of_report(thing))


def texts_of_report(report: Report) -> Iterator[str]:
    """Yield every text of a report."""
    yield report.title
    yield report.subtitle
    for section in report.sections:
        yield section.title
        for block in section.blocks:
            yield from _words(block)
    for entry in report.entries:
        yield entry.title
        yield entry.description
    yield from _leaves(report.document)


def _words(block: object) -> Iterator[str]:
    for name in ("text", "caption"):
        if text := getattr(block, name, ""):
            yield text
    yield from getattr(block, "items", ())
    for row in getattr(block, "rows", ()):
        yield " - ".join(f"{cell}" for cell in row if cell not in (None, ""))
    for tile in getattr(block, "tiles", ()):
        yield f"{tile.title}: {tile.value}"
        yield tile.detail
    for span in getattr(block, "spans", ()):
        yield span.title
    if isinstance(block, DrawnBlock | Fold):
        yield from _parts(block)


def _parts(value: Any) -> Iterator[str]:
    """Yield each text of a block and of its parts, and the texts of each part together."""
    if isinstance(value, PlainBlock):
        yield from _words(value)
        return
    inner: tuple[Any, ...] = value if isinstance(value, tuple) else ()
    if has(type(value)):
        inner = tuple(getattr(value, each.name) for each in fields(type(value)))
    texts = [text for text in inner if type(text) is str and text]
    yield from texts
    yield " - ".join(texts)
    for part in inner:
        if isinstance(part, tuple) or has(type(part)):
            yield from _parts(part)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _leaves(part)
