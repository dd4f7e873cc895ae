"""Task templates put on the dates of a timeline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve

from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.model.basis import Basis
from inspectprep.model.checklist import Cadence, Checklist, Status, TaskTemplate, Theme
from inspectprep.model.decision import TaskState
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.source_migration import OUR_PRACTICE
from inspectprep.model.timeline import OpenQuestion
from inspectprep.planning.progress import not_listed, under_current_ids, with_progress
from inspectprep.planning.schedule import schedule
from inspectprep.planning.tasks import checklist
from tests.planning.plans import framework, offset, short


def template(name: str, **more: object) -> TaskTemplate:
    """Make a task template with everything a test does not care about filled in."""
    values = {
        "id": name,
        "title": name.capitalize(),
        "theme": Theme.PLAN,
        "phase": Phase.ON_SITE,
        "owners": ("deputy",),
        **more,
    }
    return TaskTemplate(**values)


DAILY = template(
    "debrief",
    anchor="fieldwork",
    until_anchor="fieldwork.end",
    cadence=Cadence.DAILY,
    owners=("deputy", "dcs"),
)


def tasks_of(*templates: TaskTemplate, closures: tuple[date, ...] = (), **visit: object) -> Checklist:
    """Make the checklist of a call on 9 April 2018."""
    inspection = Inspection(variant="short", notified=date(2018, 4, 9), **visit)
    timeline = schedule(inspection, framework(), short())
    return checklist(timeline, templates, closures=closures)


def test_a_daily_task_becomes_one_for_each_real_day_on_site() -> None:
    """A start on Tuesday leaves no task on Monday."""
    tasks = tasks_of(DAILY, actual={"fieldwork": date(2018, 4, 17)})
    assert [task.due for task in tasks] == [date(2018, 4, day) for day in (17, 18, 19, 20)]
    assert tasks["debrief@2018-04-17"].template == "debrief"


def test_a_daily_task_skips_days_on_which_the_council_is_closed() -> None:
    """A closed day has no evening debrief."""
    assert len(tasks_of(DAILY, closures=(date(2018, 4, 18),))) == 4


def test_a_task_is_due_its_offset_after_its_anchor() -> None:
    """Offsets count working days and leave the anchor out."""
    task = tasks_of(template("plan", anchor="fieldwork.end", offset=offset("1 working day")))["plan"]
    assert task.due == date(2018, 4, 23)


def test_a_task_with_a_span_is_due_on_its_last_day() -> None:
    """It can be begun on the first."""
    task = tasks_of(
        template("draft", anchor="fieldwork", until_anchor="fieldwork", until_offset=offset("3 working days"))
    )["draft"]
    assert (task.starts, task.due) == (date(2018, 4, 16), date(2018, 4, 19))


def test_a_span_that_ends_before_it_begins_is_due_on_its_first_day() -> None:
    """In a short visit the last day of a task can come before the first."""
    task = tasks_of(template("draft", anchor="fieldwork.end", until_anchor="fieldwork"))["draft"]
    assert (task.starts, task.due) == (date(2018, 4, 20), date(2018, 4, 20))


def test_a_task_with_only_a_last_day_is_due_on_it() -> None:
    """It can be begun at any time."""
    task = tasks_of(template("draft", until_anchor="fieldwork.end"))["draft"]
    assert (task.starts, task.due) == (None, date(2018, 4, 20))


def test_a_task_that_begins_on_a_day_and_has_no_last_day_yet_is_due_on_the_first() -> None:
    """The last day is not known before the notice comes."""
    task = tasks_of(template("draft", anchor="fieldwork", until_anchor="annex_a_due"))["draft"]
    assert (task.starts, task.due) == (date(2018, 4, 16), date(2018, 4, 16))


def test_a_task_of_the_embargo_waits_for_the_publication() -> None:
    """It is not due on the day of the feedback, because no one knows when the report comes out."""
    lasting = evolve(template("keep", anchor="fieldwork", until_anchor="annex_a_due"), phase=Phase.EMBARGO)
    task = tasks_of(lasting)["keep"]
    assert (task.starts, task.due, task.waits_for) == (date(2018, 4, 16), None, "annex_a_due")


def test_a_daily_task_without_a_last_day_yet_is_one_task() -> None:
    """It is not repeated on a guess."""
    [task] = tasks_of(evolve(DAILY, until_anchor="annex_a_due"))
    assert (task.id, task.starts) == ("debrief", date(2018, 4, 16))


def test_a_task_on_an_undated_event_has_no_date() -> None:
    """The letter has not come; nothing is guessed."""
    task = tasks_of(template("send", anchor="annex_a_due", basis=Basis.NOTICE))["send"]
    assert task.due is None


def test_a_task_on_a_forecast_says_that_its_date_is_uncertain() -> None:
    """Release day moves with publication."""
    tasks = tasks_of(template("release", anchor="publication"), template("opening", anchor="fieldwork"))
    assert tasks["release"].uncertain
    assert not tasks["opening"].uncertain


def test_a_later_template_replaces_an_earlier_one_of_the_same_id() -> None:
    """A council's own file has the last word."""
    tasks = tasks_of(template("brief"), template("brief", title="Our own way"))
    assert [task.title for task in tasks] == ["Our own way"]


