"""Every hook is documented: a heading, its exact signature, its arguments and an example."""

from __future__ import annotations

import inspect
import re

import pytest

from inspectprep.plugins import specs
from inspectprep.plugins.collect import KINDS
from tests.shared import REPOSITORY

HOOKS = (*specs.PROVIDER_HOOKS, *specs.EVENT_HOOKS)
PAGE = (REPOSITORY / "docs/plugins/hooks.md").read_text("utf-8")


def section_of(hook: str) -> str:
    """Return the part of the page under a hook's heading."""
    found = re.search(rf"^### {hook}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"{hook} has no heading in docs/plugins/hooks.md"
    return found[1]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_its_heading_and_exact_signature(hook: str) -> None:
    """The signature on the page is the one in the specification, annotations and all."""
    signature = inspect.signature(getattr(specs.Hooks, hook))
    parameters = [each for each in signature.parameters.values() if each.name != "self"]
    written = f"{hook}({', '.join(map(str, parameters))}) -> {signature.return_annotation}".replace("'", "")
    assert f"`{written}`" in section_of(hook)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_a_module_to_copy_and_shows_it_in_use(hook: str) -> None:
    """The example is a whole plugin module and a second block that uses it."""
    blocks = re.findall(r"^```python\n(.*?)^```", section_of(hook), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 2
    assert f"@hookimpl\ndef {hook}(" in blocks[0]
    assert "open_registry" in "".join(blocks[1:])
    assert "assert" in blocks[-1]


@pytest.mark.parametrize("hook", specs.PROVIDER_HOOKS)
def test_every_field_of_a_record_is_explained(hook: str) -> None:
    """The table under a provider hook names each field of its record."""
    rows = " ".join(re.findall(r"^\| (`.*?) \|", section_of(hook), re.MULTILINE))
    for field in KINDS[hook][1].__attrs_attrs__:  # type: ignore[attr-defined]
        assert f"`{field.name}`" in rows


@pytest.mark.parametrize("hook", specs.EVENT_HOOKS)
def test_every_argument_of_an_event_is_explained(hook: str) -> None:
    """The table under an event hook names each argument."""
    rows = re.findall(r"^\| `(\w+)` \|", section_of(hook), re.MULTILINE)
    parameters = [name for name in inspect.signature(getattr(specs.Hooks, hook)).parameters if name != "self"]
    assert rows == parameters


def test_the_page_documents_no_hook_that_is_not_there() -> None:
    """A hook that was taken away is taken from the page."""
    assert set(re.findall(r"^### (inspectprep_\w+)", PAGE, re.MULTILINE)) == set(HOOKS)


TUTORIAL = (REPOSITORY / "docs/plugins/tutorial.md").read_text("utf-8")


def test_the_tutorial_builds_seven_parts_with_hooks_that_exist() -> None:
    """Each part of the plugin has its hook on the page."""
    hooks = set(re.findall(r"^def (inspectprep_\w+)", TUTORIAL, re.MULTILINE))
    assert hooks <= set(specs.PROVIDER_HOOKS)
    assert len(hooks) == 7
