"""Readiness for a call on a given day, with one module for each input that gives reasons."""

from inspectprep.planning.readiness.assess import assess
from inspectprep.planning.readiness.council_state import CouncilState

__all__ = ["CouncilState", "assess"]
