"""``inspectprep plugins``: what is installed, what each provides, and why one does not work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cyclopts import App

from inspectprep.cli.arguments import Json
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit_json, say, table
from inspectprep.errors import UnknownNameError
from inspectprep.plugins import PluginState

if TYPE_CHECKING:
    from inspectprep.plugins import PluginStatus

__all__ = ["app"]

app = App(name="plugins", help="List plugins, show one, or find out why one does not work.")

_WELL = (PluginState.ACTIVE, PluginState.INSTALLED, PluginState.BLOCKED)


@app.default
@app.command(name="list")
def list_(*, json: Json = False) -> int:
    """List plugins without importing any of them."""
    _show(registry().statuses(), as_json=json)
    return 0


@app.command
def show(name: str, /, *, json: Json = False) -> int:
    """Load one plugin and show what it provides."""
    found = registry().examine()
    for status in found:
        if status.name == name:
            _one(status, as_json=json)
            return 0 if status.state in _WELL else 1
    raise UnknownNameError("plugin", name, [status.name for status in found])


@app.command
def doctor(*, json: Json = False) -> int:
    """Load every plugin and say which fail, which are incompatible, and why."""
    found = registry().examine()
    _show(found, as_json=json)
    ill = [status for status in found if status.state not in _WELL]
    if not json:
        for status in ill:
            say(f"{status.name}: {status.reason} {status.remedy}".strip())
        say("Every plugin works." if not ill else f"{len(ill)} of {len(found)} plugins need attention.")
    return 1 if ill else 0


def _document(status: PluginStatus) -> dict[str, Any]:
    return status._asdict()


def _show(found: tuple[PluginStatus, ...], *, as_json: bool) -> None:
    if as_json:
        emit_json({"schema": "inspectprep/plugins/1", "plugins": [_document(status) for status in found]})
        return
    table(
        "Plugins",
        ("Name", "State", "Distribution", "Version", "Reason"),
        [
            (status.name, status.state.value, status.distribution, status.version, status.reason)
            for status in found
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
        ("Reason", status.reason),
        ("What to do", status.remedy),
    ]
    table(status.name, ("", ""), [row for row in rows if row[1]])
