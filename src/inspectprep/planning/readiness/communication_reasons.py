"""What drafts, contacts and the embargo register say about readiness: could we tell everybody, in order?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.release import EmbargoStage
from inspectprep.model.workforce import role_id, role_name
from inspectprep.planning.readiness.annexa_reasons import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from inspectprep.model.release import CommunicationState, Embargo, ReleasePlan
    from inspectprep.model.workforce import RoleHolder

__all__ = ["REACHED", "communication_reasons"]

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
        text = "A draft is signed for every outcome and everybody to be told can be reached."
        reasons.append(Reason(rating=Rating.GREEN, rule="communication-prepared", text=text))
    return tuple(reasons)


def _drafts(plan: ReleasePlan | None) -> Iterator[Reason]:
    if plan is None:
        yield Reason(
            rating=Rating.AMBER,
            rule="release-unplanned",
            text="Nothing is drafted for the release, whatever the outcome.",
            owner=_OWNER,
            action="Draft what staff, members, partners and the press would be told, for each grade.",
        )
        return
    missing = [(step.channel.value, step.missing) for step in plan.steps if step.missing]
    if missing:
        number = sum(len(outcomes) for _, outcomes in missing)
        wanted = len(plan.outcomes) * len(plan.steps)
        names = ", ".join(f"{channel} ({len(outcomes)})" for channel, outcomes in missing)
        yield Reason(
            rating=Rating.AMBER,
            rule="release-drafts-missing",
            text=f"{number} of {counted(wanted, 'draft')} for the release not written: {names}.",
            owner=_OWNER,
            action=f"Write the drafts for {names}.",
        )
    unsigned = [each for step in plan.steps for each in step.unsigned]
    if unsigned:
        yield Reason(
            rating=Rating.AMBER,
            rule="release-drafts-unsigned",
            text=f"{counted(len(unsigned), 'draft')} for the release not signed off.",
            owner=_OWNER,
            action="Have the drafts signed off.",
        )


def _contacts(holders: Iterable[RoleHolder]) -> Iterator[Reason]:
    reached = {role_id(each.role) or each.role for each in holders if each.contact.strip()}
    missing = [role for role in REACHED if role not in reached]
    if missing:
        yield Reason(
            rating=Rating.AMBER,
            rule="contacts-missing",
            text=f"No way to reach out of hours is on record for: {_titles(missing)}.",
            owner=_OWNER,
            action="Complete the contact list.",
        )


def _register(embargo: Embargo | None) -> Iterator[Reason]:
    if embargo is None or embargo.stage is not EmbargoStage.HELD:
        return
    if not embargo.register:
        yield Reason(
            rating=Rating.RED,
            rule="register-empty",
            text="The outcome is known, and the embargo register names nobody who was told.",
            owner=_OWNER,
            action="Enter everybody who was at the feedback or has been told since.",
        )
    unwarned = sum(1 for each in embargo.register if not each.reminded)
    if unwarned:
        people = counted(unwarned, "person", "people")
        yield Reason(
            rating=Rating.AMBER,
            rule="register-unreminded",
            text=f"{people} on the embargo register not reminded that nothing may be public.",
            owner=_OWNER,
            action="Remind everybody on the register.",
        )


def _titles(roles: Sequence[str]) -> str:
    return ", ".join(role_name(role) for role in roles)
