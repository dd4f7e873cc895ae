"""Readiness on the screen: the answer first, and all of it in a pipe or with ``--all``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.cli import screen
from inspectprep.cli.output import day, say, table
from inspectprep.errors import UnknownNameError
from inspectprep.model.roles import role_title
from inspectprep.model.trend import Direction
from inspectprep.planning.wording import short_date

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.model.readiness import Readiness
    from inspectprep.model.trend import ReadinessTrend

_VERDICTS = {"red": "NOT READY", "amber": "READY WITH GAPS", "green": "READY"}
_ACTIONS, _STEPS = 12, 3
_LINE, _LONG_LINE = 44, 57


def show_readiness(answer: Readiness, trend: ReadinessTrend | None = None) -> None:
    """Print the readiness: all of it, or on a terminal what fits on the screen.

    Args:
        answer: The answer.
        trend: What changed since the answer before.
    """
    if screen.room() is None:
        _show_all(answer)
        if trend is not None:
            _show_trend(trend)
    else:
        _show_first(answer, trend)


def show_reasons(answer: Readiness, wanted: str) -> None:
    """Print the reasons of one theme, the most serious first.

    Raises:
        UnknownNameError: if there is no such theme; the nearest is suggested.
    """
    by_name = {theme.theme.value: theme for theme in answer.themes}
    if wanted not in by_name:
        raise UnknownNameError("theme", wanted, by_name, where="--why")
    theme = by_name[wanted]
    table(
        f"{theme.theme.heading}: {theme.rating.value}",
        ("Rating", "Reason", "Owner", "Action"),
        [
            (
                reason.rating.value,
                reason.text,
                role_title(reason.owner) if reason.owner else "",
                reason.action,
            )
            for reason in sorted(theme.reasons, key=lambda reason: reason.rating.rank)
        ],
    )


def _show_first(answer: Readiness, trend: ReadinessTrend | None) -> None:
    """Print the verdict, the themes with their most serious reasons, and the first three steps."""
    council = f"{answer.authority or 'The council'}, {answer.title}"
    call = "Called" if answer.inspection else "If the call comes"
    say(
        f"Are we ready? {_VERDICTS[answer.rating.value]}. {council}",
        f"{call} on {day(answer.notified)}. Asked on {_beside(answer.as_of, answer.notified)}.",
        "",
    )
    changes = {theme.theme: theme.direction for theme in trend.themes} if trend else {}
    since = f"Since {_short(trend.since)}" if trend else "Since"
    wide = _LINE if any(change is not Direction.SAME for change in changes.values()) else _LONG_LINE
    rows = []
    for theme in answer.themes:
        worst = min(theme.reasons, key=lambda reason: reason.rating.rank, default=None)
        change = changes.get(theme.theme)
        rows.append(
            (
                theme.rating.value,
                theme.theme.word,
                change.value if change and change is not Direction.SAME else "",
                _one_line(worst.text if worst else "", wide),
            )
        )
    table("By theme", ("Rating", "Theme", since, "Why"), rows)
    steps = [action for action in answer.actions if answer.inspection or not action.after_call]
    table(
        "First",
        ("Who", "By", "Step"),
        [
            (action.holder or role_title(action.owner), _short(action.due), _one_line(action.title, _LINE))
            for action in steps[:_STEPS]
        ],
    )
    more = f"and {len(steps) - _STEPS} more: --all. " if len(steps) > _STEPS else "All of it: --all. "
    say(f"{more}Reasons: --why annex-a. As pages: --out FOLDER")


def _beside(asked: date, called: date) -> str:
    """Return the day of the question, with its year only if it is not that of the call."""
    return short_date(asked, year=asked.year != called.year)


def _one_line(text: str, width: int) -> str:
    return screen.shortened(text, width)


def _short(due: date | None) -> str:
    return short_date(due, year=False) if due else "now"


def _show_all(answer: Readiness) -> None:
    """Print the verdict, each theme with its reasons, and the next actions."""
    most = _ACTIONS
    call = "called on" if answer.inspection else "if the call comes on"
    name = f"{answer.authority or 'The council'}: {answer.title}, {call} {day(answer.notified)}"
    say("", name, f"On {day(answer.as_of)}: {_VERDICTS[answer.rating.value]}", "")
    table(
        "Readiness by theme",
        ("Rating", "Theme", "Why"),
        [
            (theme.rating.value, theme.theme.heading, " ".join(reason.text for reason in theme.reasons))
            for theme in answer.themes
        ],
    )
    if answer.actions:
        table(
            "Next actions",
            ("Rating", "Owner", "Action", "Due"),
            [
                (
                    action.rating.value,
                    action.holder or role_title(action.owner),
                    action.title,
                    day(action.due) or "now",
                )
                for action in answer.actions[:most]
            ],
        )
        if len(answer.actions) > most:
            say(f"There are {len(answer.actions) - most} more actions. See the checklist.")
    say(*(f"Note: {note}" for note in answer.notes))


def _show_trend(trend: ReadinessTrend) -> None:
    table(
        f"Changes since {day(trend.since)}",
        ("Theme", "Before", "Now", "New reasons", "Resolved reasons"),
        [
            (
                theme.theme.heading,
                theme.before.value,
                theme.now.value,
                " ".join(reason.text for reason in theme.new),
                " ".join(reason.text for reason in theme.gone),
            )
            for theme in trend.themes
        ],
    )
