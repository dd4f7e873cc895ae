"""A process that writes to a store until it is killed, and says of each change that it was acknowledged.

Run as ``python writer.py FOLDER NAME``: each line on the standard output is an id, written out only after the
store had returned.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from inspectprep.store.sqlite import open_store


def main(folder: str, name: str) -> None:
    """Write, acknowledge, and so on for ever."""
    store = open_store(Path(folder), patience=60)
    number = 0
    while True:
        number += 1
        made = store.append("note", f"note-{name}-{number}", {"text": name * 50}, by=name, expect=0)
        os.write(1, f"{made.id} {made.number} {made.head}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
