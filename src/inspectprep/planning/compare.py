"""Two variants or editions side by side: dates, judgements, scale, facts and information requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.comparison import Difference, PlanComparison

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from inspectprep.model.framework import Edition, Variant
    from inspectprep.model.timeline import Event, Timeline

_UNDATED = "only the notice can say"
_UNKNOWN = "not known"


def compare(
    left: Timeline,
    right: Timeline,
    *,
    variants: tuple[Variant, Variant],
    editions: tuple[Edition | None, Edition | None] = (None, None),
) -> PlanComparison:
    """Return two plans side by side.

    Dates are written in ISO form, spans as ``first to last`` (both inclusive), forecasts with their window.

    Args:
        left: The plan on the left.
        right: The plan on the right.
        variants: The variants behind the two plans, with nothing left to inherit.
        editions: The editions in force for the two plans, or None before the first.
    """
    rows = [
        *_rows("date", _dates(left), _dates(right)),
        *_rows("judgement", _judgements(editions[0], variants[0]), _judgements(editions[1], variants[1])),
        *_rows("scale", _scale(editions[0], variants[0]), _scale(editions[1], variants[1])),
        *_rows("fact", _facts(variants[0]), _facts(variants[1])),
        *_rows("request", _requests(variants[0]), _requests(variants[1])),
    ]
    one = left.title == right.title
    names = [
        _name(timeline, edition if one else None)
        for timeline, edition in zip((left, right), editions, strict=True)
    ]
    return PlanComparison(left=names[0], right=names[1], rows=tuple(rows))


def _name(timeline: Timeline, edition: Edition | None) -> str:
    """Return the title of a plan. Two plans of one title have their editions beside it."""
    return f"{timeline.title}: {edition.title}" if edition else timeline.title


_Side = dict[str, tuple[str, str]]


def _rows(
    topic: str, left: Mapping[str, tuple[str, str]], right: Mapping[str, tuple[str, str]]
) -> Iterable[Difference]:
    for name in dict.fromkeys((*left, *right)):
        mine, theirs = left.get(name), right.get(name)
        yield Difference(
            topic=topic,
            id=name,
            title=(mine or theirs or (name, ""))[0],
            left=mine[1] if mine else None,
            right=theirs[1] if theirs else None,
        )


def _dates(timeline: Timeline) -> _Side:
    return {event.id: (event.title, _date(event)) for event in timeline}


def _date(event: Event) -> str:
    if event.date is None:
        return _UNDATED
    text = f"{event.date}"
    if event.by_8_in_10 is not None:
        text += f" (8 in 10 by {event.by_8_in_10}, 19 in 20 by {event.latest})"
    elif event.forecast:
        text += _between(event.earliest, event.latest)
    if event.end_waits_for:
        text += f" to {_UNDATED}"
    if event.end is not None:
        text += f" to {event.end}"
    if event.end_forecast:
        text += _between(event.end_earliest, event.end_latest, "ends ")
    return text


def _between(earliest: date | None, latest: date | None, what: str = "") -> str:
    if latest is None:
        return f" ({what}{earliest} or later)"
    return f" ({what}between {earliest} and {latest})"


def _judgements(edition: Edition | None, variant: Variant) -> _Side:
    if edition is None or not variant.graded:
        return {}
    return {judgement.id: (judgement.title, "graded") for judgement in edition.judgements}


def _scale(edition: Edition | None, variant: Variant) -> _Side:
    if edition is None or not variant.graded or not edition.scale:
        return {}
    return {"scale": ("Scale, best first", " / ".join(edition.scale))}


def _facts(variant: Variant) -> _Side:
    return {fact.id: (fact.title, fact.value or _UNKNOWN) for fact in variant.facts}


def _requests(variant: Variant) -> _Side:
    return {request.id: (request.title, "asked for") for request in variant.requests}
