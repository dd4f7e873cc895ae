"""Reasons name things and people in words, with an id that can be typed."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from inspectprep.model.enquiry import Challenge, LineOfEnquiry
from inspectprep.model.evidence import EvidenceItem, EvidenceKind, Sensitivity
from inspectprep.planning.evidence.naming import evidence_name, evidence_names
from inspectprep.planning.wording import claim_name, enquiry_name, person_name, with_id

AUDIT = EvidenceItem(id="ev-1", title="Audit of plans", kind=EvidenceKind.AUDIT)


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("Decisions take too long.", "the claim that decisions take too long (chal-1)"),
        ("SEND plans are late", "the claim that SEND plans are late (chal-1)"),
        ("No plan\n is  read", "the claim that no plan is read (chal-1)"),
    ],
)
def test_a_claim_is_part_of_a_sentence(claim: str, name: str) -> None:
    """An abbreviation stays in capitals, and a full stop is left out."""
    assert claim_name(Challenge(id="chal-1", claim=claim, heard=date(2018, 4, 16))) == name


def test_a_long_claim_is_cut() -> None:
    """A reason is a sentence and not a page."""
    name = claim_name(Challenge(id="chal-1", claim="Too late " * 100, heard=date(2018, 4, 16)))
    assert len(name) < 240
    assert name.endswith("… (chal-1)")


def test_a_line_of_enquiry_is_quoted() -> None:
    """In the words of the lead inspector."""
    enquiry = LineOfEnquiry(id="enq-1", statement="Is help early?")
    assert enquiry_name(enquiry) == "the line of enquiry “Is help early?” (enq-1)"


@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_evidence_has_its_title_unless_it_is_restricted(sensitivity: Sensitivity) -> None:
    """A restricted title is for fewer readers than a reason."""
    item = evolve(AUDIT, sensitivity=sensitivity)
    shown = sensitivity is not Sensitivity.RESTRICTED
    assert evidence_name(item) == ("“Audit of plans” (ev-1)" if shown else "ev-1")
    assert ("Audit" in evidence_names([item] * 9)) is shown
    assert evidence_names([item] * 9).endswith("and 4 more")
    assert ("Audit" in evidence_name(evolve(item, id=""))) is shown


def test_a_person_is_beside_the_role() -> None:
    """A role alone is enough if there is no name."""
    assert person_name("dcs", "Ann Avon") == "Ann Avon, director of children's services"
    assert person_name("dcs", "") == "director of children's services"
    assert with_id("Leaders", "") == "Leaders"
