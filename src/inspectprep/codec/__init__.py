"""Documents: values as JSON and TOML, and back, with every problem named by its path.

A class becomes a kind of document where it is defined, in any package::

    from attrs import frozen
    from inspectprep.model.document import document

    @document("visit-diary", report="council_diary.report:diary_report")
    @frozen(kw_only=True)
    class VisitDiary:
        title: str
        pages: tuple[Page, ...] = ()

:func:`read_toml`, :func:`read_json` and :func:`load` make a ``VisitDiary`` of a document whose first key is
``schema = "inspectprep/visit-diary/1"``; :func:`dumps`, :func:`dumps_toml` and :func:`dump` write one.
:func:`build` and :func:`plain` do the same for a part of a document, which has no ``schema``.

Fields may be text, numbers, true or false, dates, offsets, ``StrEnum``, ``Literal``, attrs classes, tuples
and mappings of these, and unions of them. ``Any`` takes any value that TOML or JSON can write. A key without
a field is refused; the message has its path and the nearest key that there is.

Nothing heavy is imported until one of these names is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.codec.documents import (
        build as build,
        dump as dump,
        dumps as dumps,
        load as load,
        loads_json as loads_json,
        loads_toml as loads_toml,
        open_document as open_document,
        plain as plain,
        read_json as read_json,
        read_toml as read_toml,
    )
    from inspectprep.codec.kinds import document_kinds as document_kinds
    from inspectprep.codec.schema import json_schema as json_schema
    from inspectprep.codec.toml import read_document as read_document
    from inspectprep.codec.toml_writing import dumps_toml as dumps_toml
    from inspectprep.model.document import (
        DocumentKind as DocumentKind,
        document as document,
        layout as layout,
        never_written as never_written,
    )

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "documents": ("build dump dumps load loads_json loads_toml open_document plain read_json read_toml"),
        "kinds": "document_kinds",
        "schema": "json_schema",
        "toml": "read_document",
        "toml_writing": "dumps_toml",
        "inspectprep.model.document": "DocumentKind document layout never_written",
    },
)
