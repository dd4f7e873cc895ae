"""Options made from the fields of a record's class, and plain data from their values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from inspect import Parameter as Argument
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from attrs import NOTHING, fields, has, resolve_types
from cyclopts import Parameter

from inspectprep.codec.docstrings import attribute_notes
from inspectprep.errors import DocumentError

_RESERVED = ("as_of", "by", "clear", "expect", "help", "json", "why", "workspace")
_PAIRS = re.compile(r",(?=\s*[A-Za-z_][\w-]*\s*=)")


class Option(NamedTuple):
    """The option of a field.

    Attributes:
        name: The name of the field.
        option: The option, such as ``--heard-on``.
        kind: The type of the field, without ``| None``. For a list, the type of one entry.
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
        asked = adding and self.required and not self.many
        wanted: Any = kind if asked else kind | None
        hint = Annotated[
            wanted,
            Parameter(
                name=self.option,
                help=self.help,
                consume_multiple=False,
                negative=None if self.kind is bool else "",
            ),
        ]
        default = Argument.empty if asked else None
        return Argument(self.name, Argument.KEYWORD_ONLY, annotation=hint, default=default)

    @property
    def help(self) -> str:
        """The help of the option: its description and its format."""
        takes = ""
        if isinstance(self.kind, type) and issubclass(self.kind, StrEnum):
            takes = f" One of {', '.join(self.kind)}."
        elif self.kind is date:
            takes = " Format: YYYY-MM-DD."
        elif isinstance(self.kind, type) and has(self.kind):
            takes = f" Format: {','.join(f'{field.name}=...' for field in fields(self.kind))}."
        again = " Can be repeated." if self.many else ""
        return f"{self.note}{takes}{again}".strip()


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
        kind, many = _kind(field.type)
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
                [_read(one, option.kind) for one in value] if option.many else _read(value, option.kind)
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


def _kind(kind: Any) -> tuple[Any, bool]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return next(member for member in inner if member is not NoneType), False
    if origin is tuple:
        return inner[0], True
    return kind, False


def _read(text: Any, kind: Any) -> Any:
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


def _parts(text: str, kind: type[Any]) -> dict[str, Any]:
    """Read ``starting=2026-10-05,until=2026-10-09`` or the same as JSON."""
    if text.lstrip().startswith("{"):
        try:
            document = json.loads(text)
        except ValueError:
            msg = "this is not JSON"
            raise ValueError(msg) from None
        return dict(document)
    resolve_types(kind)
    kinds = {field.name: _kind(field.type) for field in fields(kind)}
    parts: dict[str, Any] = {}
    for pair in _PAIRS.split(text):
        name, equals, value = pair.partition("=")
        key = name.strip().replace("-", "_")
        if not equals:
            msg = f"should be written as {','.join(f'{kind}=...' for kind in kinds)}"
            raise ValueError(msg)
        inner, many = kinds.get(key, (str, False))
        one = _truth(value.strip()) if inner is bool else _read(value.strip(), inner)
        parts[key] = [*parts.get(key, ()), one] if many else one
    return parts


def _truth(text: str) -> bool:
    if text.casefold() in ("yes", "true"):
        return True
    if text.casefold() in ("no", "false"):
        return False
    msg = f"should be yes or no, not {text!r}"
    raise ValueError(msg)
