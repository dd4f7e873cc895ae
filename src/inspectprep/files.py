"""Files written so that a crash leaves the old file or the new one, and no output replaces what must stay."""

from __future__ import annotations

import errno
import os
import stat
import tomllib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from inspectprep.errors import WriteError
from inspectprep.inputs import NOT_A_FILE
from inspectprep.systems import open_elsewhere, sync, sync_folder, too_long, unusable_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

_PRIVATE = 0o600

CONFIGURATION = "inspectprep.toml"
"""The file that makes a folder a workspace."""

STORE = "store"
"""The folder inside a workspace with all records."""

COPIES = "evidence"
"""The folder inside a workspace with copies of evidence."""

_NAMED = ("frameworks", "tasks", "annexa_policy", "annexa_explanations")
"""The settings that name further files of a workspace."""


@contextmanager
def writing(path: Path | str, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when all of it is on the disk.

    The bytes go to a temporary file in the same folder. At the end of the block it is synced and renamed,
    and the folder is synced, so that the file is durable. If the block fails, the old file stays.

    Args:
        path: The file to write; its folder is created if necessary.
        private: Readable by its owner only. Files with child-level data must be private. On Windows, a file
            has the permissions of its folder, and this changes nothing.

    Raises:
        WriteError: if it cannot be written; the message says why and what to do.
    """
    import tempfile  # noqa: PLC0415  # costs 20 ms, and most runs write no file

    target = Path(path)
    _refuse_others(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # Its name does not repeat that of the file, which may have the most characters that a name can have.
        handle, name = tempfile.mkstemp(prefix=".inspectprep.", suffix=".part", dir=target.parent)
    except (OSError, ValueError) as error:
        raise _unwritten(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            sync(stream.fileno())
        temporary.chmod(_PRIVATE if private else _usual_mode())
        _put(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        raise _unwritten(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put(temporary: Path, target: Path) -> None:
    """Give a finished file its name. A name with a null character is an error of the system."""
    try:
        temporary.replace(target)
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error)) from None


@contextmanager
def writing_output(
    path: Path | str, *, private: bool, inputs: Iterable[Path] = (), folders: Iterable[Path] = ()
) -> Iterator[BinaryIO]:
    """Open a file for an output whose name a user chose, as :func:`writing` does.

    Args:
        path: The file to write.
        private: Readable by its owner only. False only for what is public or synthetic.
        inputs: See :func:`refuse_replacing`.
        folders: See :func:`refuse_replacing`.

    Raises:
        WriteError: if it cannot be written, or must not be replaced.
    """
    refuse_replacing(path, inputs=inputs, folders=folders)
    with writing(path, private=private) as stream:
        yield stream


def nearest_configuration(start: Path | None = None) -> Path | None:
    """Return the nearest folder with an ``inspectprep.toml``, from `start` upward; None if there is none."""
    current = (start or Path.cwd()).resolve()
    return next(
        (folder for folder in (current, *current.parents) if (folder / CONFIGURATION).is_file()), None
    )


def is_disk_error(error: BaseException) -> bool:
    """Return whether a disk refused to write, because it is full, broken or read-only."""
    return isinstance(error, OSError) and error.errno in _DISK


# Some systems do not have all of these.
_DISK = {
    getattr(errno, name, errno.EIO) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "ENODEV", "ESTALE")
}


def refuse_replacing(path: Path | str, *, inputs: Iterable[Path] = (), folders: Iterable[Path] = ()) -> None:
    """Refuse an output that would replace a file that must stay.

    These are the configuration of a workspace, its store, its copies of evidence, the files that its
    configuration names, and the inputs. Links and other spellings of a name are recognised.

    Args:
        path: The output.
        inputs: Files that were or will be read.
        folders: Folders in which nothing may be written.

    Raises:
        WriteError: if it would; it says why.
    """
    target = Path(path)
    try:
        # The first name follows no link, and the second follows all.
        places = {Path(os.path.abspath(target)), Path(os.path.realpath(target))}  # noqa: PTH100  # as above
    except (OSError, ValueError) as error:  # a name with a null character is a ValueError
        raise _unwritten(target, error) from error
    files = dict.fromkeys(inputs, "This file is an input, and the output would replace it.")
    closed = dict.fromkeys(folders, "Only inspectprep itself writes to this folder.")
    for folder in {parent for place in places for parent in place.parents}:
        if os.path.isfile(folder / CONFIGURATION):  # noqa: PTH113  # never an error, also for long names
            files[folder / CONFIGURATION] = "This is the configuration of a workspace."
            files |= dict.fromkeys(_named_files(folder), "The configuration of a workspace names this file.")
            closed[folder / STORE] = "This folder has the records of a workspace."
            closed[folder / COPIES] = "This folder has the copies of a workspace's evidence."
    reasons = [why for file, why in files.items() if _same(target, file)]
    reasons += [why for folder, why in closed.items() if _inside(places, folder) or _linked(target, folder)]
    if reasons:
        raise WriteError(reasons[0], where=str(target), remedy="Give the output another name.")


def _named_files(folder: Path) -> Iterator[Path]:
    """Yield the files that a configuration names. One that cannot be read names none."""
    with suppress(OSError, TypeError, ValueError, AttributeError):
        settings = tomllib.loads((folder / CONFIGURATION).read_text(encoding="utf-8"))
        template = settings.get("reports", {}).get("word_template", ())
        for names in (template, *(settings.get(setting, ()) for setting in _NAMED)):
            for name in [names] if isinstance(names, str) else names:
                yield folder / str(name)


def _same(one: Path, other: Path) -> bool:
    """Return whether two names are of one file, through links of any kind."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _inside(places: Iterable[Path], folder: Path) -> bool:
    return any(_same(parent, folder) for place in places for parent in (place, *place.parents))


def _linked(target: Path, folder: Path) -> bool:
    """Return whether a file has a second name in a folder."""
    try:
        return target.stat().st_nlink > 1 and any(_same(target, file) for file in folder.rglob("*"))
    except OSError:
        return False


def _refuse_others(target: Path) -> None:
    """Refuse a folder, a pipe or a device. Renaming a file to its name would replace it."""
    if advice := unusable_name(target):
        raise WriteError(advice.what, where=str(target), remedy=advice.remedy)
    try:
        mode = target.stat().st_mode
    except (OSError, ValueError):  # a new file, or one that cannot be written, which is reported later
        return
    if stat.S_ISDIR(mode):
        raise WriteError("This is a folder.", where=str(target), remedy="Name a file in it.")
    if not stat.S_ISREG(mode):
        raise WriteError(NOT_A_FILE, where=str(target), remedy="Name a file.")


def _unwritten(target: Path, error: OSError | ValueError) -> WriteError:
    advice = None
    if isinstance(error, OSError):
        advice = open_elsewhere(target, error) or too_long(target, error)
    what, remedy = advice or (
        f"It could not be written: {getattr(error, 'strerror', None) or error}.",
        "Choose another folder, or free space or permission there.",
    )
    return WriteError(what, where=str(target), remedy=f"{remedy} Nothing has changed.")


def _usual_mode() -> int:
    """Return the mode of a new file, since mkstemp creates private ones."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
