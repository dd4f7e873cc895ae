"""The refusal of records, imports, file names and copies, before anything is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest
from attrs import evolve, fields, has, resolve_types
from hypothesis import HealthCheck, given, settings, strategies as st

from inspectprep import Workspace
from inspectprep.errors import InspectPrepError, InvalidValueError, PersonalDataError
from inspectprep.model.debrief import Lesson
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS, RecordKind
from inspectprep.model.workforce import Worker
from inspectprep.testing.strategies import values
from inspectprep.workspace.personal_data.known_names import ChildName
from inspectprep.workspace.personal_data.refusal import masked, refuse_personal_data
from tests.shared import from_shared
from tests.store.forged import forged
from tests.workspace.personal_data.forms import FORMS, TODAY


@pytest.fixture
def export(tmp_path: Path) -> Any:
    """Write an export with one record, and return its path."""

    def write(document: Any, *, id: str = "les-1", name: str = "export.jsonl", **more: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(forged([("lesson", id, document)], **more))
        return path

    return write


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_refused_in_a_record(room: Workspace, form: str) -> None:
    """Nothing is written, and no part of the value is in the message."""
    with pytest.raises(PersonalDataError) as caught:
        room.records.add(Lesson(learned=form), by="Ann")
    assert form not in str(caught.value)
    assert not any(digits in str(caught.value) for digits in ("5919", "8012", "476"))
    assert room.store.head().number == 0


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Give one workspace to all examples of a property. Nothing is written to it."""
    folder = tmp_path_factory.mktemp("council") / "room"
    with Workspace.create(folder, authority="B", variant="ilacs-short", load_plugins=False) as made:
        yield made


def planted(value: Any, text: str) -> Iterator[tuple[str, Any]]:
    """Yield the path of each text in a value, and the value with another text there, at any depth."""
    resolve_types(type(value))
    for field in fields(type(value)):
        for path, part in _planted(getattr(value, field.name), field.type, text):
            with suppress(InvalidValueError):  # it cannot be there at all, as in the time of a call
                yield f"{field.name}{path}", evolve(value, **{field.name: part})


def _planted(part: Any, kind: Any, text: str) -> Iterator[tuple[str, Any]]:
    inner = get_args(kind)
    if kind is str:
        yield "", text
    elif get_origin(kind) is tuple and inner[0] is str:
        yield "[0]", (text, *part)
    elif isinstance(part, tuple):
        for place, each in enumerate(part):
            if has(type(each)):
                for path, value in planted(each, text):
                    yield f"[{place}].{path}", (*part[:place], value, *part[place + 1 :])
    elif has(type(part)):
        for path, value in planted(part, text):
            yield f".{path}", value


@pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=lambda kind: kind.word)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_text_of_every_kind_of_record_is_read(
    council: Workspace, kind: RecordKind, data: st.DataObject
) -> None:
    """Names, roles, references, judgements and parts of parts; and nothing of it is in the message."""
    value = evolve(data.draw(values(kind.cls)), id="")
    texts = list(planted(value, "943-476-5919"))
    assert texts
    for path, changed in texts:
        with pytest.raises(PersonalDataError) as caught:
            council.records.add(changed, by="Ann")
        assert path in dict(caught.value.problems)
        assert "5919" not in str(caught.value)
    assert council.store.head().number == 0


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_refused_in_an_import(room: Workspace, export: Any, form: str) -> None:
    """The change and the field are named, and nothing is imported."""
    with pytest.raises(
        PersonalDataError, match=r"Change 1, line 2: The field 'learned'.*Nothing was imported"
    ):
        room.import_records(export({"learned": form}, at="2026-09-07T09:00:00.000001Z"))
    assert room.store.head().number == 0


