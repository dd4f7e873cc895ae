"""The selection of plugins."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from inspectprep.plugins.selection import select

NAMES = st.sampled_from(["alpha", "beta", "gamma", "delta"])


def allowed(setting: str, name: str, distribution: str = "") -> bool:
    """Return whether a value of the environment variable lets a plugin load."""
    return not select(environ={"INSPECTPREP_PLUGINS": setting}).refusal(name, distribution)


@pytest.mark.parametrize(
    ("setting", "alpha", "beta"),
    [
        ("", True, True),
        ("-alpha", False, True),
        ("alpha", True, False),
        ("alpha,beta", True, True),
        (" -alpha , -beta ", False, False),
        ("alpha,-alpha", False, False),
        ("none", False, False),
        ("None,alpha", False, False),
        (",,", True, True),
    ],
)
def test_environment_variable(setting: str, *, alpha: bool, beta: bool) -> None:
    """Every form of the variable means what its description says."""
    assert (allowed(setting, "alpha"), allowed(setting, "beta")) == (alpha, beta)


@pytest.mark.parametrize("written", ["Council.Alpha", "council_alpha", "council-alpha"])
def test_a_name_is_matched_however_it_is_written(written: str) -> None:
    """Case and kind of separator do not matter, nor whether plugin or distribution is named."""
    assert not allowed(f"-{written}", "council-alpha")
    assert not allowed(f"-{written}", "alpha", "Council_Alpha")


def test_refusal_says_who_refused() -> None:
    """The reason tells the option from the variable."""
    selection = select(blocked=["alpha"], environ={"INSPECTPREP_PLUGINS": "-beta"})
    assert "--without-plugin" in selection.refusal("alpha")
    assert "INSPECTPREP_PLUGINS" in selection.refusal("beta")
    assert selection.refusal("gamma") == ""


def test_switched_off_refuses_everything() -> None:
    """With load_plugins=False no plugin is loaded, even if it is named."""
    selection = select(only=["alpha"], load_plugins=False, environ={})
    assert "--no-plugins" in selection.refusal("alpha")


@given(
    blocked=st.lists(NAMES), only=st.none() | st.lists(NAMES), words=st.lists(NAMES), minus=st.lists(NAMES)
)
def test_neither_side_can_widen_what_the_other_allows(
    blocked: list[str], only: list[str] | None, words: list[str], minus: list[str]
) -> None:
    """A plugin loads when caller and environment, each on its own, would load it."""
    environ = {"INSPECTPREP_PLUGINS": ",".join([*words, *(f"-{each}" for each in minus)])}
    both = select(blocked=blocked, only=only, environ=environ)
    caller = select(blocked=blocked, only=only, environ={})
    outside = select(environ=environ)
    for name in ("alpha", "beta", "gamma", "delta"):
        assert bool(both.refusal(name)) == bool(caller.refusal(name) or outside.refusal(name))


def test_only_names_that_the_caller_gave_can_be_unmatched() -> None:
    """One setting of the environment may serve several machines, on some of which a plugin is absent."""
    selection = select(blocked=["alpha", "gone"], only=["beta"], environ={"INSPECTPREP_PLUGINS": "-absent"})
    assert selection.unmatched([("alpha", "council-alpha")]) == ("beta", "gone")
    assert select(blocked=["gone"], load_plugins=False, environ={}).unmatched([]) == ()
