"""The contract of a report format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from typing import BinaryIO, ClassVar

from attrs import evolve

from inspectprep.extras import optional
from inspectprep.model.audience import Audience
from inspectprep.model.classification import Classification
from inspectprep.model.report import Report
from inspectprep.plugins.providers import ReportProvider, ReportWriter
from inspectprep.reports.plain_blocks import for_format
from inspectprep.reports.plugin import DRAWN
from inspectprep.testing.builders import make_report
from inspectprep.testing.contracts.base import MissingTruthError, require
from inspectprep.testing.contracts.report_content import (
    answering_report,
    long_report,
    missing,
    short_report,
    text_of,
    values_of,
)
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.watch import watching
from inspectprep.testing.reports import reports

with optional("hypothesis"):
    from hypothesis import HealthCheck, given, settings

_KINDS = ("timeline", "checklist", "readiness", "comparison", "check")
_DATA = "application/json"
_SHOWN = 5
_FORGET = "Keep nothing between calls: no list, no cache and no attribute of the module."


class ReportContract(SteadyContract):
    """The contract of a report format from ``inspectprep_reports``.

    Attributes:
        unmarked: The ids of formats that cannot show a title and a classification, because they are data for
            programs. They must have everything of the report's document.
        without_charts: The ids of formats that cannot draw, and leave timeline charts to the tables beside
            them.
        leaves_out: For each format that leaves things out of a long report on purpose, a regular expression
            of the sentence by which it says so.

    Example:
        >>> class TestOnePage(ReportContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "reports"
    unmarked: ClassVar[tuple[str, ...]] = ()
    without_charts: ClassVar[tuple[str, ...]] = ()
    leaves_out: ClassVar[Mapping[str, str]] = {}

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield the files of two reports: their text, or a hash for a format that is not text."""
        for provider, write in self.formats():
            for report in (make_report(kind=_kind(provider)), short_report(_kind(provider))):
                written = _written(write, report)
                as_text = provider.media_type.startswith("text/")
                text = written.decode("utf-8") if as_text else sha256(written).hexdigest()
                yield f"The file of the format {provider.id!r}", text

    def formats(self) -> Iterator[tuple[ReportProvider, ReportWriter]]:
        """Yield each format under test with its writer, which gets in words what the format does not draw."""
        registry = self.registry()
        for each in self.providers(registry):
            provider = registry.reports.get(each.id)
            yield provider, partial(_write, registry.reports.resolve(each.id), provider)

    def text(self, provider: ReportProvider, written: bytes) -> str | None:
        """Return the text of a file, or None if the kit cannot read the format.

        Override this method for a format that is neither text nor a web page, a calendar, JSON, XML or an
        office document, so that its content can be checked.
        """
        return text_of(provider.media_type, written)

    def contents(self, provider: ReportProvider, report: Report) -> Iterable[object]:
        """Return the texts, numbers, days and ratings of a report that the format must have.

        A calendar has the entries, data for programs have the document, and every other format has all
        sections. Override this method for a format that is none of these.
        """
        if provider.media_type == "text/calendar":
            return values_of(report.entries)
        if provider.id in self.unmarked or provider.media_type == _DATA:
            return values_of(report.document)
        charts = provider.id not in self.without_charts
        return values_of([report.title, report.subtitle, report.sections], charts=charts)

    def test_suffix_and_media_type_are_well_formed(self) -> None:
        """A suffix is in lower case and starts with a dot."""
        for provider, _ in self.formats():
            suffix = provider.suffix
            good = suffix.startswith(".") and suffix == suffix.lower() and len(suffix) > 1
            require(good, f"The suffix {suffix!r} of {provider.id!r} is not like '.txt'.")
            require("/" in provider.media_type, f"{provider.media_type!r} is not a media type.")

    def test_draws_blocks_that_exist(self) -> None:
        """A name that is not that of a block is a mistake: the block would always be in words."""
        for provider, _ in self.formats():
            unknown = sorted({*provider.draws} - {*DRAWN})
            require(not unknown, f"{provider.id!r} draws {unknown}. Names of blocks are: {', '.join(DRAWN)}.")

    def test_writes_every_kind_of_block(self) -> None:
        """A report with every kind of block is written. The stream stays open."""
        for provider, write in self.formats():
            for kind in provider.kinds or _KINDS:
                require(_written(write, make_report(kind=kind)), f"{provider.id!r} wrote nothing for {kind}.")

    def test_writes_a_report_with_nothing_in_it(self) -> None:
        """An empty report gives a valid file."""
        for provider, write in self.formats():
            empty = Report(kind=_kind(provider), title="Nothing yet")
            require(_written(write, empty), f"{provider.id!r} wrote nothing for an empty report.")

    def test_carries_the_title_and_the_classification(self) -> None:
        """The file shows what it is and how to handle it."""
        for provider, write in self.formats():
            if provider.id in self.unmarked or provider.media_type == _DATA:
                continue
            for marking in Classification:
                report = make_report(title="A title to look for", classification=marking)
                text = self._readable(provider, _written(write, report))
                require("a title to look for" in text.casefold(), f"{provider.id!r} does not show the title.")
                require(marking.value in text, f"{provider.id!r} does not show {marking.value}.")

    def test_text_is_never_taken_for_markup(self) -> None:
        """Text that a council typed cannot become a script in a web page."""
        for provider, write in self.formats():
            if provider.media_type == "text/html":
                page = _written(write, make_report()).decode("utf-8")
                require("<script>alert(1)" not in page, f"{provider.id!r} writes text as markup.")

    def test_takes_every_audience(self) -> None:
        """A report for any audience is written."""
        for provider, write in self.formats():
            for audience in Audience:
                require(_written(write, make_report(audience=audience)), f"{provider.id!r}: {audience}.")

    def test_does_not_change_the_report(self) -> None:
        """The report's values are the same after it and another report are written."""
        for provider, write in self.formats():
            report, same = make_report(), make_report()
            _written(write, report)
            _written(write, evolve(report, title="Another"))
            require(report == same, f"{provider.id!r} changed the report.")

    def test_remembers_no_earlier_report(self) -> None:
        """A file has nothing of the reports written before it."""
        for provider, write in self.formats():
            kind = _kind(provider)
            first, second = short_report(kind, "m"), short_report(kind, "n")
            same_title = evolve(second, title=first.title)
            alone = _written(write, first)
            for other in (second, same_title, make_report(kind=kind)):
                text = self._readable(provider, _written(write, other))
                absent = missing(self.contents(provider, first), text)
                kept = [value for value in _words(self.contents(provider, first)) if value not in absent]
                kept = [value for value in kept if value not in _words(self.contents(provider, other))]
                require(
                    not kept,
                    f"{provider.id!r} writes {kept[:_SHOWN]} of an earlier report. {_FORGET}",
                )
            require(
                _written(write, first) == alone,
                f"{provider.id!r} writes a report differently after others were written. {_FORGET}",
            )

    def test_drops_nothing_of_a_short_report(self) -> None:
        """Every text, number, day and rating of a short report is in the file."""
        for provider, write in self.formats():
            for kind in provider.kinds or _KINDS:
                for report in (short_report(kind), answering_report(kind)):
                    text = self._readable(provider, _written(write, report))
                    self._require_contents(provider, report, text)
                    sentence = self.leaves_out.get(provider.id)
                    says = sentence and re.search(sentence, text)
                    require(not says, f"{provider.id!r} says that it left out a part of a report that fits.")

    def test_drops_nothing_of_a_long_report(self) -> None:
        """Everything of a long report is in the file, or the file says that something is left out."""
        for provider, write in self.formats():
            text = self._readable(provider, _written(write, report := long_report(_kind(provider))))
            sentence = self.leaves_out.get(provider.id)
            if sentence is None or not re.search(sentence, text):
                self._require_contents(provider, report, text)

    def test_writes_to_its_stream_alone(self) -> None:
        """Writing leaves no file, prints nothing and connects to nothing."""
        for provider, write in self.formats():
            with watching() as watch:
                _written(write, short_report(_kind(provider)))
            require(
                not watch.traces,
                f"{provider.id!r} does more than write to its stream: {watch}. "
                "Write everything to the stream, and delete temporary files.",
            )

    def test_writes_any_report(self) -> None:
        """A report with any characters, empty texts and unusual dates is written."""
        for provider, write in self.formats():
            _write_any(write, _kind(provider))

    def _readable(self, provider: ReportProvider, written: bytes) -> str:
        text = self.text(provider, written)
        if text is None:
            raise MissingTruthError(
                f"The kit cannot read {provider.media_type}, the media type of {provider.id!r}. "
                "Define `text` in a subclass of ReportContract, so that the content can be checked."
            )
        return text

    def _require_contents(self, provider: ReportProvider, report: Report, text: str) -> None:
        dropped = missing(self.contents(provider, report), text)
        require(
            not dropped,
            f"{provider.id!r} drops {len(dropped)} texts or numbers of a {report.kind} report, such as "
            f"{dropped[:_SHOWN]}. Write every block of every section: paragraphs, bullets, tables with "
            "their columns, tiles, charts, and every block that the format draws. A format that leaves "
            "things out on purpose says so in the file, and its contract has `leaves_out`.",
        )


def _kind(provider: ReportProvider) -> str:
    return (provider.kinds or ("readiness",))[0]


def _words(values: Iterable[object]) -> list[str]:
    """Return the texts that occur in one report only. Ratings, days and numbers can be in any report."""
    return [value for value in values if type(value) is str and not value.isdigit()]


def _write_any(write: ReportWriter, kind: str) -> None:
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(reports(kind=kind))
    def check(report: Report) -> None:
        _written(write, report)

    check()


def _write(write: ReportWriter, provider: ReportProvider, report: Report, stream: BinaryIO) -> None:
    write(for_format(report, provider), stream)


def _written(write: ReportWriter, report: Report) -> bytes:
    stream = io.BytesIO()
    write(report, stream)
    require(not stream.closed, "The writer closed the stream, which the caller must close.")
    return stream.getvalue()
