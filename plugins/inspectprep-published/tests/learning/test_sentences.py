"""Sentences of reports, with their pages and sections, from lines as a PDF has them."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, strategies as st

from inspectprep_published.layout import Line, Word
from inspectprep_published.learning.sections import StatedAs
from inspectprep_published.learning.sentences import Sentence, sentences

HELP = "The experiences and progress of children who need help and protection: good"


def lines(*texts: str) -> list[Line]:
    """Return lines: ``# `` makes a heading, ``~ `` a footnote, ``---`` a page, an empty text a gap."""
    made: list[Line] = []
    page, top = 1, 100.0
    for text in texts:
        if text == "---":
            page, top = page + 1, 100.0
            continue
        top += 16
        if text:
            shown = text.removeprefix("# ").removeprefix("~ ")
            made.append(
                Line(
                    page=page,
                    text=shown,
                    top=top,
                    size=14.0 if text.startswith("# ") else 9.0 if text.startswith("~ ") else 12.0,
                    bold=text.startswith("# "),
                    words=tuple(Word(word, 70.0 + at, 75.0 + at) for at, word in enumerate(shown.split())),
                )
            )
    return made


def read(*texts: str, kind: str = "ilacs") -> tuple[Sentence, ...]:
    """Return the sentences of the second page of a report, which begins with these lines."""
    return sentences(lines("Inspection of Anyshire", "---", *texts), kind=kind)


def texts_of(*texts: str) -> list[str]:
    """Return the texts of the sentences of a section."""
    return [sentence.text for sentence in read(f"# {HELP}", *texts)]


@pytest.mark.parametrize(
    ("given_lines", "expected"),
    [
        (("Plans are clear. Visits are late.",), ["Plans are clear.", "Visits are late."]),
        (("Visits are", "late in some teams."), ["Visits are late in some teams."]),
        (
            ("Staff, e.g. Dr. Smith of St. Helens, know this. They act.",),
            ["Staff, e.g. Dr. Smith of St. Helens, know this.", "They act."],
        ),
        (
            ("Teams work until 9 p.m. They are proud, etc. Leaders agree.",),
            ["Teams work until 9 p.m.", "They are proud, etc.", "Leaders agree."],
        ),
        (("A multi-", "agency team helps."), ["A multi-agency team helps."]),
        (
            ("Good informa-", "tion helps. The information is used."),
            ["Good information helps.", "The information is used."],
        ),
        (("Work is ‘good’. ‘Better’ work follows.",), ["Work is ‘good’.", "‘Better’ work follows."]),
        (("Is it safe? It is (mostly). Yes, it is.",), ["Is it safe?", "It is (mostly).", "Yes, it is."]),
        (("The rate is 3.5 per cent. It fell.",), ["The rate is 3.5 per cent.", "It fell."]),
        (("Thresholds are known.1 Staff use them.",), ["Thresholds are known.", "Staff use them."]),
        (("1. Plans are clear.", "2.Visits are late."), ["Plans are clear.", "Visits are late."]),
        (("Children aged", "16. They are homeless."), ["Children aged 16.", "They are homeless."]),
        (("◼ The quality of plans", "and visits", "◼ Recording"), ["The quality of plans and visits"]),
        (
            ("◼ Timeliness of visits", "\uf0b7 Quality of plans", "• Health checks"),
            ["Timeliness of visits", "Quality of plans", "Health checks"],
        ),
        (("A first", "part here", "", "A second part"), ["A first part here", "A second part"]),
        (("A first", "part", "", "goes on here."), ["A first part goes on here."]),
        (("It is clear.", "~ 1 A footnote about the law.", "It is late."), ["It is clear.", "It is late."]),
        (("Plans are clear", "~ 1 A footnote.", "and short."), ["Plans are clear and short."]),
    ],
)
def test_sentences_are_whole(given_lines: tuple[str, ...], expected: list[str]) -> None:
    """Abbreviations, hyphens, bullets, numbers, gaps and footnotes neither cut nor join sentences."""
    assert texts_of(*given_lines) == expected


def test_a_sentence_over_two_pages_has_both() -> None:
    """It begins on the first; a sentence that begins on the second page has only the second."""
    found = read(f"# {HELP}", "1. Plans are clear. Visits are late", "---", "in some teams. Staff know.")
    assert [(each.text, each.page, each.last_page, each.paragraph) for each in found] == [
        ("Plans are clear.", 2, 2, 1),
        ("Visits are late in some teams.", 2, 3, 1),
        ("Staff know.", 3, 3, 1),
    ]


def test_the_heading_gives_the_judgement() -> None:
    """A heading over several lines and its grade are no sentence, and what follows belongs to it."""
    found = read(
        "# The experiences and progress of children who need help and",
        "# protection: requires improvement to be good",
        "1. Plans are clear.",
        "# The experiences and progress of children in care and care leavers:",
        "# good",
        "2. Homes are stable.",
        "# The experiences and progress of care leavers is outstanding",
        "3. Advisers are persistent.",
        "# The impact of leaders on social work practice with children and families",
        "4. Leaders know this.",
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted)",
        "regulates and inspects.",
    )
    assert [(each.text, each.judgement) for each in found] == [
        ("Plans are clear.", "help_and_protection"),
        ("Homes are stable.", "in_care_and_care_leavers"),
        ("Advisers are persistent.", "care_leavers"),
        ("Leaders know this.", "impact_of_leaders"),
    ]
    assert {each.stated_as for each in found} == {None}


