"""Results of a check: findings, counts, acceptance, comparison, indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.annexa.results import indicators as indicators

__all__, __getattr__, __dir__ = lazy_names(__name__, {}, internal="indicators")
