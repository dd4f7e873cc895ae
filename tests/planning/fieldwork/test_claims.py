"""The balance of what inspectors say, and what they have not seen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.enquiry import Challenge, ClaimOutcome, Fieldwork, Showcase, Tone
from inspectprep.model.review import ClaimBalance, SuggestionKind
from inspectprep.planning.evidence import EvidencePolicy
from inspectprep.planning.fieldwork.claims import balances, suggestions, tips, unanswered
from tests.planning.evidence.making import CARE, HELP, JUDGEMENTS, LEADERS, base, claim, item, weakness

DAY = date(2018, 4, 17)
TURNED = {Tone.NEGATIVE: Tone.POSITIVE, Tone.POSITIVE: Tone.NEGATIVE}


def of_help(*claims: Challenge) -> ClaimBalance:
    """Return the balance of help and protection."""
    return next(each for each in balances(claims, JUDGEMENTS) if each.judgement == HELP)


def test_only_negatives_tip_the_balance() -> None:
    """Three of them and nothing else: the Monday of April 2018."""
    one, two, three = claim("chal-1"), claim("chal-2"), claim("chal-3")
    assert not of_help(one, two).tipped
    assert of_help(one, two, three).tipped
    assert of_help(one, two, three).lean == -3


def test_a_claim_withdrawn_weighs_nothing() -> None:
    """It is counted as withdrawn; one that the council accepts still weighs."""
    taken = claim("chal-3", outcome=ClaimOutcome.WITHDRAWN)
    agreed = claim("chal-4", outcome=ClaimOutcome.ACCEPTED)
    found = of_help(claim("chal-1"), claim("chal-2"), taken, agreed, claim("chal-5", Tone.POSITIVE))
    assert (found.negatives, found.positives, found.withdrawn, found.unresolved) == (3, 1, 1, 2)
    assert found.tipped


def test_positives_bring_it_back() -> None:
    """Two positives to three negatives is a fair picture."""
    negatives = [claim(f"chal-{number}") for number in range(3)]
    positives = [claim(f"chal-{number}", Tone.POSITIVE) for number in (3, 4)]
    assert not of_help(*negatives, *positives).tipped


def test_the_thresholds_are_the_councils_own() -> None:
    """No inspectorate publishes any."""
    strict = EvidencePolicy(tips_from=1, tips_at=1.0)
    (found,) = [each for each in balances([claim("chal-1")], JUDGEMENTS, strict) if each.judgement == HELP]
    assert found.tipped


def test_every_judgement_has_its_balance_and_others_only_if_heard() -> None:
    """The overall judgement and unknown ones are not invented."""
    assert [each.judgement for each in balances([], JUDGEMENTS)] == [LEADERS, HELP, CARE]
    odd = [claim("chal-1", judgement=""), claim("chal-2", judgement="care_leavers")]
    assert [(each.judgement, each.title) for each in balances(odd, JUDGEMENTS)][3:] == [
        ("", "No judgement named"),
        ("care_leavers", "A judgement of another edition"),
    ]
    overall = balances([claim("chal-1", judgement="overall")], JUDGEMENTS)
    assert overall[-1].title == "Overall effectiveness"


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({}, True),
        ({"heard": DAY}, False),
        ({"replied": DAY}, False),
        ({"replied": date(2018, 4, 18)}, True),
        ({"outcome": ClaimOutcome.ACCEPTED}, False),
        ({"tone": Tone.POSITIVE}, False),
    ],
    ids=str,
)
def test_a_claim_waits_until_it_is_answered_or_accepted(changes: dict[str, Any], waits: bool) -> None:
    """Heard yesterday and not answered today is too long."""
    assert bool(unanswered([evolve(claim("chal-1"), **changes)], DAY)) is waits


def room(*claims: Challenge, **more: Any) -> Fieldwork:
    """Return a room in which three negatives were heard of help and protection."""
    return Fieldwork(challenges=claims or tuple(claim(f"chal-{number}") for number in range(3)), **more)


def suggested(held: Fieldwork, *given_items: Any, day: date = DAY) -> list[str]:
    """Return the ids of what is suggested for help and protection."""
    (balance,) = [each for each in balances(held.challenges, JUDGEMENTS) if each.judgement == HELP]
    return [each.item for each in suggestions([balance], held, base(*given_items), day)]


def test_services_come_first_and_new_ones_before_those_offered() -> None:
    """Oxfordshire offered its locality and community support service; inspectors went and liked it."""
    held = room(
        showcases=(
            Showcase(id="show-1", service="Seen", judgements=(HELP,), visited=date(2018, 4, 17)),
            Showcase(id="show-2", service="Offered", judgements=(HELP,), offered=date(2018, 4, 16)),
            Showcase(id="show-3", service="Locality and community support service", judgements=(HELP,)),
            Showcase(id="show-4", service="New way of working", judgements=(HELP,), innovation=True),
            Showcase(id="show-5", service="Elsewhere", judgements=(CARE,)),
        )
    )
    assert suggested(held, item()) == ["show-4", "show-3", "show-2", "ev-1"]


def test_only_fresh_strengths_that_were_not_put_yet_are_suggested() -> None:
    """Stale evidence would turn a challenge against us."""
    stale = item("ev-2", starting=date(2015, 1, 1), until=date(2015, 3, 1))
    put = claim("chal-1", evidence=("ev-4",), replied=date(2018, 4, 17))
    named = claim("chal-2", evidence=("ev-5",))
    visited = Showcase(
        id="show-1", service="Seen", judgements=(HELP,), visited=date(2018, 4, 16), evidence=("ev-6",)
    )
    held = room(put, named, showcases=(visited,))
    given_items = (item(), stale, weakness("ev-3"), item("ev-4"), item("ev-5"), item("ev-6"))
    assert suggested(held, *given_items) == ["ev-1", "ev-5"]


def test_a_suggestion_says_who_can_show_it() -> None:
    """The director asks them at once."""
    held = room(showcases=(Showcase(id="show-1", service="The hub", judgements=(HELP,), owner="psw"),))
    (balance,) = [each for each in balances(held.challenges, JUDGEMENTS) if each.judgement == HELP]
    (found,) = suggestions([balance], held, base(), DAY)
    assert (found.kind, found.title, found.owner, found.judgement) == (
        SuggestionKind.SHOWCASE,
        "The hub",
        "psw",
        HELP,
    )


def claims() -> st.SearchStrategy[list[Challenge]]:
    """Return some claims of either tone and any outcome."""
    one = st.builds(
        lambda number, tone, outcome, judgement: claim(
            f"chal-{number}", tone, outcome=outcome, judgement=judgement
        ),
        st.integers(1, 99),
        st.sampled_from(Tone),
        st.sampled_from(ClaimOutcome),
        st.sampled_from([HELP, CARE, LEADERS, ""]),
    )
    return st.lists(one, max_size=12)


@given(claims())
def test_the_balance_is_symmetric(heard: list[Challenge]) -> None:
    """If every claim were of the other tone, the balance would lean as far the other way."""
    turned = [evolve(each, tone=TURNED[each.tone]) for each in heard]
    for one, other in zip(balances(heard, JUDGEMENTS), balances(turned, JUDGEMENTS), strict=True):
        assert one.lean == -other.lean
        assert (one.negatives, one.positives) == (other.positives, other.negatives)
        assert one.withdrawn == other.withdrawn
        assert not (one.tipped and other.tipped)


@given(claims())
def test_every_claim_is_counted_once(heard: list[Challenge]) -> None:
    """Over all judgements nothing is lost and nothing counted twice."""
    found = balances(heard, JUDGEMENTS)
    assert sum(each.negatives + each.positives + each.withdrawn for each in found) == len(heard)


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(heard: list[Challenge], random: Any) -> None:
    """Nor who wrote them down first."""
    mixed = list(heard)
    random.shuffle(mixed)
    key = {each.judgement: each for each in balances(heard, JUDGEMENTS)}
    assert key == {each.judgement: each for each in balances(mixed, JUDGEMENTS)}


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 5))
def test_another_negative_never_rights_a_balance(positives: int, negatives: int, more: int) -> None:
    """And another positive never tips one."""
    if tips(positives, negatives):
        assert tips(positives, negatives + more)
    else:
        assert not tips(positives + more, negatives)
