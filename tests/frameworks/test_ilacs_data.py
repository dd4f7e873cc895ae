"""What the shipped ILACS file says, and that nothing unknown in it is shown as a rule."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

import inspectprep
from inspectprep import Inspection
from inspectprep.calendar.working import england
from inspectprep.codec import read_toml
from inspectprep.codec.toml import read_document
from inspectprep.frameworks.loader import read_framework
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import TaskSet
from inspectprep.model.framework import Fact, InformationRequest, Milestone, Repeats, Variant
from tests.shared import from_shared

DATA = Path(inspectprep.__file__).parent / "frameworks" / "data"
ILACS = read_framework(DATA / "ilacs.toml")
TASKS = read_toml(DATA / "tasks.toml", TaskSet)
VARIANTS = {variant.id: variant for variant in ILACS.variants}
FULL = (
    "notification",
    "off_site_week",
    "annex_a_due",
    "audit_information_due",
    "performance_information_due",
    "fieldwork",
    "keep_in_touch",
    "final_feedback",
    "embargo",
    "next_day_call",
    "draft_report",
    "comments",
    "challenge",
    "publication",
    "report_received",
    "statutory_publication",
    "action_plan",
    "next_inspection",
)
Said = Milestone | InformationRequest | Fact


def said(variant: Variant) -> list[Said]:
    """Return everything that a variant claims to know."""
    return [*variant.milestones, *variant.requests, *variant.facts]


EVERYTHING = [(variant.id, each) for variant in ILACS.variants for each in said(variant)]


def test_every_statement_cites_known_sources() -> None:
    """A source that is cited is listed, and what is published or measured cites one."""
    known = {source.id for source in ILACS.sources}
    for variant, each in EVERYTHING:
        assert set(each.source) <= known, (variant, each.id)
        assert each.source or each.basis in {Basis.NOTICE, Basis.PLANNING}, (variant, each.id)


def test_what_nobody_published_has_no_value() -> None:
    """Basis ``notice`` means unknown: no offset, no window, no value; everything else has one."""
    for variant, each in EVERYTHING:
        unknown = each.basis is Basis.NOTICE
        if isinstance(each, Fact):
            assert (each.value is None) == unknown, (variant, each.id)
        if isinstance(each, Milestone) and each.id != "notification":
            assert each.anchor is not None, (variant, each.id)
            assert (each.offset is None and not each.windows) == unknown, (variant, each.id)


def test_defaults_and_unknowns_say_so_in_a_note() -> None:
    """A reader is told why a date is only ours, or that it must be asked for."""
    for variant, each in EVERYTHING:
        if not isinstance(each, InformationRequest) and each.basis in {Basis.NOTICE, Basis.PLANNING}:
            assert each.note, (variant, each.id)


def test_ids_are_unique_within_a_variant() -> None:
    """A council that removes something by its id removes one thing."""
    for variant in ILACS.variants:
        ids = [each.id for each in said(variant)]
        assert len(ids) == len(set(ids)), variant.id


def test_no_source_is_listed_in_vain() -> None:
    """Every source is cited by a date, a fact, an edition, a pause, the calls or a task."""
    cited = {name for variant in ILACS.variants for each in said(variant) for name in each.source}
    cited.update(name for edition in ILACS.editions for name in edition.source)
    cited.update(name for pause in ILACS.pauses for name in pause.source)
    cited.update(ILACS.calls.source)
    for task in TASKS.tasks:
        cited.update(name for name in task.source if " " not in name)
    assert {source.id for source in ILACS.sources} == cited


def test_four_variants_are_shipped() -> None:
    """The four kinds of ILACS inspection, and no other."""
    assert list(VARIANTS) == [
        "ilacs-standard",
        "ilacs-short",
        "ilacs-focused-visit",
        "ilacs-monitoring-visit",
    ]


def test_each_grade_has_one_default_variant() -> None:
    """A previous grade suggests one variant; visits, which grade nothing, are nobody's default."""
    defaults = {grade: variant.id for variant in ILACS.variants for grade in variant.default_for}
    assert defaults == {
        "outstanding": "ilacs-short",
        "good": "ilacs-short",
        "requires improvement to be good": "ilacs-standard",
        "inadequate": "ilacs-standard",
    }
    assert sum(len(variant.default_for) for variant in ILACS.variants) == len(defaults)
    assert [variant.id for variant in ILACS.variants if variant.graded] == ["ilacs-standard", "ilacs-short"]


