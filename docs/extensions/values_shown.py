"""Sphinx extension: values as a reader sees them.

Signatures of attrs classes have their real defaults. Fields, and members of enumerations, are a list with the
texts of the section ``Attributes`` of the docstring.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from inspect import get_annotations, getdoc, isfunction
from types import MappingProxyType
from typing import Any, get_type_hints

import attrs
from docs.extensions import public_names
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.typing import stringify_annotation

MODULES = re.compile(r"\b(?:[a-z_]\w*\.)+(?=[A-Za-z])")
"""The modules before a name, which a reader does not import from."""

ENTRY = re.compile(r" {4}(\w+):\s*(.*)")


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the functions of this module to autodoc."""
    app.connect("autodoc-process-signature", show_signature)
    app.connect("autodoc-process-docstring", show_entries, priority=400)  # before napoleon
    app.connect("autodoc-process-docstring", describe_constant, priority=300)
    app.connect("autodoc-process-docstring", remember, priority=499)
    app.connect("autodoc-process-docstring", restore, priority=501)
    app.connect("autodoc-skip-member", skip_fields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def show_signature(_app: Sphinx, what: str, _name: str, value: Any, *_: Any) -> tuple[str, None] | None:
    """Return the signature of an attrs class; none for an enumeration, and for a class that only we make."""
    if what not in ("class", "exception") or not isinstance(value, type):
        return None
    if issubclass(value, Enum):
        return "", None
    if not attrs.has(value):
        return ("", None) if takes_internal_types(value) else None
    fields = [field for field in attrs.fields(value) if field.init and is_shown(field)]
    positional = [signature_of(value, field) for field in fields if not field.kw_only]
    keywords = [signature_of(value, field) for field in fields if field.kw_only]
    return f"({', '.join([*positional, *(['*'] if keywords else []), *keywords])})", None


def takes_internal_types(cls: type) -> bool:
    """Return whether the constructor of a class takes something that is not public."""
    hints = getattr(cls.__init__, "__annotations__", {}).values()
    words = {word for hint in hints for word in re.findall(r"[A-Z]\w+", str(hint))}
    known = vars(sys.modules[cls.__module__])
    types = [known[word] for word in words if isinstance(known.get(word), type)]
    ours = [each for each in types if each.__module__.startswith("inspectprep")]
    public = {name for package in public_names.PACKAGES for name in public_names.public_names(package)}
    return any(each.__name__ not in public for each in ours)


def is_shown(field: attrs.Attribute[Any]) -> bool:
    """Return whether a field is a part of the value, and not what the value remembers for itself."""
    return not field.name.startswith("_") and not (field.eq is False and field.repr is False)


def signature_of(cls: type, field: attrs.Attribute[Any]) -> str:
    """Return one parameter: its name, type and default."""
    default = "" if field.default is attrs.NOTHING else f" = {default_of(field.default)}"
    return f"{field.alias}: {type_of(cls, field.name)}{default}"


def type_of(cls: type, name: str) -> str:
    """Return the type of a field as autodoc writes types: by short names that are links."""
    try:
        return stringify_annotation(get_type_hints(cls)[name], "smart")
    except NameError:  # a name that only type checkers import
        return next(str(get_annotations(base)[name]) for base in cls.__mro__ if name in get_annotations(base))


def default_of(default: Any) -> str:
    """Return a default as it would be written in Python."""
    match default:
        case attrs.Factory():
            return "..." if default.takes_self else default_of(default.factory())
        case Enum():
            return f"{type(default).__name__}.{default.name}"
        case MappingProxyType():
            return repr(dict(default))
        case None | bool() | int() | float() | str():
            return repr(default)
        case tuple() | frozenset() | list() | dict() if not default:
            return repr(default)
        case tuple():
            return f"({', '.join(map(default_of, default))},)"
    return default.__qualname__ if isfunction(default) else f"{type(default).__name__}(...)"


def show_entries(_app: Sphinx, what: str, _name: str, value: Any, _options: Any, lines: list[str]) -> None:
    """Write the fields or members of a class as a list, in place of the section of its docstring."""
    if what not in ("class", "exception") or not isinstance(value, type):
        return
    before, own, after = divided(lines)
    texts = {name: text for base in reversed(value.__mro__[:-1]) for name, text in texts_of(base).items()}
    entries = list(entries_of(value, own))
    if entries:
        listed = [line for name, kind in entries for line in entry(name, kind, texts.get(name, ()))]
        block = [".. container:: fields", "", *(f"   {line}" for line in listed)]
        lines[:] = [*before, "", *block, "", *after]


def remember(app: Sphinx, what: str, name: str, _value: Any, _options: Any, lines: list[str]) -> None:
    """Remember the text of a property before napoleon, which takes the words before a colon as a type."""
    if what in ("property", "attribute", "data") and not {"Raises:", "Returns:"} & set(lines):
        app.env.temp_data[f"text of {name}"] = list(lines)


def restore(app: Sphinx, _what: str, name: str, _value: Any, _options: Any, lines: list[str]) -> None:
    """Take the text that was remembered."""
    lines[:] = app.env.temp_data.pop(f"text of {name}", lines)


def describe_constant(
    _app: Sphinx, what: str, name: str, _value: Any, _options: Any, lines: list[str]
) -> None:
    """Describe a constant of a package by the text below it in its module, not by the text of its type."""
    if what in ("data", "type"):
        package, _, own = name.rpartition(".")
        source = ModuleAnalyzer.for_module(public_names.source_of(package, own))
        lines[:] = source.find_attr_docs().get(("", own), [""])


def entries_of(cls: type, own: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and the type of each field, or the name and the value of each member."""
    if issubclass(cls, Enum):
        yield from ((name, repr(member.value)) for name, member in cls.__members__.items())
    elif attrs.has(cls):
        shown = filter(is_shown, attrs.fields(cls))
        yield from ((field.name, type_of(cls, field.name)) for field in shown)
    elif hasattr(cls, "_fields"):
        yield from ((name, type_of(cls, name)) for name in cls._fields)
    else:
        yield from ((name, "") for name in own)


def entry(name: str, kind: str, text: tuple[str, ...]) -> list[str]:
    """Return the lines of one entry of the list."""
    plain = MODULES.sub("", kind.replace("~", "")) if kind[:1] not in "'\"" else kind
    return [
        f"``{name}``" + (f" : ``{plain}``" if kind else ""),
        *(f"    {line}" for line in text or ["\\ "]),
        "",
    ]


def texts_of(cls: type) -> dict[str, tuple[str, ...]]:
    """Return the descriptions in a class's own docstring."""
    return (
        divided((getdoc(cls) if cls.__doc__ else "").splitlines())[1] if cls.__dict__.get("__doc__") else {}
    )


def divided(lines: list[str]) -> tuple[list[str], dict[str, tuple[str, ...]], list[str]]:
    """Return the lines before the section of attributes, its texts by name, and the lines after it."""
    if "Attributes:" not in lines:
        return list(lines), {}, []
    start = lines.index("Attributes:")
    end = next(
        (n for n in range(start + 1, len(lines)) if lines[n] and not lines[n].startswith(" ")), len(lines)
    )
    texts: dict[str, list[str]] = {}
    for line in lines[start + 1 : end]:
        match = ENTRY.fullmatch(line)
        if match:
            texts[match[1]] = [match[2]]
        elif texts and line.strip():
            next(reversed(texts.values())).append(line.strip())
    return lines[:start], {name: tuple(text) for name, text in texts.items()}, lines[end:]


def skip_fields(_app: Sphinx, _what: str, _name: str, value: Any, *_: Any) -> bool | None:
    """Leave out the fields of named tuples, which are in the list already."""
    return True if type(value).__name__ == "_tuplegetter" else None
