"""The exceptions of inspectprep: one root, few kinds, each says what, where and what to do.

Problems in a council's *data* are values (:class:`inspectprep.model.finding.Finding`), never
exceptions. An exception means that what was asked cannot be done at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Clash",
    "ConflictError",
    "DocumentError",
    "InspectPrepError",
    "OutOfRangeError",
    "PersonalDataError",
    "PlanError",
    "PluginError",
    "RefusedError",
    "SourceError",
    "StoreError",
    "UnknownNameError",
    "WriteError",
    "closest",
]


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when a name is wrong

    by_fold = {each.casefold(): each for each in known}
    found = get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


class InspectPrepError(Exception):
    """The root of every exception that inspectprep raises on purpose.

    Args:
        what: What happened, one sentence.
        where: The place: a file, a path inside it (``$.milestones[2].offset``) or a cell.
        remedy: What the reader can do now.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text} {remedy}" if remedy else text)


class UnknownNameError(InspectPrepError):
    """A variant, format, plugin, role or other name that nothing answers to.

    Attributes:
        kind: What sort of name it is, such as ``variant``.
        name: The name as given.
        suggestion: The closest known name, or None.
        hint: A further sentence, such as which plugin might have given the name.
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
    """A TOML or JSON document that cannot become a value.

    Attributes:
        problems: Every problem found, each a ``(path, message)`` pair such as
            ``("$.milestones[2].offset", "'5 woking days' is not an offset ...")``.
    """

    def __init__(self, problems: Iterable[tuple[str, str]], *, where: str = "") -> None:
        self.problems = tuple(problems)
        lines = [f"{path}: {message}" for path, message in self.problems]
        super().__init__("\n".join(lines), where=where)


class PlanError(InspectPrepError):
    """A framework or a set of dates from which no plan can be made (a cycle, a missing anchor).

    Attributes:
        path: The milestone ids involved, in order.
    """

    def __init__(self, what: str, *, path: Iterable[str] = (), where: str = "", remedy: str = "") -> None:
        self.path = tuple(path)
        super().__init__(what, where=where, remedy=remedy)


class OutOfRangeError(InspectPrepError):
    """A date outside the range for which working days are known."""


class SourceError(InspectPrepError):
    """An input file that cannot be read at all; it names the file, never its contents.

    Attributes:
        reason: One word for code that decides what to do: ``missing``, ``empty``, ``encrypted``,
            ``limit``, ``entities``, ``lock``, ``format`` or ``damaged``; empty when none fits.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", reason: str = "") -> None:
        self.reason = reason
        super().__init__(what, where=where, remedy=remedy)


class PluginError(InspectPrepError):
    """A plugin that failed, is incompatible or conflicts with another.

    Attributes:
        plugin: The plugin's name.
    """

    def __init__(self, what: str, *, plugin: str, where: str = "", remedy: str = "") -> None:
        self.plugin = plugin
        super().__init__(what, where=where, remedy=remedy)


class RefusedError(InspectPrepError):
    """Something that this reader may not have: an embargoed outcome, a restricted note, small numbers.

    Attributes:
        reason: Why not, one sentence that gives nothing away.
        who: Who may have it: names, audiences or both; empty when nobody may.
    """

    def __init__(self, reason: str, *, who: Iterable[str] = (), remedy: str = "") -> None:
        self.reason = reason
        self.who = tuple(who)
        may = f"It may go to: {', '.join(self.who)}." if self.who else ""
        super().__init__(reason, remedy=f"{may} {remedy}".strip())


class WriteError(InspectPrepError):
    """An output that could not be written; nothing half-written is left behind."""


class StoreError(InspectPrepError):
    """A store that cannot be opened, read or written; what it held before is still there.

    Attributes:
        reason: One word for code that decides what to do: ``missing``, ``exists``, ``damaged``,
            ``newer``, ``network``, ``full``, ``read-only``, ``busy``, ``not-empty`` or ``unusable``; empty
            when none fits.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "", reason: str = "") -> None:
        self.reason = reason
        super().__init__(what, where=where, remedy=remedy)


class Clash(NamedTuple):
    """One field that was changed on both sides, or on one of them.

    Attributes:
        field: The field's name.
        seen: What it held when the writer read it; None for nothing.
        theirs: What it holds now.
        yours: What the writer wanted it to hold.
    """

    field: str
    seen: Any
    theirs: Any
    yours: Any


class ConflictError(InspectPrepError):
    """A change made from an outdated reading: somebody else changed the record in between.

    Attributes:
        id: The record.
        expected: The revision that the writer had read.
        current: The revision that stands now.
        theirs: Who changed it in between, when and why, one line each, oldest first.
        yours: Who wanted to write.
        clashes: Every field that differs between what was read, what stands now and what was wanted.
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
            f"This was changed after you read it: you read revision {expected}, it is at revision {current}.",
            *(f"  {line}" for line in self.theirs),
            *(
                f"  {each.field}: was {each.seen!r}, is now {each.theirs!r}, {yours} wanted {each.yours!r}"
                for each in self.clashes
            ),
            "Nothing of yours was written and nothing of theirs was lost.",
        ]
        super().__init__(
            "\n".join(lines),
            where=id,
            remedy="Read it again, and repeat your change if it still holds.",
        )


class PersonalDataError(InspectPrepError):
    """Free text that seems to hold a child's details; the text itself is not repeated.

    Attributes:
        problems: Every field refused, each a ``(field, reason)`` pair.
    """

    def __init__(self, problems: Iterable[tuple[str, str]], *, where: str = "") -> None:
        self.problems = tuple(problems)
        found = " ".join(f"The field {field!r} holds {reason}." for field, reason in self.problems)
        super().__init__(
            f"{found} Nothing was written.",
            where=where,
            remedy="Leave it out: a record may say where to look, never who the child is. "
            "A date that is nobody's birth passes with its month in words, such as 12 May 2014.",
        )