def test_a_standard_inspection_has_every_step() -> None:
    """Every step from the call to the next inspection is there, known or not."""
    assert {each.id for each in VARIANTS["ilacs-standard"].milestones} == set(FULL)


def test_a_short_inspection_says_only_what_differs() -> None:
    """It inherits the standard one, but for its length and whom it is for."""
    said = next(
        each for each in read_document(DATA / "ilacs.toml")["variants"] if each["id"] == "ilacs-short"
    )
    assert said["extends"] == "ilacs-standard"
    assert [set(each) for each in said["milestones"]] == [{"id", "end_offset", "note"}]
    assert {each["id"] for each in said["facts"]} == {"usual_for", "length", "on_site"}
    short, standard = VARIANTS["ilacs-short"], VARIANTS["ilacs-standard"]
    assert [each.id for each in short.milestones] == [each.id for each in standard.milestones]
    changed = [a.id for a, b in zip(short.milestones, standard.milestones, strict=True) if a != b]
    assert changed == ["fieldwork"]


@pytest.mark.parametrize("variant", ["ilacs-standard", "ilacs-focused-visit", "ilacs-monitoring-visit"])
def test_every_request_waits_for_the_letter(variant: str) -> None:
    """No deadline of an information request is published, so none has a date."""
    found = VARIANTS[variant]
    milestones = {each.id: each for each in found.milestones}
    assert len(found.requests) == 3
    for request in found.requests:
        assert milestones[request.milestone].basis is Basis.NOTICE


@pytest.mark.parametrize(
    ("day", "edition", "care"),
    [
        (date(2018, 1, 1), "2018-01", {"in_care_and_care_leavers"}),
        (date(2022, 12, 31), "2018-01", {"in_care_and_care_leavers"}),
        (date(2023, 1, 1), "2023-01", {"in_care", "care_leavers"}),
        (date(2026, 3, 31), "2023-01", {"in_care", "care_leavers"}),
        (date(2026, 4, 1), "2026-04", {"in_care", "care_leavers"}),
    ],
)
def test_the_day_of_the_call_chooses_the_judgements(day: date, edition: str, care: set[str]) -> None:
    """Children in care and care leavers part in 2023; overall effectiveness goes in April 2026."""
    found = ILACS.edition_on(day)
    assert found is not None
    assert found.id == edition
    ids = [each.id for each in found.judgements]
    assert ids[:2] == ["impact_of_leaders", "help_and_protection"]
    assert set(ids[2:]) - {"overall"} == care
    assert [each.id for each in found.judgements if each.overall] == (
        [] if edition == "2026-04" else ["overall"]
    )
    assert found.scale == ("outstanding", "good", "requires improvement to be good", "inadequate")


def test_no_edition_is_claimed_before_2018() -> None:
    """Earlier frameworks are not described."""
    assert ILACS.edition_on(date(2017, 12, 31)) is None


def test_oxfordshire_2018_is_told_day_by_day() -> None:
    """From the call alone: the weeks are exact and publication lies within the forecast."""
    plan = inspectprep.schedule(Inspection(variant="ilacs-short", notified=date(2018, 4, 9)))
    assert plan.edition == "2018-01"
    assert (plan["off_site_week"].date, plan["off_site_week"].end) == (date(2018, 4, 9), date(2018, 4, 13))
    assert (plan["fieldwork"].date, plan["fieldwork"].end) == (date(2018, 4, 16), date(2018, 4, 20))
    assert plan["final_feedback"].date == date(2018, 4, 20)
    assert plan["publication"].date == date(2018, 5, 22)
    assert {each.id for each in plan} == {*FULL} - {"next_day_call"}


def test_oxfordshire_2024_is_a_standard_inspection_of_two_weeks() -> None:
    """A good council got a standard inspection; its report came out on working day 30."""
    plan = inspectprep.schedule(Inspection(variant="ilacs-standard", notified=date(2024, 2, 5)))
    assert plan.edition == "2023-01"
    assert (plan["fieldwork"].date, plan["fieldwork"].end) == (date(2024, 2, 12), date(2024, 2, 23))
    assert plan["keep_in_touch"].daily
    assert plan["publication"].date == date(2024, 4, 9)


def test_a_bank_holiday_monday_moves_fieldwork_to_the_tuesday() -> None:
    """The Monday after a call may be a holiday: the last Friday stays."""
    plan = inspectprep.schedule(Inspection(variant="ilacs-short", notified=date(2018, 4, 30)))
    assert (plan["fieldwork"].date, plan["fieldwork"].end) == (date(2018, 5, 8), date(2018, 5, 11))


