"""Finds words that plain English does without; `scripts/words.toml` lists them, each with what to write.

A docstring of a module or class must also name the thing: one that begins with "What" or "How" does not.
`--count` prints the number of places in each folder.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = tomllib.loads((ROOT / "scripts/words.toml").read_text("utf-8"))
RIDDLE = re.compile(r"(What|How|Where|Who|Whose|When|Which|Whether|Why)\b")


def pattern(refused: str, allowed: list[str]) -> re.Pattern[str]:
    """Return a pattern whose group `refused` matches unless the words are part of an allowed phrase."""
    phrases = "|".join([*allowed, f"(?P<refused>{refused})"]).replace(" ", r"\s+")
    return re.compile(rf"\b(?:{phrases})\b")


PATTERNS = [(pattern(each["pattern"], each.get("allow", [])), each["instead"]) for each in LISTED["words"]]


def problems(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield each place in a file: the line, and the words with what to write instead."""
    spaced = text.replace("_", " ").lower()  # names are words too
    for words, instead in PATTERNS:
        for match in words.finditer(spaced):
            if match["refused"]:
                line = spaced.count("\n", 0, match.start()) + 1
                yield line, f"{' '.join(match[0].split())!r}: write {instead}"
    if name.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef):
                riddle = RIDDLE.match(ast.get_docstring(node) or "")
                if riddle:
                    yield getattr(node, "lineno", 1), f"{riddle[0] + ' ...'!r}: name the thing"


def main() -> int:
    """Print every place, or how many there are in each folder; return 1 if there are any."""
    command = ["git", "ls-files", *LISTED["files"]]
    tracked = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    counts: Counter[str] = Counter()
    for name in tracked:
        for line, advice in sorted(problems(name, (ROOT / name).read_text("utf-8"))):
            counts["/".join(name.split("/")[:3])] += 1
            if "--count" not in sys.argv:
                print(f"{name}:{line}: {advice}")
    if "--count" in sys.argv:
        print("\n".join(f"{number:6} {folder}" for folder, number in counts.most_common()))
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
