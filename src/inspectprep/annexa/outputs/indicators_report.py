"""The report of indicators: what inspectors may ask about, and the figures. Small numbers are hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from inspectprep.annexa.catalogue.values import Area
from inspectprep.annexa.results.indicator_thresholds import threshold_words
from inspectprep.annexa.results.indicators.values import Indicator, Part
from inspectprep.model.audience import Audience
from inspectprep.model.finding import LikelyLine
from inspectprep.model.report import Bullets, Fold, Paragraph, Report, Section, Table
from inspectprep.model.report_blocks import MOST_STEPS, Answer, Step

HIDDEN = "hidden"
"""The word in place of a small number."""

_LINES = 8
_ASKED = "What inspectors may ask about"


def indicators_report(
    figures: Sequence[Indicator],
    lines: Sequence[LikelyLine],
    *,
    as_of: date | None = None,
    prepared: date | None = None,
    audience: Audience = Audience.INSPECTION_TEAM,
    document: Mapping[str, Any] | None = None,
) -> Report:
    """Return the report of indicators, for HTML, Markdown and the other formats.

    Args:
        figures: The indicators.
        lines: The likely lines of enquiry, the most likely first.
        as_of: The list date.
        prepared: The day on which the report is made.
        audience: Its readers.
        document: The object for JSON.
    """
    shown = [figure for figure in figures if not figure.skipped]
    sections = [Section(title="The answer", blocks=(_answer(shown, lines),))]
    if lines:
        sections.append(Section(title=_ASKED, blocks=(_likely(lines[:_LINES], figures),)))
    folds = tuple(_folds(figures, lines))
    if folds:
        sections.append(Section(title="More, when you need it", blocks=folds))
    day = f"Lists drawn on {as_of.day} {as_of:%B %Y}. " if as_of else ""
    return Report(
        kind="annexa-indicators",
        title="What may inspectors ask about?",
        subtitle=f"{day}Counts from 1 to 5 are hidden, and so are figures that would reveal them.",
        prepared=prepared,
        audience=audience,
        counts=True,
        sections=tuple(sections),
        document=document or {},
    )


def _answer(shown: Sequence[Indicator], lines: Sequence[LikelyLine]) -> Answer:
    many = f"{len(lines)} lines of enquiry are" if len(lines) != 1 else "1 line of enquiry is"
    first = lines[:MOST_STEPS]
    out = sum(figure.stands_out for figure in shown)
    is_ = "is" if out == 1 else "are"
    return Answer(
        verdict=f"{many} likely" if lines else "No line of enquiry is likely",
        sentence=f"Of {len(shown)} indicators, {out} {is_} unusual. This is advice; people decide.",
        steps=tuple(
            Step(
                action=f"Have ready: {line.prepare[:1].lower()}{line.prepare[1:]}",
                who="",
                changes=_first(line.reason),
            )
            for line in first
        ),
        more=len(lines) - len(first),
        where=_ASKED if len(lines) > len(first) else "",
    )


def _begun(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _first(text: str) -> str:
    first, end, _ = text.partition(". ")
    return f"{first}." if end else text


def _likely(lines: Sequence[LikelyLine], figures: Sequence[Indicator]) -> Table:
    rows = [likely_row(line, figures) for line in lines]
    columns = ("Inspectors may ask about", "Share", "Compared with", "Have ready")
    return Table(columns=columns, rows=tuple(rows), caption="Most likely first")


def likely_row(line: LikelyLine, figures: Sequence[Indicator]) -> tuple[str, str, str, str]:
    """Return a line of enquiry with its share, what that is compared with, and what to have ready."""
    figure = next((each for each in figures if each.spec.id == line.indicator), None)
    share = share_words(figure.council) if figure else HIDDEN
    compared = threshold_words(figure.spec, figure.threshold) if figure else ""
    return line.title, share, compared[:1].upper() + compared[1:], line.prepare


def share_words(part: Part) -> str:
    """Return a share with its counts: ``8% (42 of 501)``."""
    if part.share is None:
        return HIDDEN
    return f"{part.share:.0%} ({count_words(part.numerator)} of {count_words(part.denominator)})"


def count_words(count: int | None) -> str:
    """Return a count, or the word for one that is hidden."""
    return HIDDEN if count is None else f"{count:,}"


def _folds(figures: Sequence[Indicator], lines: Sequence[LikelyLine]) -> Iterator[Fold]:
    if lines:
        title = "Why, and what is known nationally"
        yield Fold(title=title, summary=_many(len(lines), "line"), blocks=tuple(_whys(lines)))
    for area in Area:
        own = [figure for figure in figures if figure.spec.area is area and not figure.skipped]
        if own:
            yield Fold(title=area.heading, summary=_many(len(own), "indicator"), blocks=tuple(_figures(own)))
    groups = tuple(
        (figure.spec.what, part.label, share_words(part))
        for figure in figures
        for part in figure.groups
        if part.share is not None
    )
    if groups:
        parts = Table(columns=("Indicator", "Group", "Share"), rows=groups, caption="Groups of indicators")
        yield Fold(title="Groups", summary=_many(len(groups), "figure"), blocks=(parts,))
    skipped = tuple(f"{figure.spec.what}: {figure.skipped}" for figure in figures if figure.skipped)
    if skipped:
        summary = _many(len(skipped), "indicator")
        yield Fold(title="Not calculated", summary=summary, blocks=(Bullets(items=skipped),))


def _whys(lines: Sequence[LikelyLine]) -> Iterator[Table | Paragraph]:
    """Yield the reason of each line. What is said of several nationally is said once."""
    (usual, number), *_ = Counter(line.comparison for line in lines).most_common(1)
    common = usual if number > 1 else ""
    rows = tuple(
        (
            line.title,
            " ".join(
                filter(
                    None,
                    (
                        line.reason,
                        "" if line.comparison == common else line.comparison,
                        line.among and f"Among: {line.among}.",
                    ),
                )
            ),
        )
        for line in lines
    )
    yield Table(columns=("Line of enquiry", "Why"), rows=rows, caption="All lines of enquiry")
    if common:
        yield Paragraph(text=f"For {number} of these lines: {common}")


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _figures(figures: Sequence[Indicator]) -> Iterator[Table | Paragraph]:
    """Yield the figures of one judgement. Those that are hidden are named together."""
    rows = tuple(
        (
            figure.spec.what,
            share_words(figure.council),
            "the law allows none" if figure.spec.law else threshold_words(figure.spec, figure.threshold),
        )
        for figure in figures
        if figure.council.share is not None
    )
    if rows:
        columns = ("Indicator", "Share", "Compared with")
        yield Table(columns=columns, rows=rows, caption="Indicators, with their shares")
    hidden = [figure.spec.what for figure in figures if figure.council.share is None]
    if hidden:
        yield Paragraph(text=f"Hidden, because numbers are small: {'; '.join(hidden)}.")
