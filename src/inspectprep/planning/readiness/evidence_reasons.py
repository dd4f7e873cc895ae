"""Readiness reasons from the evidence: by judgement, by line of enquiry and by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.model.checklist import Theme
from inspectprep.model.enquiry import LineOfEnquiry
from inspectprep.model.evidence import CoverageState, EvidenceBase, EvidenceItem, FileState, Stance
from inspectprep.model.freshness import Freshness
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.evidence.coverage import (
    AreaCoverage,
    EnquiryCoverage,
    EvidenceCoverage,
    EvidenceIndex,
    every_item,
)
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness, good_until
from inspectprep.planning.evidence.naming import evidence_names
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, enquiry_name, first_few, quoted, short_date

_DEFAULT = EvidencePolicy()
_OWNER = "qa"
_MANY = 5
"""The number of lines of enquiry up to which each has a reason of its own."""
_FILES = {
    FileState.MISSING: ("evidence-file-missing", "not in the recorded place", "Find or replace"),
    FileState.UNREADABLE: ("evidence-file-unreadable", "not readable", "Restore access to"),
    FileState.CHANGED: ("evidence-file-changed", "changed since they were recorded", "Review and update"),
}


def evidence_reasons(
    base: EvidenceBase,
    day: date,
    *,
    enquiries: Iterable[LineOfEnquiry] = (),
    policy: EvidencePolicy = _DEFAULT,
    index: EvidenceIndex | None = None,
) -> tuple[Reason, ...]:
    """Return the reasons that the evidence gives for the theme of challenge; one green reason if none.

    A judgement without evidence is red. One whose evidence is out of date, soon out of date or shows one side
    is amber. Restricted items are named by id, because their title is for fewer readers than the reason.
    """
    if not (base.items or base.measures):
        return (
            Reason(
                rating=Rating.RED,
                rule="evidence-none",
                text="No evidence is recorded, so there is nothing to give inspectors.",
                owner=_OWNER,
                action="Record the latest audits, reports and surveys for each judgement.",
            ),
        )
    index = index or EvidenceIndex(base, enquiries, policy)
    coverage = index.judgements(day)
    reasons = [
        *_areas(coverage, base, day, policy),
        *_links(coverage),
        *_enquiries(index, day),
        *_files(base),
    ]
    if all(reason.rating is Rating.GREEN for reason in reasons):
        items = sum(len(area.fresh) for area in coverage.areas)
        text = (
            "Every judgement has up-to-date evidence of strengths and of areas for development: "
            f"{counted(items, 'item')}."
        )
        reasons.append(Reason(rating=Rating.GREEN, rule="evidence-covers", text=text))
    return tuple(reasons)


def _areas(
    coverage: EvidenceCoverage, base: EvidenceBase, day: date, policy: EvidencePolicy
) -> Iterator[Reason]:
    if not base.judgements:
        yield _amber(
            "evidence-judgements-unknown",
            "The judgements are not known, so the cover of the evidence cannot be assessed.",
            "Choose the variant and the day of the call, which decide the judgements.",
        )
    missing = "; ".join(_judgement(area) for area in coverage.areas if area.state is CoverageState.MISSING)
    if missing:
        yield Reason(
            rating=Rating.RED,
            rule="evidence-missing",
            text=f"No evidence on {missing}.",
            owner=_OWNER,
            action=f"Find evidence on {missing}.",
        )
    for area in coverage.areas:
        if area.state is CoverageState.STALE:
            yield _stale(area, day, policy)
        elif area.state is CoverageState.ONE_SIDED:
            yield _one_sided(area)
        elif area.state is CoverageState.COVERED:
            yield from _due_soon(area, day, policy)


def _due_soon(area: AreaCoverage, day: date, policy: EvidencePolicy) -> Iterator[Reason]:
    """Yield a reason if a judgement will soon have no up-to-date evidence, or evidence of one side only."""
    for items in (area.strengths, area.developments):
        if all(freshness(item, day, policy) is Freshness.DUE_SOON for item in items):
            last = max(last for item in items if (last := good_until(item, policy)))
            yield _amber(
                "evidence-due-soon",
                f"Evidence on {_judgement(area)} is up to date until {short_date(last, day)} only: "
                f"{evidence_names(items)}.",
                f"Renew the evidence on {_judgement(area)}: {evidence_names(items)}.",
                _owner(items),
            )


def _stale(area: AreaCoverage, day: date, policy: EvidencePolicy) -> Reason:
    old = (*area.stale, *area.undated)
    dates = [last for item in area.stale if (last := good_until(item, policy))]
    since = f"has been out of date since {short_date(max(dates), day)}" if dates else "is out of date"
    number = len(area.undated)
    undated = f"; {counted(number, 'item')} {'has' if number == 1 else 'have'} no dates" if number else ""
    return _amber(
        "evidence-stale",
        f"Evidence on {_judgement(area)} {since}: {evidence_names(old)}{undated}.",
        f"Update the evidence on {_judgement(area)}: {evidence_names(old)}.",
        _owner(old),
    )


def _one_sided(area: AreaCoverage) -> Reason:
    if area.strengths:
        shows, wanted = "only strengths", "areas for development and action taken"
    else:
        shows, wanted = "only areas for development", "strengths"
    return _amber(
        "evidence-one-sided",
        f"The up-to-date evidence on {_judgement(area)} shows {shows}: {evidence_names(area.fresh)}.",
        f"Add evidence on {_judgement(area)} of {wanted}.",
        _owner(area.fresh),
    )


def _links(coverage: EvidenceCoverage) -> Iterator[Reason]:
    if coverage.unknown:
        gone = counted(len(coverage.unknown), "judgement")
        yield _amber(
            "evidence-judgement-gone",
            f"Evidence is linked to {gone} that this edition does not have.",
            "Link it to the judgements of this edition.",
        )
    if coverage.unplaced:
        number = len(coverage.unplaced)
        verb = "is" if number == 1 else "are"
        names = evidence_names(coverage.unplaced)
        text = f"{counted(number, 'item')} {verb} not linked to a judgement: {names}."
        yield Reason(rating=Rating.GREEN, rule="evidence-unplaced", text=text)


def _enquiries(index: EvidenceIndex, day: date) -> Iterator[Reason]:
    """Yield a reason for each open line of enquiry without up-to-date evidence or without an owner.

    Of many, one reason names the first.
    """
    unanswered = index.unanswered(day)
    if len(unanswered) > _MANY:
        names = first_few(unanswered, name=lambda place: quoted(index.enquiry(place, day).enquiry.statement))
        yield _amber(
            "enquiry-unanswered",
            f"{len(unanswered):,} lines of enquiry have no up-to-date evidence: {names}.",
            f"Gather evidence on {len(unanswered):,} lines of enquiry: {names}.",
            index.enquiry(unanswered[0], day).enquiry.owner or _OWNER,
        )
    else:
        yield from (_unanswered(index.enquiry(place, day)) for place in unanswered)
    unowned = index.unowned
    if len(unowned) > _MANY:
        names = first_few(unowned, name=lambda enquiry: quoted(enquiry.statement))
        yield _unowned(
            f"{len(unowned):,} lines of enquiry have no owner: {names}.",
            f"{len(unowned):,} lines of enquiry: {names}",
        )
    else:
        for enquiry in unowned:
            name = enquiry_name(enquiry)
            yield _unowned(f"{name[:1].upper()}{name[1:]} has no owner.", name)


def _unanswered(covered: EnquiryCoverage) -> Reason:
    name = enquiry_name(covered.enquiry)
    text = f"There is no evidence on {name}."
    if covered.stale:
        text = f"There is only out-of-date evidence on {name}: {evidence_names(covered.stale)}."
    return _amber("enquiry-unanswered", text, f"Gather evidence on {name}.", covered.enquiry.owner or _OWNER)


def _unowned(text: str, names: str) -> Reason:
    return _amber("enquiry-unowned", text, f"Name an owner for {names}.", "deputy")


def _files(base: EvidenceBase) -> Iterator[Reason]:
    items = {item.id: item for item in every_item(base)} if base.files else {}
    for state, (rule, how, order) in _FILES.items():
        ids = [check.item for check in base.files if check.state is state]
        if ids:
            found = [items[name] for name in ids if name in items]
            names = evidence_names(found) if found else counted(len(ids), "item")
            yield _amber(
                rule,
                f"Evidence files are {how}: {names}.",
                f"{order} the files of {names}.",
                _owner(found),
            )


def _judgement(area: AreaCoverage) -> str:
    return area.title


def _owner(items: Iterable[EvidenceItem]) -> str:
    """Return the owner of the first item that has one, strengths last."""
    owned = [item for item in items if item.owner]
    return next((item.owner for item in owned if item.stance is not Stance.STRENGTH), "") or next(
        (item.owner for item in owned), _OWNER
    )


def _amber(rule: str, text: str, action: str, owner: str = _OWNER) -> Reason:
    return Reason(rating=Rating.AMBER, rule=rule, text=text, owner=owner, action=action)


def _from_state(state: CouncilState) -> tuple[Reason, ...]:
    if state.evidence is None:
        return ()
    enquiries = state.fieldwork.enquiries if state.fieldwork else ()
    policy = state.evidence_policy or _DEFAULT
    base = state.evidence
    index = state.shared.once(
        ("evidence", id(base.items), base.judgements, id(policy)),
        lambda: EvidenceIndex(base, enquiries, policy),
    )
    return evidence_reasons(base, state.evidence_day, enquiries=enquiries, policy=policy, index=index)


SOURCES = (ReasonSource(theme=Theme.CHALLENGE, reasons=_from_state),)
