"""The command line: thin commands, each of which calls one function of the library."""

__all__ = ["main"]


def main() -> None:
    """Run the command line and leave with its exit code: 0 fine, 1 findings or not ready, 2 cannot."""
    import sys  # noqa: PLC0415  # nothing is imported before it is needed

    from inspectprep.cli.run import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))
