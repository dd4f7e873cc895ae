"""What seems to be a child's in free text, and what does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st

from inspectprep.workspace.personal_data.detection import personal_data_in

TODAY = date(2026, 9, 7)
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",
        "9434765919",
        "NHS no. 943-476-5919.",
        "H801200001001",
        "h801200001001",
        "UPN: H801200001001, see file",
        "DOB 03/05/2014",
        "dob: 3.5.14",
        "D.O.B. 2014-05-03",
        "born 3 May 2014",
        "Born on the 3rd of May 2014",
        "03-May-2014 (date of birth)",
        "birthday May 3rd, 2014",
        "a girl born in the town on 3 May 2014",
        "aged 12, 3 May 2014",
        "the 12-year-old (2014-05-03)",
        "12 yrs old, 3 May 2014",
        "J S 03/05/2014",
        "03.05.2014",
        "twins 1/2/2010",
    ],
)
def test_a_childs_details_are_seen(text: str) -> None:
    """In every way in which people and systems write them."""
    assert list(personal_data_in(text, TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Called on 9 April 2018, on site 16 to 20 April, published 22 May 2018",
        "Audit of 60 plans, 1 January 2024 to 31 March 2024",
        "Audited on 12/03/2026 and again on 01/09/2025",
        "Meeting on 14/09/2026 at 10:30",
        "The 2018-04-09 letter",
        "Ofsted 10234567, URN 1234567",
        "Ring 01865 792422 or 07700 900123, +44 7700 900123",
        "84% in 2016, 92% in 2017, n = 1,234",
        "£1234567890.50",
        "9434765918 is no number of theirs",
        "H801200001002",
        "Version 1.2.3 of 3.11",
        "reports/12/05/2014/audit.pdf",
        "audit-2014-05-12.pdf",
        "An idea born of the summit",
        "Open since 1 May 1998, the oldest of our homes",
        "Seen: 12 of 14 children aged 7",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "Ticket 0000000000",
        "32/13/2014 is no date",
        "Founded 12/05/1974",
    ],
)
def test_what_people_write_every_day_passes(text: str) -> None:
    """Dates of meetings, telephone numbers, figures, file names, checksums."""
    assert list(personal_data_in(text, TODAY)) == []


def test_the_reason_never_repeats_the_value() -> None:
    """Each is a phrase for the message, and there are as many as there are kinds."""
    text = "943 476 5919 H801200001001 born 3 May 2014"
    reasons = list(personal_data_in(text, TODAY))
    assert reasons == [
        "a possible NHS number",
        "a possible unique pupil number",
        "a date of birth",
    ]


@given(st.integers(10**8, 10**9 - 1), st.sampled_from(["", " ", "-"]))
def test_every_valid_nhs_number_is_seen_and_no_other_check_digit(start: int, space: str) -> None:
    """Exactly one last digit completes nine others, or none does where the check would be ten."""
    nine = f"{start}"
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    for last in range(10):
        ten = f"{nine}{last}"
        text = f"{ten[:3]}{space}{ten[3:6]}{space}{ten[6:]}"
        seen = "a possible NHS number" in list(personal_data_in(text, TODAY))
        assert seen == (last == check and len(set(ten)) > 1)


@given(st.integers(0, 10**12 - 1))
def test_every_valid_pupil_number_is_seen_and_no_other_check_letter(number: int) -> None:
    """Exactly one letter fits twelve digits."""
    digits = f"{number:012}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True))
    seen = [
        letter
        for letter in LETTERS
        if "a possible unique pupil number" in list(personal_data_in(letter + digits, TODAY))
    ]
    assert seen == [LETTERS[total % 23]]


@given(st.dates(date(2001, 9, 8), date(2024, 9, 6)))
def test_every_date_printed_by_a_case_system_is_seen(day: date) -> None:
    """Day first, year in full, two to twenty-five years ago; with its month in words it passes."""
    assert list(personal_data_in(f"Jo, {day:%d/%m/%Y}", TODAY)) == ["a possible date of birth in figures"]
    assert list(personal_data_in(f"Jo, {day.day} {day:%B %Y}", TODAY)) == []
    assert list(personal_data_in(f"Jo, born {day.day} {day:%B %Y}", TODAY)) == ["a date of birth"]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever somebody pastes, reading it raises nothing and answers in known phrases."""
    assert all(reason.startswith(("what", "a ")) for reason in personal_data_in(text, TODAY))
