"""Reasons from drafts, contacts and the embargo register."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.release import (
    Channel,
    CommunicationState,
    Disclosure,
    Embargo,
    EmbargoStage,
    ReleasePlan,
    ReleaseStep,
)
from inspectprep.model.workforce import RoleHolder
from inspectprep.planning.readiness.communication_reasons import REACHED, communication_reasons

DAY = date(2018, 4, 9)


def rules(reasons: tuple[Reason, ...]) -> list[str]:
    """Return the rules behind reasons."""
    return [each.rule for each in reasons]


HOLDERS = tuple(RoleHolder(role=role, name="Somebody", contact="01865 000000") for role in REACHED)
STEPS = tuple(ReleaseStep(channel=channel, title="Tell", ready=("good",)) for channel in Channel)
PLAN = ReleasePlan(outcomes=("good",), on=DAY, steps=STEPS)


def test_communication_that_is_prepared_is_green() -> None:
    """Every draft signed and everybody to be reached."""
    [reason] = communication_reasons(CommunicationState(plan=PLAN, holders=HOLDERS))
    assert reason.rating is Rating.GREEN


def test_drafts_missing_or_unsigned_and_contacts_are_named() -> None:
    """What is missing is counted by channel."""
    first = evolve(STEPS[0], ready=(), missing=("good",))
    second = evolve(STEPS[1], ready=(), unsigned=("good: Director",))
    plan = evolve(PLAN, steps=(first, second, *STEPS[2:]))
    found = communication_reasons(CommunicationState(plan=plan, holders=HOLDERS[1:]))
    assert rules(found) == ["release-drafts-missing", "release-drafts-unsigned", "contacts-missing"]
    assert "1 of 5 drafts" in found[0].text
    assert "staff (1)" in found[0].text
    assert "director of children's services" in found[2].text


def test_a_contact_is_found_by_the_role_as_people_write_it() -> None:
    """An abbreviation is the same role, and the holder without a contact is named. Spaces are no contact."""
    first, *others = HOLDERS
    written = evolve(first, role="DCS")
    assert rules(communication_reasons(CommunicationState(holders=(written, *others)))) == [
        "communication-prepared"
    ]
    silent = evolve(written, name="Ann Avon", contact=" ")
    [reason] = communication_reasons(CommunicationState(holders=(silent, *others)))
    assert "Ann Avon" in reason.text
    assert reason.text.count(";") == 0


def test_drafts_are_asked_for_only_when_an_inspection_runs() -> None:
    """In an ordinary month there is no plan to release anything."""
    assert rules(communication_reasons(CommunicationState(holders=HOLDERS[1:]))) == ["contacts-missing"]


def test_an_outcome_that_nobody_registered_is_red() -> None:
    """Somebody was at the feedback: an empty register is wrong."""
    held = Embargo(stage=EmbargoStage.HELD, on=DAY)
    [reason] = communication_reasons(CommunicationState(plan=PLAN, holders=HOLDERS, embargo=held))
    assert (reason.rating, reason.rule) == (Rating.RED, "register-empty")
    told = evolve(held, register=(Disclosure(person="Ann", on=DAY),))
    [reason] = communication_reasons(CommunicationState(plan=PLAN, holders=HOLDERS, embargo=told))
    assert (reason.rating, reason.rule) == (Rating.AMBER, "register-unreminded")