def test_a_template_for_other_variants_is_left_out() -> None:
    """A focused visit's tasks do not turn up in a short inspection."""
    assert len(tasks_of(template("only", variants=("focused",)), template("all"))) == 1


def test_a_template_on_an_event_the_variant_lacks_is_left_out_with_a_note() -> None:
    """The note suggests the nearest event."""
    tasks = tasks_of(template("odd", anchor="feildwork"))
    assert len(tasks) == 0
    assert "did you mean 'fieldwork'" in tasks.notes[0]


def test_a_daily_task_without_a_span_is_refused() -> None:
    """Daily from when until when?"""
    with pytest.raises(DocumentError, match="until_anchor"):
        tasks_of(template("daily", anchor="fieldwork", cadence=Cadence.DAILY))


def test_a_checklist_is_narrowed_by_theme_owner_and_phase() -> None:
    """An owner's list holds what that owner takes part in, leading or not."""
    tasks = tasks_of(DAILY, template("data", theme=Theme.ANNEX_A, phase=Phase.OFF_SITE, owners=("annex-a",)))
    assert {task.template for task in tasks.select(theme="annex-a")} == {"data"}
    assert {task.template for task in tasks.select(owner="dcs")} == {"debrief"}
    assert {task.template for task in tasks.select(phase="off-site")} == {"data"}


def test_tasks_stand_in_order_of_phase_and_date() -> None:
    """Reading from top to bottom is reading forward in time."""
    tasks = tasks_of(
        template("late", phase=Phase.DEBRIEF, anchor="fieldwork.end"),
        DAILY,
        template("early", phase=Phase.ALWAYS_ON),
    )
    order = [task.template for task in tasks]
    assert (order[0], order[-1]) == ("early", "late")


def test_marking_a_template_marks_every_occurrence() -> None:
    """And marking one day marks one day."""
    tasks = tasks_of(DAILY)
    assert {task.status for task in tasks.mark("debrief", "done", on=date(2018, 4, 20))} == {Status.DONE}
    one = tasks.mark("debrief@2018-04-16", Status.DONE, on=date(2018, 4, 16))
    assert [task.status for task in one].count(Status.DONE) == 1
    assert tasks["debrief@2018-04-16"].status is Status.TO_DO


def test_states_are_put_on_a_checklist_planned_again() -> None:
    """What is done stays done when dates move."""
    day = date(2018, 4, 17)
    states = (
        TaskState(task="debrief@2018-04-17", status=Status.DONE, on=day),
        TaskState(task="opening", status=Status.NOT_NEEDED, on=day),
    )
    tasks = tasks_of(DAILY, template("opening", anchor="fieldwork"), actual={"fieldwork": date(2018, 4, 17)})
    marked = with_progress(tasks, states, day)
    assert marked["debrief@2018-04-17"].status is Status.DONE
    assert marked["opening"].status is Status.NOT_NEEDED


def test_marking_an_unknown_task_suggests_the_nearest() -> None:
    """A typing error costs seconds."""
    with pytest.raises(UnknownNameError, match="Did you mean 'opening'"):
        tasks_of(template("opening")).mark("openning", "done", on=date(2018, 4, 16))


def test_a_duplicate_anchor_day_is_not_needed_for_a_standing_task() -> None:
    """Always-on work keeps its cadence and has no date."""
    task = tasks_of(template("monthly", phase=Phase.ALWAYS_ON, cadence=Cadence.MONTHLY))["monthly"]
    assert task.due is None
    assert task.cadence is Cadence.MONTHLY
    assert evolve(task, status=Status.DONE) != task


def test_tasks_belong_to_the_frameworks_and_variants_that_they_name() -> None:
    """A task of another framework is left out without a note, and so is one of another variant."""
    tasks = tasks_of(
        template("all"),
        template("here", frameworks=("own", "test")),
        template("elsewhere", frameworks=("sccif",)),
        template("short", variants=("short",)),
        template("long", variants=("long",)),
    )
    assert {task.id for task in tasks} == {"all", "here", "short"}


def test_a_variant_has_the_tasks_of_those_that_it_extends() -> None:
    """Its own ids are beside those of the variants and frameworks that it is based on."""
    timeline = schedule(Inspection(variant="short", notified=date(2018, 4, 9)), framework(), short())
    wanted = template("visit", frameworks=("parent",), variants=("parent-visit",))
    assert not len(checklist(timeline, [wanted]))
    assert len(checklist(timeline, [wanted], based_on=("parent-visit", "parent")))


def test_a_plan_without_any_task_says_so() -> None:
    """The checklist is empty, and a note says why."""
    (note,) = tasks_of(template("elsewhere", frameworks=("sccif",))).notes
    assert note.startswith("No task is known for this kind of inspection")


def test_numbers_are_the_same_in_every_plan() -> None:
    """A number is the place of the template among all templates, also of those left out."""
    everything = [template("first", variants=("long",)), DAILY, template("last", number=903)]
    assert {task.template: task.number for task in tasks_of(*everything)} == {"debrief": 2, "last": 903}


