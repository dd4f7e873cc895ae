"""Single values of a plan or a check show themselves in a notebook."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import inspectprep as ip
from inspectprep import annexa
from inspectprep.annexa import AnnexAData, CheckResult, check_dataset
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.model.checklist import Status
from inspectprep.model.finding import Finding, Location, Nature, Severity
from inspectprep.testing.builders import make_checklist, make_inspection, make_timeline
from inspectprep.views import html, markdown
from inspectprep.workspace import Workspace
from inspectprep.workspace.readiness import WorkspaceReadiness
from inspectprep.workspace.shortcuts import default_workspace
from tests.reports.markup import parse

TIMELINE = make_timeline()
FINDING = Finding(
    rule="AA-F-900",
    severity=Severity.ERROR,
    nature=Nature.DATA,
    list=3,
    location=Location(file="annex-a.xlsx", sheet="List 3", row=7, cell="B7", column="Gender"),
    message="A required cell is empty.",
    guidance="Fill it in.",
    related=tuple(Location(sheet="List 1", row=row) for row in range(2, 9)),
)


def facts(value: Any) -> dict[str, str]:
    """Return the table of a display, by its first column."""
    rows = parse(html(value)).one("tbody").all("tr")
    return {row.one("th").text: row.one("td").text for row in rows}


def test_an_event_shows_its_days_and_how_they_are_known() -> None:
    """A recorded day that moved, a forecast with its window, and a day that is not known."""
    shown = facts(TIMELINE["fieldwork"])
    assert shown["Date"] == "Tuesday 15 to Friday 18 September 2026"
    assert shown["How we know"] == "Recorded; the last day is published by the inspectorate"
    assert shown["Moved"] == "1 calendar day later than Mon 14 Sep 2026"
    forecast = facts(TIMELINE["publication"])
    assert forecast["Forecast"] == "between Monday 26 October and Friday 6 November 2026"
    assert facts(TIMELINE["annex_a"])["Date"] == "Not known yet"
    assert facts(TIMELINE["daily_meeting"])["Date"].endswith(", every working day")


def test_a_task_shows_who_does_what_by_when() -> None:
    """And its status."""
    task = make_checklist().mark("brief-staff", Status.DONE, on=date(2026, 9, 8))["brief-staff"]
    shown = facts(task)
    assert shown["Owner"] == "Principal social worker (PSW)"
    assert shown["Due"] == "Tuesday 8 September 2026"
    assert shown["Status"] == "Done since Tuesday 8 September 2026"
    assert facts(make_checklist()["check-annex-a"])["Due"] == "Not known yet"
    assert facts(make_checklist()["rehearse"])["How often"] == "Quarterly"


def test_a_finding_leads_to_the_cell() -> None:
    """The file, sheet, cell and heading, what to do, and other rows that it depends on."""
    shown = facts(FINDING)
    assert shown["What to do"] == "Fill it in."
    assert (shown["File"], shown["Sheet"], shown["Cell"]) == ("annex-a.xlsx", "List 3", "B7")
    assert shown["See also"].startswith("List 1 row 2, ")
    assert shown["See also"].endswith(" and 2 other places")
    assert FINDING.message in html(FINDING)
    assert FINDING.message.rstrip(".") in markdown(FINDING)


@given(st.text(min_size=1).filter(str.strip))
def test_a_finding_never_shows_the_value_of_its_cell(value: str) -> None:
    """Neither by itself, nor in a message of a plugin's rule that repeats it."""
    secret = f"Zebedee {value}"
    finding = evolve(FINDING, value=secret, message=f"Not valid: {secret}", guidance=f"Ask about {secret}.")
    for text in (unescape(html(finding)), markdown(finding), repr(finding)):
        assert "Zebedee" not in text
    assert "(value not shown)" in html(finding)


MARK = "Overall effectiveness: inadequate"


@pytest.mark.parametrize(
    "value",
    [
        evolve(TIMELINE["debrief"], note=MARK),
        evolve(TIMELINE["debrief"], title=MARK),
        evolve(make_checklist()["brief-staff"], title=MARK),
        evolve(make_checklist()["brief-staff"], status=Status.DONE, status_note=MARK),
        evolve(FINDING, message=MARK),
    ],
)
def test_a_text_that_seems_to_give_the_outcome_is_not_shown(value: Any) -> None:
    """Not in the title either. The reason is there."""
    for text in (unescape(html(value)), markdown(value)):
        assert "inadequate" not in text
        assert "workspace.write(value" in text


def test_no_built_in_text_is_withheld() -> None:
    """Each event and task of each variant, and a finding of each rule, is shown."""
    values: list[Any] = [
        evolve(FINDING, rule=rule.id, message=rule.message, guidance=rule.guidance)
        for rule in built_in().values()
    ]
    for variant in default_workspace().catalogue.variants():
        until = default_workspace().catalogue.find(variant.id).variant.until
        last = {"notified": until} if until else {}
        plan = ip.schedule(make_inspection(variant=variant.id, **last))
        values += [*plan, *ip.checklist(plan)]
    assert len(values) > 500
    assert not [value for value in values if "Not shown here" in markdown(value)]


@pytest.fixture(scope="module")
def result() -> CheckResult:
    """The result of a check in which every list is missing."""
    return check_dataset(AnnexAData(tables={}, places=(), as_of=date(2026, 9, 7)))


def test_a_check_result_shows_its_counts(result: CheckResult) -> None:
    """The display is that of its summary, which has no row."""
    assert result._repr_html_() == html(result.summary)  # type: ignore[attr-defined]
    assert "Can Annex A be sent?" in html(result)
    only = result.filter(rule="AA-S-001", list=3)
    assert only.findings.height == 1
    assert html(only) == html(only.summary)


def test_the_readiness_of_a_workspace_shows_itself() -> None:
    """The value that a workspace returns has the display of the readiness in it."""
    ready = WorkspaceReadiness(readiness=ip.assess(TIMELINE, tasks=make_checklist()), state=None)  # type: ignore[arg-type]
    assert html(ready) == html(ready.readiness)
    assert repr(Workspace()) == "Workspace()"


@pytest.mark.parametrize("cls", [ip.Event, ip.Finding, ip.Task, annexa.CheckResult, WorkspaceReadiness])
def test_the_methods_of_a_notebook_are_there(cls: type[Any]) -> None:
    """Jupyter calls them."""
    assert {"_repr_html_", "_repr_markdown_", "_repr_pretty_"} <= vars(cls).keys()
