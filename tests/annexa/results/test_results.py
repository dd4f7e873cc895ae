"""Results of a check: counts, places, scores, comparison, explanations, and what they never hold."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest

from inspectprep import annexa, codec, synth
from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.engine import findings
from inspectprep.annexa.results import finding_texts
from inspectprep.annexa.results.acceptance import explain
from inspectprep.annexa.results.check import check_dataset
from inspectprep.annexa.results.comparison import compare, read_saved, save, saved_of
from inspectprep.annexa.results.explanation import (
    Explanation,
    Explanations,
    read_explanations,
    write_explanations,
)
from inspectprep.annexa.results.marks import key_id, read_key
from inspectprep.annexa.results.result import CheckResult
from inspectprep.annexa.results.result_json import (
    ResultDocument,
    document_of,
    document_texts,
    result_document,
)
from inspectprep.annexa.results.summary import scores_of
from inspectprep.errors import DocumentError, SourceError, UnknownNameError
from inspectprep.model.finding import Severity
from inspectprep.printable import printable
from tests.annexa.examples import return_of
from tests.whole import whole

AS_OF = date(2026, 11, 20)
KEY = b"k" * 32
SECRETS = ("SECRET-1", "SECRET-2", "2011-03-04", "04/03/2011", "Wanda Worker")


def _row(child: str, **columns: Any) -> dict[str, Any]:
    born = date(2011, 3, 4)
    return {"child_unique_id": child, "date_of_birth": born, "allocated_worker": "Wanda Worker", **columns}


def _result(rows: list[dict[str, Any]] | None = None, policy: Policy | None = None) -> CheckResult:
    given = rows or [
        _row("SECRET-1", cin_start_date=date(2026, 6, 2), cin_closure_date=date(2026, 6, 1)),
        _row("SECRET-2", cin_start_date=date(2026, 6, 2)),
    ]
    return check_dataset(return_of({6: given}, AS_OF), policy=policy)


def test_counts_add_up_and_lists_not_supplied_are_said_to_be_absent() -> None:
    """The summary counts the findings frame, and rules without their list are skipped."""
    result = _result()
    data = result.findings.filter(result.findings["nature"] == "data")
    assert result.summary.errors + result.summary.warnings + result.summary.queries == data.height
    assert [each.list for each in result.summary.lists if each.found] == [6]
    assert "AA-X-018" in {each.rule for each in result.summary.skipped_rules}
    assert "AA-X-018" not in set(result.findings["rule"])


def test_a_finding_says_where_it_stands() -> None:
    """File, sheet, row and cell of the date that is wrong."""
    (finding,) = [each for each in _result().records() if each.rule == "AA-X-011"]
    assert (finding.location.sheet, finding.location.row, finding.location.cell) == ("List 6", 2, "J2")
    assert finding.value is None
    assert finding.severity is Severity.ERROR


def test_values_are_given_only_when_asked_for() -> None:
    """The raw value is there with values, and nowhere without."""
    (finding,) = [each for each in _result().records(values=True) if each.rule == "AA-X-011"]
    assert finding.value == "2026-06-01"
    plain = json.dumps(document_of(_result()))
    assert "2026-06-01" not in plain


def test_the_document_is_what_the_codec_writes() -> None:
    """The printed document and the saved one have one format."""
    result = _result()
    assert document_of(result) == codec.dump(result_document(result))
    assert codec.load(document_of(result), ResultDocument) == result_document(result)


def test_the_texts_of_a_document_are_what_the_codec_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in batches, with related rows, explanations, marks, and headings that are not plain ASCII."""
    monkeypatch.setattr(finding_texts, "_BATCH", 7)
    made = synth.council(children=150, seed=5, as_of=AS_OF, defects=0.3, late=0.3)
    lists = {number: made.frame(number) for number in made.cells}
    lists[8] = lists[8].rename(lambda name: f" {name}\u00a0".replace("Date of", "Date\u2028of"))
    result = annexa.check(lists, as_of=AS_OF)
    accepted = Explanation(
        rule=result.counts.rules[0].rule, reason="It\u2019s \x9bknown", by="A", made=AS_OF, expires=AS_OF
    )
    result = explain(result, Explanations(explanations=(accepted,)))
    written = "".join(document_texts(result, key=KEY))
    expected = codec.dump(result_document(result, key=KEY))
    assert json.loads(written) == expected
    assert [list(each) for each in json.loads(written)["findings"]] == [
        list(each) for each in expected["findings"]
    ]
    assert printable(written) == written
    assert any(each["related"] for each in expected["findings"])
    assert any("explained_by" in each for each in expected["findings"])
    assert len(written) < len(codec.dumps(result_document(result, key=KEY))) * 0.8


