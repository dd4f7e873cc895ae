"""The frameworks of this package, planned like any other."""

from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from inspectprep import Inspection, Workspace
from inspectprep.calendar.working import england
from inspectprep.model.basis import Basis
from inspectprep.model.framework import Fact, InformationRequest, Milestone
from inspectprep.model.timeline import Timeline
from inspectprep.plugins import open_registry
from inspectprep_inspectorates import plugin

VARIANTS = tuple(name for each in plugin.inspectprep_frameworks() for name in each.variants)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    """Return a workspace with the built-ins and this plugin, and nothing else that may be installed."""
    return Workspace(registry=open_registry(load_plugins=False, environ={}, extra=[plugin]))


def planned(workspace: Workspace, variant: str, notified: date, **dates: date) -> Timeline:
    """Plan an inspection; keywords are dates that the letter gives."""
    return workspace.schedule(Inspection(variant=variant, notified=notified, notice=dates))


def test_the_package_is_found_by_its_entry_point() -> None:
    """Installing the package is all that a council does."""
    found = {point.name: point.value for point in entry_points(group="inspectprep")}
    assert found["inspectorates"] == plugin.__name__


def test_each_provider_names_the_variants_of_its_file(workspace: Workspace) -> None:
    """A variant is found without opening every file, so the names given must be those inside."""
    assert len(set(VARIANTS)) == len(VARIANTS)
    for each in plugin.inspectprep_frameworks():
        framework = workspace.catalogue.find(each.variants[0]).framework
        assert framework.id == each.id
        assert tuple(variant.id for variant in framework.variants) == each.variants


@pytest.mark.parametrize("name", VARIANTS)
def test_what_is_unknown_is_shown_as_unknown(workspace: Workspace, name: str) -> None:
    """Unknown dates and facts have no value, everything else has one, and sources are listed."""
    found = workspace.catalogue.find(name)
    known = {source.id for source in found.framework.sources}
    everything: list[Milestone | InformationRequest | Fact] = [
        *found.variant.milestones,
        *found.variant.requests,
        *found.variant.facts,
    ]
    assert any(each.basis is Basis.NOTICE for each in everything)
    for each in everything:
        assert set(each.source) <= known, each.id
        assert each.source or each.basis in {Basis.NOTICE, Basis.PLANNING}, each.id
        if isinstance(each, Fact):
            assert (each.value is None) == (each.basis is Basis.NOTICE), each.id
        if isinstance(each, Milestone) and each.anchor:
            assert (each.offset is None and not each.windows) == (each.basis is Basis.NOTICE), each.id
            assert each.ask or each.basis is not Basis.NOTICE, each.id
        if isinstance(each, Fact) and each.value is None:
            assert each.ask, each.id
        if not isinstance(each, InformationRequest) and each.basis in {Basis.NOTICE, Basis.PLANNING}:
            assert each.note, each.id


@pytest.mark.parametrize("name", VARIANTS)
def test_no_source_is_listed_in_vain(workspace: Workspace, name: str) -> None:
    """Every source of a framework is cited somewhere in it."""
    framework = workspace.catalogue.find(name).framework
    cited = set(framework.calls.source)
    cited.update(name for edition in framework.editions for name in edition.source)
    cited.update(name for pause in framework.pauses for name in pause.source)
    for variant in framework.variants:
        cited.update(name for each in variant.milestones for name in each.source)
        cited.update(name for each in variant.requests for name in each.source)
        cited.update(name for each in variant.facts for name in each.source)
    assert cited == {source.id for source in framework.sources}


def test_manchester_2023_is_planned_from_its_notification(workspace: Workspace) -> None:
    """Notified on Monday 25 September 2023, on site from 9 to 13 October."""
    plan = planned(workspace, "jtai", date(2023, 9, 25))
    assert plan.edition == "2023-09"
    assert (plan["fieldwork"].date, plan["fieldwork"].end) == (date(2023, 10, 9), date(2023, 10, 13))
    assert (plan["off_site_week"].date, plan["off_site_week"].end) == (date(2023, 9, 25), date(2023, 10, 6))
    assert plan["publication"].date == england().add(date(2023, 10, 13), 34)
    received = plan["report_received"].date
    assert received is not None
    assert plan["action_plan"].date == england().add(received, 70)


def test_a_bank_holiday_lengthens_the_notice_of_a_joint_inspection(workspace: Workspace) -> None:
    """Ten working days are counted, not two weeks."""
    plan = planned(workspace, "jtai", date(2026, 4, 27))
    assert plan["fieldwork"].date == date(2026, 5, 12)


def test_a_joint_inspection_asks_for_five_things_without_published_dates(workspace: Workspace) -> None:
    """Deadlines are undated until the notification letter gives them."""
    plan = planned(workspace, "jtai", date(2023, 9, 25), multi_agency_audit_due=date(2023, 10, 4))
    due = {each.id: each.date for each in plan if each.id.endswith("_due")}
    assert due == {
        "child_level_data_due": None,
        "theme_list_due": None,
        "case_files_due": None,
        "multi_agency_audit_due": date(2023, 10, 4),
        "other_information_due": None,
    }


