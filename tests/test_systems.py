"""What differs between Windows, macOS and Linux, tried on this system with the values of each."""

from __future__ import annotations

import errno
import os
import sqlite3
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from inspectprep import annexa, files, synth, systems
from inspectprep.errors import SourceError, WriteError
from inspectprep.files import writing
from inspectprep.inputs import read_file
from inspectprep.store.disk import connect, make
from inspectprep.store.schema import MIGRATIONS, migrate
from inspectprep.systems import open_elsewhere, sync, too_long, unusable_name

DAY = date(2026, 10, 5)


def denied(winerror: int | None = None) -> PermissionError:
    """Return the error of a file to which there is no access, as Windows makes it."""
    error = PermissionError(errno.EACCES, "Permission denied")
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined]  # of Windows only
    return error


@pytest.mark.parametrize(
    ("error", "platform", "owner", "expected"),
    [
        (denied(32), "win32", False, "is open in another program"),
        (denied(33), "win32", False, "is open in another program"),
        (denied(5), "win32", False, "may be open in another program"),
        (denied(), "win32", False, "may be open in another program"),
        (denied(), "win32", True, "is open in another program"),
        (denied(), "darwin", True, "is open in another program"),
        (denied(), "darwin", False, None),
        (denied(), "linux", False, None),
        (FileNotFoundError(), "win32", True, None),
        (OSError(errno.ENOSPC, "No space left"), "win32", True, None),
    ],
)
def test_a_workbook_open_in_excel_is_recognised(
    tmp_path: Path, error: OSError, platform: str, owner: bool, expected: str | None
) -> None:
    """By the number of the error, or by the file that Excel makes beside an open workbook."""
    if owner:
        (tmp_path / "~$annex-a.xlsx").touch()
    advice = open_elsewhere(tmp_path / "annex-a.xlsx", error, platform=platform)
    assert (advice is None) == (expected is None)
    if advice and expected:
        assert expected in advice.what
        assert "lose it in Excel" in advice.remedy


def test_a_workbook_open_in_excel_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says to close it. Its reason is a lock."""
    path = tmp_path / "annex-a.xlsx"
    path.write_bytes(b"PK")

    def refuse(*_: object, **__: object) -> None:
        raise denied(32)

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(SourceError, match="Close it in Excel") as caught:
        read_file(path)
    monkeypatch.undo()
    assert caught.value.reason == "lock"


@pytest.mark.parametrize("code", [5, 32])
def test_a_workbook_open_in_excel_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """The old file stays, nothing else is left, and the error says to close it."""
    path = tmp_path / "ready.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise denied(code)

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(files.Path, "replace", refuse)
    with pytest.raises(WriteError, match="lose it in Excel") as caught, writing(path) as stream:
        stream.write(b"new")
    assert str(caught.value).endswith("Nothing has changed.")
    assert [each.name for each in tmp_path.iterdir()] == ["ready.xlsx"]
    assert path.read_bytes() == b"old"


DEVICES = "CON nul PRN aux.txt NUL.html con.tar.gz COM1 LPT9.xlsx COM² CONIN$ room/NUL/a.txt".split()
OTHERS = ["report:1.html", "why?.html", "a<b.md", 'say "no".md', "a|b", "*.md", "plan.", "plan ", "a ./b"]


@pytest.mark.parametrize("name", [*DEVICES, *OTHERS])
def test_a_name_that_windows_takes_for_something_else_is_refused_there(name: str) -> None:
    """Text written to NUL is lost, and one written to a name with a colon is hidden."""
    assert unusable_name(PureWindowsPath(r"C:\council") / name, platform="win32")
    assert unusable_name(name, platform="win32")
    assert unusable_name(PurePosixPath(name), platform="linux") is None
    assert unusable_name(PurePosixPath(name), platform="darwin") is None


@pytest.mark.parametrize(
    "name",
    [
        r"C:\council\ready.html",
        r"\\server\share\ready.html",
        r"\\?\C:\council\ready.html",
        r"..\out\ready.html",
        r".\ready.html",
        "console.html",
        "nulls.txt",
        "COM10",
        "LPT",
        "Null and void.md",
        "auxiliary.txt",
        ".hidden",
        "Siân's plan (2).html",
    ],
)
def test_an_ordinary_name_is_a_name(name: str) -> None:
    """Drives, shares and dots are parts of paths, and a device is a whole name."""
    assert unusable_name(PureWindowsPath(name), platform="win32") is None


def test_nothing_is_written_to_a_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every output goes through one function, which refuses such a name before it makes a folder."""
    monkeypatch.setattr("sys.platform", "win32")
    with pytest.raises(WriteError, match="has a device"), writing(tmp_path / "new" / "NUL.html"):
        pass  # pragma: no cover - never entered
    assert not list(tmp_path.iterdir())


