"""The release plan: a draft for every outcome, its sign-offs, the order of release and the legal dates.

Staff are informed first, then members, partners, the press and the web. No draft goes out before publication
is recorded. The council must publish the report within 30 working days of receiving it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import field

from inspectprep.model.framework import Judgement, Pause
from inspectprep.model.inspection import Grade
from inspectprep.model.offset import Offset, Unit
from inspectprep.model.release import (
    Allowed,
    Channel,
    Duty,
    Embargo,
    EmbargoStage,
    Refused,
    ReleaseDraft,
    ReleasePlan,
    ReleaseStep,
)
from inspectprep.model.representation import frozen
from inspectprep.model.roles import role_title
from inspectprep.model.timeline import Timeline
from inspectprep.planning.communication.draft_outcomes import (
    mixed_outcomes,
    outcome_name,
    outcome_notes,
    same_outcome,
    wrong_outcome,
)
from inspectprep.planning.communication.signing import Files, MissingSignOff, missing_sign_offs
from inspectprep.planning.wording import long_date

_TITLES = {
    Channel.STAFF: "Inform all staff",
    Channel.MEMBERS: "Inform members of the council",
    Channel.PARTNERS: "Inform partners",
    Channel.PRESS: "Send out the press release",
    Channel.WEB: "Publish the report and the statement on the website",
}
_PARTS = (
    "copies to the partners named in the regulations",
    "a copy to at least one newspaper",
    "a copy to at least one radio station",
    "free inspection at the council's offices",
)


def _signers() -> Mapping[Channel, tuple[str, ...]]:
    return dict.fromkeys(Channel, ("dcs", "communications")) | {
        Channel.PRESS: ("dcs", "communications", "lead-member", "chief-executive")
    }


_A_YEAR = Offset(amount=12, unit=Unit.MONTH)


@frozen(kw_only=True)
class ReleasePolicy:
    """The order of release and the sign-offs. Both are local choices.

    Attributes:
        order: Channels, the first to be informed first.
        signers: Role ids that must sign a draft, by channel.
        signed_for: The time for which a sign-off counts.
    """

    order: tuple[Channel, ...] = tuple(Channel)
    signers: Mapping[Channel, tuple[str, ...]] = field(factory=_signers)
    signed_for: Offset = _A_YEAR


_DEFAULT = ReleasePolicy()
_NO_FILES: Files = {}


def release_plan(
    timeline: Timeline,
    *,
    scale: Sequence[str],
    judgements: Sequence[Judgement] = (),
    drafts: Iterable[ReleaseDraft] = (),
    embargo: Embargo,
    pauses: Iterable[Pause] = (),
    policy: ReleasePolicy = _DEFAULT,
    files: Files = _NO_FILES,
) -> ReleasePlan:
    """Return the plan for releasing the outcome: for each grade, and for the mixed outcomes of the drafts.

    Args:
        timeline: The inspection's dates.
        scale: The grades of the edition, from best to worst.
        judgements: The judgements of the edition.
        drafts: The recorded drafts.
        embargo: The embargo. The plan is stopped until publication is recorded.
        pauses: Pre-election periods of the framework and of the council's own configuration.
        policy: Order and sign-offs.
        files: The checksums of the files of drafts.
    """
    written = tuple(drafts)
    outcomes = (
        *(ReleaseDraft(outcome=grade, channel=Channel.STAFF) for grade in scale),
        *mixed_outcomes(written),
    )
    publication = timeline.get("publication")

    def missing_for(draft: ReleaseDraft) -> tuple[MissingSignOff, ...]:
        return unsigned_by(draft, embargo.on, policy, files)

    return ReleasePlan(
        authority=timeline.authority,
        outcomes=tuple(map(outcome_name, outcomes)),
        on=embargo.on,
        expected=embargo.published or (publication.date if publication else None),
        earliest=publication.earliest if publication else None,
        latest=publication.latest if publication else None,
        by_8_in_10=publication.by_8_in_10 if publication else None,
        published=embargo.published,
        steps=tuple(_step(channel, outcomes, written, missing_for) for channel in policy.order),
        duties=tuple(_duties(timeline)),
        notes=(
            *_period_notes(timeline, pauses),
            *outcome_notes(scale, judgements, written),
        ),
    )


def unsigned_by(
    draft: ReleaseDraft, on: date, policy: ReleasePolicy = _DEFAULT, files: Files = _NO_FILES
) -> tuple[MissingSignOff, ...]:
    """Return the roles that have yet to sign a draft on a day, each with the reason.

    A sign-off that is out of date is none, and neither is one of a draft that has changed since.
    """
    roles = policy.signers.get(draft.channel, ())
    return missing_sign_offs(draft, roles, on, policy.signed_for, files)


def may_release(
    draft: ReleaseDraft,
    embargo: Embargo,
    released: Iterable[ReleaseDraft] = (),
    *,
    published: Iterable[Grade] = (),
    judgements: Sequence[Judgement] = (),
    policy: ReleasePolicy = _DEFAULT,
    files: Files = _NO_FILES,
) -> Allowed | Refused:
    """Return whether a draft may go out.

    Args:
        draft: The draft to release.
        embargo: The embargo on the day.
        released: Drafts that have gone out.
        published: The published grades, as far as they are recorded.
        judgements: The judgements of the edition.
        policy: Order and sign-offs.
        files: The checksums of the files of drafts.
    """
    if embargo.stage is not EmbargoStage.LIFTED:
        expected = f"; it is expected on {long_date(embargo.expected)}" if embargo.expected else ""
        return Refused(
            reason=f"No publication is recorded{expected}. Record it when the report is published."
        )
    if draft.released is not None:
        return Refused(reason=f"This draft has gone out already, on {long_date(draft.released)}.")
    missing = unsigned_by(draft, embargo.on, policy, files)
    if missing:
        return Refused(reason="The draft is not signed off.", who=tuple(map(str, missing)))
    gone = tuple(released)
    twice = next((sent.id for sent in gone if sent.channel is draft.channel), None)
    if twice is not None:
        return Refused(reason=f"Another draft for {draft.channel.value} has gone out already: {twice}.")
    wrong = wrong_outcome(draft, gone, published, judgements)
    if wrong:
        return Refused(reason=f"{wrong} Check which outcome was published.")
    done = {sent.channel for sent in gone}
    before = [channel for channel in policy.order[: _place(draft.channel, policy)] if channel not in done]
    if before:
        names = tuple(channel.value for channel in before)
        return Refused(reason=f"Others must be informed first: {', '.join(names)}.", who=names)
    return Allowed(reason="Publication is recorded, the draft is signed, and all earlier channels are done.")


def _place(channel: Channel, policy: ReleasePolicy) -> int:
    return policy.order.index(channel) if channel in policy.order else len(policy.order)


def _step(
    channel: Channel,
    outcomes: Sequence[ReleaseDraft],
    drafts: Sequence[ReleaseDraft],
    missing_for: Callable[[ReleaseDraft], tuple[MissingSignOff, ...]],
) -> ReleaseStep:
    ready, unsigned, missing, signers = [], [], [], []
    for outcome in outcomes:
        name = outcome_name(outcome)
        mine = [draft for draft in drafts if draft.channel is channel and same_outcome(draft, outcome)]
        if not mine:
            missing.append(name)
            continue
        waiting = min(map(missing_for, mine), key=len)
        if waiting:
            names = ", ".join(role_title(each.role) for each in waiting)
            unsigned.append(f"{name}: {names}")
            signers += [each.role for each in waiting]
        else:
            ready.append(name)
    return ReleaseStep(
        channel=channel,
        title=_TITLES[channel],
        ready=tuple(ready),
        unsigned=tuple(unsigned),
        missing=tuple(missing),
        signers=tuple(signers),
        released=next(
            (draft.released for draft in drafts if draft.channel is channel and draft.released), None
        ),
    )


def _duties(timeline: Timeline) -> Iterator[Duty]:
    for name, parts in (("statutory_publication", _PARTS), ("draft_action_plan", ()), ("action_plan", ())):
        event = timeline.get(name)
        if event is not None:
            yield Duty(
                title=event.title,
                due=event.date,
                uncertain=event.date is not None and not event.firm,
                earliest=event.earliest,
                latest=event.latest,
                rests_on=event.rests_on() if event.date is not None else None,
                basis=event.basis,
                source=event.source,
                parts=parts,
            )


def _period_notes(timeline: Timeline, pauses: Iterable[Pause]) -> Iterator[str]:
    publication = timeline.get("publication")
    if publication and publication.date:
        first, last = publication.earliest or publication.date, publication.latest or publication.date
        for pause in pauses:
            if pause.election and not pause.expected and pause.starting <= last and first <= pause.until:
                yield _overlap(pause, publication.date)
        if publication.forecast:
            yield f"Publication is a forecast. Be ready on {long_date(first)}, the first day to expect it."


def _overlap(pause: Pause, expected: date) -> str:
    inside = pause.starting <= expected <= pause.until
    delay = "is likely to be" if pause.everywhere else "may be"
    effect = f"the report {delay} delayed until it ends" if inside else "publication may fall in this time"
    return (
        f"Before {pause.title}, from {long_date(pause.starting)} to {long_date(pause.until)}, publicity is "
        f"restricted: {effect}. Agree with the monitoring officer what may be said."
    )
