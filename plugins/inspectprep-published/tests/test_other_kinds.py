"""Reports of other kinds than ILACS are read from fictional files, and other documents are refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from inspectprep.errors import SourceError
from inspectprep_published import Certainty, PublishedReport, ReportKind, read_report
from inspectprep_published.pdf_writer import Text, pdf_bytes

TITLE = (
    "Joint targeted area inspection of the multi-agency response to abuse and",
    "neglect in Westhaven City",
)
SIF_TITLE = (
    "Inspection of services for children in need of help and",
    "protection, children looked after and care leavers",
)
SIF_TABLE = (
    ("1. Children who need help and protection", "Good"),
    ("2. Children looked after and achieving permanence", "Requires improvement"),
    ("2.1 Adoption performance", "Outstanding"),
    ("2.2 Experiences and progress of care leavers", "Inadequate"),
    ("3. Leadership, management and governance", "Good"),
)


def _read(folder: Path, *pages: Sequence[Text]) -> PublishedReport:
    file = folder / "report.pdf"
    file.write_bytes(pdf_bytes(pages, bullet="\uf0b7"))
    return read_report(file)


def _text(*lines: str, top: float = 80, bold: Sequence[str] = ()) -> list[Text]:
    return [
        Text(72, top + 16 * number, line, 14 if line in bold else 12, bold=line in bold)
        for number, line in enumerate(lines)
    ]


def _sif(
    overall: str, *, first: str = "Inspection", board: str = "good", again: str = ""
) -> list[list[Text]]:
    cover = _text(
        "Westhaven City Council",
        f"{first} {SIF_TITLE[0].split(maxsplit=1)[1]}",
        SIF_TITLE[1],
        "Inspection date: 3 June 2014 \u2013 25 June 2014",
        "Report published: 8 August 2014",
        overall,
    )
    table = [
        part for row, (name, grade) in enumerate(SIF_TABLE) for part in _row(220 + 30 * row, name, grade)
    ]
    rest = _text(
        "Recommendations",
        "1. Improve the quality of plans, so that children, their families and all who work",
        "with them know what must change, by:",
        "\uf0b7 seeing children alone",
        "\uf0b7 hearing what they say.",
        "2. Ensure that there are not too many changes of social worker.",
        "Summary for children and young people",
        "Children told us what they think about the help that they have.",
        "The Local Safeguarding Children Board",
        f"The Local Safeguarding Children Board is {board}",
        "Recommendations",
        "3. Publish the annual report of the board.",
        f"The graded judgement for adoption performance is that it is {again or 'outstanding'}",
        "Lead inspector: Ann Bell HMI",
        "Deputy lead inspector: Tom Cole HMI",
        bold=(
            "Recommendations",
            "Summary for children and young people",
            f"The Local Safeguarding Children Board is {board}",
            f"The graded judgement for adoption performance is that it is {again or 'outstanding'}",
        ),
    )
    return [[*cover, *table], rest]


def _row(top: float, name: str, grade: str) -> list[Text]:
    words = grade.split(" ", 1)
    return [Text(77, top, name), *(Text(394, top + 13 * number, word) for number, word in enumerate(words))]


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("Children\u2019s services in Westhaven are good", "good"),
        ("Children\u2019s services in Westhaven require improvement to be good", "requires improvement"),
        ("The overall judgement is that children\u2019s services are inadequate.", "inadequate"),
        ("The overall judgement is requires improvement", "requires improvement"),
        ("Overall judgement: good", "good"),
        ("Children\u2019s services in St. Helens are inadequate", "inadequate"),
        ("Children\u2019s services in the City of Westhaven are outstanding.", "outstanding"),
    ],
)
def test_a_report_of_the_single_inspection_framework_is_read(
    tmp_path: Path, sentence: str, grade: str
) -> None:
    """The overall grade is a sentence, and the board has a grade of its own."""
    report = _read(tmp_path, *_sif(sentence))
    assert report.kind is ReportKind.SIF
    assert report.authority == "Westhaven"
    assert {name: value.value for name, value in report.grades.items()} == {
        "help_and_protection": "good",
        "looked_after": "requires improvement",
        "adoption": "outstanding",
        "care_leavers": "inadequate",
        "leadership": "good",
        "overall": grade,
        "lscb": "good",
    }
    assert (f"{report.fieldwork[0].start}", f"{report.published}") == ("2014-06-03", "2014-08-08")
    assert report.lead_inspectors == ("Ann Bell",)
    assert report.warnings == ()


def test_a_grade_that_a_sentence_denies_is_not_given(tmp_path: Path) -> None:
    """It is missing, and a warning says so."""
    report = _read(tmp_path, *_sif("Children\u2019s services in Westhaven are not yet good"))
    assert "overall" not in report.grades
    assert "Not found: the grade overall." in report.warnings


def test_lists_inside_items_are_part_of_them_and_the_boards_list_is_left_out(tmp_path: Path) -> None:
    """An item is whole, with the lines of the list in it."""
    report = _read(tmp_path, *_sif("Children\u2019s services in Westhaven are good"))
    assert [item.split("\n")[0][:30] for item in report.improvements] == [
        "Improve the quality of plans, ",
        "Ensure that there are not too ",
    ]
    assert report.improvements[0].split("\n")[1:] == ["- seeing children alone", "- hearing what they say."]


@pytest.mark.parametrize("heading", ["Recommendations", "Immediate and priority actions"])
def test_a_list_goes_on_below_the_headings_inside_it(tmp_path: Path, heading: str) -> None:
    """Its first item, or its next number, comes after them. Letters below a number are a list inside."""
    parts = (heading, "Leadership, management and governance", "Adoption", "Summary for children")
    body = _text(
        *parts[:2],
        "1. Improve the quality of plans.",
        "2. Make sure that visits are on time:",
        "a) to children in care;",
        "b) to care leavers.",
        parts[2],
        "3. Find more adopters.",
        parts[3],
        "1. Children told us what they think.",
        bold=parts,
    )
    report = _read(tmp_path, _sif("Children\u2019s services in Westhaven are good")[0], body)
    found = report.improvements or report.priority_actions
    assert found == (
        "Improve the quality of plans.",
        "Make sure that visits are on time:\n- to children in care;\n- to care leavers.",
        "Find more adopters.",
    )


def test_one_item_with_a_list_inside_is_one_item(tmp_path: Path) -> None:
    """Its own words are part of it."""
    body = _text(
        "Recommendations",
        "1. Improve the take-up of advocacy.",
        "a) for children in care;",
        "b) for care leavers.",
        bold=("Recommendations",),
    )
    report = _read(tmp_path, _sif("Children\u2019s services in Westhaven are good")[0], body)
    assert report.improvements == (
        "Improve the take-up of advocacy.\n- for children in care;\n- for care leavers.",
    )


def test_the_grade_of_a_board_with_another_name_is_read(tmp_path: Path) -> None:
    """Not every board has *local* in its name."""
    cover, rest = _sif("Children\u2019s services in Westhaven are good")
    rest = [line._replace(text=line.text.replace("The Local", "The Westhaven")) for line in rest]
    assert _read(tmp_path, cover, rest).grades["lscb"].value == "good"


def test_a_reinspection_has_no_board(tmp_path: Path) -> None:
    """It is a kind of its own."""
    report = _read(tmp_path, *_sif("Children\u2019s services in Westhaven are good", first="Re-inspection"))
    assert report.kind is ReportKind.SIF_REINSPECTION
    assert "lscb" not in report.grades


def test_a_grade_that_another_page_contradicts_is_reported(tmp_path: Path) -> None:
    """The cover's grade is given, and is marked."""
    report = _read(tmp_path, *_sif("Children\u2019s services in Westhaven are good", again="inadequate"))
    assert report.grades["adoption"].value == "outstanding"
    assert report.places["grades.adoption"].certainty is Certainty.CONTRADICTED
    assert any("adoption" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("sentences", "start", "end"),
    [
        (
            ("Between 18 and 22 March 2019, inspectors carried out a joint inspection",),
            "2019-03-18",
            "2019-03-22",
        ),
        (("This inspection took place from 18 March to 22 March 2019.",), "2019-03-18", "2019-03-22"),
        (("This inspection took place between 18 and 22 March 2019.",), "2019-03-18", "2019-03-22"),
        (("This inspection took place from 25 March 2019 to", "3 April 2019."), "2019-03-25", "2019-04-03"),
        (
            ("Fieldwork was on 18 to 22 March 2019. The last inspection was in 2016.",),
            "2019-03-18",
            "2019-03-22",
        ),
    ],
)
def test_a_joint_targeted_letter_has_its_dates_in_a_sentence(
    tmp_path: Path, sentences: tuple[str, ...], start: str, end: str
) -> None:
    """The date of the letter is that of publication, and not of the inspection."""
    letter = _text(
        "8 May 2019",
        "Ann Bell, Director of Children\u2019s Services, Westhaven",
        "Dear local partnership",
        *TITLE,
        *sentences,
        "This included a \u2018deep dive\u2019 focus on children living with domestic abuse.",
        "Areas for improvement",
        "\uf0b7 There are not enough health visitors.",
        "\uf0b7 Plans are late.",
        "Next steps",
        "The local authority should prepare a written statement of proposed action.",
        bold=(*TITLE, "Areas for improvement", "Next steps"),
    )
    report = _read(tmp_path, letter)
    assert (f"{report.fieldwork[0].start}", f"{report.fieldwork[-1].end}") == (start, end)
    assert f"{report.published}" == "2019-05-08"
    assert (report.authority, report.theme) == ("Westhaven", "abuse and neglect")
    assert report.deep_dive == "children living with domestic abuse"
    assert report.improvements == ("There are not enough health visitors.", "Plans are late.")
    assert report.grades == {}


