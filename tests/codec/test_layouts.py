"""Public layouts: what other programs may rely on."""

from __future__ import annotations

import json
from datetime import date

import pytest
from attrs import fields

from inspectprep import codec
from inspectprep.errors import DocumentError
from inspectprep.model.basis import Basis
from inspectprep.model.document import layout_of
from inspectprep.model.finding import CheckSummary, Nature, RuleCount, Severity
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.timeline import Event, Timeline
from tests.codec.model_classes import model_classes


def event(**given: date | None) -> Event:
    """Return an event with some of its dates."""
    days = dict.fromkeys(
        ("date", "end", "earliest", "latest", "planned", "planned_end", "actual", "actual_end")
    )
    return Event(
        id="fieldwork",
        title="Fieldwork",
        phase=Phase.ON_SITE,
        basis=Basis.INSPECTORATE,
        source="A guide",
        **{**days, **given},
    )


TIMELINE = Timeline(
    inspection=Inspection(variant="ilacs-short", authority="Oxfordshire", notified=date(2018, 4, 9)),
    framework="ilacs",
    variant="ilacs-short",
    edition="2018-01",
    title="ILACS short inspection",
    events=(event(date=date(2018, 4, 17), planned=date(2018, 4, 16)),),
)


def test_a_timeline_is_written_as_promised() -> None:
    """Every promised key is there, in order, with null where there is no date."""
    assert json.loads(codec.dumps(TIMELINE)) == {
        "schema": "inspectprep/timeline/3",
        "framework": "ilacs",
        "variant": "ilacs-short",
        "edition": "2018-01",
        "title": "ILACS short inspection",
        "authority": "Oxfordshire",
        "notified": "2018-04-09",
        "inspection": {"variant": "ilacs-short", "notified": "2018-04-09", "authority": "Oxfordshire"},
        "notes": [],
        "questions": [],
        "altered_by": [],
        "events": [
            {
                "id": "fieldwork",
                "title": "Fieldwork",
                "phase": "on-site",
                "date": "2018-04-17",
                "end": None,
                "earliest": None,
                "latest": None,
                "by_8_in_10": None,
                "by_19_in_20": None,
                "n": None,
                "end_earliest": None,
                "end_latest": None,
                "planned": "2018-04-16",
                "planned_end": None,
                "actual": None,
                "actual_end": None,
                "moved_days": 1,
                "basis": "inspectorate",
                "end_basis": None,
                "counted_from": None,
                "firm": False,
                "end_firm": False,
                "source": "A guide",
                "note": "",
                "daily": False,
                "waits_for": "",
                "end_waits_for": "",
            }
        ],
    }
    assert list(codec.dump(TIMELINE))[:7] == [
        "schema",
        "framework",
        "variant",
        "edition",
        "title",
        "authority",
        "notified",
    ]


def test_an_event_without_a_date_has_every_key_all_the_same() -> None:
    """What only the notice can say is null, and so is how far it moved."""
    written = codec.plain(event())
    assert written["date"] is None
    assert written["moved_days"] is None
    assert tuple(written) == layout_of(Event).keys


def test_a_derived_key_may_be_left_out_but_not_contradict() -> None:
    """A timeline edited by hand cannot say that an event moved when its dates say otherwise."""
    document = codec.dump(TIMELINE)
    del document["authority"], document["events"][0]["moved_days"]
    assert codec.load(document, Timeline) == TIMELINE
    document["notified"] = "2018-04-16"
    document["events"][0]["moved_days"] = 0
    with pytest.raises(DocumentError) as caught:
        codec.load(document, Timeline)
    assert caught.value.problems == (
        ("$.events[0].moved_days", "should be 1, which follows from the other keys; or leave it out"),
    )
    document["events"][0]["moved_days"] = 1
    with pytest.raises(DocumentError, match=r"\$\.notified: should be '2018-04-09'"):
        codec.load(document, Timeline)


def test_a_check_summary_carries_its_totals() -> None:
    """A reader need not add up the rules to know how many errors there are."""
    rule = RuleCount(rule="r", severity=Severity.ERROR, nature=Nature.DATA, message="m", count=3)
    written = codec.dump(CheckSummary(as_of=None, rules=(rule,)))
    assert (written["errors"], written["warnings"], written["as_of"]) == (3, 0, None)


@pytest.mark.parametrize("cls", [cls for cls in model_classes() if layout_of(cls).full])
def test_a_layout_names_keys_that_exist(cls: type) -> None:
    """Every key of a layout is a field or a derived key, and every derived key a property."""
    layout = layout_of(cls)
    own = {each.name for each in fields(cls)}
    assert not layout.keys or own.union(layout.derived) == set(layout.keys)
    assert own.isdisjoint(layout.derived)
    assert all(isinstance(getattr(cls, each), property) for each in layout.derived)
