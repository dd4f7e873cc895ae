"""The chart of a value, or of several values of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.extras import optional
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.evidence import EvidenceBase, EvidenceItem
from inspectprep.model.finding import CheckSummary
from inspectprep.model.readiness import Readiness
from inspectprep.model.timeline import Timeline
from inspectprep.planning.evidence.survey import as_evidence, newest
from inspectprep.views.charts.freshness import evidence_chart, lists_chart
from inspectprep.views.charts.history import ratings_chart, scores_chart
from inspectprep.views.charts.style import Palette, palette_of
from inspectprep.views.charts.timelines import plans_chart, sliding_chart

with optional("altair"):
    import altair as alt

if TYPE_CHECKING:
    from inspectprep.annexa import CheckResult, SavedResult
    from inspectprep.workspace.readiness import WorkspaceReadiness

_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "Timeline": ("dates",),
    "CheckResult": ("findings", "freshness", "scores"),
    "CheckSummary": ("findings", "freshness"),
    "SavedResult": ("scores",),
    "Readiness": ("ratings",),
    "EvidenceItem": ("freshness",),
}


@checked_arguments
def chart(
    value: Timeline
    | CheckResult
    | CheckSummary
    | SavedResult
    | Readiness
    | WorkspaceReadiness
    | EvidenceItem
    | EvidenceBase
    | Iterable[
        Timeline
        | CheckResult
        | SavedResult
        | Readiness
        | WorkspaceReadiness
        | EvidenceItem
        | tuple[object, Readiness | WorkspaceReadiness]
    ],
    *,
    of: str = "",
    slider: bool = False,
    on: date | None = None,
    dark: bool | None = None,
) -> alt.LayerChart:
    """Return the chart of a value, or of several of one kind.

    ============  ==================================================================================
    Timeline      ``dates``: one plan, or several on the same axis
    CheckResult   ``findings`` by team and list, as bands of counts; ``freshness`` of the lists; or
                  ``scores``: the data quality of each list, over time if there are several
    CheckSummary  ``findings`` by severity and list, or ``freshness`` of the lists
    SavedResult   ``scores``
    Readiness     ``ratings`` of themes: over time, or for each day of the call if one day gave all
    EvidenceItem  ``freshness`` on a day; an EvidenceBase counts as its items and newest surveys
    ============  ==================================================================================

    Args:
        value: A value, or several of one kind. Of a pair, such as a day and its answer, the last part counts.
        of: The subject. Empty for the first in the table.
        slider: Show one day of the call at a time, chosen with a slider. Give a timeline for each day.
        on: The day on which evidence is looked at.
        dark: Use colours for a dark page. None: as Altair's theme.

    Raises:
        UnknownNameError: if there is no chart of such a value, or not of this subject.
        InspectPrepError: if there is nothing to draw, values are of several kinds, or an option does not fit.
        LibraryError: if Altair is not installed.
    """
    values = _values_of(value)
    kinds = list(dict.fromkeys(map(_kind_of, values)))
    if not kinds:
        raise InspectPrepError(
            "There is nothing to draw.", remedy=f"Give one or more of: {', '.join(_SUBJECTS)}."
        )
    if len(kinds) > 1:
        raise InspectPrepError(
            f"These values are of several kinds: {', '.join(kinds)}.", remedy="Give values of one kind."
        )
    (kind,) = kinds
    if of and of not in _SUBJECTS[kind]:
        raise UnknownNameError(f"chart of a {kind}", of, _SUBJECTS[kind])
    if slider and kind != "Timeline":
        raise InspectPrepError(
            f"There is no slider for a {kind}.", remedy="Leave slider out, or give timelines."
        )
    if on is not None and kind != "EvidenceItem":
        raise InspectPrepError(f"A {kind} has its own day.", remedy="Leave on out.")
    subject = of or _SUBJECTS[kind][0]
    palette = palette_of(dark)
    if kind == "Timeline":
        return sliding_chart(values, palette) if slider else plans_chart(values, palette)
    if kind == "Readiness":
        return ratings_chart(values, palette)
    if kind == "EvidenceItem":
        if on is None:
            raise InspectPrepError(
                "The day on which evidence is looked at is missing.", remedy="Give on=DAY."
            )
        return evidence_chart(values, palette, on=on)
    return _check_chart(values, kind, subject, palette)


def _check_chart(values: Sequence[Any], kind: str, subject: str, palette: Palette) -> alt.LayerChart:
    """Return a chart of one or more checks of Annex A."""
    if subject == "scores":
        # A result has its list date in its data.
        days = [getattr(value, "dataset", value).as_of for value in values]
        return scores_chart(zip(days, (value.scores for value in values), strict=True), palette)
    if len(values) > 1:
        raise InspectPrepError(
            f"A chart of {subject} is of one {kind}, and these are {len(values)}.",
            remedy="Give one, or of='scores' for check results.",
        )
    (value,) = values
    if subject == "freshness":
        return lists_chart(getattr(value, "counts", value), palette)
    # Only this chart needs a library of dataframes.
    findings = import_module("inspectprep.views.charts.findings")
    draw = findings.team_chart if kind == "CheckResult" else findings.severity_chart
    drawn: alt.LayerChart = draw(value, palette)
    return drawn


def _values_of(value: Any) -> list[Any]:
    several = isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping, Timeline))
    parts = map(_part, value) if several else [_part(value)]
    return [each for part in parts for each in _items(part)]


def _part(value: Any) -> Any:
    """Return what is drawn of a value: the last part of a pair, and the readiness in a workspace's answer."""
    last = value[-1] if isinstance(value, tuple) and value else value
    own = getattr(last, "readiness", last)
    return own if isinstance(own, Readiness) else last


def _items(part: Any) -> Sequence[Any]:
    if not isinstance(part, EvidenceBase):
        return (part,)
    return (*part.items, *map(as_evidence, newest(part.measures)))


def _kind_of(value: object) -> str:
    for cls in (Timeline, CheckSummary, Readiness, EvidenceItem):
        if isinstance(value, cls):
            return cls.__name__
    # The classes of these need a library of dataframes.
    if isinstance(getattr(value, "counts", None), CheckSummary):
        return "CheckResult"
    if isinstance(getattr(value, "scores", None), Mapping):
        return "SavedResult"
    raise UnknownNameError("chart of", type(value).__name__, _SUBJECTS)
