"""Readiness reasons from drafts for publication, contacts and the embargo register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.release import CommunicationState, Embargo, EmbargoStage, ReleasePlan
from inspectprep.model.workforce import RoleHolder
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, person_name

REACHED = ("dcs", "deputy", "communications", "lead-member", "leader", "chief-executive")
"""Roles that must be reached on the day of the call, in and out of hours."""

_OWNER = "communications"


def communication_reasons(communication: CommunicationState) -> tuple[Reason, ...]:
    """Return the reasons for the theme of communication; one green reason if none."""
    reasons = [
        *_drafts(communication.plan),
        *_contacts(communication.holders),
        *_register(communication.embargo),
    ]
    if not reasons:
        text = "A draft is signed for every outcome, and everyone on the contact list can be reached."
        reasons.append(Reason(rating=Rating.GREEN, rule="communication-prepared", text=text))
    return tuple(reasons)


def _drafts(plan: ReleasePlan | None) -> Iterator[Reason]:
    if plan is None:  # Drafts are asked for when an inspection runs.
        return
    missing = [(step.channel.value, step.missing) for step in plan.steps if step.missing]
    if missing:
        number = sum(len(outcomes) for _, outcomes in missing)
        wanted = len(plan.outcomes) * len(plan.steps)
        names = ", ".join(f"{channel} ({len(outcomes)})" for channel, outcomes in missing)
        yield _amber(
            "release-drafts-missing",
            f"{number} of {counted(wanted, 'draft')} for publication not written: {names}.",
            f"Write the drafts for {names}.",
        )
    unsigned = [draft for step in plan.steps for draft in step.unsigned]
    if unsigned:
        yield _amber(
            "release-drafts-unsigned",
            f"{counted(len(unsigned), 'draft')} for publication not signed off.",
            "Get the drafts signed off.",
        )


def _contacts(holders: Iterable[RoleHolder]) -> Iterator[Reason]:
    holders = tuple(holders)
    names = {holder.role: holder.name for holder in holders if holder.name}
    reached = {holder.role for holder in holders if holder.contact.strip()}
    missing = [person_name(role, names.get(role, "")) for role in REACHED if role not in reached]
    if missing:
        yield _amber(
            "contacts-missing",
            f"No out-of-hours contact is recorded for: {'; '.join(missing)}.",
            "Complete the contact list.",
        )


def _register(embargo: Embargo | None) -> Iterator[Reason]:
    if embargo is None or embargo.stage is not EmbargoStage.HELD:
        return
    if not embargo.register:
        yield Reason(
            rating=Rating.RED,
            rule="register-empty",
            text="The outcome is known, but the embargo register is empty.",
            owner=_OWNER,
            action="Add everyone who was at the feedback meeting or has learned the outcome since.",
        )
    unwarned = sum(1 for disclosure in embargo.register if not disclosure.reminded)
    if unwarned:
        yield _amber(
            "register-unreminded",
            f"{counted(unwarned, 'person', 'people')} on the embargo register not reminded that the outcome "
            "is confidential.",
            "Remind everyone on the register.",
        )


def _amber(rule: str, text: str, action: str) -> Reason:
    return Reason(rating=Rating.AMBER, rule=rule, text=text, owner=_OWNER, action=action)


def _from_state(state: CouncilState) -> tuple[Reason, ...]:
    return communication_reasons(state.communication) if state.communication else ()


SOURCES = (ReasonSource(theme=Theme.COMMUNICATE, reasons=_from_state),)
