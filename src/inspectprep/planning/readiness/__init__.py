"""Readiness: if the call came on this day, would we be ready? A module for each thing that has a say."""

from inspectprep.planning.readiness.assess import assess
from inspectprep.planning.readiness.readiness_policy import ReadinessPolicy

__all__ = ["ReadinessPolicy", "assess"]
