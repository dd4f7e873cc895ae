"""``inspectprep demo``: the whole process for a synthetic council, from Annex A to readiness."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import inspectprep
from inspectprep import annexa
from inspectprep.cli.invocation import make_workspace
from inspectprep.cli.output import day, is_one_report, say
from inspectprep.cli.ready_files import write_all
from inspectprep.cli.ready_screen import show_readiness
from inspectprep.cli.standard_output import stdout
from inspectprep.errors import InspectPrepError
from inspectprep.extras import require
from inspectprep.model.checklist import Status
from inspectprep.model.decision import TaskState
from inspectprep.model.framework import Phase
from inspectprep.model.inspection import Inspection
from inspectprep.model.workforce import Leave, People, Person
from inspectprep.planning.progress import with_progress
from inspectprep.planning.readiness import CouncilState, assess
from inspectprep.planning.wording import counted
from inspectprep.workspace.reason_providers import sources_of

if TYPE_CHECKING:
    from inspectprep.model.checklist import Checklist
    from inspectprep.model.finding import CheckSummary

_AUTHORITY = "Borsetshire (fictional)"
_CALL = date(2026, 10, 5)
_DONE = date(2026, 9, 21)
_CHILDREN = 600
_SEED = 7
_DEFECTS = 0.04
_LATE = 0.05

_PEOPLE = People(
    people=(
        Person(
            role="dcs",
            name="Amara Okafor",
            deputy="deputy",
            leave=(Leave(starting=date(2026, 10, 1), until=date(2026, 10, 8), cover="deputy"),),
        ),
        Person(role="deputy", name="Ben Hartley", deputy="qa"),
        Person(
            role="annex-a",
            name="Chloe Nguyen",
            leave=(Leave(starting=date(2026, 10, 5), until=date(2026, 10, 9)),),
        ),
        Person(role="documents", name="Dev Patel"),
        Person(role="audits", name="Ewa Kowalska"),
        Person(role="communications", name="Farid Rahman"),
        Person(role="logistics", name="Grace Thompson"),
        Person(role="psw", name="Hannah Price"),
        Person(role="qa", name="Isaac Bello"),
        Person(role="partnerships", name="Joanna Reid"),
        Person(role="hr", name="Karl Lindqvist"),
    )
)


def demo(
    *,
    out: Annotated[Path, Parameter(help="Folder for the reports.")] = Path("demo"),
) -> int:
    """Run the whole process for a synthetic council.

    It writes and checks an Annex A workbook with errors, plans a short inspection and writes each report to
    a folder. It ends with the readiness of the council. All data is synthetic.
    """
    require("polars", "jinja2", "xlsxwriter", "icalendar")  # before anything is written
    workspace = make_workspace()
    if is_one_report(workspace, "readiness", out):
        raise InspectPrepError(
            "The demo writes several files.", where=f"--out {out}", remedy="Name a folder."
        )
    workbook = out / "annex-a.xlsx"
    _step(f"Writing Annex A for a synthetic council of {_CHILDREN} children, with errors: {workbook}")
    council = inspectprep.synth.council(
        children=_CHILDREN, seed=_SEED, as_of=_CALL, defects=_DEFECTS, late=_LATE
    )
    inspectprep.synth.write_workbook(council, workbook)
    _step(f"Checking its eleven lists as of {day(_CALL)}.")
    summary = annexa.check([workbook], as_of=_CALL, registry=workspace.registry).summary
    say(*_lists(summary))
    _step(f"Planning a short inspection, with the call on {day(_CALL)}.")
    timeline = workspace.schedule(Inspection(variant="ilacs-short", authority=_AUTHORITY, notified=_CALL))
    checklist = workspace.checklist(timeline)
    checklist = with_progress(checklist, _states(checklist), _CALL)
    state = CouncilState(timeline=timeline, day=_CALL, tasks=checklist, annexa=summary, people=_PEOPLE)
    answer = assess(state, sources_of(workspace.registry))
    _step(f"Writing each report to {out}.")
    for path in write_all(workspace, answer, out, state):
        say(f"  {path}")
    show_readiness(answer)
    say("", f"Open {out / 'index.html'} in a browser to see the answer, with links to the rest.")
    return 0


def _step(text: str) -> None:
    say(f"- {text}")
    stdout().flush()


def _states(checklist: Checklist) -> list[TaskState]:
    """Return most of the continuing tasks as done, as in a council that is mostly ready."""
    continuing = [task.id for task in checklist if task.phase is Phase.ALWAYS_ON]
    done = [name for position, name in enumerate(continuing) if position % 3]
    return [TaskState(task=name, status=Status.DONE, on=_DONE) for name in done]


def _lists(summary: CheckSummary) -> list[str]:
    return [
        f"  List {list_.list:>2} {list_.title:<32} {counted(list_.rows, 'row'):>9} "
        f"{counted(list_.errors, 'error'):>10} {counted(list_.warnings, 'warning'):>12} "
        f"{counted(list_.queries, 'query', 'queries'):>11} {list_.practice:>4} on practice"
        for list_ in summary.lists
    ]
