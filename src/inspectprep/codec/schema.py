"""JSON Schema (2020-12) of each kind of document, made from the model.

Editors that read JSON Schema complete and explain the keys of a TOML file. The explanations are the
model's own docstrings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from attrs import NOTHING, has

from inspectprep.codec.classes import fields_of, is_factory
from inspectprep.codec.converter import converter
from inspectprep.codec.docstrings import attribute_notes, summary
from inspectprep.codec.kinds import kind_named, kind_of
from inspectprep.codec.unions import is_union, tagged
from inspectprep.model.document import layout_of
from inspectprep.model.offset import Offset

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
        "properties": {
            "schema": {"const": known.schema},
            **root["properties"],
            **{name: {"description": "Written beside the value by its report."} for name in known.companions},
        },
        "$defs": definitions,
    }


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    notes = attribute_notes(cls)
    properties = {}
    required = []
    for field in fields_of(cls):
        shape = _shape(field.type, definitions)
        if field.name in notes:
            shape = {**shape, "description": notes[field.name]}
        if field.default is NOTHING:
            if NoneType not in get_args(field.type):
                required.append(field.name)
        elif not is_factory(field.default):
            shape = {**shape, "default": converter().unstructure(field.default, field.type)}
        properties[field.name] = shape
    for name in layout_of(cls).derived:
        properties[name] = {"description": summary(getattr(cls, name))}
    return {
        "type": "object",
        "description": summary(cls),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _shape(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    if is_union(kind):
        return _union(kind, definitions)
    if isinstance(kind, type) and has(kind):
        return _reference(kind, definitions)
    origin, inner = get_origin(kind), get_args(kind)
    shape: dict[str, Any] = {}
    if origin is tuple:
        shape = {"type": "array", "items": _shape(inner[0], definitions)}
    elif origin is Mapping:
        shape = {"type": "object", "additionalProperties": _shape(inner[1], definitions)}
    elif origin is Literal:
        shape = {"enum": list(inner)}
    elif isinstance(kind, type) and issubclass(kind, Enum):
        shape = {"enum": [member.value for member in kind]}
    return shape


def _union(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    tags = tagged(kind)
    shapes = []
    for member in get_args(kind):
        shape = _shape(member, definitions)
        if member in tags:
            name = member.__name__.lower()
            shape = {
                "type": "object",
                "properties": {name: shape},
                "required": [name],
                "additionalProperties": False,
            }
        shapes.append(shape)
    return {"anyOf": shapes}


def _reference(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _allow_extending(definitions: dict[str, Any]) -> None:
    """Let a variant with ``extends`` name only the differences from the variant that it extends."""
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
