"""Tables of contents: what a package promises is there, once, and known to type checkers."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs.extensions import public_names

import inspectprep
from inspectprep.cli.app import COMMANDS
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


def test_every_package_with_public_names_is_in_the_reference() -> None:
    """The packages below the top that have public names are those of the reference, each on one page."""
    listed = {name for name in PACKAGES if getattr(importlib.import_module(name), "__all__", None)}
    assert listed - {"inspectprep", "inspectprep.cli"} <= set(public_names.PACKAGES)
    pages = "\n".join(path.read_text("utf-8") for path in REFERENCE.glob("*.md"))
    asked = public_names.REQUEST.findall(pages)
    assert sorted(asked) == sorted({*public_names.PACKAGES, "inspectprep"} - {public_names.VALUES})


@pytest.mark.parametrize("package", [*public_names.PACKAGES, "inspectprep"])
def test_the_reference_asks_for_every_public_name(package: str) -> None:
    """The text that is built has each name of `__all__`, and no other."""
    text = public_names.section(package)
    if package == public_names.VALUES:
        text = "\n".join(public_names.pages().values())
    described = set(re.findall(r"^\.\. auto(?:class|data|exception|function):: (\w+)$", text, re.MULTILINE))
    linked = set(re.findall(r"^\| \{py:\w+\}`~[\w.]*?(\w+)` \|", text, re.MULTILINE))
    names = set(public_names.public_names(package))
    assert described | linked == names
    assert package == public_names.VALUES or not described & linked


def test_every_value_is_public() -> None:
    """A class of the modules of values is in the table of contents, but for what only inspectprep uses."""
    internal = {"Allowed", "DocumentKind", "FrozenMapping", "Layout", "TaskSet"}
    values = importlib.import_module(public_names.VALUES)
    classes = {
        node.name
        for path in path_of(public_names.VALUES).parent.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert classes - set(values.__all__) == internal


def test_packages_inside_packages_have_no_public_names() -> None:
    """A public name is imported from the top or from a package directly below it."""
    inner = {
        each.name: set(getattr(importlib.import_module(each.name), "__all__", []))
        for each in pkgutil.walk_packages(inspectprep.__path__, "inspectprep.")
        if each.ispkg and each.name.count(".") > 1 and not each.name.startswith("inspectprep.cli.")
    }
    public = set(public_names.PACKAGES)
    for name, names in inner.items():
        outer = importlib.import_module(name.rpartition(".")[0])
        assert name in public or names <= set(outer.__all__), name


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
    assert set(COMMANDS) == set(re.findall(r"^## ([a-z]\S*)$", page, re.MULTILINE))
    for command in ("annexa check", "frameworks show", "plugins doctor"):
        assert f"\n### {command}\n" in page
