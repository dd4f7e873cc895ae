"""Telling the outcome: drafts for every grade, sign-offs, order, and the hard stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.basis import Basis
from inspectprep.model.framework import Judgement, Pause
from inspectprep.model.inspection import Grade
from inspectprep.model.offset import Offset
from inspectprep.model.release import (
    Channel,
    Embargo,
    EmbargoStage,
    PublicationRecorded,
    Refused,
    ReleaseDraft,
    SignOff,
)
from inspectprep.planning.communication.embargo import embargo_of
from inspectprep.planning.communication.release_plan import (
    ReleasePolicy,
    may_release,
    release_plan,
    unsigned_by,
)
from inspectprep.planning.communication.signing import MissingSignOff, checksum_of
from tests.planning.communication.test_embargo import FEEDBACK, PLAN, PUBLISHED

SCALE = ("outstanding", "good", "requires improvement to be good", "inadequate")
HELD = embargo_of(PLAN, (), (), on=FEEDBACK)
LIFTED = embargo_of(PLAN, (PublicationRecorded(on=PUBLISHED, seen_by="Cam"),), (), on=PUBLISHED)
SIGNED = tuple(
    SignOff(role=role, name="Somebody", on=FEEDBACK)
    for role in ("dcs", "communications", "lead-member", "chief-executive")
)


def draft(outcome: str = "good", channel: Channel = Channel.STAFF, *, signed: bool = True) -> ReleaseDraft:
    """Make a draft."""
    written = ReleaseDraft(outcome=outcome, channel=channel)
    return sign(written) if signed else written


def sign(written: ReleaseDraft, signatures: tuple[SignOff, ...] = SIGNED) -> ReleaseDraft:
    """Sign a draft as it is."""
    current = checksum_of(written, {})
    return evolve(written, signed=tuple(evolve(each, checksum=current) for each in signatures))


def roles(missing: tuple[MissingSignOff, ...]) -> tuple[str, ...]:
    """Return the roles of missing sign-offs."""
    return tuple(each.role for each in missing)


def test_the_plan_is_stopped_until_publication_is_recorded() -> None:
    """The expected day lifts no stop."""
    assert release_plan(PLAN, scale=SCALE, embargo=HELD).stopped
    late = evolve(HELD, on=date(2019, 1, 1))
    assert release_plan(PLAN, scale=SCALE, embargo=late).stopped
    assert not release_plan(PLAN, scale=SCALE, embargo=LIFTED).stopped


def test_every_outcome_wants_a_draft_for_every_channel() -> None:
    """What is missing, unsigned and ready is told apart."""
    drafts = [draft("Good"), draft("inadequate", signed=False)]
    made = release_plan(PLAN, scale=SCALE, drafts=drafts, embargo=HELD)
    staff, members, *_ = made.steps
    assert staff.ready == ("good",)
    assert staff.unsigned == ("inadequate: Director of children's services, Communications lead",)
    assert staff.missing == ("outstanding", "requires improvement to be good")
    assert members.missing == SCALE


def test_requires_improvement_may_be_written_short() -> None:
    """The tail of the grade's name is often left out."""
    made = release_plan(PLAN, scale=SCALE, drafts=[draft("Requires improvement")], embargo=HELD)
    assert made.steps[0].ready == ("requires improvement to be good",)


def test_a_draft_for_no_grade_is_noted() -> None:
    """A misspelt outcome does not vanish."""
    made = release_plan(PLAN, scale=SCALE, drafts=[draft("goood")], embargo=HELD)
    assert any("'goood'" in note for note in made.notes)


OVERALL = (
    Judgement(id="help_and_protection", title="Help"),
    Judgement(id="overall", title="Overall effectiveness", overall=True),
)
SINCE_2026 = (Judgement(id="help_and_protection", title="Help"), Judgement(id="in_care", title="Care"))
RI = Grade(judgement="help_and_protection", grade="requires improvement to be good")


def mixed(*grades: Grade, outcome: str = "good", channel: Channel = Channel.MEMBERS) -> ReleaseDraft:
    """Make a signed draft for an outcome with different grades."""
    return sign(ReleaseDraft(outcome=outcome, channel=channel, grades=grades))


def test_each_mixed_outcome_of_a_draft_is_an_outcome_for_every_channel() -> None:
    """However its grades are ordered and written."""
    care = Grade(judgement="in_care", grade="outstanding")
    short = Grade(judgement="help_and_protection", grade="Requires improvement")
    drafts = [mixed(RI, care, channel=Channel.STAFF), mixed(care, short)]
    made = release_plan(PLAN, scale=SCALE, judgements=SINCE_2026, drafts=drafts, embargo=HELD)
    name = "good (help and protection: requires improvement to be good; in care: outstanding)"
    assert made.outcomes == (*SCALE, name)
    staff, members, partners, *_ = made.steps
    assert staff.ready == members.ready == (name,)
    assert partners.missing == made.outcomes


