"""Records: values in, values out, refused where they must not be kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Workspace
from inspectprep.errors import (
    ConflictError,
    DocumentError,
    InspectPrepError,
    PersonalDataError,
    UnknownNameError,
)
from inspectprep.model.checklist import Status
from inspectprep.model.decision import Decision, TaskState
from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.model.history import AreaForImprovement, ImprovementAction
from inspectprep.model.inspection import Inspection
from inspectprep.model.readiness import Rating
from inspectprep.model.release import Disclosure
from inspectprep.model.workforce import Leave, RoleHolder
from tests.store.fakes import START

AUDIT = EvidenceItem(title="Audit of plans", kind=EvidenceKind.AUDIT, owner="qa", recorded=date(2026, 9, 1))


def test_a_record_is_given_an_id_and_comes_back_equal(room: Workspace) -> None:
    """Numbers count up for each kind on its own, and every type survives."""
    first = room.records.add(AUDIT, by="Ann", why="found it")
    second = room.records.add(AUDIT, by="Ann")
    away = Leave(starting=date(2026, 10, 5), until=date(2026, 10, 9), cover="deputy")
    person = room.records.add(RoleHolder(role="dcs", name="Amara", leave=(away,)), by="Ann")
    assert (first.id, second.id, person.id) == ("ev-1", "ev-2", "per-1")
    assert first.value == evolve(AUDIT, id="ev-1")
    assert room.records.get("per-1") == RoleHolder(id="per-1", role="dcs", name="Amara", leave=(away,))
    assert room.records.all(EvidenceItem) == (first.value, second.value)
    assert room.records.all("evidence") == room.records.all(EvidenceItem)
    assert room.records.entry("ev-1") == first
    assert (first.revision, first.by, first.why) == (1, "Ann", "found it")
    assert START < first.at < second.at


def test_a_status_has_the_day_on_which_it_was_recorded(room: Workspace) -> None:
    """Without a day of its own, on recording and when the status changes; a stated day wins."""
    records, earlier = room.records, date(2026, 8, 3)
    state = records.add(TaskState(task="run-annex-a", status=Status.DOING), by="Ann").value
    assert state.on == room.current_day
    assert records.add(evolve(state, id="", on=earlier), by="Ann").value.on == earlier
    assert records.change("ts-2", {"note": "Half of the lists"}, by="Ann").value.on == earlier
    assert records.change("ts-2", {"status": Status.DONE}, by="Ann").value.on == room.current_day
    assert records.change("ts-2", {"status": Status.TO_DO, "on": earlier}, by="Ann").value.on == earlier
    replaced = records.update(evolve(state, id="ts-2", on=None), expect=4, by="Ann")
    assert replaced.value.on == room.current_day


def test_a_withdrawn_id_is_never_given_again(room: Workspace) -> None:
    """Whoever noted it down must not find something else there."""
    room.records.add(AUDIT, by="Ann")
    room.records.withdraw("ev-1", by="Ann", why="twice")
    assert room.records.add(AUDIT, by="Ann").id == "ev-2"
    with pytest.raises(UnknownNameError, match="withdrawn by Ann"):
        room.records.get("ev-1")
    assert [each.value and each.value.title for each in room.records.history("ev-1")] == [
        "Audit of plans",
        None,
    ]


def test_an_id_that_is_brought_along_must_be_new_and_of_its_kind(room: Workspace) -> None:
    """Imports may bring ids."""
    assert room.records.add(evolve(AUDIT, id="ev-2019"), by="Ann").id == "ev-2019"
    with pytest.raises(ConflictError):
        room.records.add(evolve(AUDIT, id="ev-2019"), by="Ann")
    with pytest.raises(InspectPrepError, match="begins with 'ev-'"):
        room.records.add(evolve(AUDIT, id="per-1"), by="Ann")
    assert room.records.add(AUDIT, by="Ann").id == "ev-2020"


def test_an_update_from_an_outdated_reading_shows_both_sides(room: Workspace) -> None:
    """Nobody's change is lost, and the second sees why."""
    mine = room.records.add(AUDIT, by="Ann")
    room.records.update(evolve(mine.value, title="Audit, revised"), expect=1, by="Ben", why="new figures")
    with pytest.raises(ConflictError, match=r"Ben changed it at .* new figures") as caught:
        room.records.update(evolve(mine.value, says="Plans are late"), expect=mine.revision, by="Ann")
    assert ("title", "Audit of plans", "Audit, revised", "Audit of plans") in caught.value.clashes
    assert ("says", None, None, "Plans are late") in caught.value.clashes
    assert room.records.get("ev-1").title == "Audit, revised"
    assert room.records.entry("ev-1").revision == 2


