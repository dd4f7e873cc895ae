"""The package of a new plugin, written from templates. The templates are files beside this module."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import NamedTuple

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.plugins.discovery import PLUGINS
from inspectprep.plugins.specs import API_VERSION

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40
_TAKEN = frozenset({"inspectprep", "test", "tests", "src", "plugin"})


class _Kind(NamedTuple):
    """The parts of one kind of plugin.

    Attributes:
        provider: The class of its provider.
        file: The file in the package.
        about: What it is, for the list in the README.
        reads: Whether the hook names a file beside the module.
    """

    provider: str
    file: str
    about: str
    reads: bool = False


KINDS: Mapping[str, _Kind] = {
    "variant": _Kind("FrameworkProvider", "inspections.toml", "a variant of an inspection", reads=True),
    "source": _Kind("SourceProvider", "exports.py", "a reader of the exports of a case system"),
    "rule": _Kind("RuleProvider", "rules.toml", "a rule of Annex A", reads=True),
    "report": _Kind("ReportProvider", "report.py", "a report format"),
    "calendar": _Kind("CalendarProvider", "closures.py", "the days on which the council is closed"),
    "tasks": _Kind("TaskProvider", "tasks.toml", "tasks of the checklist", reads=True),
    "store": _Kind("StoreProvider", "store.py", "a store of records"),
}
"""The kinds of plugin that there are templates for."""


def write_package(name: str, kinds: Iterable[str], folder: Path) -> tuple[Path, ...]:
    """Write the package of a new plugin: code, data, tests, README and a file for continuous integration.

    Its tests pass as it is written.

    Args:
        name: The name of the plugin and of its distribution, in kebab-case.
        kinds: What it provides, at least one of :data:`KINDS`.
        folder: A new or an empty folder.

    Returns:
        The files, in order of their paths.

    Raises:
        UnknownNameError: if there is no such kind; the nearest is suggested.
        InspectPrepError: if the name cannot be used, or the folder is not empty.
    """
    chosen = _chosen(kinds)
    _check_name(name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InspectPrepError(
            "There is something here already, and nothing was written.",
            where=str(folder),
            remedy="Use --out with a new or an empty folder.",
        )
    texts = dict(_texts(name, chosen))
    for path, text in sorted(texts.items()):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / path for path in sorted(texts))


def _chosen(kinds: Iterable[str]) -> list[str]:
    wanted = [word.strip() for text in kinds for word in text.split(",") if word.strip()]
    for kind in wanted:
        if kind not in KINDS:
            raise UnknownNameError("kind of plugin", kind, KINDS, where="--kind")
    if not wanted:
        raise InspectPrepError(
            "There is no kind of plugin.", where="--kind", remedy=f"Choose from {', '.join(KINDS)}."
        )
    return [kind for kind in KINDS if kind in wanted]


def _check_name(name: str) -> None:
    package = name.replace("-", "_")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        problem = f"is not a name for a plugin. Use up to {_LONGEST} small letters, figures and hyphens"
    elif keyword.iskeyword(package) or package in _TAKEN or package in sys.stdlib_module_names:
        problem = "is the name of something else in Python or inspectprep. Choose another"
    else:
        return
    raise InspectPrepError(f"{name!r} {problem}.", remedy="An example is 'easthaven-plans'.")


def _texts(name: str, kinds: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every file."""
    package, title = name.replace("-", "_"), name.replace("-", " ").capitalize()
    values = {"name": name, "package": package, "title": title, "rule": name.upper()}
    parts = [KINDS[kind] for kind in kinds]
    providers = sorted(part.provider for part in parts)
    reads = any(part.reads for part in parts)
    values |= {
        "group": PLUGINS if PLUGINS.isidentifier() else f'"{PLUGINS}"',
        "api": str(API_VERSION),
        "contents": "\n".join(f"- {part.about}, in `src/{package}/{part.file}`" for part in parts),
        "imports": "\nfrom pathlib import Path\n" if reads else "",
        "home": "\nHERE = Path(__file__).parent" if reads else "",
        "providers": "\n".join(f"    {name}," for name in (*providers, "hookimpl")),
        "hooks": "".join(f"\n\n{_filled(f'{kind}/hook.txt', values)}" for kind in kinds).rstrip(),
    }
    common = {
        "pyproject.toml": "pyproject.toml.txt",
        "README.md": "README.md.txt",
        ".gitignore": "gitignore.txt",
        ".github/workflows/test.yml": "test.yml.txt",
        f"src/{package}/__init__.py": "__init__.py.txt",
        f"src/{package}/plugin.py": "plugin.py.txt",
    }
    for path, template in common.items():
        yield path, _filled(f"package/{template}", values)
    yield f"src/{package}/py.typed", ""
    for kind, part in zip(kinds, parts, strict=True):
        yield f"src/{package}/{part.file}", _filled(f"{kind}/{part.file}.txt", values)
        yield f"tests/test_{kind}.py", _filled(f"{kind}/test.txt", values)


def _filled(template: str, values: Mapping[str, str]) -> str:
    text = (files("inspectprep.testing") / "templates" / template).read_text("utf-8")
    return Template(text).substitute(values)
