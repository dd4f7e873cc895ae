"""Rules about single fields: blank, unreadable, impossible, translated."""

from __future__ import annotations

from inspectprep.annexa.rules.fields_ages import RULES as AGES
from inspectprep.annexa.rules.fields_blank import RULES as BLANK
from inspectprep.annexa.rules.fields_codes import RULES as CODES
from inspectprep.annexa.rules.fields_counts import RULES as COUNTS
from inspectprep.annexa.rules.fields_dates import RULES as DATES
from inspectprep.annexa.rules.fields_ids import RULES as IDS
from inspectprep.annexa.rules.fields_texts import RULES as TEXTS

__all__ = ["RULES"]

RULES = tuple(sorted((*BLANK, *IDS, *DATES, *AGES, *COUNTS, *CODES, *TEXTS), key=lambda rule: rule.id))
