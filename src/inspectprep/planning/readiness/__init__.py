"""Readiness for a call on a given day, with one module for each input that gives reasons."""

from inspectprep.planning.readiness.assess import assess
from inspectprep.planning.readiness.readiness_policy import ReadinessPolicy

__all__ = ["ReadinessPolicy", "assess"]
