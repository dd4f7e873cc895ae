"""What the evidence says about readiness: by judgement, by line of enquiry, by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.enquiry import EnquiryStatus
from inspectprep.model.evidence import CoverageState, FileState, Stance
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.evidence.coverage import every_item, evidence_coverage
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import good_until
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from inspectprep.model.enquiry import LineOfEnquiry
    from inspectprep.model.evidence import EvidenceBase, EvidenceItem
    from inspectprep.planning.evidence.coverage import AreaCoverage, EvidenceCoverage

__all__ = ["evidence_reasons", "ids_of"]

_DEFAULT = EvidencePolicy()
_KEEPER = "qa"
_SHOWN = 5


def evidence_reasons(
    base: EvidenceBase,
    day: date,
    *,
    enquiries: Iterable[LineOfEnquiry] = (),
    policy: EvidencePolicy = _DEFAULT,
) -> tuple[Reason, ...]:
    """Return the reasons that the evidence gives for the theme of challenge; one green reason if none.

    A judgement without any evidence is red; one whose evidence is stale or shows one side is amber.
    Items are named by id, never by title: a title may be for fewer eyes than the reason.
    """
    if not (base.items or base.measures):
        return (
            Reason(
                rating=Rating.RED,
                rule="evidence-none",
                text="No evidence is recorded, so nothing can be put to inspectors.",
                owner=_KEEPER,
                action="Record the latest audits, reports and surveys, judgement by judgement.",
            ),
        )
    found = evidence_coverage(base, day, enquiries=enquiries, policy=policy)
    reasons = [*_areas(found, base, policy), *_placing(found), *_lines(found), *_files(base)]
    if not any(each.rating is not Rating.GREEN for each in reasons):
        items = sum(len(each.fresh) for each in found.areas)
        text = f"Every judgement has fresh evidence of both sides: {counted(items, 'item')} in all."
        reasons.append(Reason(rating=Rating.GREEN, rule="evidence-covers", text=text))
    return tuple(reasons)


def ids_of(items: Sequence[EvidenceItem]) -> str:
    """Return the ids of some items, the first few and how many more."""
    names = [each.id for each in items if each.id]
    more = len(items) - len(names[:_SHOWN])
    shown = ", ".join(names[:_SHOWN])
    if not shown:
        return counted(len(items), "item")
    return f"{shown} and {more} more" if more else shown


def _areas(found: EvidenceCoverage, base: EvidenceBase, policy: EvidencePolicy) -> Iterator[Reason]:
    if not base.judgements:
        yield Reason(
            rating=Rating.AMBER,
            rule="evidence-judgements-unknown",
            text="It is not known what is judged, so nobody can say what the evidence covers.",
            owner=_KEEPER,
            action="Choose the variant and the day of the call, which name the judgements.",
        )
    missing = [each.title for each in found.areas if each.state is CoverageState.MISSING]
    if missing:
        yield Reason(
            rating=Rating.RED,
            rule="evidence-missing",
            text=f"No evidence on {'; '.join(missing)}.",
            owner=_KEEPER,
            action=f"Find evidence on {'; '.join(missing)}.",
        )
    for area in found.areas:
        if area.state is CoverageState.STALE:
            yield _stale(area, policy)
        elif area.state is CoverageState.ONE_SIDED:
            yield _one_sided(area)


def _stale(area: AreaCoverage, policy: EvidencePolicy) -> Reason:
    old = (*area.stale, *area.undated)
    dates = [last for each in area.stale if (last := good_until(each, policy))]
    when = f" since {max(dates).isoformat()}" if dates else ""
    undated = f"; {len(area.undated)} of them say for no time at all" if area.undated else ""
    return Reason(
        rating=Rating.AMBER,
        rule="evidence-stale",
        text=f"The evidence on {area.title} is stale{when} ({ids_of(old)}{undated}).",
        owner=_owner(old),
        action=f"Bring the evidence on {area.title} up to date: {ids_of(old)}.",
    )


def _one_sided(area: AreaCoverage) -> Reason:
    only_good = bool(area.strengths)
    if only_good:
        shows, wanted = "only strengths", "what has to get better there, and what is done about it"
    else:
        shows, wanted = "only what has to get better", "what goes well there"
    return Reason(
        rating=Rating.AMBER,
        rule="evidence-one-sided",
        text=f"The fresh evidence on {area.title} shows {shows} ({ids_of(area.fresh)}).",
        owner=_owner(area.fresh),
        action=f"Add evidence on {area.title} of {wanted}.",
    )


def _placing(found: EvidenceCoverage) -> Iterator[Reason]:
    if found.unknown:
        names = ", ".join(found.unknown)
        yield Reason(
            rating=Rating.AMBER,
            rule="evidence-judgement-gone",
            text=f"Evidence is filed under what this edition does not judge: {names}.",
            owner=_KEEPER,
            action=f"File it under this edition's judgements instead of {names}.",
        )
    if found.unplaced:
        text = f"{counted(len(found.unplaced), 'item')} bear on no judgement: {ids_of(found.unplaced)}."
        yield Reason(rating=Rating.GREEN, rule="evidence-unplaced", text=text)


def _lines(found: EvidenceCoverage) -> Iterator[Reason]:
    """Give a reason for each open line of enquiry that nothing fresh answers or nobody owns."""
    for each in found.enquiries:
        line = each.enquiry
        if line.status is not EnquiryStatus.OPEN:
            continue
        if each.state is not CoverageState.COVERED:
            held = f"only stale evidence ({ids_of(each.stale)})" if each.stale else "no evidence"
            yield Reason(
                rating=Rating.AMBER,
                rule="enquiry-unanswered",
                text=f"There is {held} on the line of enquiry {line.id or line.statement!r}.",
                owner=line.owner or _KEEPER,
                action=f"Gather evidence on the line of enquiry: {line.statement}",
            )
        if not line.owner:
            yield Reason(
                rating=Rating.AMBER,
                rule="enquiry-unowned",
                text=f"Nobody owns the line of enquiry {line.id or line.statement!r}.",
                owner="deputy",
                action=f"Name who gathers the evidence on: {line.statement}",
            )


def _files(base: EvidenceBase) -> Iterator[Reason]:
    words = {
        FileState.MISSING: ("evidence-file-missing", "not where they should be", "Find or replace"),
        FileState.UNREADABLE: ("evidence-file-unreadable", "not readable", "Mend access to"),
        FileState.CHANGED: ("evidence-file-changed", "not as they were recorded", "Look at, and revise,"),
    }
    owners = {each.id: each for each in every_item(base)} if base.files else {}
    for state, (rule, how, order) in words.items():
        items = [each.item for each in base.files if each.state is state]
        if items:
            names = ", ".join(items[:_SHOWN]) + (f" and {len(items) - _SHOWN} more" * (len(items) > _SHOWN))
            yield Reason(
                rating=Rating.AMBER,
                rule=rule,
                text=f"Files of the evidence are {how}: {names}.",
                owner=_owner([owners[name] for name in items if name in owners]),
                action=f"{order} the files of {names}.",
            )


def _owner(items: Iterable[EvidenceItem]) -> str:
    """Return who can mend some items: the owner of the first that has one, strengths last."""
    held = sorted(items, key=lambda each: each.stance is Stance.STRENGTH)
    return next((each.owner for each in held if each.owner), _KEEPER)
