"""The documents are true: every example runs as printed, every link leads somewhere."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from docs.extensions import generated, public_names

from tests.project.documents import LANGUAGES, parse
from tests.project.reader import Reader, install_wheel, link_packages
from tests.shared import REPOSITORY

PAGES = sorted(
    path
    for path in [
        *REPOSITORY.glob("*.md"),
        *(REPOSITORY / "docs").rglob("*.md"),
        *REPOSITORY.glob("plugins/*/*.md"),
    ]
    if not {"_build", "generated"} & set(path.parts)
)
GUIDES = [page for page in PAGES if page.name != "CONTRIBUTING.md"]
posix = pytest.mark.skipif(os.name != "posix", reason="a reader's packages are links")
NEEDS = re.compile(r"This page needs the plugin `([\w-]+)`")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([\w-]+))?\)")
FENCE = re.compile(r"^( *)(`{3,}|~{3,})([^\n`]*)\n(.*?)^\1\2$", re.MULTILINE | re.DOTALL)


def named(path: Path) -> str:
    """Return a page's path in the repository, to name its test by."""
    return path.relative_to(REPOSITORY).as_posix()


def text_of(path: Path) -> str:
    """Return a page's text, with that of the file that it includes."""
    text = path.read_text("utf-8")
    included = re.match(r"```\{include\} (\S+)", text)
    return (path.parent / included[1]).read_text("utf-8") if included else text


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders with what a reader has installed: the wheel, and what it needs."""
    wheel, others = tmp_path_factory.mktemp("wheel"), tmp_path_factory.mktemp("packages")
    install_wheel(wheel)
    link_packages(others)
    return wheel, others


@pytest.fixture
def reader(packages: tuple[Path, Path], tmp_path: Path) -> Iterator[Reader]:
    """A reader with an empty folder."""
    reader = Reader(tmp_path, packages)
    yield reader
    reader.close()


@posix
@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_example_runs_as_printed(page: Path, reader: Reader) -> None:
    """The examples of a page work, from top to bottom, in an empty folder and with the wheel alone.

    The reader of a plugin's page has the plugin too, and so has that of a page that says it needs one.
    """
    needed = {REPOSITORY / "plugins" / name for name in NEEDS.findall(page.read_text("utf-8"))}
    if page.parent.parent == REPOSITORY / "plugins":
        needed.add(page.parent)
    for plugin in sorted(needed):
        installed = reader.run(f"pip install --quiet --no-deps {shlex.quote(str(plugin))}")
        assert installed.returncode == 0, installed.stderr
    for example in parse(page, reader).examples():
        example.evaluate()


@posix
def test_a_reader_has_nothing_of_the_repository(reader: Reader) -> None:
    """The package is that of the wheel, no plugin is there, and the folder is empty."""
    code = f"""
import inspectprep, sys
from pathlib import Path
from textwrap import dedent
assert not list(Path().iterdir())
assert not any(Path(each).resolve().is_relative_to({str(REPOSITORY / "src")!r}) for each in sys.path)
assert not Path(inspectprep.__file__).is_relative_to({str(REPOSITORY / "src")!r})
"""
    assert reader.execute(code, "test", 0) == ""
    listed = reader.run("inspectprep plugins list --json")
    assert all(each["builtin"] for each in json.loads(listed.stdout)["plugins"]), listed.stdout
    assert "NameError" in reader.execute("no_such_name", "test", 0)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_is_of_a_kind_that_is_run(page: Path) -> None:
    """No example escapes the tests by being in a language that they do not know."""
    for _, _, language, _ in FENCE.findall(page.read_text("utf-8")):
        kind = language.strip()
        assert kind in LANGUAGES or kind.startswith("{"), f"{kind!r} in {named(page)}"


@pytest.mark.parametrize("page", GUIDES, ids=named)
def test_guides_import_public_names_only(page: Path) -> None:
    """A reader who copies an example uses nothing that can change without notice."""
    for _, _, language, code in FENCE.findall(page.read_text("utf-8")):
        if language.strip() in ("python", "{code-cell} ipython3", "{code-cell}"):
            for package, name in imports(dedent(code)):
                assert package in public_names.PACKAGES or package == "inspectprep", (
                    f"{package} in {named(page)}"
                )
                assert name in public_names.public_names(package), f"{package}.{name} in {named(page)}"


def imports(code: str) -> Iterator[tuple[str, str]]:
    """Yield each name of inspectprep that code imports, with its package."""
    code = re.sub(r"^(---\n.*?---|:.*)\n", "", code, flags=re.DOTALL | re.MULTILINE)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "inspectprep":
            for alias in node.names:
                if f"{node.module}.{alias.name}" not in public_names.PACKAGES:
                    yield node.module or "", alias.name


GENERATED = REPOSITORY / "docs" / generated.FOLDER


@cache
def generated_pages() -> frozenset[str]:
    """Return the names of the pages that are written from the code before each build."""
    return frozenset(str(name) for part in generated.PARTS for name in part.pages())


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Links between files name files that exist, and headings that they hold."""
    text = FENCE.sub("", page.read_text("utf-8"))
    for target, heading in LINK.findall(text):
        path = (page.parent / target).resolve() if target else page
        if GENERATED in path.parents:
            assert path.relative_to(GENERATED).as_posix() in generated_pages(), f"{target} in {named(page)}"
            continue
        assert path.exists(), f"{target} in {named(page)}"
        if heading and path.suffix == ".md":
            headings = re.findall(r"^#+ +(.+?) *$", text_of(path), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}
            assert heading in anchors, f"{target}#{heading} in {named(page)}"
