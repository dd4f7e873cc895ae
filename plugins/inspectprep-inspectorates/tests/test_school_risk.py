"""A risk score advises, shows its drivers, and never decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from inspectprep.cli.run import run
from inspectprep.codec import dumps, read_toml
from inspectprep.errors import DocumentError, InvalidValueError
from inspectprep.model.decision import Decision
from inspectprep_inspectorates.school_risk import RiskDriver, SchoolRisk

DAY = date(2026, 11, 30)
FILE = """\
schema = "inspectprep/school-risk/1"
school = "Ashfield Primary"
on = 2026-11-30
weights_from = "Education board, 2 November 2026"

[[drivers]]
id = "leadership"
title = "New head teacher"
weight = 2
value = 1

[[drivers]]
id = "attendance"
title = "Attendance"
weight = 1.5
value = 0.4

[[drivers]]
id = "complaints"
title = "Complaints"
weight = 0.5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a school with one value missing."""
    path = tmp_path / "school.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_score_is_a_range_while_a_value_is_missing(file: Path) -> None:
    """A missing value is neither no risk nor the average."""
    risk = read_toml(file, SchoolRisk)
    assert (risk.lowest, risk.highest) == (65.0, 77.5)
    assert [driver.id for driver in risk.known] == ["leadership", "attendance"]
    assert [driver.id for driver in risk.unknown] == ["complaints"]
    assert "New head teacher 50; Attendance 15; Complaints not known, up to 12" in risk.advice


def test_a_person_decides_and_the_score_is_the_advice(file: Path) -> None:
    """The decision can go against the score. No rating is derived from it."""
    risk = read_toml(file, SchoolRisk)
    decision = risk.decide(decided="No visit this term", person="Ann Other", reason="New in post", on=DAY)
    assert decision == Decision(
        about="school-risk",
        decided="No visit this term",
        person="Ann Other",
        reason="New in post",
        on=DAY,
        advice=risk.advice,
    )
    assert decision.advised is None
    with pytest.raises(InvalidValueError):
        risk.decide(decided="No visit", person=" ", reason="New in post", on=DAY)


@given(
    st.lists(
        st.tuples(
            st.floats(0.01, 1000),
            st.one_of(st.none(), st.floats(0, 1)),
            st.one_of(st.none(), st.floats(0, 1)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_learning_a_value_stays_in_the_range(rows: list[tuple[float, float | None, float | None]]) -> None:
    """The range lies in 0 to 100, ends in one score when everything is known, and only narrows."""
    drivers = tuple(
        RiskDriver(id=f"d{index}", title=f"Driver {index}", weight=weight, value=value)
        for index, (weight, value, _) in enumerate(rows)
    )
    risk = SchoolRisk(school="A", on=DAY, drivers=drivers)
    learnt = tuple(
        RiskDriver(
            id=each.id,
            title=each.title,
            weight=each.weight,
            value=each.value if each.value is not None else later,
        )
        for each, (_, _, later) in zip(drivers, rows, strict=True)
    )
    after = SchoolRisk(school="A", on=DAY, drivers=learnt)
    slack = 1e-6
    assert -slack <= risk.lowest <= after.lowest + slack
    assert after.lowest <= after.highest + slack
    assert after.highest <= risk.highest + slack
    assert risk.highest <= 100 + slack
    assert bool(after.unknown) or abs(after.highest - after.lowest) <= slack


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("weight = 2", "weight = 0"), "drivers[0].weight"),
        (("weight = 2", "weight = inf"), "drivers[0].weight"),
        (("weight = 2\n", ""), "drivers[0].weight"),
        (("value = 1\n", "value = 3\n"), "drivers[0].value"),
        (("value = 1\n", "value = nan\n"), "drivers[0].value"),
        (('id = "attendance"', 'id = "leadership"'), "drivers"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_place(
    file: Path, change: tuple[str, str], place: str
) -> None:
    """No weight has a default, and no value is outside its scale."""
    file.write_text(FILE.replace(*change), encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        read_toml(file, SchoolRisk)
    assert place in str(caught.value)


def test_a_score_needs_drivers() -> None:
    """Nothing is not a low risk."""
    with pytest.raises(InvalidValueError):
        SchoolRisk(school="A", on=DAY, drivers=())


def test_the_command_shows_the_drivers_and_how_to_record_the_decision(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It says what is missing, and that a person decides."""
    assert run(["school-risk", str(file)]) == 0
    shown = capfd.readouterr().out
    for words in (
        "65 to 78 of 100",
        "Find out first: Complaints.",
        "The score does not decide.",
        "decision add",
    ):
        assert words in shown
    assert run(["school-risk", str(file), "--json"]) == 0
    assert '"highest": 77.5' in capfd.readouterr().out


def test_a_risk_is_written_as_it_is_read(file: Path) -> None:
    """The document is a kind like any other."""
    risk = read_toml(file, SchoolRisk)
    assert '"inspectprep/school-risk/1"' in dumps(risk)
