"""The guard of recorded texts: what a reader may not have until the publication is recorded.

A text counts as revealing the outcome of an inspection under embargo if it is marked so. It also counts if it
is not marked, and its own day or the time of its recording is on or after the day of final feedback. Marked
texts and earlier ones are searched for words that seem to give a grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import evolve, field, fields, fields_dict, has

from inspectprep.model.inspection import Inspection
from inspectprep.model.record import kind_of_record
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage, ReleaseDraft
from inspectprep.model.representation import frozen
from inspectprep.planning.communication.embargo import on_register
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.planning.wording import counted

Values = Mapping[str, tuple[Any, ...]]

WITHHELD = "(withheld until publication)"
"""The sentence in place of a text that the reader may not have."""

_OWN_DAYS = (
    "on",
    "heard",
    "replied",
    "settled",
    "stated",
    "asked",
    "sent",
    "prepared",
    "recorded",
    "found",
    "closed",
    "offered",
    "visited",
    "referred",
    "done",
    "acted_on",
)
"""Fields with a day on which a text can have been written. A timetable is written before its days."""

_CLEARED: Mapping[str, tuple[str, ...]] = {"task": ("note",), "worker": ("proud_of",)}
"""Texts of records that stay in the state without them."""

_OF_OUTCOME = ("title", "note", "location", "grades", "withdrawn")
"""Fields of an inspection that can give its outcome."""

_WORK = frozenset(
    {
        "action",
        "area",
        "challenge",
        "conversation",
        "enquiry",
        "evidence",
        "referral",
        "request",
        "session",
        "showcase",
        "survey",
        "visit",
        "worker",
    }
)
"""Kinds that the inspection team and leaders work with. Unmarked, they are withheld from others only."""

_FOR_REGISTER = "People on the embargo register get them with --reader NAME."

_IDS = frozenset({"id", "inspection", "owner", "judgement", "judgements", "evidence", "enquiry", "sha256"})


@frozen(kw_only=True)
class Watch:
    """The embargo of one inspection, with the records that changed during it.

    Attributes:
        embargo: The embargo, with its register.
        called: The day of the call. None if it cannot be read.
        changed: Ids of all records that were added, changed or withdrawn since the start of the day of
            final feedback. Empty before that day.
    """

    embargo: Embargo
    called: date | None = None
    changed: frozenset[str] = frozenset()

    @property
    def held(self) -> bool:
        """True from the day of final feedback until the publication is recorded."""
        return self.embargo.stage is EmbargoStage.HELD

    def reveals(self, value: Any, *, inside: bool = False) -> bool:
        """Return whether a record counts as revealing the outcome of this inspection.

        Args:
            value: The record.
            inside: True if its text stays with the inspection team and leaders. Then a record that they
                work with, such as evidence, counts only if it is marked or seems to give a grade.
        """
        if isinstance(value, Disclosure):
            return bool(value.what) and value.inspection in ("", self.embargo.inspection)
        own = getattr(value, "inspection", "")
        other = bool(own) and own != self.embargo.inspection
        mark = mark_of(value)
        if mark:
            return not other and (bool(own) or self.held or self._since(value, self.called))
        if not self.held:
            return False
        if isinstance(value, Inspection) and value.id == self.embargo.inspection:
            return True
        late = value.id in self.changed or self._since(value, self.embargo.since)
        if self.embargo.since is None:  # Its record cannot be read. What is said in it is withheld.
            late = own == self.embargo.inspection
        work = inside and self.embargo.since is not None and kind_of_record(value).word in _WORK
        marked = is_marked_kind(value) or isinstance(value, (Inspection, ReleaseDraft))
        if late and mark is None and marked and not work:
            return True
        return not other and not isinstance(value, (Inspection, ReleaseDraft)) and says_outcome(*texts(value))

    def _since(self, value: Any, day: date | None) -> bool:
        own = fields_dict(type(value))
        days = [getattr(value, name) for name in (*_OWN_DAYS, *_day_of_note(value)) if name in own]
        days += [note.on for note in getattr(value, "notes", ())]
        return any(isinstance(each, date) and day is not None and each >= day for each in days)


@frozen(kw_only=True)
class Guard:
    """The embargoes that a reader is subject to.

    Attributes:
        watches: The embargoes of inspections whose publication is not recorded.
        reader: The name of the reader; empty for a reader who is not named.
        inside: True if the texts stay with the inspection team and leaders.
        opened: The watches whose register has the reader.
    """

    watches: tuple[Watch, ...] = ()
    reader: str = ""
    inside: bool = True
    opened: tuple[Watch, ...] = field(init=False)
    _closed: tuple[Watch, ...] = field(init=False)

    @opened.default
    def _registered_for(self) -> tuple[Watch, ...]:
        return tuple(watch for watch in self.watches if _registered(self.reader, watch.embargo))

    @_closed.default
    def _shut(self) -> tuple[Watch, ...]:
        return tuple(watch for watch in self.watches if not _registered(self.reader, watch.embargo))

    def withholds(self, value: Any) -> bool:
        """Return whether the reader may not have the texts of a record."""
        return any(watch.reveals(value, inside=self.inside) for watch in self._closed)

    def opens(self, value: Any) -> tuple[str, ...]:
        """Return the ids of the inspections whose register lets this reader have the texts of a record."""
        return tuple(
            watch.embargo.inspection for watch in self.opened if watch.reveals(value, inside=self.inside)
        )

    def redacted(self, document: Mapping[str, Any], value: Any) -> dict[str, Any]:
        """Return the fields of a record, with a sentence in place of each text that is withheld.

        Args:
            document: The record as plain data.
            value: The same record.
        """
        names = withheld_fields(value) if self.withholds(value) else ()
        return {name: _hidden(part) if name in names else part for name, part in document.items()}

    def reason(self, why: str, at: date, value: Any) -> str:
        """Return the reason of a change, or a sentence in its place if it is withheld.

        Args:
            why: The reason.
            at: The day of the change.
            value: The record after the change; None if it cannot be read or was withdrawn.
        """
        withheld = any(
            watch.held
            and (
                (mark_of(value) is not False and (watch.embargo.since is None or at >= watch.embargo.since))
                or says_outcome(why)
            )
            for watch in self._closed
        )
        return WITHHELD if why and withheld else why

    def guarded(self, records: Values) -> tuple[dict[str, tuple[Any, ...]], tuple[str, ...]]:
        """Return the records that the reader may have, and the ids of those that are withheld.

        Some records stay, without their texts: progress of tasks, workers and inspections.
        """
        if not self._closed:
            return dict(records), ()
        withheld: list[str] = []
        left = {word: tuple(self._left(word, values, withheld)) for word, values in records.items()}
        return left, tuple(withheld)

    def _left(self, word: str, values: Iterable[Any], withheld: list[str]) -> Iterator[Any]:
        if word in _STAY:
            yield from values
            return
        for value in values:
            if not self.withholds(value):
                yield value
            elif isinstance(value, Inspection):
                yield without_outcome(value)
            else:
                cleared = _CLEARED.get(word)
                if cleared is None or any(getattr(value, name) for name in cleared):
                    withheld.append(value.id)
                if cleared is not None:
                    yield _without(value, cleared)


_STAY = frozenset({"person", "team", "disclosure", "showing", "publication", "release"})
"""Kinds whose texts go only into reports for people on the register, or are names."""


def mark_of(value: Any) -> bool | None:
    """Return the mark of a record: True if it reveals an outcome, False if not, None if it is not marked."""
    mark = getattr(value, "reveals_outcome", getattr(value, "outcome", None))
    return mark if isinstance(mark, bool) else None


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a record, without ids and the words of enumerations."""
    for each in fields(type(value)):
        if each.name not in _IDS:
            yield from leaves(getattr(value, each.name))


