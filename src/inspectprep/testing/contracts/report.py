"""The contract of a report format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import ClassVar

from attrs import evolve

from inspectprep.extras import optional
from inspectprep.model.audience import Audience
from inspectprep.model.report import Classification, Report
from inspectprep.plugins.providers import ReportProvider, ReportWriter
from inspectprep.testing.builders import make_report
from inspectprep.testing.contracts.base import Contract, require


class ReportContract(Contract):
    """The contract of a report format from ``inspectprep_reports``.

    Attributes:
        unmarked: The ids of formats that cannot show a title and a classification, such as data for
            programs.

    Example:
        >>> class TestOnePage(ReportContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "reports"
    unmarked: ClassVar[tuple[str, ...]] = ()

    def formats(self) -> Iterator[tuple[ReportProvider, ReportWriter]]:
        """Yield each format under test with its writer."""
        registry = self.registry()
        for provider in self.providers(registry):
            yield registry.reports.get(provider.id), registry.reports.resolve(provider.id)

    def text(self, provider: ReportProvider, written: bytes) -> str | None:
        """Return the text of a file, or None if this contract cannot read the format.

        Override this method for a format that is not text, so that its title and classification are
        checked too.
        """
        return written.decode("utf-8") if provider.media_type.startswith("text/") else None

    def test_suffix_and_media_type_are_well_formed(self) -> None:
        """A suffix is in lower case and starts with a dot."""
        for provider, _ in self.formats():
            suffix = provider.suffix
            good = suffix.startswith(".") and suffix == suffix.lower() and len(suffix) > 1
            require(good, f"The suffix {suffix!r} of {provider.id!r} is not like '.txt'.")
            require("/" in provider.media_type, f"{provider.media_type!r} is not a media type.")

    def test_writes_every_kind_of_block(self) -> None:
        """A report with every kind of block is written. The stream stays open."""
        for provider, write in self.formats():
            for kind in provider.kinds or ("timeline", "checklist", "readiness", "comparison", "check"):
                require(_written(write, make_report(kind=kind)), f"{provider.id!r} wrote nothing for {kind}.")

    def test_writes_a_report_with_nothing_in_it(self) -> None:
        """An empty report gives a valid file."""
        for provider, write in self.formats():
            empty = Report(kind=(provider.kinds or ("timeline",))[0], title="Nothing yet")
            require(_written(write, empty), f"{provider.id!r} wrote nothing for an empty report.")

    def test_carries_the_title_and_the_classification(self) -> None:
        """The file shows what it is and how to handle it."""
        for provider, write in self.formats():
            if provider.id in self.unmarked:
                continue
            for marking in Classification:
                report = make_report(title="A title to look for", classification=marking)
                text = self.text(provider, _written(write, report))
                if text is None:
                    continue
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

    def test_does_not_change_or_remember_the_report(self) -> None:
        """The report's values are the same after it and another report are written."""
        for provider, write in self.formats():
            report, same = make_report(), make_report()
            _written(write, report)
            _written(write, evolve(report, title="Another"))
            require(report == same, f"{provider.id!r} changed the report.")

    def test_writes_any_report(self) -> None:
        """A report with any characters, empty texts and unusual dates is written."""
        for provider, write in self.formats():
            _write_any(write, provider.kinds)


def _write_any(write: ReportWriter, kinds: tuple[str, ...]) -> None:
    with optional("hypothesis"):
        from hypothesis import given, settings  # noqa: PLC0415 - the other tests do without it
    from inspectprep.testing.reports import reports  # noqa: PLC0415 - needs hypothesis

    @settings(max_examples=25, deadline=None)
    @given(reports(kind=(kinds or ("readiness",))[0]))
    def check(report: Report) -> None:
        _written(write, report)

    check()


def _written(write: ReportWriter, report: Report) -> bytes:
    stream = io.BytesIO()
    write(report, stream)
    require(not stream.closed, "The writer closed the stream, which the caller must close.")
    return stream.getvalue()
