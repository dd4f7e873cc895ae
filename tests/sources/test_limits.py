"""Readers that are called on their own have the limits that a council's policy has by default."""

from __future__ import annotations

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.reading.read import _limits
from inspectprep.sources.limits import DEFAULT_LIMITS


def test_the_default_limits_are_those_of_the_policy() -> None:
    """A file is read or refused alike, with a check and without one."""
    assert _limits(Policy()) == DEFAULT_LIMITS
