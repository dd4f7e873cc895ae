"""Every kind of record keeps the rules: typed fields only, ids that tell the kind, values that come back."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from attrs import evolve, fields, has, resolve_types
from hypothesis import assume, given, settings, strategies as st

from inspectprep import codec
from inspectprep.errors import UnknownNameError
from inspectprep.model.decision import TaskState
from inspectprep.model.record import RECORD_KINDS, RecordKind, kind_of_id, kind_of_record, record_kind
from inspectprep.testing.strategies import values
from inspectprep.workspace.record_reader import reader_of
from tests.whole import whole

KINDS = pytest.mark.parametrize("kind", RECORD_KINDS.values(), ids=lambda kind: kind.word)


def leaves(kind: Any) -> Iterator[Any]:
    """Yield the types of which a field's type is made, down to those that hold one thing."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        assert inner[1:] == (Ellipsis,)
        yield from leaves(inner[0])
    elif origin in (Union, UnionType):
        for each in inner:
            yield from leaves(each)
    elif isinstance(kind, type) and has(kind):
        resolve_types(kind)
        for field in fields(kind):
            yield from leaves(field.type)
    else:
        yield kind


@KINDS
def test_a_kind_has_nowhere_to_put_a_childs_row(kind: RecordKind) -> None:
    """Words, dates, numbers, truths, text, and values made of them: no table, no bytes, no anything."""
    for leaf in leaves(kind.cls):
        allowed = leaf in (str, int, float, bool, date, NoneType)
        assert allowed or (isinstance(leaf, type) and issubclass(leaf, StrEnum)), leaf


@KINDS
def test_a_kind_is_a_frozen_value_with_an_id_first(kind: RecordKind) -> None:
    """Its id is empty until the workspace gives one."""
    first, *_ = fields(kind.cls)
    assert (first.name, first.default) == ("id", "")
    assert all(field.kw_only for field in fields(kind.cls))
    assert getattr(kind.cls, "__setattr__") is not object.__setattr__  # noqa: B009  # a dunder by name
    assert re.fullmatch(r"[a-z]+", kind.prefix)
    assert re.fullmatch(r"[a-z]+", kind.word)
    assert kind.summary.endswith(".")


def test_no_two_kinds_share_a_word_a_prefix_or_a_class() -> None:
    """An id tells its kind, and so does a value."""
    for name in ("word", "prefix", "target"):
        found = [getattr(kind, name) for kind in RECORD_KINDS.values()]
        assert len(set(found)) == len(found)


@KINDS
@settings(max_examples=15)
@given(data=st.data())
def test_a_kept_record_is_read_as_the_codec_reads_it(kind: RecordKind, data: st.DataObject) -> None:
    """The fast way back gives the same value, to the last type."""
    value = evolve(data.draw(values(kind.cls)), id=f"{kind.prefix}-1")
    document = codec.plain(value)
    assume(not any(isinstance(each, float) and math.isnan(each) for each in document.values()))
    name = document.pop("id")
    again = reader_of(kind.cls)(document, name)
    assert again == value
    assert whole(again) == whole(value)
    assert kind_of_record(value) is kind
    assert kind_of_id(name) is kind


def test_a_document_that_is_not_as_expected_is_told_by_path() -> None:
    """The fast way gives up, and the codec says what is wrong."""
    from inspectprep.errors import DocumentError  # noqa: PLC0415  # only here

    with pytest.raises(DocumentError, match=r"ts-1: \$\.status") as caught:
        reader_of(TaskState)({"task": "a", "status": "dnoe"}, "ts-1")
    assert "'done'" in str(caught.value)
    with pytest.raises(DocumentError, match=r"\$\.tusk"):
        reader_of(TaskState)({"tusk": "a", "status": "done"}, "ts-1")


@pytest.mark.parametrize("id_", ["", "ev", "ev-", "EV-1", "ev 1", "ev-1 ", "ev_1", "zz-1", "ev-1;x"])
def test_an_id_of_no_kind_is_refused(id_: str) -> None:
    """Ids are written as they are given."""
    with pytest.raises(UnknownNameError):
        kind_of_id(id_)


def test_ids_with_a_former_prefix_are_known() -> None:
    """Stores of version 1 have ids with the former prefix of disclosures."""
    assert kind_of_id("told-1") is record_kind("disclosure")


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    """As every name is."""
    with pytest.raises(UnknownNameError, match="'evidence'"):
        record_kind("evidnce")