def test_a_path_that_is_too_long_for_windows_is_named() -> None:
    """Windows reports it as missing. A path is not blamed for other errors, and not elsewhere."""
    deep = PureWindowsPath("C:\\") / "/".join(["a" * 60] * 5)
    missing = FileNotFoundError(errno.ENOENT, "No such file")
    advice = too_long(deep, missing, platform="win32")
    assert advice
    assert f"{len(str(deep))} characters" in advice.what
    assert "shorter" in advice.remedy
    assert too_long(PureWindowsPath(r"C:\council"), missing, platform="win32") is None
    assert too_long(deep, denied(), platform="win32") is None
    assert too_long(PurePosixPath(deep.as_posix()), missing, platform="linux") is None


def test_a_file_with_the_longest_name_is_written(tmp_path: Path) -> None:
    """The temporary file has a short name of its own."""
    target = tmp_path / ("a" * 250 + ".html")
    with writing(target) as stream:
        stream.write(b"x")
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


class Fcntl:
    """The module of macOS, with a drive that knows the call or does not."""

    F_FULLFSYNC = 51

    def __init__(self, error: OSError | None = None) -> None:
        self.error = error
        self.calls: list[tuple[int, int]] = []

    def fcntl(self, handle: int, command: int) -> None:
        """Note the call."""
        self.calls.append((handle, command))
        if self.error:
            raise self.error


@pytest.mark.parametrize("error", [None, OSError(errno.ENOTSUP, "Not supported")])
def test_a_file_on_a_mac_is_on_the_disk_and_not_in_its_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    """F_FULLFSYNC is used for the file and its folder, and fsync on a drive without it."""
    mac = Fcntl(error)
    synced: list[int] = []
    monkeypatch.setattr(systems, "fcntl", mac)
    monkeypatch.setattr(systems.os, "fsync", synced.append)
    with writing(tmp_path / "ready.html") as stream:
        stream.write(b"x")
    assert [command for _, command in mac.calls] == [Fcntl.F_FULLFSYNC] * 2
    assert len(synced) == (2 if error else 0)


def test_other_systems_use_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no such module, and that of Linux no such call."""
    synced: list[int] = []
    monkeypatch.setattr(systems.os, "fsync", synced.append)
    for module in (None, object()):
        monkeypatch.setattr(systems, "fcntl", module)
        sync(7)
    assert synced == [7, 7]


def test_a_store_on_a_mac_is_on_the_disk_and_not_in_its_cache(tmp_path: Path) -> None:
    """A store is opened, and made, with the settings that matter there and have no effect elsewhere."""
    path = tmp_path / "records.sqlite"
    seen: list[int] = []

    def fill(connection: sqlite3.Connection) -> None:
        seen.extend(settings(connection))
        migrate(connection, MIGRATIONS, where=str(path))

    make(path, fill)
    connection = connect(path, patience=1, newest=len(MIGRATIONS))
    seen += settings(connection)
    connection.close()
    assert seen == [1, 1, 2] * 2


def settings(connection: sqlite3.Connection) -> list[int]:
    """Return the settings of a connection that make a commit durable."""
    names = ("fullfsync", "checkpoint_fullfsync", "synchronous")
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def test_this_system_is_one_that_is_known() -> None:
    """Without a platform, the functions go by this computer's."""
    assert (unusable_name("NUL") is not None) == (os.name == "nt")


@pytest.mark.parametrize(
    ("error", "platform", "winerror"),
    [
        (denied(), "linux", None),
        (ValueError("I/O error: Permission denied (os error 13)"), "linux", None),
        (ValueError("used by another process. (os error 32)"), "win32", 32),
        (ValueError("locked a portion of the file. (os error 33)"), "win32", 33),
        (ValueError("Access is denied. (os error 5)"), "win32", 5),
    ],
)
def test_a_refusal_of_access_is_recognised_in_the_words_of_a_library(
    error: Exception, platform: str, winerror: int | None
) -> None:
    """The libraries that read workbooks report the number of the system's error in a text."""
    found = systems.denied(error, platform=platform)
    assert found is not None
    assert getattr(found, "winerror", None) == winerror


@pytest.mark.parametrize(
    ("error", "platform"),
    [
        (ValueError("invalid Zip archive"), "linux"),
        (ValueError("Broken pipe (os error 32)"), "linux"),
        (ValueError("No such file (os error 2)"), "win32"),
        (FileNotFoundError(), "linux"),
    ],
)
def test_another_error_is_no_refusal_of_access(error: Exception, platform: str) -> None:
    """A damaged or missing file is not open elsewhere. The numbers of Windows are its own."""
    assert systems.denied(error, platform=platform) is None


@pytest.mark.parametrize("place", ["sources.files.file_kind", "sources.with_fastexcel.open_workbook"])
def test_a_return_that_is_open_in_excel_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Whether our own code or the library is refused access, the error says to close it."""
    pytest.importorskip("fastexcel")
    synth.write_workbook(synth.council(children=5, as_of=DAY), tmp_path / "annex-a.xlsx")
    (tmp_path / "~$annex-a.xlsx").write_bytes(b"A Person")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EACCES, "Permission denied (os error 13)")

    monkeypatch.setattr(f"inspectprep.{place}", refuse)
    with pytest.raises(SourceError, match="Close it in Excel") as caught:
        annexa.check([tmp_path / "annex-a.xlsx"], as_of=DAY)
    assert caught.value.reason == "lock"
    assert "A Person" not in str(caught.value)
