"""Migrations of what a date or fact rests on.

Documents of version 1 used the basis ``sourced`` for every cited source.

Version 2 says who published the source: ``law``, ``inspectorate`` or ``account``. The citation decides.
Titles begin with the author, so that a council's guide to an Act is an account and not the law. Where the
citation does not say enough, the answer is ``account``, the least certain of the three.

Version 3 of a framework says whose text each source is, and nothing in it is surer than its sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_ACCOUNT = re.compile(
    r"[^,:]*\b(?:Council|Borough|Partnership|Association|Programme|Now|News|Times|minutes|guide)\b"
)
_LAW = re.compile(
    r".*\b(?:(?:Act|Regulations|Order|Rules) (?:of )?\d{4}|SI \d{4}/\d+|statutory guidance)\b"
    r"|Working Together\b|si-\d{4}-\d+$",
    re.DOTALL,
)
_INSPECTORATE = re.compile(
    r"(?:Ofsted|CQC|Care Quality Commission|HMI|HMICFRS|Estyn"
    r"|(?:HM|His Majesty's|Her Majesty's) (?:Chief )?Inspector(?:ate)?)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"(?:Measured|Published) |published-reports$", re.IGNORECASE)
_STRONGEST_FIRST = ("law", "inspectorate", "account")
_DEFAULTED = ("editions", "deadlines", "duties")
"""Lists whose entries had the basis ``sourced`` when they named none."""


def basis_of_citation(citations: Iterable[str]) -> str:
    """Return the basis that citations give: the strongest of them, ``account`` without any."""
    given = {_one(citation.strip()) for citation in citations}
    return next((basis for basis in _STRONGEST_FIRST if basis in given), "account")


def divide_sourced(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document of version 1 with ``sourced`` replaced by the word that its citation gives.

    Args:
        document: The content of a framework, timeline, checklist, task set, action plan or release plan.
            It is not changed.
    """
    sources = document.get("sources", ())
    titles = {
        source["id"]: source.get("title", "")
        for source in (sources if isinstance(sources, list | tuple) else ())
        if isinstance(source, Mapping) and isinstance(source.get("id"), str)
    }
    return {key: _divided(value, titles, defaulted=key in _DEFAULTED) for key, value in document.items()}


def _divided(value: object, titles: Mapping[str, object], *, defaulted: bool = False) -> Any:
    if isinstance(value, list | tuple):
        return [_divided(item, titles, defaulted=defaulted) for item in value]
    if not isinstance(value, Mapping):
        return value
    entry = {key: _divided(item, titles) for key, item in value.items()}
    basis = entry.get("basis", "sourced" if defaulted else "")
    if basis == "sourced":
        entry["basis"] = basis_of_citation(_citations(entry, titles))
    return entry


def _citations(entry: Mapping[str, Any], titles: Mapping[str, object]) -> list[str]:
    """Return the citations of an entry: titles of its sources, or the text that is printed for them."""
    given = entry.get("source") or entry.get("trace") or ()
    if isinstance(given, str):
        # A trace lists ids with commas; a title may contain a comma, but no id contains a space.
        ids = given.split(", ")
        given = given.split("; ") if any(" " in name for name in ids) else ids
    names = given if isinstance(given, list | tuple) else ()
    return [str(titles.get(name) or name) for name in names if isinstance(name, str)]


def _one(citation: str) -> str:
    if _ACCOUNT.match(citation):
        return "account"
    if _LAW.match(citation):
        return "law"
    return "inspectorate" if _INSPECTORATE.match(citation) else "account"


def name_source_kinds(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a framework of version 2 in which each source says whose text it is, and a pause how it repeats.

    An entry that is surer than its sources takes the strongest kind of them, or ``planning`` without one.
    Sources that are not in the file are those of a framework that it extends, and change nothing.

    Args:
        document: The content of a framework. It is not changed.
    """
    sources = document.get("sources", ())
    if not isinstance(sources, list | tuple):
        sources = ()
    kinds = {
        source["id"]: _kind(str(source.get("title", "")))
        for source in sources
        if isinstance(source, Mapping) and isinstance(source.get("id"), str)
    }
    named = [
        {**source, "kind": kinds[str(source["id"])]}
        if isinstance(source, Mapping) and str(source.get("id")) in kinds
        else source
        for source in sources
    ]
    content = {
        key: _supported(value, kinds, "account" if key == "editions" else "")
        for key, value in document.items()
    }
    return {**content, "sources": named} if named else content


def _kind(title: str) -> str:
    return "measured" if _MEASURED.match(title) else _one(title.strip())


def _supported(value: object, kinds: Mapping[str, str], default: str = "") -> Any:
    if isinstance(value, list | tuple):
        return [_supported(item, kinds, default) for item in value]
    if not isinstance(value, Mapping):
        return value
    entry = {key: _supported(item, kinds) for key, item in value.items()}
    if entry.pop("yearly", None) is True:
        entry["repeats"] = "same-days"
    basis, cited = entry.get("basis", default), entry.get("source", ())
    if basis not in (*_STRONGEST_FIRST, "measured") or not isinstance(cited, list | tuple):
        return entry
    if all(str(name) in kinds for name in cited) and basis not in (
        given := [kinds[str(name)] for name in cited]
    ):
        basis = next((kind for kind in (*_STRONGEST_FIRST, "measured") if kind in given), "planning")
    entry["basis"] = basis
    return entry
