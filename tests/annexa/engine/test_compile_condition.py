"""Conditions that mean nothing are refused before any data is read."""

import pytest

from inspectprep.annexa.catalogue.values import Outcome, Rule
from inspectprep.annexa.engine.validate import validate
from inspectprep.errors import DocumentError
from inspectprep.model.finding import Severity


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("open < unborn", "compares truths, which can only be equal or not"),
        ("add_months(lac_start_date, 1) < add_years(lac_end_date, 1)", "Two moved dates cannot be compared"),
        ("workdays(lac_start_date, as_of) > 2.5", "is not a whole number"),
        ("code(lac_start_date) == 'C2'", "has no codes"),
        ("lac_start_date", "is not a condition"),
    ],
)
def test_a_condition_without_meaning_is_refused(when: str, message: str) -> None:
    """The error names the rule and the part that is not understood."""
    rule = Rule(
        id="T-1",
        lists=(8,),
        message="-",
        guidance="-",
        outcomes=(Outcome(severity=Severity.QUERY, when=when),),
    )
    with pytest.raises(DocumentError, match=message):
        validate(rule)
