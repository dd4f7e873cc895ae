"""Surveys over the years: each share with its interval, and each change with a sentence.

A share's interval is Wilson's score interval, and a difference's is Newcombe's, which joins the two
intervals of its shares (R. G. Newcombe, Statistics in Medicine 17, 1998, pages 857 to 890). Both are 95%
intervals and are valid for small numbers too. They measure chance only, not who was asked or who answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import hypot, sqrt

from inspectprep.model.evidence import EvidenceItem, EvidenceKind, SurveyMeasure
from inspectprep.model.representation import frozen

_Z = 1.959963984540054  # the normal quantile that leaves 2.5% on either side
_WHOLE = 100


class Verdict(StrEnum):
    """The verdict on a change.

    Attributes:
        SURE: Chance alone is unlikely to cause it: its 95% interval leaves out zero.
        CHANCE: It could be due to chance.
        UNKNOWN: The number of people who answered is not known.
    """

    SURE = "sure"
    CHANCE = "chance"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Share:
    """A share of those who answered, in percent.

    Attributes:
        percent: The share, 0 to 100.
        n: The number of people who answered. None if not known.
        low: Lower end of its 95% interval. None without `n`.
        high: Upper end of its 95% interval. None without `n`.
    """

    percent: float
    n: int | None = None
    low: float | None = None
    high: float | None = None


@frozen(kw_only=True)
class SurveyChange:
    """The change in one question's share between two surveys.

    Attributes:
        earlier: The earlier result, as recorded.
        later: The later result.
        before: The earlier share with its interval.
        after: The later share with its interval.
        points: The change in percentage points. Negative for a fall.
        low: Lower end of the 95% interval of `points`. None if it is not known.
        high: Upper end of that interval.
        verdict: The verdict on it.
    """

    earlier: SurveyMeasure
    later: SurveyMeasure
    before: Share
    after: Share
    points: float
    verdict: Verdict
    low: float | None = None
    high: float | None = None

    @property
    def better(self) -> bool:
        """Whether the share moved in the right direction, even if the change is uncertain."""
        return self.points != 0 and (self.points > 0) is self.later.higher_is_better

    @property
    def sentence(self) -> str:
        """The change, in one or two sentences."""
        return _sentence(self)


def wilson(percent: float, n: int) -> tuple[float, float]:
    """Return the 95% score interval of a share of `n` answers, both in percent."""
    p, shrink = percent / _WHOLE, 1 + _Z * _Z / n
    middle = (p + _Z * _Z / (2 * n)) / shrink
    spread = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n)) / shrink
    # The share itself is inside. Rounding must not push it out at 0 and 100.
    return max(0.0, min(p, middle - spread)) * _WHOLE, min(1.0, max(p, middle + spread)) * _WHOLE


def newcombe(before: Share, after: Share) -> tuple[float, float] | None:
    """Return the 95% interval of `after` less `before` in points, or None where a share has none."""
    if before.low is None or before.high is None or after.low is None or after.high is None:
        return None
    points = after.percent - before.percent
    return (
        points - hypot(after.percent - after.low, before.high - before.percent),
        points + hypot(after.high - after.percent, before.percent - before.low),
    )


def share(measure: SurveyMeasure) -> Share:
    """Return a measure's share, with its interval if the number of answers is known."""
    n = measure.n
    percent = measure.percent or 0.0  # a measure without a count has a percentage
    if n is None:
        return Share(percent=percent)
    if measure.count is not None:
        percent = _WHOLE * measure.count / n
    low, high = wilson(percent, n)
    return Share(percent=percent, n=n, low=low, high=high)


def compare_surveys(earlier: SurveyMeasure, later: SurveyMeasure) -> SurveyChange | None:
    """Return how a share changed, or None where the time of a share is not known."""
    if _time(earlier) is None or _time(later) is None:
        return None
    before, after = share(earlier), share(later)
    interval = newcombe(before, after)
    points = after.percent - before.percent
    if interval is None:
        return SurveyChange(
            earlier=earlier,
            later=later,
            before=before,
            after=after,
            points=points,
            verdict=Verdict.UNKNOWN,
        )
    low, high = interval
    return SurveyChange(
        earlier=earlier,
        later=later,
        before=before,
        after=after,
        points=points,
        low=low,
        high=high,
        verdict=Verdict.CHANCE if low <= 0 <= high else Verdict.SURE,
    )


def series(measures: Iterable[SurveyMeasure]) -> tuple[tuple[SurveyMeasure, ...], ...]:
    """Return measures that asked the same people the same question, oldest first, those undated left out.

    Capital letters and spaces make no difference to a question.
    """
    by_question: dict[tuple[str, str], list[SurveyMeasure]] = {}
    for measure in measures:
        if _time(measure) is not None:
            by_question.setdefault(_asked(measure), []).append(measure)
    return tuple(tuple(sorted(years, key=_order)) for years in by_question.values())


