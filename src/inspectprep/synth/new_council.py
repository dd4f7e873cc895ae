"""The making of a synthetic council."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from inspectprep.model.arguments import checked_arguments
from inspectprep.synth.clean_council import clean
from inspectprep.synth.errors import seed_errors
from inspectprep.synth.synthetic import SyntheticCouncil


@checked_arguments
def council(
    *,
    children: int = 2000,
    seed: int = 7,
    as_of: date,
    defects: float = 0.0,
    late: float = 0.0,
    authority: str = "Oxfordshire",
    mix: Mapping[str, float] | None = None,
) -> SyntheticCouncil:
    """Return a synthetic council's Annex A.

    Without `defects` no rule about data fires on it, and without `late` none about practice either.

    Args:
        children: Children and adoptive families in it; the lists together have about twice as many rows.
        seed: Another seed gives another council.
        as_of: The list date.
        defects: Data errors as a share of all rows; each has a label.
        late: Late or missing practice as a share of the rows that could be late; each has a label.
        authority: The English authority whose area counts as inside. The children are synthetic.
        mix: Weights of the children's stories instead of :data:`MIX`, such as :data:`EVEN`.

    Raises:
        OutOfRangeError: if working days around `as_of` are not known.
        UnknownNameError: if `authority` is not an English authority, or `mix` names an unknown story.
    """
    data = clean(children=children, seed=seed, as_of=as_of, authority=authority, mix=mix)
    if not defects and not late:
        return data
    return seed_errors(data, share=defects, late=late, seed=seed)
