"""Values as one line: short, telling, and without what a notebook must not store."""

from __future__ import annotations

import importlib.util
import pkgutil
from datetime import date
from typing import Any, NamedTuple

import polars as pl
import pytest
from attrs import fields, has
from hypothesis import given, strategies as st

import inspectprep
from inspectprep.annexa import AnnexAData, check_dataset
from inspectprep.model.debrief import Lesson
from inspectprep.model.evidence import EvidenceItem, EvidenceKind
from inspectprep.model.finding import Finding, Location, Nature, Severity
from inspectprep.model.release import DailyNote
from inspectprep.model.representation import WIDTH, frozen, one_line, with_one_line
from inspectprep.testing.builders import make_check_summary, make_checklist, make_report, make_timeline
from inspectprep.workspace.personal_data.known_names import ChildName
from tests.reports.plans import readiness

PRIVATE_NAMES = ("inspectprep.cli", "inspectprep.__main__", "inspectprep.testing.pytest")
OPTIONAL = {"inspectprep.sources.with_calamine": "python_calamine"}


def public_classes() -> list[type[Any]]:
    """Return every class of values that does not start with an underscore, of the whole package."""
    found = []
    for each in pkgutil.walk_packages(inspectprep.__path__, "inspectprep."):
        if each.name.startswith(PRIVATE_NAMES):
            continue
        if each.name in OPTIONAL and not importlib.util.find_spec(OPTIONAL[each.name]):
            continue
        module = importlib.import_module(each.name)
        own = [value for value in vars(module).values() if isinstance(value, type)]
        found += [
            cls
            for cls in own
            if has(cls) and cls.__module__ == each.name and not cls.__name__.startswith("_")
        ]
    return found


CLASSES = public_classes()
LONG = "A text that is much longer than a line.\n" * 50
FILLINGS = [
    LONG,
    (LONG,) * 500,
    10**80,
    date(2026, 9, 7),
    pl.DataFrame({"a": [LONG] * 99}),
    {LONG: LONG},
    None,
]


def filled(cls: type[Any], place: int) -> Any:
    """Return a value of a class whose fields are long, whatever their types are."""
    value = cls.__new__(cls)
    for number, attribute in enumerate(fields(cls)):
        object.__setattr__(value, attribute.name, FILLINGS[(number + place) % len(FILLINGS)])
    return value


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
def test_every_public_value_is_one_line(cls: type[Any]) -> None:
    """Also with the longest content."""
    if getattr(cls, "__one_line__", ()):
        known = {each.name for each in fields(cls)} | set(dir(cls))
        assert set(cls.__one_line__) <= known
        assert cls.__repr__ is one_line
        return
    for place in range(len(FILLINGS)):
        line = repr(filled(cls, place))
        assert len(line) <= WIDTH, "import frozen from inspectprep.model.representation"
        assert "\n" not in line
        assert line.startswith(f"{cls.__name__}(")


def test_the_walk_finds_the_values() -> None:
    """The package has hundreds of them, some of every part."""
    assert len(CLASSES) > 250
    assert {"Timeline", "CheckResult", "Rule", "ReportContext"} <= {cls.__name__ for cls in CLASSES}


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (
            make_timeline(),
            "Timeline(variant='ilacs-short', authority='Westhaven', notified=2026-09-07, events=<8>)",
        ),
        (
            make_timeline()["fieldwork"],
            "Event(id='fieldwork', date=2026-09-15, end=2026-09-18, title='Inspectors are on site', …)",
        ),
        (
            make_checklist()["brief-staff"],
            "Task(id='brief-staff', due=2026-09-08, status=to-do, owners='psw', title='Brief staff')",
        ),
        (
            readiness(),
            "Readiness(rating=red, notified=2018-04-09, as_of=2018-04-10, authority='Oxfordshire', …)",
        ),
        (
            make_check_summary(),
            "CheckSummary(as_of=2026-09-07, rows=200, errors=7, warnings=0, queries=0, complete=True)",
        ),
    ],
)
def test_a_line_says_what_the_value_is(value: object, line: str) -> None:
    """What people look for comes first."""
    assert repr(value) == line


def test_a_check_result_is_counted_and_not_shown() -> None:
    """Its findings, lists and rules by number."""
    result = check_dataset(AnnexAData(tables={}, places=(), as_of=date(2026, 9, 7)))
    line = repr(result)
    assert line.startswith(
        f"CheckResult(findings=<{result.findings.height}>, dataset=AnnexAData(as_of=2026-09-07), "
    )
    assert len(line) <= WIDTH


def test_a_finding_leads_to_the_cell_without_its_value() -> None:
    """The value is in no part of the line, and neither is the message."""
    finding = Finding(
        rule="AA-F-900",
        severity=Severity.ERROR,
        nature=Nature.DATA,
        list=3,
        location=Location(file="a.xlsx", sheet="List 3", row=7, cell="B7", column="Gender"),
        message="Empty",
        value="Zebedee",
    )
    line = repr(finding)
    assert line.startswith("Finding(rule='AA-F-900', severity=error, location=Location(cell='B7', row=7, ")
    assert "Zebedee" not in line
    assert "Gender" not in line


MARK = "Zebedee"


@pytest.mark.parametrize(
    "value",
    [
        Lesson(learned=MARK),
        DailyNote(day=date(2026, 9, 7), text=MARK, outcome=True),
        EvidenceItem(title=MARK, kind=EvidenceKind.AUDIT, says=MARK),
        make_report(title=MARK, outcome=True),
        ChildName(MARK, MARK),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_record_shows_no_text(value: object) -> None:
    """A text may give an outcome, and a notebook stores every line."""
    assert MARK not in repr(value)
    assert MARK not in repr((value, value))


def test_a_value_that_is_marked_as_safe_shows_its_title() -> None:
    """The rule above can fail."""
    assert MARK in repr(make_report(title=MARK, outcome=False))


@given(st.text(), st.lists(st.text()), st.integers(), st.text())
def test_any_text_fits(title: str, notes: list[str], number: int, name: str) -> None:
    """Control characters, quotes and scripts of any kind stay on the line."""

    @frozen
    class Value:
        title: str
        notes: tuple[str, ...]
        number: int
        name: str

    line = repr(Value(title, tuple(notes), number, name))
    assert len(line) <= WIDTH
    assert line.isprintable() or any(not each.isprintable() for each in repr(title + name))
    assert len(line.splitlines()) == 1


def test_a_named_tuple_and_an_own_text_are_possible() -> None:
    """A class that has its own text has it still."""

    @with_one_line
    class Pair(NamedTuple):
        one: str
        two: tuple[int, ...]

    @frozen
    class Own:
        one: str

        def __repr__(self) -> str:
            return "own"

    assert repr(Pair("a" * 200, (1, 2))) == f"Pair(one='{'a' * 41}…', two=<2>)"
    assert repr(Own("x")) == "own"
