"""The table of commands. Each command is imported only when it is run, so that help is quick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cyclopts import App, Group, Parameter

import inspectprep
from inspectprep.model.record import RECORD_KINDS

COMMANDS = {
    "init": ("init:init", "Create a workspace for one council."),
    "demo": ("demo:demo", "Run the whole process for a synthetic council."),
    "frameworks": ("frameworks:app", "List inspection variants, or show one."),
    "timeline": ("timeline:timeline", "Plan the dated events of an inspection."),
    "checklist": ("checklist:app", "List tasks with owners and due dates, and read a filled-in workbook."),
    "compare": ("compare:compare", "Compare two variants or editions."),
    "forecast": ("forecast:app", "Forecast the next full inspection, of a council or of a region."),
    "annexa": ("annexa:app", "Check Annex A data and show what inspectors will see."),
    "today": ("today:today", "List the tasks that are overdue, due or blocked."),
    "done": ("today:done", "Mark tasks as done."),
    "ready": ("ready:ready", "Show whether the council is ready for a call."),
    "call": ("call:call", "Take the call: a sheet of questions, and who to ring."),
    "plugins": ("plugins:app", "List, show and diagnose plugins."),
    "scan": ("scan:app", "Find personal data of children in a text before you send it."),
    "workspace": ("workspace:app", "Check, back up, export and import records."),
    **{kind.word: (f"records:{kind.word}", kind.summary) for kind in RECORD_KINDS.values()},
    "inspection": ("inspection:app", "Inspections: begun, running and ended."),
    "conversation": ("conversation:app", "Conversations with inspectors, promises, and the log of both."),
    "person": ("people:person", "Role holders, deputies and leave, and who takes the call."),
    "worker": ("people:worker", "Workers and their teams, and who is prepared."),
    "release": ("release:app", "Draft messages for each outcome, sign-offs and release."),
    "office": ("office:office", "Write the page about tomorrow's office: visits, teams, cover and cases."),
    "handout": ("office:handout", "Write the page for staff: what to expect, and what to be proud of."),
    "debrief": ("follow_up:debrief", "Write the debrief: wellbeing, lessons, thanks and the press wall."),
    "action-plan": ("follow_up:action_plan", "Write the action plan, with owners, measures and deadlines."),
    "brief": ("brief:brief", "Write the daily briefing for one audience."),
    "embargo": ("embargo:app", "Show, update and lift the embargo."),
    "evidence": ("evidence:evidence", "Evidence for each judgement, and its files."),
    "survey": ("evidence:survey", "Survey results, and changes from year to year."),
    "area": ("evidence:area", "Areas for improvement, action taken and progress."),
    "room": ("evidence:room", "Write the evening review of the inspection room."),
    "selfeval": ("selfeval:selfeval", "Draft the self-evaluation from the evidence."),
}

_RECORDS = Group("Records (add, update, list, show, withdraw)", sort_key=1)

EPILOGUE = (
    "All commands accept --no-plugins and --without-plugin NAME (can be repeated). "
    "Exit codes: 0 success, 1 findings or not ready, 2 error."
)


def make_app(extra: Mapping[str, tuple[Any, str]] | None = None) -> App:
    """Return the app of the command line.

    Args:
        extra: Commands of plugins, by name: the target (``module:attribute``, or the command itself) and a
            line of help.
    """
    app = App(
        name="inspectprep",
        help="Prepare for an inspection of children's services.",
        help_epilogue=EPILOGUE,
        help_format="plaintext",
        default_parameter=Parameter(show_default=_default_text),
        version=_version,
    )
    for name, (target, text) in COMMANDS.items():
        group = _RECORDS if name in RECORD_KINDS else None
        app.command(f"inspectprep.cli.{target}", name=name, help=text, group=group)
    for name, (target, text) in (extra or {}).items():
        if isinstance(target, str):
            app.command(target, name=name, help=text)
        else:
            app.command(target, name=name)
    return app


def _default_text(value: object) -> str | None:
    """Return a default value for help; None for an empty one, which is not shown."""
    return None if value is None or value is False or value == "" else str(value)


def _version() -> str:
    return inspectprep.__version__