@pytest.mark.parametrize(
    ("document", "more"),
    [
        ({"learned": "ok", "nhs": 9434765919}, {}),
        ({"learned": "ok", "date_of_birth": "2014-05-03"}, {}),
        ({"learned": "ok", "deep": [{"dob": "3 May 2014"}]}, {}),
        ({"learned": "ok", "9434765919": "x"}, {}),
        ({"learned": "ok"}, {"id": "les-9434765919"}),
        ({"learned": "ok"}, {"why": "for 943 476 5919"}),
        ({"learned": "ok"}, {"by": "H801200001001"}),
        ({"learned": "about Zo\u00eb Smith"}, {}),
        ({"learned": "ok", "zoe_smith": 1}, {}),
        ({"learned": "about case 77-1234"}, {}),
    ],
)
def test_an_import_is_read_in_every_part(room: Workspace, export: Any, document: Any, more: Any) -> None:
    """Numbers, names of fields, ids, reasons and authors; and children whom the workspace knows."""
    room.learn_ids(["case-771234"])
    room.learn_names([ChildName("Zo\u00eb", "Smith")])
    with pytest.raises(PersonalDataError, match="Nothing was imported") as caught:
        room.import_records(export(document, **more))
    text = str(caught.value).casefold()
    assert not any(part in text for part in ("943", "h80", "2014", "zo\u00eb", "smith", "1234"))
    assert room.store.head().number == 0


def test_the_case_of_an_identifier_in_an_import_is_refused(room: Workspace) -> None:
    """The reason is given."""
    with pytest.raises(PersonalDataError, match=r"NHS number.*date of birth"):
        room.import_records(from_shared("cases/store/identifier.jsonl"))
    assert room.store.head().number == 0


def test_the_name_of_the_store_and_of_the_file_are_read(room: Workspace, export: Any, tmp_path: Path) -> None:
    """They are texts too."""
    with pytest.raises(PersonalDataError, match="'file name'"):
        room.import_records(export({"learned": "ok"}, name="case_943-476-5919.jsonl"))
    path = export({"learned": "ok"})
    path.write_text(path.read_text("utf-8").replace('"forged"', '"9434765919"'), "utf-8")
    with pytest.raises(PersonalDataError, match="Line 1"):
        room.import_records(path)
    with pytest.raises(InspectPrepError, match="no such file"):
        room.import_records(tmp_path / "missing.jsonl")


@pytest.mark.parametrize("suffix", ["jsonl", "sqlite"])
def test_a_random_name_with_the_digits_of_a_number_stops_no_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """One council in many would get such a name, and could never move its records."""
    monkeypatch.setattr(
        "inspectprep.store.sqlite.uuid4", lambda: UUID("94347659-19ab-4cde-8f00-000000000000")
    )
    copy = tmp_path / f"monday.{suffix}"
    with Workspace.create(tmp_path / "a", authority="B", variant="ilacs-short", load_plugins=False) as old:
        old.records.add(Lesson(learned="Ring first"), by="Ann")
        if suffix == "sqlite":
            old.store.backup(copy)
        else:
            with copy.open("wb") as stream:
                old.store.export(stream)
    with Workspace.create(tmp_path / "b", authority="B", variant="ilacs-short", load_plugins=False) as new:
        new.import_records(copy)
        assert [lesson.learned for lesson in new.records.all(Lesson)] == ["Ring first"]


def test_a_backup_with_a_childs_number_is_refused(room: Workspace, tmp_path: Path) -> None:
    """As an export is."""
    room.store.append("lesson", "les-1", {"learned": "943 476 5919"}, by="Ann")
    room.store.backup(tmp_path / "monday.sqlite")
    with Workspace.create(tmp_path / "new", authority="B", variant="ilacs-short", load_plugins=False) as new:
        with pytest.raises(PersonalDataError):
            new.import_records(tmp_path / "monday.sqlite")
        assert new.store.head().number == 0


def test_what_was_accepted_once_is_imported_again(room: Workspace, export: Any) -> None:
    """A recent date in figures is accepted on its day, and years later when the backup is restored."""
    path = export({"learned": "Moderated on 01/09/2026"}, at="2026-09-07T09:00:00.000001Z")
    refuse_personal_data({"a": "Moderated on 01/09/2026"}, today=TODAY, known=None)
    with pytest.raises(PersonalDataError):
        refuse_personal_data({"a": "Moderated on 01/09/2026"}, today=date(2030, 1, 1), known=None)
    assert room.import_records(path).number == 1


def test_a_date_of_birth_is_not_hidden_by_the_date_of_a_forged_change(room: Workspace, export: Any) -> None:
    """No workspace is older than inspectprep."""
    path = export({"learned": "J S 03/04/2012"}, at="2012-05-01T09:00:00.000001Z")
    with pytest.raises(PersonalDataError):
        room.import_records(path)


