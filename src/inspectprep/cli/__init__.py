"""The command line. Each command parses its arguments, calls the library and prints the result."""

import gc
import io
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit: 0 success, 1 findings or not ready, 2 error."""
    # A command makes values and ends. Garbage collection, during the run and at exit, would take a sixth of
    # its time.
    gc.set_threshold(500_000, 20, 20)

    # A console of Windows may not have every letter of a name. Without this, printing it would be an error.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")

    from inspectprep.errors import LibraryError
    from inspectprep.extras import optional, pip_command, require

    try:
        require("cyclopts", "rich")
        with optional("cyclopts"):
            from inspectprep.cli.run import run
            from inspectprep.cli.standard_output import end_output
    except LibraryError as error:
        sys.stderr.write(f"inspectprep: {error}\n")
        sys.stderr.write(f"The library works without it. For all of inspectprep: {pip_command()}\n")
        sys.exit(2)
    code = run(sys.argv[1:])
    end_output()
    gc.freeze()
    sys.exit(code)
