"""The cells of lists of records in words: titles, roles and days instead of ids and codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from inspectprep.model.checklist import Theme
from inspectprep.model.roles import role_id, role_title
from inspectprep.planning.wording import short_date

if TYPE_CHECKING:
    from inspectprep.workspace import Workspace

_ROLES = frozenset({"role", "owner", "deputy", "cover"})
_TITLED = frozenset({"judgement", "judgements", "variant"})
_CODED = frozenset(
    {"audience", "audiences", "channel", "kind", "outcome", "rating", "stance", "status", "tone"}
)
_NAMELESS = frozenset({"text", "title"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def titles_in(workspace: Workspace) -> dict[str, str]:
    """Return the titles of the kinds of inspection, and of the judgements of the council's own, by id."""
    titles = {variant.id: variant.title for variant in workspace.catalogue.variants()}
    if workspace.variant:
        editions = workspace.catalogue.find(workspace.variant).framework.editions
        titles |= {each.id: each.title for edition in editions for each in edition.judgements}
    return titles


def list_cell(value: Any, field: str, titles: Mapping[str, str], longest: int) -> str:
    """Return a value of a record for a list, cut at a space.

    Args:
        value: The value, as documents have it.
        field: The name of its field.
        titles: The titles of what ids name.
        longest: The most letters.
    """
    text = _words(value, field, titles)
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _words(value: Any, field: str, titles: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        parts = ((name, _words(entry, name, titles)) for name, entry in value.items())
        return ", ".join(
            text if name in _NAMELESS else f"{_plain(name)} {text}" for name, text in parts if text
        )
    if isinstance(value, (list, tuple)):
        return "; ".join(_words(entry, field, titles) for entry in value)
    if isinstance(value, date):
        return short_date(value)
    text = f"{value}"
    if _DAY.fullmatch(text):
        return short_date(date.fromisoformat(text))
    if field in _TITLED:
        return titles.get(text, text)
    if field in _ROLES and (role := role_id(text)):
        return role_title(role)
    if field == "theme" and text in set(Theme):
        return Theme(text).word
    return _plain(text) if field in _CODED else text


def _plain(code: str) -> str:
    return code.replace("-", " ").replace("_", " ")
