"""Coverage: for each judgement and each line of enquiry, is there evidence, is it fresh, is it fair?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from inspectprep.model.evidence import CoverageState, Freshness, Stance
from inspectprep.planning.evidence.freshness import freshness
from inspectprep.planning.evidence.policy import EvidencePolicy
from inspectprep.planning.evidence.survey import as_evidence, newest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.enquiry import LineOfEnquiry
    from inspectprep.model.evidence import EvidenceBase, EvidenceItem

__all__ = ["AreaCoverage", "Coverage", "EnquiryCoverage", "coverage", "every_item"]

_DEFAULT = EvidencePolicy()


@frozen(kw_only=True)
class AreaCoverage:
    """How well one judgement is covered.

    Attributes:
        judgement: Its id.
        title: Its title.
        state: The verdict.
        strengths: Fresh items that show a strength.
        developments: Fresh items that show something to develop.
        stale: Items that are stale.
        undated: Items of which nobody says for which time they speak.
    """

    judgement: str
    title: str
    state: CoverageState
    strengths: tuple[EvidenceItem, ...] = ()
    developments: tuple[EvidenceItem, ...] = ()
    stale: tuple[EvidenceItem, ...] = ()
    undated: tuple[EvidenceItem, ...] = ()

    @property
    def fresh(self) -> tuple[EvidenceItem, ...]:
        """Every fresh item, strengths first."""
        return self.strengths + self.developments


@frozen(kw_only=True)
class EnquiryCoverage:
    """How well one line of enquiry is covered; one-sided evidence answers a question too.

    Attributes:
        enquiry: The line of enquiry.
        state: The verdict.
        fresh: Fresh items.
        stale: Items that are stale or undated.
    """

    enquiry: LineOfEnquiry
    state: CoverageState
    fresh: tuple[EvidenceItem, ...] = ()
    stale: tuple[EvidenceItem, ...] = ()


@frozen(kw_only=True)
class Coverage:
    """What the evidence covers on a day.

    Attributes:
        areas: One for each judgement of the edition but the overall one, in its order.
        enquiries: One for each line of enquiry, in the order given.
        unplaced: Items that bear on nothing that this edition judges and on no line of enquiry.
        unknown: Ids of judgements that items name and this edition does not have.
    """

    areas: tuple[AreaCoverage, ...] = ()
    enquiries: tuple[EnquiryCoverage, ...] = ()
    unplaced: tuple[EvidenceItem, ...] = ()
    unknown: tuple[str, ...] = ()


def every_item(base: EvidenceBase) -> tuple[EvidenceItem, ...]:
    """Return the items and the newest survey results, each as evidence."""
    return base.items + tuple(as_evidence(each) for each in newest(base.measures))


def coverage(
    base: EvidenceBase,
    day: date,
    *,
    enquiries: Iterable[LineOfEnquiry] = (),
    policy: EvidencePolicy = _DEFAULT,
) -> Coverage:
    """Return what the evidence covers on `day`.

    Of a question asked in several years only the newest result counts. The overall judgement follows
    from the others and needs no evidence of its own. A judgement that the edition does not have is
    reported, never guessed at: evidence on care leavers is not moved when a judgement is split.
    """
    items = every_item(base)
    asked = tuple(enquiries)
    known = {each.id for each in base.judgements}
    judged = {each.id: each for each in base.judgements if not each.overall}
    lines = {each.id for each in asked}
    cited = {name for each in asked for name in each.evidence}
    return Coverage(
        areas=tuple(
            _area(each.id, each.title, [item for item in items if each.id in item.judgements], day, policy)
            for each in judged.values()
        ),
        enquiries=tuple(_enquiry(each, items, day, policy) for each in asked),
        unplaced=tuple(
            item
            for item in items
            if not judged.keys() & item.judgements
            and not lines & set(item.enquiries)
            and item.id not in cited
        ),
        unknown=tuple(sorted({name for item in items for name in item.judgements} - known)),
    )


def _area(
    name: str, title: str, items: list[EvidenceItem], day: date, policy: EvidencePolicy
) -> AreaCoverage:
    sorted_by = _by_freshness(items, day, policy)
    fresh = sorted_by[Freshness.FRESH]
    strengths = tuple(item for item in fresh if item.stance is Stance.STRENGTH)
    developments = tuple(item for item in fresh if item.stance is Stance.DEVELOPMENT)
    if not items:
        state = CoverageState.MISSING
    elif not fresh:
        state = CoverageState.STALE
    elif strengths and developments:
        state = CoverageState.COVERED
    else:
        state = CoverageState.ONE_SIDED
    return AreaCoverage(
        judgement=name,
        title=title,
        state=state,
        strengths=strengths,
        developments=developments,
        stale=tuple(sorted_by[Freshness.STALE]),
        undated=tuple(sorted_by[Freshness.UNDATED]),
    )


def _enquiry(
    enquiry: LineOfEnquiry, items: tuple[EvidenceItem, ...], day: date, policy: EvidencePolicy
) -> EnquiryCoverage:
    own = [item for item in items if enquiry.id in item.enquiries or item.id in enquiry.evidence]
    sorted_by = _by_freshness(own, day, policy)
    fresh = sorted_by[Freshness.FRESH]
    held = CoverageState.STALE if own else CoverageState.MISSING
    return EnquiryCoverage(
        enquiry=enquiry,
        state=CoverageState.COVERED if fresh else held,
        fresh=tuple(fresh),
        stale=tuple(sorted_by[Freshness.STALE] + sorted_by[Freshness.UNDATED]),
    )


def _by_freshness(
    items: Iterable[EvidenceItem], day: date, policy: EvidencePolicy
) -> dict[Freshness, list[EvidenceItem]]:
    found: dict[Freshness, list[EvidenceItem]] = {each: [] for each in Freshness}
    for item in items:
        found[freshness(item, day, policy)].append(item)
    return found
