"""The form that the fields of a provider must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from inspectprep.plugins.given import LOWER_CASE_ID, is_lower_case_id
from inspectprep.plugins.providers import (
    CalendarProvider,
    FrameworkProvider,
    Provider,
    ReasonProvider,
    ReportProvider,
    SourceProvider,
    StoreProvider,
)

_SUFFIX = re.compile(r"(?:\.[^\s./\\]+)+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(?:;.*)?")
_CALLED = (CalendarProvider, ReasonProvider, ReportProvider, SourceProvider, StoreProvider)


def check_provider(value: Any, record: type[Provider[Any]]) -> None:
    """Check what a provider hook returned.

    Raises:
        TypeError: if it is not a provider of this class, or one of its fields has the wrong form.
    """
    if type(value) is not record:
        msg = f"it returned a {type(value).__name__} instead of a {record.__name__}"
        raise TypeError(msg)
    for problem in _problems(value):
        msg = f"its {record.__name__} {value.id!r}: {problem}"
        raise TypeError(msg)


def _problems(provider: Any) -> Iterator[str]:
    if not (_is_text(provider.id) and is_lower_case_id(provider.id)):
        yield f"the id {LOWER_CASE_ID}"
    if not (isinstance(provider.summary, str) and "\n" not in provider.summary):
        yield "the summary must be one line of text"
    yield from _texts(provider, "replaces")
    if provider.target is None or provider.target == "":
        yield "it has no target"
    called = isinstance(provider.target, str) or callable(provider.target)
    if isinstance(provider, _CALLED) and not called:
        yield "the target must be a function, or the text 'module:attribute' that names one"
    yield from _problems_of_kind(provider)


def _problems_of_kind(provider: Any) -> Iterator[str]:
    """Yield what is wrong with the fields that only this kind of provider has."""
    if isinstance(provider, FrameworkProvider):
        yield from _texts(provider, "variants")
    elif isinstance(provider, SourceProvider):
        yield from _texts(provider, "suffixes")
        yield from _suffixes(provider.suffixes)
    elif isinstance(provider, ReasonProvider):
        if not isinstance(provider.theme, str):
            yield "the theme must be a Theme, such as Theme.PLAN"
    elif isinstance(provider, ReportProvider):
        yield from _texts(provider, "kinds")
        yield from _suffixes((provider.suffix,))
        if not _MEDIA_TYPE.fullmatch(str(provider.media_type)):
            yield "the media_type must have the form type/subtype"


def _is_text(value: Any) -> bool:
    """Return whether a value is plain text. One of a derived class could be equal to any name, or to none."""
    return type(value) is str


def _texts(provider: Any, name: str) -> Iterator[str]:
    values = getattr(provider, name)
    if not isinstance(values, tuple) or not all(_is_text(value) and value for value in values):
        yield f"{name} must be a tuple of texts, such as ('one',)"


def _suffixes(suffixes: Any) -> Iterator[str]:
    for suffix in suffixes if isinstance(suffixes, tuple) else ():
        if not (_is_text(suffix) and _SUFFIX.fullmatch(suffix) and suffix == suffix.lower()):
            yield "a suffix must begin with a dot and be in lower case, such as '.csv'"
