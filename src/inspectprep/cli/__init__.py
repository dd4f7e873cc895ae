"""The command line. Each command parses its arguments, calls the library and prints the result."""

import gc
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit: 0 success, 1 findings or not ready, 2 error."""
    # A command makes values and ends. Garbage collection, during the run and at exit, would take a sixth of
    # its time.
    gc.set_threshold(500_000, 20, 20)

    from inspectprep.cli.run import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
