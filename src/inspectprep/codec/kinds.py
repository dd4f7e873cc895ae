"""Kinds of document: finding them, and bringing older documents up to date.

A document names its kind in its first key, ``schema = "inspectprep/<kind>/<version>"``. A kind's version
goes up by one whenever an older reader could misread a new document; a migration then turns a document
of the version before into one of the next. Kinds are registered beside their classes, see
:mod:`inspectprep.model.document`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from inspectprep import model
from inspectprep.errors import DocumentError, UnknownNameError, closest
from inspectprep.model.document import DocumentKind, registered_kind, registered_kinds

_SCHEMA = r"inspectprep/([a-z][a-z-]*)/([1-9]\d{0,5})"


def document_kinds() -> Mapping[str, DocumentKind]:
    """Return every kind of document by name: all of the model's, and those of other imported modules."""
    for folder in model.__path__:
        for path in Path(folder).glob("[a-z]*.py"):
            import_module(f"{model.__name__}.{path.stem}")
    return registered_kinds()


def kind_named(name: str) -> DocumentKind:
    """Return the kind with this name.

    Raises:
        UnknownNameError: if there is none; the nearest name is suggested.
    """
    kinds = document_kinds()
    try:
        return kinds[name]
    except KeyError:
        raise UnknownNameError("kind of document", name, kinds) from None


def kind_of(cls: type[Any]) -> DocumentKind:
    """Return the kind of document that contains values of `cls`.

    Raises:
        UnknownNameError: if such values are only ever part of a document, or never written.
    """
    kind = registered_kind(cls)
    if kind is None:
        raise UnknownNameError("kind of document for", cls.__qualname__, document_kinds())
    return kind


def upgrade(document: Mapping[str, Any], kind: DocumentKind, *, where: str = "") -> dict[str, Any]:
    """Return a document's keys as today's version has them, without ``schema``.

    Args:
        document: The document as read; it is not changed.
        kind: The kind it must be.
        where: The file's name, for messages.

    Raises:
        DocumentError: if ``schema`` is missing or malformed, names another kind, or a version
            newer than this one or too old to read.
    """
    version = _version(document, kind, where)
    content = {key: value for key, value in document.items() if key != "schema"}
    for step in range(version, kind.version):
        migrate = kind.migrations.get(step)
        if migrate is None:
            message = f"version {version} of this kind of document is too old to be read"
            raise DocumentError([("$.schema", message)], where=where)
        content = migrate(content)
    return content


def _version(document: Mapping[str, Any], kind: DocumentKind, where: str) -> int:
    given = document.get("schema")
    if given is None:
        message = f'is missing; a {kind.name} document begins with schema = "{kind.schema}"'
        raise DocumentError([("$.schema", message)], where=where)
    match = re.fullmatch(_SCHEMA, given) if isinstance(given, str) else None
    if match is None:
        message = f'should be "{kind.schema}"'
        raise DocumentError([("$.schema", message)], where=where)
    if match[1] != kind.name:
        kinds = document_kinds()
        near = None if match[1] in kinds else closest(match[1], kinds)
        hint = f"; did you mean {near!r}?" if near else ""
        message = f"this is a {match[1]!r} document, and a {kind.name!r} document is needed here{hint}"
        raise DocumentError([("$.schema", message)], where=where)
    version = int(match[2])
    if version > kind.version:
        message = (
            f"version {version} was written by a newer inspectprep; this one reads up to version "
            f"{kind.version}. Upgrade inspectprep to open it"
        )
        raise DocumentError([("$.schema", message)], where=where)
    return version
