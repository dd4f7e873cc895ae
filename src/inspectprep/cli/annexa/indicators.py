"""``inspectprep annexa indicators``: the indicators, and the likely lines of enquiry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspectprep import annexa, codec
from inspectprep.annexa.results.indicator_thresholds import threshold_words
from inspectprep.cli.annexa.options import AsOf, Join, Paths, PolicyFile, done, joining, progress, say_assumed
from inspectprep.cli.arguments import Json
from inspectprep.cli.invocation import registry
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.errors import SourceError

if TYPE_CHECKING:
    from inspectprep.annexa.results.indicators import Indicator, Part
    from inspectprep.model.finding import LikelyLine

_HIDDEN = "hidden"


def indicators(
    paths: Paths, /, *, as_of: AsOf = None, policy: PolicyFile = None, join: Join = None, json: Json = False
) -> int:
    """Show indicators and the likely lines of enquiry.

    Small numbers are hidden.
    """
    show = progress()
    result = annexa.check(
        paths, as_of=as_of, policy=joining(policy, join), registry=registry(), progress=show
    )
    done(show)
    if not result.dataset.tables:
        raise SourceError(
            "None of the eleven lists was found.",
            where=", ".join(path.name for path in paths),
            remedy="For the reasons, use: inspectprep annexa check",
        )
    say_assumed(result.dataset)
    figures = annexa.indicators(result)
    lines = annexa.likely_lines(figures)
    if json:
        emit_json(
            {
                "schema": "inspectprep/annexa-indicators/1",
                "as_of": result.dataset.as_of.isoformat() if result.dataset.as_of else None,
                "lines": [_line(line) for line in lines],
                "indicators": [_document(indicator) for indicator in figures],
            }
        )
        return 0
    table(
        f"Likely lines of enquiry, as of {day(result.dataset.as_of) or 'an unknown day'}",
        ("Rank", "Judgement", "Line of enquiry", "Reason", "Prepare", "Nationally"),
        [
            (line.rank, line.judgement, line.title, line.reason, line.prepare, line.comparison)
            for line in lines
        ],
    )
    if not lines:
        say(
            "There are no likely lines of enquiry. Small numbers are not included. Review those cases singly."
        )
    table(
        "Indicators",
        (
            "Judgement",
            "Indicator",
            "Among",
            "Count",
            "Of",
            "Share",
            "Compared with",
            "Lowest team",
            "Highest team",
        ),
        [_row(indicator) for indicator in figures if not indicator.skipped],
    )
    table(
        "Groups of indicators",
        ("Indicator", "Group", "Count", "Of", "Share"),
        [
            (indicator.spec.what, part.label, *_counts(part))
            for indicator in figures
            for part in indicator.groups
        ],
    )
    for indicator in figures:
        if indicator.skipped:
            say(f"Not calculated: {indicator.spec.what}. {indicator.skipped}")
    say("Counts from 1 to 5 are hidden, and so are figures that would reveal them.")
    return 0


def _row(indicator: Indicator) -> tuple[object, ...]:
    shares = sorted(part.share for part in indicator.teams if part.share is not None)
    return (
        indicator.spec.area.value,
        indicator.spec.what,
        indicator.spec.among,
        *_counts(indicator.council),
        threshold_words(indicator.spec, indicator.threshold),
        *((_share(shares[0]), _share(shares[-1])) if shares else ("", "")),
    )


def _counts(part: Part) -> tuple[str, str, str]:
    return _count(part.numerator), _count(part.denominator), _share(part.share)


def _count(count: int | None) -> str:
    return _HIDDEN if count is None else f"{count:,}"


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _line(line: LikelyLine) -> dict[str, Any]:
    return {
        "rank": line.rank,
        "judgement": line.judgement,
        "indicator": line.indicator,
        "title": line.title,
        "reason": line.reason,
        "prepare": line.prepare,
        "among": line.among,
        "comparison": line.comparison,
    }


def _document(indicator: Indicator) -> dict[str, Any]:
    return {
        "indicator": indicator.spec.id,
        "judgement": indicator.spec.area.value,
        "list": indicator.spec.list,
        "what": indicator.spec.what,
        "among": indicator.spec.among,
        "council": _part(indicator.council),
        "teams": [_part(part) for part in indicator.teams],
        "ages": [_part(part) for part in indicator.ages],
        "groups": [_part(part) for part in indicator.groups],
        "threshold": indicator.threshold,
        "compared_with": threshold_words(indicator.spec, indicator.threshold),
        "stands_out": indicator.stands_out,
        "red": indicator.spec.red,
        "comparison": codec.plain(indicator.spec.comparison) if indicator.spec.comparison else None,
        "skipped": indicator.skipped or None,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "label": part.label,
        "numerator": part.numerator,
        "denominator": part.denominator,
        "share": part.share,
    }
