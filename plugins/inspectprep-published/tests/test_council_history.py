"""A published report becomes history of the council: all of it or nothing, and only what is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep import Inspection, Workspace
from inspectprep.errors import DocumentError, InspectPrepError, PersonalDataError, UnknownNameError
from inspectprep.model.inspection import Actual, Grade
from inspectprep.model.past_inspection import GradeWord
from inspectprep_published.council_history import _council, import_report
from inspectprep_published.report import Certainty, Fieldwork, Place, PublishedReport, ReportKind
from inspectprep_published.report_answers import Answers
from tests.store.fakes import Clock

ITEMS = (
    "The quality of written plans for children in need.",
    "How quickly children return to their school after they move.",
)
REPORT = PublishedReport(
    file="borsetshire-2024.pdf",
    kind=ReportKind.ILACS,
    edition="2023",
    authority="Borsetshire County Council",
    variant="short",
    fieldwork=(Fieldwork(start=date(2024, 2, 12), end=date(2024, 2, 16)),),
    lead_inspectors=("A Lead",),
    grades={"overall": GradeWord.GOOD, "care_leavers": GradeWord.REQUIRES_IMPROVEMENT},
    improvements=ITEMS,
    published=date(2024, 4, 9),
    places={"improvements[1]": Place(page=3, words="How quickly")},
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Workspace]:
    """Give a workspace of Borsetshire in September 2026."""
    with Workspace.create(
        tmp_path / "room", authority="Borsetshire", variant="ilacs-short", load_plugins=False, clock=Clock()
    ) as made:
        yield made


def records(room: Workspace) -> dict[str, tuple[Any, ...]]:
    """Return all inspections and areas, with the number of changes."""
    return {word: room.records.all(word) for word in ("inspection", "area")} | {"head": (room.store.head(),)}


def test_a_report_becomes_an_inspection_and_areas(room: Workspace) -> None:
    """With its dates, its grades in the words of the framework, and the page of each item."""
    done = import_report(room, REPORT, by="An Author")
    assert done.added
    [inspection] = room.inspections()
    assert (inspection.id, inspection.variant) == (done.inspection, "ilacs-short")
    assert inspection.title == "Short inspection, February 2024"
    assert (inspection.starting, inspection.until) == (date(2024, 2, 12), date(2024, 2, 16))
    assert inspection.published == inspection.ended == date(2024, 4, 9)
    assert inspection.grades == (
        Grade(judgement="overall", grade="good"),
        Grade(judgement="care_leavers", grade="requires improvement to be good"),
    )
    assert inspection.lead_inspector == "A Lead"
    first, second = room.records.all("area")
    assert (first.title, second.title) == ITEMS
    assert {first.inspection, second.inspection} == {inspection.id}
    assert first.found == date(2024, 2, 16)
    assert first.note == "Item 1 of borsetshire-2024.pdf."
    assert second.note == "Page 3 of borsetshire-2024.pdf."
    assert done.areas == {first.id: ITEMS[0], second.id: ITEMS[1]}


def test_areas_for_priority_action_are_marked(room: Workspace) -> None:
    """They are more urgent, and come first."""
    report = evolve(
        REPORT,
        priority_actions=("The response to risk outside the home.",),
        places={"priority_actions[0]": Place(page=2, words="The response")},
    )
    import_report(room, report, by="An Author")
    urgent, *others = room.records.all("area")
    assert (urgent.title, urgent.priority) == ("The response to risk outside the home.", True)
    assert urgent.note == "Page 2 of borsetshire-2024.pdf."
    assert [area.priority for area in others] == [False, False]


def test_the_same_report_again_changes_nothing(room: Workspace) -> None:
    """Items are the same without regard to capitals, spaces, hyphens and full stops."""
    import_report(room, REPORT, by="An Author")
    before = records(room)
    again = evolve(REPORT, improvements=(ITEMS[0].upper().rstrip("."), f"{ITEMS[1]}  "))
    done = import_report(room, again, by="An Author")
    assert (done.added, done.changed, done.areas) == (False, (), {})
    assert len(done.already) == 2
    assert records(room) == before


def test_an_item_that_comes_back_years_later_is_an_area_of_its_own(room: Workspace) -> None:
    """The areas of one inspection are compared, not those of all."""
    import_report(room, REPORT, by="An Author")
    later = evolve(
        REPORT,
        fieldwork=(Fieldwork(start=date(2026, 2, 9), end=date(2026, 2, 13)),),
        published=date(2026, 3, 23),
    )
    done = import_report(room, later, by="An Author")
    assert done.added
    assert len(room.records.all("area")) == 4


def test_an_inspection_on_record_gets_what_it_lacks(room: Workspace) -> None:
    """What people wrote stays."""
    entry = room.records.add(
        Inspection(
            title="Our good one",
            variant="ilacs-short",
            actual={"fieldwork": date(2024, 2, 12)},
            note="A note of ours",
        ),
        by="An Author",
    )
    done = import_report(room, REPORT, by="An Author")
    assert done.inspection == entry.id
    assert done.changed == ("lead_inspector", "actual", "ended", "grades", "location")
    [inspection] = room.inspections()
    assert (inspection.title, inspection.note) == ("Our good one", "A note of ours")
    assert inspection.until == date(2024, 2, 16)
    assert inspection.published == date(2024, 4, 9)


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        (
            {"grades": (Grade(judgement="overall", grade="Inadequate"),)},
            "overall: Inadequate on record, good",
        ),
        ({"actual": {"fieldwork": (date(2024, 2, 13), date(2024, 2, 16))}}, "2024-02-13 to 2024-02-16"),
    ],
    ids=["grade", "fieldwork"],
)
def test_what_contradicts_a_record_is_refused(room: Workspace, recorded: dict[str, Any], words: str) -> None:
    """Both are named, and nothing is changed."""
    base: dict[str, Any] = {
        "title": "Short inspection",
        "variant": "ilacs-short",
        "actual": {"fieldwork": (date(2024, 2, 12), date(2024, 2, 16))},
    }
    room.records.add(Inspection(**(base | recorded)), by="An Author")
    before = records(room)
    with pytest.raises(InspectPrepError, match="record") as refused:
        import_report(room, REPORT, by="An Author")
    assert words in str(refused.value)
    assert records(room) == before


def test_a_grade_in_other_words_is_the_same_grade(room: Workspace) -> None:
    """Requires improvement to be good is requires improvement."""
    grades = (Grade(judgement="care_leavers", grade="Requires improvement"),)
    actual = {"fieldwork": (date(2024, 2, 12), date(2024, 2, 16))}
    room.records.add(
        Inspection(title="One", variant="ilacs-short", actual=actual, grades=grades), by="An Author"
    )
    import_report(room, REPORT, by="An Author")
    [inspection] = room.inspections()
    assert [grade.judgement for grade in inspection.grades] == ["care_leavers", "overall"]


@pytest.mark.parametrize(
    "name",
    [
        "Borsetshire",
        "BORSETSHIRE COUNTY COUNCIL",
        "London Borough of Borsetshire",
        "The Royal Borough of Borsetshire",
    ],
)
def test_the_council_is_the_same_by_its_usual_names(room: Workspace, name: str) -> None:
    """Words such as county and council tell no councils apart."""
    assert import_report(room, evolve(REPORT, authority=name), by="An Author").added


@pytest.mark.parametrize("name", ["Borset", "North Borsetshire", "Felpersham City Council", ""])
def test_a_report_of_another_council_is_refused_with_both_names(room: Workspace, name: str) -> None:
    """A person can say that it is the same council."""
    report = evolve(REPORT, authority=name)
    before = records(room)
    with pytest.raises(InspectPrepError, match="This workspace is of Borsetshire") as refused:
        import_report(room, report, by="An Author")
    assert name in str(refused.value)
    assert "--this-council" in str(refused.value)
    assert records(room) == before
    assert import_report(room, report, Answers(this_council=True), by="An Author").added


def test_a_council_whose_name_has_only_general_words_is_still_one() -> None:
    """The City of London is not every council."""
    assert _council("City of London") == _council("city of london")
    assert _council("City of London") != _council("London Borough of Newham")
    assert _council("Derby City Council") != _council("Derbyshire County Council")
    assert _council("St. Helen's Council") == _council("St Helens")


OPEN = {
    "fieldwork": (evolve(REPORT, fieldwork=()), "--fieldwork"),
    "published": (evolve(REPORT, published=None), "--published"),
    "variant": (evolve(REPORT, variant=""), "--variant ilacs-short or ilacs-standard"),
    "longer": (evolve(REPORT, variant="longer"), "--variant"),
}
CONTRADICTED = ("fieldwork[0]", "published", "variant", "grades.overall")


@pytest.mark.parametrize(("report", "option"), OPEN.values(), ids=OPEN)
def test_what_the_report_does_not_say_is_asked(room: Workspace, report: PublishedReport, option: str) -> None:
    """The error names the option that answers it."""
    before = records(room)
    with pytest.raises(DocumentError, match="does not say") as asked:
        import_report(room, report, by="An Author")
    assert option in str(asked.value)
    assert records(room) == before


@pytest.mark.parametrize("name", CONTRADICTED)
def test_what_the_report_contradicts_is_asked(room: Workspace, name: str) -> None:
    """All of it together."""
    unsure = Place(page=1, words="Words", certainty=Certainty.CONTRADICTED)
    with pytest.raises(DocumentError, match="contradicts itself"):
        import_report(room, evolve(REPORT, places={name: unsure}), by="An Author")
    every = evolve(REPORT, places=dict.fromkeys(CONTRADICTED, unsure))
    with pytest.raises(DocumentError) as asked:
        import_report(room, every, by="An Author")
    assert len(asked.value.problems) == len(CONTRADICTED)
    answers = Answers(
        fieldwork=Fieldwork(start=date(2024, 2, 19), end=date(2024, 2, 23)),
        published=date(2024, 4, 10),
        variant="ilacs-standard",
        grades={"overall": GradeWord.OUTSTANDING},
    )
    import_report(room, every, answers, by="An Author")
    [inspection] = room.inspections()
    assert inspection.starting == date(2024, 2, 19)
    assert inspection.published == date(2024, 4, 10)
    assert inspection.variant == "ilacs-standard"
    assert inspection.grades[0] == Grade(judgement="overall", grade="outstanding")


def test_the_warnings_of_the_report_and_what_is_inferred_are_shown(room: Workspace) -> None:
    """So is a day of publication that the report prints otherwise."""
    report = evolve(REPORT, warnings=("The header has another year.",))
    done = import_report(room, report, Answers(published=date(2024, 4, 10)), by="An Author")
    assert "The header has another year." in done.notes
    assert any("inferred" in note for note in done.notes)
    assert any("9 April 2024" in note for note in done.notes)


def test_several_periods_of_fieldwork_are_one_inspection(room: Workspace) -> None:
    """From the first day to the last, with each period in the note."""
    periods = (
        Fieldwork(start=date(2023, 1, 16), end=date(2023, 1, 27)),
        Fieldwork(start=date(2023, 2, 14), end=date(2023, 2, 15)),
    )
    import_report(room, evolve(REPORT, fieldwork=periods, variant="standard"), by="An Author")
    [inspection] = room.inspections()
    assert (inspection.starting, inspection.until) == (date(2023, 1, 16), date(2023, 2, 15))
    assert "14 February 2023" in inspection.note
    assert room.records.all("area")[0].found == date(2023, 2, 15)


@pytest.mark.parametrize(
    ("kind", "grades"),
    [
        (ReportKind.SIF, {"overall": GradeWord.GOOD, "looked_after": GradeWord.GOOD, "lscb": GradeWord.GOOD}),
        (ReportKind.SIF_REINSPECTION, {"adoption": GradeWord.GOOD, "leadership": GradeWord.INADEQUATE}),
        (ReportKind.JTAI, {}),
        (ReportKind.AREA_SEND, {}),
        (ReportKind.LAC_2013, {"overall": GradeWord.INADEQUATE}),
        (ReportKind.FOCUSED_VISIT, {}),
        (ReportKind.MONITORING_VISIT, {}),
        (ReportKind.LSCB_REVIEW, {}),
        (ReportKind.SAFEGUARDING_PROGRESS, {}),
    ],
)
def test_a_report_of_every_kind_can_be_imported(
    room: Workspace, kind: ReportKind, grades: dict[str, GradeWord]
) -> None:
    """Without the framework of its kind, it has a title."""
    report = evolve(REPORT, kind=kind, grades=grades, variant="", edition="")
    import_report(room, report, by="An Author")
    [inspection] = room.inspections()
    assert "February 2024" in inspection.title
    assert len(inspection.grades) == len(grades)


def test_an_unknown_variant_of_a_person_is_refused(room: Workspace) -> None:
    """It was not read from a report, so it is a slip."""
    with pytest.raises(UnknownNameError, match="ilacs-shrot"):
        import_report(room, REPORT, Answers(variant="ilacs-shrot"), by="An Author")
    assert not room.inspections()


@pytest.mark.parametrize("days", [1, 400])
def test_a_report_that_is_not_published_yet_is_refused(room: Workspace, days: int) -> None:
    """Its outcome is confidential. Today is the first possible day."""
    fieldwork = (Fieldwork(start=date(2026, 7, 13), end=date(2026, 7, 17)),)
    report = evolve(REPORT, fieldwork=fieldwork, published=room.current_day + timedelta(days=days))
    with pytest.raises(InspectPrepError, match="confidential until then"):
        import_report(room, report, by="An Author")
    with pytest.raises(InspectPrepError, match="confidential until then"):
        import_report(room, REPORT, Answers(published=report.published), by="An Author")
    assert not room.inspections()
    assert import_report(room, evolve(report, published=room.current_day), by="An Author").added


def begun(room: Workspace) -> str:
    """Begin an inspection, whose outcome is under embargo in September 2026. Return its id."""
    inspection = Inspection(
        variant="ilacs-short",
        notified=date(2026, 7, 6),
        actual=(Actual(id="fieldwork", start=date(2026, 7, 13), end=date(2026, 7, 17)),),
    )
    return room.begin(inspection, by="An Author").entry.id


DRAFT = evolve(
    REPORT,
    fieldwork=(Fieldwork(start=date(2026, 7, 13), end=date(2026, 7, 17)),),
    published=date(2026, 9, 7),
)


def test_a_report_never_ends_an_embargo(room: Workspace) -> None:
    """The publication is recorded first, with the place where it was seen."""
    id_ = begun(room)
    before = records(room)
    for answers in (Answers(), Answers(inspection=id_)):
        with pytest.raises(InspectPrepError, match="embargo lift --inspection ins-1"):
            import_report(room, DRAFT, answers, by="An Author")
    assert records(room) == before
    room.lift_embargo(id_, where="https://reports.example", on=date(2026, 9, 7), by="An Author")
    done = import_report(room, DRAFT, by="An Author")
    assert (done.inspection, done.added) == (id_, False)
    assert "grades" in done.changed
    [inspection] = room.inspections()
    assert inspection.ended is None
    assert len(room.records.all("area")) == 2


def test_an_inspection_that_cannot_be_read_may_be_this_one(room: Workspace) -> None:
    """Then nothing is imported, because its outcome may be confidential."""
    begun(room)
    [record] = room.store.list("inspection")
    room.store.append("inspection", record.id, {"variant": 3}, by="An Author", why="", expect=record.revision)
    with pytest.raises(InspectPrepError, match="cannot be read"):
        import_report(room, DRAFT, by="An Author")
    assert not room.records.all("area")


def test_an_earlier_report_is_imported_during_an_embargo_and_stays_readable(room: Workspace) -> None:
    """It says nothing about the outcome that is under embargo."""
    begun(room)
    import_report(room, REPORT, by="An Author")
    areas = room.records.all("area")
    guard = room.guard()
    assert len(areas) == 2
    assert not any(guard.withholds(area) for area in areas)


def test_an_item_with_a_childs_details_is_refused_by_its_number(room: Workspace) -> None:
    """Nothing is recorded, and the details are not repeated. The item can be left out."""
    report = evolve(REPORT, improvements=(*ITEMS, "Visits to the child born on 03/05/2014."))
    before = records(room)
    with pytest.raises(PersonalDataError, match="--leave-out 3") as refused:
        import_report(room, report, by="An Author")
    assert "2014" not in str(refused.value)
    assert records(room) == before
    done = import_report(room, report, Answers(leave_out=(3,)), by="An Author")
    assert tuple(done.areas.values()) == ITEMS


def test_a_learned_name_in_an_item_is_refused(room: Workspace) -> None:
    """As in every record."""
    room.learn_ids(["ZQ884411"])
    report = evolve(REPORT, improvements=("The plan of ZQ884411.",))
    with pytest.raises(PersonalDataError):
        import_report(room, report, by="An Author")
    assert not room.inspections()


@pytest.mark.parametrize("number", [0, 3, -1])
def test_only_an_item_of_the_report_can_be_left_out(room: Workspace, number: int) -> None:
    """A wrong number would leave in the item that was meant."""
    with pytest.raises(DocumentError, match="The report has 2 items"):
        import_report(room, REPORT, Answers(leave_out=(number,)), by="An Author")


def test_a_trial_says_the_same_and_records_nothing(room: Workspace) -> None:
    """It goes through every check."""
    before = records(room)
    trial = import_report(room, REPORT, by="An Author", dry_run=True)
    assert records(room) == before
    assert import_report(room, REPORT, by="An Author") == trial


def test_two_inspections_of_the_same_days_are_asked_about(room: Workspace) -> None:
    """The named one is taken."""
    actual = {"fieldwork": (date(2024, 2, 12), date(2024, 2, 16))}
    for title in ("One", "Two"):
        room.records.add(Inspection(title=title, actual=actual), by="An Author")
    with pytest.raises(InspectPrepError, match="ins-1, ins-2"):
        import_report(room, REPORT, by="An Author")
    assert import_report(room, REPORT, Answers(inspection="ins-2"), by="An Author").inspection == "ins-2"


@pytest.mark.parametrize("id_", ["ins-9", "area-1"])
def test_the_named_record_is_an_inspection(room: Workspace, id_: str) -> None:
    """Another id is a slip."""
    import_report(room, REPORT, by="An Author")
    with pytest.raises(InspectPrepError):
        import_report(room, DRAFT, Answers(inspection=id_), by="An Author")
