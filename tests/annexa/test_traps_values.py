"""Traps 61 to 80, 88 and 89: values."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectprep.annexa.reading.dataset import CellState
from tests.annexa.making import RULES, column, csv, found, good, load, one_cell, one_text, with_value
from tests.whole import whole


@pytest.mark.parametrize(
    ("number", "heading", "name", "text", "code"),
    [
        (1, "Gender", "gender", "a", "a) Male"),
        (1, "Gender", "gender", "b)", "b) Female"),
        (7, "Latest Category of Abuse", "latest_abuse_category", "b", "b) Physical abuse"),
        (11, "Reason for leaving adoption process", "left_process_reason", "2", "2 - Process put on hold"),
    ],
)
def test_trap_61_a_letter_or_number_alone(
    tmp_path: Path, number: int, heading: str, name: str, text: str, code: str
) -> None:
    """The code's own letter or number has one reading, so it is accepted without a query."""
    dataset = one_text(tmp_path, number, heading, text)
    assert column(dataset, number, name) == [code]
    assert not found(dataset, "AA-F-031")


def test_trap_61_a_number_of_another_return(tmp_path: Path) -> None:
    """It is accepted inside its own set, and queried."""
    dataset = one_text(tmp_path, 1, "Gender", "1")
    assert column(dataset, 1, "gender") == ["a) Male"]
    assert [each["column"] for each in found(dataset, "AA-F-031")] == ["gender"]


def test_trap_62_a_letter_printed_twice(tmp_path: Path) -> None:
    """The letter s stands for two ethnicities, so alone it says nothing."""
    dataset = one_text(tmp_path, 1, "Ethnicity", "s)", "s) REFU", "s) NOBT", "t) NOBT")
    assert column(dataset, 1, "ethnicity__code") == [None, "REFU", "NOBT", "NOBT"]


def test_trap_63_letters_of_gender_swapped_for_adopters(tmp_path: Path) -> None:
    """On List 11 the word decides, and a letter alone nothing."""
    dataset = one_text(tmp_path, 11, "Gender", "c) Neither", "d) Not stated/recorded", "c")
    assert column(dataset, 11, "gender") == ["d) Neither", "c) Not stated/recorded", None]


def test_trap_64_one_code_in_three_columns(tmp_path: Path) -> None:
    """E1 is Chinese, a placement order or nothing at all, by its column."""
    table = good(8, 1)
    for heading in ("Ethnicity", "Child's Legal Status", "Reason Ceased to be Looked After"):
        table = with_value(table, heading, "E1")
    dataset = load(csv(tmp_path / "List 8.csv", table))
    assert column(dataset, 8, "ethnicity") == ["q) CHNE"]
    assert column(dataset, 8, "legal_status") == ["E1: Placement order"]
    assert column(dataset, 8, "lac_end_reason") == [None]


@pytest.mark.parametrize(
    ("number", "heading", "name", "text", "code"),
    [
        (8, "Reason Ceased to be Looked After", "lac_end_reason", "E4A planned", "E4A"),
        (8, "Reason Ceased to be Looked After", "lac_end_reason", "E41 - Residence order", "E41"),
        (8, "Reason Ceased to be Looked After", "lac_end_reason", "E11 adopted", "E11"),
        (6, "Primary Need Code", "primary_need_code", "N1 Abuse", "N1"),
        (6, "Primary Need Code", "primary_need_code", "N1 something", None),
        (6, "Primary Need Code", "primary_need_code", "N10", None),
        (8, "Placement Type", "placement_type", "Z11", "Z11"),
        (1, "Contact Source", "contact_source", "10", "10"),
        (1, "Contact Source", "contact_source", "1A - Family member/relative/carer", "1A"),
    ],
)
def test_trap_65_whole_words_only(
    tmp_path: Path, number: int, heading: str, name: str, text: str, code: str | None
) -> None:
    """The longest whole word counts, with words of its own label; a code is never found inside another."""
    assert column(one_text(tmp_path, number, heading, text), number, f"{name}__code") == [code]


def test_trap_66_not_recorded_in_a_yes_or_no_column(tmp_path: Path) -> None:
    """It is neither no nor blank where the column knows no third answer."""
    dataset = one_text(tmp_path, 3, "Referral NFA?", "Not recorded")
    assert column(dataset, 3, "referral_nfa__state") == [CellState.UNREADABLE]
    assert [each["severity"] for each in found(dataset, "AA-F-030")] == ["error"]
    third = one_text(tmp_path, 4, "Child Seen During Continuous Assessment", "Not recorded")
    assert column(third, 4, "child_seen__code") == ["Unknown"]


