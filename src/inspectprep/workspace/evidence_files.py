"""The files of evidence: their checksums, copies in the workspace, and checks for changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from inspectprep.errors import InspectPrepError, SourceError
from inspectprep.files import COPIES, writing
from inspectprep.inputs import open_file, unreadable
from inspectprep.model.evidence import EvidenceItem, FileCheck, FileState, SurveyMeasure

if TYPE_CHECKING:
    from inspectprep.workspace.council_records import CouncilRecords
    from inspectprep.workspace.record_entry import RecordEntry

_T = TypeVar("_T", bound=EvidenceItem | SurveyMeasure)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_CHUNK = 1 << 20
_SHORT = 12


def sha256_of(path: Path | str) -> str:
    """Return the SHA-256 checksum of a file in hexadecimal, read a piece at a time.

    Raises:
        SourceError: if there is no such file or it cannot be read.
    """
    with open_file(path) as stream:
        try:
            return hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise unreadable(path, error) from None


def attach_file(
    workspace: CouncilRecords, id: str, path: Path, *, copy: bool = False, by: str, why: str = ""
) -> RecordEntry:
    """Record the location and the checksum of the file of an evidence item or survey result.

    Nothing is copied if the name, the text or the change would be refused.

    Args:
        workspace: The workspace.
        id: The record.
        path: The file. It is not changed or moved.
        copy: Also copy the file to the workspace.
        by: The author.
        why: The reason.

    Raises:
        InspectPrepError: if the record cannot have a file.
        PersonalDataError: if the name of the file, or the text of a copy, seems to contain a child's details.
        UnknownNameError: if there is no such record.
        SourceError: if there is no such file, or it cannot be read.
        WriteError: if the copy cannot be written.
    """
    record = workspace.records.get(id)
    if not isinstance(record, EvidenceItem | SurveyMeasure):
        raise InspectPrepError(
            "Only evidence items and survey results have a file.",
            where=id,
            remedy="Add an evidence item for the file, and give its id.",
        )
    workspace.refuse_file_name(path)
    if copy:
        workspace.records.refuse(by=by, why=why, where=id)
        workspace.refuse_copy(path)
    value = with_file(record, path, folder=workspace.folder, copy=copy)
    changes = {"location": value.location, "sha256": value.sha256}
    return workspace.records.change(id, changes, by=by, why=why)


def with_file(record: _T, path: Path | str, *, folder: Path | None = None, copy: bool = False) -> _T:
    """Return evidence with the location and the checksum of a file. The file is not changed or moved.

    The location of a file inside the workspace's folder is relative to the folder, so that the folder can
    move. Other locations are absolute.

    Args:
        record: An evidence item or a survey result.
        path: The file.
        folder: The workspace's folder, if any.
        copy: Also copy the file to the workspace, readable by its owner only, and use that location.

    Raises:
        SourceError: if there is no such file, it cannot be read, or there is no folder for a copy.
        WriteError: if the copy cannot be written.
    """
    source = Path(path)
    if not copy:
        checksum = sha256_of(source)
        return evolve(record, location=_named(source, folder), sha256=checksum)
    if folder is None:
        raise SourceError(
            "There is no folder for the copy.",
            where=str(source),
            remedy="Open a workspace that has a folder, or add the file without copying it.",
        )
    checksum = sha256_of(source)
    target = folder / COPIES / f"{checksum[:_SHORT]}-{source.name}"
    if not _is_copy(target, checksum):
        checksum = _copy(source, target)
    return evolve(record, location=_named(target, folder), sha256=checksum)


def hashed(record: Any, folder: Path | None = None) -> Any:
    """Return a record with the checksum of its file, if there is such a file.

    Other records are returned unchanged, and so is a record with a checksum. The location is relative to the
    current folder or to the workspace's folder.
    """
    named = isinstance(record, EvidenceItem | SurveyMeasure) and record.location and not record.sha256
    if not named or _ADDRESS.match(record.location):
        return record
    for path in (Path(record.location), (folder or Path()) / record.location):
        try:
            return with_file(record, path, folder=folder)
        except SourceError:
            continue
    return record


def check_files(
    records: Iterable[EvidenceItem | SurveyMeasure], *, folder: Path | None = None
) -> tuple[FileCheck, ...]:
    """Return a check of each file of evidence against its record, in the given order.

    Evidence without a file, or with a web address, is not checked. A file of several records is read once.

    Args:
        records: Evidence and survey results.
        folder: The workspace's folder, for relative locations.
    """
    seen: dict[Path, str | FileState] = {}
    checks = []
    for record in records:
        if not record.location or _ADDRESS.match(record.location):
            continue
        path = (folder or Path()) / record.location
        if path not in seen:
            seen[path] = _look(path)
        actual = seen[path]
        checks.append(FileCheck(item=record.id, state=_state(actual, record), location=record.location))
    return tuple(checks)


def _look(path: Path) -> str | FileState:
    """Return the checksum of a file, or the reason why it cannot be read."""
    try:
        return sha256_of(path)
    except SourceError as error:
        return FileState.MISSING if error.reason == "missing" else FileState.UNREADABLE


def _state(actual: str | FileState, record: EvidenceItem | SurveyMeasure) -> FileState:
    if isinstance(actual, FileState):
        return actual
    if not record.sha256:
        return FileState.UNHASHED
    return FileState.SAME if actual == record.sha256.strip().lower() else FileState.CHANGED


def _is_copy(target: Path, checksum: str) -> bool:
    try:
        return sha256_of(target) == checksum
    except SourceError:
        return False


def _copy(source: Path, target: Path) -> str:
    """Copy a file and return the checksum of the copy."""
    sum_ = hashlib.sha256()
    with open_file(source) as stream, writing(target, private=True) as out:
        while piece := stream.read(_CHUNK):
            sum_.update(piece)
            out.write(piece)
    return sum_.hexdigest()


def _named(path: Path, folder: Path | None) -> str:
    full = path.resolve()
    if folder is not None and full.is_relative_to(folder.resolve()):
        return full.relative_to(folder.resolve()).as_posix()
    return str(full)
