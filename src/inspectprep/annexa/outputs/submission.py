"""The submission: the workbook to send in Ofsted's layout, written, read back and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import ColumnSpec
from inspectprep.annexa.outputs.cells_to_send import CellsToSend, blanked_cells, cells_to_send
from inspectprep.annexa.outputs.mark import open_book
from inspectprep.annexa.outputs.omission_names import chosen_omissions, column_key, list_key
from inspectprep.annexa.outputs.omissions import LeftOut, Omission, gaps, official_columns, omissions
from inspectprep.annexa.outputs.read_back import read_back
from inspectprep.annexa.outputs.sent import SentList, Submission
from inspectprep.annexa.outputs.submission_workbook import (
    FIRST_ROW,
    FrontSheet,
    write_codes,
    write_front,
    write_guidance,
    write_list,
    write_unsent_list,
)
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import IncompleteError, SourceError, WriteError
from inspectprep.model.arguments import checked_arguments

_LONGEST = 32_767
_LAST_ROW = 1_048_576
_COMMENTS = {
    Omission.ABSENT: "We do not have this column.",
    Omission.UNREAD: "This column could not be read from our files.",
    Omission.CHOSEN: "We have left this column out.",
}
_UNSENT = {
    Omission.ABSENT: "It is not in our files.",
    Omission.UNREAD: "It could not be read from our files.",
    Omission.CHOSEN: "We have left it out.",
}


@checked_arguments
def write_submission(
    path: Path | str,
    result: CheckResult,
    *,
    leave_out: Iterable[str] = (),
) -> Submission:
    """Write the workbook to send, in the layout of Ofsted's template of 2019.

    Each cell is written as it was read, and a cell that could not be read is written unchanged. Words for
    nothing and errors of the spreadsheet are blank. The workbook is read back, and every cell is compared,
    before it gets its name.

    Args:
        path: The file to write. Only its owner can read it.
        result: The result of a check of the return. The reasons of explained findings become the council's
            comments in the guidance.
        leave_out: The data to leave out: lists such as ``6``, columns such as ``8.placement_type``, sheets
            and files.

    Returns:
        What was written, left out and blanked.

    Raises:
        SourceError: if there is no list.
        IncompleteError: if data would be missing that `leave_out` does not name.
        UnknownNameError: if `leave_out` names something that is not in the return.
        WriteError: if it cannot be written, a cell does not fit into a workbook, or a cell reads back
            differently.
    """
    dataset = result.dataset
    if not dataset.tables:
        raise SourceError("None of the eleven lists was found.", remedy="Check the files for the reasons.")
    chosen = chosen_omissions(leave_out, dataset)
    found = gaps(dataset, chosen, result.policy["expected_lists"])
    refused = [gap.data for gap in found if chosen.isdisjoint(gap.keys)]
    if refused:
        raise IncompleteError([(data.name, _sentence(data)) for data in refused])
    missing = omissions(dataset, chosen, found)
    sent = [number for number in dataset.tables if list_key(number) not in chosen]
    specs = {
        number: tuple(catalogue.lists()[number].column(name) for name in official_columns(dataset, number))
        for number in catalogue.lists()
    }
    cells = {
        number: cells_to_send(
            dataset.tables[number],
            [spec.name for spec in specs[number] if column_key(number, spec.name) not in chosen],
        )
        for number in sent
    }
    _refuse_what_does_not_fit(dataset, cells)
    front = _front(result, {number: cells[number].height if number in cells else None for number in specs})
    submission = Submission(
        lists=tuple(_sent_list(dataset, number, cells[number]) for number in sent),
        left_out=missing,
        blanked=tuple(
            blanked
            for number in sent
            for blanked in blanked_cells(dataset.tables[number], cells[number].texts, dataset.places)
        ),
        unfilled=tuple(name for name, text in front.fields if not text),
    )
    comments = _comments(result, submission)
    with open_book(path, title="Annex A", check=lambda data: _read_back(data, specs, cells, path)) as book:
        write_front(book, front)
        write_guidance(book, specs, dataset.codes.sets, comments)
        write_codes(book, specs, dataset.codes.sets)
        for number, columns in specs.items():
            if number in cells:
                write_list(book, number, columns, cells[number])
            else:
                write_unsent_list(book, number, _UNSENT[_reason(missing, number)])
    return submission


def _read_back(
    data: bytes,
    specs: Mapping[int, Sequence[ColumnSpec]],
    cells: Mapping[int, CellsToSend],
    path: Path | str,
) -> None:
    read_back(data, {number: specs[number] for number in cells}, cells, where=str(path))


def _sentence(data: LeftOut) -> str:
    title = f"List {data.list}" if data.list is not None and not data.name.startswith("Sheet") else ""
    return f"{title}: {data.detail}" if title else data.detail


def _reason(missing: Iterable[LeftOut], number: int) -> Omission:
    return next((data.reason for data in missing if data.name == str(number)), Omission.ABSENT)


def _sent_list(dataset: AnnexAData, number: int, cells: CellsToSend) -> SentList:
    sheets = [sheet for sheet in dataset.sheets if sheet.used and sheet.list == number]
    return SentList(
        list=number,
        rows=cells.height,
        columns=tuple(cells.texts),
        ignored_rows=tuple(
            f"{sheet.sheet or sheet.file}!{row.row}"
            for sheet in sheets
            for row in sheet.skipped
            if row.why != "gap"
        ),
        blank_rows=dataset.tables[number].frame.height - cells.height,
    )


def _front(result: CheckResult, rows: Mapping[int, int | None]) -> FrontSheet:
    named = {name for file in result.dataset.files for name in file.authorities}
    authority = result.policy.own_la or (named.pop() if len(named) == 1 else "")
    return FrontSheet(
        authority=authority, as_of=result.dataset.as_of, contact=result.policy.contact or "", rows=rows
    )


def _comments(result: CheckResult, submission: Submission) -> dict[tuple[int, str], list[str]]:
    """Return the council's comments by list and column. Those on a list as a whole are at its first one."""
    comments: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for number, column, text in (*_about_omissions(submission), *_about_findings(result)):
        columns = official_columns(result.dataset, number)
        comments[number, column if column in columns else columns[0]][text] = None
    return {place: list(texts) for place, texts in comments.items()}


