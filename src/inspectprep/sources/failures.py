"""The line between a file that cannot be read and an error in inspectprep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspectprep.inputs import unreadable
from inspectprep.sources import problems
from inspectprep.sources.file_kind import FileKind
from inspectprep.sources.memory_file import InputFile
from inspectprep.systems import denied


@contextmanager
def as_source_errors(path: InputFile, *errors: type[Exception]) -> Iterator[None]:
    """Turn the errors of a library that cannot read a file into one that says what to do.

    Only a library's own errors, those of the system and lack of memory are the file's. Any other exception
    is an error in inspectprep: it is passed on, since the user can do nothing about it in the file.

    Args:
        path: The file.
        errors: What the library raises when it cannot read a file.

    Raises:
        SourceError: instead of one of these errors.
    """
    causes: tuple[type[Exception], ...] = (OSError, *errors)
    try:
        yield
    except MemoryError:
        raise problems.over_limit(path, "Reading it takes more memory than there is.") from None
    except causes as error:
        if isinstance(path, Path) and (refusal := denied(error)):
            raise unreadable(path, refusal) from None
        text = str(error).casefold()
        if "password" in text or "encrypt" in text:
            raise problems.refuse(path, FileKind.ENCRYPTED) from None
        raise problems.damaged(path) from None
    except BaseException as error:
        if is_panic(error):
            raise problems.damaged(path) from None
        raise


def is_panic(error: BaseException) -> bool:
    """Return whether a library in Rust gave up. The type of its exception cannot be imported."""
    return type(error).__name__ == "PanicException"
