"""A reproducible, stratified sample of cases for an audit of practice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from attrs import field

from inspectprep.annexa import catalogue
from inspectprep.annexa.outputs.cover import ASK, Lines, Link, write_banner, write_table
from inspectprep.annexa.outputs.mark import open_book, set_columns
from inspectprep.annexa.reading.dataset import AnnexAData, ListTable
from inspectprep.dataframes import pl
from inspectprep.errors import UnknownNameError
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.representation import frozen

AGE_GROUP = "age group"
_BANDS = ((0, "unborn"), (1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"), (18, "16 and 17"))
_ENDS = {4: "assessment_authorised_date", 6: "cin_closure_date", 7: "cpp_end_date", 8: "lac_end_date"}
_AUDIT_COLUMNS = ("Auditor", "Audited on", "Grade", "What is good", "What must change", "By whom and when")


@frozen(kw_only=True)
class AuditCase:
    """A case to be audited: child-level data for the analyst and the auditors.

    Attributes:
        identifier: The identifier of the child or family, as supplied.
        list: The number of the list.
        row: The row in the council's file.
        cell: The identifier's cell in the council's file.
        stratum: The values by which the case was grouped.
        team: The team that works with the case.
        worker: The worker who works with the case.
    """

    identifier: str = field(repr=False)
    list: int
    row: int
    cell: str
    stratum: tuple[str, ...]
    team: str = field(default="", repr=False)
    worker: str = field(default="", repr=False)


@frozen(kw_only=True)
class Sample:
    """The chosen cases, and the basis of the choice.

    Attributes:
        list: The number of the list.
        by: The columns by which cases were grouped.
        seed: The seed of the choice.
        population: Cases that could have been chosen.
        strata: For each stratum: its values, cases in it, cases chosen.
        cases: The chosen cases.
    """

    list: int
    by: tuple[str, ...]
    seed: int
    population: int
    strata: tuple[tuple[tuple[str, ...], int, int], ...]
    cases: tuple[AuditCase, ...]


@checked_arguments
def sample(
    dataset: AnnexAData,
    list_number: int,
    size: int,
    *,
    by: Sequence[str] = ("allocated_team",),
    seed: int = 0,
    open_only: bool = True,
) -> Sample:
    """Choose cases from a list in proportion to the strata, at least one from each if the size allows it.

    The choice depends only on the identifiers and the seed. The order of the file does not matter, and a
    case that joins or leaves the list changes few others.

    Args:
        dataset: The lists that were read.
        list_number: The list, from 4 to 9.
        size: The number of cases; all of them if there are fewer.
        by: Columns of the list to stratify by, or ``age group``.
        seed: Another seed chooses other cases.
        open_only: Leave out cases that have ended.

    Raises:
        UnknownNameError: if the list was not supplied or has no such column.
    """
    if list_number not in dataset.tables:
        raise UnknownNameError("list", str(list_number), list(map(str, dataset.tables)))
    table = dataset.tables[list_number]
    first = catalogue.lists()[list_number].columns[0].name
    if first not in table.columns:
        raise UnknownNameError("column", first, table.columns, where=f"List {list_number}")
    known = [*table.columns, *([AGE_GROUP] if "age" in table.columns else [])]
    for name in by:
        if name not in known:
            raise UnknownNameError("column", name, known)
    cases = _cases(dataset, table, tuple(by), open_only=open_only)
    groups: dict[tuple[str, ...], list[AuditCase]] = {}
    for case in sorted(cases, key=lambda case: _draw(case, seed)):
        groups.setdefault(case.stratum, []).append(case)
    shares = _shares({stratum: len(group) for stratum, group in groups.items()}, size)
    chosen = [case for stratum in sorted(groups) for case in groups[stratum][: shares[stratum]]]
    return Sample(
        list=list_number,
        by=tuple(by),
        seed=seed,
        population=len(cases),
        strata=tuple((stratum, len(groups[stratum]), shares[stratum]) for stratum in sorted(groups)),
        cases=tuple(chosen),
    )


def _draw(case: AuditCase, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}:{case.list}:{case.identifier}".encode()).digest()


def _cases(dataset: AnnexAData, table: ListTable, by: tuple[str, ...], *, open_only: bool) -> list[AuditCase]:
    first = catalogue.lists()[table.list].columns[0].name
    frame = table.frame.filter(table.frame[f"{first}__key"].is_not_null())
    end = _ENDS.get(table.list)
    if open_only and end in table.columns:
        frame = frame.filter(frame[f"{end}__raw"].is_null())
    frame = frame.unique(subset=f"{first}__key", keep="first", maintain_order=True)
    strata = list(zip(*(_stratum(frame, name) for name in by), strict=True)) if by else [()] * frame.height
    names = [
        _texts(frame, name) if name in table.columns else [""] * frame.height
        for name in ("allocated_team", "allocated_worker")
    ]
    rows = zip(
        frame[f"{first}__key"].to_list(),
        frame["__place"].to_list(),
        frame["__row"].to_list(),
        strata,
        *names,
        strict=True,
    )
    return [
        AuditCase(
            identifier=key,
            list=table.list,
            row=row,
            cell=dataset.places[place].cell(first, row),
            stratum=stratum,
            team=team,
            worker=worker,
        )
        for key, place, row, stratum, team, worker in rows
    ]


def _texts(frame: pl.DataFrame, name: str) -> list[str]:
    return [str(value) if value is not None else "" for value in frame[name].to_list()]


def _stratum(frame: pl.DataFrame, name: str) -> list[str]:
    if name != AGE_GROUP:
        return [text or "not known" for text in _texts(frame, name)]
    return ["not known" if age is None else _band(age) for age in frame["age"].to_list()]


def _band(age: int) -> str:
    return next((words for limit, words in _BANDS if age < limit), "18 and over")


def _shares(sizes: dict[tuple[str, ...], int], size: int) -> dict[tuple[str, ...], int]:
    """Divide `size` in proportion, by largest remainder, after one for each stratum if there are enough."""
    total = sum(sizes.values())
    size = min(size, total)
    order = sorted(sizes, key=lambda stratum: (-sizes[stratum], stratum))
    shares = dict.fromkeys(sizes, 0)
    for stratum in order[:size]:
        shares[stratum] = 1
    for _ in range(size - sum(shares.values())):
        unfilled = [stratum for stratum in order if shares[stratum] < sizes[stratum]]
        shares[max(unfilled, key=lambda stratum: sizes[stratum] * size / total - shares[stratum])] += 1
    return shares


def write_sample(path: Path | str, chosen: Sample) -> None:
    """Write the chosen cases as a marked workbook with columns for the audit. Only its owner can read it.

    Raises:
        WriteError: if it cannot be written.
    """
    with open_book(path, title="Cases for audit") as book:
        cover = Lines(book, "Summary", (44, 12, 12, 40))
        cover.banner("cases chosen for an audit of practice")
        cover.text(
            f"{len(chosen.cases)} of {chosen.population} cases of List {chosen.list}, seed {chosen.seed}.",
            bold=True,
        )
        cover.fact("Who to ask", ASK)
        cover.blank()
        cover.contents([Link("Cases", "")])
        cover.blank()
        cover.text("How they were chosen", bold=True)
        strata = [(", ".join(stratum) or "all", cases, taken) for stratum, cases, taken in chosen.strata]
        cover.table("Strata", ("Stratum", "Cases", "Chosen"), strata)
        by = (_column_title(chosen.list, name) for name in chosen.by)
        headings = ("Case", "Cell in your file", *by, "Team", "Worker", *_AUDIT_COLUMNS)
        rows = [
            (
                *(case.identifier, f"List {case.list} {case.cell}", *case.stratum, case.team, case.worker),
                *(None for _ in _AUDIT_COLUMNS),
            )
            for case in chosen.cases
        ]
        sheet = book.sheet("Cases")
        widths = [18.0] * len(headings)
        set_columns(sheet, widths, repeat=(0, 1))
        sheet.freeze_panes(2, 1)
        write_banner(book, sheet, "cases chosen for an audit of practice", len(headings))
        write_table(book, sheet, "Cases", headings, rows, (1, widths))


def _column_title(list_number: int, name: str) -> str:
    """Return the heading of a column by which cases were grouped."""
    columns = {column.name: column.header.strip() for column in catalogue.lists()[list_number].columns}
    return columns.get(name, name[:1].upper() + name[1:])
