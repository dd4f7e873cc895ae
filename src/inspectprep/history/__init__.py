"""The history of full inspections: reading it from a file, and fitting a forecast to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.history.built_in import built_in_figures as built_in_figures
    from inspectprep.history.fit import fit_figures as fit_figures
    from inspectprep.history.reading import COLUMNS as COLUMNS, read_history as read_history
    from inspectprep.history.scoring import backtest as backtest

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "scoring": "backtest",
        "built_in": "built_in_figures",
        "fit": "fit_figures",
        "reading": "COLUMNS read_history",
    },
)
