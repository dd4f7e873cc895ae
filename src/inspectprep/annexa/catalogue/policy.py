"""Every threshold of the rules in one typed value; what a council may change, and how its file says so.

A threshold is *local* where no national source fixes it. Those with a source can be changed too, but the
result then says that they were.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, fields, frozen

from inspectprep.annexa.catalogue.rule import Threshold
from inspectprep.errors import DocumentError, SourceError, closest
from inspectprep.model.finding import Severity

if TYPE_CHECKING:
    from inspectprep.annexa.catalogue.rule import Rule

__all__ = ["Policy", "RuleChange", "policy_of", "read_policy", "thresholds"]


_EVENTS_FROM = date(1990, 1, 1)
_BIRTHS_FROM = date(1980, 1, 1)


def _national(default: Any) -> Any:
    return _threshold(default, local=False)


def _local(default: Any) -> Any:
    return _threshold(default, local=True)


def _threshold(default: Any, *, local: bool) -> Any:
    if isinstance(default, dict):
        return field(factory=lambda: MappingProxyType(default), metadata={"local": local})
    return field(default=default, metadata={"local": local})


@frozen(kw_only=True)
class RuleChange:
    """What a council changes about one rule.

    Attributes:
        off: True to switch it off.
        severity: The severity of all its findings, instead of its own.
        thresholds: Thresholds for this rule alone.
    """

    off: bool = False
    severity: Severity | None = None
    thresholds: Mapping[str, Any] = field(factory=dict)


@frozen(kw_only=True)
class Policy:
    """The thresholds by name, with their defaults; days are calendar days unless the name says otherwise."""

    # The council itself
    own_la: str | None = None
    rules: Mapping[str, RuleChange] = field(factory=dict)

    # Files and fields
    expected_lists: tuple[int, ...] = _national(tuple(range(1, 12)))
    max_unpacked_mb: int = _local(400)
    max_parts: int = _local(2000)
    max_ratio: int = _local(250)
    ratio_from_mb: int = _local(50)
    placeholder_ids: tuple[str, ...] = _local((
        "tbc", "tba", "unborn", "unknown", "not known", "new", "test", "none", "x", "xx", "xxx",
    ))  # fmt: skip
    min_modal_share: float = _local(0.9)
    min_ids: int = _local(20)
    digits_short: int = _local(2)
    flip_min_cells: int = _local(3)
    event_floor: date = _local(_EVENTS_FROM)
    birth_floor: date = _local(_BIRTHS_FROM)
    age_error_over: int = _national(25)
    age_query_over: int = _national(18)
    adoption_age_query_over: int = _national(19)
    age_tolerance: int = _local(1)
    overdue_days: int = _local(21)
    max_days_ahead: int = _national(280)
    high_count: int = _local(100)
    not_known_share: float = _local(0.1)
    min_rows: int = _local(10)

    # Windows and activity
    window_months: int = _national(6)
    adoption_window_months: int = _national(12)
    count_months: int = _national(12)
    stale_days: int = _local(14)
    min_list_rows: int = _local(30)
    month_change_share: float = _local(0.6)
    min_month_rows: int = _local(20)
    max_pregnancy_days: int = _national(280)

    # Front door
    min_contacts: int = _local(3)
    contact_before_days: int = _local(14)
    contact_after_days: int = _local(1)
    conversion_days: int = _local(14)
    rereferral_flag_share: float = _national(0.22)
    assessment_start_working_days: int = _local(10)
    assessment_lead_days: int = _local(5)
    follow_days: int = _local(10)

    # Assessments and enquiries
    assessment_working_days: int = _national(45)
    fast_working_days: int = _local(1)
    child_seen_working_days: int = _local(10)
    conference_working_days: int = _national(15)
    decision_working_days: int = _national(15)
    earlier_enquiries: int = _local(2)
    enquiry_assessment_days: int = _local(10)
    plan_conference_days: int = _local(5)
    plan_before_days: int = _local(1)
    plan_after_days: int = _local(5)

    # Children in need and child protection
    cin_seen_days: int = _local(42)
    cin_open_query_years: int = _local(1)
    cin_open_warning_years: int = _local(2)
    seen_alone_from_years: int = _local(1)
    seen_alone_expected_from_years: int = _local(4)
    cp_visit_working_days: int = _local(10)
    cp_visit_calendar_days: int | None = _local(None)
    cp_first_visit_working_days: int = _local(10)
    cp_first_review_months: int = _national(3)
    cp_next_review_months: int = _national(6)
    cp_open_query_months: int = _local(15)
    cp_open_warning_years: int = _national(2)
    repeat_plans_query: int = _national(1)
    repeat_plans_warning: int = _local(2)
    cp_short_months: int = _local(3)
    dual_months: int = _local(3)

    # Children in care: legal status, placement and permanence
    placement_minimum_age: Mapping[str, int] = _national({
        "P2": 15, "P3": 14, "unregulated accommodation": 14, "R5": 10, "S1": 4,
    })  # fmt: skip
    supported_accommodation_from_years: int = _national(16)
    legal_status_maximum_days: Mapping[str, int] = _national({"L1": 3, "L2": 21, "L3": 7, "J2": 21})
    legal_status_ask_after_days: Mapping[str, int] = _national({"L2": 15, "J2": 3})
    temporary_placement_maximum_days: Mapping[str, int] = _national({"T1": 42, "T3": 21, "T4": 7})
    temporary_placement_ask_after_days: Mapping[str, int] = _local({"T0": 21, "T2": 21})
    under_18_end_reasons: tuple[str, ...] = _national(("E11", "E12", "E45", "E46", "E47", "E48"))
    end_reason_minimum_age: Mapping[str, int] = _national({"E5": 14, "E6": 14, "E7": 16, "E17": 18})
    end_reason_ask_below_age: Mapping[str, int] = _national({"E5": 16, "E6": 16})
    young_uasc_years: int = _local(8)
    long_term_fostering_after_years: int = _local(2)
    placement_count_months: int = _national(12)
    many_placements: int = _national(3)
    stability_care_months: int = _national(30)
    stability_placement_years: int = _national(2)
    stability_below_age: int = _national(16)
    unregulated_below_age: int = _national(16)
    permanence_months: int = _local(4)
    section_20_months: int = _local(12)
    proceedings_days: int = _national(182)
    placed_with_parents_months: int = _local(12)

    # Children in care: reviews, visits and health
    care_first_review_working_days: int = _national(20)
    care_second_review_months: int = _national(3)
    care_next_review_months: int = _national(6)
    care_early_months: int = _local(6)
    care_visit_days: int = _national(42)
    care_visit_long_term_months: int = _national(3)
    care_visit_long_term_after_years: int = _national(1)
    care_visit_first_days: int = _national(7)
    parents_before_review_days: int = _national(7)
    parents_interim_days: int = _national(28)
    health_first_working_days: int = _national(20)
    health_under_five_months: int = _national(6)
    health_from_five_months: int = _national(12)
    dental_check_months: int = _national(12)
    dental_in_care_months: int = _national(12)
    dental_grace_months: int = _local(3)
    dental_infant_months: int = _local(18)
    repeat_missing: int = _local(3)
    iro_months: int = _local(6)

    # Care leavers
    care_leaver_from_years: int = _national(16)
    care_leaver_ask_from_years: int = _national(25)
    care_leaver_too_old_from_years: int = _national(26)
    care_days: int = _national(91)
    on_request_from_age: int = _national(21)
    pathway_review_months: int = _national(6)
    contact_months: int = _national(2)

    # Adoption
    tolerance_days: int = _local(1)
    max_adopters: int = _national(2)
    care_to_placed_days: int = _national(426)
    order_to_match_days: int = _national(121)
    decision_to_order_months: int = _local(6)
    match_months: int = _local(12)
    stage1_months: int = _national(2)
    stage2_months: int = _national(4)
    wait_months: int = _local(6)

    # Workers, teams and identifiers
    placeholder_names: tuple[str, ...] = _local((
        "tbc", "tba", "unallocated", "not allocated", "duty", "unknown", "referral coordinator", "default",
        "vacant", "none allocated",
    ))  # fmt: skip
    generic_words: tuple[str, ...] = _local(
        ("duty", "manager", "inbox", "team", "tray", "mash", "screening", "rota")
    )
    caseload_limit: int = _local(18)
    likeness: float = _local(0.92)
    telling_words: tuple[str, ...] = _local(
        ("north", "south", "east", "west", "central", "one", "two", "three", "four", "five", "six")
    )
    min_id_length: int = _local(5)

    # Measures
    min_denominator: int = _local(20)
    min_denominator_workers: int = _local(5)
    min_denominator_journeys: int = _local(10)
    min_numerator: int = _local(6)
    index_high: float = _local(1.5)
    index_low: float = _local(0.67)
    stages: tuple[int, ...] = _national((1, 3, 6, 7, 8))

    def values(self, rule: Rule) -> dict[str, Any]:
        """Return the thresholds that a rule's conditions read, by name.

        A change for this rule alone wins over one for all rules, and that over the rule's default.
        """
        mine = thresholds()
        values = {
            name: getattr(self, name) if name in mine or name == "own_la" else threshold.value
            for name, threshold in rule.policy.items()
        }
        return values | dict(self.change(rule.id).thresholds)

    def change(self, rule: str) -> RuleChange:
        """Return what is changed about a rule; nothing for most."""
        return self.rules.get(rule, _UNCHANGED)

    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Return the thresholds that differ from their defaults: default and present value by name."""
        mine = {name: getattr(self, name) for name in thresholds()}
        return {
            name: (threshold.value, mine[name])
            for name, threshold in thresholds().items()
            if _comparable(mine[name]) != _comparable(threshold.value)
        }


