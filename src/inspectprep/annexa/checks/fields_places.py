"""Rules about the place of a placement: its postcode and its Ofsted number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from inspectprep.annexa.engine.cell_checks import ListColumn, Outcomes, cell_check, columns_of
from inspectprep.annexa.reading.dataset import AnnexAData, CellState
from inspectprep.dataframes import pl

_POSTCODE = r"(?i)^(?:([A-Z]{1,2})[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|(GIR) ?0AA)$"
_ABROAD = ("NUK", "CON")
_OFSTED = r"(?i)^(?:SC[0-9]{6}|[0-9]{7}|X{7})$"
_NEARLY_OFSTED = r"(?i)^(?:[A-Z]{2} ?[0-9]{5,7}|[0-9]{5,8}|X+)$"


def _postcodes(dataset: AnnexAData) -> Iterable[ListColumn]:
    return columns_of(dataset, lists=(8,), test=lambda column: column.name == "placement_postcode")


def _in_the_uk(column: ListColumn) -> pl.Expr:
    """Return where a postcode was read for a placement that is neither abroad nor confidential."""
    read = column.ended(CellState.READ)
    authority = column.beside("la_of_placement")
    if authority is not None:
        read &= ~authority.code.is_in(_ABROAD).fill_null(value=False)
    return read


@cell_check(_postcodes)
def postcode(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-033: postcodes that cannot be one."""
    yield "error", _in_the_uk(column) & ~column.value.str.contains(_POSTCODE)


@cell_check(_postcodes)
def postcode_area(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-040: postcodes of no area, or of one without homes."""
    parts = column.value.str.to_uppercase().str.extract_groups(_POSTCODE)
    area = pl.coalesce(parts.struct.field("1"), parts.struct.field("2"))
    homes, others = (
        [name.upper() for name in policy[name_of]]
        for name_of in ("postcode_areas", "postcode_areas_without_homes")
    )
    usable = _in_the_uk(column) & area.is_not_null()
    yield "error", usable & ~area.is_in([*homes, *others])
    yield "query", usable & area.is_in(others)


@cell_check(lambda dataset: columns_of(dataset, lists=(8,), test=lambda spec: spec.name == "placement_urn"))
def ofsted_number(column: ListColumn, dataset: AnnexAData, policy: Mapping[str, Any]) -> Outcomes:
    """AA-F-041: Ofsted numbers in another form than that of the register."""
    other = column.ended(CellState.READ) & ~column.value.str.contains(_OFSTED)
    nearly = column.value.str.contains(_NEARLY_OFSTED)
    yield "query", other & nearly
    yield "warning", other & ~nearly
