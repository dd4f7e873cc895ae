"""The JSON report: the document, readable by people and programs."""

from __future__ import annotations

import json as reader
from datetime import date
from io import BytesIO

import pytest

from inspectprep.codec import load
from inspectprep.model.report import Report
from inspectprep.model.timeline import Timeline
from inspectprep.reports import json
from inspectprep.reports.compose import report_of
from tests.reports.plans import timeline


def written(report: Report) -> str:
    """Return the file's text."""
    stream = BytesIO()
    json.write(report, stream)
    return stream.getvalue().decode()


def test_a_timeline_comes_back_as_it_was() -> None:
    """What is written can be read into an equal value."""
    assert load(reader.loads(written(report_of(timeline()))), Timeline) == timeline()


def test_letters_stay_letters_and_days_are_iso() -> None:
    """No escapes for Łódź, no local form of a date, a newline at the end."""
    text = written(Report(kind="x", title="x", document={"place": "Łódź", "day": date(2018, 4, 9)}))
    assert text == '{\n  "place": "Łódź",\n  "day": "2018-04-09"\n}\n'


def test_what_is_not_json_is_refused() -> None:
    """A document with anything else in it is a mistake in the plugin that made it."""
    with pytest.raises(TypeError, match="holds JSON values only"):
        written(Report(kind="x", title="x", document={"x": object()}))
