"""``inspectprep plugins``: the installed plugins, their contents and their problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from inspectprep.cli.app import COMMANDS
from inspectprep.cli.arguments import Json
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit_json, note_on_terminal, say, table
from inspectprep.errors import UnknownNameError
from inspectprep.plugins import PluginState

if TYPE_CHECKING:
    from inspectprep.plugins import PluginStatus

app = App(name="plugins", help="List, show and diagnose plugins.")

_CHECK = "Run the contracts of everything that a plugin provides. The exit code is 1 if one fails."
app.command("inspectprep.cli.plugin_check:check", name="check", help=_CHECK)
app.command("inspectprep.cli.plugin_new:new", name="new", help="Write the package of a new plugin.")

_WORKING = (PluginState.ACTIVE, PluginState.INSTALLED, PluginState.BLOCKED)


@app.default
@app.command(name="list")
def list_(*, json: Json = False) -> int:
    """List plugins, and what each takes the place of, without loading them."""
    _show(registry().listed(), as_json=json)
    return 0


@app.command
def show(name: Annotated[str, Parameter(help="Name of the plugin.")], /, *, json: Json = False) -> int:
    """Load one plugin and show its contents."""
    statuses = registry().examine()
    for status in statuses:
        if status.name == name:
            _one(status, as_json=json)
            return 0 if status.state in _WORKING else 1
    raise UnknownNameError("plugin", name, [status.name for status in statuses])


@app.command
def doctor(*, json: Json = False) -> int:
    """Load all plugins, use everything that they provide, and list those that do not work.

    The exit code is 1 if any does not.
    """
    from inspectprep.doctor import examine

    found = examine(registry(), reserved=tuple(COMMANDS), progress=note_on_terminal)
    if json:
        emit_json([examination._asdict() for examination in found])
    else:
        table(
            "Plugins",
            ("Name", "Status", "Seconds", "Problems"),
            [
                (each.name, each.status.value, f"{each.seconds:.2f}", len(each.problems) or "")
                for each in found
            ],
        )
        failed = [each for each in found if each.status not in _WORKING]
        for each in failed:
            say(*(f"{each.name}: {problem}" for problem in each.problems))
        say("All plugins work." if not failed else f"{len(failed)} of {len(found)} plugins do not work.")
    return 0 if all(each.status in _WORKING for each in found) else 1


def _document(status: PluginStatus) -> dict[str, Any]:
    return status._asdict()


def _show(statuses: tuple[PluginStatus, ...], *, as_json: bool) -> None:
    if as_json:
        emit_json({"schema": "inspectprep/plugins/1", "plugins": [_document(status) for status in statuses]})
        return
    table(
        "Plugins",
        ("Name", "State", "Distribution", "Version", "Replaces", "Reason"),
        [
            (
                status.name,
                status.state.value,
                status.distribution,
                status.version,
                ", ".join(status.replaces),
                status.reason,
            )
            for status in statuses
        ],
    )


def _one(status: PluginStatus, *, as_json: bool) -> None:
    if as_json:
        emit_json({"schema": "inspectprep/plugin/1", **_document(status)})
        return
    rows = [
        ("State", status.state.value),
        ("Distribution", f"{status.distribution} {status.version}".strip()),
        ("Module", status.target),
        ("Hooks", ", ".join(status.hooks)),
        ("Provides", ", ".join(status.provides)),
        ("Replaces", ", ".join(status.replaces)),
        ("Reason", status.reason),
        ("What to do", status.remedy),
    ]
    table(status.name, ("", ""), [row for row in rows if row[1]])
