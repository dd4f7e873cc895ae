"""Examples in docstrings run, and everything public says what it is."""

from __future__ import annotations

import ast
import doctest
import importlib
from pathlib import Path

import pytest

from tests.shared import REPOSITORY

SOURCES = sorted((REPOSITORY / "src").rglob("*.py"))
WITH_EXAMPLES = [path for path in SOURCES if ">>> " in path.read_text("utf-8")]


def module_of(path: Path) -> str:
    """Return the dotted name of a source file."""
    parts = path.relative_to(REPOSITORY / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=module_of)
def test_examples_in_docstrings_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every `>>>` example of a module gives what it shows."""
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(module_of(path))
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    runner = doctest.DocTestRunner(optionflags=options)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__):
        runner.run(test)
    results = runner.summarize(verbose=False)
    assert results.attempted > 0
    assert results.failed == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_every_module_says_what_it_holds(path: Path) -> None:
    """A module opens with a docstring; one past 550 lines hides a second idea."""
    text = path.read_text("utf-8")
    opening = ast.get_docstring(ast.parse(text))
    assert opening
    assert opening != "To be filled."
    assert text.count("\n") <= 550