@pytest.mark.parametrize(
    "sentences",
    [
        ("The inspection took place from 12 to 16 February and from 26 February to", "2 March 2018."),
        ("Between 12 and 16 February 2018 and between 26 February and", "2 March 2018, Ofsted inspected"),
        ("The inspection took place over two weeks, 12 to 16 February and 26", "February to 2 March 2018."),
    ],
)
def test_a_joint_targeted_letter_may_have_two_periods(tmp_path: Path, sentences: tuple[str, str]) -> None:
    """No period is dropped."""
    report = _read(tmp_path, _text("8 May 2018", "Dear local partnership", *TITLE, *sentences, bold=TITLE))
    assert [f"{period.start} {period.end}" for period in report.fieldwork] == [
        "2018-02-12 2018-02-16",
        "2018-02-26 2018-03-02",
    ]


SEND_OUTCOMES = {
    "The local area partnership\u2019s arrangements typically lead to positive experiences and outcomes.": (
        "The next full area SEND inspection will be within approximately 5 years."
    ),
    "The local area partnership\u2019s arrangements lead to inconsistent experiences and outcomes.": (
        "The next full area SEND inspection will be within approximately three years."
    ),
    "There are widespread and/or systemic failings leading to significant concerns about the experiences.": (
        "A monitoring inspection will be carried out within approximately 18 months."
    ),
}


