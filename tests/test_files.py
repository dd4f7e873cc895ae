"""Writing files so that a crash leaves the old one or the new one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from inspectprep.errors import WriteError
from inspectprep.files import writing


def test_a_file_appears_whole(tmp_path: Path) -> None:
    """Folders are made on the way."""
    target = tmp_path / "new" / "ready.html"
    with writing(target) as stream:
        stream.write(b"ready")
        assert not target.exists()
    assert target.read_bytes() == b"ready"
    assert [each.name for each in target.parent.iterdir()] == ["ready.html"]


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    """Half a report would be worse than none."""
    target = tmp_path / "ready.html"
    target.write_bytes(b"old")

    def fail() -> None:
        with writing(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["ready.html"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_a_private_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    """Others follow the usual mask."""
    for private, mode in ((True, 0o600), (False, 0o644)):
        target = tmp_path / f"{private}"
        before = os.umask(0o022)
        try:
            with writing(target, private=private) as stream:
                stream.write(b"x")
        finally:
            os.umask(before)
        assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_folder_that_cannot_be_written_is_named_with_a_remedy(tmp_path: Path) -> None:
    """A file is where the folder should be."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(WriteError, match="Choose another folder"), writing(blocked / "ready.html"):
        pass  # pragma: no cover - never entered
