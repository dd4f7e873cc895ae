"""A page for each indicator, and their index by judgement."""

from __future__ import annotations

from docs.extensions.condition_words import in_words
from docs.extensions.markdown import ORPHAN, facts, plain, sections, table
from docs.extensions.rules import linked

from inspectprep.annexa import Area, IndicatorSpec, indicator_specs
from inspectprep.annexa.catalogue.read import built_in, thresholds

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
        "The tolerance is a planning default, not a rule of an inspectorate. A figure above it stands out.",
        "",
    ]
    for area, title in AREAS.items():
        rows = [
            (f"[{spec.id}]({spec.id}.md)", plain(spec.what), str(spec.list), f"{spec.tolerance:.0%}")
            for spec in specs
            if spec.area is area
        ]
        if rows:
            lines += [f"## {title}", "", table(("indicator", "share of", "list", "tolerance"), rows)]
    return "\n".join(lines)


def page(spec: IndicatorSpec) -> str:
    """Return the page of an indicator."""
    red = f"from {spec.red:.0%}" if spec.red is not None else "never: it is not about late practice"
    about = [
        ("judgement", AREAS[spec.area]),
        ("list", linked(spec.list)),
        ("counts", "each child once" if spec.unit.value == "child" else "each row"),
        ("tolerance", f"{spec.tolerance:.0%}, a planning default"),
        ("makes readiness red", red),
    ]
    parts = [
        ("What is looked at", clause(spec, spec.denominator)),
        ("What is counted", counted(spec)),
        ("Why inspectors look at it", plain(spec.why)),
        ("What to have ready", plain(spec.look)),
    ]
    title = f"# {spec.id}\n\nThe share: {plain(spec.what)}.\n"
    return "\n".join([ORPHAN + title, facts(about), *sections(parts), "[All indicators](index.md).\n"])


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
    return "\n".join(["Rows with a finding of one of these rules:", "", *links, ""])
