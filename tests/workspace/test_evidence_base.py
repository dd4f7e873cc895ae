"""Evidence and the room from a workspace's records, and nothing of a child in any of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from inspectprep.errors import InspectPrepError, InvalidValueError, PersonalDataError
from inspectprep.model.audience import Audience
from inspectprep.model.enquiry import (
    CaseReferredBack,
    Challenge,
    EnquiryNote,
    LineOfEnquiry,
    RequestState,
    Showcase,
    TimetableEntry,
)
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, FileState, Sensitivity, SurveyMeasure
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Grade, Inspection
from inspectprep.workspace import Workspace
from inspectprep.workspace.file_checks import failed_file_checks, file_checks
from inspectprep.workspace.inspections import begin, end

HELP = "help_and_protection"
TUESDAY = date(2018, 4, 17)
AUDIT = EvidenceItem(
    title="Audit of assessments",
    kind=EvidenceKind.AUDIT,
    says="Assessments are timely.",
    judgements=(HELP,),
    starting=date(2018, 1, 1),
    until=date(2018, 3, 31),
)
PLANTED = ("Zebedee-Quillfeather", "Zq-43771")
"""What a path and a reference may hold: it stays in its record."""
NHS, UPN = "943 476 5919", "H801200001001"


def evening() -> datetime:
    """Return the evening of that Tuesday."""
    return datetime(2018, 4, 17, 18, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of Oxfordshire, called on Monday 9 April 2018."""
    with Workspace.create(
        tmp_path / "room", authority="Oxfordshire", variant="ilacs-short", load_plugins=False, clock=evening
    ) as made:
        begin(made, Inspection(variant="ilacs-short", notified=date(2018, 4, 9)), by="Ben")
        yield made


def keep(workspace: Workspace, *values: Any) -> list[str]:
    """Keep some records and return their ids."""
    return [workspace.records.add(each, by="Ben").id for each in values]


def full(workspace: Workspace) -> None:
    """Keep something of every kind, with planted details where a place or a reference stands."""
    keep(
        workspace,
        EvidenceItem(
            title="Case work",
            kind=EvidenceKind.AUDIT,
            judgements=(HELP,),
            location=f"/drive/{PLANTED[0]}.docx",
        ),
        SurveyMeasure(
            question="Safe?", percent=90.0, until=date(2017, 12, 31), location=f"/drive/{PLANTED[0]}.csv"
        ),
        AreaForImprovement(title="Assessments", found=date(2016, 5, 20), evidence=("ev-1",)),
        Inspection(
            title="Inspection, 2014",
            actual={"publication": date(2014, 6, 30)},
            grades=(Grade(judgement=HELP, grade="good"),),
            location=f"/drive/{PLANTED[0]}.pdf",
        ),
        RequestState(title="Audits", asked=date(2018, 4, 9), due=date(2018, 4, 11)),
        LineOfEnquiry(
            statement="Are thresholds understood?",
            judgement=HELP,
            notes=(EnquiryNote(on=TUESDAY, text="Asked again."),),
        ),
        *(Challenge(claim=f"Claim {n}", heard=date(2018, 4, 16), judgement=HELP) for n in range(3)),
        Showcase(service="Locality and community support service", judgements=(HELP,)),
        CaseReferredBack(reference=PLANTED[1], referred=TUESDAY, action="Visit", deadline=TUESDAY),
        TimetableEntry(title="Team meeting", day=TUESDAY, starts="09:30"),
    )


def test_the_call_chooses_the_edition_while_an_inspection_runs(workspace: Workspace) -> None:
    """Asked in 2026 about an inspection of 2018, its judgements are those of 2018."""
    asked = date(2026, 11, 2)
    assert workspace.state(on=asked).edition == "2018-01"
    end(workspace, "ins-1", date(2018, 6, 1), by="Ben", withdrawn="A rehearsal")
    later = workspace.state(on=asked)
    assert later.edition == "2026-04"
    assert later.evidence is not None
    assert not [each for each in later.evidence.judgements if each.overall]


def test_the_state_of_a_past_moment_can_be_read(workspace: Workspace) -> None:
    """What the evidence was before somebody changed it."""
    (name,) = keep(workspace, AUDIT)
    before = workspace.records.entry(name).number
    workspace.records.change(name, {"says": "Assessments are late."}, by="Ben")
    now, then = workspace.state(on=TUESDAY), workspace.state(on=TUESDAY, as_of=before)
    assert now.evidence is not None
    assert then.evidence is not None
    assert now.evidence.items[0].says == "Assessments are late."
    assert then.evidence.items[0].says == "Assessments are timely."


def test_files_that_are_not_there_are_named(workspace: Workspace) -> None:
    """They are looked at only when their check is asked for, because a network drive is slow."""
    full(workspace)
    looked = failed_file_checks(file_checks(workspace))
    assert [(each.item, each.state) for each in looked] == [
        ("ev-1", FileState.MISSING),
        ("sur-1", FileState.MISSING),
    ]