def test_changes_to_different_fields_both_stay(room: Workspace) -> None:
    """Changing some fields leaves the others as they are by then."""
    room.records.add(AUDIT, by="Ann")
    room.records.change("ev-1", {"title": "A"}, by="Ann")
    room.records.change("ev-1", {"says": "B"}, by="Ben")
    assert (room.records.get("ev-1").title, room.records.get("ev-1").says) == ("A", "B")
    with pytest.raises(ConflictError) as caught:
        room.records.change("ev-1", {"owner": "dcs"}, by="Cy", expect=2)
    assert {each.field for each in caught.value.clashes} == {"says", "owner"}


def test_what_is_not_there_is_told_with_the_nearest(room: Workspace) -> None:
    """Ids, kinds, fields, revisions and things that are no record."""
    room.records.add(AUDIT, by="Ann")
    refusals: list[Any] = [
        (lambda: room.records.get("ev-2"), "'ev-1'"),
        (lambda: room.records.get("evv-1"), "'ev-1'"),
        (lambda: room.records.get("nonsense"), "record 'nonsense'"),
        (lambda: room.records.all("evidnce"), "'evidence'"),
        (lambda: room.records.all(Leave), "'Leave'"),
        (lambda: room.records.add(START, by="Ann"), "'datetime'"),
        (lambda: room.records.change("ev-1", {"titel": "x"}, by="Ann"), "'title'"),
        (lambda: room.records.entry("ev-1", revision=7), "revision '7'"),
        (lambda: room.records.withdraw("ev-9", by="Ann", why="x"), "'ev-1'"),
        (lambda: room.records.update(evolve(AUDIT, id="ev-9"), expect=1, by="Ann"), "'ev-1'"),
    ]
    for refused, words in refusals:
        with pytest.raises(UnknownNameError, match=words):
            refused()


def test_past_states_are_read_by_time_number_and_revision(room: Workspace) -> None:
    """Any value has a history, and so has the whole."""
    first = room.records.add(AUDIT, by="Ann")
    second = room.records.change("ev-1", {"title": "B"}, by="Ann")
    room.records.add(AUDIT, by="Ann")
    assert room.records.get("ev-1", first.at) == first.value
    assert room.records.entry("ev-1", revision=1) == first
    assert room.records.all("evidence", second.at) == (second.value,)
    assert room.records.all("evidence", first.number) == (first.value,)
    assert room.records.all("evidence", first.at - timedelta(seconds=1)) == ()
    with pytest.raises(UnknownNameError):
        room.records.get("ev-1", first.at - timedelta(seconds=1))
    assert [each.value for each in room.records.history("ev-1")] == [first.value, second.value]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("DCS", "dcs"), ("director of  children's services", "dcs"), ("qa", "qa"), ("", "")],
)
def test_a_role_is_known_however_it_is_written(room: Workspace, given: str, kept: str) -> None:
    """By id, abbreviation or title, at any depth."""
    action = ImprovementAction(title="Train", owner=given)
    area = AreaForImprovement(title="Plans", found=date(2024, 1, 12), owner=given, actions=(action,))
    value = room.records.add(area, by="Ann").value
    assert (value.owner, value.actions[0].owner) == (kept, kept)


def test_an_unknown_role_is_refused_with_the_nearest(room: Workspace) -> None:
    """Except where anybody may stand."""
    with pytest.raises(DocumentError, match=r"\$\.role: There is no role 'anex-a'.*'annex-a'"):
        room.records.add(RoleHolder(role="anex-a"), by="Ann")
    room.records.add(Inspection(variant="ilacs-short", notified=date(2026, 8, 31)), by="Ann")
    told = Disclosure(person="Jo", role="editor of the Echo", on=date(2026, 9, 7))
    assert room.records.add(told, by="Ann").value.role == "editor of the Echo"


