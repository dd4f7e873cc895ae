"""The specification of Annex A: eleven lists, their columns and their codes, shipped as data."""

from inspectprep.annexa.spec.loader import authorities, code_set, lists
from inspectprep.annexa.spec.values import Code, CodeSet, ColumnSpec, ListSpec

__all__ = ["Code", "CodeSet", "ColumnSpec", "ListSpec", "authorities", "code_set", "lists"]
