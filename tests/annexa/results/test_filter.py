"""Filters of a result: what matches nothing by mistake is an error, and not an empty result."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from inspectprep import annexa
from inspectprep.errors import InspectPrepError, InvalidValueError, UnknownNameError
from inspectprep.model.finding import Nature, Severity

AS_OF = date(2026, 11, 20)


@pytest.fixture(scope="module")
def result() -> annexa.CheckResult:
    """A small result with findings of several severities."""
    frame = pl.DataFrame(
        {"child_unique_id": ["C1", None, "C3"], "date_of_contact": ["soon", "later", "1/9/2026"]}
    )
    return annexa.check({1: frame}, as_of=AS_OF)


@pytest.mark.parametrize(
    ("only", "kind", "words"),
    [
        ({"list": "8"}, InvalidValueError, "whole number"),
        ({"list": 12}, UnknownNameError, "no list '12'"),
        ({"list": 0}, UnknownNameError, "no list '0'"),
        ({"list": True}, InvalidValueError, "whole number"),
        ({"list": 8.0}, InvalidValueError, "whole number"),
        ({"list": None}, InvalidValueError, "whole number"),
        ({"list": [1, "8"]}, InvalidValueError, "whole number"),
        ({"row": "7"}, InvalidValueError, "whole number"),
        ({"place": "List 1"}, InvalidValueError, "whole number"),
        ({"severity": "eror"}, UnknownNameError, "Did you mean 'error'"),
        ({"severity": ["error", "eror"]}, UnknownNameError, "Did you mean 'error'"),
        ({"severity": 1}, InvalidValueError, "text"),
        ({"severity": Nature.DATA}, UnknownNameError, "no severity 'data'"),
        ({"nature": "dta"}, UnknownNameError, "Did you mean 'data'"),
        ({"rule": "AA-F-00"}, UnknownNameError, "Did you mean 'AA-F-0"),
        ({"rule": 7}, InvalidValueError, "text"),
        ({"team": 7}, InvalidValueError, "text"),
        ({"lists": 8}, UnknownNameError, "Did you mean 'list'"),
        ({"message": "x"}, UnknownNameError, "no filter 'message'"),
    ],
)
def test_mistakes_are_errors_that_say_what_to_do(
    result: annexa.CheckResult, only: dict[str, Any], kind: type[InspectPrepError], words: str
) -> None:
    """The error names the filter, and suggests the nearest word."""
    with pytest.raises(kind, match=words) as raised:
        result.filter(**only)
    if kind is InvalidValueError:
        assert next(iter(only)) in str(raised.value)


def test_every_list_of_the_catalogue_can_be_wanted(result: annexa.CheckResult) -> None:
    """A list without findings gives none, and is no error."""
    for number in annexa.catalogue.lists():
        filtered = result.filter(list=number)
        assert set(filtered.findings["list"]) <= {number}


def test_values_of_each_form_match(result: annexa.CheckResult) -> None:
    """Words, members, numbers of numpy, and several of them. None matches what has no team."""
    every = result.findings.height
    errors = result.findings.filter(pl.col("severity") == "error").height
    assert errors
    assert result.filter(severity="error").findings.height == errors
    assert result.filter(severity=Severity.ERROR).findings.height == errors
    assert result.filter(severity=["error", Severity.WARNING, "query"]).findings.height == every
    assert result.filter(list=np.int64(1)).findings.height == result.filter(list=1).findings.height
    assert result.filter(team=None).findings.height == every
    assert result.filter(team=["A", None]).findings.height == every
    assert result.filter(team="A").findings.height == 0
    assert result.filter(rule=()).findings.height == 0
