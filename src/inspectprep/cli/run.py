"""The run of a command: options of all commands, errors without tracebacks, and exit codes."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, cast

from cyclopts import CycloptsError, UnknownCommandError, UnusedCliTokensError

from inspectprep import plugins
from inspectprep.cli import screen
from inspectprep.cli.app import COMMANDS, make_app
from inspectprep.cli.invocation import PluginOptions, problems, today, use
from inspectprep.cli.overview import ASKING, overview
from inspectprep.cli.standard_output import HelpConsole, claimed_output, stdout
from inspectprep.errors import InspectPrepError, UnknownNameError, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

CANNOT = 2
_DEBUG = "INSPECTPREP_DEBUG"


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments and return its exit code.

    Errors are written to the standard error stream: what happened, where, and what to do. For an unexpected
    error only its type and place are written, because its text might contain a child's personal data. Set
    ``INSPECTPREP_DEBUG=1`` to see the whole error.
    """
    try:
        tokens, blocked, load, everything = _options_of_all(arguments)
        use(PluginOptions(blocked=blocked, load_plugins=load))
        commands = _plugin_commands(tokens, load=load, blocked=blocked)
        own = first_word(tokens) not in commands
        if not tokens or set(tokens) <= ASKING:
            print(overview(commands), file=stdout())
            return 0
        with claimed_output() if own else nullcontext():
            screen.begin(everything=everything)
            app = make_app(commands)
            code = app(
                tokens,
                console=cast("Console", HelpConsole()),
                exit_on_error=False,
                print_error=False,
                result_action="return_value",
            )
            screen.end()
            stdout().flush()
        if tokens[:1] != ["plugins"]:
            _warn()
    except (CycloptsError, InspectPrepError, KeyboardInterrupt) as error:
        return _report(_sentence(error))
    except BrokenPipeError:
        # The reader closed the pipe. Without this, the interpreter reports an error when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{shortened(str(error.filename))}: " if error.filename else ""
        return _report(f"{where}This could not be read or written: {error.strerror or 'unknown reason'}.")
    except Exception as error:  # noqa: BLE001  # users get a sentence, not a traceback
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _report(text: str) -> int:
    """Write an error. What was typed may be in it, so the figures of a child's number or birth are hidden."""
    from inspectprep.workspace.personal_data.refusal import masked

    sys.stdout.flush()
    _note(f"inspectprep: {masked(text, today())}")
    return CANNOT


def _note(text: str) -> None:
    from inspectprep.cli.output import note  # help and most commands have no note

    note(text)


def _warn() -> None:
    """Warn about problems with plugins, because a result without their part looks complete."""
    for problem in dict.fromkeys(map(str, problems())):
        _note(f"inspectprep: warning: {problem}")


def _sentence(error: BaseException) -> str:
    """Return the message of an error. The suggestions of cyclopts would import every command."""
    if isinstance(error, KeyboardInterrupt):
        return "Stopped. No file was left incomplete."
    if isinstance(error, (UnknownCommandError, UnusedCliTokensError)):
        asked = (error.unused_tokens or [""])[0]
        within = [name for name in error.command_chain or () if name in COMMANDS]
        if not within:
            return str(UnknownNameError("command", asked, COMMANDS))
        return f"{within[0]} does not accept {asked!r}. For help, use: inspectprep {within[0]} --help"
    return str(error)


def _unexpected(error: Exception) -> int:
    import traceback

    if os.environ.get(_DEBUG):
        _note("".join(traceback.format_exception(error)).rstrip("\n"))
        return CANNOT
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{last.filename.replace(os.sep, '/').rpartition('/')[2]}, line {last.lineno}"
    return _report(
        f"There is an error in inspectprep ({type(error).__name__} in {place}). The message is not shown, "
        f"because it might contain a child's personal data. Set {_DEBUG}=1 to see it. Please report the "
        "error without personal data."
    )


def _options_of_all(arguments: Sequence[str]) -> tuple[list[str], tuple[str, ...], bool, bool]:
    """Split off the options of all commands: those about plugins apply before any is loaded."""
    tokens: list[str] = []
    blocked: list[str] = []
    load, everything = True, False
    waiting = iter(arguments)
    for word in waiting:
        if word == "--":
            return [*tokens, word, *waiting], tuple(blocked), load, everything
        if word == "--no-plugins":
            load = False
        elif word == "--all":
            everything = True
        elif word == "--without-plugin":
            name = next(waiting, "")
            if not name:
                raise InspectPrepError("--without-plugin needs the name of a plugin.")
            blocked.append(name)
        elif word.startswith("--without-plugin="):
            blocked.append(word.partition("=")[2])
        else:
            tokens.append(word)
    return tokens, tuple(blocked), load, everything


def first_word(tokens: Sequence[str]) -> str | None:
    """Return the name of the command. None without one."""
    return next((token for token in tokens if not token.startswith("-")), None)


def _plugin_commands(
    tokens: Sequence[str], *, load: bool, blocked: Sequence[str]
) -> dict[str, tuple[object, str]]:
    """Return the commands of plugins, if this run needs them: for help, or for a command by its name.

    Only the requested command is imported.
    """
    first = first_word(tokens)
    if not load or first in COMMANDS:
        return {}

    return {
        command.name: (
            command.load() if command.name == first else command.target,
            f"From the plugin {command.distribution}.",
        )
        for command in plugins.commands(blocked=blocked)
        if command.name not in COMMANDS
    }
