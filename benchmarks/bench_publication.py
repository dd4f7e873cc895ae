"""The day of publication: how far off its forecast is, on inspections that were not used to fit it.

The usual day of each period, the delays of late reports and the share of reports that local elections delay
are fitted on some councils, or on what was published by a day, and scored on the others or on what came
later. The dates of the pauses and the periods are those of the framework. A council's answer to whether it
votes is not known to the forecast. Errors and widths are in working days. Without a history file, the script
looks for that of the shared data.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from attrs import evolve
from timing import show

from inspectprep.calendar.working import england
from inspectprep.frameworks.catalogue import ResolvedVariant
from inspectprep.history import read_history
from inspectprep.model.framework import Framework, Milestone, Pause, Window
from inspectprep.model.inspection import Inspection
from inspectprep.model.offset import Offset
from inspectprep.model.past_inspection import InspectionKind, PastInspection
from inspectprep.planning.pauses import Pauses
from inspectprep.planning.schedule import Planner
from inspectprep.plugins import open_registry
from inspectprep.workspace import Workspace

SHARED = Path(os.environ.get("INSPECTPREP_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SINCE = date(2021, 1, 1)
CHALLENGED = 20
ENOUGH = 20
DAYS_OF_TWO_YEARS = 731
_DAYS = england()


class Score(NamedTuple):
    """The scores of one group of inspections."""

    n: int
    error: float
    by_8_in_10: float
    by_19_in_20: float
    width: float

    def __str__(self) -> str:
        """Return the scores as one line."""
        return (
            f"{self.n} inspections: mean error {self.error:.1f}, "
            f"out by the day of 8 in 10: {self.by_8_in_10:.0%}, of 19 in 20: {self.by_19_in_20:.0%}, "
            f"median width to 8 in 10: {self.width:g}"
        )


def read(path: Path) -> list[PastInspection]:
    """Return the published ILACS inspections of a history file, in order of their last day on site."""
    found = [each for each in read_history(path) if each.kind is InspectionKind.ILACS and each.published]
    return sorted(found, key=lambda past: past.end)


def fitted(resolved: ResolvedVariant, sample: list[PastInspection]) -> ResolvedVariant:
    """Return the variant with its windows and local elections fitted on a sample."""
    milestone = _publication(resolved)
    windows = tuple(_usual(window, sample) for window in milestone.windows)
    framework = evolve(
        resolved.framework,
        pauses=tuple(_counted(pause, windows, sample) for pause in resolved.framework.pauses),
    )
    windows = tuple(_delays(window, windows, framework, sample) for window in windows)
    changed = evolve(milestone, windows=windows)
    milestones = tuple(changed if each is milestone else each for each in resolved.variant.milestones)
    return resolved._replace(framework=framework, variant=evolve(resolved.variant, milestones=milestones))


def score(resolved: ResolvedVariant, unseen: list[PastInspection]) -> Score:
    """Return the scores of a fitted variant on inspections."""
    planner = Planner(resolved.framework, resolved.variant)
    errors, eight, nineteen, widths = [], [], [], []
    for past in unseen:
        visit = Inspection(
            variant=resolved.variant.id,
            notified=past.start - timedelta(days=7),
            actual={"fieldwork": (past.start, past.end)},
        )
        event = planner.schedule(visit)["publication"]
        if event.date is None or event.earliest is None or event.by_8_in_10 is None or event.latest is None:
            continue
        errors.append(abs(_DAYS.between(event.date, _published(past))))
        eight.append(_published(past) <= event.by_8_in_10)
        nineteen.append(_published(past) <= event.latest)
        widths.append(_DAYS.between(event.earliest, event.by_8_in_10))
    return Score(len(errors), mean(errors), mean(eight), mean(nineteen), median(widths))


def crossed(resolved: ResolvedVariant, past: list[PastInspection], since: date = SINCE) -> list[Score]:
    """Return the scores of each half of the councils, with figures that are fitted on the other half."""
    names = sorted({each.authority for each in past})
    scores = []
    for half in (0, 1):
        own = set(names[half::2])
        unseen = [each for each in past if each.authority in own and each.end >= since]
        scores.append(score(fitted(resolved, [each for each in past if each.authority not in own]), unseen))
    return scores


def forward(resolved: ResolvedVariant, past: list[PastInspection], day: date) -> Score:
    """Return the scores of the inspections after a day, with figures that are fitted on reports before."""
    known = [each for each in past if _published(each) <= day]
    return score(fitted(resolved, known), [each for each in past if each.end > day])


def _publication(resolved: ResolvedVariant) -> Milestone:
    return next(each for each in resolved.variant.milestones if each.id == "publication")


def _published(past: PastInspection) -> date:
    return past.published or date.max


def _covers(window: Window, day: date) -> bool:
    return (window.starting or date.min) <= day <= (window.until or date.max)


def _usual(window: Window, sample: list[PastInspection]) -> Window:
    waits = Counter(_DAYS.between(past.end, _published(past)) for past in sample if _covers(window, past.end))
    return (
        evolve(window, expected=Offset.parse(f"{waits.most_common(1)[0][0]} working days"))
        if waits
        else window
    )


def _due(windows: tuple[Window, ...], past: PastInspection) -> date:
    window = next(window for window in windows if _covers(window, past.end))
    return _DAYS.add(past.end, window.expected.amount)


def _counted(pause: Pause, windows: tuple[Window, ...], sample: list[PastInspection]) -> Pause:
    """Return a local election with the reports of the sample that it delayed, and those that it did not."""
    if pause.everywhere:
        return pause
    due = [past for past in sample if pause.starting <= _due(windows, past) <= pause.until]
    on_time = sum(_published(past) <= pause.until for past in due)
    return evolve(pause, on_time=on_time, delayed=len(due) - on_time)


def _delays(
    window: Window, windows: tuple[Window, ...], framework: Framework, sample: list[PastInspection]
) -> Window:
    pauses = Pauses(framework.pauses, _DAYS, {})
    covered = [past for past in sample if _covers(window, past.end)]
    if len(covered) < ENOUGH:
        # The usual day of a new period is announced. Delays are those of the latest years.
        latest = max(past.end for past in sample)
        covered = [past for past in sample if latest - timedelta(days=DAYS_OF_TWO_YEARS) < past.end]
    delays = []
    for past in covered:
        due = _due(windows, past)
        release = pauses.certain(due)
        possible = pauses.possible(release.usual)
        if possible and _published(past) > possible.until:
            release = pauses.longest(due)
        delays.append(_DAYS.between(release.usual, _published(past)))
    late = tuple(sorted(delay for delay in delays if delay > 0))
    years = f"{covered[0].end:%B %Y} to {max(_published(past) for past in covered):%B %Y}"
    return evolve(window, sample=len(covered), delays=late, years=years, challenged=CHALLENGED)


def main() -> None:
    """Score the figures of either half of the councils and of earlier reports, and print those of all."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data/published/history.csv"
    if not path.exists():
        show("no history file here", ("give one as an argument",))
        return
    past = read(path)
    resolved = Workspace(registry=open_registry(load_plugins=False)).catalogue.find("ilacs-standard")
    for half, scored in enumerate(crossed(resolved, past), start=1):
        show(f"half {half} of the councils, fitted on the other, since {SINCE.year}", (str(scored),))
    for day in (date(2023, 1, 1), date(2025, 1, 1), date(2025, 7, 1)):
        show(f"after {day:%d %B %Y}, fitted on reports before", (str(forward(resolved, past, day)),))
    whole = fitted(resolved, past)
    for window in _publication(whole).windows:
        show(
            f"fitted on all, {window.starting} to {window.until or 'now'}",
            (f"usual {window.expected}, n {window.sample}, {window.years}", f"delays {list(window.delays)}"),
        )
    local = [pause for pause in whole.framework.pauses if pause.delayed or pause.on_time]
    show("local elections", [f"{each.id}: {each.delayed} delayed, {each.on_time} on time" for each in local])
    show(f"all as shipped, since {SINCE.year}", (str(score(resolved, [p for p in past if p.end >= SINCE])),))


if __name__ == "__main__":
    main()