def test_everything_recorded_of_the_room_is_there(workspace: Workspace) -> None:
    """One of each, in the order of their ids."""
    full(workspace)
    found = workspace.state(on=TUESDAY).fieldwork
    assert found is not None
    assert [len(each) for each in (found.requests, found.enquiries, found.challenges)] == [1, 1, 3]
    assert [len(each) for each in (found.showcases, found.referrals, found.timetable)] == [1, 1, 1]
    assert workspace.review(TUESDAY).waiting == ("chal-1", "chal-2", "chal-3")
    draft = workspace.self_evaluation(TUESDAY)
    assert (draft.authority, draft.edition) == ("Oxfordshire", "2018-01")
    assert draft.areas[1].grade == "good"


def text_of(data: bytes) -> str:
    """Return everything in a written report, unpacked where it is packed."""
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as parts:
            data = b"".join(parts.read(part) for part in parts.namelist())
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("audience", list(Audience))
def test_no_planted_detail_is_in_any_report_for_anybody(workspace: Workspace, audience: Audience) -> None:
    """Neither a place nor a reference, in any format; the refusals hold none either."""
    full(workspace)
    written = 0
    for value in (workspace.self_evaluation(TUESDAY), workspace.review(TUESDAY)):
        for provider in workspace.registry.reports:
            kind = "self-evaluation" if hasattr(value, "progress") else "room-review"
            if provider.kinds and kind not in provider.kinds:
                continue
            try:
                text = text_of(workspace.render(value, provider.id, audience=audience, prepared=TUESDAY))
            except InspectPrepError as refused:  # not for this audience, or not in this format
                text = str(refused)
            else:
                written += 1
                assert "Oxfordshire" in text.title(), provider.id
            assert not [each for each in PLANTED if each in text], provider.id
    assert (written > 0) is (audience not in (Audience.PARTNERS, Audience.PUBLIC))


@pytest.mark.parametrize("planted", [NHS, UPN, "born 12/05/2014"], ids=["nhs", "upn", "birth"])
@pytest.mark.parametrize(
    "make",
    [
        lambda text: EvidenceItem(title=text, kind=EvidenceKind.AUDIT),
        lambda text: EvidenceItem(title="x", kind=EvidenceKind.AUDIT, says=text),
        lambda text: EvidenceItem(title="x", kind=EvidenceKind.AUDIT, location=f"/drive/{text}.docx"),
        lambda text: SurveyMeasure(question="x", percent=1.0, note=text),
        lambda text: AreaForImprovement(title=text, found=TUESDAY),
        lambda text: RequestState(title="x", note=text),
        lambda text: LineOfEnquiry(statement="x", notes=(EnquiryNote(on=TUESDAY, text=text),)),
        lambda text: Challenge(claim=text, heard=TUESDAY),
        lambda text: Showcase(service="x", said=text),
        lambda text: CaseReferredBack(reference=text, referred=TUESDAY),
        lambda text: TimetableEntry(title="x", day=TUESDAY, people=("Ann", text)),
    ],
    ids=[
        "title",
        "says",
        "path",
        "survey",
        "area",
        "request",
        "enquiry",
        "claim",
        "showcase",
        "case",
        "visit",
    ],
)
def test_a_childs_details_are_refused_everywhere(workspace: Workspace, make: Any, planted: str) -> None:
    """In every kind of record of the room, and the refusal repeats none of them."""
    before = workspace.store.head()
    with pytest.raises(PersonalDataError) as refused:
        workspace.records.add(make(planted), by="Ben")
    assert planted not in str(refused.value)
    assert workspace.store.head() == before


def test_what_cannot_be_true_is_refused_by_field(workspace: Workspace) -> None:
    """Before it is kept."""
    with pytest.raises(InvalidValueError, match="count"):
        keep(workspace, SurveyMeasure(question="Safe?", n=10, count=12))
    with pytest.raises(InvalidValueError, match="starts"):
        keep(workspace, TimetableEntry(title="Visit", day=TUESDAY, starts="half past nine"))


def test_a_restricted_item_is_told_to_leaders_and_not_to_staff(workspace: Workspace) -> None:
    """Through the workspace as through the report."""
    keep(
        workspace,
        EvidenceItem(
            title="Review", says="Restricted.", kind=EvidenceKind.REPORT, judgements=(HELP,),
            sensitivity=Sensitivity.RESTRICTED,
        ),
    )  # fmt: skip
    draft = workspace.self_evaluation(TUESDAY)
    assert "Restricted." in text_of(workspace.render(draft, "md", audience=Audience.LEADERS))
    assert "Restricted." not in text_of(workspace.render(draft, "md", audience=Audience.STAFF))
