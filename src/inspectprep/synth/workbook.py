"""The workbook of a synthetic council."""

from __future__ import annotations

from os import PathLike

from inspectprep.annexa.outputs.plain import write_lists
from inspectprep.synth.synthetic import SyntheticCouncil


def write_workbook(data: SyntheticCouncil, path: str | PathLike[str]) -> None:
    """Write a synthetic council as a workbook in Ofsted's layout, with real dates."""
    write_lists(data.cells, path)
