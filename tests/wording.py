"""The words that a reader should not meet: ids, long sentences, and numbers that do not agree."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from inspectprep.annexa.catalogue.read import built_in_rules
from inspectprep.cli.invocation import make_workspace
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 25
"""The most words of a sentence of ours. Recorded text, names and titles do not count."""

PACKAGE = REPOSITORY / "src/inspectprep"
ID = re.compile(r"[a-z]+([-_][a-z0-9]+)+|AA-[A-Z]-\d+")
RECORD = re.compile(
    r"\b(?:ev|chal|enq|req|ref|show|area|lesson|les|conv|vis|ins|insp|meet|case|task|person|worker)-\d+\b"
)
ENGLISH = {"self-evaluation", "pre-election", "keep-in-touch"}
"""Ids that are words of the field too."""
_ROLE = re.compile(r"\b(?:dcs|psw|qa|lead-member|chief-executive)\b")
_COMMAND = re.compile(
    r"[\w-]+\.(?:html|xlsx|docx|ics|csv|json|md|toml)\b|\binspectprep [a-z](?:[^\n.]|\n {2,}(?=\S))*"
    r"|(?<!\w)--[a-z-]+(?: [A-Z]+| [a-z-]+)?"
)
REPR = re.compile(
    r"\[['\"]|(?:^|[\n:=(] ?)None(?=[,)\n.]|$)|\bTrue\b|\bFalse\b|<[A-Z]\w+\.[A-Z]|\b[A-Z]\w+\(\w+="
)
_QUOTED = re.compile(r"“[^”]*”|'[^'\n]{0,200}'(?=[\s.,;:)])|`[^`]*`")
_END = re.compile(r"(?<=[.!?])[\s]+(?=[A-Z“\"'{0-9])|\n\s*\n|\n(?=\s*[-*|#])")
_ITEM = re.compile(_END.pattern + r"|[;:]\s")
_ONE = re.compile(r"(?<![\d.,:/-])(?<!List )\b1 ([a-z]+s)\b|\w\(s\)")
_SINGULAR = {
    "is",
    "was",
    "has",
    "address",
    "business",
    "process",
    "this",
    "as",
    "its",
    "does",
    "plus",
    "less",
}


@cache
def inner_words() -> frozenset[str]:
    """Return the ids of rules, reasons, tasks, sources, variants and judgements that are no English words."""
    workspace = make_workspace()
    variants = [workspace.catalogue.find(each.id) for each in workspace.catalogue.variants()]
    ids = {rule.id for rule in built_in_rules()}
    for each in variants:
        ids |= {each.variant.id, *(source.id for source in each.framework.sources)}
        for edition in each.framework.editions:
            ids |= {judgement.id for judgement in edition.judgements}
        ids |= {milestone.id for milestone in each.variant.milestones}
    tasks = tomllib.loads((PACKAGE / "frameworks/data/tasks.toml").read_text(encoding="utf-8"))
    ids |= {task["id"] for task in tasks["tasks"]}
    for path in (PACKAGE / "planning/readiness").glob("*_reasons.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                ids.add(node.value)
    return frozenset(each for each in ids if ID.fullmatch(each)) - ENGLISH


def inner_words_of(text: str) -> set[str]:
    """Return the inner words that a reader of a text meets: ids, names of records, and what Python prints."""
    text = _COMMAND.sub(" ", text)  # what a reader types has ids
    used = set(re.findall(r"[\w-]+", text)) & inner_words()
    used |= set(re.findall(r"\b[a-z]+(?:_[a-z0-9]+)+\b", text))
    return (
        used
        | set(RECORD.findall(text))
        | set(_ROLE.findall(text))
        | {match[0] for match in REPR.finditer(text)}
    )


@cache
def titles() -> tuple[str, ...]:
    """Return the titles of sources and judgements, longest first. They are not ours to shorten."""
    workspace = make_workspace()
    found: set[str] = set()
    for variant in workspace.catalogue.variants():
        framework = workspace.catalogue.find(variant.id).framework
        found |= {source.title for source in framework.sources}
        found |= {judgement.title for edition in framework.editions for judgement in edition.judgements}
    return tuple(sorted(found, key=len, reverse=True))


def sentences(text: str, *, names: Iterable[str] = (), lists: bool = False) -> Iterator[str]:
    """Yield the sentences of a text.

    Args:
        text: The text. What is quoted is one word.
        names: Titles, each of which is one word.
        lists: Whether a semicolon ends an item of a list, and a colon its name.
    """
    for name in names:
        text = text.replace(name, "Title")
    end = _ITEM if lists else _END
    for sentence in end.split(_QUOTED.sub("Quoted", text)):
        yield " ".join(sentence.split())


def long_sentences(text: str, *, names: Iterable[str] = (), lists: bool = False) -> list[str]:
    """Return the sentences that have more words than they should, as :func:`sentences` reads them."""
    return [each for each in sentences(text, names=names, lists=lists) if _words(each) > LONGEST]


def _words(sentence: str) -> int:
    """Return the number of words; none for a list of names alone."""
    if all(word == "and" or word[:1].isupper() for word in sentence.split()):
        return 0
    return sum(any(map(str.isalnum, word)) for word in sentence.split())


def disagreements(text: str) -> list[str]:
    """Return the places where a number and its noun do not agree: ``1 errors``, ``task(s)``."""
    return [match[0] for match in _ONE.finditer(text) if match[1] not in _SINGULAR]
