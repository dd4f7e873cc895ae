"""Rules about files, sheets, columns and rows: whether everything was there and could be read."""

from __future__ import annotations

from inspectprep.annexa.checks.structure_files import RULES as FILES
from inspectprep.annexa.checks.structure_lists import RULES as LISTS
from inspectprep.annexa.checks.structure_sheets import RULES as SHEETS

__all__ = ["RULES"]

RULES = tuple(sorted((*LISTS, *SHEETS, *FILES), key=lambda rule: rule.id))
