"""Providers: frozen records that name one thing a plugin provides.

`target` is the thing itself, or the text ``"module:attribute"`` that is imported on first use. A provider
that is not used costs nothing. A class that adds no field to :class:`Provider` has no decorator of its
own, because every command would have to run it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from attrs import field

from inspectprep.model.representation import frozen

if TYPE_CHECKING:
    from inspectprep.annexa.catalogue.codes import CodeSet
    from inspectprep.annexa.catalogue.lists import ListColumns
    from inspectprep.annexa.catalogue.values import IndicatorSpec, Rule
    from inspectprep.model.checklist import TaskTemplate, Theme
    from inspectprep.model.framework import Framework
    from inspectprep.model.readiness import Reason
    from inspectprep.model.report import Report
    from inspectprep.model.sheet import RawSheet
    from inspectprep.planning.readiness.council_state import CouncilState
    from inspectprep.store.protocol import Store

    FrameworkTarget = Framework | Path | Callable[[], Framework | Path]
    TaskTarget = tuple[TaskTemplate, ...] | Path | Callable[[], Iterable[TaskTemplate] | Path]
    CodesTarget = Iterable[CodeSet | Path] | Callable[[], Iterable[CodeSet | Path]]
    ColumnsTarget = Iterable[ListColumns | Path] | Callable[[], Iterable[ListColumns | Path]]
    RuleTarget = Iterable[Rule | Path] | Callable[[], Iterable[Rule | Path]]
    IndicatorTarget = Iterable[IndicatorSpec | Path] | Callable[[], Iterable[IndicatorSpec | Path]]
    ReasonTarget = Callable[[CouncilState], Iterable[Reason]]
    StoreTarget = Callable[..., Store]

T_co = TypeVar("T_co", covariant=True)


class SheetReader(Protocol):
    """Protocol of a function that reads one file into raw sheets."""

    def __call__(self, path: Path) -> Iterable[RawSheet]:
        """Return every sheet of the file.

        Raises:
            SourceError: if the file cannot be read at all.
        """
        ...


class ReportWriter(Protocol):
    """Protocol of a function that writes a report in one format."""

    def __call__(self, report: Report, stream: BinaryIO) -> None:
        """Write all of `report` to `stream`. The caller opens, syncs and closes the stream."""
        ...


@runtime_checkable
class UpdatingWriter(Protocol):
    """Protocol of a report writer that carries on from the file that it replaces, such as a calendar."""

    def __call__(self, report: Report, stream: BinaryIO) -> None:
        """Write all of `report` to `stream`, as a :class:`ReportWriter` does. There is no earlier file."""
        ...

    def update(self, report: Report, stream: BinaryIO, earlier: Path) -> None:
        """Write all of `report` to `stream`, as it follows on the content of the earlier file.

        Raises:
            InspectPrepError: if the earlier file must not be replaced. It stays as it is.
        """
        ...


class Calendar(Protocol):
    """Protocol of a function that returns the days on which a council is closed."""

    def __call__(self, starting: date, until: date) -> Iterable[date]:
        """Return the closed days between two dates, both inclusive.

        Weekends and bank holidays are already closed.
        """
        ...


@runtime_checkable
class TemplateWriter(Protocol):
    """Protocol of a report writer that can write into a template of the council, such as a Word document."""

    def __call__(self, report: Report, stream: BinaryIO) -> None:
        """Write all of `report` to `stream`, as a :class:`ReportWriter` does. There is no template."""
        ...

    def fill(self, report: Report, stream: BinaryIO, template: Path) -> None:
        """Write all of `report` to `stream`, into the template.

        Raises:
            InspectPrepError: if the template cannot be read.
        """
        ...


def _listed(replaces: str | Iterable[str] | None) -> Any:
    """Return the names that a provider replaces as a tuple. Anything else is refused by the host."""
    if replaces is None or isinstance(replaces, str):
        return (replaces,) if replaces else ()
    return tuple(replaces) if isinstance(replaces, list) else replaces


@frozen(kw_only=True)
class Provider(Generic[T_co]):
    """The fields that every provider has.

    Attributes:
        id: Unique among the providers of its hook. In kebab-case.
        summary: One line for lists.
        target: The thing provided, or ``"module:attribute"``.
        replaces: The names whose place this one takes: the id of a provider, or a name inside it, such as a
            variant, a task, a rule or a suffix. One text for one name. Nothing replaces another without it.
    """

    names_are: ClassVar[str] = ""
    """The kind of the names that the provider has besides its id."""

    id: str
    summary: str
    target: T_co | str
    replaces: tuple[str, ...] = field(default=(), converter=_listed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that the provider has besides its id."""
        return ()


