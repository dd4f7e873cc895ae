"""``inspectprep school-risk``: the score of a school, its drivers, and the way to record a decision."""

from __future__ import annotations

import shlex
from pathlib import Path

from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.codec import plain, read_toml
from inspectprep_inspectorates.school_risk import RiskDriver, SchoolRisk

__all__ = ["school_risk"]


def school_risk(file: Path, /, *, json: bool = False) -> int:
    """Show the risk of a school. It advises, and a person decides.

    Args:
        file: TOML file with the school, the drivers and your own weights.
        json: Write JSON.
    """
    risk = read_toml(file, SchoolRisk)
    if json:
        scored = {"lowest": risk.lowest, "highest": risk.highest, "advice": risk.advice}
        emit_json({"schema": "inspectprep/school-risk-score/1", **plain(risk), **scored})
        return 0
    rows = [_row(risk, driver) for driver in (*risk.known, *risk.unknown)]
    columns = ("Driver", "Value", "Points", "At most", "Source", "Note")
    table(f"Risk of {risk.school} on {day(risk.on)}", columns, rows)
    say(risk.advice)
    if risk.unknown:
        say("Find out first: " + "; ".join(driver.title for driver in risk.unknown) + ".")
    if not risk.weights_from:
        say("The file does not say who set the weights: add weights_from.")
    say(
        "The score does not decide. Record the decision of a person:",
        "inspectprep decision add --about school-risk --decided SENTENCE --person NAME --reason WORDS "
        f"--on DATE --advice {shlex.quote(risk.advice)}",
    )
    return 0


def _row(risk: SchoolRisk, driver: RiskDriver) -> tuple[str, ...]:
    points = risk.points(driver)
    return (
        driver.title,
        "not known" if driver.value is None else f"{driver.value:g}",
        "not known" if points is None else f"{points:.0f}",
        f"{risk.most(driver):.0f}",
        driver.source,
        driver.note,
    )
