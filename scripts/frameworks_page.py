"""Write docs/reference/frameworks.md from the framework files, so that the page cannot go stale.

Run it after changing a framework file: `python scripts/frameworks_page.py`. A test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import evolve

from inspectprep.codec.toml import read_document
from inspectprep.frameworks.extend import ENTRIES
from inspectprep.frameworks.loader import read_framework
from inspectprep.model.basis import Basis
from inspectprep.model.framework import (
    Edition,
    Fact,
    Framework,
    InformationRequest,
    Milestone,
    Pause,
    Repeats,
    Variant,
    Window,
)
from inspectprep.model.offset import WEEKDAYS, Offset, Unit

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "frameworks.md"
BUILT_IN = ROOT / "src" / "inspectprep" / "frameworks" / "data"
PLUGIN = ROOT / "plugins" / "inspectprep-inspectorates" / "src" / "inspectprep_inspectorates" / "data"

INTRODUCTION = """\
<!-- Written by scripts/frameworks_page.py from the framework files: change those. -->
# Frameworks

What inspectprep knows of each inspection, and what it does not. Every date and fact says how it is known:

| basis | means |
|---|---|
| law | a statute or regulation |
| inspectorate | the inspectorate's own published text |
| account | what a council, a partner or a newspaper wrote about it |
| measured | seen in published reports, with a spread: a forecast, never a deadline |
| planning | our default, which a council may change; never an inspectorate's rule |
| notice | unknown until confirmed; the notification letter usually gives a date |

A plan that depends on something unknown opens with the questions to ask. They are in the tables below.