def test_a_result_saved_before_findings_had_units_is_read() -> None:
    """The unit is the smallest place that a finding names."""
    written = {**document_of(_result()), "schema": "inspectprep/annexa-check/1"}
    units = [finding.pop("unit") for finding in written["findings"]]
    counts = [finding.pop("count") for finding in written["findings"]]
    read = codec.load(written, ResultDocument).findings
    assert [finding.unit for finding in read] == units
    assert {finding.count for finding in read} == set(counts) == {1}
    assert len(set(units)) > 1


def test_a_value_in_a_document_is_not_shown_in_a_log() -> None:
    """A document that was written with values contains children's data."""
    document = codec.load(document_of(_result(), values=True), ResultDocument)
    values = [finding.value for finding in document.findings if finding.value]
    assert values
    findings = [finding for finding in _result().records(values=True) if finding.value]
    shown = whole(document) + whole(findings)
    assert not [value for value in values if value in shown]


def test_what_is_saved_holds_no_value_of_a_child(tmp_path: Path) -> None:
    """No identifier, birth date, worker or cell stands in a saved result."""
    save(_result(), tmp_path / "result.json", key=KEY)
    text = (tmp_path / "result.json").read_text()
    assert not [secret for secret in SECRETS if secret in text]
    assert (tmp_path / "result.json").stat().st_mode & 0o077 == 0


def test_findings_are_matched_whatever_row_they_moved_to(tmp_path: Path) -> None:
    """Corrected, new and still there, with the rows in another order."""
    wrong = {"cin_start_date": date(2026, 6, 2), "cin_closure_date": date(2026, 6, 1)}
    before = _result([_row("A", **wrong), _row("B", **wrong)])
    after = _result([_row("C", **wrong), _row("B", **wrong), _row("A", cin_start_date=date(2026, 6, 2))])
    save(before, tmp_path / "old.json", key=KEY)
    change = compare(read_saved(tmp_path / "old.json"), saved_of(after, KEY)).by("rule")["AA-X-011"]
    assert change == {"corrected": 1, "left": 0, "unknown": 0, "new": 1, "still": 1}


def test_results_with_different_keys_are_not_compared() -> None:
    """A mark of one key says nothing to another."""
    with pytest.raises(DocumentError, match="different keys"):
        compare(saved_of(_result(), KEY), saved_of(_result(), b"o" * 32))


def test_a_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    """The second reading gives the same key; a short one is refused."""
    key = read_key(tmp_path / "own.key")
    assert read_key(tmp_path / "own.key") == key
    assert (tmp_path / "own.key").stat().st_mode & 0o077 == 0
    assert key_id(key) not in key.hex()
    (tmp_path / "short.key").write_bytes(b"1234")
    with pytest.raises(SourceError, match="can be guessed"):
        read_key(tmp_path / "short.key")


