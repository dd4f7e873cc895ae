"""A child's view: everything that a return has of one child, on one line of time. For the analyst alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field

from inspectprep.annexa import catalogue
from inspectprep.annexa.checks.lookalikes import is_typing_error
from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.reading.dataset import CellState, ListTable
from inspectprep.annexa.reading.ids import id_key, id_text
from inspectprep.annexa.results.result import CheckResult
from inspectprep.dataframes import pl
from inspectprep.errors import InspectPrepError
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.document import never_written
from inspectprep.model.finding import Finding
from inspectprep.model.representation import frozen

_CHILD, _FAMILY = "child_unique_id", "family_identifier"
_ADOPTERS = 11
_LEAST_DIGITS = 4
_ABOUT = (
    "gender",
    "ethnicity",
    "date_of_birth",
    "age",
    "disability",
    "uasc",
    "uasc_or_former",
    "allocated_team",
    "allocated_worker",
    "allocated_personal_advisor",
)
"""Columns about the child and not about an event. Lists may disagree about them."""
_SPANS: Mapping[int, tuple[tuple[str, str, str], ...]] = {
    2: (("assessment_start_date", "assessment_completion_date", "Early help assessment"),),
    4: (("assessment_start_date", "assessment_authorised_date", "Assessment"),),
    6: (("cin_start_date", "cin_closure_date", "In need"),),
    7: (("cpp_start_date", "cpp_end_date", "Protection plan"),),
    8: (
        ("lac_start_date", "lac_end_date", "In care"),
        ("legal_status_start_date", "lac_end_date", "Legal status"),
        ("placement_start_date", "lac_end_date", "Placement"),
    ),
    10: (("placed_date", "adoption_order_date", "Placed for adoption"),),
}
"""First day, last day and name of what lasts. Without a last day it lasts until the list date."""
_DETAILS: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    6: {"cin_closure_date": ("closure_reason",)},
    7: {"date_last_statutory_visit": ("seen_alone",)},
    8: {
        "legal_status_start_date": ("legal_status",),
        "date_latest_review": ("permanence_plan",),
        "lac_end_date": ("lac_end_reason",),
        "placement_start_date": (
            "placement_type",
            "placement_provider",
            "placement_postcode",
            "placement_urn",
            "placement_location",
            "la_of_placement",
        ),
    },
    9: {"latest_date_of_contact": ("la_in_touch",)},
    10: {"decision_reversed_date": ("decision_reversed_reason",)},
    11: {"left_process_date": ("left_process_reason",)},
}
"""Columns that belong to one date. The others belong to the first date of their row."""


@never_written
@frozen(kw_only=True)
class ChildEvent:
    """One event or span of a child's life, as a list has it.

    Attributes:
        day: The day, or the first day of a span. None for a row without a date that can be read.
        until: The last day of a span. None for a day, or for a span that has not ended.
        lasting: Whether it is a span.
        list: The number of the list.
        what: The name of the span, or the heading of the date.
        details: The other cells that belong to it: heading and text.
        cell: The cell in the council's file.
    """

    day: date | None = field(repr=False)
    until: date | None = field(default=None, repr=False)
    lasting: bool = False
    list: int
    what: str
    details: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    cell: str = ""


@never_written
@frozen(kw_only=True)
class ChildView:
    """Everything that a return has of one child: child-level data for the analyst alone.

    Attributes:
        as_of: The list date.
        rows: How many rows each list has of the child.
        about: What the lists say about the child: heading, text, and the lists that say so.
        events: Events and spans in the order of their days, those without a day at the end.
        unread: Dates that could not be read: list, cell, heading and text.
        findings: The findings on the child's rows.
        similar: How many other identifiers look alike, by the lists that have them.
    """

    as_of: date | None
    rows: Mapping[int, int] = field(factory=dict)
    about: tuple[tuple[str, str, tuple[int, ...]], ...] = field(default=(), repr=False)
    events: tuple[ChildEvent, ...] = field(default=(), repr=False)
    unread: tuple[tuple[int, str, str, str], ...] = field(default=(), repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    similar: Mapping[int, int] = field(factory=dict)

    @property
    def found(self) -> bool:
        """Whether a list has the child."""
        return bool(self.rows)


@checked_arguments
def child_view(result: CheckResult, identifier: str) -> ChildView:
    """Return everything known of one child.

    The identifier is compared as the lists are joined: without case and white space around it. Adopters of
    the family that List 10 names are included.

    Args:
        result: The result of a check.
        identifier: The identifier of the child. No message repeats it.

    Raises:
        InspectPrepError: if it is blank, or a text that means no child, such as TBC.
    """
    placeholders = frozenset(result.policy["placeholder_ids"])
    key = id_key(id_text(identifier), placeholders) if identifier.strip() else None
    if not key:
        raise InspectPrepError(
            "This is not the identifier of a child.", remedy="Give the identifier as it is in the lists."
        )
    rows = _rows(result, key)
    as_of = result.dataset.as_of
    events = [event for number, frame in rows.items() for event in _events(result, number, frame)]
    last = date.max
    return ChildView(
        as_of=as_of,
        rows={number: frame.height for number, frame in rows.items()},
        about=tuple(_about(rows)),
        events=tuple(
            sorted(events, key=lambda event: (event.day or last, not event.lasting, event.list, event.cell))
        ),
        unread=tuple(one for number, frame in rows.items() for one in _unread(result, number, frame)),
        findings=_findings(result, rows),
        similar=_similar(result, key),
    )


def _rows(result: CheckResult, key: str) -> dict[int, pl.DataFrame]:
    """Return the rows of a child by list, with the adopters of its family."""
    found = {
        number: table.frame.filter(pl.col(f"{_CHILD}__key") == key)
        for number, table in sorted(result.dataset.tables.items())
        if _CHILD in table.columns
    }
    families = [
        frame[f"{_FAMILY}__key"].drop_nulls()
        for frame in found.values()
        if f"{_FAMILY}__key" in frame.columns
    ]
    adopters = result.dataset.tables.get(_ADOPTERS)
    if families and adopters is not None and _FAMILY in adopters.columns:
        names = pl.concat(families).unique()
        found[_ADOPTERS] = adopters.frame.filter(pl.col(f"{_FAMILY}__key").is_in(names.implode()))
    return {number: frame for number, frame in found.items() if frame.height}


def _text(row: Mapping[str, Any], name: str) -> str:
    """Return a cell as it was read, or as supplied if it could not be."""
    value = row[name] if row[f"{name}__state"] == CellState.READ else row[f"{name}__raw"]
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else " ".join(str(value).split())


def _events(result: CheckResult, number: int, frame: pl.DataFrame) -> Iterator[ChildEvent]:
    table = result.dataset.tables[number]
    columns = {column.name: column for column in table.spec.columns if column.name in table.columns}
    dates = [name for name, column in columns.items() if column.type == "date" and name not in _ABOUT]
    belonging = _DETAILS.get(number, {})
    owned = {name for names in belonging.values() for name in names}
    others = [
        name for name, column in columns.items()
        if column.type != "date" and name not in owned and name not in (*_ABOUT, _CHILD)
    ]  # fmt: skip
    spans = {first: (last, what) for first, last, what in _SPANS.get(number, ())}
    for row in frame.iter_rows(named=True):
        known = [name for name in dates if row[name] is not None]
        first = known[0] if known else None
        place = result.dataset.places[row["__place"]]
        for name in known or [""]:
            mine = [*(others if name == first else ()), *belonging.get(name, ())]
            details = [
                (columns[one].header.strip(), text)
                for one in mine
                if one in columns and (text := _text(row, one))
            ]
            last, what = spans.get(name, ("", ""))
            until = row.get(last) if last else None
            yield ChildEvent(
                day=row[name] if name else None,
                until=until,
                lasting=bool(last),
                list=number,
                what=what or (columns[name].header.strip() if name else "Row without a date"),
                details=tuple(details),
                cell=place.cell(name or next(iter(place.letters), ""), row["__row"]),
            )


def _about(rows: Mapping[int, pl.DataFrame]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield what the lists say about the child. A heading with several texts is one that they disagree on."""
    said: dict[tuple[str, str], list[int]] = {}
    order: dict[str, int] = {}
    for number, frame in rows.items():
        if number == _ADOPTERS:
            continue
        for column in catalogue.lists()[number].columns:
            if column.name in _ABOUT and f"{column.name}__raw" in frame.columns:
                order.setdefault(column.header.strip(), _ABOUT.index(column.name))
                for row in frame.iter_rows(named=True):
                    text = _text(row, column.name)
                    lists = said.setdefault((column.header.strip(), text), []) if text else []
                    if number not in lists:
                        lists.append(number)
    for (header, text), lists in sorted(said.items(), key=lambda item: (order[item[0][0]], item[1], item[0])):
        yield header, text, tuple(lists)