def test_a_task_that_meets_an_event_has_its_day_its_basis_and_its_source() -> None:
    """Nothing about a deadline is said twice."""
    tasks = tasks_of(template("send", meets="annex_a_due"), notice={"annex_a_due": date(2018, 4, 11)})
    event = schedule(
        Inspection(variant="short", notified=date(2018, 4, 9), notice={"annex_a_due": date(2018, 4, 11)}),
        framework(),
        short(),
    )["annex_a_due"]
    task = tasks["send"]
    assert (task.due, task.basis, task.source) == (event.date, event.basis, event.source or OUR_PRACTICE)


def test_a_task_is_for_the_calls_of_its_days() -> None:
    """Both days are inclusive."""
    call = date(2018, 4, 9)
    day = timedelta(days=1)
    listed = tasks_of(
        template("first-day", starting=call),
        template("later", starting=call + day),
        template("last-day", until=call),
        template("earlier", until=call - day),
    )
    assert {task.id for task in listed} == {"first-day", "last-day"}


def test_no_task_is_due_before_the_call() -> None:
    """An offset back from the fieldwork can go too far."""
    early = template("early", anchor="fieldwork", offset=offset("-20 working days"))
    lasting = evolve(early, id="lasting", until_anchor="fieldwork", until_offset=offset("-10 working days"))
    tasks = tasks_of(early, lasting)
    assert tasks["early"].due == date(2018, 4, 9)
    assert (tasks["lasting"].starts, tasks["lasting"].due) == (date(2018, 4, 9), date(2018, 4, 9))


def test_preparation_that_counts_from_the_call_ends_before_the_fieldwork() -> None:
    """The notice is shorter than usual: nothing is prepared when inspectors are there."""
    late = template("late", phase=Phase.OFF_SITE, anchor="notification", offset=offset("4 working days"))
    lasting = evolve(
        late,
        id="lasting",
        offset=offset("1 working day"),
        until_anchor="notification",
        until_offset=offset("4 working days"),
    )
    on_site = evolve(late, id="on-site", phase=Phase.ON_SITE)
    tasks = tasks_of(late, lasting, on_site, notice={"fieldwork": date(2018, 4, 11)})
    assert [tasks[name].due for name in ("late", "lasting")] == [date(2018, 4, 10)] * 2
    assert tasks["on-site"].due == date(2018, 4, 13)


def test_sources_are_written_out_and_variants_are_named() -> None:
    """An id becomes its citation; free words stay; a task for all names no variant."""
    timeline = schedule(Inspection(variant="short", notified=date(2018, 4, 9)), framework(), short())
    named = template("named", source=("guide", "A council's note"), frameworks=(timeline.framework,))
    tasks = checklist(
        timeline,
        [named, template("free"), template("one", variants=("short", "long"))],
        sources={"guide": "A guide (2018)"},
        kinds={timeline.framework: ("long", "short")},
    )
    assert tasks["named"].source == "A guide (2018); A council's note"
    assert tasks["free"].source == OUR_PRACTICE
    assert tasks["named"].variants == ("long", "short")
    assert tasks["one"].variants == ("short", "long")
    assert tasks["free"].variants == ()


def test_questions_belong_to_the_one_who_takes_the_call() -> None:
    """In a children's home that is the registered manager, and not the director."""
    call = template(
        "receive",
        phase=Phase.NOTIFICATION,
        owners=("registered-manager",),
        anchor="notification",
    )
    timeline = schedule(Inspection(variant="short", notified=date(2018, 4, 9)), framework(), short())
    asked = OpenQuestion(id="fieldwork", number=1, text="On which day?")
    tasks = checklist(evolve(timeline, questions=(asked,)), [call])
    assert tasks["ask-fieldwork"].owners == ("registered-manager",)
    assert checklist(evolve(timeline, questions=(asked,)), [])["ask-fieldwork"].owners == ("dcs",)


def test_progress_under_a_former_id_counts() -> None:
    """The task of a kind of inspection was split off from one for all kinds."""
    new = template("visit-timetable", formerly=("draft-timetable",))
    tasks = tasks_of(new)
    recorded = TaskState(task="draft-timetable", status=Status.DONE, on=date(2018, 4, 9), inspection="ins-1")
    (state,) = under_current_ids(tasks, [new], [recorded])
    assert state.task == "visit-timetable"
    both = tasks_of(new, template("draft-timetable"))
    assert under_current_ids(both, [new], [recorded]) == (recorded,)


def test_progress_of_a_task_that_is_not_listed_is_named() -> None:
    """Daily tasks count by their template; the preparation for the next call gives none."""
    tasks = tasks_of(DAILY)
    states = [
        TaskState(task=name, status=Status.DONE, on=date(2018, 4, 20), inspection="ins-1")
        for name in ("debrief@2018-04-30", "share-good-press")
    ]
    assert not_listed(tasks, states, "ins-1") == ("share-good-press",)
    assert not_listed(tasks, states, "ins-2") == not_listed(tasks, states, "") == ()
