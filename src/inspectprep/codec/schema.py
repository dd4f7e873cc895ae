"""JSON Schema (2020-12) of each kind of document, made from the model.

Editors that know JSON Schema complete keys and explain them while somebody writes a TOML file; the
explanations are the model's own docstrings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from attrs import NOTHING, Factory, fields, has, resolve_types

from inspectprep.codec.converter import converter
from inspectprep.codec.kinds import kind_named, kind_of
from inspectprep.model.document import layout_of
from inspectprep.model.offset import Offset

__all__ = ["json_schema"]

_ATTRIBUTES = re.compile(r"\n\s*(?:Attributes|Args):\n(.*?)(?:\n\n|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")

_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    Offset: {
        "type": "string",
        "description": "A distance between two dates, such as '5 working days'.",
        "examples": ["same day", "5 working days", "-2 working days", "3 weeks", "next monday"],
    },
}
_EXTENDABLE = ("milestones", "requests", "facts")


def json_schema(kind: str | type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document.

    Args:
        kind: A name such as ``framework``, or the class. The name of a kind that is not the model's own is
            known once its module is imported.

    Raises:
        UnknownNameError: if there is no such kind; the nearest is suggested.
    """
    known = kind_named(kind) if isinstance(kind, str) else kind_of(kind)
    definitions: dict[str, Any] = {}
    root = _object(known.cls, definitions)
    if known.name == "framework":
        _allow_extending(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{known.name} document",
        **root,
        "required": ["schema", *root["required"]],
        "properties": {"schema": {"const": known.schema}, **root["properties"]},
        "$defs": definitions,
    }


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    resolve_types(cls)
    summary, notes = _explained(cls)
    properties = {}
    required = []
    for field in fields(cls):
        shape = _shape(field.type, definitions)
        if field.name in notes:
            shape = {**shape, "description": notes[field.name]}
        if field.default is NOTHING:
            if NoneType not in get_args(field.type):
                required.append(field.name)
        elif not isinstance(field.default, Factory):  # type: ignore[arg-type]
            shape = {**shape, "default": converter().unstructure(field.default)}
        properties[field.name] = shape
    for name in layout_of(cls).derived:
        properties[name] = {"description": _first_sentence(getattr(cls, name))}
    return {
        "type": "object",
        "description": summary,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _shape(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return {"type": "array", "items": _shape(inner[0], definitions)}
    if isinstance(kind, UnionType):
        return {"anyOf": [_shape(each, definitions) for each in inner]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if isinstance(kind, type) and has(kind):
        name = kind.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(inner[1], definitions)}
    return {}


def _allow_extending(definitions: dict[str, Any]) -> None:
    """Let a variant with ``extends`` name only what differs from the variant that it extends."""
    variant = definitions["Variant"]
    properties = dict(variant["properties"])
    for name in _EXTENDABLE:
        entry = properties[name]["items"]["$ref"].rpartition("/")[2]
        definitions[f"{entry}Change"] = {**definitions[entry], "required": ["id"]}
        properties[name] = {**properties[name], "items": {"$ref": f"#/$defs/{entry}Change"}}
    definitions["VariantChange"] = {**variant, "properties": properties, "required": ["id", "extends"]}
    definitions["VariantWhole"] = variant
    definitions["Variant"] = {
        "if": {"type": "object", "required": ["extends"]},
        "then": {"$ref": "#/$defs/VariantChange"},
        "else": {"$ref": "#/$defs/VariantWhole"},
    }


def _explained(cls: type[Any]) -> tuple[str, dict[str, str]]:
    """Return the first sentence of a class's docstring, and what it says of each attribute."""
    doc = getdoc(cls) or ""
    section = _ATTRIBUTES.search(doc)
    notes = {match[1]: _plain(match[2]) for match in _ATTRIBUTE.finditer(section[1])} if section else {}
    return _first_sentence(cls), notes


def _first_sentence(thing: object) -> str:
    return _plain((getdoc(thing) or "").partition("\n\n")[0])


def _plain(text: str) -> str:
    return " ".join(_ROLE.sub(r"\1", text).replace("``", "'").replace("`", "'").split())
