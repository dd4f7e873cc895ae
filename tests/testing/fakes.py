"""Fakes for the tests of contracts."""

from __future__ import annotations

from typing import Any

from inspectprep.plugins import hookimpl
from inspectprep.plugins.providers import CalendarProvider, Provider, ReportProvider, SourceProvider


class Plugin:
    """A plugin with one provider, which the test chooses."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    def _if(self, kind: type[Provider]) -> list[Any]:
        return [self.provider] if isinstance(self.provider, kind) else []

    @hookimpl
    def inspectprep_reports(self) -> list[ReportProvider]:
        """Provide it, if it is a report format."""
        return self._if(ReportProvider)

    @hookimpl
    def inspectprep_calendars(self) -> list[CalendarProvider]:
        """Provide it, if it is a calendar."""
        return self._if(CalendarProvider)

    @hookimpl
    def inspectprep_sources(self) -> list[SourceProvider]:
        """Provide it, if it is a source."""
        return self._if(SourceProvider)


def broken(contract: Any) -> set[str]:
    """Return the names of a contract's tests that its plugin fails."""
    failed = set()
    for name in dir(contract):
        if name.startswith("test_"):
            try:
                getattr(contract, name)()
            except Exception:  # noqa: BLE001 - a plugin may fail in any way
                failed.add(name)
    return failed


def message_of(contract: Any, test: str) -> str:
    """Return the message with which a contract's test fails. Empty if the test passes."""
    try:
        getattr(contract, test)()
    except AssertionError as error:
        return str(error)
    return ""
