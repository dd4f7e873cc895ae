"""References from a record to roles, judgements, tasks and other records, checked before it is stored.

A field says what it names with ``metadata={"names": ...}``, or by its own name: ``owner`` names a role,
``judgements`` names judgements, ``evidence`` names evidence. The check reads only the records that are named,
so it costs the same in a small workspace and a large one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from attrs import evolve, fields, has

from inspectprep.codec.classes import fields_of
from inspectprep.errors import DocumentError, UnknownNameError, closest
from inspectprep.model.record import RecordKind, kind_of_id
from inspectprep.model.representation import with_one_line
from inspectprep.model.roles import Role
from inspectprep.planning.people.names import name_key
from inspectprep.store.protocol import Store

_BY_NAME = {
    "area": "area",
    "enquiries": "enquiry",
    "enquiry": "enquiry",
    "evidence": "evidence",
    "inspection": "inspection",
    "judgement": "judgement",
    "judgements": "judgement",
    "owner": "role",
    "owners": "role",
    "role": "role",
    "roles": "role",
    "task": "task",
    "team": "team",
    "teams": "team",
    "variant": "variant",
}
_ANY_RECORD = "any record"
_WORDS = {"evidence": ("evidence", "survey")}
"""Survey results are evidence too."""
_BY_ID_OR_NAME = ("team", "worker")
_NUMBERED = re.compile(r"[a-z]+-\d+")
_SHOWN = 10
_FIELDS: dict[type[Any], tuple[tuple[str, str], ...]] = {}


class Reference(NamedTuple):
    """A text of a record that names something.

    Attributes:
        path: The place in the record, such as ``$.evidence[1]``.
        names: The kind of thing, such as ``judgement`` or the word of a kind of record.
        text: The text.
    """

    path: str
    names: str
    text: str


class Named(NamedTuple):
    """Things outside the store that records name, such as judgements.

    Attributes:
        noun: One of them in a sentence.
        known: Returns whether there is one with this id.
        ids: Returns all ids, some of them twice.
        command: The command that lists them.
    """

    noun: str
    known: Callable[[str], bool]
    ids: Callable[[], Iterable[str]]
    command: str


@with_one_line
class DanglingReference(NamedTuple):
    """A reference of a stored record to something that does not exist.

    Attributes:
        id: The record.
        field: The field and its place, such as ``evidence[1]``.
        text: The reference.
        reason: One sentence.
    """

    id: str
    field: str
    text: str
    reason: str


def references_in(value: Any, path: str = "$") -> Iterator[Reference]:
    """Yield every reference in a record, at any depth."""
    for name, names in _naming_fields(type(value)):
        content = getattr(value, name)
        many = isinstance(content, tuple)
        for place, entry in enumerate(content if many else (content,)):
            if isinstance(entry, str):
                if names and entry:
                    yield Reference(f"{path}.{name}[{place}]" if many else f"{path}.{name}", names, entry)
            elif has(type(entry)):
                yield from references_in(entry, f"{path}.{name}[{place}]" if many else f"{path}.{name}")


def _naming_fields(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """Return the fields that may name something, with the kind of thing or, for values inside, no kind."""
    if cls not in _FIELDS:
        named = [
            (field.name, field.metadata.get("names", _BY_NAME.get(field.name, "")), field.type)
            for field in fields_of(cls)
        ]
        _FIELDS[cls] = tuple((name, names) for name, names, kind in named if names or _may_have_fields(kind))
    return _FIELDS[cls]


def _may_have_fields(kind: Any) -> bool:
    inner = get_args(kind)
    return any(map(_may_have_fields, inner)) if inner else kind is Any or has(kind)


class References:
    """The check of references.

    Args:
        store: The store with the records.
        roles: The roles, built in and the council's own.
        kinds: The kinds of record.
        named: Other things that records name, by the kind of thing. What is not listed is not checked.
    """

    def __init__(
        self,
        store: Store,
        *,
        roles: Sequence[Role],
        kinds: Mapping[str, RecordKind],
        named: Mapping[str, Named],
    ) -> None:
        self._store = store
        self._roles = roles
        self._kinds = kinds
        self._named = named
        self._role_ids: dict[str, str] = {}
        for role in roles:
            for form in (role.id, role.title.casefold(), role.abbreviation.casefold()):
                if form:
                    self._role_ids.setdefault(form, role.id)

    def checked(self, value: Any, before: Any = None, *, where: str) -> Any:
        """Return a record with the id of each role, whose references all exist.

        Args:
            value: The record.
            before: The record before the change. Its references are not checked again, so that a record that
                names a withdrawn one can still be changed.
            where: The record, for the error.

        Raises:
            DocumentError: naming each reference to a thing that does not exist, with the nearest one and the
                command that lists them.
        """
        new = now = [*references_in(value)]
        if before is not None:
            old = {ref[1:] for ref in references_in(before)}
            new = [ref for ref in now if ref[1:] not in old]
        if unknown := self._unknown(new):
            raise DocumentError(
                [(ref.path, self._problem(ref, unknown[ref[1:]])) for ref in new if ref[1:] in unknown],
                where=where,
            )
        titled = any(ref.names == "role" and self._role(ref.text) != ref.text for ref in now)
        return self._with_role_ids(value) if titled else value

    def _unknown(self, references: Iterable[Reference]) -> dict[tuple[str, str], RecordKind | None]:
        """Return the references to things that do not exist: what each names and its text, with the kind.

        The kind is None for a thing that is not a record.
        """
        unknown: dict[tuple[str, str], RecordKind | None] = {}
        sought: dict[str, dict[tuple[str, str], RecordKind]] = {}
        for names, text in dict.fromkeys([ref[1:] for ref in references]):
            if names == "role" or names in self._named:
                if not (self._role(text) if names == "role" else self._named[names].known(text)):
                    unknown[names, text] = None
            elif kind := self._kind_named(names, text):
                sought.setdefault(kind.word, {})[names, text] = kind
        for kind_word, keys in sought.items():
            left = frozenset([text for _, text in keys])
            for word in _WORDS.get(kind_word, (kind_word,)):
                left -= self._store.present(word, left)
            unknown.update({key: kind for key, kind in keys.items() if key[1] in left})
        return unknown

    def _problem(self, reference: Reference, kind: RecordKind | None) -> str:
        """Return that the thing that a reference names does not exist, with the nearest id."""
        text, names = reference.text, reference.names
        if names == "role":
            return str(UnknownNameError("role", text, [role.id for role in self._roles]))
        if kind is None:
            thing = self._named[names]
            return _unknown(thing.noun, text, list(dict.fromkeys(thing.ids())), thing.command)
        words = _WORDS.get(kind.word, (kind.word,))
        ids = [revision.id for word in words for revision in self._store.list(word)]
        return _unknown(kind.noun, text, ids, f"inspectprep {kind.word} list", self._withdrawn(words, text))

    def _kind_named(self, names: str, text: str) -> RecordKind | None:
        """Return the kind of record that a text names; None for a name of a person or team, or other text."""
        if names in (_ANY_RECORD, *_BY_ID_OR_NAME):
            kind = self._kind_of(text)
            return self._kinds[names] if kind and names in _BY_ID_OR_NAME else kind
        return self._kinds.get(names)

    def unknown_names(self, value: Any) -> tuple[str, ...]:
        """Return a sentence for each name of a team or worker that is not on record.

        A name is not refused, because a person may attend before the record of that person is added.
        """
        names = [
            ref for ref in references_in(value) if ref.names in _BY_ID_OR_NAME and not self._kind_of(ref.text)
        ]
        sentences = []
        for word in dict.fromkeys(ref.names for ref in names):
            known = {
                name_key(f"{document.get('name', '')}"): f"{document.get('name', '')}"
                for _, document in self._store.documents(word)
            }
            sentences += [
                _unknown(self._kinds[word].noun, ref.text, list(known.values()), f"inspectprep {word} list")
                for ref in names
                if ref.names == word and name_key(ref.text) not in known
            ]
        return tuple(sentences)

    def dangling(self, records: Iterable[Any]) -> Iterator[DanglingReference]:
        """Yield each reference of these records to something that does not exist."""
        placed = [(record.id, ref) for record in records for ref in references_in(record)]
        unknown = self._unknown(ref for _, ref in placed)
        for id_, ref in placed:
            if (ref.names, ref.text) in unknown:
                words = _WORDS.get(ref.names, (ref.names,))
                reason = self._withdrawn(words, ref.text) or "It does not exist."
                yield DanglingReference(id_, ref.path.removeprefix("$."), ref.text, reason)

    def _withdrawn(self, words: Iterable[str], id: str) -> str:
        """Return who withdrew a record, when and why; empty if it was not withdrawn."""
        for word in words:
            if word in self._kinds and (revision := self._store.get(word, id)) and revision.withdrawn:
                return (
                    f"It was withdrawn by {revision.by} at {revision.at:%Y-%m-%d %H:%M} UTC: {revision.why}"
                )
        return ""

    def _kind_of(self, text: str) -> RecordKind | None:
        """Return the kind of the record that a text has the id of; None for any other text."""
        try:
            return kind_of_id(text, self._kinds) if _NUMBERED.fullmatch(text) else None
        except UnknownNameError:
            return None

    def _role(self, text: str) -> str:
        return self._role_ids.get(" ".join(text.split()).casefold(), "")

    def _with_role_ids(self, value: Any) -> Any:
        """Return the value with the id of each role, which may be written by its title or abbreviation."""
        changed: dict[str, Any] = {}
        for field in fields(type(value)):
            content = getattr(value, field.name)
            entries = content if isinstance(content, tuple) else (content,)
            if field.metadata.get("names", _BY_NAME.get(field.name)) == "role":
                new = tuple(
                    self._role(entry) or entry if isinstance(entry, str) else entry for entry in entries
                )
            else:
                new = tuple(self._with_role_ids(entry) if has(type(entry)) else entry for entry in entries)
            if new != entries:
                changed[field.name] = new if isinstance(content, tuple) else new[0]
        return evolve(value, **changed) if changed else value


def _unknown(noun: str, text: str, ids: Sequence[str], command: str, hint: str = "") -> str:
    """Return that there is no such thing, with the nearest id or the last ones."""
    nearest = closest(text, ids)
    lists = f"To list them: {command}."
    shown = [nearest] if nearest else ids[-_SHOWN:]
    return str(UnknownNameError(noun, text, shown, hint=f"{hint} {lists}".strip()))
