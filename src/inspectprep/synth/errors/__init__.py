"""Defects seeded on purpose, each of which a named rule must find."""

from inspectprep.synth.errors.case import Case as Case, Seeder as Seeder
from inspectprep.synth.errors.seed_errors import seed_errors as seed_errors, seeders as seeders
