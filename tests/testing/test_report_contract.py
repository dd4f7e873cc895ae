"""The contract of report formats, kept and broken."""

from __future__ import annotations

from typing import Any

import pytest

from inspectprep.model.report import Report
from inspectprep.plugins import ReportProvider
from inspectprep.testing import ReportContract
from tests.testing.fakes import Plugin, broken
from tests.whole import whole


def write_well(report: Report, stream: Any) -> None:
    """Write what the contract asks for."""
    stream.write(f"{report.classification.value}\n{report.title}\n".encode())


def contract(write: Any, **changes: Any) -> ReportContract:
    """Return the contract of a plugin with one format."""
    values = {"id": "ours", "summary": "Ours", "suffix": ".txt", "media_type": "text/plain"} | changes

    class Ours(ReportContract):
        plugin = Plugin(ReportProvider(target=write, **values))

    return Ours()


def test_a_good_format_passes() -> None:
    """The smallest format that does what is asked keeps the contract."""
    assert broken(contract(write_well)) == set()


def write_nothing(report: Report, stream: Any) -> None:
    """Write nothing."""


def write_without_marking(report: Report, stream: Any) -> None:
    """Leave the classification out."""
    stream.write(report.title.encode())


def write_and_close(report: Report, stream: Any) -> None:
    """Close the stream of the caller."""
    write_well(report, stream)
    stream.close()


def write_markup(report: Report, stream: Any) -> None:
    """Let text through as markup."""
    write_well(report, stream)
    stream.write(whole(report.sections).encode())


@pytest.mark.parametrize(
    ("write", "changes", "test"),
    [
        (write_nothing, {}, "test_writes_every_kind_of_block"),
        (write_without_marking, {}, "test_carries_the_title_and_the_classification"),
        (write_markup, {"media_type": "text/html"}, "test_text_is_never_taken_for_markup"),
        (write_well, {"suffix": "txt"}, "test_suffix_and_media_type_are_well_formed"),
        (write_well, {"id": "Our Format"}, "test_providers_describe_themselves"),
        (write_well, {"summary": ""}, "test_providers_describe_themselves"),
        ("nowhere:write", {}, "test_plugin_loads_without_a_problem"),
    ],
)
def test_a_format_that_breaks_the_contract_is_caught(write: Any, changes: dict[str, Any], test: str) -> None:
    """Each rule of the contract can fail."""
    with pytest.raises(AssertionError):
        getattr(contract(write, **changes), test)()


def test_closing_the_stream_is_caught() -> None:
    """The caller closes the stream."""
    with pytest.raises((AssertionError, ValueError), match="closed"):
        contract(write_and_close).test_writes_every_kind_of_block()
