"""Network folders are refused, local ones are not, on three systems."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from inspectprep.errors import StoreError
from inspectprep.store import network
from inspectprep.store.network import network_kind, read_mounts, refuse_network
from inspectprep.store.sqlite import FILE, open_store

LINUX = [
    ("/", "ext4"),
    ("/home", "nfs4"),
    ("/home/ann/local", "xfs"),
    ("/mnt/share", "cifs"),
    ("/media/phone", "fuse.sshfs"),
    ("/media/stick", "fuseblk"),
    ("/run/gvfs", "fuse.gvfsd-fuse"),
    ("/mnt/c", "9p"),
    ("/data", "nfs"),
    ("/data", "btrfs"),
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/room", None),
        ("/home/ann/room", "nfs4"),
        ("/home/ann/local/room", None),
        ("/homes/ann", None),
        ("/mnt/share", "cifs"),
        ("/mnt/share/new/folder", "cifs"),
        ("/media/phone/room", "fuse.sshfs"),
        ("/media/stick/room", None),
        ("/run/gvfs/smb", "fuse.gvfsd-fuse"),
        ("/mnt/c/room", "9p"),
        ("/data/room", None),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str | None) -> None:
    """A local disk within a network folder is local; of two mounts on one folder the later counts."""
    assert network_kind(Path(path), platform="linux", mounts=LINUX) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"\\server\share\room", "a share"),
        ("//server/share/room", "a share"),
        (r"\\?\UNC\server\share\room", "a share"),
        (r"\\?\C:\room", None),
        (r"C:\Users\ann\room", None),
        (r"H:\room", "a network drive"),
        (r"\\?\H:\room", "a network drive"),
    ],
)
def test_shares_and_network_drives_of_windows_are_known(
    path: str, kind: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the way they are written, or by what Windows says of the drive."""
    monkeypatch.setattr(network, "_drive_type", lambda root: 4 if root == "H:\\" else 3)
    assert network_kind(PureWindowsPath(path), platform="win32") == kind  # type: ignore[arg-type]


def test_mounts_of_a_mac_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the list that its own tool prints."""
    text = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//ann@server/Team%20files on /Volumes/Team files (smbfs, nodev, nosuid, mounted by ann)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)\n"
    )

    class Done:
        stdout = text

    monkeypatch.setattr(network.subprocess, "run", lambda *_, **__: Done)
    mounts = read_mounts("darwin")
    assert mounts == [
        ("/", "apfs"),
        ("/Volumes/Team files", "smbfs"),
        ("/System/Volumes/Data/home", "autofs"),
    ]
    assert network_kind(Path("/Volumes/Team files/room"), platform="darwin", mounts=mounts) == "smbfs"
    assert network_kind(Path("/Users/ann"), platform="darwin", mounts=mounts) is None


def test_mounts_of_linux_are_read_with_their_spaces() -> None:
    """Spaces stand as octal numbers there."""
    assert network._plain(r"/mnt/Team\040files\011x") == "/mnt/Team files\tx"


def test_a_store_on_a_network_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """Neither made nor opened, and nothing is left behind."""
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "store", create=True, network=lambda _: "cifs")
    assert caught.value.reason == "network"
    assert "export" in caught.value.remedy
    assert "server" in caught.value.remedy
    assert not (tmp_path / "store").exists()
    open_store(tmp_path / "store", create=True).close()
    with pytest.raises(StoreError, match="on a network"):
        open_store(tmp_path / "store", network=lambda _: "cifs")
    assert (tmp_path / "store" / FILE).exists()


def test_this_computers_own_folders_pass(tmp_path: Path) -> None:
    """Tests run on a local disk, and so does everybody's first workspace."""
    refuse_network(tmp_path / "not" / "made" / "yet")
