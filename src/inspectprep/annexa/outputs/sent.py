"""The content of a submission that was written: counts and places, and no value of a cell."""

from __future__ import annotations

from inspectprep.annexa.outputs.cells_to_send import BlankedCells
from inspectprep.annexa.outputs.omissions import LeftOut
from inspectprep.model.representation import frozen


@frozen(kw_only=True)
class SentList:
    """A list of a submission.

    Attributes:
        list: The number of the list.
        rows: The rows that were sent.
        columns: The canonical names of the columns that were sent.
        ignored_rows: The sheet and row number of each row that was not sent because it is not a row of data.
        blank_rows: The rows that were not sent because all their cells are blank in a submission.
    """

    list: int
    rows: int
    columns: tuple[str, ...]
    ignored_rows: tuple[str, ...] = ()
    blank_rows: int = 0


@frozen(kw_only=True)
class Submission:
    """A workbook that was written to be sent: counts and places, and no value of a cell.

    Attributes:
        lists: The lists that were sent.
        left_out: The lists, columns, sheets and files whose data was not sent.
        blanked: The filled cells that are blank in the workbook.
        unfilled: The fields of the front sheet that are blank, because neither the policy nor the files
            have them.
    """

    lists: tuple[SentList, ...]
    left_out: tuple[LeftOut, ...] = ()
    blanked: tuple[BlankedCells, ...] = ()
    unfilled: tuple[str, ...] = ()
