"""The report of a checklist: by owner, repeats folded, unknown dates said."""

from __future__ import annotations

from datetime import date

from attrs import evolve

import inspectprep
from inspectprep import Inspection
from inspectprep.model.checklist import Cadence, Status
from inspectprep.model.report import Report, Table, Tiles
from inspectprep.model.workforce import People, Person
from inspectprep.reports.compose import report_of
from tests.reports.plans import CALL, checklist, task, timeline


def table(report: Report, title: str) -> Table:
    """Return the table of the section with this title."""
    (section,) = (section for section in report.sections if section.title == title)
    (found,) = (block for block in section.blocks if isinstance(block, Table))
    return found


def rows(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of a section's table as mappings."""
    found = table(report, title)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_tasks_stand_by_owner_with_the_director_first() -> None:
    """Each owner's tasks stand together, in the usual order of roles."""
    report = report_of(checklist(task("extra", CALL, owners=("night-duty",))))
    owners = [row["Owner"] for row in rows(report, "Tasks by owner")]
    assert list(dict.fromkeys(owners)) == [
        "Director of children's services (DCS)",
        "Deputy director (DEP)",
        "Communications lead (COM)",
        "Night duty",
    ]
    assert owners == sorted(owners, key=list(dict.fromkeys(owners)).index)
    assert table(report, "Tasks by owner").group == "Owner"


def test_a_daily_task_is_one_line_from_first_to_last() -> None:
    """Five debriefs are one row with both ends."""
    found = [
        row
        for row in rows(report_of(checklist()), "Tasks by owner")
        if row["Task"] == "Evening debrief (every working day)"
    ]
    assert [(row["From"], row["Due"]) for row in found] == [(date(2018, 4, 16), date(2018, 4, 20))]


def test_a_series_partly_done_is_being_done() -> None:
    """One of five debriefs done: doing; all of them: done."""
    tasks = checklist()
    some = tasks.mark("evening-debrief@2018-04-16", Status.DONE, on=date(2018, 4, 16))
    every = tasks.mark("evening-debrief", Status.DONE, on=date(2018, 4, 20))
    status = [
        next(
            row["Status"]
            for row in rows(report_of(each), "Tasks by owner")
            if row["Task"] == "Evening debrief (every working day)"
        )
        for each in (tasks, some, every)
    ]
    assert status == ["To do", "Doing", "Done"]


def test_recurring_work_says_since_when_and_when_it_is_due_again() -> None:
    """A month after it was done; nothing before it was ever done."""
    tasks = checklist()
    monthly = evolve(tasks["run-annex-a"], every=Cadence.MONTHLY.every)
    done = evolve(tasks, tasks=(monthly.marked(Status.DONE, date(2018, 4, 3)),))
    (row,) = rows(report_of(done), "Always on")
    assert (row["Status"], row["Since"], row["Due again"]) == ("Done", date(2018, 4, 3), date(2018, 5, 3))
    (row,) = rows(report_of(evolve(tasks, tasks=(monthly,))), "Always on")
    assert not {"Since", "Due again"} & row.keys()


def test_waiting_and_standing_tasks_are_not_mixed_with_dated_ones() -> None:
    """What only the letter dates is said so; what never ends says how often."""
    report = report_of(checklist())
    waiting = rows(report, "Tasks waiting for a date")
    assert [(row["Task"], row["Date"]) for row in waiting] == [
        ("Send annex a", "Take it from the letter, or ask")
    ]
    assert [(row["Task"], row["How often"]) for row in rows(report, "Always on")] == [
        ("Run annex a", "Monthly")
    ]


def test_what_a_date_rests_on_is_named() -> None:
    """A due date that depends on a forecast says so."""
    rests = {row["Task"]: row["Basis"] for row in rows(report_of(checklist()), "Tasks by owner")}
    assert rests["Prepare press"] == "Plan, from a forecast"
    assert rests["Tell all staff"] == "Plan"


def test_statuses_are_offered_where_people_fill_them_in() -> None:
    """A spreadsheet can check what is typed."""
    assert table(report_of(checklist()), "Tasks by owner").choices == {
        "Status": ("To do", "Doing", "Done", "Not needed")
    }


def test_overdue_is_counted_only_when_somebody_says_which_day_it_is() -> None:
    """No clock is read: without a day there is no tile."""

    def tiles(report: Report) -> dict[str, str]:
        block = report.sections[0].blocks[0]
        assert isinstance(block, Tiles)
        return {tile.title: tile.value for tile in block.tiles}

    assert "Tasks overdue" not in tiles(report_of(checklist()))
    assert tiles(report_of(checklist(), prepared=date(2018, 4, 10))) == {
        "Tasks": "7",
        "Done or not needed": "2",
        "Tasks overdue": "1",
        "Without a date yet": "1",
    }


def test_a_daily_task_is_overdue_once() -> None:
    """However often it was missed. So no more tasks are overdue than there are."""
    tiles = report_of(checklist(), prepared=date(2018, 4, 21)).sections[0].blocks[0]
    assert isinstance(tiles, Tiles)
    counts = {tile.title: int(tile.value) for tile in tiles.tiles}
    assert counts["Tasks overdue"] == 2
    assert counts["Tasks overdue"] <= counts["Tasks"] - counts["Done or not needed"]


def test_holders_are_named_when_people_are_known() -> None:
    """The role alone is a poor address."""
    people = People(people=(Person(role="dcs", name="Lucy Hart"),))
    report = report_of(checklist(), people=people, timeline=timeline())
    assert rows(report, "Tasks by owner")[0]["Owner"] == "Director of children's services (DCS): Lucy Hart"
    assert report.subtitle.startswith("ILACS short inspection")


def test_sources_come_last() -> None:
    """Where a practice was seen is the last thing to read."""
    report = report_of(checklist())
    assert report.sections[-1].title == "Sources of the tasks"
    assert rows(report, "Sources of the tasks") == [
        {
            "Task": "Old habit",
            "Id": "old-habit",
            "Note": "Optional.",
            "Where the date or the practice is seen": "A practitioner's account",
        }
    ]


def test_an_owners_tasks_stand_in_order_of_their_last_day() -> None:
    """What is due first is read first, whatever its stage."""
    report = report_of(checklist(task("late", date(2018, 8, 30)), task("early", date(2018, 6, 20))))
    dues = [row["Due"] for row in rows(report, "Tasks by owner") if "(DCS)" in str(row["Owner"])]
    assert dues == sorted(dues)  # type: ignore[type-var]
    assert len(dues) == 4


def test_daily_work_of_a_visit_without_dates_waits_for_them() -> None:
    """It is not among the work that keeps a council ready between inspections."""
    visit = inspectprep.schedule(Inspection(variant="ilacs-monitoring-visit", notified=date(2026, 10, 7)))
    report = report_of(inspectprep.checklist(visit))
    always = {row["Task"] for row in rows(report, "Always on")}
    waiting = {row["Task"] for row in rows(report, "Tasks waiting for a date")}
    daily = {task.title for task in inspectprep.checklist(visit) if task.cadence is Cadence.DAILY}
    assert daily
    assert not daily & always
    assert {f"{title} (every working day)" for title in daily} <= waiting
