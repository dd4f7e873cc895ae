"""The commands by name. Each is imported only when it is run, so that help costs next to nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cyclopts import App, Group

from inspectprep.model.record import RECORD_KINDS

__all__ = ["COMMANDS", "EPILOGUE", "make_app"]

COMMANDS = {
    "init": ("init:init", "Make a folder in which one council's records are kept."),
    "demo": ("demo:demo", "Play the whole story for a made-up council."),
    "frameworks": ("frameworks:app", "List the inspection variants, or show what is known of one."),
    "timeline": ("timeline:timeline", "Plan dated events from the call."),
    "checklist": ("checklist:checklist", "List who does what by when."),
    "compare": ("compare:compare", "Put two variants or editions side by side."),
    "annexa": ("annexa:app", "Check Annex A and show what inspectors will see."),
    "ready": ("ready:ready", "If the call came on this day, would we be ready?"),
    "plugins": ("plugins:app", "List plugins, show one, or find out why one does not work."),
    "workspace": ("workspace:app", "Check, copy and move what is recorded, and see how a record came about."),
    **{kind.word: (f"records:{kind.word}", kind.summary) for kind in RECORD_KINDS.values()},
    "person": ("preparing:person", "Who holds which role, who stands in, who takes the call."),
    "worker": ("preparing:worker", "Workers, their teams, the work they are proud of, and who is prepared."),
    "release": ("release:app", "Drafts for each outcome, their sign-offs, and the release itself."),
    "brief": ("brief:brief", "Write the daily briefing for staff, leaders or partners."),
    "embargo": ("embargo:app", "Who knows the outcome, and when everybody may."),
    "evidence": (
        "evidence:evidence",
        "Evidence: what it covers, and whether its files still stand.",
    ),
    "survey": ("evidence:survey", "Answers to surveys, and how they changed from year to year."),
    "area": ("evidence:area", "Areas for improvement, and which can be shown to have moved."),
    "room": ("evidence:room", "The evening review: claims, balance, requests, lines of enquiry."),
    "selfeval": ("selfeval:selfeval", "Draft the self-evaluation from the evidence."),
}

_RECORDS = Group("Records: add, update, list, show, withdraw", sort_key=1)

EPILOGUE = (
    "Any command takes --without-plugin NAME (may be repeated) and --no-plugins. "
    "Exit codes: 0 fine, 1 findings or not ready, 2 cannot do what was asked."
)


def make_app(extra: Mapping[str, tuple[Any, str]] | None = None) -> App:
    """Make the command line's app.

    Args:
        extra: Commands of plugins: name to the target (``module:attribute``, or the command itself) and a
            line of help.
    """
    app = App(
        name="inspectprep",
        help="If the inspector rang today, would we be ready?",
        help_epilogue=EPILOGUE,
        help_format="plaintext",
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


def _version() -> str:
    import inspectprep

    return inspectprep.__version__
