"""Defects planted on purpose, each of which a named rule must find."""

from inspectprep.annexa.synth.defects.case import Case, Planter
from inspectprep.annexa.synth.defects.plant import plant, planters

__all__ = ["Case", "Planter", "plant", "planters"]