@pytest.mark.parametrize("text", ["banana b) split", "no physical harm seen", "Physically fine"])
def test_trap_67_words_inside_other_text(tmp_path: Path, text: str) -> None:
    """Part of a text is never enough for a code."""
    dataset = one_text(tmp_path, 7, "Initial Category of Abuse", text)
    assert column(dataset, 7, "initial_abuse_category") == [None]
    assert column(dataset, 7, "initial_abuse_category__raw") == [text]


def test_trap_68_unsuitable_contains_suitable(tmp_path: Path) -> None:
    """Each is itself, and neither is found in a longer text."""
    dataset = one_text(
        tmp_path, 9, "Suitability of Accommodation", "Unsuitable", "suitable", "Fairly suitable"
    )
    assert column(dataset, 9, "accommodation_suitability__code") == ["Unsuitable", "Suitable", None]


def test_trap_69_a_negative_question(tmp_path: Path) -> None:
    """The answer is read as it stands; whether it fits is for the rules across columns."""
    heading = "Was an Initial Child Protection Conference deemed unnecessary?"
    assert column(one_text(tmp_path, 5, heading, "Y"), 5, "icpc_unnecessary__code") == ["Yes"]


def test_trap_70_booleans_and_their_like(tmp_path: Path) -> None:
    """True, 1, y and yes are yes, however spaced and cased; likewise no."""
    assert column(one_cell(tmp_path, 3, "Referral NFA?", value=True), 3, "referral_nfa__code") == ["Yes"]
    dataset = one_text(tmp_path, 3, "Referral NFA?", "TRUE", "1", "Y ", "yes ", "FALSE", "0", "n")
    assert column(dataset, 3, "referral_nfa__code") == ["Yes"] * 4 + ["No"] * 3


@pytest.mark.parametrize("text", ["Neglect; Physical", "Neglect, Physical", "Emotional abuse / Sexual abuse"])
def test_trap_71_several_categories_in_one_cell(tmp_path: Path, text: str) -> None:
    """They become the category for several, and the translation is shown."""
    dataset = one_text(tmp_path, 7, "Initial Category of Abuse", text)
    assert column(dataset, 7, "initial_abuse_category__code") == ["MUL"]
    assert len(found(dataset, "AA-F-031")) == 1


def test_trap_72_multivalue(tmp_path: Path) -> None:
    """The mark of a tool that could not choose is broken, and reported."""
    dataset = one_text(tmp_path, 7, "Initial Category of Abuse", "#MULTIVALUE")
    assert len(found(dataset, "AA-F-036")) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Essex County Council", "Essex"),
        ("London Borough of Camden", "Camden"),
        ("OXFORDSHIRE", "Oxfordshire"),
        ("The Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead"),
        ("Bristol, City of", "Bristol"),
        ("Hull City Council", "Kingston upon Hull"),
        ("NIR", "NIR"),
        ("Outside UK", "NUK"),
    ],
)
def test_trap_73_true_names_of_councils(tmp_path: Path, text: str, name: str) -> None:
    """Names are kept and made comparable; no council is lost."""
    dataset = one_text(tmp_path, 8, "LA of Placement", text)
    assert column(dataset, 8, "la_of_placement") == [name]
    assert column(dataset, 8, "la_of_placement__raw") == [text]
    assert not found(dataset, "AA-F-030")


def test_trap_73_an_unknown_council_is_a_question(tmp_path: Path) -> None:
    """A name that is none is asked about and kept."""
    dataset = one_text(tmp_path, 8, "LA of Placement", "Esex")
    assert [each["severity"] for each in found(dataset, "AA-F-030")] == ["query"]


@pytest.mark.parametrize("text", ["nope", "AB1 2CD, AB1 3CD", "ABI OCD", "AB1"])
def test_trap_74_postcodes(tmp_path: Path, text: str) -> None:
    """What is no postcode is an error; case and spacing do not matter."""
    assert len(found(one_text(tmp_path, 8, "Placement postcode", text), "AA-F-033")) == 1
    assert not found(one_text(tmp_path, 8, "Placement postcode", "ab1 2cd", "AB12CD"), "AA-F-033")


