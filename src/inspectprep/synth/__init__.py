"""A synthetic council: eleven lists that agree with each other, with or without seeded errors.

    council = synth.council(children=2000, seed=7, as_of=date(2026, 10, 5), defects=0.02, late=0.08)
    synth.write_workbook(council, "annex-a.xlsx")

The same arguments give the same council on every machine and version of Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.synth.clean_council import EVEN as EVEN, LIMITS as LIMITS, MIX as MIX
    from inspectprep.synth.errors import Case as Case, Seeder as Seeder
    from inspectprep.synth.errors.seed_errors import seed_errors as seed_errors, seeders as seeders
    from inspectprep.synth.new_council import council as council
    from inspectprep.synth.synthetic import SeededError as SeededError, SyntheticCouncil as SyntheticCouncil
    from inspectprep.synth.workbook import write_workbook as write_workbook

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "clean_council": "EVEN LIMITS MIX",
        "errors": "Case Seeder seed_errors seeders",
        "new_council": "council",
        "synthetic": "SeededError SyntheticCouncil",
        "workbook": "write_workbook",
    },
)
