"""No file takes more memory or time than a bound, and none ends the process that reads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources.hostile import HOSTILE

MOST_BYTES = 4_000_000_000
"""Of addresses. The libraries alone take more than one thousand million when they are loaded."""
MOST_SECONDS = 60
"""Of processor time."""
READ = """
import resource, sys
from datetime import date
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]),) * 2)
from inspectprep import annexa
from inspectprep.errors import InspectPrepError
try:
    dataset = annexa.read(sys.argv[1], as_of=date(2026, 11, 20))
except InspectPrepError as error:
    print("refused", error)
else:
    print("read", *dataset.tables)
"""
SAMPLE = (
    "one_long_text_in_many_cells",
    "stray_cells_without_a_gap",
    "repeated_cells_in_an_ods",
    "an_old_workbook_that_overstates_its_texts",
    "a_million_columns_of_text",
    "a_far_row_and_a_wide_one",
    "a_pipe",
)
"""One of each kind, in every run. The others are slow."""
IS_READ = {
    "rows_in_an_xlsx", "millions_of_shared_texts", "two_thousand_sheets", "stray_cells_on_many_sheets",
    "elements_in_elements", "records_that_overstate_in_a_binary_workbook", "quotes_that_open_in_every_line",
    "tables_in_tables", "a_parquet_file_with_wrong_numbers",
}  # fmt: skip
"""Those in which nothing is too large after all, or that only look odd."""


def _outcome(name: str, folder: Path) -> str:
    path = HOSTILE[name](folder)
    limits = [str(MOST_BYTES), str(MOST_SECONDS)]
    command = [sys.executable, "-c", READ, str(path), *limits]
    run = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits, pipes and devices")
@pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.slow) for name in HOSTILE]
)
def test_a_hostile_file_is_read_or_refused_within_bounds(tmp_path: Path, name: str) -> None:
    """Either its lists are read or there is an error that says why; the process lives."""
    outcome = _outcome(name, tmp_path)
    assert outcome.startswith(("read", "refused")), outcome
    if name not in IS_READ:
        assert outcome.startswith("refused"), outcome


def test_every_kind_has_a_sample() -> None:
    """The names are those of the family."""
    assert set(SAMPLE) | IS_READ <= set(HOSTILE)