def test_trap_75_text_in_the_wrong_encoding(tmp_path: Path) -> None:
    """Damaged quotes are corrected for matching, in headings and values, and the cell is kept."""
    broken = "\N{RIGHT SINGLE QUOTATION MARK}".encode().decode("cp1252")
    good_text = "RD1 - The child's needs changed subsequent to the decision"
    table = with_value(
        good(10, 1), "Reason Why Child No Longer Placed for Adoption", good_text.replace("'", broken)
    )
    dataset = load(csv(tmp_path / "List 10.csv", table))
    assert column(dataset, 10, "decision_reversed_reason__code") == ["RD1"]
    assert broken in column(dataset, 10, "decision_reversed_reason__raw")[0]
    assert len(found(dataset, "AA-F-031")) == 1
    table = good(8, 1)
    table[0] = [text.replace("'", broken) for text in table[0]]
    assert len(load(csv(tmp_path / "List 8.csv", table)).tables[8].columns) == 34


def test_trap_76_ages(tmp_path: Path) -> None:
    """Fractions are rounded down, spans converted, unborn is -1, and errors stay errors."""
    texts = ["6.138", "3 months", "14 months", "<1", "-1", "unborn", "#NUM!", "teenager", "5 days"]
    dataset = one_text(tmp_path, 1, "Age of Child (Years)", *texts)
    assert column(dataset, 1, "age") == [6, 0, 1, 0, -1, -1, None, None, 0]
    assert [each["row"] for each in found(dataset, "AA-F-010")] == [9]
    assert [each["row"] for each in found(dataset, "AA-F-036")] == [8]


def test_trap_77_counts(tmp_path: Path) -> None:
    """2.0 is 2; words and open numbers are errors; a dash is blank."""
    dataset = one_text(tmp_path, 3, "Number of Referrals in Last 12 Months", "2.0", "two", "3+", "-")
    assert column(dataset, 3, "referrals_last_12_months") == [2, None, None, None]
    assert [each["row"] for each in found(dataset, "AA-F-020")] == [3, 4]
    assert [each["row"] for each in found(dataset, "AA-F-001")] == [5]


def test_trap_78_names_of_workers(tmp_path: Path) -> None:
    """Spaces are evened out in the value read; the cell is kept."""
    dataset = one_text(tmp_path, 6, "Allocated Worker", "Dustin\N{NO-BREAK SPACE}Hazlett ")
    assert column(dataset, 6, "allocated_worker") == ["Dustin Hazlett"]
    assert column(dataset, 6, "allocated_worker__raw") == ["Dustin\N{NO-BREAK SPACE}Hazlett "]


def test_trap_79_a_team_that_is_a_number(tmp_path: Path) -> None:
    """A number in place of a team's name is a warning."""
    assert [each["column"] for each in found(one_cell(tmp_path, 6, "Allocated Team", 1042), "AA-F-037")] == [
        "allocated_team"
    ]


def test_trap_80_case_status_in_short(tmp_path: Path) -> None:
    """The short form is accepted; a status that is none of the list's is asked about as translated."""
    dataset = one_text(tmp_path, 6, "Case Status", "CIN", "Care leaver")
    assert column(dataset, 6, "case_status__code") == ["CIN", "CLO"]
    assert [each["row"] for each in found(dataset, "AA-F-031")] == [3]


def test_trap_88_text_that_looks_like_a_formula(tmp_path: Path) -> None:
    """Such text is broken, is not run and stays as supplied, so that writers can make it harmless."""
    dataset = one_text(tmp_path, 6, "Allocated Worker", "=HYPERLINK(1)", "+44 1865 1", "-5", "@SUM(1)")
    assert column(dataset, 6, "allocated_worker__raw") == ["=HYPERLINK(1)", "+44 1865 1", "-5", "@SUM(1)"]
    assert [each["row"] for each in found(dataset, "AA-F-036")] == [2]


def test_trap_89_no_finding_shows_a_value(tmp_path: Path) -> None:
    """Notes, messages and what a return shows of itself hold nothing of a child's."""
    private = "Zebedee-4711"
    table = good(8, 1)
    for heading in (
        "Child Unique ID",
        "Gender",
        "Date of Birth",
        "Placement postcode",
        "Age of Child (Years)",
    ):
        table = with_value(table, heading, private)
    table = [[*row, private if index else "Name"] for index, row in enumerate(table)]
    dataset = load(csv(tmp_path / "List 8.csv", table))
    rules = [rule for rule in RULES.values() if rule.check]
    shown = [repr(dataset) + whole(dataset), *(str(found(dataset, rule.id)) + rule.message for rule in rules)]
    assert len(found(dataset, "AA-F-030")) == 1
    assert private not in "".join(shown)
