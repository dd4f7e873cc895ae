"""The pages that ``ready --out`` and ``demo --out`` write: links, inner words, and their length."""

from __future__ import annotations

import ast
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import inspectprep
from inspectprep.annexa.catalogue.read import built_in_rules
from inspectprep.cli.demo import demo
from inspectprep.cli.invocation import make_workspace

PAGES = {"index.html", "annex-a.html", "dates.html", "checklist.html", "rules.html"}
PACKAGE = Path(inspectprep.__file__).parent
ID = re.compile(r"[a-z]+([-_][a-z0-9]+)+|AA-[A-Z]-\d+")

ENGLISH = {"self-evaluation"}
"""Ids that are words of the field too."""


class Read(HTMLParser):
    """The words and the links of a page, without its style sheet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.links, self._style = "", set[str](), False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the target of a link."""
        self._style = tag == "style"
        self.links |= {value for name, value in attrs if name == "href" and value}

    def handle_data(self, data: str) -> None:
        """Note the words."""
        if not self._style:
            self.words += f"{data} "


def inner_words() -> set[str]:
    """Return every id of a rule, a reason, a task, a variant and a judgement that is no English word."""
    workspace = make_workspace()
    variants = [workspace.catalogue.find(each.id) for each in workspace.catalogue.variants()]
    ids = {rule.id for rule in built_in_rules()}
    ids |= {each.variant.id for each in variants}
    ids |= {
        judgement.id
        for each in variants
        for edition in each.framework.editions
        for judgement in edition.judgements
    }
    tasks = tomllib.loads((PACKAGE / "frameworks" / "data" / "tasks.toml").read_text(encoding="utf-8"))
    ids |= {task["id"] for task in tasks["tasks"]}
    for path in (PACKAGE / "planning" / "readiness").glob("*_reasons.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                ids.add(node.value)
    return {each for each in ids if ID.fullmatch(each)} - ENGLISH


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demo writes."""
    place = tmp_path_factory.mktemp("demo")
    assert demo(out=place) == 0
    return place


def test_every_link_of_a_page_leads_to_a_file_beside_it(folder: Path) -> None:
    """From each page to each other, and to workbook, calendar and data."""
    assert {path.name for path in folder.glob("*.html")} == PAGES
    for name in PAGES:
        links = Read((folder / name).read_text(encoding="utf-8")).links
        files = {link for link in links if not link.startswith("#")}
        assert PAGES - {name} <= files, name
        assert all((folder / link).is_file() for link in files), name


def test_no_page_has_an_inner_word(folder: Path) -> None:
    """Ids are for the command line. Readers have titles."""
    known = inner_words()
    assert {"annexa-errors", "ilacs-short", "help_and_protection", "role-vacant"} <= known
    for name in PAGES:
        words = Read((folder / name).read_text(encoding="utf-8")).words
        used = set(re.findall(r"[\w-]+", words)) & known
        assert used == set(), name


def test_the_first_page_is_short(folder: Path) -> None:
    """What is in its folds does not count as words, and the file is small."""
    text = (folder / "index.html").read_text(encoding="utf-8")
    assert len(text) <= 80_000
    shown = re.sub(r"(?s)(<details.*?</summary>).*?</details>", r"\1", text)
    assert len(Read(shown).words.split()) <= 800


def test_one_file_has_all_of_it_folded(cli: Any, tmp_path: Path) -> None:
    """It links to no other file."""
    out = tmp_path / "ready.html"
    assert cli("ready", "--variant", "ilacs-short", "--notified", "2026-10-05", "--out", out).code == 1
    text = out.read_text(encoding="utf-8")
    assert all(link.startswith("#") for link in Read(text).links)
    assert "Day by day" in text
    assert "How the ratings are made" in text
    assert [path.name for path in tmp_path.iterdir()] == ["ready.html"]