def test_the_score_counts_each_row_by_its_worst_data_finding() -> None:
    """A row with errors costs a whole row, and practice costs nothing."""
    result = _result()
    worst = {}
    for each in result.findings.to_dicts():
        if each["nature"] == "data" and each["row"] is not None:
            cost = {"error": 1.0, "warning": 0.5, "query": 0.1}[each["severity"]]
            worst[each["row"]] = max(cost, worst.get(each["row"], 0.0))
    whole = [
        e for e in result.findings.to_dicts() if e["nature"] == "data" and e["row"] is None and e["list"] == 6
    ]
    off = sum({"error": 5.0, "warning": 2.0, "query": 0.5}[each["severity"]] for each in whole)
    assert result.scores[6] == pytest.approx(max(0, 100 * (1 - sum(worst.values()) / 2) - off), abs=0.05)


def test_rules_switched_off_or_graded_otherwise_are_shown() -> None:
    """What the policy changes is in the result and in its document."""
    policy = Policy(
        rules={"AA-X-011": RuleChange(off=True), "AA-I-030": RuleChange(severity=Severity.QUERY)},
        thresholds={"cin_seen_days": 7},
    )
    result = _result(policy=policy)
    assert "AA-X-011" not in set(result.findings["rule"])
    changes = {(each["rule"], each["change"]) for each in document_of(result)["changes"]}
    assert ("AA-X-011", "switched off") in changes
    assert ("AA-I-030", "counted as query") in changes
    assert (None, "cin_seen_days is 7 instead of 42") in changes


def test_a_change_to_a_rule_that_does_not_exist_is_refused() -> None:
    """The closest id is suggested."""
    with pytest.raises(DocumentError, match="AA-X-011"):
        _result(policy=Policy(rules={"AA-X-11": RuleChange(off=True)}))


def test_findings_are_filtered_and_grouped_by_worker() -> None:
    """The worker of a finding is that of its row."""
    result = _result()
    mine = result.filter(worker="Wanda Worker", severity=Severity.ERROR)
    assert set(mine.findings["severity"]) == {"error"}
    counts = result.group("worker").filter(result.group("worker")["worker"] == "Wanda Worker")
    rows = result.findings["row"].drop_nulls().len()
    assert counts["findings"].item() == rows
    with pytest.raises(UnknownNameError):
        result.filter(wroker="x")


def test_an_explained_finding_stays_and_makes_a_caveat(tmp_path: Path) -> None:
    """Until its last day; after it the finding stands unexplained."""
    why = Explanation(
        rule="AA-X-011",
        reason="A known fault of the export.",
        by="A. Analyst",
        made=AS_OF,
        expires=date(2026, 12, 1),
    )
    given = Explanations(explanations=(why,))
    write_explanations(given, tmp_path / "why.toml")
    assert read_explanations(tmp_path / "why.toml") == given
    result = _result()
    last = explain(result, given, on=date(2026, 12, 1))
    assert len(last.explained.by_finding) == 1
    late = explain(result, given, on=date(2026, 12, 2)).explained
    assert not late.by_finding
    assert late.expired == (why,)


def test_freshness_tells_the_newest_event() -> None:
    """Dates after the list date do not count as events."""
    rows = [_row("A", cin_start_date=date(2026, 11, 1)), _row("B", cin_start_date=date(2027, 11, 1))]
    (fresh,) = _result(rows).freshness
    assert (fresh.newest, fresh.days_old) == (date(2026, 11, 1), 19)


def test_only_a_list_without_a_flaw_scores_100() -> None:
    """One wrong row in a hundred thousand is shown, not rounded away."""
    one = findings.completed(
        findings.from_rows([findings.finding("AA-X-001", "error", list=1, place=0, row=2)])
    )
    tables = {number: SimpleNamespace(frame=pl.DataFrame({"row": range(100_000)})) for number in (1, 2)}
    dataset = SimpleNamespace(tables=tables)
    assert scores_of(one, cast("Any", dataset)) == {1: 99.9, 2: 100.0}


def test_a_result_that_was_saved_before_plugins_were_named_is_read() -> None:
    """It has no list of what they altered."""
    document = document_of(_result())
    del document["altered_by"]
    assert codec.load(document, ResultDocument).altered_by == ()