def test_a_value_of_the_wrong_type_is_refused(room: Workspace) -> None:
    """What could not be read back is not written."""
    room.records.add(AUDIT, by="Ann")
    before = room.store.head()
    for changes, named in (({"recorded": "yesterday"}, "recorded"), ({"until": date(2017, 1, 1)}, "until")):
        with pytest.raises(InspectPrepError, match=named):
            room.records.change("ev-1", {"starting": date(2018, 1, 1), **changes}, by="Ann")
    assert room.store.head() == before


@pytest.mark.parametrize(
    ("write", "field"),
    [
        (lambda records: records.add(evolve(AUDIT, says="See 943 476 5919"), by="Ann"), "says"),
        (lambda records: records.add(AUDIT, by="Ann", why="for H801200001001"), "why"),
        (lambda records: records.add(AUDIT, by="943-476-5919"), "by"),
        (
            lambda records: records.add(
                AreaForImprovement(
                    title="Plans",
                    found=date(2024, 1, 12),
                    actions=(ImprovementAction(title="a"), ImprovementAction(title="born 3 May 2014")),
                ),
                by="Ann",
            ),
            "actions[1].title",
        ),
        (lambda records: records.add(evolve(AUDIT, judgements=("CASE 77 1234",)), by="Ann"), "judgements[0]"),
        (lambda records: records.add(RoleHolder(role="9434765919"), by="Ann"), "role"),
    ],
)
def test_a_childs_details_are_refused_by_field_and_never_repeated(
    room: Workspace, write: Any, field: str
) -> None:
    """Wherever they stand: in a list, in a part, in the reason, in the name of the writer."""
    room.learn_ids(["case-771234"])
    with pytest.raises(PersonalDataError) as caught:
        write(room.records)
    assert [name for name, _ in caught.value.problems] == [field]
    text = str(caught.value)
    assert not any(part in text for part in ("943", "5919", "H801", "2014 ", "771234", "77 1234", "3 May"))
    assert room.store.head().number == 0


def test_a_change_and_a_withdrawal_are_read_too(room: Workspace) -> None:
    """There is no way around the guard."""
    room.records.add(AUDIT, by="Ann")
    value = room.records.get("ev-1")
    for write in (
        lambda: room.records.change("ev-1", {"says": "DOB 03/05/14"}, by="Ann"),
        lambda: room.records.update(evolve(value, says="DOB 03/05/14"), expect=1, by="Ann"),
        lambda: room.records.withdraw("ev-1", by="Ann", why="DOB 03/05/14"),
    ):
        with pytest.raises(PersonalDataError):
            write()
    assert room.records.entry("ev-1").revision == 1


def test_a_text_as_long_as_a_document_is_refused(room: Workspace) -> None:
    """A pasted list has no place in a record."""
    with pytest.raises(InspectPrepError, match="'says' has 10,001 characters"):
        room.records.add(evolve(AUDIT, says="x" * 10_001), by="Ann")


def test_several_changes_are_one(room: Workspace) -> None:
    """A block that fails leaves none of them."""

    def fail_half_way() -> None:
        with room.records.transaction():
            room.records.add(AUDIT, by="Ann")
            room.records.get("ev-9")

    with pytest.raises(UnknownNameError):
        fail_half_way()
    assert room.records.all("evidence") == ()


def test_a_decision_stands_beside_what_was_advised(room: Workspace) -> None:
    """The rating advises, a person decides and says why."""
    made = Decision(
        about="readiness",
        decided="We tell the lead inspector that the audits come on Wednesday",
        person="Amara Okafor",
        reason="They are being moderated",
        on=date(2026, 9, 7),
        advised=Rating.RED,
        advice="Audits are late",
    )
    assert room.records.get(room.records.add(made, by="Ann").id) == evolve(made, id="dec-1")
