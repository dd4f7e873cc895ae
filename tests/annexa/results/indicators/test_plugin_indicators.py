"""Indicators of plugins: shown with the others, hidden by the same rules, and likely only if they say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep import annexa, synth
from inspectprep.annexa import Area, CheckResult, Indicator, IndicatorSpec, indicator_specs
from inspectprep.plugins import IndicatorProvider, RuleProvider, hookimpl, open_registry

AS_OF = date(2026, 8, 31)
TABLES = synth.council(children=150, as_of=AS_OF, defects=0.1, late=0.3).tables
OURS = IndicatorSpec(
    id="council-not-seen",
    area=Area.HELP,
    list=6,
    what="open children in need were not seen for a month",
    denominator="open",
    numerator="days(date_last_seen, as_of) > 28",
    threshold=0.01,
    why="Our standard is a visit each month.",
    look="The day of the next visit.",
)
FILE = """
[[indicators]]
id = "council-from-a-file"
area = "help_and_protection"
list = 6
what = "children in need have no date of birth"
denominator = "open"
numerator = "missing(date_of_birth)"
why = "Ours."
look = "Ours."
"""


class Plugin:
    """A plugin with indicators, which the test chooses."""

    def __init__(self, target: Any, **more: Any) -> None:
        self.target = target
        self.more = more

    @hookimpl
    def inspectprep_indicators(self) -> list[IndicatorProvider]:
        """Provide them."""
        return [IndicatorProvider(id="ours", summary="Ours", target=self.target, **self.more)]


def checked(*plugins: object, tables: Any = TABLES) -> CheckResult:
    """Return the check of a synthetic council with these plugins."""
    registry = open_registry(load_plugins=False, environ={}, extra=plugins)
    return annexa.check(tables, as_of=AS_OF, registry=registry)


def figures(result: CheckResult) -> dict[str, Indicator]:
    """Return the indicators of a result by id."""
    given = annexa.indicators(result)
    return {each.spec.id: each for each in given}


def test_an_indicator_is_shown_with_the_others_and_names_its_plugin() -> None:
    """The built-in ones are the same, in the same order, and the result says what was added."""
    plain, result = checked(), checked(Plugin([OURS]))
    ours = figures(result)
    assert list(ours) == [*(spec.id for spec in indicator_specs()), OURS.id]
    assert [*ours.values()][:-1] == [*figures(plain).values()]
    assert ours[OURS.id].council.denominator
    assert plain.altered_by == ()
    assert list(map(str, result.altered_by)) == ["The plugin 'Plugin' adds 1 indicator."]
    assert result.summary.altered_by == result.altered_by


@pytest.mark.parametrize("likely", [False, True])
def test_an_indicator_is_a_likely_line_only_if_it_says_so(likely: bool) -> None:
    """A share above the threshold is not enough."""
    everyone = evolve(OURS, numerator="not missing(child_unique_id)", likely=likely)
    result = checked(Plugin([everyone]))
    assert figures(result)[OURS.id].stands_out
    assert (OURS.id in [line.indicator for line in result.summary.likely]) is likely


def test_small_numbers_are_hidden_as_in_the_others() -> None:
    """Counts from 1 to 5 are in no part, and nor is the count of the council."""
    name = "child_unique_id"
    one = evolve(
        OURS,
        denominator="not missing(child_unique_id)",
        numerator=f'child_unique_id == "{TABLES[6][name][0]}"',
    )
    found = figures(checked(Plugin([one])))[OURS.id]
    assert found.council.denominator == TABLES[6].height
    assert found.council.numerator is None
    assert not [part for part in (*found.teams, *found.ages) if part.numerator in range(1, 6)]


def test_indicators_are_read_from_files_and_functions(tmp_path: Path) -> None:
    """A file may leave out its schema line."""
    file = tmp_path / "ours.toml"
    file.write_text(FILE, "utf-8")
    result = checked(Plugin(lambda: [file, OURS]))
    assert [spec.id for spec in result.indicators[-2:]] == ["council-from-a-file", OURS.id]
    assert str(result.altered_by[0]) == "The plugin 'Plugin' adds 2 indicators."


def test_an_indicator_counts_the_findings_of_rules_of_its_plugin() -> None:
    """A rule of a plugin can be the numerator."""
    rule = evolve(annexa.built_in()["AA-F-006"], id="OURS-1", lists=(6,))

    class WithRule(Plugin):
        @hookimpl
        def inspectprep_rules(self) -> list[RuleProvider]:
            return [RuleProvider(id="ours", summary="", target=[rule])]

    result = checked(WithRule([evolve(OURS, numerator="", rules=("OURS-1",))]))
    assert result.skipped == checked().skipped
    assert OURS.id in figures(result)
    refused = checked(Plugin([evolve(OURS, numerator="", rules=("OURS-1",))]))
    assert "'OURS-1' is not a rule" in refused.skipped[-1].reason


def test_an_indicator_takes_the_place_of_another_only_if_it_says_so() -> None:
    """The built-in one stays otherwise, and the plugin is named."""
    own = evolve(OURS, id="re-referrals")
    refused = checked(Plugin([own]))
    assert refused.indicators == indicator_specs()
    assert "belongs to inspectprep" in refused.skipped[-1].reason
    result = checked(Plugin([own], replaces="re-referrals"))
    assert result.indicators[0] == own
    assert result.indicators[1:] == indicator_specs()[1:]
    assert str(result.altered_by[0]) == "The plugin 'Plugin' replaces the indicator 're-referrals'."
    caseloads = checked(Plugin([evolve(OURS, id="caseloads")], replaces="caseloads"))
    assert (
        figures(caseloads)["caseloads"].council.denominator
        == figures(checked(Plugin([OURS])))[OURS.id].council.denominator
    )


def test_a_numerator_without_its_column_is_not_counted_as_nothing() -> None:
    """The indicator says that it is not calculated."""
    less = {**TABLES, 6: TABLES[6].drop("date_last_seen")}
    found = figures(checked(Plugin([OURS]), tables=less))[OURS.id]
    assert found.skipped


def test_broken_indicators_leave_the_check_as_it_is() -> None:
    """The findings and the other indicators are the same, and the reason names the plugin and the place."""
    plain = checked()
    result = checked(Plugin([OURS, evolve(OURS, id="other", numerator="date_last_sene")]))
    assert result.findings.equals(plain.findings)
    assert result.indicators == plain.indicators
    assert result.altered_by == ()
    (skipped,) = [each for each in result.skipped if each.rule == "ours"]
    assert "$.indicators[1].numerator" in skipped.reason
    assert "'Plugin'" in skipped.reason
