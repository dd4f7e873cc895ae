"""Readers of lists, tables and classes, which gather every problem of their parts before they raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import NoneType
from typing import Any, NamedTuple, get_args

from attrs import NOTHING, fields, has
from cattrs import BaseConverter
from cattrs.errors import ClassValidationError, IterableValidationError

from inspectprep.codec.classes import fields_of
from inspectprep.codec.problems import REFUSALS, at_index, at_key, expected, unknown_key
from inspectprep.codec.scalars import Reader
from inspectprep.errors import InvalidValueError
from inspectprep.model.document import layout_of


def list_reader(kind: Any, conv: BaseConverter) -> Reader:
    """Return the reader of a list whose entries are alike; entries with an id must differ in it."""
    inner = get_args(kind)[0]
    hook = conv.get_structure_hook(inner)
    keyed = isinstance(inner, type) and has(inner) and any(field.name == "id" for field in fields(inner))

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise expected("a list", value)
        entries = []
        problems = list(_repeated(value)) if keyed else []
        for index, entry in enumerate(value):
            try:
                entries.append(hook(entry, inner))
            except REFUSALS as error:
                problems.append(at_index(error, index))
        if problems:
            raise IterableValidationError("", problems, tuple)
        return tuple(entries)

    return read


def _repeated(entries: list[Any] | tuple[Any, ...]) -> Iterator[Exception]:
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        name = entry.get("id") if isinstance(entry, Mapping) else None
        if isinstance(name, str) and first.setdefault(name, index) != index:
            error = ValueError(f"{name!r} is already the id of number {first[name] + 1} of this list")
            yield at_index(ClassValidationError("", [at_key(error, "id")], tuple), index)


def mapping_reader(kind: Any, conv: BaseConverter) -> Reader:
    """Return the reader of a table with any keys."""
    inner = (get_args(kind) or (str, Any))[1]
    hook = conv.get_structure_hook(inner)

    def read(value: Any, _: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise expected("a table", value)
        entries: dict[str, Any] = {}
        problems = []
        for name, entry in value.items():
            try:
                entries[name] = hook(entry, inner)
            except REFUSALS as error:
                problems.append(at_key(error, name))
        if problems:
            raise IterableValidationError("", problems, dict)
        return entries

    return read


def class_reader(cls: type[Any], conv: BaseConverter) -> _ClassReader:
    """Return the reader of a class; it takes a third argument, a value that supplies missing keys."""
    keys = tuple(
        _Key(
            field.name,
            field.type,
            conv.get_structure_hook(field.type),
            field.default is NOTHING,
            NoneType in get_args(field.type),
        )
        for field in fields_of(cls)
    )
    return _ClassReader(cls, keys, conv)


class _Key(NamedTuple):
    name: str
    kind: Any
    hook: Reader
    required: bool
    nullable: bool


class _ClassReader:
    def __init__(self, cls: type[Any], keys: tuple[_Key, ...], conv: BaseConverter) -> None:
        self.cls = cls
        self.keys = keys
        self.conv = conv
        self.derived = layout_of(cls).derived
        self.known = frozenset(key.name for key in keys).union(self.derived)

    def __call__(self, value: Any, _: Any, base: Any = None) -> Any:
        if isinstance(value, self.cls):
            return value
        if not isinstance(value, Mapping):
            raise expected("a table", value)
        given, problems = self._given(value, base)
        problems += self._unknown(value)
        if problems:
            raise ClassValidationError("", problems, self.cls)
        result = self._made(given)
        if self.derived and (problems := list(self._contradicted(result, value))):
            raise ClassValidationError("", problems, self.cls)
        return result

    def _given(self, value: Mapping[str, Any], base: Any) -> tuple[dict[str, Any], list[Exception]]:
        given: dict[str, Any] = {}
        problems: list[Exception] = []
        for name, kind, hook, required, nullable in self.keys:
            if name in value:
                try:
                    given[name] = hook(value[name], kind)
                except REFUSALS as error:
                    problems.append(at_key(error, name))
            elif base is not None:
                given[name] = getattr(base, name)
            elif required and nullable:
                given[name] = None
            elif required:
                problems.append(at_key(ValueError("is missing"), name))
        return given, problems

    def _unknown(self, value: Mapping[str, Any]) -> list[Exception]:
        unknown = [str(key) for key in value if key not in self.known]
        return [at_key(unknown_key(key, self.known), key) for key in unknown]

    def _made(self, given: Mapping[str, Any]) -> Any:
        try:
            return self.cls(**given)
        except InvalidValueError as error:
            problem = ValueError(f"{error.problem} {error.remedy}".strip().removesuffix("."))
            raise ClassValidationError("", [at_key(problem, error.field)], self.cls) from None

    def _contradicted(self, result: Any, value: Mapping[str, Any]) -> Iterator[Exception]:
        for name in self.derived:
            if name in value:
                calculated = self.conv.unstructure(getattr(result, name))
                given = value[name].isoformat() if isinstance(value[name], date) else value[name]
                if given != calculated:
                    shown = "nothing" if calculated is None else repr(calculated)
                    message = f"should be {shown}, which follows from the other keys; or leave it out"
                    yield at_key(ValueError(message), name)