Working days leave out weekends and the bank holidays of England; the day that a count starts from is not
counted. A council changes what it likes in its own file: `extends = "ilacs-short"`, and only what differs.
"""


_REPEATS = {
    None: "",
    Repeats.SAME_DAYS: ", and every year",
    Repeats.FIRST_THURSDAY_IN_MAY: ", and every year as expected",
}


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


def page() -> str:
    """Return the page as Markdown."""
    lines = [INTRODUCTION, *_framework(BUILT_IN / "ilacs.toml")]
    lines += ["## From the package inspectprep-inspectorates", "", "Install it, and these are there too.", ""]
    for path in sorted(PLUGIN.glob("*.toml")):
        lines += _framework(path)
    return "\n".join(lines).rstrip() + "\n"


def _framework(path: Path) -> Iterator[str]:
    found = read_framework(path)
    said = {each["id"]: each for each in read_document(path)["variants"]}
    yield f"## {found.title}"
    yield ""
    yield " ".join(f"{each}." for each in (_list(found.inspectorates), found.legal_basis) if each)
    yield ""
    if found.editions:
        yield from _table(
            ("edition", "from", "to", "judgements", "how it is known"), map(_edition, found.editions)
        )
    for variant in found.variants:
        yield from _variant(*_own(variant, found, said[variant.id]))
    if found.pauses:
        yield f"### Pauses in publication: {found.title}"
        yield ""
        yield from _table(
            ("pause", "days", "delayed reports come out", "delays", "how it is known"),
            (
                (
                    each.title,
                    f"{each.starting} to {each.until}{_REPEATS[each.repeats]}",
                    _release(each),
                    _delays(each),
                    _known(each.basis, each.source, each.note),
                )
                for each in found.pauses
            ),
        )
    yield f"### Sources: {found.title}"
    yield ""
    for source in found.sources:
        title = f"[{source.title}]({source.url})" if source.url else source.title
        how = f"{source.kind}, read {source.read}, {source.confidence}. {source.note}".strip()
        yield f"- `{source.id}`: {title} ({how})"
    yield ""


def _edition(edition: Edition) -> tuple[str, ...]:
    titles = "; ".join(each.title for each in edition.judgements)
    scale = f" ({', '.join(edition.scale)})" if edition.scale else ""
    return (
        f"`{edition.id}`",
        str(edition.starting),
        f"{edition.until or ''} {f'({edition.ending})' if edition.ending else ''}".strip(),
        f"{titles}{scale}" if titles else "none",
        _known(edition.basis, edition.source, edition.note),
    )


def _own(variant: Variant, framework: Framework, said: dict[str, Any]) -> tuple[Variant, str]:
    """Return a variant with what its own part of the file names, and what else it is like."""
    if "extends" not in said:
        return variant, ""
    base = next(each for each in framework.variants if each.id == said["extends"])
    named = {each["id"] for name in ENTRIES for each in said.get(name, ())}
    lists: dict[str, Any] = {
        name: tuple(each for each in getattr(variant, name) if each.id in named) for name in ENTRIES
    }
    without = f", without {_list(tuple(f'`{each}`' for each in said['remove']))}" if "remove" in said else ""
    return evolve(variant, **lists), f"Like {base.title}{without}, but for what follows."


def _variant(variant: Variant, likeness: str) -> Iterator[str]:
    yield f"### {variant.title}: `{variant.id}`"
    yield ""
    yield variant.summary
    if variant.starting or variant.until:
        yield f"For calls {_days(variant)}."
    if likeness:
        yield likeness
    if variant.default_for:
        yield f"The default after {_list(variant.default_for, 'or')}."
    yield ""
    milestones = (
        (f"`{each.id}`", each.title, _when(each) + _calls(each), _known(each.basis, each.source, each.note))
        for each in variant.milestones
    )
    yield from _table(("step", "what", "when", "how it is known"), milestones)
    if variant.requests:
        yield from _table(
            ("asked for", "due", "how it is known"),
            (
                (each.title, f"`{each.milestone}`{_calls(each)}", _known(each.basis, each.source, each.note))
                for each in variant.requests
            ),
        )
    yield from _table(
        ("fact", "what is known", "how it is known"),
        (
            (
                each.title,
                (each.value or f"**unknown**{f': {each.ask}' if each.ask else ''}") + _calls(each),
                _known(each.basis, each.source, each.note),
            )
            for each in variant.facts
        ),
    )


def _days(entry: Variant | Milestone | InformationRequest | Fact) -> str:
    first = f"from {entry.starting}" if entry.starting else ""
    last = f"to {entry.until}" if entry.until else ""
    return " ".join(filter(None, (first, last)))


def _calls(entry: Milestone | InformationRequest | Fact) -> str:
    days = _days(entry)
    return f" (calls {days})" if days else ""


def _when(milestone: Milestone) -> str:
    if milestone.anchor is None:
        return "the day itself"
    if milestone.windows:
        start = "<br>".join(_window(each, milestone.anchor) for each in milestone.windows)
    elif milestone.offset is None:
        start = f"**unknown**{f': {milestone.ask}' if milestone.ask else ''}"
    else:
        start = _offset(milestone.offset, milestone.anchor)
    if milestone.offset is not None or milestone.windows:
        start += f". To confirm: {milestone.ask}" if milestone.ask else ""
    if milestone.end_ask:
        return f"{start}<br>last day **unknown**: {milestone.end_ask}"
    if milestone.end_offset is None:
        return start
    end = _offset(milestone.end_offset, milestone.end_anchor or "its first day")
    return f"{start}; until {end}{', every working day' if milestone.daily else ''}"


def _window(window: Window, anchor: str) -> str:
    start, until = window.starting, window.until
    when = ""
    if start and until:
        when = f"{start} to {until}: "
    elif start:
        when = f"from {start}: "
    if window.latest is None:
        late = f"{len(window.delays)} came later, by {', '.join(map(str, window.delays))} working days"
        return (
            f"{when}from {window.earliest}, usually {window.expected} after {_anchor(anchor)}; "
            f"of {window.sample} ({window.years}), {late}{_note(window.note)}"
        )
    first, last = str(window.earliest).split(" ", 1)[0], str(window.latest)
    return f"{when}{first} to {last} after {_anchor(anchor)}, expected {window.expected}{_note(window.note)}"


def _offset(offset: Offset, anchor: str) -> str:
    named = _anchor(anchor)
    roll = f", or {offset.roll.value}" if offset.roll else ""
    day = WEEKDAYS[offset.weekday or 0].capitalize()
    if offset.unit is Unit.NEXT_WEEKDAY:
        return f"the {day} after {named}{roll}"
    if offset.unit is Unit.WEEKDAY_OF_WEEK:
        return f"the {day} of week {offset.amount}, that of {named} being week 1{roll}"
    if offset.amount == 0:
        return f"the day of {named}{roll}"
    size = f"{abs(offset.amount)} {offset.unit.value}{'' if abs(offset.amount) == 1 else 's'}"
    return f"{size} {'before' if offset.amount < 0 else 'after'} {named}{roll}"


def _anchor(anchor: str) -> str:
    if " " in anchor:
        return anchor
    name, _, end = anchor.partition(".")
    return f"the end of `{name}`" if end else f"`{name}`"


def _release(pause: Pause) -> str:
    first = str(pause.resumes)
    if pause.cleared:
        first = f"{first.split(' ', 1)[0]} to {pause.cleared}"
    usual = f", usually {pause.usual}" if pause.usual else ""
    batch = f", and the next {pause.next_batch} after that" if pause.next_batch else ""
    return f"{first} after the last day{usual}{batch}"


def _delays(pause: Pause) -> str:
    if pause.everywhere:
        return "all"
    seen = (
        f" (measured: {pause.delayed} delayed, {pause.on_time} on time)"
        if pause.delayed + pause.on_time
        else ""
    )
    return f"councils that vote{seen}"


def _known(basis: Basis, source: tuple[str, ...], note: str) -> str:
    cited = f" ({', '.join(f'`{each}`' for each in source)})" if source else ""
    return f"{basis.value}{cited}{_note(note)}"


def _note(note: str) -> str:
    return f". {note}" if note else ""


def _list(names: tuple[str, ...], word: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
    yield ""


if __name__ == "__main__":
    main()
