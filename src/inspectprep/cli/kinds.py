"""``records``: the kinds of record, each with commands of its own."""

from __future__ import annotations

from inspectprep.cli.app import COMMANDS
from inspectprep.cli.arguments import Json
from inspectprep.cli.output import emit_json, say, table
from inspectprep.model.record import RECORD_KINDS


def kinds(*, json: Json = False) -> int:
    """List the kinds of record. Each has the commands add, update, list, show and withdraw."""
    known = [(word, COMMANDS[word][1]) for word in sorted(RECORD_KINDS)]
    if json:
        rows = [{"kind": word, "summary": summary} for word, summary in known]
        emit_json({"schema": "inspectprep/kinds/1", "kinds": rows})
        return 0
    table("Kinds of record", ("Kind", "For"), known)
    say("For its commands and fields: inspectprep KIND --help")
    return 0
