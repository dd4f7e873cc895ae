"""A page for each rule of Annex A, and the index of rules by list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docs.extensions.condition_words import amount, constant, parts_in_words, plural
from docs.extensions.markdown import ORPHAN, anchor, facts, plain, sections, shown, table

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.files import read_built_in_rules
from inspectprep.annexa.catalogue.read import thresholds
from inspectprep.annexa.catalogue.thresholds import Threshold
from inspectprep.annexa.catalogue.values import Example, Expected, Measure, Rule, RuleBasis
from inspectprep.annexa.engine.language import ColumnName, walk
from inspectprep.annexa.engine.parse import parse
from inspectprep.model.finding import Nature

NATURES = {
    Nature.DATA: "data: the return is wrong, or seems to be",
    Nature.PRACTICE: "practice: the data may be right, and the work late or missing",
    Nature.MEASURE: "measure: figures without a row of their own",
}
BASES = {
    RuleBasis.LAW: "law: an Act or regulations",
    RuleBasis.GUIDANCE: "statutory guidance",
    RuleBasis.INSPECTORATE: "the inspectorate's template and guidance for Annex A",
    RuleBasis.DEPARTMENT: "the Department's national returns and statistics",
    RuleBasis.SECTOR: "a text or tool of others, not official",
    RuleBasis.PRACTICE: "practice; no text was found",
    RuleBasis.LOCAL: "one council's decision",
}


def pages() -> dict[str, str]:
    """Return the page of each rule, and the index."""
    rules = read_built_in_rules()
    return {"rules/index.md": index(rules), **{f"rules/{rule.id}.md": page(rule) for rule in rules}}


def index(rules: tuple[Rule, ...]) -> str:
    """Return the index of rules, by the list that a finding is on."""
    lines = [
        "# Rules by list",
        "",
        f"A check of Annex A has {len(rules)} rules. Each finding names its rule, such as `{rules[0].id}`.",
        "Use the search to find a rule by its id.",
        "",
        "An **error** is certainly wrong. A **warning** is very likely wrong, or late.",
        "A **query** needs a check by a person. A **measure** gives figures and no findings.",
        "",
    ]
    for spec in catalogue.lists().values():
        own = [rule for rule in rules if spec.number in rule.lists]
        rows = [(f"[{rule.id}]({rule.id}.md)", severities(rule), plain(rule.message)) for rule in own]
        lines += [f"## {title_of(spec.number)}", "", table(("rule", "severity", "message"), rows)]
    return "\n".join(lines)


def title_of(number: int) -> str:
    """Return the heading of a list."""
    return f"List {number}: {catalogue.lists()[number].title}"


def severities(rule: Rule) -> str:
    """Return the severities of a rule, or that it is a measure."""
    return " or ".join(each.value for each in rule.severities) or "measure"


def page(rule: Rule) -> str:
    """Return the page of a rule."""
    about = [
        ("severity", severities(rule)),
        ("nature", NATURES[rule.nature]),
        ("lists", "; ".join(linked(number) for number in rule.lists)),
        ("columns", "; ".join(columns(rule))),
        ("source", plain(rule.source)),
        ("basis", BASES[rule.basis]),
    ]
    parts = [
        ("When it gives a finding", "\n".join(firing(rule))),
        ("What it measures", "\n".join(measuring(rule))),
        ("When it is not run", bullets(skipping(rule))),
        ("Thresholds", figures(rule)),
        ("What to do", plain(rule.guidance)),
        ("Note", plain(rule.note)),
        ("Examples", "\n".join(examples(rule))),
    ]
    foot = "[All rules](index.md). [The language of conditions](../../rule-conditions.md).\n"
    return "\n".join(
        [f"{ORPHAN}# {rule.id}", "", plain(rule.message), "", facts(about), *sections(parts), foot]
    )


def linked(number: int) -> str:
    """Return a link to the columns of a list."""
    return f"[{title_of(number)}](../../annex-a.md#{anchor(title_of(number))})"


def known(rule: Rule) -> Mapping[str, Threshold]:
    """Return the thresholds that a rule can read."""
    return dict(thresholds()) | {threshold.name: threshold for threshold in rule.thresholds}


def columns(rule: Rule) -> Iterator[str]:
    """Yield the columns that the conditions of a rule read on its own lists."""
    conditions = [parse(condition) for condition in rule.conditions if condition]
    names = {
        node.name for condition in conditions for node in walk(condition) if isinstance(node, ColumnName)
    }
    names |= {column.partition(".")[2] for outcome in rule.outcomes for column in outcome.each}
    specs = [column for number in rule.lists for column in catalogue.lists()[number].columns]
    headings = {column.name: column.header for column in specs if column.name in names}
    yield from (f"{plain(heading)} (`{name}`)" for name, heading in headings.items())


def words(rule: Rule, condition: str, lists: tuple[int, ...] = ()) -> list[str]:
    """Return a condition of a rule in words, in parts that must all be true."""
    return [plain(part) for part in parts_in_words(condition, lists or rule.lists, known(rule))]


def firing(rule: Rule) -> Iterator[str]:
    """Yield the outcomes of a rule, in words and in the language of conditions."""
    if rule.check and rule.outcomes:
        yield f"{plain(rule.message)} The examples on this page show when. No condition can say it, so"
        yield "a function of inspectprep decides."
        return
    if len(rule.outcomes) > 1:
        yield "The first of these that is true gives the finding.\n"
    for outcome in rule.outcomes:
        limits = f" on {' and '.join(f'List {number}' for number in outcome.lists)}" if outcome.lists else ""
        each = "; ".join(heading_of(column) for column in outcome.each)
        date = f" The date is each of these in turn: {each}." if each else ""
        parts = words(rule, outcome.when, outcome.lists)
        if len(parts) == 1:
            yield f"**{outcome.severity.value.capitalize()}**{limits}: {parts[0]}.{date}\n"
        else:
            yield f"**{outcome.severity.value.capitalize()}**{limits}, if all of this is true.{date}\n"
            yield bullets(parts)
        yield f"```text\n{outcome.when}\n```\n"


def heading_of(column: str) -> str:
    """Return the heading of a column such as ``8.lac_end_date``, with its list."""
    number, _, name = column.partition(".")
    header = next(each.header for each in catalogue.lists()[int(number)].columns if each.name == name)
    return f"“{plain(header)}” of List {number}"


def measuring(rule: Rule) -> Iterator[str]:
    """Yield what a measure counts."""
    measure = rule.measure or Measure()
    for name, condition in (
        ("Looked at", measure.denominator),
        ("Counted", measure.numerator),
        *((f"Group {group}", condition) for group, condition in measure.groups.items()),
    ):
        if condition:
            yield f"**{name}**: {', and '.join(words(rule, condition))}.\n"
            yield f"```text\n{condition}\n```\n"
    if rule.measure:
        counts = {
            "row": "Each row counts.",
            "child": "Each child counts once.",
            "list": "Each list has a figure.",
        }
        yield counts[measure.unit.value]


def skipping(rule: Rule) -> list[str]:
    """Return the conditions under which a row, or the whole rule, is left out."""
    return [", and ".join(words(rule, condition)) for condition in rule.skip_when]


def figures(rule: Rule) -> str:
    """Return the thresholds that a rule reads. A council can change them."""
    found = [known(rule)[name] for name in rule.threshold_names if name in known(rule)]
    rows = [(f"`{each.name}`", plain(amount(each)), plain(each.about)) for each in found]
    return table(("name", "default", "meaning"), rows)


def bullets(texts: list[str]) -> str:
    """Return a list of points."""
    return "".join(f"- {text}\n" for text in texts)


def examples(rule: Rule) -> Iterator[str]:
    """Yield the worked examples of a rule. Its tests run them."""
    for number, example in enumerate(rule.examples, 1):
        settings = {"council": example.authority, **example.thresholds}
        given = "; ".join(f"`{name}` {shown(value)}" for name, value in settings.items() if value)
        yield f"### Example {number}: {result_of(example)}\n"
        yield f"List date: {shown(example.as_of)}.{f' Settings: {given}.' if given else ''}\n"
        yield from rows_of(rule, example)
        yield from found_by(example)


def result_of(example: Example) -> str:
    """Return the result of an example in a few words."""
    if example.figures:
        return "figures"
    if example.finds is not Expected.NOTHING:
        return f"{example.finds.value} on the first row"
    if not example.findings:
        return "no finding"
    kinds = sorted({str(finding["severity"]) for finding in example.findings if "severity" in finding})
    count = len(example.findings)
    severity = f" ({', '.join(kinds)})" if kinds else ""
    return f"{plural(count, 'finding')}{severity}"


def rows_of(rule: Rule, example: Example) -> Iterator[str]:
    """Yield the rows of an example, list by list. Columns that are not shown are blank."""
    lists: dict[str, Any] = {str(rule.lists[0]): (example.row,)} if example.row else {}
    for number, rows in {**lists, **example.rows, **example.cells}.items():
        names = list(dict.fromkeys(name for row in rows for name in row))
        cells = [[str(place), *(shown(row.get(name)) for name in names)] for place, row in enumerate(rows, 1)]
        yield f"List {number}:\n"
        yield table(("row", *(f"`{name}`" for name in names)), cells)
    for file in example.files:
        for sheet in file.get("sheets", ()):
            yield f"The file {shown(file.get('name'))} has a sheet “{shown(sheet.get('name'))}”.\n"
    for number, names in example.lacks.items():
        yield f"List {number} does not have the columns {', '.join(f'`{name}`' for name in names)}.\n"


def found_by(example: Example) -> Iterator[str]:
    """Yield the findings or figures of an example, where its heading does not say all about them."""
    for entries in (example.findings, example.figures):
        names = list(dict.fromkeys(name for entry in entries for name in entry if name != "related"))
        rows = [[place(name, entry.get(name)) for name in names] for entry in entries]
        yield table([name.replace("_", " ") for name in names], rows)


def place(name: str, value: Any) -> str:
    """Return one fact about a finding. Rows are counted from 1 on these pages."""
    if name == "row" and isinstance(value, int):
        return str(value + 1)
    return "" if value is None else plain(constant(value)) if isinstance(value, tuple) else plain(str(value))