@frozen(kw_only=True)
class FrameworkProvider(Provider["FrameworkTarget"]):
    """A provider of a framework.

    `target` is a :class:`~inspectprep.model.framework.Framework`, a path to a TOML file, or a
    function without arguments that returns either.

    Attributes:
        variants: Ids of the framework's variants. They let a variant be found without opening every
            file. If empty, the file is opened when a variant is not found elsewhere.
    """

    names_are: ClassVar[str] = "variant"

    variants: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the variants."""
        return self.variants


class TaskProvider(Provider["TaskTarget"]):
    """A provider of extra checklist tasks. `target` is a tuple of templates or a path to a TOML file."""

    __slots__ = ()


class CalendarProvider(Provider[Calendar]):
    """A provider of local closures. `target` is a :class:`Calendar`."""

    __slots__ = ()


@frozen(kw_only=True)
class SourceProvider(Provider[SheetReader]):
    """A provider of a file reader. `target` is a :class:`SheetReader`.

    Attributes:
        suffixes: The file suffixes that it reads, in lower case with the dot, such as ``.csv``.
    """

    names_are: ClassVar[str] = "suffix"

    suffixes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The suffixes."""
        return self.suffixes


class CodesProvider(Provider["CodesTarget"]):
    """A provider of codes for Annex A lists.

    `target` is an iterable of code sets, each with the codes to add, or of paths to TOML files, or a
    function that returns one.
    """

    __slots__ = ()


class ColumnsProvider(Provider["ColumnsTarget"]):
    """A provider of columns and headings of Annex A lists.

    `target` is an iterable of ``ListColumns``, each with the columns and headings of one list, or of paths
    to TOML files, or a function that returns one.
    """

    __slots__ = ()


class RuleProvider(Provider["RuleTarget"]):
    """A provider of Annex A rules. `target` is an iterable of rules or a function that returns one."""

    __slots__ = ()


class IndicatorProvider(Provider["IndicatorTarget"]):
    """A provider of indicators. `target` is an iterable of specifications or a function that returns one."""

    __slots__ = ()


@frozen(kw_only=True)
class ReasonProvider(Provider["ReasonTarget"]):
    """A provider of reasons of readiness. `target` is a function of the state of a council.

    Attributes:
        theme: The theme that the reasons count for.
    """

    theme: Theme


@frozen(kw_only=True)
class ReportProvider(Provider[ReportWriter]):
    """A provider of a report format.

    `target` is a :class:`ReportWriter`, an :class:`UpdatingWriter` or a :class:`TemplateWriter`.

    Attributes:
        suffix: The file suffix that selects it, with the dot, such as ``.html``.
        media_type: Its internet media type.
        kinds: The kinds of report that it can write. Empty for all.
        draws: The names of the blocks that it draws itself, such as ``Matrix``. It gets all others in words.
            Paragraphs, bullets, tables, tiles and timeline charts are never changed.
    """

    names_are: ClassVar[str] = "suffix"

    suffix: str
    media_type: str = "application/octet-stream"
    kinds: tuple[str, ...] = ()
    draws: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The suffix."""
        return (self.suffix,)


class StoreProvider(Provider["StoreTarget"]):
    """A provider of a store. `target` is a function that opens one."""

    __slots__ = ()
