"""Tables of contents: what a package promises is there, once, and known to type checkers."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from inspect import ismodule
from pathlib import Path

import pytest

import inspectprep
from tests.shared import REPOSITORY

PACKAGES = ["inspectprep"] + [
    f"inspectprep.{each.name}" for each in pkgutil.iter_modules(inspectprep.__path__) if each.ispkg
]
LAZY = [name for name in PACKAGES if hasattr(importlib.import_module(name), "__all__")]
REFERENCE = REPOSITORY / "docs/reference/api"


def path_of(package: str) -> Path:
    """Return the file of a package's table of contents."""
    path = importlib.import_module(package).__file__
    assert path is not None
    return Path(path)


def mirrored(package: str) -> set[str]:
    """Return the names that a table of contents shows to type checkers."""
    names: set[str] = set()
    for node in ast.parse(path_of(package).read_text("utf-8")).body:
        typing_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for each in ast.walk(node) if typing_only else [node]:
            if isinstance(each, ast.ImportFrom):
                names |= {alias.asname or alias.name for alias in each.names}
            elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                names.add(each.target.id)
            elif isinstance(each, ast.FunctionDef):
                names.add(each.name)
    return names


@pytest.mark.parametrize("package", LAZY)
def test_every_name_promised_is_there(package: str) -> None:
    """Each name of a table of contents can be had, and no name is promised twice."""
    module = importlib.import_module(package)
    assert len(set(module.__all__)) == len(module.__all__)
    for name in module.__all__:
        assert getattr(module, name) is not None
    assert set(module.__all__) <= set(dir(module))


@pytest.mark.parametrize("package", LAZY)
def test_type_checkers_see_every_name_promised(package: str) -> None:
    """A name that is imported on first use is under TYPE_CHECKING too."""
    module = importlib.import_module(package)
    assert set(module.__all__) <= mirrored(package)


@pytest.mark.parametrize("package", PACKAGES)
def test_an_unknown_name_is_refused_as_usual(package: str) -> None:
    """A missing name raises AttributeError, so that `hasattr` and `from ... import` behave."""
    assert not hasattr(importlib.import_module(package), "no_such_name")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_is_in_the_reference(package: str) -> None:
    """Each package's public names are in the API reference, under the package or their own module."""
    pages = "\n".join(path.read_text("utf-8") for path in REFERENCE.glob("*.md"))
    shown = set(re.findall(r"automodule:: ([\w.]+)", pages))
    module = importlib.import_module(package)
    if package == "inspectprep":
        named = [getattr(module, name) for name in module.__all__]
        homes = {each.__module__ for each in named if hasattr(each, "__module__")}
        assert {home for home in homes if home not in shown and home.rpartition(".")[0] not in shown} <= {
            "builtins"
        }
    elif package == "inspectprep.cli":
        assert (REPOSITORY / "docs/reference/cli.md").exists()
    elif package in LAZY and not all(ismodule(getattr(module, name)) for name in module.__all__):
        assert package in shown
    else:
        assert any(name.startswith(f"{package}.") for name in shown)


@pytest.mark.parametrize(
    "module",
    [each.name for each in pkgutil.iter_modules(importlib.import_module("inspectprep.model").__path__)],
)
def test_every_value_is_in_the_reference(module: str) -> None:
    """Each module of values is on the page of values (`make reference` writes it)."""
    shown = (REFERENCE / "model.md").read_text("utf-8")
    assert module == "display" or f"automodule:: inspectprep.model.{module}\n" in shown


@pytest.mark.parametrize("package", LAZY)
def test_no_module_hides_a_name_that_it_shares(package: str) -> None:
    """A function that shares its module's name stays a function, also if the module is imported first."""
    folder = path_of(package).parent
    for name in importlib.import_module(package).__all__:
        if (folder / f"{name}.py").exists():
            show = f"import importlib; print(type(importlib.import_module({package!r}).{name}).__name__)"
            first = f"import {package}.{name}; {show}"
            kinds = {
                subprocess.run(
                    [sys.executable, "-c", code], capture_output=True, text=True, check=True
                ).stdout
                for code in (show, first)
            }
            assert len(kinds) == 1, f"{package}.{name}"


def test_every_command_is_in_the_reference() -> None:
    """The page of the command line has a section for each command (`make reference` writes it)."""
    page = (REPOSITORY / "docs/reference/cli.md").read_text("utf-8")
    help_text = page.split("```")[1]
    listed = set(re.findall(r"^│ ([a-z][\w-]*)  ", help_text, re.MULTILINE))
    assert {"annexa", "demo", "ready", "timeline"} <= listed
    assert listed == set(re.findall(r"^## ([a-z]\S*)$", page, re.MULTILINE))
    for command in ("annexa check", "frameworks show", "plugins doctor"):
        assert f"\n### {command}\n" in page
