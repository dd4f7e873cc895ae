"""What seems to be a child's in free text, and what does not."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, strategies as st

from inspectprep.workspace.personal_data.detection import findings_in, personal_data_in
from inspectprep.workspace.personal_data.folding import fold
from tests.shared import from_shared
from tests.workspace.personal_data.forms import FORMS, TODAY

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


@pytest.mark.parametrize("text", FORMS)
def test_a_childs_details_are_seen(text: str) -> None:
    """In every way in which people and systems write them."""
    assert list(personal_data_in(text, TODAY))


def test_every_form_of_the_cases_is_seen() -> None:
    """The escapes in the file are those of Python."""
    lines = from_shared("cases/identifiers.txt").read_text("ascii").splitlines()
    forms = [line.encode().decode("unicode_escape") for line in lines if not line.startswith("#")]
    assert len(forms) >= 27
    assert [form for form in forms if not list(personal_data_in(form, date(2026, 11, 29)))] == []


def test_at_most_two_of_two_hundred_ordinary_sentences_are_refused() -> None:
    """Telephone numbers, references, postcodes, statutes, dates of meetings, times, money and versions."""
    sentences = (Path(__file__).parent / "ordinary.txt").read_text("utf-8").splitlines()
    assert len(sentences) == 200
    refused = [text for text in sentences if list(personal_data_in(text, TODAY))]
    assert len(refused) <= 2, refused


def test_at_most_one_in_a_thousand_published_sentences_is_refused() -> None:
    """Those of the recommendations, and those of the pages of the reports."""
    sentences = _recommendations(from_shared("data/published/truth.csv"))
    assert len(sentences) > 2_000
    sentences += _sentences_of_reports(from_shared("data/published/pdf"))
    assert len(sentences) > 10_000
    refused = [text for text in sentences if list(personal_data_in(text, date(2026, 11, 29)))]
    assert len(refused) <= len(sentences) / 1000, refused


def _recommendations(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        listed = [row["improvements_unverified"] for row in csv.DictReader(file)]
    return [sentence for texts in listed if texts for sentence in json.loads(texts)]


def _sentences_of_reports(folder: Path) -> list[str]:
    pdfium = pytest.importorskip("pypdfium2")
    sentences = []
    for path in sorted(folder.glob("*.pdf")):
        if path.read_bytes().startswith(b"%PDF"):
            document = pdfium.PdfDocument(path)
            pages = (document[number].get_textpage().get_text_bounded() for number in range(len(document)))
            text = " ".join(" ".join(pages).split())
            sentences += [part for part in re.split(r"(?<=[.!?]) (?=[A-Z])", text) if len(part) > 20]
    return sentences


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
        "Children born in 2012 start school on 4 September 2023.",
        "Babies born since 1 April 2026 are seen within 14 days.",
        "The DOB is missing in 14 rows of list 8, 3 April 2026.",
        "A birthday party for the home on 12 May 2026.",
        "Survey of children aged 8 to 11, 12 May 2018.",
        "Section B (3 April 2019) is new, and option B, 3 April 2019, is old.",
        "Table 3 b 12 May 2019; plan B: 12 May 2019; version b 3.4.12",
        "Group B 12/05/26 and group C 13/05/26.",
        "Case (7), 3 April 2019. Appendix (6) 3 April 2020. Section 17(7), 3 April 2019.",
        "Case notes sampled: 10001-10060.",
        "0.5, 1.5, 2.5, 3.5, 4.5 and 5.5 FTE.",
        "Scores 4 3 4 5 4 3 5 4 4 5 2.",
        "7 years of data, 1 April 2019 to 31 March 2026.",
        "Invoice 9434765919, purchase order no. PO-9434765919, job reference 943 476 5919",
        "+44 943 476 5919, 0044 943 476 5919, Tel (0)9434 765919",
        "12.05.14 10.36, server 94.34.76.59",
        "NHS number field is blank in 12 rows; UPN: 4,512 of 4,600; tel 01865 792422.",
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


SIGNS = st.sampled_from(
    ["", "", " ", "-", ".", "/", "_", " - ", "\u2013", "\u2014", "\u2009", "\xa0", "\n", "\xad", "\u200b"]
)
INVISIBLE = st.sampled_from(["", "", "", "\xad", "\u200b", "\u200e", "\u202c", "\u2060", "\ufeff", "\u0332"])
ZEROS = st.sampled_from(["0", "\uff10", "\u0660", "\u06f0", "\u0966", "\u09e6", "\u0e50", "\U0001d7ce"])
AROUND = st.sampled_from(
    (
        *(("", ""), ("(", ")"), ("[", "]"), ("'", "'"), ("NHS", ""), ("x", "y"), ("case_", "_audit.docx")),
        *(
            ("Plan of ", ", see file"),
            ("no:", "."),
            ("\u201c", "\u201d"),
            ("#", "!"),
            ("id=", ";"),
            ("/", "/"),
        ),
    )
)


@st.composite
def typed(draw: st.DrawFn, digits: str) -> str:
    """Give digits with signs at any place, in digits of any script, with something around them."""
    zero = ord(draw(ZEROS))
    text = "".join(
        (chr(zero + int(char)) if char.isdigit() else char) + draw(SIGNS) + draw(INVISIBLE)
        for char in digits[:-1]
    )
    last = digits[-1]
    before, after = draw(AROUND)
    return f"{before}{text}{chr(zero + int(last)) if last.isdigit() else last}{after}"


OTHER_NUMBERS = (
    r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)|(?<!\d)(\d\d)\d{3}\D{1,3}\1\d{3}(?!\d)|"
    r"(?<!\d)\d\d([./-])\d\d\2\d\d\s"
)


def _nhs_number(nine: str) -> str | None:
    total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return f"{nine}{check}" if check < 10 and len({*nine, str(check)}) > 1 else None


@given(
    st.data(),
    st.integers(10**8, 10**9 - 1).map(str).map(_nhs_number).filter(bool),
)
def test_an_nhs_number_is_seen_in_any_form(data: st.DataObject, number: str) -> None:
    """Except in groups that could be years, an address of a computer, a range, or a day and a time."""
    text = data.draw(typed(number))
    assume(not re.search(OTHER_NUMBERS, fold(text)))
    assert "a possible NHS number" in list(personal_data_in(text, TODAY))


@given(st.data(), st.integers(201 * 10**9, 946 * 10**9))
def test_a_pupil_number_is_seen_in_any_form(data: st.DataObject, number: int) -> None:
    """It begins with the number of a local authority."""
    total = sum(int(digit) * weight for digit, weight in zip(str(number), range(2, 14), strict=True))
    text = data.draw(typed(f"{LETTERS[total % 23]}{number}"))
    assume(len(re.findall(r"(?<!\d)(19|20)\d\d(?!\d)", re.sub(r"[^\d]", " ", fold(text)))) < 2)
    assume(not re.search(r"[a-z]{2}[\W_]+\d", fold(text)))  # the last letter of a word is not a check letter
    assert "a possible unique pupil number" in list(personal_data_in(text, TODAY))


DAYS = st.dates(date(2001, 9, 8), date(2024, 9, 6))


DATE_SIGNS = st.sampled_from(
    ("/", "-", ".", "_", "\\", "|", "\u2013", "\u2044", " ", " / ", " - ", "/\n", ",", "--")
)


@given(DAYS, DATE_SIGNS, ZEROS, AROUND)
def test_a_date_in_figures_is_seen_in_any_form(
    day: date, sign: str, zero: str, around: tuple[str, str]
) -> None:
    """With any sign and in any script, unless folders have the names of its parts."""
    assume(around != ("/", "/"))
    figures = "".join(
        chr(ord(zero) + int(char)) if char.isdigit() else char
        for char in f"{day:%d}{sign}{day:%m}{sign}{day:%Y}"
    )
    assert list(personal_data_in(f"{around[0]}{figures}{around[1]}", TODAY))


BIRTH = st.sampled_from(
    "born|b.|DOB|D.O.B.|d o b|d/o/b|date of birth|Date-of-Birth:|date_of_birth|birthday|birth date"
    "|Born on the|BD|d of b".split("|")
)
IN_WORDS = st.sampled_from(
    (
        *("{d} {m} {y}", "{d}th of {m}, {y}", "{m} {d}, {y}", "{d}-{s}-{y}", "{d}.{s}.{y}", "{d}{s}{y}"),
        *("{d} {s} '{t}", "{d}st day of {m} {y}", "{d} {m}\n{y}", "{y} {m} {d}", "{d}/{n}/{t}"),
        *("{d}.{n}.{t}", "{y}-{n:02}-{d:02}", "{d:02}{n:02}{y}", "{d:02}{n:02}{t}", "{d}\xa0{m}\xa0{y}"),
        *("{d} \u2013 {s} \u2013 {y}", "{d}rd of the {n}th {y}"),
    )
)


@given(DAYS, BIRTH, IN_WORDS, st.sampled_from([" ", ": ", " - ", "\n", " ("]))
def test_a_date_beside_a_word_for_birth_is_seen_in_any_form(
    day: date, birth: str, form: str, gap: str
) -> None:
    """In words, in figures, with two digits for the year, and with nothing between."""
    shown = form.format(d=day.day, n=day.month, y=day.year, m=f"{day:%B}", s=f"{day:%b}", t=f"{day:%y}")
    assert list(personal_data_in(f"{birth}{gap}{shown}", TODAY))


@given(
    DAYS, IN_WORDS, st.sampled_from(["aged {}", "age: {}", "{} years old", "{}-year-old", "{} y.o.", "{}yo"])
)
def test_a_date_beside_its_age_is_seen_in_any_form(day: date, form: str, age: str) -> None:
    """Before it or after it; the age is counted to today."""
    assume("{n:02}{t}" not in form)
    years = TODAY.year - day.year - ((TODAY.month, TODAY.day) < (day.month, day.day))
    shown = form.format(d=day.day, n=day.month, y=day.year, m=f"{day:%B}", s=f"{day:%b}", t=f"{day:%y}")
    assert list(personal_data_in(f"{age.format(years)}, {shown}", TODAY))
    assert list(personal_data_in(f"{shown} ({age.format(years)})", TODAY))


@given(st.dates(date(1990, 1, 1), date(2027, 1, 1)), st.sampled_from(["{d} {m} {y}", "{y}-{n:02}-{d:02}"]))
def test_a_date_in_words_or_in_iso_form_alone_passes(day: date, form: str) -> None:
    """It is how people write the days of their meetings."""
    shown = form.format(d=day.day, n=day.month, y=day.year, m=f"{day:%B}")
    assert not list(personal_data_in(f"Reviewed on {shown} by the panel", TODAY))


def test_a_finding_names_its_line() -> None:
    """Lines are those of the original text, with line breaks inside a value and other signs before it."""
    text = "\u200bOne\r\ntwenty\ntwo\n943 476\n5919\n\nborn\n3 May 2014"
    assert [(finding.line, finding.what) for finding in findings_in(text, TODAY)] == [
        (4, "a possible NHS number"),
        (8, "a date of birth"),
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
