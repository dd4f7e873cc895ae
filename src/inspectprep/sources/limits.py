"""How much of a file is read before it is refused."""

from __future__ import annotations

from attrs import frozen

__all__ = ["DEFAULT_LIMITS", "Limits"]


@frozen(kw_only=True)
class Limits:
    """Bounds that protect the reader's machine; a file beyond one of them is not opened.

    Sizes of zip archives are measured while unpacking, since the sizes an archive declares cannot
    be trusted. They are estimates: a workbook of 10,000 rows unpacks to well under 50 MB.

    Attributes:
        unpacked_mb: Most megabytes (of a million bytes) that a file may unpack to; for files that
            are not archives, their plain size.
        parts: Most entries of an archive.
        ratio: Most that an archive may grow in unpacking, looked at from `ratio_from_mb` on.
        ratio_from_mb: Unpacked megabytes below which the ratio does not matter.
        cells: Most cells in the rectangle from a sheet's first to its last filled cell; the widest
            list filled to a worksheet's last row has 36 million.
    """

    unpacked_mb: float = 400
    parts: int = 2000
    ratio: float = 250
    ratio_from_mb: float = 50
    cells: int = 40_000_000


DEFAULT_LIMITS = Limits()
