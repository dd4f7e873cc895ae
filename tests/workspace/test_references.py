"""References of every kind of record are checked when they are recorded, and named when they dangle."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from attrs import NOTHING, evolve, fields, has, resolve_types

from inspectprep import Workspace
from inspectprep.codec.docstrings import attribute_notes
from inspectprep.errors import DocumentError
from inspectprep.model.checklist import Status
from inspectprep.model.debrief import Action, Lesson
from inspectprep.model.decision import Decision, TaskState
from inspectprep.model.enquiry import Challenge, LineOfEnquiry, RequestState
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, SurveyMeasure
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.record import RECORD_KINDS, RecordKind
from inspectprep.model.workforce import PreparationSession, Team, Worker
from inspectprep.store.sqlite import SQLiteStore
from inspectprep.workspace.references import references_in

DAY = date(2026, 9, 7)
AUDIT = EvidenceItem(title="Audit of plans", kind=EvidenceKind.AUDIT)
CLAIM = Challenge(claim="Decisions take too long", heard=DAY)
AREA = AreaForImprovement(title="Plans", found=date(2024, 1, 12))


def _texts(cls: type[Any], path: str = "") -> Iterator[tuple[str, Any, str]]:
    """Yield each field of text in a class, at any depth, with its description."""
    resolve_types(cls)
    notes = attribute_notes(cls)
    for field in fields(cls):
        inner = getattr(field.type, "__args__", (field.type,))[0]
        if isinstance(inner, type) and has(inner):
            yield from _texts(inner, f"{path}{field.name}.")
        elif inner is str and field.name != "id":
            yield f"{path}{field.name}", field, notes.get(field.name, "")


SAYS_ID = [
    pytest.param(kind, name, id=f"{kind.word}.{name}")
    for kind in RECORD_KINDS.values()
    for name, _, note in _texts(kind.cls)
    if note.startswith(("Id of ", "Ids of ", "Role id"))
]


@pytest.mark.parametrize(("kind", "name"), SAYS_ID)
def test_every_field_that_is_described_as_an_id_is_checked(
    kind: RecordKind, name: str, room: Workspace
) -> None:
    """An id that no one gave is refused in each field of each kind."""
    reference = _with_reference(kind.cls, name.split("."), "nonsense-99")
    assert [ref.text for ref in references_in(reference)].count("nonsense-99") == 1
    with pytest.raises(DocumentError, match="There is no"):
        room.records._references.checked(reference, where="")


def _with_reference(cls: type[Any], names: list[str], text: str) -> Any:
    """Return a value with a text in one field, and one letter in the others that it needs."""
    value = _plainest(cls)
    head, *rest = names
    (field,) = [field for field in fields(cls) if field.name == head]
    inner = getattr(field.type, "__args__", (field.type,))
    if rest:
        return evolve(value, **{head: (_with_reference(inner[0], rest, text),)})
    return evolve(value, **{head: (text,) if inner[1:] == (Ellipsis,) else text})


PLAIN = {str: "x", date: DAY, tuple[str, ...]: ("x",)}


def _plainest(cls: type[Any]) -> Any:
    """Return the simplest value of a class."""
    resolve_types(cls)
    made = {}
    for field in fields(cls):
        if field.default is NOTHING:
            kind = field.type
            made[field.name] = PLAIN.get(kind) or next(iter(kind))
    if cls is SurveyMeasure:
        made["percent"] = 90.0
    return cls(**made)


def test_existing_things_are_accepted_by_every_field(room: Workspace) -> None:
    """Evidence and surveys, enquiries, areas, inspections, workers, teams, tasks, judgements and requests."""
    add = room.records.add
    add(AUDIT, by="Ann")
    add(SurveyMeasure(question="Are you safe?", percent=90.0), by="Ann")
    add(LineOfEnquiry(statement="Is help early?", evidence=("ev-1", "sur-1"), judgement="in_care"), by="Ann")
    add(evolve(CLAIM, enquiry="enq-1", evidence=("sur-1",), judgement="in_care_and_care_leavers"), by="Ann")
    add(AREA, by="Ann")
    add(Action(area="area-1", title="Train"), by="Ann")
    add(Team(name="North"), by="Ann")
    add(Worker(name="Ann Avon", team="team-1"), by="Ann")
    add(
        PreparationSession(title="Workshop", on=DAY, teams=("team-1", "South"), attended=("wkr-1", "Jo")),
        by="Ann",
    )
    add(Lesson(learned="Ring first"), by="Ann")
    for task in ("team-debrief", "team-debrief@2026-09-07", "lesson-les-1"):
        add(TaskState(task=task, status=Status.DONE), by="Ann")
    add(RequestState(title="Annex A", request="annex_a"), by="Ann")
    for about in ("readiness", "ev-1", "the-plan"):
        add(Decision(about=about, decided="Yes", person="Ann", reason="Ready", on=DAY), by="Ann")
    assert room.records.dangling_references() == ()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            evolve(AUDIT, judgements=("in_care", "in_cares")),
            r"\$\.judgements\[1\]: .*'in_care'.*show ilacs-short",
        ),
        (evolve(AUDIT, enquiries=("enq-1",)), "no line of enquiry 'enq-1'.*inspectprep enquiry list"),
        (evolve(CLAIM, evidence=("ev-2",)), "no evidence item 'ev-2'. Did you mean 'ev-1'.*evidence list"),
        (evolve(CLAIM, evidence=("EV-1",)), "Did you mean 'ev-1'"),
        (evolve(CLAIM, evidence=("les-1",)), "no evidence item 'les-1'"),
        (Action(area="Plans", title="Train"), "no area for improvement 'Plans'.*inspectprep area list"),
        (Worker(name="Jo", team="team-9"), "no team 'team-9'.*inspectprep team list"),
        (Worker(name="Jo", team="ev-1"), "no team 'ev-1'"),
        (
            PreparationSession(title="W", on=DAY, attended=("Jo", "wkr-9")),
            r"attended\[1\]: .*no worker 'wkr-9'",
        ),
        (
            TaskState(task="team-debreif", status=Status.DONE),
            "no task 'team-debreif'. Did you mean 'team-debrief'",
        ),
        (TaskState(task="team-debrief@soon", status=Status.DONE), "no task"),
        (
            RequestState(title="x", request="annex_b"),
            "no information request 'annex_b'. Did you mean 'annex_a'",
        ),
        (Decision(about="ev-9", decided="x", person="A", reason="y", on=DAY), "no evidence item 'ev-9'"),
        (
            evolve(AREA, inspection="ins-9", judgements=("x",), owner="boss"),
            r"(?s)inspection.*judgements\[0\].*owner",
        ),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_and_the_list(
    room: Workspace, value: Any, words: str
) -> None:
    """All of it in one error, by field, and nothing is written."""
    room.records.add(AUDIT, by="Ann")
    with pytest.raises(DocumentError, match=words):
        room.records.add(value, by="Ann")
    assert room.store.head().number == 1


def test_a_withdrawn_record_is_named_no_more_and_its_old_references_stay(room: Workspace) -> None:
    """The record that named it can be read and changed, and the check of the workspace names it."""
    room.records.add(AUDIT, by="Ann")
    room.records.add(evolve(CLAIM, evidence=("ev-1",)), by="Ann")
    room.records.withdraw("ev-1", by="Ben", why="twice")
    with pytest.raises(DocumentError, match=r"withdrawn by Ben .*: twice"):
        room.records.add(evolve(CLAIM, evidence=("ev-1",)), by="Ann")
    assert room.records.change("chal-1", {"note": "Ask again"}, by="Ann").value.evidence == ("ev-1",)
    with pytest.raises(DocumentError, match="'ev-7'"):
        room.records.change("chal-1", {"evidence": ("ev-1", "ev-7")}, by="Ann")
    (dangling,) = room.records.dangling_references()
    assert (dangling.id, dangling.field, dangling.text) == ("chal-1", "evidence[0]", "ev-1")
    assert "withdrawn by Ben" in dangling.reason


def test_history_that_is_imported_is_not_checked_again(room: Workspace, tmp_path: Any) -> None:
    """It is as it was, and its dangling references are named."""
    room.records.add(AUDIT, by="Ann")
    room.records.add(evolve(CLAIM, evidence=("ev-1",)), by="Ann")
    room.records.withdraw("ev-1", by="Ben", why="twice")
    export = io.BytesIO()
    room.store.export(export)
    export.seek(0)
    with Workspace.create(
        tmp_path / "other", authority="B", variant="ilacs-short", load_plugins=False
    ) as other:
        other.store.import_(export)
        assert [ref.text for ref in other.records.dangling_references()] == ["ev-1"]


def test_a_name_of_a_worker_or_team_is_accepted_and_said_if_unknown(room: Workspace) -> None:
    """Names compare without case, and the nearest is suggested."""
    room.records.add(Worker(name="Ann Avon"), by="Ann")
    session = PreparationSession(title="W", on=DAY, teams=("North",), attended=("ann  avon", "Ann Avn"))
    entry = room.records.add(session, by="Ann")
    team, worker = room.records.unknown_names(entry.value)
    assert "no team 'North'" in team
    assert "no worker 'Ann Avn'. Did you mean 'Ann Avon'?" in worker


def test_a_reference_is_looked_up_and_no_list_is_read(
    room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cost of a check does not grow with the number of records."""
    room.records.add(AUDIT, by="Ann")

    def refused(*_: Any) -> Any:
        msg = "a list was read"
        raise AssertionError(msg)

    monkeypatch.setattr(room.store, "list", refused)
    assert room.records.add(evolve(CLAIM, evidence=("ev-1",)), by="Ann").id == "chal-1"


def test_no_other_program_can_withdraw_a_record_between_the_check_and_the_change(
    room: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the references of a new record are checked, another program cannot write."""
    room.records.add(EvidenceItem(title="Audit", kind=EvidenceKind.AUDIT), by="Ann")
    store: Any = room.store
    busy = []

    def present(kind: str, ids: Any) -> frozenset[str]:
        with closing(sqlite3.connect(store.path, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy.append(f"{error}")
        return SQLiteStore.present(store, kind, ids)

    monkeypatch.setattr(store, "present", present)
    room.records.add(
        LineOfEnquiry(statement="Is it so?", stated=date(2026, 9, 1), evidence=("ev-1",)), by="Ann"
    )
    assert busy
    assert set(busy) == {"database is locked"}