def test_an_area_inspection_is_on_site_in_its_third_week(workspace: Workspace) -> None:
    """Fieldwork opens after 8 working days, on site after 10; the plan's deadline is not known."""
    plan = planned(workspace, "area-send", date(2024, 11, 4))
    opens = plan["off_site_fieldwork"]
    assert (opens.date, opens.end) == (date(2024, 11, 14), date(2024, 11, 15))
    assert (plan["fieldwork"].date, plan["fieldwork"].end) == (date(2024, 11, 18), date(2024, 11, 22))
    assert plan["action_plan"].date is None
    assert plan.edition == "2024-04"


def test_an_area_inspection_before_2023_is_planned_with_a_warning(workspace: Workspace) -> None:
    """The framework of 2016 to 2022 is not described, and the plan says so."""
    plan = planned(workspace, "area-send", date(2022, 6, 6))
    assert plan.edition == ""
    assert any("did not exist before" in note for note in plan.notes)


def test_a_home_is_inspected_on_the_day_inspectors_arrive(workspace: Workspace) -> None:
    """Unannounced: no off-site week; a full inspection may last two days, an interim one lasts one."""
    full = planned(workspace, "sccif-childrens-home-full", date(2023, 6, 7))
    interim = planned(workspace, "sccif-childrens-home-interim", date(2021, 6, 9))
    assert "off_site_week" not in full
    assert (full["fieldwork"].date, full["fieldwork"].last) == (date(2023, 6, 7), date(2023, 6, 8))
    assert (interim["fieldwork"].date, interim["fieldwork"].last) == (date(2021, 6, 9), date(2021, 6, 9))
    assert not [note for note in full.notes if "usually come on" in note]


def test_an_interim_report_has_the_limits_of_an_older_edition(workspace: Workspace) -> None:
    """Draft within 13 working days, comments 5 later, the report within 28: older than September 2020."""
    call = date(2021, 6, 9)
    plan = planned(workspace, "sccif-childrens-home-interim", call)
    days = england()
    steps = ("draft_report", "comments", "publication")
    assert [plan[name].date for name in steps] == [days.add(call, count) for count in (13, 18, 28)]
    for name in steps:
        assert plan[name].basis is Basis.PLANNING
        assert "September 2020" in plan[name].note


def test_an_assurance_inspection_before_april_2022_is_planned_with_a_warning(workspace: Workspace) -> None:
    """It took the place of the interim inspection in April 2022."""
    for day, warned in ((date(2022, 3, 31), True), (date(2022, 4, 1), False)):
        notes = planned(workspace, "sccif-childrens-home-assurance", day).notes
        assert any("did not exist before" in note for note in notes) is warned


def test_an_assurance_inspection_has_the_limits_of_no_other(workspace: Workspace) -> None:
    """Its length and report are asked for; nothing is taken from the interim inspection."""
    plan = planned(workspace, "sccif-childrens-home-assurance", date(2026, 11, 30))
    fieldwork = plan["fieldwork"]
    assert (fieldwork.date, fieldwork.last, fieldwork.end_waits_for) == (
        date(2026, 11, 30),
        None,
        "fieldwork.end",
    )
    assert {plan[name].date for name in ("final_feedback", "draft_report", "comments", "publication")} == {
        None
    }


def test_an_interim_inspection_has_no_limiting_judgement(workspace: Workspace) -> None:
    """What belongs to a full inspection alone is not inherited."""
    facts = {each.id for each in workspace.catalogue.find("sccif-childrens-home-interim").variant.facts}
    assert "limiting" not in facts
    assert {"notice", "scale"} <= facts


@pytest.mark.parametrize(
    ("kind", "variant", "share"), [("jtai", "jtai", 0.8), ("area_send", "area-send", 0.85)]
)
def test_published_letters_fall_in_their_windows(
    workspace: Workspace, kind: str, variant: str, share: float
) -> None:
    """Since 2022 most letters and reports at hand came out inside the window planned from their call."""
    folder = os.environ.get("INSPECTPREP_SHARED")
    shared = Path(folder) if folder else Path(__file__).resolve().parents[3].parent / "shared"
    table = shared / "data" / "published" / "truth.csv"
    if not table.exists():
        pytest.skip("this machine has no table of published reports (INSPECTPREP_SHARED names the folder)")
    inside = []
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # A row whose start equals its end gives a date of the letter, not of the fieldwork.
            if row["type"] != kind or row["start"] < "2022" or row["start"] == row["end"]:
                continue
            start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
            visit = Inspection(
                variant=variant,
                notified=start - timedelta(days=14),
                actual={"fieldwork": (start, end)},
            )
            event = workspace.schedule(visit)["publication"]
            assert event.earliest is not None
            assert event.latest is not None
            inside.append(event.earliest <= date.fromisoformat(row["published_filename"]) <= event.latest)
    assert len(inside) >= 12
    assert sum(inside) / len(inside) >= share
