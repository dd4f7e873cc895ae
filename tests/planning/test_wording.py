"""Reasons name things and people in words, with an id that can be typed."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from inspectprep.model.enquiry import Challenge, LineOfEnquiry
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, Sensitivity
from inspectprep.planning.evidence.naming import evidence_name, evidence_names
from inspectprep.planning.wording import claim_name, enquiry_name, judgement_name, person_name, titles_of

AUDIT = EvidenceItem(id="ev-1", title="Audit of plans", kind=EvidenceKind.AUDIT)


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Decisions take too long.", "the claim “Decisions take too long”"),
        ("No plan\n is  read", "the claim “No plan is read”"),
    ],
)
def test_a_claim_is_quoted_without_its_id(claim: str, name: str) -> None:
    """It is in one line, and a full stop is left out."""
    assert claim_name(Challenge(id="chal-1", claim=claim, heard=date(2018, 4, 16))) == name


def test_a_long_claim_is_cut() -> None:
    """A reason is a sentence and not a page."""
    name = claim_name(Challenge(id="chal-1", claim="Too late " * 100, heard=date(2018, 4, 16)))
    assert len(name) < 240
    assert name.endswith("…”")


def test_a_line_of_enquiry_is_quoted() -> None:
    """In the words of the lead inspector."""
    enquiry = LineOfEnquiry(id="enq-1", statement="Is help early?")
    assert enquiry_name(enquiry) == "the line of enquiry “Is help early?”"


@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_evidence_has_its_title_unless_it_is_restricted(sensitivity: Sensitivity) -> None:
    """A restricted title is for fewer readers than a reason."""
    item = evolve(AUDIT, sensitivity=sensitivity)
    shown = sensitivity is not Sensitivity.RESTRICTED
    assert evidence_name(item) == ("“Audit of plans”" if shown else "a restricted item")
    assert ("Audit" in evidence_names([item] * 9)) is shown
    assert evidence_names([item] * 9).endswith("and 4 more" if shown else "9 restricted items")
    assert ("Audit" in evidence_name(evolve(item, id=""))) is shown


def test_a_person_is_beside_the_role() -> None:
    """A role alone is enough if there is no name."""
    assert person_name("dcs", "Ann Avon") == "Ann Avon, director of children's services"
    assert person_name("dcs", "") == "director of children's services"


def test_what_has_no_title_is_counted() -> None:
    """An id says nothing to a reader."""
    titles = {"ev-1": "Audit", "ev-2": "Audit", "ev-3": "Survey"}
    assert titles_of(["ev-1", "ev-2", "ev-3"], titles, "evidence item") == ["Audit", "Survey"]
    assert titles_of(["ev-1", "ev-8", "ev-9"], titles, "evidence item") == ["Audit", "2 evidence items"]
    assert judgement_name("help", {"help": "Help"}) == "Help"
    assert judgement_name("gone", {}) == "A judgement of another edition"
    assert judgement_name("", {}) == ""
