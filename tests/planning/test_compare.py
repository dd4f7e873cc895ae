"""Two plans side by side."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.model.basis import Basis
from inspectprep.model.framework import Edition, Fact, InformationRequest, Judgement
from inspectprep.model.inspection import Inspection
from inspectprep.planning.compare import compare
from inspectprep.planning.schedule import schedule
from tests.planning.plans import framework, milestone, short

VISIT = Inspection(variant="short", notified=date(2018, 4, 9))
FACT = Fact(id="team", title="Team", basis=Basis.INSPECTORATE, source=("guide",), value="four inspectors")


def test_a_plan_compared_with_itself_has_no_difference() -> None:
    """Every line is there and none differs."""
    plan = schedule(VISIT, framework(), short())
    found = compare(plan, plan, variants=(short(), short()))
    assert found.differences == ()
    assert len(found.rows) == len(plan)


def test_dates_facts_and_requests_that_differ_are_told_from_both_sides() -> None:
    """What only one side has is None on the other."""
    longer = evolve(
        short(),
        id="long",
        milestones=(
            *(each for each in short().milestones if each.id != "fieldwork"),
            milestone("fieldwork", "notification", "next monday", end="friday of week 2"),
            milestone("second_week", "fieldwork", "1 week"),
        ),
        facts=(FACT, evolve(FACT, id="hour", title="Hour of the call", value=None)),
        requests=(
            InformationRequest(
                id="audits", title="Audits", milestone="annex_a_due", basis=Basis.NOTICE, source=("guide",)
            ),
        ),
    )
    left = schedule(VISIT, framework(), evolve(short(), facts=(evolve(FACT, value="two"),)))
    right = schedule(VISIT, framework(), longer)
    found = compare(left, right, variants=(evolve(short(), facts=(evolve(FACT, value="two"),)), longer))
    rows = {row.id: (row.left, row.right) for row in found.differences}
    assert rows["fieldwork"] == ("2018-04-16 to 2018-04-20", "2018-04-16 to 2018-04-27")
    assert rows["second_week"] == (None, "2018-04-23")
    assert rows["team"] == ("two", "four inspectors")
    assert rows["hour"] == (None, "not known")
    assert rows["audits"] == (None, "asked for")
    titles = {row.id: row.title for row in found.differences}
    assert (titles["team"], titles["hour"], titles["fieldwork"]) == ("Team", "Hour of the call", "Fieldwork")
    turned = compare(right, left, variants=(longer, short()))
    assert {row.id: row.title for row in turned.differences}["hour"] == "Hour of the call"
    assert "annex_a_due" not in rows


def test_editions_are_compared_by_their_judgements() -> None:
    """Care leavers became a judgement of their own."""
    old = Edition(
        id="old", title="Old", starting=date(2018, 1, 1), judgements=(Judgement(id="care", title="Care"),)
    )
    new = evolve(old, id="new", judgements=(*old.judgements, Judgement(id="leavers", title="Care leavers")))
    plan = schedule(VISIT, framework(), short())
    found = compare(plan, plan, variants=(short(), short()), editions=(old, new))
    assert [(row.topic, row.id, row.left, row.right) for row in found.differences] == [
        ("judgement", "leavers", None, "graded")
    ]
