"""The specification of Annex A: eleven lists, their columns and their codes, shipped as data."""

from inspectprep.annexa.catalogue.codes import Certainty, Code, CodeSet
from inspectprep.annexa.catalogue.lists import ColumnSpec, ColumnType, ListColumns, ListSpec, Required
from inspectprep.annexa.catalogue.specification import authorities, code_set, code_sets, lists

__all__ = [
    "Certainty",
    "Code",
    "CodeSet",
    "ColumnSpec",
    "ColumnType",
    "ListColumns",
    "ListSpec",
    "Required",
    "authorities",
    "code_set",
    "code_sets",
    "lists",
]
