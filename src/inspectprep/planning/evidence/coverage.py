"""Evidence coverage: evidence for each judgement and each line of enquiry, fresh and balanced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from attrs import frozen

from inspectprep.model.enquiry import LineOfEnquiry
from inspectprep.model.evidence import CoverageState, EvidenceBase, EvidenceItem, Stance
from inspectprep.model.freshness import Freshness
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness
from inspectprep.planning.evidence.survey import as_evidence, newest

_DEFAULT = EvidencePolicy()


@frozen(kw_only=True)
class AreaCoverage:
    """The coverage of one judgement.

    Attributes:
        judgement: Its id.
        title: Its title.
        state: The verdict.
        strengths: Fresh items that show a strength.
        developments: Fresh items that show an area for development.
        stale: Items that are out of date.
        undated: Items without dates.
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
    """The coverage of one line of enquiry. One-sided evidence can answer a question too.

    Attributes:
        enquiry: The line of enquiry.
        state: The verdict.
        fresh: Fresh items.
        stale: Items that are out of date or have no dates.
    """

    enquiry: LineOfEnquiry
    state: CoverageState
    fresh: tuple[EvidenceItem, ...] = ()
    stale: tuple[EvidenceItem, ...] = ()


@frozen(kw_only=True)
class EvidenceCoverage:
    """The coverage of all judgements and lines of enquiry on a day.

    Attributes:
        areas: One for each judgement of the edition except the overall one, in its order.
        enquiries: One for each line of enquiry, in the order given.
        unplaced: Items that are not linked to a judgement of this edition or to a line of enquiry.
        unknown: Ids of judgements in items that this edition does not have.
    """

    areas: tuple[AreaCoverage, ...] = ()
    enquiries: tuple[EnquiryCoverage, ...] = ()
    unplaced: tuple[EvidenceItem, ...] = ()
    unknown: tuple[str, ...] = ()


def every_item(base: EvidenceBase) -> tuple[EvidenceItem, ...]:
    """Return the items and the newest survey results, each as evidence."""
    return base.items + tuple(as_evidence(measure) for measure in newest(base.measures))


def evidence_coverage(
    base: EvidenceBase,
    day: date,
    *,
    enquiries: Iterable[LineOfEnquiry] = (),
    policy: EvidencePolicy = _DEFAULT,
) -> EvidenceCoverage:
    """Return what the evidence covers on `day`.

    Of a question asked in several years only the newest result counts. The overall judgement follows
    from the others and needs no evidence of its own. A judgement that the edition does not have is
    reported, never guessed at: evidence on care leavers is not moved when a judgement is split.
    """
    items = [_Dated(item, freshness(item, day, policy)) for item in every_item(base)]
    asked = tuple(enquiries)
    known = {judgement.id for judgement in base.judgements}
    judged = {judgement.id: judgement.title for judgement in base.judgements if not judgement.overall}
    lines = _by_line(items, asked)
    placed = {dated.item for items_of_line in lines.values() for dated in items_of_line}
    return EvidenceCoverage(
        areas=tuple(
            _area(name, title, [item for item in items if name in item.item.judgements])
            for name, title in judged.items()
        ),
        enquiries=tuple(_enquiry(enquiry, lines[place]) for place, enquiry in enumerate(asked)),
        unplaced=tuple(
            item.item
            for item in items
            if not judged.keys() & item.item.judgements and item.item not in placed
        ),
        unknown=tuple(sorted({name for item in items for name in item.item.judgements} - known)),
    )


class _Dated(NamedTuple):
    item: EvidenceItem
    freshness: Freshness


def _by_line(items: list[_Dated], lines: tuple[LineOfEnquiry, ...]) -> dict[int, list[_Dated]]:
    """Return the items of each line of enquiry by its place; either may name the other."""
    citing: dict[str, set[int]] = {}
    for place, line in enumerate(lines):
        for name in line.evidence:
            citing.setdefault(name, set()).add(place)
    named: dict[str, set[int]] = {}
    for place, line in enumerate(lines):
        named.setdefault(line.id, set()).add(place)
    by_line: dict[int, list[_Dated]] = {place: [] for place in range(len(lines))}
    for item in items:
        places = set(citing.get(item.item.id, ()))
        for name in item.item.enquiries:
            places |= named.get(name, set())
        for place in places:
            by_line[place].append(item)
    return by_line


def _area(name: str, title: str, items: list[_Dated]) -> AreaCoverage:
    fresh = _fresh(items)
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
        stale=_of(items, Freshness.STALE),
        undated=_of(items, Freshness.UNDATED),
    )


def _enquiry(enquiry: LineOfEnquiry, items: list[_Dated]) -> EnquiryCoverage:
    fresh = _fresh(items)
    without_fresh = CoverageState.STALE if items else CoverageState.MISSING
    return EnquiryCoverage(
        enquiry=enquiry,
        state=CoverageState.COVERED if fresh else without_fresh,
        fresh=fresh,
        stale=_of(items, Freshness.STALE) + _of(items, Freshness.UNDATED),
    )


def _fresh(items: list[_Dated]) -> tuple[EvidenceItem, ...]:
    return tuple(item.item for item in items if item.freshness.counts)


def _of(items: list[_Dated], state: Freshness) -> tuple[EvidenceItem, ...]:
    return tuple(item.item for item in items if item.freshness is state)
