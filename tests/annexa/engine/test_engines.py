"""The same rules on polars, pandas, DuckDB and PySpark frames give the same findings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.frames import Library
from tests.annexa.engine.rows import a_return
from tests.annexa.examples import return_of

POLICY = Policy(own_la="Oxfordshire")
RULES = [rule for rule in built_in().values() if not rule.check or rule.prepared]


def _as_pandas(frame: pl.DataFrame) -> Any:
    pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    return frame.to_pandas(use_pyarrow_extension_array=True)


def _as_duckdb(frame: pl.DataFrame) -> Any:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    return duckdb.from_arrow(frame.to_arrow())


def _same(convert: Callable[[pl.DataFrame], Any], rules: list[Rule]) -> None:
    as_of, rows = a_return(3, rows=25)
    dataset = return_of(rows, as_of)
    ours = run_rules(dataset, rules, POLICY)
    theirs = run_rules(dataset, rules, POLICY, library=Library(dialect=nw, convert=convert))
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


@pytest.fixture
def spark(tmp_path: Path) -> Iterator[Any]:
    """A local Spark session that keeps to this machine, and stops when the test ends."""
    pytest.importorskip("pyspark", reason="PySpark is not installed: `make slow` installs it")
    if which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("PySpark needs Java 17 or newer, and there is none")
    from pyspark.sql import SparkSession  # noqa: PLC0415 - not installed everywhere

    # On a few rows, compiling plans and planning again cost more than they save.
    options = {
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.default.parallelism": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
        "spark.ui.enabled": "false",
    }
    session = SparkSession.builder.master("local[1]").config(map=options).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.slow
def test_pyspark_frames_give_the_same_findings(spark: Any) -> None:
    """The same for all rules, on a local session."""
    _same(lambda frame: spark.createDataFrame(frame.to_arrow()), RULES)
