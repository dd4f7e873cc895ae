"""Fast reading accepts what the codec accepts, and reads the same values."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

import pytest
from attrs import has
from hypothesis import given, strategies as st

from inspectprep import codec
from inspectprep.codec.classes import fields_of
from inspectprep.errors import DocumentError
from inspectprep.model.inspection import Inspection
from inspectprep.model.record import RECORD_KINDS
from inspectprep.workspace.record_reader import reader_of

DAYS = st.sampled_from(
    (
        "2026-01-05",
        "2027-02-28",
        "20260105",
        "2026-W01-1",
        "2026-1-05",
        "2026-01-5",
        "2026-01-",
        "2026-01-05T00",
        "2026-02-30",
        "\uff12026-01-05",
    )
)
ODD = st.sampled_from((None, 1, -0.5, True, "", "x", "2026-01-05", [], [1], {}, {"id": "a"}, 1 << 70, 1e308))


def _written(kind: Any) -> st.SearchStrategy[Any]:
    """Return plain data for a type, most of which is right."""
    if get_origin(kind) is tuple:
        good: st.SearchStrategy[Any] = st.lists(_written(get_args(kind)[0]), max_size=3)
    elif NoneType in get_args(kind):
        good = _written(next(inner for inner in get_args(kind) if inner is not NoneType))
    elif isinstance(kind, type) and has(kind):
        parts = {field.name: _written(field.type) for field in fields_of(kind)}
        good = st.fixed_dictionaries({}, optional=parts)
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        good = st.sampled_from([member.value for member in kind])
    else:
        good = {date: DAYS, int: st.integers(0, 9), float: st.floats(), bool: st.booleans()}.get(
            kind, st.sampled_from(("a", "b", "ilacs-short"))
        )
    return st.integers(0, 24).flatmap(lambda place: ODD if place == 0 else good)


def _result(read: Any) -> Any:
    try:
        return read()
    except DocumentError as error:
        return error.problems


@pytest.mark.parametrize("word", RECORD_KINDS)
@given(data=st.data())
def test_fast_reading_and_the_codec_agree(word: str, data: st.DataObject) -> None:
    """They read the same value, or name the same problems."""
    cls = RECORD_KINDS[word].cls
    parts = {field.name: _written(field.type) for field in fields_of(cls) if field.name != "id"}
    document = data.draw(st.fixed_dictionaries(parts))
    read = _result(lambda: reader_of(cls)(document, "a-1"))
    assert read == _result(lambda: codec.build({**document, "id": "a-1"}, cls))


@pytest.mark.parametrize(
    "happened",
    [
        [{"id": "fieldwork", "start": "2026-01-05"}, {"id": "fieldwork", "start": "2026-01-06"}],
        [{"id": "fieldwork", "start": "20260105"}],
        [{"id": "fieldwork", "start": "2026-W02-1"}],
    ],
)
def test_what_only_fast_reading_would_accept_is_refused(happened: list[Any]) -> None:
    """Two entries with one id, and dates in other forms, are problems."""
    document = {"variant": "ilacs-short", "notified": "2026-01-05", "actual": happened}
    with pytest.raises(DocumentError):
        reader_of(Inspection)(document, "ins-1")
