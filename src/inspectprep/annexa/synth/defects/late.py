"""Planters to come."""

from inspectprep.annexa.synth.defects.case import Planter

__all__ = ["PLANTERS"]

PLANTERS: tuple[Planter, ...] = ()
