"""Providers by id: conflicts, replacements, targets."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import PluginError, SourceError, UnknownNameError
from inspectprep.plugins.lookup import Providers, Registration
from inspectprep.plugins.providers import Provider


def entry(
    id: str, plugin: str, *, replaces: str | None = None, target: object = None
) -> Registration[Provider]:
    """Return an entry with little to say for itself."""
    return Registration(provider=Provider(id=id, summary="", target=target, replaces=replaces), plugin=plugin)


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
    """Both claimants are named; neither is chosen by chance."""
    providers = Providers(
        "report format",
        [
            entry("html", "built-in"),
            entry("html", "north", replaces="html"),
            entry("html", "south", replaces="html"),
        ],
    )
    with pytest.raises(PluginError, match="'north' and 'south'"):
        providers.get("html")


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
    providers = Providers("source", [entry("ours", "north", replaces="thiers")])
    assert providers.get("ours").id == "ours"
    assert providers.missing == (("north", "thiers"),)


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


def test_blame_names_the_plugin_and_hides_its_words() -> None:
    """An error in use is the plugin's, and its text, which may quote data, is not repeated."""
    providers = Providers("source", [entry("sql", "north")])
    with pytest.raises(PluginError) as caught, providers.attribute_errors_to("sql", "reading a file"):
        raise ValueError("Jane Example, born 2012")
    assert "'north' failed with ValueError while reading a file" in str(caught.value)
    assert "Jane" not in str(caught.value)


def test_blame_names_what_cannot_be_imported() -> None:
    """The name of a missing library is not data, and the reader needs it."""
    providers = Providers("source", [entry("sql", "north")])
    with pytest.raises(PluginError) as caught, providers.attribute_errors_to("sql", "reading a file"):
        import_module("a_missing_module")
    assert "No module named 'a_missing_module' while reading a file" in str(caught.value)


def test_blame_leaves_our_own_errors_alone() -> None:
    """A provider that raises an error of inspectprep's meant it."""
    providers = Providers("source", [entry("sql", "north")])
    with pytest.raises(SourceError), providers.attribute_errors_to("sql", "reading a file"):
        raise SourceError("This file is a PDF.")


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
