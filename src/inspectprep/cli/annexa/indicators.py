"""``inspectprep annexa indicators``: the indicators, and the likely lines of enquiry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from inspectprep import annexa, codec
from inspectprep.annexa.results.indicator_thresholds import threshold_words
from inspectprep.cli import screen
from inspectprep.cli.annexa.options import (
    AsOf,
    Join,
    Paths,
    PolicyFile,
    done,
    joining,
    progress,
    say_assumed,
    spare,
)
from inspectprep.cli.arguments import Format, Json, Out
from inspectprep.cli.invocation import make_workspace, registry, today
from inspectprep.cli.output import (
    TABLE,
    choose_audience,
    choose_output,
    day,
    emit_json,
    emit_report,
    say,
    table,
)
from inspectprep.errors import SourceError
from inspectprep.model.audience import INSIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep.annexa.results.indicators import Indicator, Part
    from inspectprep.annexa.results.result import CheckResult
    from inspectprep.model.finding import LikelyLine


def indicators(
    paths: Paths,
    /,
    *,
    as_of: AsOf = None,
    policy: PolicyFile = None,
    join: Join = None,
    audience: Annotated[str, Parameter(help="One of inspection-team, leaders.")] = "inspection-team",
    format: Format = None,
    json: Json = False,
    out: Out = None,
) -> int:
    """Show indicators and the likely lines of enquiry.

    Small numbers are hidden.
    """
    workspace = make_workspace()
    whom = choose_audience(audience, INSIDE)
    output = choose_output(workspace, "annexa-indicators", format=format, out=out, as_json=json, screen=TABLE)
    spare([*paths, policy], {"": out})
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
    document = {
        "schema": "inspectprep/annexa-indicators/1",
        "as_of": result.dataset.as_of.isoformat() if result.dataset.as_of else None,
        "lines": [_line(line) for line in lines],
        "indicators": [_document(indicator) for indicator in figures],
    }
    if output.format == TABLE:
        _show(result, figures, lines)
    elif output == ("json", None, False):
        emit_json(document)
    else:
        from inspectprep.annexa.outputs.indicators_report import indicators_report

        report = indicators_report(
            figures,
            lines,
            as_of=result.dataset.as_of,
            prepared=today(),
            audience=whom,
            document=document,
        )
        emit_report(workspace, report, output, audience=whom)
    return 0


def _show(result: CheckResult, figures: Sequence[Indicator], lines: Sequence[LikelyLine]) -> None:
    """Show the lines of enquiry, and on a terminal only what they are and how far they stand out."""
    from inspectprep.annexa.outputs.indicators_report import count_words, likely_row

    drawn = f"Lists drawn on {day(result.dataset.as_of)}" if result.dataset.as_of else "List date not known"
    likely = f"{len(lines)} are" if len(lines) != 1 else "1 is"
    say(
        f"What may inspectors ask about? {likely} likely, of {len(figures)} indicators.",
        f"{drawn}. Counts from 1 to 5 are hidden, and so are figures that would reveal them.",
    )
    if screen.room() is not None:
        rows = [(line.rank, *likely_row(line, figures)[:3]) for line in lines]
        table("", ("", "Line of enquiry", "Share", "Compared with"), rows, spare=("Compared with",))
        return
    areas = {indicator.spec.area.value: indicator.spec.area.heading for indicator in figures}
    table(
        "Likely lines of enquiry",
        ("Rank", "Judgement", "Line of enquiry", "Reason", "Prepare", "Nationally"),
        [
            (line.rank, areas[line.judgement], line.title, line.reason, line.prepare, line.comparison)
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
            (
                indicator.spec.what,
                part.label,
                count_words(part.numerator),
                count_words(part.denominator),
                _share(part.share),
            )
            for indicator in figures
            for part in indicator.groups
        ],
    )
    for indicator in figures:
        if indicator.skipped:
            say(f"Not calculated: {indicator.spec.what}. {indicator.skipped}")


def _row(indicator: Indicator) -> tuple[object, ...]:
    from inspectprep.annexa.outputs.indicators_report import count_words

    shares = sorted(part.share for part in indicator.teams if part.share is not None)
    council = indicator.council
    return (
        indicator.spec.area.heading,
        indicator.spec.what,
        indicator.spec.among,
        count_words(council.numerator),
        count_words(council.denominator),
        _share(council.share),
        threshold_words(indicator.spec, indicator.threshold),
        *((_share(shares[0]), _share(shares[-1])) if shares else ("", "")),
    )


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
