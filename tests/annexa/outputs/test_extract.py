"""Pseudonymised extracts: joined as before, named no more, and never with a key that can be guessed."""

import os
import stat
from datetime import date
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest

from inspectprep import synth
from inspectprep.annexa.outputs.extract import (
    KEY_BYTES,
    check_key,
    new_key,
    pseudonymised,
    read_key,
    write_extract,
)
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.read import read
from inspectprep.errors import SourceError, WriteError

AS_OF = date(2026, 10, 5)
KEY = bytes(range(200, 256))[:KEY_BYTES]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> AnnexAData:
    """A synthetic council, read."""
    path = tmp_path_factory.mktemp("extract") / "annex-a.xlsx"
    made = synth.council(children=300, seed=7, as_of=AS_OF)
    synth.write_workbook(
        synth.seed_errors(made, per_seeder=1, rules=["AA-F-033", "AA-F-005", "AA-F-002"]), path
    )
    return read(path, as_of=AS_OF)


def test_rows_of_one_child_stay_together(dataset: AnnexAData) -> None:
    """The same identifier has the same hash on every list, and different ones differ."""
    frames = pseudonymised(dataset, KEY)
    for one, other in combinations(range(1, 11), 2):
        names = [set(dataset.tables[n].frame["child_unique_id__key"].drop_nulls()) for n in (one, other)]
        hashes = [set(frames[n]["child_unique_id"].drop_nulls()) for n in (one, other)]
        assert [len(each) for each in names] == [len(each) for each in hashes]
        assert len(names[0] & names[1]) == len(hashes[0] & hashes[1])
        assert not names[0] & hashes[0]


def test_another_key_gives_other_hashes(dataset: AnnexAData) -> None:
    """Extracts of two purposes cannot be joined."""
    one = pseudonymised(dataset, KEY)[6]["child_unique_id"]
    other = pseudonymised(dataset, bytes(reversed(KEY)))[6]["child_unique_id"]
    assert not set(one) & set(other)


def test_names_days_of_birth_postcodes_and_free_text_are_gone(dataset: AnnexAData) -> None:
    """Months and sectors instead; no worker, team or organisation; nothing unreadable."""
    frames = pseudonymised(dataset, KEY)
    born = dataset.tables[8].frame["date_of_birth"].dt.strftime("%Y-%m").to_list()
    assert sorted(frames[8]["month_of_birth"].to_list()) == sorted(born)
    sectors = frames[8]["placement_sector"].drop_nulls().to_list()
    assert sectors
    assert all(text[-2] == " " and text[-1].isdigit() for text in sectors)
    every = {name for frame in frames.values() for name in frame.columns}
    assert not {"date_of_birth", "placement_postcode", "allocated_worker", "allocated_team"} & every
    assert not {"allocated_personal_advisor", "organisation_completing_assessment"} & every
    cells = {str(cell) for frame in frames.values() for row in frame.rows() for cell in row}
    assert "not known yet" not in cells
    assert "last week" not in cells
    assert not {str(name) for name in dataset.tables[8].frame["placement_postcode"]} & cells


def test_a_blank_identifier_gets_no_hash(dataset: AnnexAData) -> None:
    """Two children without an identifier must not become one."""
    names = dataset.tables[1].frame["child_unique_id__key"]
    assert names.null_count() > 0
    assert pseudonymised(dataset, KEY)[1]["child_unique_id"].null_count() == names.null_count()


def test_the_workbook_is_private_and_says_what_it_is(dataset: AnnexAData, tmp_path: Path) -> None:
    """It is still personal data."""
    write_extract(tmp_path / "out.xlsx", dataset, KEY)
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "out.xlsx").stat().st_mode) == 0o600
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book["About"]["A1"].value == "PERSONAL DATA: pseudonymised, and still personal data"
    assert book["List 6"].max_row - 1 == dataset.tables[6].frame.height


def test_a_new_key_can_be_read_by_its_owner_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    """Losing a key means that extracts can no longer be joined."""
    key = new_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == key
    assert len(key) == KEY_BYTES
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(WriteError, match="exists"):
        new_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == key


@pytest.mark.parametrize(
    "key",
    [b"", b"secret", KEY[:31], b"\x00" * 32, b"\x01\xff" * 16, b"correct horse battery staple and more"],
    ids=["empty", "word", "short", "zeros", "pattern", "sentence"],
)
def test_a_weak_key_is_refused(dataset: AnnexAData, key: bytes) -> None:
    """With a key that can be guessed anybody can try all identifiers."""
    with pytest.raises(SourceError, match="weak"):
        pseudonymised(dataset, key)


def test_chance_never_makes_a_weak_key(tmp_path: Path) -> None:
    """The test for weakness lets random keys pass."""
    for number in range(200):
        check_key(new_key(tmp_path / str(number)))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """It may have been copied."""
    new_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(SourceError, match="Other users can read"):
        read_key(tmp_path / "key")


def test_a_missing_or_mangled_key_file_is_named(tmp_path: Path) -> None:
    """Each with what to do."""
    with pytest.raises(SourceError, match="cannot be read"):
        read_key(tmp_path / "none")
    (tmp_path / "text").write_text("not hex")
    (tmp_path / "text").chmod(0o600)
    with pytest.raises(SourceError, match="not a key"):
        read_key(tmp_path / "text")
