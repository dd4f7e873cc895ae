"""Files behind evidence: hashed where they lie, copied only when asked, found when they change."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import SourceError
from inspectprep.files import COPIES
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, FileState, SurveyMeasure
from inspectprep.workspace.evidence_files import check_files, sha256_of, with_file

AUDIT = EvidenceItem(id="ev-1", title="Audit", kind=EvidenceKind.AUDIT)
BYTES = b"audit of March 2018"
SUM = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """A file outside the workspace."""
    path = tmp_path / "drive" / "audit.docx"
    path.parent.mkdir()
    path.write_bytes(BYTES)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace's folder."""
    path = tmp_path / "room"
    path.mkdir()
    return path


def test_a_file_stays_where_it_is(audit: Path, folder: Path) -> None:
    """It is named and hashed, and nothing is copied."""
    held = with_file(AUDIT, audit, folder=folder)
    assert (held.location, held.sha256) == (str(audit), SUM)
    assert list(folder.iterdir()) == []
    assert audit.read_bytes() == BYTES


def test_a_file_of_the_workspace_is_named_from_there(folder: Path) -> None:
    """The folder may move, and its files with it."""
    inside = folder / "papers" / "survey.pdf"
    inside.parent.mkdir()
    inside.write_bytes(BYTES)
    held = with_file(SurveyMeasure(id="sur-1", question="Safe?", percent=90.0), inside, folder=folder)
    assert held.location == "papers/survey.pdf"
    moved = folder.rename(folder.with_name("elsewhere"))
    assert [each.state for each in check_files([held], folder=moved)] == [FileState.SAME]


def test_a_copy_is_made_when_asked_and_private(audit: Path, folder: Path) -> None:
    """It outlives the original, and only its owner can read it."""
    held = with_file(AUDIT, audit, folder=folder, copy=True)
    copied = folder / held.location
    assert copied.parent == folder / COPIES
    assert copied.read_bytes() == BYTES
    if os.name != "nt":
        assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    audit.unlink()
    assert [each.state for each in check_files([held], folder=folder)] == [FileState.SAME]


def test_copying_twice_keeps_one_copy_and_corrects_a_damaged_one(audit: Path, folder: Path) -> None:
    """The name holds the checksum; what stands there is looked at, not believed."""
    held = with_file(AUDIT, audit, folder=folder, copy=True)
    (folder / held.location).write_bytes(b"damaged")
    assert with_file(AUDIT, audit, folder=folder, copy=True) == held
    assert (folder / held.location).read_bytes() == BYTES
    assert len(list((folder / COPIES).iterdir())) == 1


def test_without_a_folder_there_is_nowhere_to_copy_to(audit: Path) -> None:
    """The remedy says what to do."""
    with pytest.raises(SourceError, match="add the file without copying"):
        with_file(AUDIT, audit, copy=True)


def test_changed_missing_and_unhashed_files_are_found(audit: Path, folder: Path) -> None:
    """Each by the id of its record, in the order given; what is no file is left alone."""
    held = with_file(AUDIT, audit, folder=folder)
    bare = EvidenceItem(id="ev-2", title="Audit", kind=EvidenceKind.AUDIT, location=str(audit))
    web = EvidenceItem(id="ev-3", title="Report", kind=EvidenceKind.REPORT, location="https://example.org/r")
    none = EvidenceItem(id="ev-4", title="Visit", kind=EvidenceKind.OTHER)
    shouted = EvidenceItem(
        id="ev-5", title="Audit", kind=EvidenceKind.AUDIT, location=str(audit), sha256=f" {SUM.upper()} "
    )
    every = (held, bare, web, none, shouted)
    assert [(each.item, each.state) for each in check_files(every, folder=folder)] == [
        ("ev-1", FileState.SAME),
        ("ev-2", FileState.UNHASHED),
        ("ev-5", FileState.SAME),
    ]
    audit.write_bytes(BYTES + b" ")
    assert check_files([held], folder=folder)[0].state is FileState.CHANGED
    audit.unlink()
    assert check_files([held], folder=folder)[0].state is FileState.MISSING


def test_a_file_that_several_records_name_is_read_once(audit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A network drive is slow."""
    opened = []
    usual = os.open

    def counting(path: str, *args: Any) -> int:
        opened.append(Path(path))
        return usual(path, *args)

    held = with_file(AUDIT, audit)
    monkeypatch.setattr(os, "open", counting)
    assert len(check_files([held] * 5)) == 5
    assert opened == [audit]


@pytest.mark.parametrize("name", ["nothing.docx", "audit.docx/inside", "a\0b"])
def test_no_such_file_is_said_plainly(audit: Path, name: str) -> None:
    """When adding it is an error with a remedy; when verifying it is a finding."""
    path = audit.parent / name
    with pytest.raises(SourceError, match="no such file") as refused:
        with_file(AUDIT, path)
    assert refused.value.reason == "missing"
    lost = EvidenceItem(id="ev-1", title="Lost", kind=EvidenceKind.AUDIT, location=str(path), sha256=SUM)
    assert check_files([lost])[0].state is FileState.MISSING


def test_a_folder_is_no_evidence(audit: Path) -> None:
    """A file in it may be."""
    with pytest.raises(SourceError, match="Name a file in it"):
        with_file(AUDIT, audit.parent)
    lost = EvidenceItem(id="ev-1", title="Folder", kind=EvidenceKind.AUDIT, location=str(audit.parent))
    assert check_files([lost])[0].state is FileState.UNREADABLE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_that_may_not_be_read_is_told_apart_from_a_missing_one(audit: Path) -> None:
    """Somebody can correct that."""
    held = with_file(AUDIT, audit)
    audit.chmod(0)
    assert check_files([held])[0].state is FileState.UNREADABLE


@given(st.binary(max_size=3000))
def test_the_checksum_is_that_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """However it is read."""
    path = tmp_path_factory.mktemp("files") / "file"
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()


def test_large_files_are_read_piece_by_piece(tmp_path: Path) -> None:
    """Over the size of one piece, and not a multiple of it."""
    path = tmp_path / "large"
    data = bytes(range(256)) * 9000
    path.write_bytes(data)
    assert sha256_of(path) == hashlib.sha256(data).hexdigest()
