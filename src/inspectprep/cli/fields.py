"""Options made from the fields of a record's class, and plain data from their values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from enum import StrEnum
from inspect import Parameter as Argument
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from attrs import NOTHING, Attribute, fields, has, resolve_types
from cyclopts import Parameter

from inspectprep.calendar.written import DATE_FORMATS, TIME_FORMATS, read_clock, read_day
from inspectprep.codec.docstrings import attribute_notes
from inspectprep.errors import DocumentError
from inspectprep.planning.wording import long_date

_RESERVED = ("as_of", "by", "clear", "expect", "help", "json", "why", "workspace")
_THE_DAY = ("day", "on")
_PAIRS = re.compile(r",(?=\s*[A-Za-z_][\w-]*\s*=)")


class Option(NamedTuple):
    """The option of a field.

    Attributes:
        name: The name of the field.
        option: The option, such as ``--heard-on``.
        kind: The type of the field, without ``| None``. For a list, the type of one entry. For a time of day,
            :class:`datetime.time`.
        many: True for a list. The option can be repeated.
        required: True if the class has no default.
        note: The description of the field in its class.
    """

    name: str
    option: str
    kind: Any
    many: bool
    required: bool
    note: str

    def argument(self, *, adding: bool) -> Argument:
        """Return the option as an argument of a function.

        Args:
            adding: True if fields without a default are required; False if any field can be left out.
        """
        kind: Any = list[str] if self.many else bool if self.kind is bool else str
        if adding and self.required and not self.many:
            return argument(self.name, self.option, kind, self.help, negative=self._negative)
        help_ = self.help if adding or not self.many else f"{self.help} They replace the whole list."
        return argument(self.name, self.option, kind | None, help_, negative=self._negative, default=None)

    @property
    def help(self) -> str:
        """The help of the option: its description and its format."""
        again = " Can be repeated." if self.many else ""
        return f"{self.note}{self.format}{again}".strip()

    @property
    def format(self) -> str:
        """The format of a value, as a sentence after a space. Empty for text."""
        if self.kind is date:
            return f" Examples: {DATE_FORMATS}."
        if self.kind is time:
            return f" Examples: {TIME_FORMATS}."
        if isinstance(self.kind, type) and issubclass(self.kind, StrEnum):
            return f" One of {', '.join(self.kind)}."
        if isinstance(self.kind, type) and has(self.kind):
            return f" Format: {_short(self.kind) or _long(self.kind)}."
        return ""

    @property
    def _negative(self) -> str | None:
        return None if self.kind is bool else ""


def argument(
    name: str, option: str, kind: Any, help: str, *, negative: str | None = "", default: Any = Argument.empty
) -> Argument:
    """Return an option as an argument of a function. Without a default it is required."""
    hint = Annotated[kind, Parameter(name=option, help=help, consume_multiple=False, negative=negative)]
    return Argument(name, Argument.KEYWORD_ONLY, annotation=hint, default=default)


def options_of(cls: type[Any], word: str) -> tuple[Option, ...]:
    """Return the options of a kind of record.

    Args:
        cls: The class.
        word: The kind's word. It is added to a name that all commands use: ``by`` of ``thanks`` becomes
            ``--thanks-by``.
    """
    resolve_types(cls)
    notes = attribute_notes(cls)
    options = []
    for field in fields(cls):
        if field.name == "id":
            continue
        kind, many = _kind(field)
        name = f"{word}-{field.name}" if field.name in _RESERVED else field.name
        options.append(
            Option(
                field.name,
                f"--{name.replace('_', '-')}",
                kind,
                many,
                field.default is NOTHING,
                notes.get(field.name) or f"{field.name.replace('_', ' ').capitalize()}.",
            )
        )
    return tuple(options)


def plain_of(options: tuple[Option, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the given values as plain data, without fields that were left out.

    Raises:
        DocumentError: naming the option, if a value cannot be read.
    """
    values: dict[str, Any] = {}
    problems = []
    for option in options:
        value = given.get(option.name)
        if value is None:
            continue
        try:
            values[option.name] = (
                [read(one, option.kind) for one in value] if option.many else read(value, option.kind)
            )
        except ValueError as error:
            problems.append((option.option, str(error)))
    if problems:
        raise DocumentError(problems)
    return values


