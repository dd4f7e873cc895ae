"""Areas for improvement, and the evidence of progress since they were set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from inspectprep.model.evidence import EvidenceBase, EvidenceItem, Stance, SurveyMeasure
from inspectprep.model.history import AreaForImprovement, ImprovementAction
from inspectprep.model.readiness import Rating
from inspectprep.model.representation import frozen
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness
from inspectprep.planning.evidence.survey import SurveyChange, Verdict, as_evidence, compare_surveys, series

_DEFAULT = EvidencePolicy()


class Movement(StrEnum):
    """The progress of an area for improvement according to the evidence, worst first.

    ``not-shown``: there is no evidence from the time since it was set. ``stale``: there is, but none of it
    is fresh. ``not-moved``: the fresh evidence shows only that there is more to do. ``moved``: fresh
    evidence shows improvement. ``closed``: leaders closed it, and evidence shows why.
    """

    NOT_SHOWN = "not-shown"
    STALE = "stale"
    NOT_MOVED = "not-moved"
    MOVED = "moved"
    CLOSED = "closed"

    @property
    def shown(self) -> bool:
        """Whether progress can be shown."""
        return self in (Movement.MOVED, Movement.CLOSED)


@frozen(kw_only=True)
class AreaProgress:
    """The progress of one area for improvement on a day.

    Attributes:
        area: The area.
        movement: The progress according to the evidence.
        rating: Red unless progress can be shown. Amber if its actions have gaps.
        since: Evidence from the time since it was set, fresh first.
        change: The change in its measure since then, if known.
        overdue: Actions that are late.
        unowned: Open actions without an owner.
        unknown: Ids of evidence that do not exist.
    """

    area: AreaForImprovement
    movement: Movement
    rating: Rating
    since: tuple[EvidenceItem, ...] = ()
    change: SurveyChange | None = None
    overdue: tuple[ImprovementAction, ...] = ()
    unowned: tuple[ImprovementAction, ...] = ()
    unknown: tuple[str, ...] = ()


def area_progress(
    areas: Iterable[AreaForImprovement],
    base: EvidenceBase,
    day: date,
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[AreaProgress, ...]:
    """Return the progress of each area on `day`: the worst first, and priority areas before others.

    Evidence counts as progress if the period that it covers ends after the area was set. A strength
    shows progress, and so does an improvement in a survey that is not due to chance. The progress of a
    closed area is still shown when its evidence goes out of date. An area closed without evidence has none.
    """
    areas = tuple(areas)
    if not areas:
        return ()
    known = _EvidenceIndex.of(base)
    every = [_progress(area, known, day, policy) for area in areas]
    return tuple(
        sorted(
            every,
            key=lambda progress: (
                progress.rating.rank,
                not progress.area.priority,
                progress.area.found,
                progress.area.id,
            ),
        )
    )


def open_actions(area: AreaForImprovement, day: date) -> tuple[ImprovementAction, ...]:
    """Return the actions of an area that are not done by `day` (inclusive)."""
    return tuple(action for action in area.actions if action.done is None or action.done > day)


def _progress(
    area: AreaForImprovement,
    known: _EvidenceIndex,
    day: date,
    policy: EvidencePolicy,
) -> AreaProgress:
    change = _change(area, known)
    named = [known.get(name) for name in area.evidence]
    since = [item for item in named if item is not None and _after(item, area.found)]
    if change and change.later.id not in area.evidence:
        since.append(as_evidence(change.later))
    fresh = [item for item in since if freshness(item, day, policy).counts]
    closed = area.closed is not None and area.closed <= day
    movement = _movement(since, fresh, change, closed=closed)
    waiting = () if closed else open_actions(area, day)
    overdue = tuple(action for action in waiting if action.due is not None and action.due < day)
    unowned = tuple(action for action in waiting if not (action.owner or area.owner))
    gaps = overdue or unowned or (not area.actions and not closed)
    moving = Rating.AMBER if gaps else Rating.GREEN
    return AreaProgress(
        area=area,
        movement=movement,
        rating=moving if movement.shown else Rating.RED,
        since=(*fresh, *(item for item in since if item not in fresh)),
        change=change,
        overdue=overdue,
        unowned=unowned,
        unknown=tuple(name for name, item in zip(area.evidence, named, strict=True) if item is None),
    )


def _movement(
    since: list[EvidenceItem], fresh: list[EvidenceItem], change: SurveyChange | None, *, closed: bool
) -> Movement:
    if not since:
        return Movement.NOT_SHOWN
    counted = since if closed else fresh
    if not counted:
        return Movement.STALE
    if any(_shows(item, change) for item in counted):
        return Movement.CLOSED if closed else Movement.MOVED
    return Movement.NOT_MOVED


def _shows(item: EvidenceItem, change: SurveyChange | None) -> bool:
    """Return whether an item shows improvement. For a survey with a comparison, this is the change."""
    if change is not None and item.id == change.later.id and change.verdict is Verdict.SURE:
        return change.better
    return item.stance is Stance.STRENGTH


def _after(record: EvidenceItem | SurveyMeasure, day: date) -> bool:
    last = record.until or record.starting
    return last is not None and last > day


def _change(area: AreaForImprovement, known: _EvidenceIndex) -> SurveyChange | None:
    """Return the change in the area's measure since before it was set, or since its first result."""
    for measures in known.surveys_of(area):
        before = [measure for measure in measures if not _after(measure, area.found)]
        earlier, later = before[-1] if before else measures[0], measures[-1]
        if earlier is not later and _after(later, area.found):
            return compare_surveys(earlier, later)
    return None


@frozen
class _EvidenceIndex:
    """The evidence by id, and the surveys by id and by question."""

    items: dict[str, EvidenceItem]
    measures: dict[str, SurveyMeasure]
    by_id: dict[str, tuple[SurveyMeasure, ...]]
    by_question: dict[str, list[tuple[SurveyMeasure, ...]]]

    @classmethod
    def of(cls, base: EvidenceBase) -> _EvidenceIndex:
        by_id: dict[str, tuple[SurveyMeasure, ...]] = {}
        by_question: dict[str, list[tuple[SurveyMeasure, ...]]] = {}
        for measures in series(base.measures):
            by_question.setdefault(_plain(measures[0].question), []).append(measures)
            by_id |= dict.fromkeys((measure.id for measure in measures), measures)
        items = {item.id: item for item in base.items}
        return cls(items, {measure.id: measure for measure in base.measures}, by_id, by_question)

    def get(self, name: str) -> EvidenceItem | None:
        if name in self.measures:
            return as_evidence(self.measures[name])
        return self.items.get(name)

    def surveys_of(self, area: AreaForImprovement) -> Iterator[tuple[SurveyMeasure, ...]]:
        yield from (self.by_id[name] for name in area.evidence if name in self.by_id)
        if area.measure:
            yield from self.by_question.get(_plain(area.measure), ())


def _plain(question: str) -> str:
    return " ".join(question.casefold().split())
