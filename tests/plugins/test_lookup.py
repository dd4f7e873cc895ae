"""Providers by id: conflicts, replacements, targets."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import date
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import DocumentError, PluginError, SourceError, UnknownNameError
from inspectprep.plugins.claims import Registration, Settled
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import Provider


def entry(
    id: str, plugin: str, *, replaces: str | None = None, target: object = None
) -> Registration[Provider]:
    """Return an entry with little to say for itself."""
    provider = Provider(id=id, summary="", target=target, replaces=replaces)
    return Registration(provider=provider, plugin=plugin, builtin=plugin == "built-in")


def test_the_nearest_id_is_suggested() -> None:
    """A misspelt id is met with the right one."""
    with pytest.raises(UnknownNameError, match=r"no report format 'htlm'.*Did you mean 'html'"):
        Providers("report format", [entry("html", "built-in")]).get("htlm")


def test_one_id_twice_is_a_conflict_that_names_both() -> None:
    """Neither plugin wins; asking names both and says what to do."""
    providers = Providers(
        "report format", [entry("letter", "north"), entry("letter", "south"), entry("other", "south")]
    )
    with pytest.raises(
        PluginError, match=r"'letter' is provided by the plugins 'north' and 'south'.*--without-plugin"
    ):
        providers.get("letter")
    assert providers.ids() == ("other",)
    assert "letter" not in providers
    assert [each.plugins for each in providers.conflicts] == [("north", "south")]


def test_one_plugin_may_not_provide_an_id_twice() -> None:
    """The plugin is named once."""
    with pytest.raises(PluginError, match="more than once by the plugin 'north'"):
        Providers("calendar", [entry("a", "north"), entry("a", "north")]).get("a")


def test_a_replacement_of_the_same_id_wins() -> None:
    """A provider with replaces= is used instead of the one that it names."""
    providers = Providers(
        "report format", [entry("html", "built-in"), entry("html", "north", replaces="html")]
    )
    assert providers.origin("html") == "north"
    assert providers.ids() == ("html",)
    assert providers.conflicts == ()


def test_a_replacement_under_another_id_answers_to_both() -> None:
    """Asking for what was replaced gives the replacement."""
    providers = Providers(
        "report format", [entry("html", "built-in"), entry("house-html", "north", replaces="html")]
    )
    assert providers.get("html").id == "house-html"
    assert providers.get("house-html").id == "house-html"
    assert "html" in providers
    assert providers.ids() == ("house-html",)


def test_two_replacements_of_one_id_are_a_conflict() -> None:
    """Both are named. Neither is chosen by chance, and the built-in one stays."""
    providers = Providers(
        "report format",
        [
            entry("html", "built-in"),
            entry("html", "north", replaces="html"),
            entry("html", "south", replaces="html"),
        ],
    )
    assert [(each.plugins, each.replacing) for each in providers.conflicts] == [(("north", "south"), True)]
    assert providers.origin("html") == "built-in"


def test_a_replacement_may_itself_be_replaced() -> None:
    """Replacements follow one another to the last."""
    chain = [entry("a", "p"), entry("b", "q", replaces="a"), entry("c", "r", replaces="b")]
    providers = Providers("source", chain)
    assert {name: providers.origin(name) for name in "abc"} == {"a": "r", "b": "r", "c": "r"}


def test_replacing_in_a_circle_is_a_conflict() -> None:
    """Two that replace one another are named instead of both vanishing."""
    providers = Providers("source", [entry("a", "p", replaces="b"), entry("b", "q", replaces="a")])
    with pytest.raises(PluginError, match=r"'p'.*'q'|'q'.*'p'"):
        providers.get("a")


def test_a_replacement_without_a_target_is_reported() -> None:
    """The provider works under its own id, and the vain replacement is listed."""
    settled: list[Settled[Any]] = []
    providers = Providers("source", [entry("ours", "north", replaces="thiers")], settled=settled.append)
    assert providers.get("ours").id == "ours"
    assert [(each.plugin, name) for each, name in settled[0].unmatched] == [("north", "thiers")]


def test_a_target_is_imported_once_and_only_when_resolved() -> None:
    """Text names a target; anything else is the target."""
    marker = object()
    providers = Providers(
        "source", [entry("text", "p", target="json:dumps"), entry("thing", "p", target=marker)]
    )
    assert providers.resolve("text") is providers.resolve(providers["text"])
    assert providers.resolve("thing") is marker


def test_a_target_that_cannot_be_imported_names_the_plugin() -> None:
    """The error says which plugin, which target and what to do."""
    providers = Providers("source", [entry("sql", "north", target="a_missing_module:read")])
    with pytest.raises(
        PluginError, match=r"a_missing_module:read.*'sql'.*'north'.*--without-plugin north"
    ) as caught:
        providers.resolve("sql")
    assert caught.value.plugin == "north"


PERSON = "Jane Example, born 2012"


def fail(error: BaseException) -> Callable[[], None]:
    """Return a function that raises an error."""

    def action() -> None:
        raise error

    return action


def test_blame_names_the_plugin_and_hides_its_words() -> None:
    """An error in use is the plugin's. Its text, which may quote data, is nowhere in ours."""
    providers = Providers("source", [entry("sql", "north")])
    with pytest.raises(PluginError) as caught:
        providers.attempt("sql", "reading a file", fail(ValueError(PERSON)))
    assert "'north' failed with ValueError while reading a file" in str(caught.value)
    assert PERSON not in "".join(traceback.format_exception(caught.value))
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


