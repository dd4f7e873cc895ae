"""Writing files so that a crash leaves the old one or the new one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from inspectprep.errors import WriteError
from inspectprep.files import refuse_replacing, writing, writing_output


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


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_private_file_stays_private_whatever_was_there(tmp_path: Path, mask: int) -> None:
    """Neither the mask nor the mode of the old file counts; a public file follows the mask."""
    target = tmp_path / "a"
    before = os.umask(mask)
    try:
        for private, mode in ((True, 0o600), (False, 0o666 & ~mask)):
            target.write_bytes(b"old")
            target.chmod(0o666)
            with writing_output(target, private=private) as stream:
                stream.write(b"x")
            assert stat.S_IMODE(target.stat().st_mode) == mode
    finally:
        os.umask(before)


@pytest.mark.parametrize("name", ["a" * 300 + ".html", "a" * 300 + "/a.html", "a\0b.html"])
def test_an_impossible_name_is_an_error_with_a_remedy(tmp_path: Path, name: str) -> None:
    """The file system says no, not the program."""
    with pytest.raises(WriteError), writing_output(tmp_path / name, private=True):
        pass  # pragma: no cover - never entered


def test_only_an_ordinary_file_is_replaced(tmp_path: Path) -> None:
    """A pipe, a device and a folder stay."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (pipe, tmp_path, Path(os.devnull)):
        with pytest.raises(WriteError), writing(target):
            pass  # pragma: no cover - never entered
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that looks like a workspace, with files of each kind."""
    room = tmp_path / "room"
    for name in ("store", "store/answers", "evidence", "reports"):
        (room / name).mkdir(parents=True)
    for name in ("store/records.db", "store/answers/a.json", "evidence/letter.pdf", "own.toml", "tasks.toml"):
        (room / name).write_bytes(b"kept")
    (tmp_path / "policy.toml").write_bytes(b"kept")
    (room / "inspectprep.toml").write_text(
        'frameworks = ["own.toml"]\ntasks = ["tasks.toml"]\nannexa_policy = "../policy.toml"\n',
        encoding="utf-8",
    )
    return room


KEPT = (
    "inspectprep.toml",
    "store/records.db",
    "store/answers/a.json",
    "store/new.html",
    "store/new/deeper.html",
    "evidence/letter.pdf",
    "evidence/new.html",
    "own.toml",
    "tasks.toml",
)


def refused(target: Path) -> bool:
    """Return whether an output there is refused."""
    try:
        with writing_output(target, private=True) as stream:
            stream.write(b"new")
    except WriteError:
        return True
    return False


@pytest.mark.parametrize("name", KEPT)
def test_an_output_never_replaces_a_file_of_a_workspace(folder: Path, name: str) -> None:
    """By its name, through a folder above, a linked folder, a symbolic link or a hard link."""
    (folder.parent / "linked").symlink_to(folder)
    (folder.parent / "inner").symlink_to((folder / name).parent)
    (folder.parent / "link.html").symlink_to(folder / name)
    targets = [
        folder / name,
        folder / "reports" / ".." / name,
        folder.parent / "linked" / name,
        folder.parent / "link.html",
    ]
    if (folder / name).parent.exists() and (folder / name).parent != folder:
        targets.append(folder.parent / "inner" / Path(name).name)
    if (folder / name).exists():
        hard = folder / "reports" / "hard.html"
        hard.hardlink_to(folder / name)
        targets.append(hard)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert [target for target in targets if not refused(target)] == []
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_relative_name_is_recognised(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From inside the workspace and from inside its store."""
    monkeypatch.chdir(folder)
    with pytest.raises(WriteError, match="configuration"):
        refuse_replacing("inspectprep.toml")
    monkeypatch.chdir(folder / "store")
    with pytest.raises(WriteError, match="records"):
        refuse_replacing("new.html")


def test_a_file_that_the_configuration_names_elsewhere_stays(folder: Path) -> None:
    """It is known as an input where the workspace is used, because it is outside the folder."""
    with pytest.raises(WriteError, match="input"):
        refuse_replacing(folder.parent / "policy.toml", inputs=[folder / "../policy.toml"])


def test_other_names_in_a_workspace_are_free(folder: Path) -> None:
    """Reports may be beside the records, and a folder of another name is not a store."""
    for target in (folder / "ready.html", folder / "reports" / "store.html", folder.parent / "store.html"):
        assert not refused(target)
    (folder.parent / "store").mkdir()
    assert not refused(folder.parent / "store" / "ready.html")


def test_a_store_elsewhere_is_closed_if_the_workspace_links_to_it(folder: Path) -> None:
    """The folder is given by the workspace that is in use."""
    away = folder.parent / "away"
    (folder / "store").rename(away)
    (folder / "store").symlink_to(away)
    assert refused(folder / "store" / "new.html")
    with pytest.raises(WriteError):
        refuse_replacing(away / "records.db", folders=[folder / "store"])


def test_an_input_stays_under_every_name(tmp_path: Path) -> None:
    """The input is compared as a file, not as a name."""
    lists = tmp_path / "lists.xlsx"
    lists.write_bytes(b"rows")
    (tmp_path / "soft.xlsx").symlink_to(lists)
    (tmp_path / "hard.xlsx").hardlink_to(lists)
    for name in ("lists.xlsx", "soft.xlsx", "hard.xlsx"):
        with pytest.raises(WriteError, match="input"):
            refuse_replacing(tmp_path / name, inputs=[lists])
    refuse_replacing(tmp_path / "other.xlsx", inputs=[lists, tmp_path / "missing.xlsx"])


@pytest.mark.parametrize("content", [b"\xff not = toml", b"frameworks = 5", b"tasks = [[5]]", b""])
def test_a_broken_configuration_is_still_one(folder: Path, content: bytes) -> None:
    """It may be what somebody is correcting."""
    (folder / "inspectprep.toml").write_bytes(content)
    assert refused(folder / "inspectprep.toml")
    assert refused(folder / "store" / "records.db")
