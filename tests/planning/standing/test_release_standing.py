"""Where the embargo and the release plan stand: what is missing, and whose turn it is."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from inspectprep.model.release import Channel, Disclosure, Embargo, EmbargoStage, ReleasePlan, ReleaseStep
from inspectprep.planning.standing.release import (
    embargo_standing,
    not_reminded,
    people_who_know,
    release_standing,
)
from inspectprep.testing.strategies import values

DAY = date(2026, 11, 30)


def told(person: str, *, reminded: bool = False) -> Disclosure:
    """Return an entry of the register."""
    return Disclosure(person=person, on=DAY, by="Ann Avon", reminded=reminded)


def embargo(*register: Disclosure, stage: EmbargoStage = EmbargoStage.HELD) -> Embargo:
    """Return an embargo with a register."""
    published = DAY if stage is EmbargoStage.LIFTED else None
    return Embargo(stage=stage, on=DAY, since=DAY, register=register, published=published)


def test_a_person_with_two_entries_is_one_and_reminded_once_is_enough() -> None:
    """Names are compared without case and odd spaces."""
    state = embargo(told("Ann Avon"), told("ann  avon", reminded=True), told("Ben Brent"))
    assert people_who_know(state) == ("Ann Avon", "Ben Brent")
    assert [entry.person for entry in not_reminded(state)] == ["Ben Brent"]
    assert embargo_standing(state).sentence == "The register has 2 people, and 1 of them was not reminded."
    assert embargo_standing(state).turns[0].action == "Remind Ben Brent"


def test_only_the_record_of_the_publication_ends_an_embargo() -> None:
    """It is the last step of an embargo, and no step is left after it."""
    held = embargo_standing(embargo(told("Ann Avon", reminded=True)))
    assert held.verdict == "Embargoed"
    assert held.turns[-1].changes == "Only this ends the embargo."
    lifted = embargo_standing(embargo(told("Ann Avon"), stage=EmbargoStage.LIFTED))
    assert (lifted.verdict, lifted.turns) == ("Published on Mon 30 Nov", ())


@given(values(Embargo))
def test_an_embargo_without_an_outcome_asks_nothing_of_anyone(state: Embargo) -> None:
    """Steps are only for an embargo that is held."""
    assert bool(embargo_standing(state).turns) is (state.stage is EmbargoStage.HELD)


def plan(*steps: ReleaseStep, published: date | None = None) -> ReleasePlan:
    """Return a release plan."""
    return ReleasePlan(outcomes=("good", "inadequate"), on=DAY, steps=steps, published=published)


STAFF = ReleaseStep(
    channel=Channel.STAFF,
    title="Inform all staff",
    unsigned=("good: Director",),
    missing=("inadequate",),
    signers=("dcs",),
)


def test_drafts_are_written_by_one_and_signed_by_others() -> None:
    """The counts add up to all drafts."""
    standing = release_standing(plan(STAFF))
    assert standing.verdict == "Stopped until the report is published"
    assert standing.sentence == "Of 2 drafts, 0 can go out, 1 still to write and 1 still to sign."
    assert [(turn.owner, turn.action) for turn in standing.turns] == [
        ("communications", "Write 1 draft for 1 message"),
        ("dcs", "Sign off 1 draft"),
    ]


def test_after_publication_the_next_message_is_first() -> None:
    """A message that has gone out is not asked for again."""
    sent = ReleaseStep(channel=Channel.STAFF, title="Inform all staff", released=DAY)
    members = ReleaseStep(channel=Channel.MEMBERS, title="Inform members", ready=("good",))
    standing = release_standing(plan(sent, members, published=DAY))
    assert standing.verdict == "1 of 2 messages have gone out"
    assert standing.turns[0].action == "Inform members"


@given(values(ReleasePlan), st.booleans())
def test_any_plan_has_a_verdict(drawn: ReleasePlan, asked: bool) -> None:
    """Whatever is recorded, a verdict and a sentence are said, each time the same."""
    standing = release_standing(drawn)
    assert standing.verdict
    assert standing.sentence.endswith(".")
    assert not asked or standing == release_standing(drawn)