def test_statutory_clocks_run_from_receipt() -> None:
    """Thirty and seventy working days after the day recorded, not after publication."""
    visit = Inspection(
        variant="ilacs-short",
        notified=date(2018, 4, 9),
        actual={"report_received": date(2018, 5, 17), "publication": date(2018, 5, 22)},
    )
    plan = inspectprep.schedule(visit)
    days = england()
    assert plan["statutory_publication"].date == days.add(date(2018, 5, 17), 30)
    assert plan["action_plan"].date == days.add(date(2018, 5, 17), 70)


def test_a_priority_action_needs_a_draft_in_twenty_working_days() -> None:
    """A letter received on 10 August 2018 owes a draft plan on 10 September (a bank holiday between)."""
    visit = Inspection(
        variant="ilacs-focused-visit",
        notified=date(2018, 7, 2),
        actual={"report_received": date(2018, 8, 10)},
    )
    assert inspectprep.schedule(visit)["draft_action_plan"].date == date(2018, 9, 10)


def test_the_letter_dates_what_it_alone_can_date() -> None:
    """A deadline is undated until the notification letter gives it."""
    call = date(2026, 9, 7)
    without = inspectprep.schedule(Inspection(variant="ilacs-standard", notified=call))
    given = inspectprep.schedule(
        Inspection(variant="ilacs-standard", notified=call, notice={"annex_a_due": date(2026, 9, 9)})
    )
    assert without["annex_a_due"].date is None
    assert given["annex_a_due"].date == date(2026, 9, 9)
    assert given["audit_information_due"].date is None


def test_a_monitoring_visit_waits_for_its_agreed_dates() -> None:
    """Nothing is dated from the day of agreement; with the first day given, the rest follows."""
    call = date(2026, 9, 7)
    bare = inspectprep.schedule(Inspection(variant="ilacs-monitoring-visit", notified=call))
    assert [each.id for each in bare if each.date] == ["notification"]
    agreed = inspectprep.schedule(
        Inspection(variant="ilacs-monitoring-visit", notified=call, notice={"fieldwork": date(2026, 10, 13)})
    )
    assert agreed["fieldwork"].end == agreed["final_feedback"].date == date(2026, 10, 14)
    assert agreed["publication"].date is None


def test_pauses_end_on_a_polling_day_and_stand_in_order() -> None:
    """Polling days are Thursdays; pauses do not overlap."""
    assert [each.until for each in ILACS.pauses] == sorted(each.until for each in ILACS.pauses)
    for pause in (each for each in ILACS.pauses if each.election and not each.expected):
        assert pause.until.strftime("%A") == "Thursday"
        assert pause.starting < pause.until
        assert pause.everywhere == pause.id.startswith("general-")


def test_christmas_comes_back_every_year() -> None:
    """Every season since 2021 has a pause, and the last of them is yearly."""
    seasons = [pause for pause in ILACS.pauses if pause.title == "Christmas"]
    assert [pause.until.year for pause in seasons] == [2022, 2022, 2023, 2024, 2025]
    assert [pause.repeats for pause in seasons] == [None, None, None, None, Repeats.SAME_DAYS]


def test_receipt_is_taken_from_the_letter() -> None:
    """No note says that receipt comes before publication: councils' own deadlines lie after it."""
    for _, each in EVERYTHING:
        if each.id == "report_received":
            assert "letter" in each.note
            assert "usually" not in each.note


def test_local_pauses_begin_with_the_last_day_for_the_notice_of_election() -> None:
    """Polling is on the first Thursday in May, the period begins 25 working days before it."""
    for pause in ILACS.pauses:
        if not pause.everywhere:
            assert (pause.until.month, (pause.until.day - 1) // 7) == (5, 0), pause.id
            assert pause.starting == england().add(pause.until, -25), pause.id


def test_no_known_inspection_began_outside_the_usual_weeks() -> None:
    """Every ILACS inspection at hand began on a Monday, in a used week, without a bank holiday."""
    with from_shared("data/published/truth.csv").open(encoding="utf-8", newline="") as file:
        starts = [date.fromisoformat(row["start"]) for row in csv.DictReader(file) if row["type"] == "ilacs"]
    assert len(starts) > 100
    days = england()
    for start in starts:
        assert start.weekday() == ILACS.calls.weekday
        assert start.isocalendar().week not in ILACS.calls.weeks_never_used
        assert len(days.span(start, start + timedelta(days=4))) == 5
    assert not ILACS.calls.bank_holiday_weeks
