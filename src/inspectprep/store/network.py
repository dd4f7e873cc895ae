"""Refusal of folders in which a store can be damaged: network folders, and those copied to a cloud.

The locks of SQLite do not work across a network. Two computers that write to one file on a share can both get
the lock, and the write-ahead log needs shared memory; see https://sqlite.org/wal.html and
https://sqlite.org/lockingv3.html.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from inspectprep.errors import StoreError
from inspectprep.store.synced import synced_by

Mounts = Iterable[tuple[str, str]]
"""Folders on which file systems are mounted, each with the type of the file system."""

_NETWORK = frozenset(
    (
        "9p",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "ftp",
        "gfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs3",
        "nfs4",
        "ocfs2",
        "orangefs",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "webdav",
        "webdavfs",
    )
)
_FUSE = frozenset(
    (
        "ceph-fuse",
        "davfs",
        "davfs2",
        "gcsfuse",
        "glusterfs",
        "gvfsd-fuse",
        "mfs",
        "onedriver",
        "rclone",
        "s3fs",
        "smbnetfs",
        "sshfs",
        "vmhgfs-fuse",
    )
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r".* on (.*) \((\w+)[,)]")
_REMOTE_DRIVE = 4


def refuse_network(path: Path, *, kind: Callable[[Path], str | None] | None = None) -> None:
    """Refuse a folder on another computer, or one that a program copies to a cloud.

    Args:
        path: A file or folder, which need not exist yet.
        kind: Returns the type of the network folder of a path, or None; :func:`network_kind` if left out.

    Raises:
        StoreError: if it is one of these; the error has a remedy.
    """
    if cloud := synced_by(path):
        raise StoreError(
            f"This folder is copied to a cloud ({cloud}). Copies made while records are written could damage "
            "the store.",
            where=str(path),
            remedy="Move it to a folder of this computer that is not copied. Back it up to the cloud with "
            "`inspectprep workspace backup`.",
            reason="synced",
        )
    network = (kind or network_kind)(path.resolve())
    if network:
        raise StoreError(
            f"This folder is on a network ({network}). Two people who write together could damage the store.",
            where=str(path),
            remedy="Use a folder on this computer, and share the records with `inspectprep workspace export` "
            "and `import`. Or use a plugin that stores records on a server.",
            reason="network",
        )


def network_kind(path: Path, *, platform: str = "", mounts: Mounts | None = None) -> str | None:
    """Return the type of the network folder of a path, or None if it is on this computer.

    Args:
        path: A file or folder, which need not exist yet.
        platform: As ``sys.platform``; this computer's if empty.
        mounts: The mounted file systems; those of this computer if None.
    """
    platform = platform or sys.platform
    if platform == "win32":
        return _windows_kind(str(path))
    where = str(path.resolve())
    mount = ("", "")
    for folder, kind in read_mounts(platform) if mounts is None else mounts:
        inside = where == folder or where.startswith(folder.rstrip("/") + "/")
        # If a folder has two mounts, the later one hides the earlier one.
        if inside and len(folder) >= len(mount[0]):
            mount = (folder, kind)
    kind = mount[1].lower()
    remote = kind in _NETWORK or (kind.startswith("fuse.") and kind.removeprefix("fuse.") in _FUSE)
    return kind if remote else None


def read_mounts(platform: str = sys.platform) -> list[tuple[str, str]]:
    """Return the mounted file systems; empty if the system does not list them."""
    try:
        if platform == "darwin":
            # The system's own list; it takes no argument and reads no input.
            text = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, check=True, timeout=10
            ).stdout
            return [(match[1], match[2]) for line in text.splitlines() if (match := _MAC_MOUNT.match(line))]
        lines = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except (OSError, subprocess.SubprocessError):
        return []
    return [(_plain(parts[1]), parts[2]) for line in lines if len(parts := line.split(" ")) > 2]


def _plain(folder: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), folder)


def _windows_kind(path: str) -> str | None:
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return "a share"
    if plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\")):
        return "a share"
    drive = re.match(r"(?:\\\\\?\\)?([A-Za-z]):", plain)
    return "a network drive" if drive and _drive_type(f"{drive[1]}:\\") == _REMOTE_DRIVE else None


def _drive_type(root: str) -> int:
    import ctypes  # noqa: PLC0415  # on one system only

    windll = getattr(ctypes, "windll", None)
    return int(windll.kernel32.GetDriveTypeW(root)) if windll else 0
