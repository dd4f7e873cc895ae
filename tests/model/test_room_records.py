"""Records of evidence, history and the room: no place for a child, and nothing impossible unnoticed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

import pytest
from attrs import fields, has, resolve_types

from inspectprep.errors import InvalidValueError
from inspectprep.model import enquiry, evidence, history, inspection
from inspectprep.model.audience import Audience
from inspectprep.model.enquiry import CaseReferredBack, Challenge, ClaimOutcome, RequestState, TimetableEntry
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, Sensitivity, SurveyMeasure, may_see
from inspectprep.model.history import AreaForImprovement
from inspectprep.model.inspection import Actual, Notice
from inspectprep.model.record import RECORD_KINDS

KINDS = [
    kind
    for kind in RECORD_KINDS.values()
    if kind.target.partition(":")[0] in {each.__name__ for each in (enquiry, evidence, history, inspection)}
]
DAY, BEFORE = date(2018, 4, 16), date(2018, 4, 15)
PERSONAL = {"name", "child", "birth", "dob", "nhs", "upn", "gender", "ethnicity", "address", "postcode"}


def test_every_kind_of_this_part_is_a_record() -> None:
    """Ten kinds, by the words that people use."""
    assert {each.word for each in KINDS} == {
        "area",
        "challenge",
        "enquiry",
        "evidence",
        "inspection",
        "referral",
        "request",
        "showcase",
        "survey",
        "visit",
    }


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_no_field_is_made_for_a_child(kind: Any) -> None:
    """Fields are typed, begin with the id, and none asks for a person's details."""
    resolve_types(kind.cls)
    names = [each.name for each in fields(kind.cls)]
    assert names[0] == "id"
    assert not PERSONAL & {part for name in names for part in name.split("_")}
    for each in fields(kind.cls):
        assert _typed(each.type), each.name


def _typed(kind: Any) -> bool:
    """Return whether a type is one that records may have."""
    if kind in (str, int, float, bool, date, NoneType):
        return True
    if get_origin(kind) is tuple:
        return _typed(get_args(kind)[0])
    if get_args(kind):
        return all(_typed(each) for each in get_args(kind))
    if issubclass(kind, StrEnum):
        return True
    return has(kind) and all(_typed(each.type) for each in fields(resolve_types(kind)))


@pytest.mark.parametrize(
    ("cls", "given", "field"),
    [
        (EvidenceItem, {"title": "A", "kind": "audit", "starting": DAY, "until": BEFORE}, "until"),
        (SurveyMeasure, {"question": "Safe?", "percent": 90, "starting": DAY, "until": BEFORE}, "until"),
        (SurveyMeasure, {"question": "Safe?", "percent": 90, "n": 100, "count": 80}, "percent"),
        (AreaForImprovement, {"title": "Plans", "found": DAY, "closed": BEFORE}, "closed"),
        (RequestState, {"title": "Audits", "asked": DAY, "due": BEFORE}, "due"),
        (RequestState, {"title": "Audits", "asked": DAY, "sent": BEFORE}, "sent"),
        (Challenge, {"claim": "Late", "heard": DAY, "replied": BEFORE}, "replied"),
        (Challenge, {"claim": "Late", "heard": DAY, "settled": DAY}, "outcome"),
        (CaseReferredBack, {"reference": "7", "referred": DAY, "deadline": BEFORE}, "deadline"),
        (CaseReferredBack, {"reference": "7", "referred": DAY, "done": BEFORE}, "done"),
        (TimetableEntry, {"title": "Visit", "day": DAY, "starts": "9.30"}, "starts"),
        (TimetableEntry, {"title": "Visit", "day": DAY, "starts": "10:00", "ends": "09:30"}, "ends"),
        (Actual, {"id": "fieldwork", "start": DAY, "end": BEFORE}, "end"),
        (Notice, {"id": "fieldwork", "start": DAY, "end": BEFORE}, "end"),
    ],
    ids=lambda each: each if isinstance(each, str) else getattr(each, "__name__", ""),
)
def test_what_cannot_be_true_is_refused_by_field(cls: Any, given: dict[str, Any], field: str) -> None:
    """A typing error is seen when it is written, not when a report is wrong. No text is repeated."""
    with pytest.raises(InvalidValueError) as caught:
        cls(**given)
    assert caught.value.field == field
    assert not [text for text in ("Safe?", "Plans", "Audits", "Late", "9.30") if text in str(caught.value)]


def test_what_may_be_true_is_left_alone() -> None:
    """One day long, rounded to the whole percent, settled on the day it was heard."""
    EvidenceItem(title="A", kind=EvidenceKind.AUDIT, starting=DAY, until=DAY)
    SurveyMeasure(question="Safe?", percent=92, n=1304, count=1200)
    Challenge(claim="Late", heard=DAY, replied=DAY, settled=DAY, outcome=ClaimOutcome.WITHDRAWN)
    TimetableEntry(title="Visit", day=DAY, starts="09:30", ends="09:30")
    RequestState(title="Audits")


def test_more_sensitive_means_fewer_readers() -> None:
    """Each step is for some of those of the step before, and the team may know of everything."""
    readers = [{each for each in Audience if may_see(step, each)} for step in Sensitivity]
    assert readers[0] > readers[1] > readers[2]
    assert Audience.INSPECTION_TEAM in readers[2]
    assert Audience.STAFF not in readers[2]
