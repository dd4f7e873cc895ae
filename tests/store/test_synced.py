"""Folders that a program copies to a cloud are refused, on three systems."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from inspectprep import Workspace
from inspectprep.errors import StoreError
from inspectprep.store import synced
from inspectprep.store.sqlite import open_store
from inspectprep.store.synced import cloud_of, listed_roots, marked, synced_by

HOME = PureWindowsPath(r"C:\Users\ann")
TEAM = r"C:\Users\ann\Westhaven Council\Team - Documents"
LISTED = ("", r"C:\Users\ann\Cloud", r"D:\Westhaven Council", TEAM)


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (r"C:\Users\ann\Cloud\room", "OneDrive"),
        (r"c:\users\ANN\cloud", "OneDrive"),
        (r"C:\Users\ann\Cloudy\room", None),
        (r"D:\Westhaven Council\room", "OneDrive"),
        (rf"{TEAM}\room", "OneDrive"),
        (r"C:\Users\ann\Westhaven Council\room", None),
        (r"C:\Users\ann\OneDrive - Westhaven Council\room", "OneDrive"),
        (r"C:\Users\ann\OneDrive\Documents\room", "OneDrive"),
        (r"C:\Users\ann\Dropbox (Westhaven)\room", "Dropbox"),
        (r"C:\Users\ann\Documents\room", None),
        (r"C:\Users\ann\Documents\OneDrive\room", None),
        (r"C:\inspectprep", None),
    ],
)
def test_folders_of_onedrive_on_windows_are_known(path: str, program: str | None) -> None:
    """By the variables and the registry of Windows, in any letters, and by their usual names."""
    assert cloud_of(PureWindowsPath(path), platform="win32", onedrive=LISTED, home=HOME) == program


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/Users/ann/Library/CloudStorage/OneDrive-WesthavenCouncil/room", "OneDrive"),
        ("/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.org/My Drive", "GoogleDrive"),
        ("/Users/ann/Library/CloudStorage", "a cloud"),
        ("/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/room", "iCloud Drive"),
        ("/Users/ann/Library/Application Support/inspectprep", None),
        ("/Users/ann/Nextcloud/room", "Nextcloud"),
        ("/Users/ann/boxes/room", None),
        ("/Users/ann", None),
        ("/Users/ben/Dropbox", None),
    ],
)
def test_folders_of_clouds_on_a_mac_are_known(path: str, program: str | None) -> None:
    """They are in two folders of the Library, or have the usual names."""
    home = PurePosixPath("/Users/ann")
    assert cloud_of(PurePosixPath(path), platform="darwin", onedrive=(), home=home) == program


def test_a_user_without_a_folder_has_no_cloud(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In a container, a user may have no folder of its own."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(synced.Path, "home", homeless)
    assert synced_by(tmp_path) is None


class Registry:
    """A registry of Windows with three folders of OneDrive, of which one has no place."""

    HKEY_CURRENT_USER = "user"
    mounts = ({"MountPoint": r"C:\Users\ann\OneDrive"}, {}, {"MountPoint": r"C:\Council\Team"})

    @contextmanager
    def OpenKey(self, parent: object, name: str) -> Iterator[object]:  # noqa: N802  # as in winreg
        """Open the list of folders, or one of them."""
        if parent == "user":
            assert name == r"Software\SyncEngines\Providers\OneDrive"
            yield "list"
        else:
            yield self.mounts[int(name)]

    def EnumKey(self, key: object, index: int) -> str:  # noqa: N802  # as in winreg
        """Return the name of one folder."""
        assert key == "list"
        if index >= len(self.mounts):
            raise OSError
        return str(index)

    def QueryValueEx(self, key: dict[str, str], name: str) -> tuple[str, int]:  # noqa: N802  # as in winreg
        """Return a value and its type."""
        if name not in key:
            raise FileNotFoundError
        return key[name], 1


def test_the_folders_that_onedrive_lists_are_read() -> None:
    """Those of SharePoint are there too, and one without a place does not hide the next."""
    assert list(listed_roots(Registry())) == [r"C:\Users\ann\OneDrive", r"C:\Council\Team"]


def test_a_computer_without_onedrive_lists_nothing() -> None:
    """The place in the registry may be missing."""

    class Empty(Registry):
        @contextmanager
        def OpenKey(self, parent: object, name: str) -> Iterator[object]:  # noqa: N802  # as in winreg
            raise FileNotFoundError(f"{parent} {name}")
            yield

    assert list(listed_roots(Empty())) == []


@pytest.mark.parametrize(
    ("marker", "program"), [(".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"), (".dropbox", None)]
)
def test_a_marker_in_a_folder_above_is_found(tmp_path: Path, marker: str, program: str | None) -> None:
    """A program marks the top folder that it copies. The settings of Dropbox in a home folder are none."""
    (tmp_path / marker).mkdir()
    assert marked([tmp_path / "council" / "room"]) == program


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_no_store_is_made_or_opened_in_a_cloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """The error says what to do, and nothing is left behind. Links to such a folder are followed."""
    outside = tmp_path / "own" / "room"
    Workspace.create(outside, authority="Oxfordshire", variant="ilacs-short")
    cloud = tmp_path / "Cloud"
    cloud.mkdir()
    link = tmp_path / "link"
    link.symlink_to(cloud)
    monkeypatch.setenv(variable, str(cloud))
    for folder in (cloud / "room", link / "room"):
        with pytest.raises(StoreError, match="copied to a cloud") as caught:
            Workspace.create(folder, authority="Oxfordshire", variant="ilacs-short")
        assert caught.value.reason == "synced"
        assert "workspace backup" in caught.value.remedy
        assert not list(cloud.iterdir())
    with pytest.raises(StoreError, match="OneDrive"):
        open_store(cloud / "store")
    outside.rename(cloud / "room")
    with pytest.raises(StoreError, match="OneDrive"):
        Workspace.open(cloud / "room").readiness()