def changes(measures: Iterable[SurveyMeasure]) -> tuple[SurveyChange, ...]:
    """Return every change from one time to the next, question by question."""
    compared = (compare_surveys(*pair) for years in series(measures) for pair in pairwise(years))
    return tuple(change for change in compared if change is not None)


def newest(measures: Iterable[SurveyMeasure]) -> tuple[SurveyMeasure, ...]:
    """Return the measures that no later one has taken the place of, in the order given."""
    every = tuple(measures)
    last = {_asked(years[-1]): _time(years[-1]) for years in series(every)}
    return tuple(
        measure for measure in every if _time(measure) is None or _time(measure) == last[_asked(measure)]
    )


def as_evidence(measure: SurveyMeasure) -> EvidenceItem:
    """Return a measure as the evidence that it is."""
    of = f" ({measure.population})" if measure.population else ""
    asked = f"{measure.question}{of}"
    return EvidenceItem(
        id=measure.id,
        title=asked,
        kind=EvidenceKind.SURVEY,
        stance=measure.stance,
        says=f"{asked}: {share_words(measure)}",
        judgements=measure.judgements,
        enquiries=measure.enquiries,
        owner=measure.owner,
        sensitivity=measure.sensitivity,
        location=measure.location,
        sha256=measure.sha256,
        starting=measure.starting,
        until=measure.until,
        recorded=measure.recorded,
        expires=measure.expires,
        revision_note=measure.note,
    )


def share_words(measure: SurveyMeasure) -> str:
    """Return a measure's share in words."""
    result = share(measure)
    when = _time(measure)
    in_year = f" in {when.year}" if when else ""
    if result.low is None or result.high is None:
        return f"{_percent(result, whole=_is_whole(result))}{in_year}; the number of answers is not known."
    return (
        f"{_percent(result, whole=_is_whole(result))} (n={result.n:,}){in_year}; "
        f"95% interval {result.low:.1f}% to {result.high:.1f}%."
    )


def _sentence(change: SurveyChange) -> str:
    whole = _is_whole(change.before) and _is_whole(change.after)
    later, earlier = _labels(change)
    # What is shown is subtracted, so that a reader who does the sum gets the same.
    places = 0 if whole else 1
    points = round(change.after.percent, places) - round(change.before.percent, places)
    if not round(points, places):
        moved = "no change"
    else:
        number = f"{abs(points):.{places}f}"
        noun = "point" if float(number) == 1 else "points"
        moved = f"a {'rise' if points > 0 else 'fall'} of {number} {noun}"
    text = (
        f"{_share_text(change.after, whole=whole)} in {later} against "
        f"{_share_text(change.before, whole=whole)} in {earlier}: {moved}"
    )
    if change.low is None or change.high is None:
        return (
            f"{text}. The number of answers is not known for both, so there is no interval, "
            "and the change could be due to chance."
        )
    interval = f"95% interval {change.low:+.1f} to {change.high:+.1f} points"
    if change.verdict is Verdict.SURE:
        return f"{text} ({interval}), more than chance alone is likely to cause."
    return f"{text} ({interval}), which could be due to chance."


def _share_text(share: Share, *, whole: bool) -> str:
    text = _percent(share, whole=whole)
    return f"{text} (n={share.n:,})" if share.n is not None else text


def _percent(share: Share, *, whole: bool) -> str:
    return f"{share.percent:.0f}%" if whole else f"{share.percent:.1f}%"


def _is_whole(share: Share) -> bool:
    return float(share.percent).is_integer()


def _labels(change: SurveyChange) -> tuple[str, str]:
    """Return the two times in the shortest form in which they differ."""
    days = [day for day in (_time(change.later), _time(change.earlier)) if day is not None]
    for form in ("{0.year}", "{0:%B} {0.year}"):
        later, earlier = (form.format(day) for day in days)
        if later != earlier:
            return later, earlier
    later, earlier = (f"{day.day} {day:%B} {day.year}" for day in days)
    return later, earlier


def _time(measure: SurveyMeasure) -> date | None:
    return measure.until or measure.starting


def _order(measure: SurveyMeasure) -> tuple[date, str]:
    when = _time(measure)
    if when is None:  # pragma: no cover  # undated ones are never ordered
        msg = "a measure without a time has no place in a series"
        raise ValueError(msg)
    return when, measure.id


def _asked(measure: SurveyMeasure) -> tuple[str, str]:
    return " ".join(measure.question.casefold().split()), " ".join(measure.population.casefold().split())
