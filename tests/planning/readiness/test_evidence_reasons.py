"""What evidence, areas, requests and challenge say about readiness: rules, ratings, who corrects it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inspectprep.model.enquiry import (
    CaseReferredBack,
    ClaimOutcome,
    EnquiryStatus,
    Fieldwork,
    LineOfEnquiry,
    RequestState,
    Showcase,
    Tone,
)
from inspectprep.model.evidence import EvidenceBase, EvidenceItem, FileCheck, FileState
from inspectprep.model.history import ImprovementAction
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.areas_reasons import area_reasons
from inspectprep.planning.readiness.evidence_reasons import evidence_reasons
from inspectprep.planning.readiness.fieldwork_reasons import challenge_reasons, request_reasons
from tests.planning.evidence.making import CARE, DAY, HELP, LEADERS, area, base, claim, item, weakness

EVERYWHERE = (LEADERS, HELP, CARE)
OLD = {"starting": date(2015, 1, 1), "until": date(2015, 12, 31)}
DONE = ImprovementAction(title="Train every assessor", owner="psw", done=date(2017, 1, 9))


def full(*more: EvidenceItem, **changes: Any) -> EvidenceBase:
    """Return evidence of both sides on every judgement."""
    both = (item("ev-91", judgements=EVERYWHERE), weakness("ev-92", judgements=EVERYWHERE))
    return base(*both, *more, **changes)


def rated(reasons: Iterable[Reason]) -> dict[str, Rating]:
    """Return each rule that spoke with its rating."""
    return {each.rule: each.rating for each in reasons}


def the(reasons: Iterable[Reason], rule: str) -> Reason:
    """Return the one reason that a rule gave."""
    (found,) = [each for each in reasons if each.rule == rule]
    return found


def test_no_evidence_at_all_is_red() -> None:
    """Nothing can be put to inspectors."""
    assert rated(evidence_reasons(base(), DAY)) == {"evidence-none": Rating.RED}


def test_full_fresh_evidence_is_green_and_says_why() -> None:
    """Green is possible."""
    assert rated(evidence_reasons(full(), DAY)) == {"evidence-covers": Rating.GREEN}


def test_time_alone_turns_green_to_amber() -> None:
    """Stale evidence weakens readiness by itself: nobody has to remember it."""
    later = evidence_reasons(full(), date(2018, 12, 1))
    assert rated(later) == {"evidence-stale": Rating.AMBER}
    assert len(later) == 3
    assert "out of date since 2018-09-30 (ev-91, ev-92)" in later[0].text


def test_a_judgement_without_evidence_is_red_and_named() -> None:
    """Every judgement that lacks it stands in one order."""
    found = the(evidence_reasons(base(item(), weakness("ev-2")), DAY), "evidence-missing")
    assert found.rating is Rating.RED
    assert "Leaders; Care and care leavers" in found.action


def test_one_sided_evidence_is_amber_and_says_which_side_is_missing() -> None:
    """Inspectors ask what we know must get better."""
    good = item("ev-1", judgements=EVERYWHERE, owner="psw")
    found = evidence_reasons(base(good), DAY)
    assert rated(found) == {"evidence-one-sided": Rating.AMBER}
    assert all("only strengths" in each.text and each.owner == "psw" for each in found)
    bad = weakness("ev-2", judgements=EVERYWHERE)
    assert all(each.action.endswith("of strengths.") for each in evidence_reasons(base(bad), DAY))


def test_an_unknown_edition_is_a_gap() -> None:
    """Without judgements nobody can say what is covered."""
    unknown = EvidenceBase(items=(item(judgements=()),))
    assert rated(evidence_reasons(unknown, DAY))["evidence-judgements-unknown"] is Rating.AMBER


def test_evidence_filed_under_another_editions_judgement_is_told() -> None:
    """It covers nothing until somebody files it again."""
    found = evidence_reasons(full(item("ev-3", judgements=("care_leavers",))), DAY)
    assert "care_leavers" in the(found, "evidence-judgement-gone").text
    assert the(found, "evidence-unplaced").rating is Rating.GREEN


def test_open_lines_of_enquiry_want_evidence_and_an_owner() -> None:
    """Closed ones want nothing."""
    lines = (
        LineOfEnquiry(id="enq-1", statement="Thresholds?"),
        LineOfEnquiry(id="enq-2", statement="Supervision?", owner="psw", evidence=("ev-3",)),
        LineOfEnquiry(id="enq-3", statement="Closed?", status=EnquiryStatus.CLOSED),
        LineOfEnquiry(id="enq-4", statement="Answered?", owner="psw", evidence=("ev-91",)),
    )
    found = evidence_reasons(full(item("ev-3", **OLD)), DAY, enquiries=lines)
    assert [(each.rule, each.owner) for each in found] == [
        ("enquiry-unanswered", "qa"),
        ("enquiry-unowned", "deputy"),
        ("enquiry-unanswered", "psw"),
    ]
    assert "only out-of-date evidence (ev-3)" in found[2].text


@pytest.mark.parametrize("state", list(FileState))
def test_a_file_that_is_not_as_recorded_is_amber(state: FileState) -> None:
    """One that is, or that was never hashed, gives no reason."""
    checks = tuple(FileCheck(item=f"ev-{number}", state=state) for number in range(7))
    found = evidence_reasons(full(files=checks), DAY)
    if state in (FileState.SAME, FileState.UNHASHED):
        assert rated(found) == {"evidence-covers": Rating.GREEN}
    else:
        assert the(found, f"evidence-file-{state.value}").text.endswith(
            "ev-0, ev-1, ev-2, ev-3, ev-4 and 2 more."
        )


def test_reasons_name_evidence_by_id_and_never_by_title() -> None:
    """A title may be for fewer eyes than the reason."""
    secret = "Review of a death"  # noqa: S105  # no password: a title
    held = base(
        item("ev-1", title=secret, says=secret, location=secret),
        item("ev-2", title=secret, judgements=(LEADERS,), **OLD),
        files=(FileCheck(item="ev-1", state=FileState.MISSING, location=secret),),
    )
    found = evidence_reasons(held, DAY)
    assert len(found) >= 4
    assert secret not in repr(found)


def test_no_area_recorded_is_a_gap_and_not_a_clean_sheet() -> None:
    """Every report sets some."""
    assert rated(area_reasons([], base(), DAY)) == {"areas-unknown": Rating.AMBER}


def test_areas_that_can_be_shown_to_have_moved_are_green() -> None:
    """It was really good, inspectors said of Oxfordshire, that they could see the progress."""
    moved = area(evidence=("ev-1",), actions=(DONE,))
    assert rated(area_reasons([moved], base(item()), DAY)) == {"areas-moved": Rating.GREEN}


def test_each_way_of_not_moving_has_its_rule_and_its_owner() -> None:
    """Red every time, to whoever answers for it."""
    held = base(item("ev-1", **OLD), weakness("ev-2"), item("ev-3", **{**OLD, "until": date(2016, 6, 30)}))
    areas = (
        area("area-1", evidence=("ev-1", "ev-9"), owner="psw", priority=True),
        area("area-2", evidence=("ev-2",), actions=(evolve(DONE, done=None, due=date(2018, 4, 1)),)),
        area("area-3", evidence=("ev-3",), actions=(evolve(DONE, done=None, owner=""),)),
    )
    found = area_reasons(areas, held, DAY)
    assert {each.rule: each.owner for each in found} == {
        "area-progress-not-shown": "psw",
        "area-evidence-unknown": "psw",
        "area-without-action": "psw",
        "area-not-moved": "psw",
        "area-action-overdue": "psw",
        "area-progress-stale": "deputy",
        "area-action-unowned": "deputy",
    }
    reds = [each for each in found if each.rating is Rating.RED]
    assert len(reds) == 3
    assert reds[0].text.startswith("Area for priority action")


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
    assert found.text == "1 of 2 expected requests could not be answered today: Performance."
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
    assert "Zq-4711" not in repr(found)


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
    assert "chal-2" not in repr(found)


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
        found.action
        == "Raise this with the lead inspector, and offer evidence they have not seen (show-1, ev-91)."
    )
    bare = evolve(held, showcases=(Showcase(service="Elsewhere"),))
    (alone,) = challenge_reasons(bare, base(), date(2018, 4, 17))
    assert alone.action.endswith("and find evidence they have not seen.")


def test_nothing_to_show_is_a_gap() -> None:
    """A service to be proud of should be known before the call."""
    assert rated(challenge_reasons(Fieldwork(), full(), DAY)) == {"showcases-none": Rating.AMBER}


def test_claims_are_named_by_id_and_never_repeated() -> None:
    """What inspectors said is for fewer eyes than a reason."""
    secret = "Zq said in confidence"  # noqa: S105  # no password: a claim
    held = Fieldwork(challenges=tuple(claim(f"chal-{number}", claim=secret) for number in range(3)))
    found = challenge_reasons(held, base(), date(2018, 4, 18))
    assert len(found) >= 5
    assert secret not in repr(found)
