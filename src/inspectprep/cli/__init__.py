"""The command line: thin commands, each of which calls one function of the library."""

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code: 0 fine, 1 findings or not ready, 2 cannot."""
    import gc
    import sys

    # A command makes values and ends: looking for garbage among them, now or on the way out, costs a
    # sixth of its time.
    gc.set_threshold(500_000, 20, 20)

    from inspectprep.cli.run import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