def renamed(error: DocumentError, options: tuple[Option, ...]) -> DocumentError:
    """Return the same problems, with options instead of paths."""
    names = {option.name: option.option for option in options}
    problems = []
    for path, message in error.problems:
        parts = re.match(r"\$\.(\w+)(.*)", path, re.DOTALL)
        option = names.get(parts[1]) if parts else None
        problems.append((f"{option}{parts[2]}" if parts and option else path, message))
    return DocumentError(problems)


def dates_in(options: tuple[Option, ...], document: Mapping[str, Any]) -> str:
    """Return the dates and times that were read, in words, so that a misreading is seen.

    Returns:
        ``, for Monday 9 April 2018`` for the day of the record alone; ``: until Monday 9 April 2018`` or
        ``: day Monday 9 April 2018, starts 09:00`` for others; empty for none.
    """
    found = [
        pair
        for option in options
        if option.name in document
        for pair in _dates(option.name, option.kind, document[option.name])
    ]
    if len(found) == 1 and found[0][0] in _THE_DAY:
        return f", for {found[0][1]}"
    return f": {', '.join(f'{name} {words}' for name, words in found)}" if found else ""


def read(text: Any, kind: Any) -> Any:
    """Return the plain data in the text of an option.

    Args:
        text: The text, or True or False.
        kind: The kind of the option; see :class:`Option`.

    Raises:
        ValueError: if it cannot be read.
    """
    if kind is date:
        return read_day(text)
    if kind is time:
        return read_clock(text) if text else ""
    if kind is int or kind is float:
        try:
            return kind(text.strip().rstrip("%"))
        except ValueError:
            what = "a whole number" if kind is int else "a number"
            msg = f"should be {what}, not {text!r}"
            raise ValueError(msg) from None
    if isinstance(kind, type) and has(kind):
        return _parts(text, kind)
    return text


def _kind(field: Attribute[Any]) -> tuple[Any, bool]:
    """Return the kind of a field, and whether it is a list."""
    if field.metadata.get("format") == "time":
        return time, False
    origin, inner = get_origin(field.type), get_args(field.type)
    if origin in (Union, UnionType):
        return next(member for member in inner if member is not NoneType), False
    if origin is tuple:
        return inner[0], True
    return field.type, False


def _dates(name: str, kind: Any, value: Any) -> Iterator[tuple[str, str]]:
    label = name.replace("_", " ")
    if isinstance(value, list):
        for entry in value:
            yield from _dates(name, kind, entry)
    elif isinstance(value, date):
        yield label, long_date(value)
    elif kind is time and value:
        yield label, value
    elif isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _dates(f"{label} {part}", None, inner)


def _parts(text: str, kind: type[Any]) -> dict[str, Any]:
    """Read ``starting=2026-10-05,until=2026-10-09``, the same as JSON, or the short form of a class."""
    if text.lstrip().startswith("{"):
        try:
            document = json.loads(text)
        except ValueError:
            msg = "this is not JSON"
            raise ValueError(msg) from None
        return dict(document)
    resolve_types(kind)
    kinds = {field.name: _kind(field) for field in fields(kind)}
    first, equals, rest = text.partition("=")
    if equals and _short(kind) and first.strip() not in kinds:
        given = (first, *rest.split("..", len(kinds) - 2))
        return {
            name: read(value.strip(), inner)
            for (name, (inner, _)), value in zip(kinds.items(), given, strict=False)
        }
    parts: dict[str, Any] = {}
    for pair in _PAIRS.split(text):
        name, equals, value = pair.partition("=")
        key = name.strip().replace("-", "_")
        if not equals:
            msg = f"should be written as {_short(kind) or _long(kind)}"
            raise ValueError(msg)
        inner, many = kinds.get(key, (str, False))
        one = _truth(value.strip()) if inner is bool else read(value.strip(), inner)
        parts[key] = [*parts.get(key, ()), one] if many else one
    return parts


def _long(kind: type[Any]) -> str:
    return ",".join(f"{field.name}=..." for field in fields(kind))


def _short(kind: type[Any]) -> str:
    """Return the short form of a class, such as ``ID=START..END``; empty if it has none."""
    return str(fields(kind)[0].metadata.get("short", ""))


def _truth(text: str) -> bool:
    if text.casefold() in ("yes", "true"):
        return True
    if text.casefold() in ("no", "false"):
        return False
    msg = f"should be yes or no, not {text!r}"
    raise ValueError(msg)
