"""Running a command: options that every command takes, errors without tracebacks, exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

from cyclopts import CycloptsError, UnknownCommandError, UnusedCliTokensError

from inspectprep.cli.app import COMMANDS, make_app
from inspectprep.cli.invocation import PluginOptions, problems, use
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.plugins import commands

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run"]

CANNOT = 2
_DEBUG = "INSPECTPREP_DEBUG"


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments and return its exit code.

    Problems are told on the standard error stream as what happened, where, and what to do. Of an error
    nobody foresaw only its kind and place are told, since its text might hold a child's details; set
    ``INSPECTPREP_DEBUG=1`` to see all of it.
    """
    try:
        tokens, blocked, load = _plugin_options(arguments)
        use(PluginOptions(blocked=blocked, load_plugins=load))
        app = make_app(_plugin_commands(tokens, load=load, blocked=blocked))
        code = app(tokens, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
        if tokens[:1] != ["plugins"]:
            _warn()
    except (CycloptsError, InspectPrepError, KeyboardInterrupt) as error:
        return _tell(_sentence(error))
    except BrokenPipeError:
        # Whoever read the output has enough of it; the interpreter must not complain while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # a tired person gets a sentence, not a traceback
        return _unforeseen(error)
    return code if isinstance(code, int) else 0


def _tell(text: str) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"inspectprep: {text}\n")
    return CANNOT


def _warn() -> None:
    """Say what is wrong with plugins, so that a result that lacks their part does not look complete."""
    for problem in dict.fromkeys(map(str, problems())):
        sys.stderr.write(f"inspectprep: warning: {problem}\n")


def _sentence(error: BaseException) -> str:
    """Say what went wrong; cyclopts would import every command to name the nearest."""
    if isinstance(error, KeyboardInterrupt):
        return "Stopped. Nothing half-written is left behind."
    if isinstance(error, (UnknownCommandError, UnusedCliTokensError)):
        asked = (error.unused_tokens or [""])[0]
        within = [name for name in error.command_chain or () if name in COMMANDS]
        if not within:
            return str(UnknownNameError("command", asked, COMMANDS))
        return f"{within[0]} cannot do anything with {asked!r}. Try: inspectprep {within[0]} --help"
    return str(error)


def _unforeseen(error: Exception) -> int:

    if os.environ.get(_DEBUG):
        traceback.print_exception(error)
        return CANNOT
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.filename.replace(os.sep, '/').rpartition('/')[2]}, line {last.lineno}"
    return _tell(
        f"Something went wrong inside inspectprep ({type(error).__name__} in {place}). Its text is not "
        f"shown, because it might hold a child's details. Set {_DEBUG}=1 to see it, and please report it "
        "without them."
    )


def _plugin_options(arguments: Sequence[str]) -> tuple[list[str], tuple[str, ...], bool]:
    """Take the options about plugins out of the arguments: they are decided before anything is loaded."""
    tokens: list[str] = []
    blocked: list[str] = []
    load = True
    waiting = iter(arguments)
    for word in waiting:
        if word == "--":
            return [*tokens, word, *waiting], tuple(blocked), load
        if word == "--no-plugins":
            load = False
        elif word == "--without-plugin":
            name = next(waiting, "")
            if not name:
                raise InspectPrepError("--without-plugin needs the name of a plugin.")
            blocked.append(name)
        elif word.startswith("--without-plugin="):
            blocked.append(word.partition("=")[2])
        else:
            tokens.append(word)
    return tokens, tuple(blocked), load


def _plugin_commands(
    tokens: Sequence[str], *, load: bool, blocked: Sequence[str]
) -> dict[str, tuple[object, str]]:
    """Return the commands of plugins, looked up only where they could matter: in help, or by name.

    Only the one that is asked for is imported.
    """
    first = next((token for token in tokens if not token.startswith("-")), None)
    if not load or first in COMMANDS:
        return {}

    return {
        each.name: (
            each.load() if each.name == first else each.target,
            f"From the plugin {each.distribution}.",
        )
        for each in commands(blocked=blocked)
        if each.name not in COMMANDS
    }
