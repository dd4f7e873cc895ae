"""Evidence coverage: evidence for each judgement and each line of enquiry, fresh and balanced."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from attrs import evolve

from inspectprep.model.enquiry import EnquiryStatus, LineOfEnquiry
from inspectprep.model.evidence import CoverageState, EvidenceBase, EvidenceItem, Stance
from inspectprep.model.representation import frozen
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import good_until
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
    """Return what the evidence covers on `day`; see :class:`EvidenceIndex`."""
    return EvidenceIndex(base, enquiries, policy).coverage(day)


class EvidenceIndex:
    """The evidence by judgement and line of enquiry, ordered once for the coverage on any day.

    Of a question asked in several years only the newest result counts. The overall judgement follows
    from the others and needs no evidence of its own. A judgement that the edition does not have is
    reported, never guessed at: evidence on care leavers is not moved when a judgement is split.

    Args:
        base: The evidence, and the judgements that it is for.
        enquiries: The lines of enquiry.
        policy: Thresholds of evidence.

    Attributes:
        unowned: Open lines of enquiry without an owner.
    """

    def __init__(
        self,
        base: EvidenceBase,
        enquiries: Iterable[LineOfEnquiry] = (),
        policy: EvidencePolicy = _DEFAULT,
    ) -> None:
        items = [_Dated(item, good_until(item, policy)) for item in every_item(base)]
        known = {judgement.id for judgement in base.judgements}
        judged = {judgement.id: judgement.title for judgement in base.judgements if not judgement.overall}
        by_judgement: dict[str, list[_Dated]] = {name: [] for name in judged}
        used: set[str] = set()
        unplaced = []
        lines = _Lines(items, tuple(enquiries))
        for item in items:
            names = item.item.judgements
            linked = False
            for name in names if len(names) < 2 else dict.fromkeys(names):
                if name in by_judgement:
                    linked = True
                    by_judgement[name].append(item)
                else:
                    used.add(name)
            if not linked and id(item) not in lines.placed:
                unplaced.append(item.item)
        self._areas = [_Area(name, title, by_judgement[name]) for name, title in judged.items()]
        self.unowned = [line for line in lines.lines if _is_open(line) and not line.owner]
        self._lines = lines
        self._base = base, policy  # so that no other base can get their identity
        self._unplaced = tuple(unplaced)
        self._unknown = tuple(sorted(used - known))

    def coverage(self, day: date) -> EvidenceCoverage:
        """Return what the evidence covers on a day."""
        return evolve(self.judgements(day), enquiries=self._lines.coverage(day))

    def judgements(self, day: date) -> EvidenceCoverage:
        """Return what the evidence covers on a day, without the lines of enquiry."""
        return EvidenceCoverage(
            areas=tuple([area.coverage(day) for area in self._areas]),
            unplaced=self._unplaced,
            unknown=self._unknown,
        )

    def unanswered(self, day: date) -> list[int]:
        """Return the places of the open lines of enquiry without up-to-date evidence on a day."""
        return self._lines.unanswered(day)

    def enquiry(self, place: int, day: date) -> EnquiryCoverage:
        """Return what the evidence covers of the line of enquiry in a place."""
        return self._lines.enquiry(place, day)


class _Dated(NamedTuple):
    item: EvidenceItem
    until: date | None


class _Lines:
    """The lines of enquiry with their evidence; either may name the other."""

    def __init__(self, items: list[_Dated], lines: tuple[LineOfEnquiry, ...]) -> None:
        citing: dict[str, list[int]] = {}
        named: dict[str, list[int]] = {}
        for place, line in enumerate(lines):
            for name in dict.fromkeys(line.evidence):
                citing.setdefault(name, []).append(place)
            named.setdefault(line.id, []).append(place)
        self.lines = lines
        self.placed: set[int] = set()
        self._items: list[list[_Dated]] = [[] for _ in lines]
        for item in items:
            places: Iterable[int] = citing.get(item.item.id, ())
            if item.item.enquiries:
                places = {*places, *(place for name in item.item.enquiries for place in named.get(name, ()))}
            for place in places:
                self._items[place].append(item)
                self.placed.add(id(item))
        # Sorted by the last day with up-to-date evidence, those that are unanswered on a day come first.
        self._ends = sorted(
            [
                (
                    max([until for _, until in self._items[place] if until is not None], default=date.min),
                    place,
                )
                for place, line in enumerate(lines)
                if _is_open(line)
            ]
        )

    def coverage(self, day: date) -> tuple[EnquiryCoverage, ...]:
        return tuple([self.enquiry(place, day) for place in range(len(self.lines))])

    def unanswered(self, day: date) -> list[int]:
        return sorted([place for _, place in self._ends[: bisect_left(self._ends, (day, -1))]])

    def enquiry(self, place: int, day: date) -> EnquiryCoverage:
        enquiry, items = self.lines[place], self._items[place]
        fresh = _fresh(items, day)
        without_fresh = CoverageState.STALE if items else CoverageState.MISSING
        return EnquiryCoverage(
            enquiry=enquiry,
            state=CoverageState.COVERED if fresh else without_fresh,
            fresh=fresh,
            stale=_stale(items, day) + _undated(items),
        )


def _is_open(line: LineOfEnquiry) -> bool:
    return line.status is EnquiryStatus.OPEN


class _Area:
    """The evidence of one judgement, divided once by what it shows."""

    def __init__(self, name: str, title: str, items: list[_Dated]) -> None:
        self._name, self._title = name, title
        self._dated = [dated for dated in items if dated.until is not None]
        self._undated = _undated(items)
        self._strengths = [dated for dated in self._dated if dated.item.stance is Stance.STRENGTH]
        self._developments = [dated for dated in self._dated if dated.item.stance is Stance.DEVELOPMENT]

    def coverage(self, day: date) -> AreaCoverage:
        strengths, developments = _fresh(self._strengths, day), _fresh(self._developments, day)
        if strengths and developments:
            state = CoverageState.COVERED
        elif strengths or developments:
            state = CoverageState.ONE_SIDED
        elif self._dated or self._undated:
            state = CoverageState.STALE
        else:
            state = CoverageState.MISSING
        return AreaCoverage(
            judgement=self._name,
            title=self._title,
            state=state,
            strengths=strengths,
            developments=developments,
            stale=_stale(self._dated, day),
            undated=self._undated,
        )


def _fresh(items: list[_Dated], day: date) -> tuple[EvidenceItem, ...]:
    return tuple([item for item, until in items if until is not None and day <= until])


def _stale(items: list[_Dated], day: date) -> tuple[EvidenceItem, ...]:
    return tuple([item for item, until in items if until is not None and until < day])


def _undated(items: list[_Dated]) -> tuple[EvidenceItem, ...]:
    return tuple([item for item, until in items if until is None])
