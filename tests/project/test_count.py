"""The source stays within its budgets, counted from its syntax."""

from __future__ import annotations

import runpy
from textwrap import dedent
from typing import Any

import pytest

from tests.shared import REPOSITORY

COUNT = runpy.run_path(str(REPOSITORY / "scripts/count.py"))
MOST_LINES, MOST_INNER, MOST_INNER_ELSEWHERE, MOST_SUPPRESSIONS = 69_400, 82, 15, 40


def _count(text: str, **more: Any) -> Any:
    return COUNT["count_text"](dedent(text), **more)


def test_lines_without_code_are_not_counted() -> None:
    """Blank lines, comments and docstrings are not; a text that goes over lines is."""
    text = '''
        """A module.

        With two paragraphs."""

        # A comment.
        TEXT = """one
        two"""  # three


        def one(value: int) -> int:
            """Return one."""
            return (
                value
            )
        '''
    assert _count(text).lines == 6


def test_imports_inside_functions_are_counted_once() -> None:
    """Those of inner functions too; those of a module, a class or a block for types are not."""
    text = """
        import os
        from typing import TYPE_CHECKING

        if TYPE_CHECKING:
            import json

        class Value:
            import re

            def method(self):
                import csv
                def inner():
                    from pathlib import Path, PurePath
        """
    counts = _count(text)
    assert (counts.inner, counts.inner_elsewhere) == (2, 2)
    assert _count(text, lazy=True).inner_elsewhere == 0


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("import os  # noqa", 1),
        ("import os  # noqa: F401 - a reason", 1),
        ("# ruff: noqa: E501", 1),
        ("value = wrong()  # type: ignore[attr-defined] # a reason", 1),
        ("value = wrong()  # type: ignore # noqa: F821", 1),
        ("text = '# noqa'", 0),
        ("value = 1  # a comment about noqa", 0),
    ],
)
def test_comments_that_suppress_are_counted(line: str, count: int) -> None:
    """One a comment; a text that looks like one is not."""
    assert _count(line + "\n").suppressions == count


def test_the_source_is_within_its_budgets() -> None:
    """Lines of code, imports inside functions and suppressions are bounded."""
    counts = COUNT["count_folder"](REPOSITORY / "src")
    assert counts.lines <= MOST_LINES
    assert counts.inner <= MOST_INNER
    assert counts.inner_elsewhere <= MOST_INNER_ELSEWHERE
    assert counts.suppressions <= MOST_SUPPRESSIONS
