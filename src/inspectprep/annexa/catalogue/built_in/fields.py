"""Rules about single fields: blank, unreadable, impossible, translated."""

from __future__ import annotations

from inspectprep.annexa.checks.fields_ages import RULES as AGES
from inspectprep.annexa.checks.fields_blank import RULES as BLANK
from inspectprep.annexa.checks.fields_codes import RULES as CODES
from inspectprep.annexa.checks.fields_counts import RULES as COUNTS
from inspectprep.annexa.checks.fields_dates import RULES as DATES
from inspectprep.annexa.checks.fields_ids import RULES as IDS
from inspectprep.annexa.checks.fields_texts import RULES as TEXTS

__all__ = ["RULES"]

RULES = tuple(sorted((*BLANK, *IDS, *DATES, *AGES, *COUNTS, *CODES, *TEXTS), key=lambda rule: rule.id))
