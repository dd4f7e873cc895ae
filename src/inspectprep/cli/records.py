"""``inspectprep evidence|person|... add|update|list|show|withdraw``: the commands of each kind of record.

The options come from the fields of the kind's class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter as Argument, Signature
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from attrs import Factory, evolve, fields_dict
from cyclopts import App, Parameter

from inspectprep.cli import screen
from inspectprep.cli.arguments import JsonOutput, Reader, RecordId
from inspectprep.cli.fields import Option, dates_in, options_of, plain_of, renamed
from inspectprep.cli.list_changes import change_arguments, changed_lists, numbered
from inspectprep.cli.list_columns import COLUMNS, SEVERAL
from inspectprep.cli.list_words import list_cell, titles_in
from inspectprep.cli.output import cell_text, emit_json, note as write_beside, say, table
from inspectprep.cli.workspace_options import By, Place, Why, open_workspace, read_moment, recorder
from inspectprep.codec import build, plain
from inspectprep.errors import DocumentError, InspectPrepError, UnknownNameError
from inspectprep.model.record import RECORD_KINDS, RecordKind, record_kind
from inspectprep.planning.communication.guard import counts_as_revealing
from inspectprep.workspace.evidence_files import hashed

if TYPE_CHECKING:
    from inspectprep.planning.communication.guard import Guard
    from inspectprep.workspace import RecordEntry, Workspace

Command = Callable[..., int]

_AsOf = Annotated[
    str | None,
    Parameter(name="--as-of", help="Show records at an earlier date, time or change number."),
]
_Expect = Annotated[
    int | None,
    Parameter(name="--expect", help="Refuse the change if the record is no longer at this revision."),
]
_Clear = Annotated[
    list[str] | None,
    Parameter(name="--clear", negative="", consume_multiple=False, help="Field to empty. Can be repeated."),
]
_COLUMNS = 5
_LONGEST, _LONGEST_ON_SCREEN = 60, 40
_FIRST = 3


def __getattr__(name: str) -> App:
    """Return the commands of the kind of record with this name, made on first use.

    So no name in this module may be that of a kind.
    """
    if name not in RECORD_KINDS:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return app_of(name)


def app_of(word: str, kinds: Mapping[str, RecordKind] = RECORD_KINDS) -> App:
    """Return the commands of a kind of record, to which others may be added.

    Raises:
        UnknownNameError: if there is no such kind; the nearest is suggested.
    """
    kind = record_kind(word, kinds)
    options = options_of(kind.cls, word)
    one = f"{kind.article} {kind.noun}"
    app = App(name=word, help=kind.summary)
    adding = [*_fields(options, adding=True), *_ADD]
    updating = [_ID, *_fields(options, adding=False), *_UPDATE]
    app.command(_with_options(_adding(kind, options), adding), name="add", help=f"Add {one}.")
    app.command(
        _with_options(_updating(kind, options), updating), name="update", help=f"Change fields of {one}."
    )
    app.command(_listing(kind), name="list", help=f"List {kind.plural}.")
    app.command(_showing(kind), name="show", help=f"Show one {kind.noun}, now or at an earlier date.")
    app.command(_withdrawing(kind), name="withdraw", help=f"Withdraw {one}. Its history is kept.")
    return app


def _adding(kind: RecordKind, options: tuple[Option, ...]) -> Command:
    def add(*, place: Path | None, by: str, why: str, json: bool, values: Mapping[str, Any]) -> int:
        document = plain_of(options, values)
        try:
            value: Any = build(document, kind.cls)
        except DocumentError as error:
            raise renamed(error, options) from None
        with open_workspace(place) as workspace:
            try:
                entry = workspace.records.add(
                    hashed(value, workspace.folder), by=recorder(workspace, by), why=why
                )
            except DocumentError as error:
                raise renamed(error, options) from None
            questions = _questions(workspace, entry)
        _done(entry, "Added", dates_in(options, document), as_json=json)
        write_beside(*(f"Note: {question}" for question in questions))
        return 0

    return add


def _updating(kind: RecordKind, options: tuple[Option, ...]) -> Command:
    def update(
        id: str,
        *,
        place: Path | None,
        by: str,
        why: str,
        json: bool,
        expect: int | None,
        clear: list[str] | None,
        values: Mapping[str, Any],
    ) -> int:
        document = plain_of(options, values)
        emptied = _emptied(clear or (), options)
        # Without this, an entry that another person adds at the same time could be lost.
        with open_workspace(place) as workspace, workspace.records.transaction():
            before = _of_kind(workspace.records.readable(id), kind)
            withheld = workspace.guard().withholds(before.value)
            document |= changed_lists(options, before.value, values, withheld=withheld)
            if not (document or emptied):
                raise InspectPrepError(
                    "There is nothing to change.", where=id, remedy="Give at least one field."
                )
            try:
                value = build(document, kind.cls, base=before.value)
                changes = {name: getattr(value, name) for name in document}
                changes |= {name: _default(kind.cls, name) for name in emptied}
                if "location" in changes and "sha256" not in changes and hasattr(value, "sha256"):
                    moved = evolve(value, location=changes["location"], sha256="")
                    evidence = hashed(moved, workspace.folder)
                    changes |= {"location": evidence.location, "sha256": evidence.sha256}
                author = recorder(workspace, by)
                entry = workspace.records.change(id, changes, by=author, why=why, expect=expect)
            except DocumentError as error:
                raise renamed(error, options) from None
            questions = _questions(workspace, entry)
        _done(entry, "Changed", dates_in(options, document), as_json=json)
        write_beside(*(f"Note: {question}" for question in questions))
        return 0

    return update


def _listing(kind: RecordKind) -> Command:
    def list_(
        *, reader: Reader = "", place: Place = None, as_of: _AsOf = None, json: JsonOutput = False
    ) -> int:
        with open_workspace(place) as workspace:
            entries, guard = workspace.shown_entries(kind.word, read_moment(as_of), reader=reader)
            titles = {} if json else titles_in(workspace)
        if json:
            emit_json(_text([_document(entry, guard) for entry in entries]))
            return 0
        unreadable = [entry for entry in entries if entry.unreadable]
        entries = tuple(entry for entry in entries if not entry.unreadable)
        documents = [_plain(entry, guard) for entry in entries]
        columns = _columns(kind, documents)
        headings = ("Id", *(column.replace("_", " ").capitalize() for column in columns))
        on_terminal = screen.room() is not None
        longest = _LONGEST_ON_SCREEN if on_terminal else _LONGEST
        table(
            kind.plural.capitalize(),
            headings,
            [
                (entry.id, *(list_cell(document.get(column), column, titles, longest) for column in columns))
                for entry, document in zip(entries, documents, strict=True)
            ],
            # The first fields name a record and the last is its outcome. Those between are left out first.
            spare=(*headings[_FIRST:-1], *headings[_FIRST - 1 : _FIRST]) if on_terminal else (),
        )
        if entries:
            screen.is_partial()  # columns may be left out, and long cells are cut
        say(f"{len(entries)} {kind.noun if len(entries) == 1 else kind.plural}.")
        say(*(f"{entry.id} cannot be read. {entry.unreadable}" for entry in unreadable))
        return 0

    return list_


def _showing(kind: RecordKind) -> Command:
    def show(
        id: RecordId,
        /,
        *,
        reader: Reader = "",
        place: Place = None,
        as_of: _AsOf = None,
        revision: Annotated[int | None, Parameter(help="Show this revision of the record.")] = None,
        json: JsonOutput = False,
    ) -> int:
        with open_workspace(place) as workspace:
            found, guard = workspace.shown_entry(
                id, read_moment(as_of), revision=revision, kind=kind.word, reader=reader
            )
            entry = _of_kind(found, kind)
        if json:
            emit_json(_document(entry, guard))
            return 0
        screen.show_all()
        say(f"{entry.id}, revision {entry.revision}: {entry.by} at {entry.at.astimezone():%Y-%m-%d %H:%M}")
        if entry.why:
            say(f"  reason: {guard.reason(entry.why, entry.at.date(), entry.value)}")
        if entry.unreadable:
            say(f"  cannot be read: {entry.unreadable}", f"  fields: {', '.join(entry.fields)}")
        for name, value in _plain(entry, guard).items():
            if isinstance(value, list) and value:
                say(f"  {name.replace('_', ' ')}:", *(f"    {entry}" for entry in numbered(value)))
            elif value not in ("", None, []):
                say(f"  {name.replace('_', ' ')}: {cell_text(value)}")
        return 0

    return show


def _withdrawing(kind: RecordKind) -> Command:
    def withdraw(
        id: RecordId,
        /,
        *,
        why: Annotated[str, Parameter(name="--why", help="The reason. It is kept in the history.")],
        place: Place = None,
        by: By = "",
        expect: _Expect = None,
        json: JsonOutput = False,
    ) -> int:
        with open_workspace(place) as workspace:
            _of_kind(workspace.records.entry(id, kind=kind.word), kind)
            entry = workspace.records.withdraw(
                id, by=recorder(workspace, by), why=why, expect=expect, kind=kind.word
            )
        _done(entry, "Withdrawn", as_json=json)
        return 0

    return withdraw


def _common(name: str, hint: Any, default: Any) -> Argument:
    return Argument(name, Argument.KEYWORD_ONLY, annotation=hint, default=default)


_ADD = (
    _common("place", Place, None),
    _common("by", By, ""),
    _common("why", Why, ""),
    _common("json", JsonOutput, default=False),
)
_ID = Argument("id", Argument.POSITIONAL_ONLY, annotation=RecordId)
_UPDATE = (*_ADD, _common("expect", _Expect, None), _common("clear", _Clear, None))


def _fields(options: tuple[Option, ...], *, adding: bool) -> list[Argument]:
    # A field may have the name of another argument. The prefix keeps them apart.
    arguments = [option.argument(adding=adding) for option in options]
    if not adding:
        arguments += [change for option in options if option.many for change in change_arguments(option)]
    return [argument.replace(name=f"{_FIELD}{argument.name}") for argument in arguments]


_FIELD = "field_"


def _with_options(function: Command, arguments: Sequence[Argument]) -> Command:
    """Return a function with this signature, which the command line reads."""
    defaults = {
        argument.name: argument.default for argument in arguments if argument.default is not Argument.empty
    }

    def command(*positional: Any, **given: Any) -> int:
        given = {**defaults, **given}
        named = {key.removeprefix(_FIELD): value for key, value in given.items() if key.startswith(_FIELD)}
        rest = {key: value for key, value in given.items() if not key.startswith(_FIELD)}
        code: int = function(*positional, **rest, values=named)
        return code

    signature = Signature(arguments)
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {argument.name: argument.annotation for argument in arguments}
    return command


def _emptied(names: Sequence[str], options: tuple[Option, ...]) -> list[str]:
    known = {option.option.removeprefix("--"): option for option in options}
    fields = []
    for name in names:
        plain = name.removeprefix("--").replace("_", "-")
        if plain not in known:
            raise UnknownNameError("field", name, known, where="--clear")
        if known[plain].required:
            raise InspectPrepError("This field cannot be empty.", where=f"--clear {name}")
        fields.append(known[plain].name)
    return fields


def _default(cls: type[Any], name: str) -> Any:
    default = fields_dict(cls)[name].default
    return default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type,union-attr]


def _of_kind(entry: RecordEntry, kind: RecordKind) -> RecordEntry:
    if entry.kind != kind.word:
        raise InspectPrepError(
            f"This is not {kind.article} {kind.noun}.",
            where=entry.id,
            remedy=f"Use: inspectprep {entry.kind} ... {entry.id}",
        )
    return entry


def _text(documents: list[dict[str, Any]]) -> str:
    return dumps(documents, indent=2, ensure_ascii=False) + "\n"


def _done(entry: RecordEntry, verb: str, dates: str = "", *, as_json: bool) -> None:
    if as_json:
        emit_json({"id": entry.id, "revision": entry.revision})
    else:
        say(f"{verb}: {entry.id}, revision {entry.revision}{dates}.")


def _questions(workspace: Workspace, entry: RecordEntry) -> tuple[str, ...]:
    """Return the names in a record that are not on record, and the questions that its class asks."""
    ask = getattr(entry.value, "questions", None)
    asked = ask(workspace.records.all(entry.kind)) if ask else ()
    counts = counts_as_revealing(entry.value, workspace.guard().watches)
    return (*workspace.records.unknown_names(entry.value), *asked, *([counts] if counts else []))


def _plain(entry: RecordEntry, guard: Guard) -> dict[str, Any]:
    if entry.value is None:
        return {}
    document = guard.redacted(plain(entry.value, full=True), entry.value)
    return {name: value for name, value in document.items() if name != "id"}


def _document(entry: RecordEntry, guard: Guard) -> dict[str, Any]:
    return {
        "id": entry.id,
        "revision": entry.revision,
        **({"unreadable": entry.unreadable, "fields": list(entry.fields)} if entry.unreadable else {}),
        **_plain(entry, guard),
        "change": {
            "number": entry.number,
            "at": entry.at.isoformat().replace("+00:00", "Z"),
            "by": entry.by,
            "why": guard.reason(entry.why, entry.at.date(), entry.value),
        },
    }


def _columns(kind: RecordKind, documents: list[dict[str, Any]]) -> list[str]:
    """Return the fields that the list of a kind shows. A plugin's kind has the first fields of its class."""
    names = [option.name for option in options_of(kind.cls, kind.word)]
    chosen = list(COLUMNS.get(kind.word, names[:_COLUMNS]))
    several = len({document.get(SEVERAL) for document in documents}) > 1
    return [SEVERAL, *chosen] if several and SEVERAL in names else chosen
