"""``inspectprep plugins check``: the contracts of one installed plugin."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from inspectprep.cli.arguments import Json
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import emit_json, note, say, table
from inspectprep.errors import UnknownNameError
from inspectprep.extras import require


def check(name: Annotated[str, Parameter(help="Name of the plugin.")], /, *, json: Json = False) -> int:
    """Run the contracts of everything that a plugin provides.

    The exit code is 1 if one of them fails.
    """
    require("pytest", "hypothesis", "time_machine")
    targets = {status.name: status.target for status in registry().statuses()}
    if name not in targets:
        raise UnknownNameError("plugin", name, targets)
    from inspectprep.testing.plugin_check import Result, check_plugin

    note(f"Checking {name}. This can take a minute.")
    found = check_plugin(targets[name])
    failed = [each for each in found if each.result is Result.FAILED]
    if json:
        rows = [
            {
                "contract": each.contract,
                "requirement": each.text,
                "result": each.result.value,
                "remedy": each.remedy,
            }
            for each in found
        ]
        emit_json(
            {"schema": "inspectprep/plugin-check/1", "plugin": name, "passed": not failed, "results": rows}
        )
    else:
        table(
            f"Contracts of {name}",
            ("Contract", "Requirement", "Result", "What to do"),
            [(each.contract, each.text, each.result.value, each.remedy) for each in found],
        )
        say(_summary(len(found), len(failed), sum(each.result is Result.NOT_RUN for each in found)))
    return 1 if failed else 0


def _summary(every: int, failed: int, not_run: int) -> str:
    waiting = f" {not_run} not run: they need the plugin's own tests." if not_run else ""
    if failed:
        return f"{failed} of {every} requirements are not met.{waiting}"
    return f"{every - not_run} of {every} requirements are met.{waiting}"
