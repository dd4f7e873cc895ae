"""Count the source: lines of code, imports inside functions and suppressions of lint or types.

Usage: count.py [FOLDER], by default src. Lines of code are lines with a token of Python, without blank lines,
comments and docstrings.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAZY = ("cli", "plugins")
"""Packages that import what they need when they need it."""

_SUPPRESSION = re.compile(r"#\s*(?:ruff:\s*)?noqa\b|#\s*type:\s*ignore\b|#\s*mypy:\s*ignore", re.IGNORECASE)
_NO_CODE = (
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
)


@dataclass(frozen=True)
class Counts:
    """The figures of one file, or the sum of several.

    Attributes:
        lines: Lines of code.
        inner: Imports inside functions.
        inner_elsewhere: Those outside `cli`, `plugins` and the tables in `__init__` modules.
        suppressions: Comments that suppress a finding of the linter or the type checker.
    """

    lines: int = 0
    inner: int = 0
    inner_elsewhere: int = 0
    suppressions: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sum of both."""
        return Counts(
            self.lines + other.lines,
            self.inner + other.inner,
            self.inner_elsewhere + other.inner_elsewhere,
            self.suppressions + other.suppressions,
        )


def count_text(text: str, *, lazy: bool = False) -> Counts:
    """Return the figures of one module.

    Args:
        text: Its source.
        lazy: Whether imports inside its functions are expected.
    """
    tree = ast.parse(text)
    docstrings = {line for node in ast.walk(tree) for line in _docstring_lines(node)}
    lines: set[int] = set()
    suppressions = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            suppressions += _SUPPRESSION.search(token.string) is not None
        if token.type not in _NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    inner = len({place for node in ast.walk(tree) if _is_function(node) for place in _imports(node)})
    return Counts(len(lines - docstrings), inner, 0 if lazy else inner, suppressions)


def count_folder(folder: Path) -> Counts:
    """Return the figures of all modules in a folder."""
    total = Counts()
    for path in sorted(folder.rglob("*.py")):
        lazy = path.name == "__init__.py" or not set(LAZY).isdisjoint(path.parts)
        total += count_text(path.read_text("utf-8"), lazy=lazy)
    return total


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)


def _imports(node: ast.AST) -> set[tuple[int, int]]:
    return {
        (inner.lineno, inner.col_offset)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }


def _docstring_lines(node: ast.AST) -> range:
    if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        return range(0)
    if ast.get_docstring(node, clean=False) is None:
        return range(0)
    first = node.body[0]
    return range(first.lineno, (first.end_lineno or first.lineno) + 1)


def main() -> None:
    """Print the figures of a folder."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "src"
    counts = count_folder(folder)
    print(f"{counts.lines:7,} lines of code")
    print(f"{counts.inner:7,} imports inside functions")
    print(f"{counts.inner_elsewhere:7,} of them outside {', '.join(LAZY)} and package tables")
    print(f"{counts.suppressions:7,} suppressions")


if __name__ == "__main__":
    main()
