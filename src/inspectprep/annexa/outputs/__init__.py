"""Files of child-level data for the analyst: readable by their owner only, marked on every sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.annexa.outputs import extract as extract, sample as sample

__all__, __getattr__, __dir__ = lazy_names(__name__, {}, internal="extract sample")
