"""The index of errors has every public error: what happened, an example that is run, and what to do."""

from __future__ import annotations

import re

import pytest

from inspectprep import errors
from tests.shared import REPOSITORY

PAGE = (REPOSITORY / "docs/reference/errors.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
ERRORS = [
    name
    for name in errors.__all__
    if issubclass(getattr(errors, name), Exception) and name != errors.InspectPrepError.__name__
]
SOURCE = "\n".join(path.read_text("utf-8") for path in (REPOSITORY / "src").rglob("*.py"))


def test_the_page_has_every_error_and_no_other() -> None:
    """Each public error has a section and a line of the table, in one order."""
    assert sorted(SECTIONS) == sorted(ERRORS)
    listed = re.findall(r"^\| \[`(\w+)`\]\(#(\w+)\) \|", PAGE, re.MULTILINE)
    assert [name for name, _ in listed] == list(SECTIONS)
    assert all(anchor == name.lower() for name, anchor in listed)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_has_an_example_and_a_remedy(name: str) -> None:
    """Its section shows it in an example and says what to do."""
    text = SECTIONS[name]
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert any(name in example for example in examples)
    assert "**What to do:** " in text


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_raised_somewhere(name: str) -> None:
    """A public error that nothing raises would be a promise of nothing."""
    assert re.search(rf"(?<!class )\b{name}\(", SOURCE)


def test_errors_without_a_place_in_the_list_are_not_public() -> None:
    """Every class of the module that is an exception is public."""
    classes = {name for name, value in vars(errors).items() if isinstance(value, type)}
    ours = {name for name in classes if getattr(errors, name).__module__ == errors.__name__}
    assert {name for name in ours if not name.startswith("_")} == set(errors.__all__)
