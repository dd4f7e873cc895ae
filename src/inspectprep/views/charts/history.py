"""Charts over time: the ratings of readiness, and the data-quality scores of lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from inspectprep.errors import InspectPrepError
from inspectprep.extras import optional
from inspectprep.model.readiness import Rating, Readiness
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.words import rating_words
from inspectprep.views.charts.heat_map import HeatMap, heat_map
from inspectprep.views.charts.style import Palette, Row

with optional("altair"):
    import altair as alt

_OVERALL = "Overall"
_WIDE = 15
"""The number of days above which cells are narrow."""
_SHADES = {
    "100": 100.0,
    "98 to 100": 98.0,
    "95 to 98": 95.0,
    "90 to 95": 90.0,
    "80 to 90": 80.0,
    "50 to 80": 50.0,
    "below 50": 0.0,
}
"""The words of each colour of a score, and the lowest score that has it."""


def ratings_chart(answers: Sequence[Readiness], palette: Palette) -> alt.LayerChart:
    """Return the rating of each theme by the day of the answer, or of the call if all are of one day.

    Raises:
        InspectPrepError: if two answers are of the same day.
    """
    given = [answer.given or answer.as_of for answer in answers]
    calls = len(set(given)) == 1 and len(answers) > 1
    days = [answer.notified for answer in answers] if calls else given
    refuse_days(days)
    rows: list[Row] = []
    themes: dict[str, None] = {_OVERALL: None}
    for day, answer in zip(days, answers, strict=True):
        ratings = {_OVERALL: answer.rating} | {one.theme.heading: one.rating for one in answer.themes}
        themes |= dict.fromkeys(ratings)
        rows += [
            {
                "row": theme,
                "column": day,
                "day": long_date(day),
                "text": rating_words(rating)[0],
                "shade": rating_words(rating),
            }
            for theme, rating in ratings.items()
        ]
    what = "for each day of the call" if calls else "over time"
    overall = Counter(rating_words(answer.rating).lower() for answer in answers)
    words = ", ".join(f"{counted(number, 'day')} {word}" for word, number in overall.items())
    shades = {
        rating_words(rating): (ground, text)
        for rating, ground, text in zip(Rating, palette.ratings, palette.on_ratings, strict=True)
    }
    content = HeatMap(
        title=f"Readiness {what}",
        note="R is red: not ready. A is amber: ready with gaps. G is green: ready.",
        description=f"Readiness {what}, from {long_date(min(days))} to {long_date(max(days))}: {words}.",
        rows=rows,
        shades=shades,
        down=list(themes),
        down_title="Theme",
        across_title="Day of the call" if calls else "Day of the answer",
        hints={"row": "Theme", "day": "Day", "shade": "Rating"},
        cell=(20 if len(answers) > _WIDE else 40, 26),
    )
    return heat_map(content, palette)


def scores_chart(
    checks: Iterable[tuple[date | None, Mapping[int, float]]], palette: Palette
) -> alt.LayerChart:
    """Return the data-quality score of each list over time.

    Args:
        checks: The list date of each check, and the score of each list from 0 to 100.
        palette: The colours.

    Raises:
        InspectPrepError: if a list date is not known, or two checks have the same.
    """
    dated = []
    for day, scores in checks:
        if day is None:
            raise InspectPrepError(
                "The list date of one of these checks is not known.", remedy="Check again, with as_of=DAY."
            )
        dated.append((day, scores))
    refuse_days([day for day, _ in dated])
    rows = [
        {
            "row": f"List {number}",
            "column": day,
            "day": long_date(day),
            "text": f"{score:g}",
            "shade": _shade(score),
        }
        for day, scores in dated
        for number, score in scores.items()
    ]
    numbers = sorted({number for _, scores in dated for number in scores})
    first, last = min(dated, key=lambda check: check[0]), max(dated, key=lambda check: check[0])
    spoken = ", ".join(
        f"list {number} from {first[1][number]:g} to {last[1][number]:g}"
        for number in numbers
        if number in first[1] and number in last[1]
    )
    content = HeatMap(
        title="Data quality of each list over time",
        note="A list without findings about its data has 100.",
        description=f"Scores from {long_date(first[0])} to {long_date(last[0])}: {spoken}.",
        rows=rows,
        shades=dict(zip(_SHADES, zip(palette.steps, palette.on_steps, strict=True), strict=True)),
        down=[f"List {number}" for number in numbers],
        down_title="List of Annex A",
        across_title="List date",
        hints={"row": "List", "day": "List date", "text": "Score"},
        cell=(44, 26),
    )
    return heat_map(content, palette)


def _shade(score: float) -> str:
    """Return the words of the colour of a score. The more there is to correct, the stronger it is."""
    return next(words for words, least in _SHADES.items() if score >= least)


def refuse_days(days: Sequence[date]) -> None:
    """Refuse two values of one day.

    Raises:
        InspectPrepError: if there are two.
    """
    twice = sorted(day for day, number in Counter(days).items() if number > 1)
    if twice:
        raise InspectPrepError(
            f"Two of these values are of {long_date(twice[0])}.", remedy="Give one for each day."
        )