def _about_omissions(submission: Submission) -> Iterator[tuple[int, str, str]]:
    for data in submission.left_out:
        if data.list is not None and data.name == str(data.list):
            yield data.list, "", f"List {data.list} is not included. {_UNSENT[data.reason]}"
        elif data.list is not None and data.column:
            yield data.list, data.column, _COMMENTS[data.reason]


def _about_findings(result: CheckResult) -> Iterator[tuple[int, str, str]]:
    reasons = result.explained.by_finding
    places = list(reasons)
    part = result.findings.select("rule", "list", "column")[places]
    for place, (rule, number, column) in zip(places, part.iter_rows(), strict=True):
        lists: Iterable[Any] = result.rules[rule].lists[:1] if number is None else (number,)
        for list_number in lists:
            yield list_number, column or "", reasons[place].reason


def _refuse_what_does_not_fit(dataset: AnnexAData, cells: Mapping[int, CellsToSend]) -> None:
    for number, columns in cells.items():
        if columns.height + FIRST_ROW - 1 > _LAST_ROW:
            raise WriteError(
                f"List {number} has {columns.height:,} rows. A sheet has {_LAST_ROW - FIRST_ROW + 1:,}.",
                remedy="Check that the extract has each row once.",
            )
        for name, texts in columns.texts.items():
            longest = texts.str.len_bytes()
            for index in (longest > _LONGEST).fill_null(value=False).arg_true():
                # Spreadsheets count an emoji as two characters.
                if len(texts[index].encode("utf-16-le")) // 2 > _LONGEST:
                    place = dataset.places[columns.places[index]]
                    where = place.cell(name, columns.rows[index]) or f"row {columns.rows[index]}"
                    raise WriteError(
                        f"This cell has more than {_LONGEST:,} characters, and a workbook cannot store it.",
                        where=f"{place.file}, {place.sheet}, {where}",
                        remedy="Shorten it in your files.",
                    )
