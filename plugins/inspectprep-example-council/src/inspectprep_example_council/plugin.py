"""The hooks of Westhaven's plugin.

inspectprep imports this module whenever a hook may matter, so it names its targets by text and does not
import them.
"""

from __future__ import annotations

from pathlib import Path

from inspectprep.plugins import (
    CalendarProvider,
    CodesProvider,
    FrameworkProvider,
    ReportProvider,
    RuleProvider,
    SourceProvider,
    TaskProvider,
    hookimpl,
)

HERE = Path(__file__).parent
HOME = "inspectprep_example_council"

inspectprep_api = 1


@hookimpl
def inspectprep_frameworks() -> list[FrameworkProvider]:
    """Provide the short inspection as Westhaven plans it."""
    return [
        FrameworkProvider(
            id="westhaven",
            summary="The ILACS short inspection with Westhaven's own planning dates",
            target=HERE / "westhaven.toml",
            variants=("westhaven-short",),
        )
    ]


@hookimpl
def inspectprep_calendars() -> list[CalendarProvider]:
    """Provide the days on which Westhaven is closed."""
    return [
        CalendarProvider(
            id="westhaven",
            summary="Westhaven's closure between Christmas and New Year",
            target=f"{HOME}.closures:between",
        )
    ]


@hookimpl
def inspectprep_tasks() -> list[TaskProvider]:
    """Provide Westhaven's own tasks."""
    return [
        TaskProvider(
            id="westhaven",
            summary="Westhaven's own tasks: the ferry, the island office, the school heads",
            target=HERE / "tasks.toml",
        )
    ]


@hookimpl
def inspectprep_reports() -> list[ReportProvider]:
    """Provide a report that fits on one page, in place of the built-in plain text."""
    return [
        ReportProvider(
            id="one-page",
            summary="One page of plain text, for an email or a noticeboard",
            target=f"{HOME}.one_page:write",
            suffix=".txt",
            media_type="text/plain",
            replaces="text",
        )
    ]


@hookimpl
def inspectprep_codes() -> list[CodesProvider]:
    """Provide the code that Westhaven adds to the sources of contacts."""
    return [
        CodesProvider(
            id="westhaven",
            summary="Westhaven's island office as a source of contacts",
            target=[HERE / "codes.toml"],
        )
    ]


@hookimpl
def inspectprep_rules() -> list[RuleProvider]:
    """Provide Westhaven's own rule."""
    return [
        RuleProvider(
            id="westhaven",
            summary="Westhaven's own standard for seeing children in need",
            target=f"{HOME}.rules:RULES",
        )
    ]


@hookimpl
def inspectprep_sources() -> list[SourceProvider]:
    """Provide a reader of the exports of Westhaven's case system and of other text files."""
    return [
        SourceProvider(
            id="westhaven-exports",
            summary="Text files, including exports of Westhaven's case system",
            target=f"{HOME}.exports:read",
            suffixes=(".csv", ".tsv", ".txt"),
            replaces="text",
        )
    ]
