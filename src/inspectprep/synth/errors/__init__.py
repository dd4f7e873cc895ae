"""Defects seeded on purpose, each of which a named rule must find."""

from inspectprep.synth.errors.case import Case, Seeder
from inspectprep.synth.errors.seed_errors import seed_errors, seeders

__all__ = ["Case", "Seeder", "seed_errors", "seeders"]
