"""What plugins provide: frozen records that name a thing and where to find it.

`target` is the thing itself or ``"module:attribute"``, imported on first use, so that a provider
nobody asks for costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from inspectprep.model.checklist import TaskTemplate
    from inspectprep.model.framework import Framework
    from inspectprep.model.report import Report
    from inspectprep.model.sheet import RawSheet

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
class Provider:
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
    target: Any
    replaces: str | None = None


@frozen(kw_only=True)
class FrameworkProvider(Provider):
    """Provides a framework.

    `target`: a :class:`~inspectprep.model.framework.Framework`, a path to a TOML file, or a
    callable without arguments that returns either.

    Attributes:
        variants: Ids of the variants inside, so that a variant is found without opening every
            file; empty means unknown, and the file is opened when the name is not found elsewhere.
    """

    target: Framework | Path | str | Callable[[], Framework | Path]
    variants: tuple[str, ...] = ()


@frozen(kw_only=True)
class TaskProvider(Provider):
    """Provides extra checklist tasks; `target` is a tuple of templates or a TOML path."""

    target: tuple[TaskTemplate, ...] | Path | str | Callable[[], Iterable[TaskTemplate] | Path]


@frozen(kw_only=True)
class CalendarProvider(Provider):
    """Provides local closures; `target` is a :class:`Calendar`."""

    target: Calendar | str


@frozen(kw_only=True)
class SourceProvider(Provider):
    """Provides a reader of files; `target` is a :class:`SheetReader`.

    Attributes:
        suffixes: File suffixes it reads, in lower case with the dot, such as ``.csv``.
    """

    target: SheetReader | str
    suffixes: tuple[str, ...] = ()


@frozen(kw_only=True)
class RuleProvider(Provider):
    """Provides Annex A rules; `target` is an iterable of rules or a callable that returns one."""

    target: Iterable[Any] | Callable[[], Iterable[Any]] | str


@frozen(kw_only=True)
class ReportProvider(Provider):
    """Provides a report format; `target` is a :class:`ReportWriter`.

    Attributes:
        suffix: The file suffix it is chosen by, with the dot, such as ``.html``.
        media_type: Its internet media type.
        kinds: Kinds of report it can write; empty for all.
    """

    target: ReportWriter | str
    suffix: str
    media_type: str = "application/octet-stream"
    kinds: tuple[str, ...] = ()


@frozen(kw_only=True)
class StoreProvider(Provider):
    """Provides a store; `target` is a callable that opens one."""

    target: Callable[..., Any] | str