def _send(outcome: str, after: str, *, header: str = "") -> list[list[Text]]:
    running = [
        Text(60, 800, f"Area SEND inspection report: Westhaven, {header or '25 to 29 November 2024'}", 9)
    ]
    cover = _text(
        "Area SEND inspection of Westhaven",
        "Local Area Partnership",
        "Inspection dates: 25 to 29 November 2024",
        "Date of previous inspection: 10 to 14 July 2017",
        "Inspection outcome",
        outcome,
        after,
    )
    rest = _text(
        "Areas for improvement",
        "Leaders should reduce the time that children and young people wait for health services,",
        "and should tell families how long it will be.",
        "Leaders should improve plans, including:",
        "\uf0b7 updates after reviews;",
        "\uf0b7 the views of children.",
        "Inspection team",
        "Ofsted",
        "Ann Bell, Ofsted HMI, Lead inspector",
        bold=("Areas for improvement", "Inspection team"),
    )
    rest += [
        Text(315, 80 + 16 * 7, "Care Quality Commission"),
        Text(315, 80 + 16 * 8, "Tom Cole, CQC Lead inspector"),
    ]
    return [cover, [*rest, *running], [*_text("Page three has more words about the area."), *running]]


@pytest.mark.parametrize(("outcome", "after"), SEND_OUTCOMES.items())
def test_a_report_of_an_area_send_inspection_is_read(tmp_path: Path, outcome: str, after: str) -> None:
    """Its outcome is one of three sentences, and its lead is that of Ofsted."""
    report = _read(tmp_path, *_send(outcome, after))
    assert (report.kind, report.authority) == (ReportKind.AREA_SEND, "Westhaven")
    assert (report.outcome, report.next_inspection) == (outcome, after)
    assert report.lead_inspectors == ("Ann Bell",)
    assert report.previous_inspection == "2017-07-10/2017-07-14"
    assert len(report.improvements) == 2
    assert report.improvements[1].endswith("- the views of children.")
    assert report.warnings == ()


