"""A made-up council: eleven lists that agree with each other, with or without planted defects.

    made = synth.council(children=2000, seed=7, as_of=date(2026, 10, 5), defects=0.02, late=0.08)
    synth.write_workbook(made, "annex-a.xlsx")

The same arguments give the same council, whatever the machine and the version of Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from os import PathLike

from inspectprep.synth.council import EVEN, MIX, clean
from inspectprep.synth.errors import Planter, plant, planters
from inspectprep.synth.synthetic import Planted, Synthetic

__all__ = ["EVEN", "MIX", "Planted", "Planter", "Synthetic", "council", "plant", "planters", "write_workbook"]


def council(
    *,
    children: int = 2000,
    seed: int = 7,
    as_of: date,
    defects: float = 0.0,
    late: float = 0.0,
    authority: str = "Oxfordshire",
    mix: Mapping[str, float] | None = None,
) -> Synthetic:
    """Return a made-up council's Annex A.

    Without `defects` no rule about data fires on it, and without `late` none about practice either.

    Args:
        children: Children and adoptive families in it; the lists together have about twice as many rows.
        seed: Another seed gives another council.
        as_of: The list date.
        defects: Data defects as a share of all rows; each has a label.
        late: Late or missing practice as a share of the rows that could be late; each has a label.
        authority: The English authority whose area counts as in; the children are nobody's.
        mix: Weights of the children's stories instead of :data:`MIX`, such as :data:`EVEN`.

    Raises:
        OutOfRangeError: if working days around `as_of` are not known.
        UnknownNameError: if `authority` is no English authority, or `mix` names no story.
    """
    made = clean(children=children, seed=seed, as_of=as_of, authority=authority, mix=mix)
    if not defects and not late:
        return made
    return plant(made, share=defects, late=late, seed=seed)


def write_workbook(made: Synthetic, path: str | PathLike[str]) -> None:
    """Write a made-up council as a workbook in Ofsted's layout, with real dates; it is nobody's data."""
    from inspectprep.annexa.outputs.plain import write_lists

    write_lists(made.cells, path)
