"""The table of commands. Each command is imported only when it is run, so that help is quick."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cyclopts import App, Parameter

import inspectprep
from inspectprep.model.record import RECORD_KINDS

MOMENTS: dict[str, dict[str, tuple[str, str]]] = {
    "Every month": {
        "ready": ("ready:ready", "Show whether the council is ready for a call."),
        "annexa": ("annexa:app", "Check Annex A, and see what inspectors see."),
        "prepared": ("prepared:prepared", "Show who is not prepared, by team and by when."),
        "selfeval": ("selfeval:selfeval", "Draft the self-evaluation from the evidence."),
        "forecast": ("forecast:app", "Forecast when the next inspection is likely."),
    },
    "The call": {
        "call": ("call:call", "Take the call: what to ask, and who to ring."),
        "timeline": ("timeline:timeline", "Plan the dated events of an inspection."),
        "checklist": ("checklist:app", "List tasks with owners and due dates."),
        "today": ("today:today", "List the tasks that are overdue, due or blocked."),
        "done": ("today:done", "Mark tasks as done."),
        "handout": ("office:handout", "Write the page for staff: what to expect."),
    },
    "On site": {
        "office": ("office:office", "Show tomorrow's visits, teams, cover and cases."),
        "room": ("evidence:room", "Review the inspection room in the evening."),
        "brief": ("brief:brief", "Write the daily briefing for one audience."),
        "scan": ("scan:app", "Find children's personal data before you send."),
    },
    "Until publication": {
        "embargo": ("embargo:app", "Show, update and lift the embargo."),
        "release": ("release:app", "Draft messages for each outcome, and sign off."),
    },
    "Afterwards": {
        "debrief": ("follow_up:debrief", "Write the debrief: lessons, thanks and press."),
        "action-plan": ("follow_up:action_plan", "Write the action plan, with owners and dates."),
    },
    "For analysts": {
        "frameworks": ("frameworks:app", "List the kinds of inspection, or show one."),
        "compare": ("compare:compare", "Compare two variants or editions."),
    },
    "Set-up": {
        "init": ("init:init", "Create a workspace for one council."),
        "demo": ("demo:demo", "Run the whole process for a synthetic council."),
        "records": ("kinds:kinds", "List the kinds of record, such as challenge."),
        "workspace": ("workspace:app", "Check, back up, export and import records."),
        "plugins": ("plugins:app", "List, check and make plugins."),
    },
}
"""The commands by the moment at which they are used, in the order of the story."""

COMMANDS = {
    **{kind.word: (f"records:{kind.word}", kind.summary) for kind in RECORD_KINDS.values()},
    "inspection": ("inspection:app", "Inspections: begun, running and ended."),
    "conversation": ("conversation:app", "Conversations with inspectors, promises, and the log of both."),
    "person": ("people:person", "Role holders, deputies and leave, and who takes the call."),
    "worker": ("people:worker", "Workers and their teams."),
    "evidence": ("evidence:evidence", "Evidence for each judgement, and its files."),
    "survey": ("evidence:survey", "Survey results, and changes from year to year."),
    "area": ("evidence:area", "Areas for improvement, action taken and progress."),
    **{name: found for commands in MOMENTS.values() for name, found in commands.items()},
}

TITLE = "Prepare for an inspection of children's services."
EPILOGUE = (
    "All commands accept --all (show everything), --no-plugins and --without-plugin NAME (can be repeated). "
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
        help=TITLE,
        help_epilogue=EPILOGUE,
        help_format="plaintext",
        default_parameter=Parameter(show_default=_default_text),
        version=_version,
    )
    for name, (target, text) in COMMANDS.items():
        app.command(f"inspectprep.cli.{target}", name=name, help=text)
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
