"""The exceptions of inspectprep. Each says what happened, where, and what to do.

Problems in a council's *data* are values (:class:`inspectprep.model.finding.Finding`), not exceptions.
An exception means that the request cannot be carried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Clash",
    "ConflictError",
    "DocumentError",
    "IncompleteError",
    "InspectPrepError",
    "InvalidValueError",
    "LibraryError",
    "OutOfRangeError",
    "PersonalDataError",
    "PlanError",
    "PluginError",
    "RefusedError",
    "SourceError",
    "StoreError",
    "UnknownNameError",
    "WriteError",
]

_LONGEST = 200


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None if none is similar."""
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import, and needed only for an error

    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def shortened(where: str) -> str:
    """Return a place as messages show it: cut in the middle if it is long."""
    if len(where) <= _LONGEST:
        return where
    return f"{where[: _LONGEST // 2]}...{where[-_LONGEST // 2 :]}"


class InspectPrepError(Exception):
    """The base class of all exceptions of inspectprep.

    Args:
        what: One sentence that says what happened.
        where: The place: a file, a path inside it (``$.milestones[2].offset``) or a cell.
        remedy: What to do now.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        text = f"{shortened(where)}: {what}" if where else what
        super().__init__(f"{text} {remedy}" if remedy else text)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what pickling needs, so that errors of other processes keep all they say."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    cls: type[InspectPrepError], args: tuple[object, ...], state: dict[str, object]
) -> InspectPrepError:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class InvalidValueError(InspectPrepError, ValueError):
    """A value that a field of a class cannot have. The error does not repeat the value.

    Attributes:
        field: The field, such as ``judgements`` or ``events[2]``.
        problem: What is wrong, as a sentence without its subject.
    """

    def __init__(self, owner: str, field: str, problem: str, *, remedy: str = "") -> None:
        self.field = field
        self.problem = problem
        super().__init__(f"The value {problem}", where=f"{owner}.{field}", remedy=remedy)


class LibraryError(InspectPrepError, ImportError):
    """An optional library that is not installed or does not work, with the command that installs it.

    Attributes:
        libraries: The names that are imported, such as ``polars``.
        reason: ``missing``, or ``unusable`` for one that is installed.
    """

    def __init__(self, what: str, *, libraries: Iterable[str], reason: str, remedy: str = "") -> None:
        self.libraries = tuple(libraries)
        self.reason = reason
        super().__init__(what, remedy=remedy)


class UnknownNameError(InspectPrepError):
    """An unknown name of a variant, format, plugin, role or other thing.

    Attributes:
        kind: The kind of name, such as ``variant``.
        name: The unknown name.
        known: The known names, in order.
        suggestion: The closest known name, or None.
        hint: One more sentence, such as which plugin may provide the name.
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str], *, where: str = "", hint: str = ""
    ) -> None:
        names = sorted(map(str, known))
        self.kind = kind
        self.name = name
        self.known = tuple(names)
        self.suggestion = closest(name, names)
        if self.suggestion:
            remedy = f"Did you mean {self.suggestion!r}?"
        elif names:
            remedy = f"Known: {', '.join(names)}."
        else:
            remedy = f"No {kind} is known here."
        self.hint = hint
        if hint:
            remedy = f"{remedy} {hint}"
        super().__init__(f"There is no {kind} {name!r}.", where=where, remedy=remedy)


class DocumentError(InspectPrepError):
    """A TOML or JSON document that is not valid.

    Attributes:
        problems: Every problem, each a ``(path, message)`` pair such as
            ``("$.milestones[2].offset", "'5 woking days' is not an offset ...")``.
    """

    def __init__(self, problems: Iterable[tuple[str, str]], *, where: str = "") -> None:
        self.problems = tuple(problems)
        lines = [f"{path}: {message}" for path, message in self.problems]
        super().__init__("\n".join(lines), where=where)


class PlanError(InspectPrepError):
    """A framework or a set of dates that cannot be planned, because of a cycle or a missing anchor.

    Attributes:
        path: The ids of the milestones, in order.
    """

    def __init__(self, what: str, *, path: Iterable[str] = (), where: str = "", remedy: str = "") -> None:
        self.path = tuple(path)
        super().__init__(what, where=where, remedy=remedy)


class OutOfRangeError(InspectPrepError):
    """A date outside the calendar of working days."""


