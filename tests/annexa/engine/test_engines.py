"""The same rules on polars, pandas, DuckDB and PySpark frames give the same findings."""

from __future__ import annotations

from collections.abc import Callable
from shutil import which
from typing import Any

import polars as pl
import pytest

from inspectprep.annexa.catalogue import built_in
from inspectprep.annexa.engine.check import run_rules
from inspectprep.annexa.policy import Policy
from inspectprep.annexa.rule import Rule
from tests.annexa.engine.rows import a_return
from tests.annexa.examples import return_of

POLICY = Policy(own_la="Oxfordshire")
RULES = [rule for rule in built_in().values() if rule.check is None or rule.prepared]


def _as_pandas(frame: pl.DataFrame) -> Any:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    return frame.to_pandas(use_pyarrow_extension_array=True)


def _as_duckdb(frame: pl.DataFrame) -> Any:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    return duckdb.from_arrow(frame.to_arrow())


def _as_pyspark(frame: pl.DataFrame) -> Any:
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    if which("java") is None:
        pytest.skip("PySpark needs Java, and there is none")
    from pyspark.sql import SparkSession  # noqa: PLC0415 - not installed everywhere

    builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    return session.createDataFrame(frame.to_pandas())


def _same(convert: Callable[[pl.DataFrame], Any], rules: list[Rule]) -> None:
    as_of, rows = a_return(3, rows=25)
    ret = return_of(rows, as_of)
    ours = run_rules(ret, rules, POLICY)
    theirs = run_rules(ret, rules, POLICY, convert=convert)
    assert ours.findings.height > len(rules)
    assert ours.findings.to_dicts() == theirs.findings.to_dicts()
    assert ours.skipped == theirs.skipped


def test_pandas_frames_give_the_same_findings() -> None:
    """Rule by rule, row by row, related rows included."""
    _same(_as_pandas, RULES)


def test_duckdb_relations_give_the_same_findings() -> None:
    """The same for rules that look at one list or two."""
    _same(_as_duckdb, [rule for rule in RULES if len(rule.lists) <= 2 and rule.related is None])


@pytest.mark.slow
def test_duckdb_relations_give_the_same_findings_for_every_rule() -> None:
    """The same for all rules."""
    _same(_as_duckdb, RULES)


@pytest.mark.slow
def test_pyspark_frames_give_the_same_findings() -> None:
    """The same for all rules, on a local session."""
    _same(_as_pyspark, RULES)
