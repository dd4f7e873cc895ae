"""Reports of local authority children's services are read from fictional files with known traps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspectprep_published import Certainty, PublishedReport, ReportKind, read_report
from inspectprep_published.pdf_writer import HEIGHT, WIDTH, Text, pdf_bytes
from inspectprep_published.sample import GRADES, IMPROVEMENTS, sample_report

TOGETHER = {
    "impact_of_leaders": "Inadequate",
    "help_and_protection": "Requires improvement\nto be good",
    "in_care_and_care_leavers": "Good",
    "overall": "Requires\nimprovement to be\ngood",
}
PLAIN = {name: grade.split(" to be")[0].lower() for name, grade in GRADES.items()}


def _read(folder: Path, content: bytes) -> PublishedReport:
    file = folder / "report.pdf"
    file.write_bytes(content)
    return read_report(file)


def _grades(report: PublishedReport) -> dict[str, str]:
    return {name: grade.value for name, grade in report.grades.items()}


def test_a_report_is_read(tmp_path: Path) -> None:
    """All that the sample says is found, where it says it, without a warning."""
    report = _read(tmp_path, sample_report())
    assert (report.kind, report.edition, report.authority, report.variant) == (
        ReportKind.ILACS,
        "2023",
        "Westhaven",
        "standard",
    )
    assert [(f"{period.start}", f"{period.end}") for period in report.fieldwork] == [
        ("2024-02-12", "2024-02-23")
    ]
    assert report.lead_inspectors == ("Alex Example",)
    assert _grades(report) == PLAIN
    assert report.improvements == IMPROVEMENTS
    assert report.previous_inspection == "2020"
    assert report.warnings == ()
    assert report.places["grades.overall"].page == 1
    assert report.places["grades.in_care"].certainty is Certainty.AGREED
    assert report.places["variant"].certainty is Certainty.INFERRED
    assert report.places["improvements[1]"].page == 2


def test_grades_wrap_over_lines_and_judgements_change_by_edition(tmp_path: Path) -> None:
    """To 2022, children in care and care leavers are one judgement."""
    report = _read(tmp_path, sample_report(grades=TOGETHER, dates="5 to 9 December 2022"))
    assert (report.edition, report.variant) == ("2018", "short")
    assert _grades(report) == {
        "impact_of_leaders": "inadequate",
        "help_and_protection": "requires improvement",
        "in_care_and_care_leavers": "good",
        "overall": "requires improvement",
    }
    assert report.warnings == ()


def test_no_overall_grade_is_right_from_april_2026_and_missing_before(tmp_path: Path) -> None:
    """The dates decide which."""
    grades = {name: grade for name, grade in GRADES.items() if name != "overall"}
    after = _read(tmp_path, sample_report(grades=grades, dates="18 to 22 May 2026"))
    before = _read(tmp_path, sample_report(grades=grades))
    assert (after.edition, after.warnings) == ("2026", ())
    assert any("overall" in warning for warning in before.warnings)
    assert "overall" not in after.grades


@pytest.mark.parametrize(
    "sentence", ["In 2022, overall effectiveness good was the", "When overall effectiveness: good was our"]
)
def test_a_grade_in_a_sentence_is_not_one_of_the_table(tmp_path: Path, sentence: str) -> None:
    """It may be that of the last inspection."""
    grades = {name: grade for name, grade in GRADES.items() if name != "overall"}
    content = sample_report(grades=grades, dates="18 to 22 May 2026")
    report = _read(tmp_path, content.replace(b"Leaders know their strengths", sentence.encode().ljust(28)))
    assert (report.edition, "overall" in report.grades, report.warnings) == ("2026", False, ())


def test_an_overall_grade_after_april_2026_is_reported(tmp_path: Path) -> None:
    """The grade is given, and is marked."""
    report = _read(tmp_path, sample_report(dates="18 to 22 May 2026"))
    assert report.places["grades.overall"].certainty is Certainty.CONTRADICTED
    assert any("April 2026" in warning for warning in report.warnings)


def test_a_heading_that_contradicts_the_table_is_reported(tmp_path: Path) -> None:
    """The grade of the table is given, and is marked."""
    report = _read(tmp_path, sample_report(headings={**GRADES, "in_care": "Inadequate"}))
    assert report.grades["in_care"].value == "good"
    assert report.places["grades.in_care"].certainty is Certainty.CONTRADICTED
    assert any("in_care" in warning and "inadequate" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    "header", ["12 to 23 February 2025", "13 to 23 February 2024", "12 to 16 February 2024"]
)
def test_a_header_that_contradicts_the_cover_is_reported(tmp_path: Path, header: str) -> None:
    """The dates of the cover are given, and are marked."""
    report = _read(tmp_path, sample_report(header=header))
    assert f"{report.fieldwork[0].start}" == "2024-02-12"
    assert report.places["fieldwork[0]"].certainty is Certainty.CONTRADICTED
    assert any("header" in warning for warning in report.warnings)


def test_every_period_of_fieldwork_is_read(tmp_path: Path) -> None:
    """The first period decides the variant."""
    report = _read(tmp_path, sample_report(dates="5 to 9 December 2022 and 14 to 15 February 2023"))
    assert [f"{period.start}" for period in report.fieldwork] == ["2022-12-05", "2023-02-14"]
    assert report.variant == "short"


def test_a_further_visit_is_fieldwork(tmp_path: Path) -> None:
    """Words may be between the periods, but the dates of another inspection are not fieldwork."""
    dates = "5 to 9 December 2022, with a further visit on 14 and 15 February 2023"
    report = _read(tmp_path, sample_report(dates=dates, header="5 to 9 December 2022"))
    assert [f"{period.start}" for period in report.fieldwork] == ["2022-12-05", "2023-02-14"]
    last = "5 to 9 December 2022, again after the last visit on 14 and 15 February 2020"
    assert len(_read(tmp_path, sample_report(dates=last, header="5 to 9 December 2022")).fieldwork) == 1


def test_days_after_the_word_between_are_one_period(tmp_path: Path) -> None:
    """The word *and* is then between its first and last day."""
    report = _read(tmp_path, sample_report(dates="between 12 and 23 February 2024"))
    assert [f"{period.start} {period.end}" for period in report.fieldwork] == ["2024-02-12 2024-02-23"]


@pytest.mark.parametrize("council", ["St. Helens", "St Helens", "St. Helens Council"])
def test_a_stop_in_a_name_ends_no_sentence(tmp_path: Path, council: str) -> None:
    """The council has one name."""
    assert _read(tmp_path, sample_report(council=council)).authority == "St Helens"


@pytest.mark.parametrize("apostrophe", ["'", "`", "\u2018", ""])
def test_an_apostrophe_may_be_another_or_missing(tmp_path: Path, apostrophe: str) -> None:
    """The report is one of its kind all the same."""
    content = sample_report().replace(b"children\x92s", f"children{apostrophe}s".encode("cp1252"))
    report = _read(tmp_path, content)
    assert (report.kind, report.authority) == (ReportKind.ILACS, "Westhaven")


@pytest.mark.parametrize(
    ("title", "council"),
    [
        (("Westhaven Council", "Inspection of local authority children\u2019s services"), "Westhaven"),
        (("Inspection of local authority children\u2019s services", "Borough of Westhaven"), "Westhaven"),
        (("Inspection of children\u2019s services in Westhaven",), "Westhaven"),
        (("Inspection of local authority children\u2019s services",), ""),
    ],
)
def test_the_council_is_near_the_title(tmp_path: Path, title: tuple[str, ...], council: str) -> None:
    """Above it, below it or in it. Without one, the words of the title are no name."""
    cover = [Text(72, 80 + 30 * number, line, 20, bold=True) for number, line in enumerate(title)]
    rows = [
        "Inspection dates: 12 to 23 February 2024",
        "The impact of leaders on social work practice with children and families Good",
        "The experiences and progress of children who need help and protection Good",
        "The experiences and progress of children in care Good",
    ]
    cover += [Text(72, 200 + 20 * number, row) for number, row in enumerate(rows)]
    assert _read(tmp_path, pdf_bytes([cover])).authority == council


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_pages_that_are_shown_turned_are_read_as_shown(tmp_path: Path, rotation: int) -> None:
    """The places of words are those on the screen, so that lists and tables are whole."""
    report = _read(tmp_path, _turned(sample_report(), rotation))
    assert (_grades(report), report.improvements, report.warnings) == (PLAIN, IMPROVEMENTS, ())


def _turned(content: bytes, rotation: int) -> bytes:
    """Return the file with pages on their side, or upside down, which a viewer turns back."""

    def matrix(found: re.Match[bytes]) -> bytes:
        left, top = float(found[1]), HEIGHT - float(found[2])
        if rotation == 90:
            return b"0 1 -1 0 %g %g Tm" % (top, left)
        if rotation == 180:
            return b"-1 0 0 -1 %g %g Tm" % (WIDTH - left, top)
        return b"0 -1 1 0 %g %g Tm" % (HEIGHT - top, WIDTH - left)

    content = re.sub(rb"1 0 0 1 (\S+) (\S+) Tm", matrix, content)
    if rotation != 180:
        content = content.replace(b"[0 0 %d %d]" % (WIDTH, HEIGHT), b"[0 0 %d %d]" % (HEIGHT, WIDTH))
    return content.replace(b"/Type /Page /Parent", b"/Rotate %d /Type /Page /Parent" % rotation)


def test_an_unusual_length_is_inferred_and_reported(tmp_path: Path) -> None:
    """An inspection of 17 days is neither short nor standard."""
    report = _read(tmp_path, sample_report(dates="3 June 2019 to 19 June 2019"))
    assert report.variant == "longer"
    assert any("17 calendar days" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("lead", "names"),
    [
        (
            "Lead inspectors: Ann Bell, His Majesty\u2019s Inspector, and Tom Cole,\nHMI",
            ("Ann Bell", "Tom Cole"),
        ),
        ("Lead inspector: Ann Bell\nHer Majesty\u2019s Inspector", ("Ann Bell",)),
        ("Lead Inspector Ann Bell -Cole HMI", ("Ann Bell-Cole",)),
        ("Lead inspector: Ann Bell,\nHis Majesty\u2019s Inspector", ("Ann Bell",)),
        ("Lead inspector:\nAnn Bell, His Majesty\u2019s Inspector", ("Ann Bell",)),
        ("Ann Bell, His Majesty\u2019s Inspector", ("Ann Bell",)),
        ("Lead inspectors: Ann Bell\nTom Cole", ("Ann Bell", "Tom Cole")),
        ("Lead inspectors: Ann Bell HMI\nTom Cole HMI", ("Ann Bell", "Tom Cole")),
        ("Lead inspector: Ann Bell\nTom Cole", ("Ann Bell",)),
        ("Lead HMI: Ann Bell", ("Ann Bell",)),
        ("Lead inspector \u2013 Ann Bell", ("Ann Bell",)),
        ("Lead inspector: Ann Bell, HMI\nLead inspector: Tom Cole, HMI", ("Ann Bell", "Tom Cole")),
        ("Lead inspectors: Ann Bell (5 to 9 May 2022)\nTom Cole (14 June 2022)", ("Ann Bell", "Tom Cole")),
        ("Lead inspectors: Ann Bell, HMI and Tom\nCole, HMI", ("Ann Bell", "Tom Cole")),
        ("Lead inspector: Ann Bell-\nCole, Her Majesty\u2019s Inspector", ("Ann Bell-Cole",)),
        ("Lead inspector: Ann Bell\nCole, Her Majesty\u2019s Inspector", ("Ann Bell Cole",)),
        ("LEAD INSPECTOR: ANN O\u2019NEILL-COLE HMI", ("Ann O\u2019Neill-Cole",)),
    ],
)
def test_lead_inspectors_are_read(tmp_path: Path, lead: str, names: tuple[str, ...]) -> None:
    """In every form of the label and over lines."""
    assert _read(tmp_path, sample_report(lead=lead)).lead_inspectors == names


@pytest.mark.parametrize("bullet", ["\u25fc", "\u25a0", "\u2022", "\uf0b7", "\uf06e", "\u27a2", "-"])
def test_items_are_whole_with_every_bullet(tmp_path: Path, bullet: str) -> None:
    """An item that goes over lines is one item."""
    assert _read(tmp_path, sample_report(bullet=bullet)).improvements == IMPROVEMENTS


@pytest.mark.parametrize(
    "marks", ["1. 2. 3.", "1) 2) 3)", "a) b) c)", "(a) (b) (c)", "i. ii. iii.", "(i) (ii) (iii)"]
)
def test_items_are_whole_with_numbers_and_letters(tmp_path: Path, marks: str) -> None:
    """Also with Roman ones, which get longer."""
    items = [f"{mark} {item}" for mark, item in zip(marks.split(), IMPROVEMENTS, strict=True)]
    content = sample_report(improvements=items, bullet="#").replace(b"/F3 12 Tf (n) Tj ", b"")
    assert _read(tmp_path, content).improvements == IMPROVEMENTS


def test_a_judgement_that_was_not_made_leaves_the_edition(tmp_path: Path) -> None:
    """Children in care alone are a judgement since 2023."""
    grades = {**GRADES, "care_leavers": "No judgement"}
    report = _read(tmp_path, sample_report(grades=grades, headings={}))
    assert report.edition == "2023"
    assert "Not found: the grade care_leavers." in report.warnings


def test_a_value_that_is_missing_is_a_warning(tmp_path: Path) -> None:
    """A report without a list or a lead is still read."""
    report = _read(tmp_path, sample_report(lead="", improvements=()))
    assert report.lead_inspectors == ()
    assert {"Not found: lead_inspectors.", "Not found: improvements."} <= set(report.warnings)


def test_a_grade_that_cannot_be_read_is_left_out_with_a_warning(tmp_path: Path) -> None:
    """A word of another scale is not a grade."""
    report = _read(tmp_path, sample_report(grades={**GRADES, "in_care": "Adequate"}, headings={}))
    assert "in_care" not in report.grades
    assert "Not found: the grade in_care." in report.warnings


def test_a_table_is_read_by_position_when_its_words_are_out_of_order(tmp_path: Path) -> None:
    """A document may have all names first, and then all grades."""
    names = (
        "The impact of leaders on social work practice",
        "The experiences and progress of children who need help",
    )
    rows = [*(Text(72, 220 + 40 * number, name) for number, name in enumerate(names))]
    more = ["with children and families", "and protection"]
    rows += [Text(72, 234 + 40 * number, name) for number, name in enumerate(more)]
    rows += [
        Text(72, 300, "The experiences and progress of children in care"),
        Text(72, 314, "and care leavers"),
    ]
    rows += [Text(72, 340, "Overall effectiveness")]
    grades = [
        Text(395, top, grade)
        for top, grade in ((340, "Good"), (300, "Outstanding"), (267, "Inadequate"), (227, "Good"))
    ]
    cover = [
        Text(72, 90, "Westhaven Council", 26),
        Text(72, 120, "Inspection of children\u2019s social care services", 16, bold=True),
        Text(72, 150, "Inspection dates: 18 March 2019 to 22 March 2019", bold=True),
        Text(72, 170, "Lead inspector: Ann Bell HMI", bold=True),
        *rows,
        *grades,
        Text(
            72, 420, "Children\u2019s services in Westhaven are good, and their leaders know what to do next."
        ),
    ]
    report = _read(tmp_path, pdf_bytes([cover]))
    assert report.authority == "Westhaven"
    assert _grades(report) == {
        "impact_of_leaders": "good",
        "help_and_protection": "inadequate",
        "in_care_and_care_leavers": "outstanding",
        "overall": "good",
    }


def test_a_cover_with_two_columns_is_read(tmp_path: Path) -> None:
    """The labels may be in one column, and what they name in another."""
    cover = [
        Text(72, 90, "Inspection of Westhaven local authority", 24),
        Text(72, 118, "children\u2019s services", 24),
        Text(72, 160, "Inspection dates:", bold=True),
        Text(72, 180, "Lead inspector:", bold=True),
        Text(240, 160, "12 to 23 February 2024"),
        Text(240, 180, "Ann Bell, His Majesty\u2019s Inspector"),
        Text(72, 220, "Judgement", bold=True),
        Text(304, 220, "Grade", bold=True),
        Text(72, 250, "The impact of leaders on social work practice"),
        Text(400, 250, "Good"),
        Text(72, 280, "The experiences and progress of care leavers"),
        Text(400, 280, "Good"),
        Text(72, 400, "Children in Westhaven are safe, and leaders know what must be better for them."),
    ]
    report = _read(tmp_path, pdf_bytes([cover]))
    assert f"{report.fieldwork[0].end}" == "2024-02-23"
    assert report.lead_inspectors == ("Ann Bell",)
