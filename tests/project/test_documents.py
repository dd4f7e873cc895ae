"""The documents are true: every example runs as printed, every link leads somewhere."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.project.documents import LANGUAGES, parse
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
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic Annex A workbook, written once for all documents."""
    from inspectprep import synth  # noqa: PLC0415 - only where it is used

    path = tmp_path_factory.mktemp("return") / "annex-a.xlsx"
    made = synth.council(children=200, seed=7, as_of=date(2018, 4, 9), defects=0.02)
    synth.write_workbook(made, path)
    return path


@pytest.fixture
def folder(workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with only the workbook that the documents use."""
    shutil.copy(workbook, tmp_path / "annex-a.xlsx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.mark.parametrize("page", PAGES, ids=named)
@pytest.mark.usefixtures("folder")
def test_every_example_runs_as_printed(page: Path) -> None:
    """The examples of a page work, from top to bottom, in an empty folder."""
    for example in parse(page).examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_is_of_a_kind_that_is_run(page: Path) -> None:
    """No example escapes the tests by being in a language that they do not know."""
    for _, _, language, _ in FENCE.findall(page.read_text("utf-8")):
        kind = language.strip()
        assert kind in LANGUAGES or kind.startswith("{"), f"{kind!r} in {named(page)}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Links between files name files that exist, and headings that they hold."""
    text = FENCE.sub("", page.read_text("utf-8"))
    for target, heading in LINK.findall(text):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{target} in {named(page)}"
        if heading and path.suffix == ".md":
            headings = re.findall(r"^#+ +(.+?) *$", text_of(path), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", each).strip().lower().replace(" ", "-") for each in headings}
            assert heading in anchors, f"{target}#{heading} in {named(page)}"
