"""The hidden cell of a row of the Findings sheet: the mark of its finding, and what the row was when written.

Rows may be sorted, filtered or deleted before they are read back, so each row carries its own mark. The cell
also has two checksums. One is of the cells that name the finding: a row that was only sorted in part has a
mark that does not belong to it. The other is of the explanation as it was written: it shows which rows a
person changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from inspectprep.annexa.results.explanation import Explanation, checksum, words_of
from inspectprep.model.representation import frozen

SHEET = "Findings"
REASON, WHO, UNTIL, MARK = "Reason", "Who", "Until", "Mark"
NAMES = ("Rule", "List", "Cell", "Column", "File", "Sheet")
"""The headings of the cells that name a finding."""

_SHEET_ID = "inspectprep/annexa-findings/1"
_CODED = re.compile(r"_x[0-9A-Fa-f]{4}_|[\x00-\x1f\x7f]")
_ID = re.compile(re.escape(_SHEET_ID) + r" key ([0-9a-f]{16})")
_MARK = re.compile(r"([0-9a-f]{32}) ([0-9a-f]{8})(?: (finding|rule) ([0-9a-f]{8}))?")


@frozen(kw_only=True)
class RowMark:
    """The parts of the hidden cell.

    Attributes:
        mark: The mark of the finding.
        names: The checksum of the cells that name it.
        single: Whether the explanation that was written is of this finding alone.
        words: The checksum of the explanation that was written. Empty if there was none.
    """

    mark: str
    names: str
    single: bool = False
    words: str = ""


def sheet_id(key: str) -> str:
    """Return the text that makes a sheet one of findings, with the id of the key of its marks."""
    return f"{_SHEET_ID} key {key}"


def key_of(text: str) -> str | None:
    """Return the id of the key in the text of a sheet; None if it is another text."""
    match = _ID.fullmatch(text.strip())
    return match[1] if match else None


def row_mark(mark: str, cells: Mapping[str, Any], explanation: Explanation | None) -> str:
    """Return the hidden cell of a finding, by its mark, its cells by heading, and its explanation."""
    text = f"{mark} {names_of(cells)}"
    if explanation is None:
        return text
    return f"{text} {'finding' if explanation.mark else 'rule'} {words_of(*explanation.words)}"


def read_row_mark(text: str) -> RowMark | None:
    """Return the parts of a hidden cell; None if it was changed."""
    match = _MARK.fullmatch(text.strip())
    if not match:
        return None
    return RowMark(mark=match[1], names=match[2], single=match[3] == "finding", words=match[4] or "")


def names_of(cells: Mapping[str, Any]) -> str:
    """Return the checksum of the cells that name a finding."""
    return checksum(*(_plain(cells.get(name)) for name in NAMES))


def _plain(cell: Any) -> str:
    """Return a cell as text, without what spreadsheet programs change.

    They may return the number of a list with decimals, and a line break as its code.
    """
    return "" if cell is None else " ".join(_CODED.sub(" ", str(cell).removesuffix(".0")).split())
