"""Defects planted on purpose, each of which a named rule must find."""

from inspectprep.synth.errors.case import Case, Planter
from inspectprep.synth.errors.seed_errors import plant, planters

__all__ = ["Case", "Planter", "plant", "planters"]
