"""Registration of document kinds: a class says beside itself how it is written, and by whom it is reported.

A value becomes a kind of document with :func:`document`. Nothing else has to be edited: the codec and
the reports find a kind by its class, and by its name once the class's module is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from attrs import field, fields

from inspectprep.errors import InspectPrepError
from inspectprep.model.display import with_displays
from inspectprep.model.values import frozen

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns a document of one version (without its ``schema`` key) into one of the next version."""

_Class = TypeVar("_Class", bound=type)


@frozen(kw_only=True)
class DocumentKind:
    """A kind of document.

    Attributes:
        name: The kind's name in the ``schema`` key.
        version: The version written today. It goes up by one whenever an older reader could misread a
            new document.
        cls: The class of the value that it contains.
        report: The function that composes the value's report, as ``"module:function"``; empty without one.
        migrations: Functions by the version that they start from.
        companions: Keys of other values that a report writes beside this one. A reader passes over them.
    """

    name: str
    version: int = 1
    cls: type[Any]
    report: str = ""
    migrations: Mapping[int, Migration] = field(factory=dict)
    companions: tuple[str, ...] = ()

    @property
    def schema(self) -> str:
        """The text of the ``schema`` key as written today."""
        return f"inspectprep/{self.name}/{self.version}"


@frozen(kw_only=True)
class Layout:
    """The promised keys of a value that other programs read.

    Attributes:
        keys: Every key in order, fields and derived keys alike; empty keeps the order of the fields.
        derived: Keys calculated from the value. They are always written, and checked where they are read.
        full: True to write keys that have their default, null included.
    """

    keys: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    full: bool = False


_KINDS: dict[str, DocumentKind] = {}
_KINDS_BY_CLASS: dict[type[Any], DocumentKind] = {}
_LAYOUTS: dict[type[Any], Layout] = {}
_NEVER_WRITTEN: set[type[Any]] = set()
_PLAIN = Layout()


def document(
    name: str,
    *,
    version: int = 1,
    report: str = "",
    migrations: Mapping[int, Migration] | None = None,
    companions: tuple[str, ...] = (),
) -> Callable[[_Class], _Class]:
    """Return a class decorator that registers a kind of document.

    Args:
        name: The kind's name in the ``schema`` key: lower-case words joined by hyphens.
        version: The version written today.
        report: The function that composes the value's report, as ``"module:function"``. It is imported
            when a report is asked for.
        migrations: Functions by the version that they start from; one for each version before today's.
        companions: Keys of other values that a report writes beside this one. A reader passes over them.

    Raises:
        InspectPrepError: if another class has this name already.
    """

    def register(cls: _Class) -> _Class:
        other = _KINDS.get(name)
        if other is not None and _full_name(other.cls) != _full_name(cls):
            raise InspectPrepError(
                f"Two classes are called the document kind {name!r}: "
                f"{_full_name(other.cls)} and {_full_name(cls)}.",
                remedy="Give one of them another name.",
            )
        kind = DocumentKind(
            name=name,
            version=version,
            cls=cls,
            report=report,
            migrations=dict(migrations or {}),
            companions=companions,
        )
        _KINDS[name] = _KINDS_BY_CLASS[cls] = kind
        return with_displays(cls) if report else cls

    return register


def layout(*keys: str) -> Callable[[_Class], _Class]:
    """Return a class decorator for values whose keys are a promise to other programs.

    Every key is written, null included, so that a reader needs no knowledge of the class.

    Args:
        *keys: Every key in order; without any, the fields in theirs. A key that is not a field is
            derived: a property of the class.
    """

    def register(cls: _Class) -> _Class:
        own = {attribute.name for attribute in fields(cls)}
        derived = tuple(key for key in keys if key not in own)
        _LAYOUTS[cls] = Layout(keys=keys, derived=derived, full=True)
        return cls

    return register


def never_written(cls: _Class) -> _Class:
    """Register a class that contains children's details: no document of any kind may carry it."""
    _NEVER_WRITTEN.add(cls)
    return cls


def registered_kind(cls: type[Any]) -> DocumentKind | None:
    """Return the kind of document that contains values of a class; None if there is none."""
    return _KINDS_BY_CLASS.get(cls)


def registered_kinds() -> Mapping[str, DocumentKind]:
    """Return the kinds of document whose modules are imported, by name."""
    return dict(sorted(_KINDS.items()))


def layout_of(cls: type[Any]) -> Layout:
    """Return the layout of a class."""
    return _LAYOUTS.get(cls, _PLAIN)


def is_never_written(cls: type[Any]) -> bool:
    """Return whether no document may carry values of a class."""
    return cls in _NEVER_WRITTEN


def _full_name(cls: type[Any]) -> str:
    return f"{cls.__module__}.{cls.__qualname__}"
