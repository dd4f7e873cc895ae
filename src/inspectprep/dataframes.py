"""polars, imported in one place, so that one error says how to install it."""

from __future__ import annotations

from inspectprep.extras import optional

with optional("polars"):
    import polars as pl

__all__ = ["pl"]
