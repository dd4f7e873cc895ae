"""The specification of Annex A: eleven lists, their columns and their codes, shipped as data."""

from inspectprep.annexa.catalogue.codes import Code, CodeSet
from inspectprep.annexa.catalogue.lists import ColumnSpec, ListSpec
from inspectprep.annexa.catalogue.specification import authorities, code_set, code_sets, lists

__all__ = ["Code", "CodeSet", "ColumnSpec", "ListSpec", "authorities", "code_set", "code_sets", "lists"]