class SourceError(InspectPrepError):
    """An input file that cannot be read. The error names the file and quotes none of its content.

    Attributes:
        reason: One word for programs: ``missing``, ``empty``, ``encrypted``, ``limit``, ``entities``,
            ``lock``, ``format`` or ``damaged``. Empty if none fits.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", reason: str = "") -> None:
        self.reason = reason
        super().__init__(what, where=where, remedy=remedy)


class PluginError(InspectPrepError):
    """A plugin that failed, is incompatible or conflicts with another plugin.

    Attributes:
        plugin: The plugin's name.
    """

    def __init__(self, what: str, *, plugin: str, where: str = "", remedy: str = "") -> None:
        self.plugin = plugin
        super().__init__(what, where=where, remedy=remedy)


class RefusedError(InspectPrepError):
    """Information that this reader may not have, such as an embargoed outcome or small numbers.

    Attributes:
        reason: One sentence that says why, without the information itself.
        who: The names or audiences that may have it. Empty if there are none.
    """

    def __init__(self, reason: str, *, who: Iterable[str] = (), remedy: str = "") -> None:
        self.reason = reason
        self.who = tuple(who)
        allowed = f"It may go to: {', '.join(self.who)}." if self.who else ""
        super().__init__(reason, remedy=f"{allowed} {remedy}".strip())


class WriteError(InspectPrepError):
    """An output that could not be written. No partly written file is left."""


class IncompleteError(InspectPrepError):
    """An output that was not written, because data of the input would be missing from it.

    Attributes:
        missing: Everything that would be missing: the name by which it is left out on purpose, and the
            reason, without any cell's value.
    """

    def __init__(self, missing: Iterable[tuple[str, str]], *, where: str = "") -> None:
        self.missing = tuple(missing)
        lines = [
            f"  {reason} To send without it: --leave-out {_quoted(name)}" for name, reason in self.missing
        ]
        super().__init__(
            "\n".join(("Nothing was written, because data would be missing:", *lines)),
            where=where,
        )


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


class StoreError(InspectPrepError):
    """A store that cannot be opened, read or written. Its earlier content is unchanged.

    Attributes:
        reason: One word for programs: ``missing``, ``exists``, ``damaged``, ``newer``, ``network``,
            ``synced``, ``full``, ``read-only``, ``busy``, ``not-empty`` or ``unusable``. Empty if none fits.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", reason: str = "") -> None:
        self.reason = reason
        super().__init__(what, where=where, remedy=remedy)


class Clash(NamedTuple):
    """One field with different values in two changes of one record.

    Attributes:
        field: The field's name.
        seen: Its value when the writer read it. None for no value.
        theirs: Its value now.
        yours: The value that the writer wanted to write.
    """

    field: str
    seen: object
    theirs: object
    yours: object


class ConflictError(InspectPrepError):
    """A change of a record that another person changed after the writer read it.

    Attributes:
        id: The id of the record.
        expected: The revision that the writer had read.
        current: The current revision.
        theirs: The changes since then: who, when and why. One line each, oldest first.
        yours: The name of the writer.
        clashes: Every field that differs between the revision read, the current one and the new one.
    """

    def __init__(
        self,
        id: str,
        *,
        expected: int,
        current: int,
        theirs: Iterable[str],
        yours: str,
        clashes: Iterable[Clash],
    ) -> None:
        self.id = id
        self.expected = expected
        self.current = current
        self.theirs = tuple(theirs)
        self.yours = yours
        self.clashes = tuple(clashes)
        lines = [
            f"This record changed after you read revision {expected}. It is now at revision {current}.",
            *(f"  {line}" for line in self.theirs),
            *(
                f"  {name}: was {seen!r}, is now {now!r}, {yours} wanted {wanted!r}"
                for name, seen, now, wanted in self.clashes
            ),
            "Your change was not written. Their changes are unaffected.",
        ]
        super().__init__(
            "\n".join(lines),
            where=id,
            remedy="Read the record again, and repeat your change if it is still right.",
        )


class PersonalDataError(InspectPrepError):
    """Text that seems to contain a child's details. The error does not repeat the text.

    Args:
        problems: Every refused field, each a ``(field, reason)`` pair.
        where: The place: a record, or a line of a file.
        done: What was not done, as a sentence.
        remedy: What to write instead.

    Attributes:
        problems: Every refused field, each a ``(field, reason)`` pair.
    """

    def __init__(
        self,
        problems: Iterable[tuple[str, str]],
        *,
        where: str = "",
        done: str = "Nothing was written.",
        remedy: str = "Leave it out.",
    ) -> None:
        self.problems = tuple(problems)
        refused = " ".join(f"The field {field!r} contains {reason}." for field, reason in self.problems)
        super().__init__(f"{refused} {done}", where=where, remedy=remedy)
