"""Write docs/reference/facts.json, the register of facts with which the next change is compared.

It is the document of `inspectprep frameworks facts --json` with one line for each fact, so that
`--since docs/reference/facts.json` reads it. It names the section "Facts" of CHANGELOG.md by its digest: if a
fact has changed and that section has not, nothing is written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from hashlib import sha256
from json import dumps, loads
from pathlib import Path

from frameworks_page import BUILT_IN, PLUGIN

from inspectprep.codec import build, plain
from inspectprep.frameworks.facts import RegisteredFact, changes, register
from inspectprep.frameworks.loader import read_framework

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "facts.json"
CHANGELOG = ROOT / "CHANGELOG.md"
REMEDY = 'Add a line under "Facts" in CHANGELOG.md, then run `make reference`.'


def registered() -> tuple[RegisteredFact, ...]:
    """Return the facts of the framework files."""
    files = [BUILT_IN / "ilacs.toml", *sorted(PLUGIN.glob("*.toml"))]
    return register(map(read_framework, files))


def news(changelog: str) -> str:
    """Return the digest of the lines under the first heading "Facts" of a change log."""
    found = re.search(r"^### Facts\n(.*?)(?=^##)", changelog, re.MULTILINE | re.DOTALL)
    return sha256(" ".join(found[1].split()).encode()).hexdigest()[:16] if found else ""


def written(facts: Sequence[RegisteredFact], digest: str) -> str:
    """Return the document, with a line for each fact."""
    lines = ",\n".join(dumps(plain(fact), ensure_ascii=False) for fact in facts)
    return f'{{"schema": "inspectprep/facts/1", "news": {dumps(digest)}, "facts": [\n{lines}\n]}}\n'


def unwritten(stored: str, facts: Sequence[RegisteredFact], digest: str) -> tuple[str, ...]:
    """Return the changes of facts since a stored document that the change log says nothing of."""
    document = loads(stored)
    before = [build(fact, RegisteredFact) for fact in document["facts"]]
    return changes(before, facts) if document["news"] == digest else ()


def main() -> None:
    """Write the document, or refuse."""
    facts, digest = registered(), news(CHANGELOG.read_text("utf-8"))
    if PAGE.exists() and (found := unwritten(PAGE.read_text("utf-8"), facts, digest)):
        sys.exit("\n".join([*found, f"{PAGE.relative_to(ROOT)} is not written. {REMEDY}"]))
    PAGE.write_text(written(facts, digest), "utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
