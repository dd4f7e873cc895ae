"""The standing of the draft self-evaluation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from inspectprep.model.evidence import CoverageState
from inspectprep.model.readiness import Rating
from inspectprep.planning.standing.standing import Standing, Turn
from inspectprep.planning.wording import counted, first_few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.selfeval import SelfEvaluation

_QUALITY, _DEPUTY = "qa", "deputy"
_STATES = {
    CoverageState.MISSING: "no evidence",
    CoverageState.STALE: "only evidence that is out of date",
    CoverageState.ONE_SIDED: "evidence of one side",
    CoverageState.COVERED: "evidence of both sides",
}
_ACTIONS = {
    CoverageState.MISSING: "Record evidence for {}",
    CoverageState.STALE: "Renew the evidence for {}",
    CoverageState.ONE_SIDED: "Record the other side for {}",
}
_ONE = 1


def selfeval_standing(evaluation: SelfEvaluation) -> Standing:
    """Return the position of the draft: its gaps, by judgement and kind, and who has to act."""
    gaps = sum(len(area.gaps) for area in evaluation.areas)
    judged = [area for area in evaluation.areas if area.judgement]
    states = Counter(area.state for area in judged)
    parts = [f"{states[state]:,} with {words}" for state, words in _STATES.items() if states[state]]
    return Standing(
        verdict=f"{counted(gaps, 'gap')} before it can be sent" if gaps else "No gap found",
        sentence=f"Of {counted(len(judged), 'judgement')}: {', '.join(parts)}."
        if parts
        else "No judgement is graded in this edition.",
        turns=tuple(_turns(evaluation)),
    )


def _turns(evaluation: SelfEvaluation) -> Iterator[Turn]:
    for state, words in _ACTIONS.items():
        titles = [area.title for area in evaluation.areas if area.judgement and area.state is state]
        if titles:
            named = f"“{titles[0]}”" if len(titles) == _ONE else counted(len(titles), "judgement")
            yield Turn(action=words.format(named), owner=_QUALITY)
    late = [action for area in evaluation.areas for action in area.plans if action.overdue]
    if late:
        owners = list(dict.fromkeys(action.owner for action in late))
        yield Turn(
            action=f"Finish {counted(len(late), 'action')} that {'is' if len(late) == _ONE else 'are'} late",
            owner=owners[0] if len(owners) == _ONE else _DEPUTY,
            by=min((action.due for action in late if action.due), default=None),
        )
    unplanned = [area.title for area in evaluation.areas if area.judgement and not area.plans]
    if unplanned:
        named = f"“{unplanned[0]}”" if len(unplanned) == _ONE else counted(len(unplanned), "judgement")
        yield Turn(action=f"Plan the next 12 months for {named}", owner=_DEPUTY)
    red = [item.title for item in evaluation.progress if item.rating is Rating.RED]
    if red:
        yield Turn(action=f"Show progress on {first_few(red, 1)}", owner=_QUALITY)
