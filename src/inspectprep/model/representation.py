"""Values as one line of text, which is their ``repr``.

Import :func:`frozen` and :func:`define` from here in place of those of attrs, unless the class checks its
values (:mod:`inspectprep.model.values`). A line has at most :data:`WIDTH` characters. It gives the fields in
order: words, days and numbers as they are, texts cut short, and the number of
entries of a collection or rows of a dataframe. Empty
fields, fields with their default and fields with ``repr=False`` are left out. A class whose first fields say
little names others in ``__one_line__``. Properties may be among them.

A notebook stores the line of each value that it shows. So no line has free text. The line of a record, and of
any value that may be marked as giving the outcome of an inspection, has no text but ids and the like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set as AbstractSet
from datetime import date
from enum import Enum
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _define, frozen as _frozen

if TYPE_CHECKING:
    from attrs import define, frozen

    __all__ = ["WIDTH", "define", "frozen", "one_line", "with_one_line"]

WIDTH = 100
"""The most characters of a line."""

_Class = TypeVar("_Class", bound=type)

_PART = 44
_LEAST = 6
_END = len(", …)")
_PLAIN = frozenset(
    {
        "authority",
        "edition",
        "framework",
        "id",
        "inspection",
        "judgement",
        "owner",
        "owners",
        "role",
        "rule",
        "task",
        "template",
        "variant",
    }
)
"""Texts that name something and give no outcome."""
_FREE = frozenset(
    {
        "agreed",
        "answer",
        "claim",
        "help",
        "how",
        "learned",
        "next_time",
        "note",
        "reason",
        "said",
        "says",
        "statement",
        "text",
        "what",
        "why",
    }
)
"""Sentences that people write."""


def one_line(value: Any) -> str:
    """Return a value as one line.

    Args:
        value: A value of an attrs class, or a named tuple.
    """
    return _line(value, WIDTH)


def with_one_line(cls: _Class) -> _Class:
    """Give a class :func:`one_line`, unless it has a ``repr`` of its own. This is a class decorator."""
    if "__repr__" not in vars(cls) or hasattr(cls, "_fields"):
        cls.__repr__ = one_line  # type: ignore[assignment] # a method is a function of the value
    return cls


def _line(value: Any, width: int) -> str:
    line, more = f"{type(value).__name__}(", ""
    for name, own in _fields_of(value):
        prefix = f"{', ' if more else ''}{name}="
        # The rest has to fit too, or else the sign that there is more.
        room = width - len(line) - len(prefix) - _END
        shown = _shown(name, own, min(room, _PART)) if room >= _LEAST else ""
        if not shown:
            return f"{line}{', ' if more else ''}…)"
        line, more = f"{line}{prefix}{shown}", ", "
    return f"{line})"


def _fields_of(value: Any) -> Iterator[tuple[str, Any]]:
    cls = type(value)
    attributes = getattr(cls, "__attrs_attrs__", None)
    if attributes is None:
        fields = zip(value._fields, value, strict=True)
        yield from ((name, own) for name, own in fields if not _is_empty(own) and name not in _FREE)
        return
    chosen = getattr(cls, "__one_line__", None)
    if chosen:
        yield from ((name, own) for name in chosen if not _is_empty(own := getattr(value, name)))
        return
    named_only = _may_give_outcome(value, attributes)
    for attribute in attributes:
        own = getattr(value, attribute.name, None)
        if attribute.repr is False or _is_empty(own) or _is_default(own, attribute.default):
            continue
        if _is_text(own) and (attribute.name not in _PLAIN if named_only else attribute.name in _FREE):
            continue
        yield attribute.name, own


def _may_give_outcome(value: Any, attributes: Sequence[Any]) -> bool:
    """Return whether a value is a record, or can be marked as giving an outcome and is not marked as safe."""
    is_record = attributes[0].name == "id" and attributes[0].default == "" if attributes else False
    return is_record or getattr(value, "outcome", False) is not False


def _is_text(own: Any) -> bool:
    return isinstance(own, str) and not isinstance(own, Enum)


def _is_empty(own: Any) -> bool:
    return own is None or (isinstance(own, (str, tuple, Mapping, AbstractSet)) and not own)


def _is_default(own: Any, default: Any) -> bool:
    return type(own) in (bool, int, float, str) and type(own) is type(default) and own == default


def _shown(name: str, own: Any, room: int) -> str:
    """Return one field's value in a few words; empty if there is no room for it."""
    if isinstance(own, Enum):
        text = str(own.value)
    elif isinstance(own, (str, PurePath)):
        return _cut(str(own), room)
    elif isinstance(own, date):
        text = own.isoformat()
    elif own is None or isinstance(own, (bool, int, float)):
        text = repr(own)
    elif hasattr(type(own), "__attrs_attrs__") or hasattr(type(own), "_fields"):
        line = _line(own, room)
        text = line if len(line) <= room else f"<{type(own).__name__}>"
    elif name in _PLAIN and isinstance(own, tuple) and all(map(_is_text, own)):
        return _cut(", ".join(own), room)
    elif hasattr(type(own), "__len__"):
        text = f"<{len(own):,}>"
    else:
        text = f"<{type(own).__name__}>"
    return text if len(text) <= room else ""


def _cut(text: str, room: int) -> str:
    shown = repr(text)
    return shown if len(shown) <= room else f"{shown[: room - 2]}…{shown[0]}"


def _one_line(make: Callable[..., Any]) -> Callable[..., Any]:
    def decorate(maybe_cls: type[Any] | None = None, **options: Any) -> Any:
        if maybe_cls is None:
            return partial(decorate, **options)
        return make(with_one_line(maybe_cls), **{"repr": False, **options})

    return decorate


if not TYPE_CHECKING:
    frozen = _one_line(_frozen)
    define = _one_line(_define)