@pytest.mark.parametrize(
    ("judgements", "drafts", "asked"),
    [
        (SINCE_2026, [], True),
        (SINCE_2026, [draft()], True),
        (SINCE_2026, [mixed(RI)], False),
        (OVERALL, [draft()], False),
        ((), [draft()], False),
    ],
)
def test_an_edition_without_an_overall_grade_asks_for_mixed_outcomes(
    judgements: tuple[Judgement, ...], drafts: list[ReleaseDraft], asked: bool
) -> None:
    """Once one is drafted it is not asked for again."""
    made = release_plan(PLAN, scale=SCALE, judgements=judgements, drafts=drafts, embargo=HELD)
    assert any("mixed outcome" in note for note in made.notes) is asked


@pytest.mark.parametrize(
    ("grades", "noted"),
    [
        ((evolve(RI, grade="goood"),), "'goood'"),
        ((evolve(RI, judgement="sparkle"),), "'sparkle', which this edition does not grade"),
        ((RI, evolve(RI, grade="good")), "It gives help and protection 2 grades"),
        ((evolve(RI, judgement="overall"),), "two overall grades: 'good' and 'requires improvement"),
    ],
)
def test_what_is_wrong_with_a_mixed_outcome_is_noted(grades: tuple[Grade, ...], noted: str) -> None:
    """With the id of the draft."""
    made = release_plan(
        PLAN, scale=SCALE, judgements=OVERALL, drafts=[evolve(mixed(*grades), id="rel-7")], embargo=HELD
    )
    assert any("rel-7" in note and noted in note for note in made.notes)


@pytest.mark.parametrize(
    ("judgements", "one", "sent", "allowed"),
    [
        # An overall grade says nothing about the judgements, so both can be about one report.
        (OVERALL, mixed(RI), draft(), True),
        (OVERALL, draft(channel=Channel.MEMBERS), mixed(RI, channel=Channel.STAFF), True),
        (OVERALL, mixed(RI, outcome="inadequate"), draft(), False),
        (OVERALL, mixed(RI), mixed(evolve(RI, grade="good"), channel=Channel.STAFF), False),
        # Without one, "good" is good in every judgement.
        (SINCE_2026, mixed(RI), draft(), False),
        (SINCE_2026, mixed(evolve(RI, grade="Good")), draft(), True),
        (SINCE_2026, mixed(RI), mixed(RI, channel=Channel.STAFF), True),
        (SINCE_2026, mixed(RI, evolve(RI, grade="good")), mixed(RI, channel=Channel.STAFF), False),
    ],
)
def test_messages_that_go_out_agree_about_every_judgement(
    judgements: tuple[Judgement, ...], one: ReleaseDraft, sent: ReleaseDraft, allowed: bool
) -> None:
    """A judgement that only one of them names is no disagreement."""
    assert bool(may_release(one, LIFTED, [sent], judgements=judgements)) is allowed


def test_a_draft_that_contradicts_the_recorded_grades_is_refused() -> None:
    """Both grades are named."""
    first = evolve(draft(), channel=Channel.STAFF)
    refused = may_release(first, LIFTED, published=[RI], judgements=SINCE_2026)
    assert isinstance(refused, Refused)
    assert "help and protection: 'good' and 'requires improvement to be good'" in refused.reason
    assert may_release(first, LIFTED, published=[RI], judgements=OVERALL)


def test_staff_hear_first() -> None:
    """The order is staff, members, partners, press, web; nobody jumps it."""
    assert [step.channel.value for step in release_plan(PLAN, scale=SCALE, embargo=HELD).steps] == [
        "staff",
        "members",
        "partners",
        "press",
        "web",
    ]
    refused = may_release(draft(channel=Channel.PARTNERS), LIFTED, [draft()])
    assert isinstance(refused, Refused)
    assert refused.who == ("members",)
    assert may_release(draft(channel=Channel.PARTNERS), LIFTED, [draft(), draft(channel=Channel.MEMBERS)])


def test_drafts_for_two_outcomes_do_not_both_go_out() -> None:
    """What staff were told is what members are told."""
    wrong = draft("outstanding", Channel.MEMBERS)
    refused = may_release(wrong, LIFTED, [draft("good")])
    assert isinstance(refused, Refused)
    assert "'outstanding'" in refused.reason
    assert may_release(draft("Good", Channel.MEMBERS), LIFTED, [draft("good")])


