"""``inspectprep ready``: if the call came on this day, would we be ready?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from inspectprep.cli.arguments import Authority, Day, FrameworkFiles, Json, TaskFiles
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.cli.session import workspace
from inspectprep.model.checklist import TaskStates
from inspectprep.model.inspection import Inspection
from inspectprep.model.workforce import People, role_title

if TYPE_CHECKING:
    from inspectprep.model.readiness import Readiness
    from inspectprep.workspace import Workspace

__all__ = ["ready", "show_readiness", "write_all"]


def ready(
    *,
    variant: Annotated[str, Parameter(help="The variant, such as ilacs-short.")],
    notified: Annotated[Day, Parameter(help="The day of the call.")],
    annexa: Annotated[
        list[Path] | None, Parameter(negative="", help="Annex A files or folders; may be repeated.")
    ] = None,
    people: Annotated[Path | None, Parameter(help="A TOML file of roles, holders and leave.")] = None,
    states: Annotated[Path | None, Parameter(help="A TOML file of which tasks are done.")] = None,
    as_of: Annotated[
        Day | None, Parameter(help="The day on which the lists were drawn; the newest event if left out.")
    ] = None,
    on: Annotated[Day | None, Parameter(help="Answer for this day instead of the day of the call.")] = None,
    authority: Authority = "",
    framework: FrameworkFiles = None,
    tasks: TaskFiles = None,
    json: Json = False,
    out: Annotated[Path | None, Parameter(help="A folder in which to write every format.")] = None,
) -> int:
    """Answer the headline question, theme by theme, with reasons and next actions.

    The exit code is 0 when nothing is red and 1 otherwise.
    """
    own = workspace(frameworks=framework or (), tasks=tasks or ())
    timeline = own.schedule(Inspection(variant=variant, notified=notified, authority=authority))
    made = own.checklist(timeline)
    named = None
    if people is not None or states is not None:
        from inspectprep import codec  # noqa: PLC0415  # only these files need it

        named = codec.read_toml(people, People) if people else None
        made = made.with_states(codec.read_toml(states, TaskStates)) if states else made
    summary = None
    if annexa:
        from inspectprep.annexa import check  # noqa: PLC0415  # a question without Annex A needs no data library

        summary = check(annexa, as_of=as_of, registry=own.registry).summary
    answer = own.assess(timeline, tasks=made, annexa=summary, people=named, as_of=on)
    if out is not None:
        for path in write_all(
            own, answer, out, timeline=timeline, checklist=made, annexa=summary, people=named
        ):
            sys.stderr.write(f"Written: {path}\n")
    if json:
        from inspectprep.codec import dumps  # noqa: PLC0415  # tables need no codec

        emit_json(dumps(answer))
    else:
        show_readiness(answer)
    return 0 if answer.ready else 1


def write_all(own: Workspace, answer: Readiness, folder: Path, **context: Any) -> list[Path]:
    """Write the answer in every format that suits it, and the plan and checklist beside it."""
    timeline, checklist = context["timeline"], context["checklist"]
    day = {"prepared": answer.as_of}
    return [
        own.write(answer, folder / "ready.html", **context, **day),
        own.write(answer, folder / "ready.md", **context, **day),
        own.write(answer, folder / "ready.json", **context, **day),
        own.write(timeline, folder / "timeline.html", checklist=checklist, **day),
        own.write(timeline, folder / "timeline.md", **day),
        own.write(timeline, folder / "timeline.json", **day),
        own.write(timeline, folder / "inspection.ics", checklist=checklist, **day),
        own.write(checklist, folder / "checklist.xlsx", **day),
    ]


def show_readiness(answer: Readiness, most: int = 12) -> None:
    """Show the answer: are we ready, what is red and why, and who does what next."""
    name = f"{answer.authority or 'The council'}: {answer.title}, if the call comes on {day(answer.notified)}"
    verdict = {
        "red": "NOT READY: something is red",
        "amber": "READY WITH GAPS",
        "green": "READY",
    }[answer.rating.value]
    say("", name, f"Answered for {day(answer.as_of)}: {verdict}", "")
    table(
        "Theme by theme",
        ("Rating", "Theme", "Why"),
        [
            (each.rating.value, each.theme.heading, " ".join(reason.text for reason in each.reasons))
            for each in answer.themes
        ],
    )
    if answer.actions:
        table(
            "Who does what next",
            ("Rating", "Who", "What", "By"),
            [
                (each.rating.value, each.holder or role_title(each.owner), each.title, day(each.due) or "now")
                for each in answer.actions[:most]
            ],
        )
        if len(answer.actions) > most:
            say(f"And {len(answer.actions) - most} more: see the checklist.")
    say(*(f"Note: {note}" for note in answer.notes))
