"""The documentation of exactly the public names of a package: those in its `__all__`.

A page asks for them with a line ``{public} inspectprep.store``. The values, which are many, have a page for
each subject.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from inspectprep.codec.docstrings import summary

TOP, VALUES = "inspectprep", "inspectprep.model"
PACKAGES = (
    "inspectprep.annexa",
    "inspectprep.annexa.catalogue",
    "inspectprep.calendar",
    "inspectprep.codec",
    "inspectprep.doctor",
    "inspectprep.errors",
    "inspectprep.frameworks",
    "inspectprep.history",
    "inspectprep.model",
    "inspectprep.planning",
    "inspectprep.plugins",
    "inspectprep.reports",
    "inspectprep.sources",
    "inspectprep.store",
    "inspectprep.synth",
    "inspectprep.testing",
    "inspectprep.testing.fixtures",
    "inspectprep.testing.reports",
    "inspectprep.testing.strategies",
    "inspectprep.views",
    "inspectprep.workspace",
)
"""The packages and modules with public names, but for the top."""

REQUEST = re.compile(r"^\{public\} ([\w.]+)$", re.MULTILINE)


def expand(text: str) -> str:
    """Return a page with the documentation that it asks for."""
    return REQUEST.sub(lambda match: section(match[1]), text)


def section(package: str) -> str:
    """Return the documentation of a package, as Markdown."""
    names = public_names(package)
    elsewhere = {name: home for name in names if (home := home_of(package, name))}
    own = [name for name in names if name not in elsewhere]
    parts = [evaluated(f".. automodule:: {package}", "   :no-members:"), documented(package, own)]
    if elsewhere:
        parts += ["Also here:\n", *linked(package, elsewhere)]
    return "\n".join(parts)


def public_names(package: str) -> list[str]:
    """Return the public names of a package or module."""
    module = importlib.import_module(package)
    return sorted(getattr(module, "__all__", None) or own_names(module))


def own_names(module: Any) -> list[str]:
    """Return the names without an underscore that a module without `__all__` defines."""
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]


def home_of(package: str, name: str) -> str:
    """Return where a name of a package is documented, if that is in another package."""
    value = getattr(importlib.import_module(package), name)
    if inspect.ismodule(value):
        return value.__name__
    others = [other for other in PACKAGES if other != package] if package == TOP else []
    homes = [other for other in others if vars_has(other, name, value)]
    return f"{homes[0]}.{name}" if homes else ""


def vars_has(package: str, name: str, value: Any) -> bool:
    """Return whether a package has this value under this name."""
    module = importlib.import_module(package)
    return name in public_names(package) and getattr(module, name) is value


def documented(package: str, names: list[str]) -> str:
    """Return directives of autodoc for names of a package."""
    lines = [f".. currentmodule:: {package}", ""]
    for name in names:
        kind = directive(package, name)
        lines += [f".. {kind}:: {name}", *options(package, name, kind), ""]
    return evaluated(*lines)


def options(package: str, name: str, kind: str) -> list[str]:
    """Return the options of a directive. A type is shown as it is, but a table is described only."""
    if kind == "autodata":
        return [] if get_args(getattr(importlib.import_module(package), name)) else ["   :no-value:"]
    if kind != "autoclass":
        return []
    bases = getattr(importlib.import_module(package), name).__mro__[1:]
    hidden = [base for base in bases if base.__module__.startswith(TOP) and not is_public(base)]
    return ["   :members:", *(["   :inherited-members: object"] if hidden else [])]


def is_public(value: Any) -> bool:
    """Return whether a value is among the public names of a package."""
    return any(vars_has(package, value.__name__, value) for package in PACKAGES)


def directive(package: str, name: str) -> str:
    """Return the directive of autodoc for a name."""
    value = getattr(importlib.import_module(package), name)
    if isinstance(value, type):
        return "autoexception" if issubclass(value, BaseException) else "autoclass"
    return "autofunction" if inspect.isroutine(value) else "autodata"


def linked(package: str, homes: dict[str, str]) -> Iterator[str]:
    """Yield a table of names that are documented elsewhere."""
    yield "| name | what it is |\n|---|---|"
    for name, home in homes.items():
        value = getattr(importlib.import_module(package), name)
        role = "mod" if inspect.ismodule(value) else "obj"
        yield f"| {{py:{role}}}`~{home}` | {summary(value)} |"
    yield ""


def evaluated(*lines: str) -> str:
    """Return reStructuredText in a Markdown page."""
    return "\n".join(["```{eval-rst}", *lines, "```", ""])


def pages() -> dict[str, str]:
    """Return the pages of the values, one for each subject, and their index."""
    subjects: dict[str, list[str]] = {}
    for name in public_names(VALUES):
        subjects.setdefault(subject_of(name), []).append(name)
    found = {f"values/{module}.md": values_page(module, names) for module, names in subjects.items()}
    return {"values/index.md": index(subjects), **found}


def subject_of(name: str) -> str:
    """Return the module of a value."""
    return source_of(VALUES, name).removeprefix(f"{VALUES}.")


@cache
def imported(package: str) -> dict[str, str]:
    """Return the module from which a package takes each name."""
    tree = ast.parse(inspect.getsource(importlib.import_module(package)))
    return {
        alias.asname or alias.name: node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def source_of(package: str, name: str) -> str:
    """Return the module that defines a name of a package."""
    source = imported(package).get(name)
    return source_of(source, name) if source else package


def title_of(module: str) -> str:
    """Return the first sentence of a module's docstring, without its full stop."""
    return summary(importlib.import_module(f"{VALUES}.{module}")).partition(". ")[0].removesuffix(".")


def values_page(module: str, names: list[str]) -> str:
    """Return the page of the values of one module."""
    return f"# {title_of(module)}\n\n{documented(VALUES, names)}"


def index(subjects: dict[str, list[str]]) -> str:
    """Return the index of the values."""
    values = importlib.import_module(VALUES)
    lines = [
        "# Values",
        "",
        "Values are frozen, and check themselves when they are made. Functions take and return them.",
        f"Import them from `{VALUES}`. Those that are used most are at the top, such as `ip.Inspection`.",
        "",
        evaluated(f".. module:: {VALUES}"),
    ]
    for module, names in sorted(subjects.items(), key=lambda each: title_of(each[0])):
        lines += [f"## {title_of(module)}", "", "| value | what it is |", "|---|---|"]
        lines += [f"| {{py:obj}}`~{VALUES}.{name}` | {about(values, name)} |" for name in names]
        lines += [""]
    return "\n".join([*lines, "```{toctree}", ":hidden:", ":glob:", "", "*", "```", ""])


def about(module: Any, name: str) -> str:
    """Return one line about a value of the index."""
    value = getattr(module, name)
    return summary(value) if callable(value) else ""