@pytest.mark.parametrize(
    "outcome",
    [
        "Arrangements in St. Helens usually lead to positive experiences and outcomes.",
        "Arrangements in St. Helens result in inconsistent experiences and outcomes.",
        "There are widespread and systemic failings in St. Helens that leaders must address.",
    ],
)
def test_an_outcome_in_other_words_is_a_whole_sentence(tmp_path: Path, outcome: str) -> None:
    """A name with a stop does not cut it."""
    assert _read(tmp_path, *_send(outcome, "The next full inspection comes later.")).outcome == outcome


@pytest.mark.parametrize(
    ("line", "previous"),
    [
        ("Date of previous inspection: July 2017", "2017-07"),
        ("Previous inspection: 10 to 14 July 2017", "2017-07-10/2017-07-14"),
        ("Previous inspection dates: 10 July 2017 to 14 July 2017", "2017-07-10/2017-07-14"),
    ],
)
def test_the_previous_inspection_is_read_in_every_form(tmp_path: Path, line: str, previous: str) -> None:
    """A month is enough. Its days are never those of this inspection."""
    cover, *rest = _send(*next(iter(SEND_OUTCOMES.items())))
    cover = [part._replace(text=line) if part.text.startswith("Date of") else part for part in cover]
    report = _read(tmp_path, cover, *rest)
    assert (report.previous_inspection, f"{report.fieldwork[0].start}") == (previous, "2024-11-25")


def test_pages_without_a_full_stop_are_read_in_time(tmp_path: Path) -> None:
    """The time grows with the length of a page, and not with its square."""
    cover, *rest = _send("Leaders work well together.", "The next full inspection comes later.")
    words = [Text(72, 300 + 4 * number, "12 to " * 100, 2) for number in range(30)]
    before = process_time()
    assert _read(tmp_path, [*cover, *words], *rest).outcome == ""
    assert process_time() - before < 10


def test_the_next_inspection_is_read_without_an_outcome(tmp_path: Path) -> None:
    """A warning says that the outcome is missing."""
    after = "The next full area SEND inspection will be within approximately 3 years."
    report = _read(tmp_path, *_send("Leaders work well together.", after))
    assert (report.outcome, report.next_inspection) == ("", after)
    assert "Not found: outcome." in report.warnings