_UNCHANGED = RuleChange()
_SETTINGS = ("own_la", "rules")


def thresholds() -> Mapping[str, Threshold]:
    """Return every threshold of the built-in rules with its default, by name."""
    if not _THRESHOLDS:
        plain = Policy()
        for each in fields(Policy):
            if each.name not in _SETTINGS:
                _THRESHOLDS[each.name] = Threshold(
                    value=getattr(plain, each.name), local=each.metadata["local"]
                )
    return _THRESHOLDS


_THRESHOLDS: dict[str, Threshold] = {}


def read_policy(path: Path | str) -> Policy:
    """Read a council's thresholds from a TOML file.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of every name or value that is not understood.
    """
    name = Path(path).name
    try:
        document = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(f"The policy cannot be read: {error.strerror}.", where=name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError([("$", f"This is not TOML: {error}")], where=name) from error
    return policy_of(document, where=name)


def policy_of(document: Mapping[str, Any], *, where: str = "") -> Policy:
    """Build a policy from plain values.

    Args:
        document: ``own_la``, a table ``thresholds`` by name, and a table ``rules`` by rule id with
            ``off``, ``severity`` and ``thresholds``.
        where: The file's name, for errors.

    Raises:
        DocumentError: with the path of every name or value that is not understood.
    """
    problems: list[tuple[str, str]] = []
    known = thresholds()
    values: dict[str, Any] = {}
    problems += [
        (f"$.{name}", _unknown(name, ("own_la", "thresholds", "rules")))
        for name in document
        if name not in {"own_la", "thresholds", "rules"}
    ]
    own = document.get("own_la")
    if own is not None and not isinstance(own, str):
        problems.append(("$.own_la", "This must be the council's name, as text."))
    for name, value in _table(document, "thresholds", problems).items():
        if name not in known:
            problems.append((f"$.thresholds.{name}", _unknown(name, known)))
            continue
        fault = _fault(known[name].value, value, optional=name == "cp_visit_calendar_days")
        if fault:
            problems.append((f"$.thresholds.{name}", fault))
        else:
            values[name] = _frozen(known[name].value, value)
    rules = {
        rule: _change(rule, change, problems) for rule, change in _table(document, "rules", problems).items()
    }
    if problems:
        raise DocumentError(problems, where=where)
    return evolve(Policy(), own_la=own, rules=MappingProxyType(rules), **values)


def _table(document: Mapping[str, Any], name: str, problems: list[tuple[str, str]]) -> Mapping[str, Any]:
    value = document.get(name, {})
    if isinstance(value, Mapping):
        return value
    problems.append((f"$.{name}", "This must be a table."))
    return {}


def _change(rule: str, change: Any, problems: list[tuple[str, str]]) -> RuleChange:
    path = f"$.rules.{rule}"
    if not isinstance(change, Mapping):
        problems.append((path, "This must be a table with off, severity or thresholds."))
        return RuleChange()
    problems += [
        (f"{path}.{name}", _unknown(name, ("off", "severity", "thresholds")))
        for name in change
        if name not in {"off", "severity", "thresholds"}
    ]
    off, severity = change.get("off", False), change.get("severity")
    if not isinstance(off, bool):
        problems.append((f"{path}.off", "This must be true or false."))
    if severity is not None and severity not in [str(each) for each in Severity]:
        problems.append((f"{path}.severity", _unknown(str(severity), [str(each) for each in Severity])))
        severity = None
    return RuleChange(
        off=off is True,
        severity=None if severity is None else Severity(severity),
        thresholds=MappingProxyType(dict(_table(change, "thresholds", problems))),
    )


def _unknown(name: str, known: Any) -> str:
    hint = closest(name, known)
    return f"{name!r} is not known here." + (
        f" Did you mean {hint!r}?" if hint else f" Known: {', '.join(known)}."
    )


def _fault(default: Any, value: Any, *, optional: bool) -> str:
    if isinstance(default, Mapping):
        good = isinstance(value, Mapping) and all(_is_count(each) for each in value.values())
        return "" if good else "This must be a table of whole numbers by code."
    if isinstance(default, tuple):
        kind = type(default[0])
        good = isinstance(value, list) and all(type(each) is kind for each in value)
        return "" if good else "This must be a list of the same kind of values as the default."
    if isinstance(default, date):
        return "" if type(value) is date else "This must be a date, such as 1990-01-01."
    if isinstance(default, float):
        good = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
        return "" if good else "This must be a number, 0 or more."
    return (
        "" if _is_count(value) or (optional and value is None) else "This must be a whole number, 0 or more."
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _frozen(default: Any, value: Any) -> Any:
    if isinstance(default, Mapping):
        return MappingProxyType(dict(value))
    return tuple(value) if isinstance(default, tuple) else value


def _comparable(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value
