"""The basis of rules: honest about whose text a rule rests on, and no surer than that text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from inspectprep import annexa
from inspectprep.annexa.catalogue.basis_migration import divide_published
from inspectprep.annexa.catalogue.files import read_code_set
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in, read_rules, rule
from inspectprep.annexa.catalogue.values import Rule, RuleBasis
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.model.finding import Nature, Severity
from tests.annexa.examples import return_of

RULES = tuple(built_in().values())
CITED = {
    RuleBasis.LAW: r"\bAct \d{4}\b|\bRegulations \d{4}\b",
    RuleBasis.GUIDANCE: r"statutory guidance",
    RuleBasis.INSPECTORATE: r"\bAnnex A\b",
    RuleBasis.DEPARTMENT: r"SSDA903|national indicator|scorecard|data collection",
}
CODES = Path(annexa.__file__).parent / "catalogue" / "codes"


@pytest.mark.parametrize("given", RULES, ids=lambda given: given.id)
def test_a_rule_cites_the_text_that_its_basis_names(given: Rule) -> None:
    """Law names an Act or regulations, guidance says that it is statutory, and so on."""
    assert re.search(CITED.get(given.basis, ""), given.source)
    assert given.source


@pytest.mark.parametrize("given", RULES, ids=lambda given: given.id)
def test_practice_is_an_error_only_by_law_guidance_or_the_inspectorate(given: Rule) -> None:
    """What rests on less than that is late by a default of ours, not certainly."""
    if given.nature is Nature.PRACTICE and Severity.ERROR in given.severities:
        assert given.basis in (RuleBasis.LAW, RuleBasis.GUIDANCE, RuleBasis.INSPECTORATE)


@pytest.mark.parametrize("given", RULES, ids=lambda given: given.id)
def test_a_practice_rule_that_cites_law_says_under_which_conditions(given: Rule) -> None:
    """The lists do not show every condition of the law, so the note names them."""
    if given.nature is Nature.PRACTICE and given.basis in (RuleBasis.LAW, RuleBasis.GUIDANCE):
        assert given.note or given.id in {"AA-I-013", "AA-I-074", "AA-X-010"}


@pytest.mark.parametrize("name", ["AA-F-038", "AA-X-067"])
def test_a_code_list_read_from_tools_of_the_sector_gives_queries_only(name: str) -> None:
    """No official list after 2019 was read."""
    assert rule(name).severities == (Severity.QUERY,)


def test_the_codes_after_2019_are_not_sure() -> None:
    """A code with an end, or that began after 2019, was read from tools of the sector."""
    later = [
        code
        for path in CODES.glob("*.toml")
        for code in read_code_set(path).codes
        if code.valid_from or code.valid_until
    ]
    assert {"K3", "P2", "H5", "Z11", "Z12", "Z13", "Z14"} <= {code.name for code in later}
    assert {code.sure for code in later} <= {"B", "C"}


@pytest.mark.parametrize(
    ("basis", "source", "now"),
    [
        ("reference", "Care Leavers (England) Regulations 2010 regulation 8", "law"),
        ("reference", "Working Together, within 45 working days", "guidance"),
        ("reference", "Annex A guidance, List 4 (August 2019)", "inspectorate"),
        ("reference", "SSDA903 check 356", "department"),
        ("reference", "a tool of our neighbours", "sector"),
        ("mixed", "Annex A guidance; practice", "practice"),
        ("knowledge", "", "practice"),
        ("local", "Avon Council", "local"),
    ],
)
def test_a_file_of_version_1_says_whose_text_it_was(
    tmp_path: Path, basis: str, source: str, now: str
) -> None:
    """The citation decides, and a rule without a basis is the council's own."""
    (tmp_path / "own.toml").write_text(
        f'schema = "inspectprep/rules/1"\n[[rules]]\nid = "AVON-1"\nlists = [6]\nmessage = "Late."\n'
        f'guidance = "Look."\nbasis = "{basis}"\nsource = "{source}"\n'
        '[[rules.outcomes]]\nseverity = "query"\nwhen = "open"\n'
    )
    (own,) = read_rules(tmp_path / "own.toml")
    assert own.basis == now


@pytest.mark.parametrize("document", [{}, {"rules": 3}, {"rules": ["x", {"id": "A"}]}])
def test_a_file_that_is_not_understood_is_left_for_the_reader(document: dict[str, Any]) -> None:
    """What is wrong with it is then said with its place."""
    assert divide_published(document) == document


LAW = {
    # placement, plan, years in it, days since the visit: severity. Six weeks, three months and six months.
    ("d) U4: Foster placement - long term", None, 2, 92): None,
    ("d) U4: Foster placement - long term", None, 2, 93): "query",
    ("d) U4: Foster placement - long term", None, 2, 184): "query",
    ("d) U4: Foster placement - long term", None, 2, 185): "error",
    ("d) U4: Foster placement - long term", None, 0.5, 43): "error",
    ("f) U6: Foster placement - not FFA", None, 2, 43): "error",
    ("p) K2: Children's Homes", "e) Long-term residential placement", 2, 42): None,
    ("p) K2: Children's Homes", "e) Long-term residential placement", 2, 92): "query",
    ("p) K2: Children's Homes", "e) Long-term residential placement", 2, 93): "error",
    ("p) K2: Children's Homes", "b) Adoption", 2, 43): "error",
    ("u) S1: Residential school", None, 0.5, 43): "error",
    ("k) P1: Placed with parents", "a) Return to family", 2, 43): "error",
}


@pytest.mark.parametrize("case", LAW, ids=str)
def test_visits_are_late_only_as_the_law_says(case: tuple[str, str | None, float, int]) -> None:
    """Regulation 28, at each of its edges, with what the list holds."""
    kind, plan, years, ago = case
    as_of = date(2026, 11, 20)
    row = {
        "child_unique_id": "C1",
        "placement_type": kind,
        "permanence_plan": plan,
        "legal_status": "C2: FCO",
        "placement_start_date": as_of - timedelta(days=int(365.25 * years)),
        "lac_start_date": date(2020, 1, 6),
        "date_last_sw_visit": as_of - timedelta(days=ago),
    }
    ran = run_rules(return_of({8: [row]}, as_of), [rule("AA-I-051")], Policy())
    assert ran.findings["severity"].to_list() == ([LAW[case]] if LAW[case] else [])
