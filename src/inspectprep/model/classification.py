"""The marking of a report: who may have it."""

from __future__ import annotations

from enum import StrEnum


class Classification(StrEnum):
    """The marking that a report carries on every page.

    Attributes:
        OFFICIAL: For most documents of a council.
        OFFICIAL_SENSITIVE: For documents that could do harm if they were lost.
        PERSONAL_DATA: For the analyst's own documents with details of children. No plugin may write them.
    """

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"
    PERSONAL_DATA = "PERSONAL DATA"
