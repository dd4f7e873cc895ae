"""Damaged files: each ends in findings or in one clear error."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from inspectprep.annexa.reading.read import read
from inspectprep.errors import InspectPrepError
from tests.annexa.making import AS_OF, all_found
from tests.annexa.mutations import mutate, originals

SAMPLE, THOUSAND = 60, 1000
LONGEST = 20.0


def _survives(path: Path) -> None:
    began = time.monotonic()
    try:
        dataset = read(path, as_of=AS_OF)
    except InspectPrepError as error:
        clear = path.name in str(error) and bool(error.remedy)
    else:
        clear = True
        all_found(dataset)
    assert clear
    assert time.monotonic() - began < LONGEST


def _survive_all(folder: Path, seeds: range) -> None:
    whole = originals(folder)
    names = sorted(whole)
    for seed in seeds:
        name = names[seed % len(names)]
        path = folder / name
        path.write_bytes(mutate(whole[name], seed))
        _survives(path)


def test_a_sample_of_damaged_files_ends_in_findings_or_one_clear_error(tmp_path: Path) -> None:
    """Bytes flipped, parts removed, cells of random types: never a traceback."""
    _survive_all(tmp_path, range(SAMPLE))


@pytest.mark.slow
def test_a_thousand_damaged_files_end_in_findings_or_one_clear_error(tmp_path: Path) -> None:
    """As the sample, a thousand times."""
    _survive_all(tmp_path, range(SAMPLE, SAMPLE + THOUSAND))
