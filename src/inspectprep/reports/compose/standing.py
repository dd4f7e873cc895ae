"""The first section of a face: its position, what is missing, and whose turn it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.report import Section
from inspectprep.model.report_blocks import MOST_STEPS, Answer, Step
from inspectprep.reports.compose.answer import brief, who

if TYPE_CHECKING:
    from inspectprep.model.readiness import Rating
    from inspectprep.model.report import Block
    from inspectprep.planning.standing.standing import Standing, Turn
    from inspectprep.reports.compose.context import ReportContext

_LONGEST_STEP, _LONGEST_SENTENCE, _LONGEST_NAME = 140, 200, 80


def standing_section(
    standing: Standing,
    context: ReportContext,
    *,
    where: str = "",
    rating: Rating | None = None,
    beside: tuple[Block, ...] = (),
) -> Section:
    """Return the section that answers the question of a face.

    Args:
        standing: Its position.
        context: Its companions. The people name the holders of roles.
        where: The title of the section with the other steps.
        rating: The rating, if the verdict is one.
        beside: What follows the answer on the first screen.
    """
    first, others = standing.turns[:MOST_STEPS], standing.turns[MOST_STEPS:]
    answer = Answer(
        verdict=standing.verdict,
        rating=rating,
        sentence=brief(standing.sentence, _LONGEST_SENTENCE),
        steps=tuple(_step(turn, context) for turn in first),
        more=len(others),
        where=where if others else "",
    )
    return Section(title="The answer", blocks=(answer, *beside))


def _step(turn: Turn, context: ReportContext) -> Step:
    return Step(
        action=brief(turn.action, _LONGEST_STEP),
        who=brief(turn.name or who(turn.owner, "", context), _LONGEST_NAME),
        by=turn.by,
        changes=turn.changes,
    )
