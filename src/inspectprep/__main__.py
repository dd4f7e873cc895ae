"""``python -m inspectprep``: the command line where the script is not on the path."""

from inspectprep.cli import main

if __name__ == "__main__":
    main()
