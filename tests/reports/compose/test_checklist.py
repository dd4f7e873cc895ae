"""The report of a checklist: by owner, repeats folded, unknown dates said."""

from __future__ import annotations

from datetime import date

from attrs import evolve

import inspectprep
from inspectprep import Inspection
from inspectprep.model.checklist import Cadence, Status
from inspectprep.model.report import Bullets, Fold, Report, Table
from inspectprep.model.report_blocks import Answer
from inspectprep.model.workforce import People, Person
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.checklist import progress
from tests.reports.plans import CALL, checklist, task, timeline


def parts(report: Report) -> list[tuple[str, Table]]:
    """Return each table with the title of its section or fold, those of a workbook too."""
    found = []
    for section in (*report.sections, *report.sheets):
        for block in section.blocks:
            inner = block.blocks if isinstance(block, Fold) else (block,)
            title = block.title if isinstance(block, Fold) else section.title
            found += [(title, part) for part in inner if isinstance(part, Table)]
    return found


def table(report: Report, title: str) -> Table:
    """Return the first table with this title."""
    return next(each for name, each in parts(report) if name == title)


def rows(report: Report, title: str) -> list[dict[str, object]]:
    """Return the rows of a table as mappings."""
    found = table(report, title)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def answer(report: Report) -> Answer:
    """Return the answer of a report."""
    found = report.sections[0].blocks[0]
    assert isinstance(found, Answer)
    return found


def waiting(report: Report) -> tuple[str, ...]:
    """Return the tasks that only the letter can date."""
    (section,) = (each for each in report.sections if each.title == "Without a day")
    (fold,) = section.blocks
    assert isinstance(fold, Fold)
    return next(block.items for block in fold.blocks if isinstance(block, Bullets))


ALWAYS = "Before a call: what keeps us ready"


def test_tasks_stand_by_owner_with_the_director_first() -> None:
    """Each owner's tasks stand together, in the usual order of roles."""
    report = report_of(checklist(task("extra", CALL, owners=("night-duty",))))
    owners = [row["Owner"] for row in rows(report, "Tasks by owner")]
    assert list(dict.fromkeys(owners)) == [
        "Director of children's services",
        "Deputy director",
        "Annex A owner",
        "Communications lead",
        "night-duty",
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
    (row,) = rows(report_of(done), ALWAYS)
    assert (row["Status"], row["Due again"]) == ("Done", "Thu 3 May 2018")
    (row,) = rows(report_of(evolve(tasks, tasks=(monthly,))), ALWAYS)
    assert "Due again" not in row


def test_waiting_and_standing_tasks_are_not_mixed_with_dated_ones() -> None:
    """What only the letter dates is said so; what never ends says how often."""
    report = report_of(checklist())
    assert waiting(report) == ("Send annex a",)
    assert [(row["Task"], row["How often"]) for row in rows(report, ALWAYS)] == [("Run annex a", "Monthly")]


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
    """No clock is read: without a day nothing is late or due."""
    assert not answer(report_of(checklist())).steps
    found = answer(report_of(checklist(), prepared=date(2018, 4, 10)))
    assert found.verdict == "1 task late"
    assert found.sentence == "Of 7 tasks, 2 are done, 1 late, 1 due by Mon 16 Apr."
    tiles = {tile.title: tile.value for tile in progress(checklist(), date(2018, 4, 10)).tiles}
    assert tiles == {"Tasks": "7", "Done or not needed": "2", "Tasks overdue": "1", "Without a date yet": "1"}


def test_a_daily_task_is_overdue_once() -> None:
    """However often it was missed. So no more tasks are overdue than there are."""
    counts = {tile.title: int(tile.value) for tile in progress(checklist(), date(2018, 4, 21)).tiles}
    assert counts["Tasks overdue"] == 2
    assert counts["Tasks overdue"] <= counts["Tasks"] - counts["Done or not needed"]
    assert answer(report_of(checklist(), prepared=date(2018, 4, 21))).verdict == "2 tasks late"


def test_what_comes_before_a_call_and_after_it_never_share_a_list() -> None:
    """Before a call, only what keeps the council ready is to do."""
    report = report_of(checklist(), prepared=CALL)
    assert answer(report).verdict == "1 task to confirm"
    assert "6 more tasks would follow a call on Mon 9 Apr." in answer(report).sentence
    assert [row["Task"] for row in rows(report, "Late and this week")] == ["Run annex a (monthly)"]
    assert "Run annex a" not in {row["Task"] for row in rows(report, "After a call on Mon 9 Apr 2018")}


def test_a_reader_sees_their_own_tasks_first() -> None:
    """By the roles that they hold, and the others by owner."""
    people = People(people=(Person(role="deputy", name="Ben Brent"),))
    report = report_of(checklist(), prepared=date(2018, 4, 16), people=people, reader="ben  brent")
    own = rows(report, "ben  brent: late and this week")
    assert [row["Task"] for row in own] == ["Evening debrief (every working day)"]
    others = {row["Task"] for row in rows(report, "Late and this week")}
    assert others
    assert not others & {row["Task"] for row in own}


def test_holders_are_named_when_people_are_known() -> None:
    """The role alone is a poor address."""
    people = People(people=(Person(role="dcs", name="Lucy Hart"),))
    report = report_of(checklist(), people=people, timeline=timeline())
    assert rows(report, "Tasks by owner")[0]["Owner"] == "Lucy Hart, Director of children's services"
    assert report.subtitle == "ILACS short inspection, if called on Mon 9 Apr 2018"


def test_sources_are_in_the_workbook() -> None:
    """Where a practice was seen is no part of what to do this week."""
    assert rows(report_of(checklist()), "Sources of the tasks") == [
        {
            "Task": "Old habit",
            "Theme": "The plan, its owners and its deadlines",
            "Basis": "Plan",
            "Note": "Optional.",
            "Where the date or the practice is seen": "A practitioner's account",
        }
    ]


def test_an_owners_tasks_stand_in_order_of_their_last_day() -> None:
    """What is due first is read first, whatever its stage."""
    report = report_of(checklist(task("late", date(2018, 8, 30)), task("early", date(2018, 6, 20))))
    dues = [row["Due"] for row in rows(report, "Tasks by owner") if "Director" in str(row["Owner"])]
    assert dues == sorted(dues)  # type: ignore[type-var]
    assert len(dues) == 4


def test_daily_work_of_a_visit_without_dates_waits_for_them() -> None:
    """It is not among the work that keeps a council ready between inspections."""
    visit = inspectprep.schedule(Inspection(variant="ilacs-monitoring-visit", notified=date(2026, 10, 7)))
    report = report_of(inspectprep.checklist(visit))
    always = {row["Task"] for row in rows(report, ALWAYS)}
    daily = {task.title for task in inspectprep.checklist(visit) if task.cadence is Cadence.DAILY}
    assert daily
    assert not daily & always
    assert {f"{title} (every working day)" for title in daily} <= set(waiting(report))
