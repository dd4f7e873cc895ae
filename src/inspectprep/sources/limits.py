"""The size at which a file is refused."""

from __future__ import annotations

from inspectprep.model.representation import frozen

MEGABYTE = 1_000_000
"""Bytes in a megabyte."""


@frozen(kw_only=True)
class Limits:
    """Limits that protect the reader's machine. A file over one of them is refused before it is read.

    The caller passes them to every reader. A council's own figures have the same names in its policy.
    The size of a zip archive is measured while it is unpacked, because the sizes that an archive states
    cannot be trusted. A workbook of 10,000 rows unpacks to well under 50 MB.

    Attributes:
        max_unpacked_mb: Megabytes (millions of bytes) to which an archive may unpack; for other files,
            their size.
        max_parts: Number of entries in an archive, and of sheets or tables in a file.
        max_ratio: Unpacked size as a multiple of the file's size, checked above `ratio_from_mb`.
        ratio_from_mb: Unpacked megabytes below which the ratio is not checked.
        max_cells: Cells in the rectangle from a sheet's first filled cell to its last; the widest list
            filled to a worksheet's last row has 36 million.
        max_text: Bytes of the text of a cell. A worksheet has at most 32,767 characters in a cell.
        max_columns: Columns of a text file, a parquet file or a frame. A worksheet has at most 16,384.
        max_rows: Rows of one of these. A worksheet has at most 1,048,576.
    """

    max_unpacked_mb: float = 400
    max_parts: int = 2000
    max_ratio: float = 250
    ratio_from_mb: float = 50
    max_cells: int = 40_000_000
    max_text: int = 1_000_000
    max_columns: int = 16_384
    max_rows: int = 2_000_000


DEFAULT_LIMITS = Limits()