def without_outcome(inspection: Inspection) -> Inspection:
    """Return an inspection without the texts that can give its outcome."""
    cleared: Inspection = _without(inspection, _OF_OUTCOME)
    return cleared if cleared.notified else evolve(cleared, title="An earlier inspection")


def counts_as_revealing(value: Any, watches: Iterable[Watch]) -> str:
    """Return the sentence for the writer of a text that counts as revealing an outcome without such a mark.

    Empty if it does not count.
    """
    if not is_marked_kind(value) or mark_of(value):
        return ""
    option = "--no-reveals-outcome" if hasattr(value, "reveals_outcome") else "--no-outcome"
    for watch in watches:
        if watch.held and watch.reveals(value):
            if mark_of(value) is False:
                return "Its words seem to give a grade, so it is withheld until the publication is recorded."
            since = watch.embargo.since
            given = f"{since.day} {since:%B %Y}" if since else "an earlier day"
            return (
                f"This counts as revealing the outcome, because final feedback was given on {given}. "
                f"Mark it with {option} if it reveals none."
            )
    return ""


def withheld_note(number: int) -> tuple[str, ...]:
    """Return the note that a number of texts is withheld; none for 0."""
    if not number:
        return ()
    texts_are = f"{counted(number, 'recorded text')} {'is' if number == 1 else 'are'}"
    return (f"{texts_are} withheld until the publication is recorded. {_FOR_REGISTER}",)


def is_marked_kind(value: Any) -> bool:
    """Return whether records of this kind have a mark."""
    mark = fields_dict(type(value)).get("reveals_outcome") or fields_dict(type(value)).get("outcome")
    return mark is not None and mark.default is None


def withheld_fields(value: Any) -> tuple[str, ...]:
    """Return the fields of a record that are not shown while its texts are withheld."""
    if isinstance(value, Inspection):
        return _OF_OUTCOME
    if isinstance(value, Disclosure):
        return ("what",)
    cleared = _CLEARED.get(kind_of_record(value).word)
    if cleared is not None:
        return cleared
    return tuple(
        each.name
        for each in fields(type(value))
        if each.name not in _IDS and any(leaves(getattr(value, each.name)))
    )


def _hidden(part: Any) -> Any:
    """Return plain data with a sentence in place of its texts."""
    if isinstance(part, str):
        return WITHHELD if part else part
    return [WITHHELD] if part and isinstance(part, (list, tuple, dict)) else part


def _registered(reader: str, embargo: Embargo) -> bool:
    return bool(reader.strip()) and on_register(reader, embargo.register, embargo.on)


def _day_of_note(value: Any) -> tuple[str, ...]:
    return ("day",) if hasattr(value, "audiences") else ()


def _without(value: Any, names: Iterable[str]) -> Any:
    empty = {name: () if isinstance(getattr(value, name), tuple) else "" for name in names}
    return evolve(value, **empty)


def leaves(value: Any) -> Iterator[str]:
    """Yield every text of a value of a field, without the words of enumerations."""
    if isinstance(value, StrEnum):
        return
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from leaves(part)
    elif has(type(value)):
        yield from texts(value)