def test_the_id_of_a_record_is_read(room: Workspace) -> None:
    """It is not in the message either."""
    with pytest.raises(PersonalDataError) as caught:
        room.records.add(Lesson(id="les-9434765919", learned="ok"), by="Ann")
    assert "9434765919" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("943 476 5919", "such as case 4"),
        ("H801200001001", "such as case 4"),
        ("case 77-1234", "such as case 4"),
        ("Zo\u00eb Smith", "such as case 4"),
        ("born 3 May 2014", "Write the age without the date"),
        ("aged 12, 3 May 2014", "Write the age without the date"),
        ("03/05/2014", "such as 12 May 2014"),
    ],
)
def test_a_refusal_says_what_to_write_instead(room: Workspace, text: str, instead: str) -> None:
    """By the kind of what was found."""
    room.learn_ids(["case-771234"])
    room.learn_names([ChildName("Zo\u00eb", "Smith")])
    with pytest.raises(PersonalDataError, match=instead):
        room.records.add(Lesson(learned=text), by="Ann")


def test_a_worker_with_the_name_of_a_child_is_counted(room: Workspace) -> None:
    """The name of a worker on record is not learned, so records may contain it."""
    room.records.add(Lesson(learned="x"), by="Ann")
    from_list = [ChildName("Ann", "Avon"), ChildName("Zo\u00eb", "Smith")]
    room.records.add(Worker(name="Ann Avon"), by="Ben")
    assert room.learn_names(from_list) == (1, 1, 0)
    room.records.add(Lesson(learned="Ann Avon led the workshop"), by="Ann Avon")
    with pytest.raises(PersonalDataError, match="If this is a worker"):
        room.records.add(Worker(name="Smith, Zoe"), by="Ben")


def test_a_report_is_not_written_under_a_childs_number(room: Workspace, tmp_path: Path) -> None:
    """Nor into a folder of that name."""
    timeline = room.schedule(Inspection(variant="ilacs-short", notified=date(2026, 10, 5)))
    for name in ("9434765919.html", "943 476 5919/plan.html", "jo_03-05-2014.md"):
        with pytest.raises(PersonalDataError, match="Rename"):
            room.write(timeline, tmp_path / name)
        assert not (tmp_path / name).exists()


def test_a_copy_is_refused_for_its_name_or_its_text(room: Workspace, tmp_path: Path) -> None:
    """The first places are named. A file that cannot be read is copied."""
    named = tmp_path / "943-476-5919.txt"
    named.write_text("nothing", "utf-8")
    with pytest.raises(PersonalDataError, match="'file name'"):
        room.refuse_copy(named)
    inside = tmp_path / "plan.txt"
    inside.write_text("One\n\nborn 3 May 2014\n", "utf-8")
    with pytest.raises(PersonalDataError, match=r"'line 3' contains a date of birth.*Nothing was copied"):
        room.refuse_copy(inside)
    room.refuse_file_name(inside)
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.4 born 3 May 2014")
    room.refuse_copy(tmp_path / "plan.pdf")


def test_digits_of_a_childs_number_are_hidden_in_a_message() -> None:
    """Other messages are left as they are."""
    assert masked("There is no record 'ev-9434765919'.", TODAY) == "There is no record 'ev-**********'."
    assert masked("'03/04/2012' is not one of 4.", TODAY) == "'**/**/****' is not one of 4."
    assert masked("Unknown option: --9434765919.", TODAY) == "Unknown option: --**********."
    for text in ("'2014-02-30' is not a date. Example: 09/04/2018.", "'3 April 2019' is not a role."):
        assert masked(text, TODAY) == text
    assert masked("There is no record 'ev-12' of 9 April 2018.", TODAY).endswith("'ev-12' of 9 April 2018.")


def test_plain_data_without_texts_passes() -> None:
    """Numbers and dates of records are not texts."""
    document = json.loads('{"n": 12, "share": 0.5, "on": "2014-05-03", "list": [1, true, null]}')
    refuse_personal_data(document, today=TODAY, known=None)
