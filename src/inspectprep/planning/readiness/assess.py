"""Readiness, theme by theme, from stated rules.

A theme is as good as its worst reason. What is not known counts as a gap and never as ready. The thresholds
are the council's own (:class:`.ReadinessPolicy`). No inspectorate publishes any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from inspectprep.model.alteration import Alteration
from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Readiness, Reason, ThemeReadiness
from inspectprep.planning.progress import recurring_day
from inspectprep.planning.readiness.actions import next_actions
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource, reason_sources
from inspectprep.planning.wording import counted


def assess(state: CouncilState, more: Iterable[ReasonSource] = ()) -> Readiness:
    """Return how ready a council is if the call comes on the notification day of the state's timeline.

    Args:
        state: Everything that is known of the council. What is missing counts as a gap where every council
            has it (Annex A, people and tasks), and is left out otherwise.
        more: Sources of reasons besides the built-in ones, such as those of plugins. They can make a rating
            worse, and never better.
    """
    reasons: dict[Theme, list[Reason]] = {theme: [] for theme in Theme}
    added: Counter[tuple[str, Theme]] = Counter()
    for source in (*reason_sources(state), *more):
        given = tuple(source.reasons(state))
        reasons[source.theme] += given
        if source.plugin:
            added[source.plugin, source.theme] += len(given)
    themes = tuple(_theme(theme, found) for theme, found in reasons.items())
    timeline = state.timeline
    return Readiness(
        authority=timeline.authority,
        inspection=timeline.inspection.id if state.running else "",
        variant=timeline.variant,
        title=timeline.title,
        as_of=state.day,
        notified=timeline.notified,
        rating=_worst(theme.rating for theme in themes),
        themes=themes,
        actions=next_actions(
            themes,
            state.tasks,
            state.present,
            state.day,
            recurring=recurring_day(timeline, state.day),
            due_soon=state.policy.due_soon,
        ),
        notes=timeline.notes,
        altered_by=(*state.altered_by, *_alterations(added)),
    )


def _alterations(added: Counter[tuple[str, Theme]]) -> Iterable[Alteration]:
    """Yield the reasons that each plugin adds to a theme."""
    for (plugin, theme), many in added.items():
        if many:
            reasons = counted(many, "reason")
            yield Alteration(plugin=plugin, what=f"adds {reasons} to the theme “{theme.heading}”")


def _theme(theme: Theme, reasons: list[Reason]) -> ThemeReadiness:
    ordered = sorted(reasons, key=lambda reason: reason.rating.rank)
    return ThemeReadiness(
        theme=theme, rating=_worst(reason.rating for reason in ordered), reasons=tuple(ordered)
    )


def _worst(ratings: Iterable[Rating]) -> Rating:
    """Return the worst rating; green when there are none."""
    return min(ratings, key=lambda rating: rating.rank, default=Rating.GREEN)
