"""The built-in formats come in through the hook, and cost nothing until they are used."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from io import BytesIO

from inspectprep.model.report import (
    Bullets,
    CalendarEntry,
    Paragraph,
    Report,
    Section,
    Span,
    Table,
    Tile,
    Tiles,
    TimelineChart,
)
from inspectprep.plugins import open_registry
from inspectprep.plugins.markers import PROJECT
from inspectprep.printable import printable
from inspectprep.reports.plugin import inspectprep_reports
from inspectprep.testing.builders import make_report

DAY = date(2018, 4, 9)


def test_the_formats_are_those_that_people_name() -> None:
    """Each id is its suffix without the dot, except where people say another word."""
    assert {each.id: each.suffix for each in inspectprep_reports()} == {
        "html": ".html",
        "md": ".md",
        "text": ".txt",
        "teams": ".teams.txt",
        "docx": ".docx",
        "xlsx": ".xlsx",
        "ics": ".ics",
        "json": ".json",
    }


def test_the_hook_is_marked() -> None:
    """Pluggy finds it under the project's name."""
    assert hasattr(inspectprep_reports, f"{PROJECT}_impl")


def test_providing_the_formats_loads_no_library() -> None:
    """Each library waits until its format is written."""
    code = "import sys, inspectprep.reports.plugin as p; p.inspectprep_reports(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "inspectprep.reports.plugin" in loaded
    assert not loaded & {"jinja2", "xlsxwriter", "icalendar", "cattrs", "polars", "inspectprep.reports.html"}


def test_a_format_loads_only_its_own_library() -> None:
    """Writing Markdown needs none at all."""
    code = "import sys, inspectprep.reports.markdown; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"jinja2", "xlsxwriter", "icalendar", "cattrs", "polars"}


def test_writers_leave_the_stream_open() -> None:
    """The caller opens, syncs and closes it."""
    from importlib import import_module  # noqa: PLC0415 - targets are names, as the registry sees them

    for provider in inspectprep_reports():
        module, _, name = str(provider.target).partition(":")
        stream = BytesIO()
        getattr(import_module(module), name)(make_report(), stream)
        assert stream.getvalue()
        assert not stream.closed


EVIL = "a\x1b[31mb\x07c\x9b1md\re\u202ef\x1b]8;;https://example.org\x07g"


def test_no_text_format_has_a_control_character() -> None:
    """In any part of a report, such as a title, a cell, a chart or an entry of a calendar."""
    chart = TimelineChart(spans=(Span(title=EVIL, start=DAY, group=EVIL),), caption=EVIL)
    table = Table(columns=(EVIL, "b"), rows=((EVIL, EVIL),), caption=EVIL, group=EVIL)
    tiles = Tiles(tiles=(Tile(title=EVIL, value=EVIL, detail=EVIL),))
    blocks = (Paragraph(text=EVIL), Bullets(items=(EVIL,)), table, tiles, chart)
    report = Report(
        kind="timeline",
        title=EVIL,
        subtitle=EVIL,
        sections=(Section(title=EVIL, blocks=blocks),),
        entries=(CalendarEntry(uid="a", title=EVIL, start=DAY, end=DAY, description=EVIL, deadline=True),),
        document={EVIL: EVIL},
    )
    registry = open_registry(load_plugins=False)
    for provider in registry.reports:
        if provider.media_type.startswith(("text/", "application/json")):
            stream = BytesIO()
            registry.reports.resolve(provider)(report, stream)
            written = stream.getvalue().decode()
            assert printable(written) == written.replace("\r\n", "\n"), provider.id
            assert "b" in written
