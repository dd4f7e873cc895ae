"""A page for each indicator, and their index by judgement."""

from __future__ import annotations

from docs.extensions.condition_words import in_words
from docs.extensions.markdown import ORPHAN, facts, plain, sections, table
from docs.extensions.rules import linked

from inspectprep.annexa import Area, IndicatorSpec, indicator_specs
from inspectprep.annexa.catalogue.national import NO_COMPARISON
from inspectprep.annexa.catalogue.read import built_in, thresholds
from inspectprep.annexa.results.indicator_specs import left_out
from inspectprep.annexa.results.indicator_thresholds import threshold_words

AREAS = {
    Area.LEADERS: "The impact of leaders",
    Area.HELP: "Help and protection",
    Area.CARE: "Children in care",
    Area.LEAVERS: "Care leavers",
}


def pages() -> dict[str, str]:
    """Return the page of each indicator, and the index."""
    specs = indicator_specs()
    return {"indicators/index.md": index(specs), **{f"indicators/{spec.id}.md": page(spec) for spec in specs}}


def index(specs: tuple[IndicatorSpec, ...]) -> str:
    """Return the index of indicators by judgement."""
    lines = [
        "# Indicators",
        "",
        f"{len(specs)} indicators show what inspectors are likely to see in the data, and to ask about.",
        "[Show indicators](../../../how-to/show-indicators.md) describes the command.",
        "",
        "[Indicators and national figures](../../../explanation/indicators.md) says how they are counted.",
        "A share above the threshold stands out. Your policy can change a threshold that is ours.",
        "",
    ]
    for area, title in AREAS.items():
        rows = [
            (
                f"[{spec.id}]({spec.id}.md)",
                plain(spec.what),
                str(spec.list),
                plain(threshold_words(spec, spec.threshold)),
                str(spec.comparison.comparable) if spec.comparison else "",
            )
            for spec in specs
            if spec.area is area
        ]
        if rows:
            columns = ("indicator", "share of", "list", "compared with", "nationally comparable")
            lines += [f"## {title}", "", table(columns, rows)]
    return "\n".join(lines)


def page(spec: IndicatorSpec) -> str:
    """Return the page of an indicator."""
    red = f"from {spec.red:.0%}" if spec.red is not None else "never: it is not about late practice"
    about = [
        ("judgement", AREAS[spec.area]),
        ("list", linked(spec.list)),
        ("counts", "each child once" if spec.unit.value == "child" else "each row"),
        ("among", plain(spec.among)),
        ("compared with", plain(threshold_words(spec, spec.threshold))),
        ("line of enquiry", "if it stands out" if spec.likely else "never by itself"),
        ("makes readiness red", red),
    ]
    parts = [
        ("What is looked at", looked_at(spec)),
        ("What is counted", counted(spec)),
        *([("Groups", groups(spec))] if spec.groups else []),
        ("How the Department counts", nationally(spec)),
        ("Why inspectors look at it", plain(spec.why)),
        ("What to have ready", plain(spec.look)),
    ]
    title = f"# {spec.id}\n\nThe share: {plain(spec.what)}.\n"
    return "\n".join([ORPHAN + title, facts(about), *sections(parts), "[All indicators](index.md).\n"])


def looked_at(spec: IndicatorSpec) -> str:
    """Return the denominator, and the rows that the rules of the indicator leave out."""
    text = clause(spec, spec.denominator)
    for condition in left_out(spec, built_in()):
        text += f"\nLeft out, because all its rules leave it out:\n\n{clause(spec, condition)}"
    return text


def groups(spec: IndicatorSpec) -> str:
    """Return the groups that are shown, each with its condition."""
    return "\n".join(f"- {plain(name)}: {clause(spec, condition)}" for name, condition in spec.groups.items())


def nationally(spec: IndicatorSpec) -> str:
    """Return the national measure, the difference, figures with addresses, and whether to compare."""
    if spec.comparison is None:
        return NO_COMPARISON + "\n"
    comparison = spec.comparison
    if not comparison.measure:
        return f"{plain(str(comparison))}\n"
    figures = [
        f"- {plain(str(figure)).replace(plain(figure.address), f'<{figure.address}>')} "
        f"Read on {figure.read}. Source: {figure.confidence}."
        for figure in comparison.figures
    ]
    lines = [
        plain(comparison.measure),
        "",
        f"How ours differs: {plain(comparison.difference)}",
        "",
        *(figures or ["We have read no figure of it."]),
        "",
        f"Comparable: {comparison.comparable}. {plain(comparison.because)}",
        "",
    ]
    return "\n".join(lines)


def clause(spec: IndicatorSpec, condition: str) -> str:
    """Return a condition in words and in the language of conditions."""
    if not condition:
        return "Every row of the list.\n"
    words = plain(in_words(condition, (spec.list,), thresholds()))
    return f"Rows where {words}.\n\n```text\n{condition}\n```\n"


def counted(spec: IndicatorSpec) -> str:
    """Return what the numerator is: findings of rules, or rows of a condition."""
    if not spec.rules:
        return clause(spec, spec.numerator)
    links = [f"- [{name}](../rules/{name}.md): {plain(built_in()[name].message)}" for name in spec.rules]
    kind = "a finding" if spec.count_queries else "an error or a warning"
    queries = "" if spec.count_queries else " A query is not a failure, and is not counted."
    return "\n".join([f"Rows with {kind} of one of these rules.{queries}", "", *links, ""])
