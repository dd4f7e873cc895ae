"""A folder of private files that is written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from inspectprep.errors import WriteError
from inspectprep.files import refuse_replacing
from inspectprep.systems import sync_folder

_ONLY_OWNER = 0o700


@contextmanager
def writing_folder(path: Path | str, *, ours: re.Pattern[str], inputs: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield an empty folder for files. It takes its name, and the place of an earlier one, at the end.

    If the block fails, the earlier folder stays as it was. Only its owner can open the folder.

    Args:
        path: The folder to write. It may be absent, empty, or have only files of an earlier run.
        ours: The names of the files of an earlier run, which are replaced.
        inputs: Files that must not be replaced.

    Raises:
        WriteError: if it has other files, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    refuse_folder(target, ours=ours, inputs=inputs)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".inspectprep.", suffix=".part", dir=target.parent))
    except (OSError, ValueError) as error:
        raise _unwritten(target, error) from None
    try:
        new = temporary / "new"
        new.mkdir(mode=_ONLY_OWNER)
        yield new
        sync_folder(new)
        # Another program may have put a file there in the meantime.
        refuse_folder(target, ours=ours, inputs=inputs)
        _swap(new, target, temporary / "old")
        sync_folder(target.parent)
    except OSError as error:
        raise _unwritten(target, error) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def refuse_folder(path: Path | str, *, ours: re.Pattern[str], inputs: Iterable[Path] = ()) -> None:
    """Refuse a folder that has files of other kinds, or that would replace a file that must stay.

    Raises:
        WriteError: if it does; it says why.
    """
    target = Path(path)
    refuse_replacing(target / "index", inputs=inputs)
    try:
        if not os.path.lexists(target):
            return
        if not target.is_dir():
            raise WriteError("This is not a folder.", where=str(target), remedy="Name a new folder.")
        others = [entry for entry in target.iterdir() if entry.is_dir() or not ours.fullmatch(entry.name)]
    except OSError as error:
        raise _unwritten(target, error) from None
    if others:
        raise WriteError(
            f"This folder has {len(others):,} other files or folders.",
            where=str(target),
            remedy="Name a new or empty folder. Nothing has changed.",
        )


def _swap(new: Path, target: Path, old: Path) -> None:
    """Give a finished folder its name. The earlier one comes back if that fails."""
    if not os.path.lexists(target):
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        with suppress(OSError):
            old.rename(target)
        raise


def _unwritten(target: Path, error: OSError | ValueError) -> WriteError:
    return WriteError(
        f"The folder could not be written: {getattr(error, 'strerror', None) or error}.",
        where=str(target),
        remedy="Choose another folder, or free space or permission there. Nothing has changed.",
    )
