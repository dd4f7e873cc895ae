"""The first screen of readiness: the answer with its first steps, what changed, and the last ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import NextAction, Rating, Readiness, ThemeReadiness
from inspectprep.model.report import Block, Section, Table
from inspectprep.model.report_blocks import (
    MOST_POINTS,
    MOST_STEPS,
    Answer,
    Change,
    History,
    Point,
    Shift,
    Step,
)
from inspectprep.model.roles import role_title
from inspectprep.model.trend import Direction, ReadinessTrend, ThemeTrend
from inspectprep.planning.wording import counted
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table

_ANSWERS = {
    Rating.RED: "Not ready",
    Rating.AMBER: "Ready, with gaps",
    Rating.GREEN: "Ready",
}
BEFORE = "Before the call: who does what"
"""The title of the section of actions that come before an imagined call."""


_LINE, _STEP = 90, 140


def brief(text: str, most: int) -> str:
    """Return the beginning of a text with at most this many characters, cut at a space."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut} …"


def before_call(readiness: Readiness) -> list[NextAction]:
    """Return the actions that can be done now: all of them once the call has come."""
    running = bool(readiness.inspection)
    return [action for action in readiness.actions if running or not action.after_call]


def answer_section(readiness: Readiness, context: ReportContext, *, where: str) -> Section:
    """Return the answer, the change since the answer before, and the last ratings.

    Args:
        readiness: The answer.
        context: Its companions.
        where: The title of the section with the other actions.
    """
    blocks: list[Block] = [_answer(readiness, context, where)]
    if context.trend:
        blocks.append(_change(context.trend))
    history = _history([*context.earlier, readiness], title="Rating of the last answers")
    if len(history.points) > 1:
        blocks.append(history)
    return Section(title="The answer", blocks=tuple(blocks))


def themes_table(readiness: Readiness, context: ReportContext) -> Table:
    """Return each theme with its rating, its last ratings, and its most serious reason."""
    rows = []
    for theme in readiness.themes:
        history = _history([*context.earlier, readiness], theme=theme.theme)
        worst = min(theme.reasons, key=lambda reason: reason.rating.rank, default=None)
        rows.append(
            (
                theme.theme.heading,
                theme.rating,
                history if len(history.points) > 1 else None,
                brief(worst.text, _LINE) if worst else "",
            )
        )
    caption = "Each theme with its rating and its most serious reason"
    return table(("Theme", "Now", "Last answers", "Most serious reason"), rows, caption=caption)


def _answer(readiness: Readiness, context: ReportContext, where: str) -> Answer:
    actions = before_call(readiness)
    first = actions[:MOST_STEPS]
    return Answer(
        verdict=_ANSWERS[readiness.rating],
        rating=readiness.rating,
        sentence=_sentence(readiness.themes),
        steps=tuple(_step(action, readiness, context) for action in first),
        more=len(actions) - len(first),
        where=where,
    )


def _sentence(themes: Sequence[ThemeReadiness]) -> str:
    counts = [
        (number, rating)
        for rating in (Rating.RED, Rating.AMBER)
        if (number := sum(theme.rating is rating for theme in themes))
    ]
    if not counts:
        return "Every theme is green."
    said = " and ".join(f"{number} {'is' if number == 1 else 'are'} {rating}" for number, rating in counts)
    return f"Of {counted(len(themes), 'theme')}, {said}."


def _step(action: NextAction, readiness: Readiness, context: ReportContext) -> Step:
    return Step(
        action=brief(action.title, _STEP),
        who=who(action.owner, action.holder, context),
        by=action.due,
        changes=_effect(action, readiness),
    )


def who(owner: str, holder: str, context: ReportContext) -> str:
    """Return the person in a role with its title, or the role: ``Lucy Hart, director``."""
    if not owner:
        return "No owner"
    person = context.people.holder(owner) if context.people and not holder else None
    name = holder or (person.name if person else "")
    return f"{name}, {role_title(owner)}" if name else role_title(owner)


def _effect(action: NextAction, readiness: Readiness) -> str:
    """Return what changes in the theme of an action when it is done."""
    theme = next((each for each in readiness.themes if each.theme is action.theme), None)
    reasons = [reason for reason in theme.reasons if reason.rating is not Rating.GREEN] if theme else []
    left = [reason for reason in reasons if reason.action != action.title]
    if theme is None or action.task or len(left) == len(reasons):
        return ""
    after = min((reason.rating for reason in left), key=lambda rating: rating.rank, default=Rating.GREEN)
    heading = theme.theme.word
    if after is not theme.rating:
        return f"Turns {heading} from {theme.rating} to {after}."
    same = sum(reason.rating is theme.rating for reason in left)
    return f"{heading} stays {theme.rating} for {counted(same, 'more reason')}."


def _change(trend: ReadinessTrend) -> Change:
    changed: dict[Direction, list[ThemeTrend]] = {direction: [] for direction in Direction}
    for theme in trend.themes:
        changed[theme.direction].append(theme)
    return Change(
        since=trend.since,
        better=tuple(_shift(theme) for theme in changed[Direction.BETTER]),
        worse=tuple(_shift(theme) for theme in changed[Direction.WORSE]),
        same=tuple(theme.theme.word for theme in changed[Direction.SAME]),
    )


def _shift(theme: ThemeTrend) -> Shift:
    """Return a change of a theme; the reason is one that is new, or one that no longer holds."""
    better = theme.direction is Direction.BETTER
    reasons = sorted(theme.gone if better else theme.new, key=lambda reason: reason.rating.rank)
    text = brief(reasons[0].text, _LINE) if reasons else ""
    said = f"No longer: {text}" if better and reasons else text
    return Shift(title=theme.theme.heading, before=theme.before, now=theme.now, reason=said)


def _history(answers: Sequence[Readiness], *, theme: Theme | None = None, title: str = "") -> History:
    """Return the last ratings of the whole or of a theme, the last of each day."""
    rated = dict(_ratings(answers, theme))
    points = [Point(day=day, value=rating) for day, rating in sorted(rated.items())]
    return History(points=tuple(points[-MOST_POINTS:]), title=title)


def _ratings(answers: Sequence[Readiness], theme: Theme | None) -> Iterator[tuple[date, Rating]]:
    for answer in answers:
        day = answer.given or answer.as_of
        if theme is None:
            yield day, answer.rating
        yield from ((day, each.rating) for each in answer.themes if each.theme is theme)