def test_the_press_release_wants_more_signatures() -> None:
    """The lead member and the chief executive sign what the press gets; a council may say otherwise."""
    press = sign(ReleaseDraft(outcome="good", channel=Channel.PRESS), SIGNED[:2])
    assert roles(unsigned_by(press, FEEDBACK)) == ("lead-member", "chief-executive")
    assert unsigned_by(press, FEEDBACK, ReleasePolicy(signers={Channel.PRESS: ("dcs",)})) == ()


def test_a_sign_off_counts_for_a_year() -> None:
    """A draft from before the last inspection has to be signed again; a council may say for how long."""
    old = draft()
    last = FEEDBACK.replace(year=FEEDBACK.year + 1)
    assert unsigned_by(old, last) == ()
    assert roles(unsigned_by(old, last + timedelta(days=1))) == ("dcs", "communications")
    month = ReleasePolicy(signed_for=Offset.parse("1 month"))
    assert roles(unsigned_by(old, FEEDBACK + timedelta(days=40), month)) == ("dcs", "communications")
    refused = may_release(old, evolve(LIFTED, on=last + timedelta(days=1)))
    assert not refused
    assert "not signed off" in refused.reason


@pytest.mark.parametrize(
    "changed",
    [
        {"outcome": "inadequate"},
        {"grades": (RI,)},
        {"channel": Channel.MEMBERS},
        {"title": "Another"},
        {"location": "b.docx"},
    ],
)
def test_a_changed_draft_has_no_valid_sign_off(changed: dict[str, object]) -> None:
    """Each field counts, and the refusal says who signed when, and why that is not valid."""
    refused = may_release(evolve(draft(), **changed), LIFTED)
    assert isinstance(refused, Refused)
    assert all("Somebody signed on" in who and "has changed since" in who for who in refused.who)


def test_a_changed_file_and_a_sign_off_without_a_checksum_are_not_valid() -> None:
    """The text of the draft is in its file."""
    files = {"a.docx": "1" * 64}
    written = ReleaseDraft(outcome="good", channel=Channel.STAFF, location="a.docx")
    current = checksum_of(written, files)
    signed = evolve(written, signed=tuple(evolve(each, checksum=current) for each in SIGNED))
    assert may_release(signed, LIFTED, files=files)
    assert "changed since" in str(unsigned_by(signed, FEEDBACK, files={"a.docx": "2" * 64})[0])
    assert "changed since" in str(unsigned_by(signed, FEEDBACK)[0])
    old = evolve(written, signed=SIGNED)
    assert "what was signed is not recorded" in str(unsigned_by(old, FEEDBACK)[0])


def test_a_draft_goes_out_once() -> None:
    """Nor does another one of its channel."""
    sent = evolve(draft(), released=PUBLISHED)
    assert "gone out already" in may_release(sent, LIFTED).reason
    assert "gone out already" in may_release(draft(), LIFTED, [evolve(sent, id="rel-1")]).reason


@given(
    st.sampled_from(Channel),
    st.sampled_from(SCALE),
    st.booleans(),
    st.sets(st.sampled_from(Channel)),
    st.sampled_from([EmbargoStage.NO_OUTCOME, EmbargoStage.HELD]),
)
def test_nothing_goes_before_publication_is_recorded(
    channel: Channel, outcome: str, signed: bool, told: set[Channel], stage: EmbargoStage
) -> None:
    """No draft, signature or order opens the stop."""
    state = Embargo(stage=stage, on=date(2018, 12, 1), expected=PUBLISHED)
    answer = may_release(
        draft(outcome, channel, signed=signed), state, [draft(outcome, each) for each in told]
    )
    assert isinstance(answer, Refused)
    assert "No publication is recorded" in answer.reason


@pytest.mark.parametrize(
    ("starting", "until", "noted"),
    [
        (date(2018, 3, 27), date(2018, 5, 3), False),
        (date(2018, 5, 1), date(2018, 5, 31), True),
        (date(2018, 7, 1), date(2018, 7, 31), False),
    ],
)
def test_a_pre_election_period_is_noted_when_it_overlaps(starting: date, until: date, noted: bool) -> None:
    """Both days of the period and of the forecast count."""
    pause = Pause(
        id="own",
        title="the county election",
        starting=starting,
        until=until,
        resumes=Offset.parse("1 working day"),
        basis=Basis.PLANNING,
    )
    made = release_plan(PLAN, scale=SCALE, embargo=HELD, pauses=[pause])
    assert any("county election" in note for note in made.notes) is noted
