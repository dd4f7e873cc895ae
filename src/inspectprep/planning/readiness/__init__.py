"""Readiness for a call on a given day, with one module for each input that gives reasons."""

from inspectprep.planning.readiness.assess import assess as assess
from inspectprep.planning.readiness.council_state import CouncilState as CouncilState