@pytest.mark.parametrize(
    "heading", ["What needs to improve", "What needs to improve?", "What needs to improve:"]
)
def test_only_what_needs_to_improve_is_stated_so(heading: str) -> None:
    """Items of the list are stated as needing to improve. What comes before and after is not."""
    found = sentences(
        lines(
            "Inspection dates: 12 to 23 February 2024",
            "Overall effectiveness Good",
            "Services are good.",
            f"# {heading}",
            "◼ The quality of plans.",
            "◼ Recording of visits.",
            f"# {HELP}",
            "1. Plans need to improve.",
        ),
        kind="ilacs",
    )
    assert [(each.text, each.section, each.judgement, each.stated_as) for each in found] == [
        ("Services are good.", "", "", None),
        ("The quality of plans.", "needs_improvement", "", StatedAs.NEEDS_IMPROVEMENT),
        ("Recording of visits.", "needs_improvement", "", StatedAs.NEEDS_IMPROVEMENT),
        ("Plans need to improve.", "help_and_protection", "help_and_protection", None),
    ]


def test_a_list_that_is_too_long_to_be_one_states_nothing() -> None:
    """A lost heading must not make all that follows need to improve."""
    items = [f"{number}. Paragraph {number} is about practice." for number in range(1, 122)]
    found = read("# Recommendations", *items, kind="sif")
    assert len(found) == 121
    assert {(each.section, each.stated_as) for each in found} == {("", None)}


def test_a_list_without_items_states_nothing() -> None:
    """A sentence that says that there is no such area does not need to improve."""
    found = read("# Priority and immediate action", "There are no areas for priority action.", kind="sif")
    assert [each.stated_as for each in found] == [None]


@pytest.mark.parametrize(("kind", "stated"), [("jtai", None), ("area_send", StatedAs.NEEDS_IMPROVEMENT)])
def test_letters_mix_praise_and_criticism(kind: str, stated: StatedAs | None) -> None:
    """Areas for improvement of a joint targeted area inspection are prose, so nothing is certain."""
    found = read("# Areas for improvement", "Referrals lack detail.", kind=kind)
    assert [each.stated_as for each in found] == [stated]


def test_text_about_the_area_and_the_inspection_is_left_out() -> None:
    """Contents, facts about the area, the team and next steps are not findings."""
    found = read(
        "# Contents",
        "Executive summary 2",
        "# Executive summary",
        "Leaders are ambitious.",
        "# Information about this local authority area1",
        "Some 75,000 children live here.",
        "# Recommendations",
        "1. Ensure that plans are clear.",
        "# The inspection team",
        "Lead inspector: Jo Example",
        kind="sif",
    )
    assert [each.text for each in found] == ["Leaders are ambitious.", "Ensure that plans are clear."]


def test_a_heading_that_is_not_known_ends_a_list_but_a_smaller_one_does_not() -> None:
    """What follows a heading of the same size belongs to no known section."""
    found = read("# Recommendations", "1. Ensure order.", "# Something new", "2. It is calm.", kind="sif")
    assert [(each.section, each.stated_as) for each in found] == [
        ("needs_improvement", StatedAs.NEEDS_IMPROVEMENT),
        ("", None),
    ]


def test_findings_under_a_judgement_keep_it() -> None:
    """A block inside a judgement, and its table of grades, does not end the judgement."""
    found = read(
        "# Leadership, management and governance",
        "# Key judgement Judgement grade",
        "Leadership, management and governance Requires improvement",
        "# Inspection findings",
        "101. Leaders are visible.",
        "# The Local Safeguarding Children Board (LSCB)",
        "# Recommendations",
        "144. Ensure that plans are specific.",
        kind="sif",
    )
    assert [(each.text, each.judgement, each.stated_as) for each in found] == [
        ("Leaders are visible.", "leadership", None),
        ("Ensure that plans are specific.", "lscb", StatedAs.NEEDS_IMPROVEMENT),
    ]


def test_a_letter_begins_after_its_address() -> None:
    """The names of the people to whom it is written are not sentences, and neither is the signature."""
    found = sentences(
        lines(
            "Jo Example, Director of Children’s Services, Anyshire",
            "Dear local partnership",
            "This letter outlines our findings.",
            "# Key strengths",
            "• Leaders are ambitious.",
            "Yours sincerely",
            "A Name, National Director",
        ),
        kind="jtai",
    )
    assert [each.text for each in found] == ["This letter outlines our findings.", "Leaders are ambitious."]


_WORDS = st.lists(
    st.sampled_from("plans visits children leaders practice teams".split()), min_size=2, max_size=9
)


@given(
    st.lists(_WORDS, min_size=1, max_size=8),
    st.integers(min_value=2, max_value=7),
    st.integers(min_value=1, max_value=3),
)
def test_sentences_do_not_depend_on_where_lines_and_pages_end(
    parts: list[list[str]], width: int, height: int
) -> None:
    """A text gives the same sentences for every width of line and height of page."""
    expected = [f"{' '.join(words).capitalize()}." for words in parts]
    words = " ".join(expected).split()
    rows = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
    given_lines = [f"# {HELP}"]
    for number, row in enumerate(rows):
        given_lines += ["---"] if number and number % height == 0 else []
        given_lines.append(row)
    found = read(*given_lines)
    assert [each.text for each in found] == expected
    place = count()
    firsts = [min([next(place) for _ in sentence.split()]) for sentence in expected]
    assert [each.page for each in found] == [2 + first // width // height for first in firsts]
