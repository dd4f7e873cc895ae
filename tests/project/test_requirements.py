"""The requirements of pyproject.toml and the imports of the source: neither has what the other lacks."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement

from inspectprep.extras import EXTRAS
from tests.shared import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
OPTIONAL = {extra: texts for extra, texts in PROJECT["optional-dependencies"].items() if extra != "all"}
NAMES = {"python-dateutil": "dateutil", "python-docx": "docx"}
"""Names of imports that differ from those of the packages in more than a hyphen."""

WITH_ANOTHER = {"markupsafe": "jinja2", "attr": "attrs", "numpy": "scipy"}
"""Imports that come with the package of another."""


def imported_name(requirement: str) -> str:
    """Return the name that is imported for a requirement."""
    name = Requirement(requirement).name
    return NAMES.get(name, name.replace("-", "_").lower())


def imports() -> Iterator[str]:
    """Yield every library that the source imports when it runs. Imports for type checkers are left out."""
    for path in (REPOSITORY / "src").rglob("*.py"):
        waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                continue
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]
            waiting += ast.iter_child_nodes(node)


IMPORTS = {name for name in imports() if name not in sys.stdlib_module_names} - {"inspectprep"}


USED = {"pytest", "tzdata"}
"""Requirements that are not imported: what runs the tests of plugins, and what zoneinfo reads."""


@pytest.mark.parametrize("extra", OPTIONAL)
def test_no_extra_installs_what_nothing_imports(extra: str) -> None:
    """Each requirement of each extra is imported in the source, or is used without an import."""
    for requirement in OPTIONAL[extra]:
        assert imported_name(requirement) in IMPORTS | USED


def test_the_core_needs_what_it_imports() -> None:
    """Each requirement of the core is imported."""
    for requirement in PROJECT["dependencies"]:
        assert imported_name(requirement) in IMPORTS


def test_every_import_is_required() -> None:
    """Each library that the source imports is a requirement of the core or of an extra."""
    core = {imported_name(requirement) for requirement in PROJECT["dependencies"]}
    assert {WITH_ANOTHER.get(name, name) for name in IMPORTS} <= core | set(EXTRAS)


def test_the_table_of_extras_is_that_of_the_project() -> None:
    """The error for a missing library names the first extra that installs it."""
    homes: dict[str, str] = {}
    for extra, requirements in OPTIONAL.items():
        for requirement in requirements:
            homes.setdefault(imported_name(requirement), extra)
    homes.pop("tzdata")
    assert homes == EXTRAS