def test_blame_names_what_cannot_be_imported() -> None:
    """The name of a missing library is not data, and the reader needs it."""
    providers = Providers("source", [entry("sql", "north")])
    with pytest.raises(PluginError, match="No module named 'a_missing_module' while reading a file"):
        providers.attempt("sql", "reading a file", lambda: import_module("a_missing_module"))


def test_errors_that_may_pass_do() -> None:
    """A source may say that a file is not one of its own. What caused the error does not pass."""
    providers = Providers("source", [entry("sql", "north")])
    refusal = SourceError("This file is a PDF.")
    refusal.__cause__ = ValueError("Jane Example")
    with pytest.raises(SourceError) as caught:
        providers.attempt(
            "sql", "reading", fail(refusal), passing=lambda error: isinstance(error, SourceError)
        )
    assert caught.value is refusal
    assert caught.value.__cause__ is None


def test_our_own_errors_name_the_plugin_too() -> None:
    """A plugin whose file has a mistake is named, with the place and what to do."""
    providers = Providers("set of tasks", [entry("ours", "north")])
    mistake = DocumentError([("$.tasks[0].id", "is missing")], where="tasks.toml")
    with pytest.raises(
        PluginError, match=r"tasks.toml: .*'north' cannot be used: \$.tasks\[0\].id: is missing"
    ):
        providers.attempt("ours", "giving its tasks", fail(mistake))


@pytest.mark.parametrize("error", [SystemExit(3), GeneratorExit(), RecursionError(), MemoryError()])
def test_anything_that_a_plugin_raises_is_contained(error: BaseException) -> None:
    """Also what is no ordinary exception."""
    providers = Providers("source", [entry("sql", "north")])
    with pytest.raises(PluginError, match=type(error).__name__):
        providers.attempt("sql", "reading", fail(error))


def test_ctrl_c_passes() -> None:
    """It comes from the user."""
    with pytest.raises(KeyboardInterrupt):
        Providers("source", [entry("sql", "north")]).attempt("sql", "reading", fail(KeyboardInterrupt()))


def test_values_are_checked_and_counted() -> None:
    """A value of another class is refused, and so is a provider that never ends."""
    providers = Providers(
        "calendar",
        [entry("text", "north", target=lambda: ["2026-12-29"]), entry("endless", "north", target=count)],
    )
    with pytest.raises(PluginError, match="'north' gave a str in place of a date"):
        providers.values("text", "giving the closed days", date)
    with pytest.raises(PluginError, match="more than 10,000 values"):
        providers.values("endless", "counting", int)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("pqr"), st.none() | st.sampled_from("abcde")),
        max_size=6,
    )
)
def test_every_id_is_usable_replaced_or_in_conflict(parts: list[tuple[str, str, str | None]]) -> None:
    """No provider vanishes: each id given is answered, or refused with plugins named."""
    providers = Providers(
        "source", [entry(id_, plugin, replaces=replaces) for id_, plugin, replaces in parts]
    )
    for id_, plugin, _ in parts:
        try:
            found = providers.get(id_)
        except PluginError as error:
            assert error.plugin  # noqa: PT017 - either outcome is lawful
        else:
            assert found in [*providers]
            assert providers.origin(id_) == plugin or any(each[1] == providers.origin(id_) for each in parts)
