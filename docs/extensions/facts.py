"""The register of facts: every date and fact of the frameworks, with what it rests on."""

from __future__ import annotations

from pathlib import Path

from docs.extensions.markdown import plain, table

import inspectprep
from inspectprep.frameworks.facts import RegisteredFact, register
from inspectprep.frameworks.loader import read_framework
from inspectprep.model.framework import Framework

BUILT_IN = Path(inspectprep.__file__).parent / "frameworks/data"
PLUGIN = Path(__file__).resolve().parents[2] / "plugins/inspectprep-inspectorates/src"
INTRODUCTION = """\
# Register of facts

Every fact of the frameworks: what is known, how it is known, and where it is used. The command
`inspectprep frameworks facts` prints the same list, and `--unknown` only what is not published.
`inspectprep frameworks facts --json` writes it, and `--since FILE` lists what has changed since then.
The register of the last change is [facts.json](../facts.json), which `--since` reads.

- *Basis* is `law`, `inspectorate` (its own text), `account` (of a council, a partner or a newspaper),
  `measured`, `notice` (ask for it) or `planning` (our default).
- *Trust* is that of the best source: `official` for the official text, `reliable`, or `weak`.
- *Read* is the day or month on which the sources were last read.
"""
HEADS = ("kind", "id", "fact", "known", "basis", "trust", "read", "sources", "used in")


def frameworks() -> tuple[Framework, ...]:
    """Return the frameworks of inspectprep and of the package inspectprep-inspectorates."""
    paths = (BUILT_IN / "ilacs.toml", *sorted(PLUGIN.rglob("data/*.toml")))
    return tuple(read_framework(path) for path in paths)


def pages() -> dict[str, str]:
    """Return the page of the register."""
    parts = [INTRODUCTION]
    for framework in frameworks():
        facts = register([framework])
        unknown = sum(fact.is_unknown for fact in facts)
        parts.append(
            f"## {plain(framework.title)}\n\n{len(facts)} facts. {unknown} are not published or to confirm.\n"
        )
        parts.append(table(HEADS, map(row, facts)))
    return {"facts.md": "\n".join(parts)}


def row(fact: RegisteredFact) -> tuple[str, ...]:
    """Return the line of a fact."""
    known = plain(fact.value) if fact.value else "**not known**"
    question = f" Ask: {plain(fact.ask)}" if fact.ask else ""
    return (
        fact.kind,
        f"`{fact.id}`",
        plain(fact.title),
        f"{known}.{question} {plain(fact.note)}".strip(),
        fact.basis.value,
        fact.confidence.value if fact.confidence else "",
        fact.read,
        plain("; ".join(fact.source)),
        ", ".join(f"`{name}`" for name in fact.used_in)
        + (f" (calls {fact.applies})" if fact.applies else ""),
    )
