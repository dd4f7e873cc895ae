"""What plugins provide: frozen records that name a thing and where to find it.

`target` is the thing itself or ``"module:attribute"``, imported on first use, so that a provider
nobody asks for costs nothing. A kind that adds no field to :class:`Provider` is not decorated again:
every command would pay for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Generic, Protocol, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from inspectprep.model.checklist import TaskTemplate
    from inspectprep.model.framework import Framework
    from inspectprep.model.report import Report
    from inspectprep.model.sheet import RawSheet

    FrameworkTarget = Framework | Path | Callable[[], Framework | Path]
    TaskTarget = tuple[TaskTemplate, ...] | Path | Callable[[], Iterable[TaskTemplate] | Path]
    RuleTarget = Iterable[Any] | Callable[[], Iterable[Any]]
    StoreTarget = Callable[..., Any]

__all__ = [
    "Calendar",
    "CalendarProvider",
    "FrameworkProvider",
    "Provider",
    "ReportProvider",
    "ReportWriter",
    "RuleProvider",
    "SheetReader",
    "SourceProvider",
    "StoreProvider",
    "TaskProvider",
]

T_co = TypeVar("T_co", covariant=True)


class SheetReader(Protocol):
    """Reads one file into raw sheets."""

    def __call__(self, path: Path) -> Iterable[RawSheet]:
        """Return every sheet of the file.

        Raises:
            SourceError: if the file cannot be read at all.
        """
        ...


class ReportWriter(Protocol):
    """Writes a report in one format."""

    def __call__(self, report: Report, stream: BinaryIO) -> None:
        """Write all of `report` to `stream`; the caller opens, syncs and closes it."""
        ...


class Calendar(Protocol):
    """Days on which a council is closed besides weekends and bank holidays."""

    def __call__(self, starting: date, until: date) -> Iterable[date]:
        """Return the closed days between two dates, both inclusive."""
        ...


@frozen(kw_only=True)
class Provider(Generic[T_co]):
    """What every provider says of itself.

    Attributes:
        id: Unique among the providers of its hook; in kebab-case.
        summary: One line for lists.
        target: The thing provided, or ``"module:attribute"``.
        replaces: Id of a provider of the same hook that this one takes the place of; without it,
            two providers with one id are a conflict.
    """

    id: str
    summary: str
    target: T_co | str
    replaces: str | None = None


@frozen(kw_only=True)
class FrameworkProvider(Provider["FrameworkTarget"]):
    """Provides a framework.

    `target`: a :class:`~inspectprep.model.framework.Framework`, a path to a TOML file, or a
    callable without arguments that returns either.

    Attributes:
        variants: Ids of the variants inside, so that a variant is found without opening every
            file; empty means unknown, and the file is opened when the name is not found elsewhere.
    """

    variants: tuple[str, ...] = ()


class TaskProvider(Provider["TaskTarget"]):
    """Provides extra checklist tasks; `target` is a tuple of templates or a TOML path."""

    __slots__ = ()


class CalendarProvider(Provider[Calendar]):
    """Provides local closures; `target` is a :class:`Calendar`."""

    __slots__ = ()


@frozen(kw_only=True)
class SourceProvider(Provider[SheetReader]):
    """Provides a reader of files; `target` is a :class:`SheetReader`.

    Attributes:
        suffixes: File suffixes it reads, in lower case with the dot, such as ``.csv``.
    """

    suffixes: tuple[str, ...] = ()


class RuleProvider(Provider["RuleTarget"]):
    """Provides Annex A rules; `target` is an iterable of rules or a callable that returns one."""

    __slots__ = ()


@frozen(kw_only=True)
class ReportProvider(Provider[ReportWriter]):
    """Provides a report format; `target` is a :class:`ReportWriter`.

    Attributes:
        suffix: The file suffix it is chosen by, with the dot, such as ``.html``.
        media_type: Its internet media type.
        kinds: Kinds of report it can write; empty for all.
    """

    suffix: str
    media_type: str = "application/octet-stream"
    kinds: tuple[str, ...] = ()


class StoreProvider(Provider["StoreTarget"]):
    """Provides a store; `target` is a callable that opens one."""

    __slots__ = ()
