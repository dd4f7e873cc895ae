"""Reasons from the evidence: rules, ratings and owners."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.model.enquiry import (
    EnquiryStatus,
    LineOfEnquiry,
)
from inspectprep.model.evidence import EvidenceBase, FileCheck, FileState, Sensitivity
from inspectprep.model.readiness import Rating
from inspectprep.planning.readiness.evidence_reasons import evidence_reasons
from tests.planning.evidence.making import DAY, LEADERS, base, item, weakness
from tests.planning.readiness.making import EVERYWHERE, OLD, full, rated, the
from tests.whole import whole


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
    assert "out of date since Sun 30 Sep: “Title of ev-91”, “Title of ev-92”" in later[0].text


def test_evidence_that_is_soon_out_of_date_is_amber() -> None:
    """In its last month, unless newer evidence shows the same side."""
    day = date(2018, 9, 1)
    found = evidence_reasons(full(), day)
    assert rated(found) == {"evidence-due-soon": Rating.AMBER}
    assert "until Sun 30 Sep only: “Title of ev-91”" in found[0].text
    newer = {"judgements": EVERYWHERE, "starting": date(2018, 4, 1), "until": date(2018, 6, 30)}
    renewed = full(item("ev-93", **newer), weakness("ev-94", **newer))
    assert rated(evidence_reasons(renewed, day)) == {"evidence-covers": Rating.GREEN}
    one_side = evidence_reasons(full(item("ev-93", **newer)), day)
    assert [reason.text for reason in one_side if "ev-91" in reason.text] == []
    assert len(one_side) == 3


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
    assert "to 1 judgement that this edition" in the(found, "evidence-judgement-gone").text
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
        ("enquiry-unanswered", "psw"),
        ("enquiry-unowned", "deputy"),
    ]
    name = "the line of enquiry “Supervision?”"
    assert found[1].text == f"There is only out-of-date evidence on {name}: “Title of ev-3”."


def test_many_lines_of_enquiry_have_one_reason() -> None:
    """Nobody reads a hundred sentences."""
    lines = [LineOfEnquiry(id=f"enq-{number}", statement=f"Question {number}?") for number in range(1, 101)]
    found = evidence_reasons(full(), DAY, enquiries=lines)
    assert [each.rule for each in found] == ["enquiry-unanswered", "enquiry-unowned"]
    assert found[0].text.startswith("100 lines of enquiry have no up-to-date evidence: “Question 1?”")
    assert found[1].text.endswith("and 95 more.")


@pytest.mark.parametrize("state", list(FileState))
def test_a_file_that_is_not_as_recorded_is_amber(state: FileState) -> None:
    """One that is, or that was never hashed, gives no reason."""
    checks = tuple(FileCheck(item=f"ev-{number}", state=state) for number in range(7))
    found = evidence_reasons(full(files=checks), DAY)
    if state in (FileState.SAME, FileState.UNHASHED):
        assert rated(found) == {"evidence-covers": Rating.GREEN}
    else:
        assert the(found, f"evidence-file-{state.value}").text.endswith(": 7 items.")


@pytest.mark.parametrize(
    ("strength", "development", "owner"),
    [("psw", "dcs", "dcs"), ("psw", "", "psw"), ("", "dcs", "dcs"), ("", "", "qa")],
)
def test_the_owner_of_what_must_improve_is_asked_first(strength: str, development: str, owner: str) -> None:
    """Then the owner of a strength."""
    checks = tuple(FileCheck(item=f"ev-{number}", state=FileState.MISSING) for number in (1, 2))
    mixed = full(item("ev-1", owner=strength), weakness("ev-2", owner=development), files=checks)
    found = the(evidence_reasons(mixed, DAY), "evidence-file-missing")
    assert found.owner == owner


def test_reasons_count_restricted_evidence_and_never_name_it() -> None:
    """Its title is for fewer readers than the reason. Other evidence is named by its title."""
    secret = "Review of a death"  # noqa: S105  # no password: a title
    held = base(
        item("ev-1", title=secret, says=secret, location=secret, sensitivity=Sensitivity.RESTRICTED),
        item("ev-2", title=secret, judgements=(LEADERS,), sensitivity=Sensitivity.RESTRICTED, **OLD),
        item("ev-3", title="Audit of plans", says=secret, judgements=(), sensitivity=Sensitivity.OPEN),
        files=(FileCheck(item="ev-1", state=FileState.MISSING, location=secret),),
    )
    found = evidence_reasons(held, DAY)
    assert len(found) >= 4
    assert secret not in whole(found)
    assert "1 restricted item" in whole(found)
    assert "“Audit of plans”" in whole(found)
