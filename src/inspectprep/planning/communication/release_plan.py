"""The release: a draft for every outcome, who signs, who is told in which order, and when it may go.

Staff hear first, then members and partners, then the press, then the web. Nothing goes before publication is
recorded. The law gives the council 30 working days from the day it receives the report to publish it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from inspectprep.model.framework import Basis
from inspectprep.model.release import (
    Allowed,
    Channel,
    Duty,
    EmbargoStage,
    Refused,
    ReleasePlan,
    ReleaseStep,
)
from inspectprep.model.workforce import role_title
from inspectprep.planning.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from inspectprep.model.framework import Pause
    from inspectprep.model.release import Embargo, ReleaseDraft
    from inspectprep.model.timeline import Timeline

__all__ = ["ReleasePolicy", "may_release", "release_plan", "unsigned_by"]

_TITLES = {
    Channel.STAFF: "Tell all staff",
    Channel.MEMBERS: "Tell members of the council",
    Channel.PARTNERS: "Tell partners",
    Channel.PRESS: "Give the press release out",
    Channel.WEB: "Put the report and the statement on the website",
}
_PARTS = (
    "copies to the partners named in the regulations",
    "at least one newspaper told",
    "at least one radio station told",
    "free inspection at the council's offices",
)


def _signers() -> Mapping[Channel, tuple[str, ...]]:
    return dict.fromkeys(Channel, ("dcs", "communications")) | {
        Channel.PRESS: ("dcs", "communications", "lead-member", "chief-executive")
    }


@frozen(kw_only=True)
class ReleasePolicy:
    """Who signs what, in which order people are told. All of it a local choice.

    Attributes:
        order: Channels, first told first.
        signers: Role ids that must sign a draft, by channel.
    """

    order: tuple[Channel, ...] = tuple(Channel)
    signers: Mapping[Channel, tuple[str, ...]] = field(factory=_signers)


_DEFAULT = ReleasePolicy()


def release_plan(
    timeline: Timeline,
    *,
    outcomes: Sequence[str],
    drafts: Iterable[ReleaseDraft] = (),
    embargo: Embargo,
    pauses: Iterable[Pause] = (),
    policy: ReleasePolicy = _DEFAULT,
) -> ReleasePlan:
    """Return how the outcome will be told, whatever it is.

    Args:
        timeline: The inspection's dates.
        outcomes: The grades to be ready for; usually the edition's whole scale.
        drafts: What has been written.
        embargo: Where the outcome stands; without a recorded publication the plan is stopped.
        pauses: Pre-election periods of the framework and of the council's own configuration.
        policy: Order and sign-offs.
    """
    written = tuple(drafts)
    publication = timeline.get("publication")
    return ReleasePlan(
        authority=timeline.authority,
        outcomes=tuple(outcomes),
        on=embargo.on,
        expected=embargo.published or (publication.date if publication else None),
        earliest=publication.earliest if publication else None,
        latest=publication.latest if publication else None,
        published=embargo.published,
        steps=tuple(_step(channel, outcomes, written, policy) for channel in policy.order),
        duties=tuple(_duties(timeline, embargo)),
        notes=tuple(_notes(timeline, pauses, outcomes, written)),
    )


def unsigned_by(draft: ReleaseDraft, policy: ReleasePolicy = _DEFAULT) -> tuple[str, ...]:
    """Return the role ids that have yet to sign a draft."""
    signed = {each.role for each in draft.signed}
    return tuple(role for role in policy.signers.get(draft.channel, ()) if role not in signed)


def may_release(
    draft: ReleaseDraft,
    embargo: Embargo,
    released: Iterable[ReleaseDraft] = (),
    policy: ReleasePolicy = _DEFAULT,
) -> Allowed | Refused:
    """Return whether a draft may go out.

    Args:
        draft: What is to go out.
        embargo: Where the outcome stands on the day.
        released: Drafts that have gone out.
        policy: Order and sign-offs.
    """
    if embargo.stage is not EmbargoStage.LIFTED:
        expected = f"; it is expected on {long_date(embargo.expected)}" if embargo.expected else ""
        return Refused(reason=f"No publication is recorded{expected}. Record it once somebody has seen it.")
    missing = unsigned_by(draft, policy)
    if missing:
        return Refused(reason="The draft is not signed off.", who=tuple(role_title(role) for role in missing))
    gone = tuple(released)
    other = next((each.outcome for each in gone if not _same(each.outcome, draft.outcome)), None)
    if other is not None:
        return Refused(
            reason=f"This draft is for {draft.outcome!r}, and what went out already is for {other!r}. "
            "Check which is the published outcome."
        )
    done = {each.channel for each in gone}
    before = [each for each in policy.order[: _place(draft.channel, policy)] if each not in done]
    if before:
        names = ", ".join(each.value for each in before)
        return Refused(reason=f"Others hear first: {names}.", who=tuple(each.value for each in before))
    return Allowed(reason="Publication is recorded, the draft is signed, and everybody before has been told.")


def _place(channel: Channel, policy: ReleasePolicy) -> int:
    return policy.order.index(channel) if channel in policy.order else len(policy.order)


def _step(
    channel: Channel, outcomes: Sequence[str], drafts: Sequence[ReleaseDraft], policy: ReleasePolicy
) -> ReleaseStep:
    ready, unsigned, missing = [], [], []
    for outcome in outcomes:
        mine = [each for each in drafts if each.channel is channel and _same(each.outcome, outcome)]
        if not mine:
            missing.append(outcome)
            continue
        waiting = min((unsigned_by(each, policy) for each in mine), key=len)
        if waiting:
            names = ", ".join(role_title(role) for role in waiting)
            unsigned.append(f"{outcome}: {names}")
        else:
            ready.append(outcome)
    return ReleaseStep(
        channel=channel,
        title=_TITLES[channel],
        ready=tuple(ready),
        unsigned=tuple(unsigned),
        missing=tuple(missing),
    )


def _duties(timeline: Timeline, embargo: Embargo) -> Iterator[Duty]:
    uncertain = embargo.published is None
    for name, parts in (("statutory_publication", _PARTS), ("draft_action_plan", ()), ("action_plan", ())):
        event = timeline.get(name)
        if event is not None:
            yield Duty(
                title=event.title,
                due=event.date,
                uncertain=uncertain and event.date is not None,
                basis=event.basis,
                source=event.source,
                parts=parts,
            )


def _notes(
    timeline: Timeline, pauses: Iterable[Pause], outcomes: Sequence[str], drafts: Sequence[ReleaseDraft]
) -> Iterator[str]:
    publication = timeline.get("publication")
    if publication and publication.date:
        first, last = publication.earliest or publication.date, publication.latest or publication.date
        for pause in pauses:
            if pause.starting <= last and first <= pause.until:
                yield _overlap(pause, publication.date)
        if publication.basis is Basis.MEASURED and publication.actual is None:
            yield (
                f"Publication is a forecast, {long_date(first)} to {long_date(last)}: "
                "be ready on the first of these days."
            )
    for draft in drafts:
        if not any(_same(draft.outcome, outcome) for outcome in outcomes):
            yield f"A draft is written for {draft.outcome!r}, which is none of the grades."


def _overlap(pause: Pause, expected: date) -> str:
    inside = pause.starting <= expected <= pause.until
    held = "is likely to be held" if pause.everywhere else "may be held"
    tail = f"the report {held} until after it" if inside else "the time for publication overlaps with it"
    return (
        f"Before {pause.title}, from {long_date(pause.starting)} to {long_date(pause.until)}, publicity is "
        f"restricted: {tail}. Agree with the monitoring officer what may be said."
    )


def _same(one: str, other: str) -> bool:
    """Tell whether two ways to write a grade mean one: case, spaces and the tail ``to be good`` apart."""
    short, long = sorted(
        (" ".join(each.split()).casefold().replace("-", " ") for each in (one, other)), key=len
    )
    return short == long or (short.startswith("requires improvement") and long == f"{short} to be good")
