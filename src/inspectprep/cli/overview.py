"""The first screen of the command line: every command by the moment at which it is used."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from inspectprep.cli.app import MOMENTS, TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 80
ASKING = frozenset({"--help", "-h"})


def overview(extra: Mapping[str, tuple[object, str]]) -> str:
    """Return the commands by moment, at most 80 columns wide.

    Args:
        extra: Commands of plugins, by name: the target and a line of help.
    """
    groups = {moment: {name: text for name, (_, text) in found.items()} for moment, found in MOMENTS.items()}
    if extra:
        groups["From plugins"] = {name: text for name, (_, text) in extra.items()}
    moment_width = max(map(len, groups)) + 2
    name_width = max(len(name) for commands in groups.values() for name in commands) + 2
    lines = [TITLE, "For help on one command: inspectprep COMMAND --help"]
    for moment, commands in groups.items():
        for place, (name, text) in enumerate(commands.items()):
            before = f"{'' if place else moment:{moment_width}}{name:{name_width}}"
            lines += wrap(text, WIDTH, initial_indent=before, subsequent_indent=" " * len(before))
    return "\n".join(lines)