def _unread(result: CheckResult, number: int, frame: pl.DataFrame) -> Iterator[tuple[int, str, str, str]]:
    table = result.dataset.tables[number]
    for column in table.spec.columns:
        if column.type != "date" or column.name not in table.columns:
            continue
        for row in frame.filter(pl.col(f"{column.name}__state") > int(CellState.MISSING)).iter_rows(
            named=True
        ):
            cell = result.dataset.places[row["__place"]].cell(column.name, row["__row"])
            yield number, cell, column.header.strip(), _text(row, column.name)


def _findings(result: CheckResult, rows: Mapping[int, pl.DataFrame]) -> tuple[Finding, ...]:
    places = [
        frame.select(
            pl.lit(number, pl.Int8).alias("list"),
            pl.col("__place").alias("place"),
            pl.col("__row").alias("row"),
        )
        for number, frame in rows.items()
    ]
    if not places:
        return ()
    cells = each_cell(result.findings.with_row_index("__at"))
    mine = cells.join(pl.concat(places), on=["list", "place", "row"], how="semi", maintain_order="left")
    at = mine["__at"].to_list()
    chosen = evolve(result, findings=mine.drop("__at"), explained=result.explained.at(at))
    return tuple(chosen.records())


def _similar(result: CheckResult, key: str) -> dict[int, int]:
    """Return how many identifiers of each list could be this one with another prefix or a typing error."""
    least = result.policy["min_id_length"]
    counts = {}
    for number, table in sorted(result.dataset.tables.items()):
        others = _keys(table)
        count = sum(other != key and _is_alike(key, other, least) for other in others)
        if count:
            counts[number] = count
    return counts


def _keys(table: ListTable) -> list[str]:
    if _CHILD not in table.columns:
        return []
    keys: list[str] = table.frame[f"{_CHILD}__key"].drop_nulls().unique().to_list()
    return keys


def _is_alike(key: str, other: str, least: int) -> bool:
    one, two = _figures(key), _figures(other)
    same_figures = len(one) >= _LEAST_DIGITS and one == two
    return same_figures or key.lstrip("0") == other.lstrip("0") or is_typing_error(key, other, least)


def _figures(key: str) -> str:
    return re.sub(r"\D", "", key).lstrip("0")
