"""Names of councils and of lead inspectors, as reports write them."""

from __future__ import annotations

import re

_APOSTROPHE = "['\u2019\u2018\u02bc]?"
TITLE = rf"(?:His|Her|Their)\s+Majesty{_APOSTROPHE}s\s+Inspectors?(?:\s+\(HMI\))?"
"""The regular expression of an inspector's title."""

CHILDREN = r"children(?:\s?['\u2018\u2019`\u02bc]\s?s|s['\u2018\u2019`\u02bc]?)?"
"""The regular expression of *children's*, also with another apostrophe, or none."""

NO_STOP = r"(?:[^.]|(?<=\bSt)\.)"
"""The regular expression of a character within a sentence. The stop of *St.* in a name ends none."""

_TITLES = re.compile(
    rf"{TITLE}|\bSHMI\b|\bHMIs?\b"
    r"|\b(?:Senior|Regional|Social Care|Regulatory|Lead|Ofsted|Inspection|Deputy|Acting)\b"
    r"(?=\s*(?:HMI|Inspector|Ofsted|Social|Regulatory|Inspection|Manager|Director|Senior|,|$|and\b))"
    r"|\b(?:Inspectors?|Manager|Director|Ofsted)\b|\((?:HMI|Ofsted)\)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;/&]|\band\b|\bwith\b)\s*", re.IGNORECASE)
_NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame)\.?\s+)?"
    r"[^\W\d_][\w'\u2019.-]*(?:\s+(?:(?:de|van|von|der|den|la|le|du|da|di|el|al|bin|ap|o')\s+)*[^\W\d_][\w'\u2019.-]*){1,4}"
)
_SPACED_HYPHEN = re.compile(r"(?<=\w)\s*[-\u2010\u2011\u2013]\s*(?=\w)")
_NOT_NAMES = re.compile(
    r"\b(?:inspect|report|judgement|grade|date|lead|team|the|experience|children|council|authority|majesty|services?|partnership)\b",
    re.IGNORECASE,
)


def inspector_names(text: str) -> tuple[str, ...]:
    """Return the names in the text after *Lead inspector*, without titles.

    Spaces around a hyphen are removed, and what cannot be a name is left out.
    """
    plain = _TITLES.sub(",", re.sub(r"\([^)]*\d[^)]*\)", ",", text.replace(":", " ")))
    names: dict[str, None] = {}
    for piece in _BETWEEN.split(plain):
        name = _mixed_case(_SPACED_HYPHEN.sub("-", " ".join(piece.split()))).strip(" .,-()")
        if _NAME.fullmatch(name) and name[0].isupper() and not _NOT_NAMES.search(name):
            names.setdefault(name)
    return tuple(names)


_FORMS = (
    r"(?:royal|london|metropolitan)\s+borough(?:\s+council)?\s+of\s+",
    r"(?:metropolitan\s+)?borough\s+of\s+",
    r"council\s+of\s+(?:the\s+)?",
    r"county\s+council\s+of\s+",
    r"county\s+of\s+(?=\w+\s+council)",
    r"city\s+and\s+county\s+of\s+",
)
_BEFORE = re.compile(rf"^(?:the\s+)?(?:{'|'.join(_FORMS)})", re.IGNORECASE)
_CITY_OF = re.compile(r"^(?:the\s+)?city\s+of\s+(?!london\b)", re.IGNORECASE)
_AFTER = re.compile(
    r"\s+(?:(?:city|county|(?:london\s+|royal\s+)?borough|district|metropolitan|unitary|mbc|mdc)\s+)*"
    r"(?:council|corporation|authority|mbc|mdc|lbc)$|\s+local\s+authority$|\s+local\s+area(?:\s+partnership)?$",
    re.IGNORECASE,
)
_FORM_AT_END = re.compile(
    r"\s+(?:metropolitan\s+borough|metropolitan\s+district|district\s+metropolitan)$", re.IGNORECASE
)


def council_name(text: str) -> str:
    """Return the name of a council without the words for its form, so that reports of all years agree.

    ``The Royal Borough of Kensington and Chelsea`` is Kensington and Chelsea, ``Council of the Isles of
    Scilly`` is Isles of Scilly, and ``City of London`` remains as it is.
    """
    name = _mixed_case(" ".join(text.split()).strip(" .,:;-"))
    name = re.sub(r"\s*\((?:LA|local authority|unitary)\)$", "", name, flags=re.IGNORECASE)
    name = re.sub(r"['\u2019]s?$", "", name)
    shorter = _AFTER.sub("", name)
    while shorter != name:
        name, shorter = shorter, _AFTER.sub("", shorter)
    name = _FORM_AT_END.sub("", _BEFORE.sub("", name))
    name = re.sub(r"(?<!^the)\s+city$|^county\s+(?=\w+$)", "", _CITY_OF.sub("", name), flags=re.IGNORECASE)
    name = re.sub(r"\s*&\s*", " and ", name)
    name = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    name = re.sub(r"\bSt\.\s*", "St ", name)
    return _SPACED_HYPHEN.sub("-", name) if re.search(r"\b(?:on|upon|in|under)\b", name) else name


def _mixed_case(name: str) -> str:
    """Return a name in capitals with small letters, but not one that is letters only, such as BCP."""
    if not name.isupper() or len(name) <= _LONGEST_LETTERS:
        return name
    return _CAPITALS.sub(lambda word: word[0].lower() if word[0] in _SMALL else word[0].capitalize(), name)


_LONGEST_LETTERS = 4
_CAPITALS = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019](?=S\b))*")
_SMALL = frozenset({"AND", "IN", "OF", "ON", "THE", "UNDER", "UPON", "WITH"})
