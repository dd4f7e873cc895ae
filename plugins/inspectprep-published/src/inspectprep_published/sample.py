"""A fictional report in the form of a published one, to try the commands with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep_published.pdf_writer import Text, pdf_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

JUDGEMENTS = {
    "impact_of_leaders": ("The impact of leaders on social work", "practice with children and families"),
    "help_and_protection": ("The experiences and progress of", "children who need help and protection"),
    "in_care_and_care_leavers": ("The experiences and progress of", "children in care and care leavers"),
    "in_care": ("The experiences and progress of", "children in care"),
    "care_leavers": ("The experiences and progress of care", "leavers"),
    "overall": ("Overall effectiveness",),
}
"""The names of the judgements, as they are broken into lines on a cover."""

GRADES = {
    "impact_of_leaders": "Good",
    "help_and_protection": "Requires improvement to be good",
    "in_care": "Good",
    "care_leavers": "Outstanding",
    "overall": "Good",
}
"""The grades of the sample."""

IMPROVEMENTS = (
    "The quality of plans for children in need.",
    "The timeliness of return home interviews, so that what children say is heard and understood.",
    "Management oversight and supervision.",
)
"""What the sample says needs to improve."""

_NUMBER_OF_LETTERS = 82
_LEFT, _COLUMN = 72.0, 304.0


def sample_report(
    *,
    council: str = "Westhaven",
    dates: str = "12 to 23 February 2024",
    header: str = "",
    lead: str = "Lead inspector: Alex Example, His Majesty\u2019s Inspector",
    grades: Mapping[str, str] = GRADES,
    headings: Mapping[str, str] | None = None,
    improvements: Sequence[str] = IMPROVEMENTS,
    bullet: str = "\u25fc",
) -> bytes:
    """Return a fictional report of an inspection of local authority children's services as a PDF.

    Args:
        council: The council's name.
        dates: The inspection dates on the cover.
        header: The dates in the headers. The same as on the cover if empty.
        lead: The line about the lead inspector.
        grades: The grades of the table, by the id of the judgement.
        headings: The grades in the headings of the text. Those of the table if None.
        improvements: The items of what needs to improve.
        bullet: The character before each item.
    """
    shown = grades if headings is None else headings
    running = (f"Inspection of {council} local authority children\u2019s services", header or dates)
    cover = _cover(council, dates, lead, grades)
    body = [Text(_LEFT, 100, "What needs to improve?", 14, bold=True), *_items(improvements, bullet)]
    rest: list[Text] = []
    top = 80.0
    for name, grade in shown.items():
        if name == "overall":
            continue
        rest.append(Text(_LEFT, top, f"{' '.join(JUDGEMENTS[name])}: {grade.lower()}", 13, bold=True))
        rest.append(Text(_LEFT, top + 26, "1. Children benefit from help that is right for them."))
        rest.append(Text(_LEFT, top + 40, "Their plans are reviewed, and managers check the work."))
        top += 90
    return pdf_bytes(
        [list(cover), _with_header(body, running, 2), _with_header(rest, running, 3)], bullet=bullet
    )


def _cover(council: str, dates: str, lead: str, grades: Mapping[str, str]) -> Iterator[Text]:
    yield Text(_LEFT, 90, f"Inspection of {council} local authority", 24)
    yield Text(_LEFT, 118, "children\u2019s services", 24)
    top = 160.0
    for part in (f"Inspection dates: {dates}", *lead.split("\n")):
        yield Text(_LEFT, top, part, bold=True)
        top += 20
    top += 20
    yield Text(_LEFT, top, "Judgement", bold=True)
    yield Text(_COLUMN, top, "Grade", bold=True)
    for name, grade in grades.items():
        top += 30
        for number, part in enumerate(JUDGEMENTS[name]):
            yield Text(_LEFT, top + 14 * number, part)
        for number, part in enumerate(grade.split("\n")):
            yield Text(_COLUMN, top + 14 * number, part)
        top += 14 * (len(JUDGEMENTS[name]) - 1)
    yield Text(
        _LEFT,
        top + 50,
        f"Services for children in {council} have improved since the last inspection in 2020.",
    )
    yield Text(_LEFT, top + 64, "Leaders know their strengths, and what they must do next.")


def _items(items: Sequence[str], bullet: str) -> Iterator[Text]:
    top = 130.0
    for item in items:
        for number, line in enumerate(_wrapped(item)):
            yield Text(_LEFT, top, f"{bullet} {line}") if not number else Text(_LEFT + 17, top, line)
            top += 15
        top += 11


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > _NUMBER_OF_LETTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _with_header(lines: Sequence[Text], running: tuple[str, str], number: int) -> list[Text]:
    title, dates = running
    return [Text(_LEFT, 30, title, 8), Text(_LEFT, 40, dates, 8), Text(520, 40, f"{number}", 8), *lines]
