"""Readiness for a call on a given day, with one module for each input that gives reasons."""

from inspectprep.planning.readiness.assess import assess

__all__ = ["assess"]
