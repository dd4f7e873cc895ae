"""Every message, help text, reason, rule and task: sentences of at most 25 words."""

from __future__ import annotations

import ast
import re
import tomllib
from typing import TYPE_CHECKING, Any

from tests.shared import REPOSITORY
from tests.wording import long_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = REPOSITORY / "src/inspectprep"
PLUGINS = REPOSITORY / "plugins"
MODULES = sorted([*SOURCE.rglob("*.py"), *PLUGINS.glob("*/src/**/*.py")])
DATA = sorted([*SOURCE.rglob("*.toml"), *PLUGINS.glob("*/src/**/*.toml")])
NOT_SENTENCES = {
    "inspectprep/synth/names.py",  # names
    "inspectprep/workspace/configuration.py",  # a file with comments, which its own test reads
}
_CODE = re.compile(r"CREATE TABLE| \{ ")
_PUNCTUATION = re.compile(r"[.,:;!?]")
_EXEMPT = {"when", "source", "skip_when", "examples", "official", "codes", "aliases"}
"""Keys of conditions, and of citations, which are titles of sources."""


def written(node: ast.AST) -> str | None:
    """Return a text of the source as it is shown. A value in it is one word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = written(node.left), written(node.right)
        return None if sides == (None, None) else "".join(side or "X" for side in sides)
    return None


def texts(tree: ast.Module, *, command: bool) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings, and the help of its commands."""
    seen: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            seen.add(node.value)
        if isinstance(node, ast.FunctionDef) and command and not node.name.startswith("_"):
            yield re.split(r"\n(?:Args|Returns|Raises|Yields):", ast.get_docstring(node) or "")[0]
        if node not in seen and (text := written(node)) is not None:
            seen.update(ast.walk(node))
            yield text


def test_messages_and_help_are_short_sentences() -> None:
    """Lists of words, queries and styles are none."""
    found = []
    for path in MODULES:
        if any(str(path).endswith(name) for name in NOT_SENTENCES) or "templates" in path.parts:
            continue
        for text in texts(ast.parse(path.read_text(encoding="utf-8")), command="cli" in path.parts):
            if _PUNCTUATION.search(text) and not _CODE.search(text):
                found += [(path.name, sentence) for sentence in long_sentences(text)]
                found += [(path.name, text)] * ("(s)" in text)
    assert found == []


def entries(value: Any, key: str = "") -> Iterator[str]:
    """Yield each text of a TOML document that a reader sees as sentences."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from entries(entry, name)
    elif isinstance(value, list):
        for entry in value:
            yield from entries(entry, key)
    elif isinstance(value, str) and key not in _EXEMPT:
        yield value


def test_texts_of_rules_tasks_and_frameworks_are_short_sentences() -> None:
    """Titles of tasks, notes of dates and rules, values of facts and differences of indicators."""
    assert [
        (path.name, sentence)
        for path in DATA
        for text in entries(tomllib.loads(path.read_text(encoding="utf-8")))
        for sentence in long_sentences(text)
    ] == []