def test_an_outcome_and_a_next_inspection_that_differ_are_reported(tmp_path: Path) -> None:
    """Five years follow the first outcome only."""
    outcomes = list(SEND_OUTCOMES)
    report = _read(tmp_path, *_send(outcomes[1], SEND_OUTCOMES[outcomes[0]]))
    assert any("next_inspection" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("title", "sentence", "kind"),
    [
        ("Focused visit to Westhaven children\u2019s services", "focused visit", ReportKind.FOCUSED_VISIT),
        (
            "Monitoring visit to Westhaven children\u2019s services",
            "monitoring visit",
            ReportKind.MONITORING_VISIT,
        ),
    ],
)
def test_a_letter_after_a_visit_is_read(tmp_path: Path, title: str, sentence: str, kind: ReportKind) -> None:
    """It has dates, inspectors and perhaps what needs to improve, and no grades."""
    letter = _text(
        *("Ofsted", "Piccadilly Gate", "Store Street", "Manchester", "M1 2WD", "T 0300 123 1231"),
        *("enquiries@ofsted.gov.uk", "www.gov.uk/ofsted"),
        "12 July 2019",
        "Ann Bell, Director of Children\u2019s Services",
        "Dear Ann",
        title,
        f"This letter summarises the findings of the {sentence} to Westhaven children\u2019s services",
        "on 12 and 13 June 2019. The inspectors were Tom Cole HMI and Eve Dean HMI.",
        "What needs to improve in this area of social work practice",
        "\uf0b7 The quality of plans.",
        "Findings",
        "Services for children have improved since the last inspection in May 2018.",
        bold=("What needs to improve in this area of social work practice", "Findings"),
    )
    report = _read(tmp_path, letter)
    assert (report.kind, report.authority) == (kind, "Westhaven")
    assert [(f"{period.start}", f"{period.end}") for period in report.fieldwork] == [
        ("2019-06-12", "2019-06-13")
    ]
    assert report.lead_inspectors == ("Tom Cole", "Eve Dean")
    assert report.improvements == ("The quality of plans.",)
    assert (f"{report.published}", report.previous_inspection) == ("2019-07-12", "2018-05")


def test_a_report_of_looked_after_children_is_read(tmp_path: Path) -> None:
    """Its grade is in words after a number."""
    report = _read(
        tmp_path,
        _text(
            "Inspection of looked after children",
            "services",
            "Westhaven County Council",
            "Inspection dates: 8 \u2013 12 July 2013",
            "Reporting inspector Ann Bell HMI",
            "Age group: All",
            "Published: 16 August 2013",
        ),
        _text(
            "Overall effectiveness of services for looked after",
            "children and young people",
            "Grade 4 (inadequate)",
        ),
    )
    assert (report.kind, report.authority) == (ReportKind.LAC_2013, "Westhaven")
    assert report.grades["overall"].value == "inadequate"
    assert report.lead_inspectors == ("Ann Bell",)
    assert (f"{report.fieldwork[0].end}", f"{report.published}") == ("2013-07-12", "2013-08-16")


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (
            (
                "Westhaven Primary School",
                "Inspection dates: 4 to 5 May 2022",
                "The quality of education: Good",
            ),
            "not an inspection report",
        ),
        (
            (
                "Joint area special educational needs inspection in Westhaven",
                "Between 4 and 8 May 2019, Ofsted",
            ),
            "before 2023",
        ),
        (
            ("Area SEND monitoring inspection of Westhaven Local Area Partnership", "4 to 5 May 2026"),
            "monitoring inspection",
        ),
        (
            (
                "Minutes of the children\u2019s services scrutiny committee",
                "The committee met on 4 May 2022.",
            ),
            "not an inspection report",
        ),
    ],
)
def test_other_documents_are_refused(tmp_path: Path, lines: tuple[str, ...], what: str) -> None:
    """The error says what the document is, if that is known."""
    with pytest.raises(SourceError, match=what):
        _read(
            tmp_path, _text(*lines, "These words make the page long enough to be read as a page with text.")
        )


def test_a_table_with_the_responsible_bodies_is_read_by_columns(tmp_path: Path) -> None:
    """The second column has what must improve, and rules are between its rows."""
    cover, _, last = _send(*next(iter(SEND_OUTCOMES.items())))
    page = [
        Text(60, 80, "Areas for priority action", 14, bold=True),
        Text(64, 110, "Responsible body", bold=True),
        Text(220, 110, "Areas for priority action", bold=True),
        Text(64, 130, "The local authority"),
        Text(64, 145, "and its partners"),
        Text(220, 130, "Leaders must act now so that plans are on time."),
        Text(220, 160, "Leaders must make sure that children are seen."),
        Text(64, 160, "The board"),
        Text(60, 220, "Areas for improvement", 14, bold=True),
        Text(64, 245, "Leaders should tell families how long they will wait."),
        Text(60, 300, "Local area partnership details", 14, bold=True),
    ]
    report = _read(tmp_path, cover, page, last)
    assert report.priority_actions == (
        "Leaders must act now so that plans are on time.",
        "Leaders must make sure that children are seen.",
    )
    assert report.improvements == ("Leaders should tell families how long they will wait.",)
