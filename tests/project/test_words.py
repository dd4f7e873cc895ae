"""The word list finds the words that plain English does without, and leaves others alone."""

from __future__ import annotations

import runpy

import pytest

from tests.shared import REPOSITORY

SCRIPT = runpy.run_path(str(REPOSITORY / "scripts/words.py"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "The report is mended anew."),
        ("module.py", "def worked_out(): ..."),
        ("page.md", "'2026-13-01' is no\ndate."),
        ("page.md", "Nobody has read it."),
        ("module.py", '"""What a council knows of its people."""'),
        ("module.py", 'class Plan:\n    """How the days are planned."""'),
    ],
)
def test_finds_words_to_replace(name: str, text: str) -> None:
    """A word, a name, a phrase over two lines and a docstring that does not name the thing are found."""
    assert list(SCRIPT["problems"](name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.md", "There is no variant 'ilacs'."),
        ("page.md", "The date is no longer valid."),
        ("page.md", "A staff member was told before publication."),
        ("page.md", "An amendment recommends the slipway."),
        ("module.py", 'def plan():\n    """What a function does may be said in any way."""'),
    ],
)
def test_leaves_other_words_alone(name: str, text: str) -> None:
    """Phrases that are allowed, and words that only contain a listed one, are not found."""
    assert not list(SCRIPT["problems"](name, text))
