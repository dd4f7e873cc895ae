"""Reasons from requests, cases referred back and challenges."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.model.enquiry import (
    CaseReferredBack,
    ClaimOutcome,
    Fieldwork,
    RequestState,
    Showcase,
    Tone,
)
from inspectprep.model.readiness import Rating
from inspectprep.planning.readiness.fieldwork_reasons import challenge_reasons, request_reasons
from tests.planning.evidence.making import DAY, HELP, base, claim
from tests.planning.readiness.making import full, rated, the
from tests.whole import whole


def test_requests_late_due_today_and_undated_are_told_to_their_owners() -> None:
    """A late answer is red."""
    asked = date(2018, 4, 9)
    day = date(2018, 4, 12)
    requests = (
        RequestState(title="Audits", asked=asked, due=date(2018, 4, 10), owner="audits"),
        RequestState(title="Performance", asked=asked, due=day, owner="qa"),
        RequestState(title="Supervision policy", asked=asked),
        RequestState(title="Structure chart", asked=asked, due=date(2018, 4, 13), owner="hr"),
    )
    found = request_reasons(requests, day)
    assert [(each.rule, each.rating, each.owner) for each in found] == [
        ("request-late", Rating.RED, "audits"),
        ("request-due-today", Rating.AMBER, "qa"),
        ("request-undated", Rating.AMBER, "documents"),
        ("request-unowned", Rating.AMBER, "documents"),
    ]
    assert "2 calendar days ago" in found[0].text


def test_before_the_call_the_question_is_what_could_go_today() -> None:
    """What was prepared last month could; the rest is named."""
    ready = RequestState(title="Audits", prepared=date(2018, 3, 20))
    old = RequestState(title="Performance", prepared=date(2018, 1, 20), owner="qa")
    assert rated(request_reasons([ready], DAY)) == {"requests-in-hand": Rating.GREEN}
    found = the(request_reasons([ready, old], DAY), "requests-unprepared")
    assert found.text == "1 of 2 expected requests could not be answered today: “Performance”."
    assert found.owner == "qa"
    assert rated(request_reasons([], DAY)) == {"requests-unknown": Rating.AMBER}


def test_cases_sent_back_are_named_by_record_and_never_by_reference() -> None:
    """The reference leads to a child; the record's id leads to whoever may look."""
    case = CaseReferredBack(id="ref-1", reference="Zq-4711", referred=DAY, action="Visit")
    cases = (
        evolve(case, deadline=date(2018, 4, 10)),
        evolve(case, id="ref-2", deadline=date(2018, 4, 12), owner="psw"),
        evolve(case, id="ref-3"),
        evolve(case, id="ref-4", deadline=date(2018, 4, 10), done=date(2018, 4, 10)),
    )
    answered = [RequestState(title="Audits", asked=DAY, due=DAY, sent=DAY)]
    found = request_reasons(answered, date(2018, 4, 12), referrals=cases)
    assert [(each.rule, each.rating, each.owner) for each in found] == [
        ("referral-late", Rating.RED, "deputy"),
        ("referral-due-today", Rating.AMBER, "psw"),
        ("referral-undated", Rating.AMBER, "deputy"),
    ]
    assert "Zq-4711" not in whole(found)


def test_a_claim_left_overnight_is_red() -> None:
    """Inspectors leave on Friday; the answer must come while they are there."""
    held = Fieldwork(
        challenges=(claim("chal-1", owner="psw", evidence=("ev-1",)),),
        showcases=(Showcase(service="The hub"),),
    )
    assert rated(challenge_reasons(held, full(), date(2018, 4, 16))) == {
        "challenge-in-hand": Rating.GREEN,
    }
    found = challenge_reasons(held, full(), date(2018, 4, 17))
    assert rated(found) == {"challenge-unanswered": Rating.RED}
    assert found[0].owner == "psw"


def test_claims_without_evidence_or_owner_are_amber() -> None:
    """Accepted ones want neither."""
    held = Fieldwork(
        challenges=(
            claim("chal-1"),
            claim("chal-2", outcome=ClaimOutcome.ACCEPTED),
            claim("c", Tone.POSITIVE),
        ),
        showcases=(Showcase(service="The hub"),),
    )
    found = challenge_reasons(held, full(), date(2018, 4, 16))
    assert rated(found) == {
        "challenge-without-evidence": Rating.AMBER,
        "challenge-unowned": Rating.AMBER,
    }
    assert "chal-2" not in whole(found)


def test_a_tipped_balance_sends_the_director_with_something_to_show() -> None:
    """As in April 2018."""
    answered = {"replied": date(2018, 4, 16), "owner": "psw", "evidence": ("ev-7",)}
    held = Fieldwork(
        challenges=tuple(claim(f"chal-{number}", **answered) for number in range(3)),
        showcases=(Showcase(id="show-1", service="The hub", judgements=(HELP,)),),
    )
    (found,) = challenge_reasons(held, full(), date(2018, 4, 17))
    assert (found.rule, found.rating, found.owner) == ("balance-tipped", Rating.AMBER, "dcs")
    assert (
        found.action == "Raise this with the lead inspector, and offer evidence they have not seen: "
        "“The hub”; “Title of ev-91”."
    )
    bare = evolve(held, showcases=(Showcase(service="Elsewhere"),))
    (alone,) = challenge_reasons(bare, base(), date(2018, 4, 17))
    assert alone.action.endswith("and find evidence they have not seen.")


def test_nothing_to_show_is_a_gap() -> None:
    """A service to be proud of should be known before the call."""
    assert rated(challenge_reasons(Fieldwork(), full(), DAY)) == {"showcases-none": Rating.AMBER}


def test_claims_are_named_by_their_words_and_never_by_id() -> None:
    """The owner knows them by what was said."""
    held = Fieldwork(challenges=tuple(claim(f"chal-{number}", claim="Too slow") for number in range(3)))
    found = challenge_reasons(held, base(), date(2018, 4, 18))
    assert len(found) >= 5
    assert "the claim “Too slow”" in whole(found)
    assert "chal-" not in whole(found)
