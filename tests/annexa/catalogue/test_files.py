"""The files of lists and codes: what they are refused for, and the JSON that is made of them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from inspectprep import codec
from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue import files
from inspectprep.annexa.catalogue.generated import CATALOGUE
from inspectprep.annexa.catalogue.lists import Columns
from inspectprep.errors import DocumentError
from tests.shared import REPOSITORY

FOLDER = CATALOGUE.parent
LIST = """
schema = "inspectprep/list/1"
number = 1
title = "Contacts"
natural_key = ["child_unique_id"]

[[columns]]
name = "child_unique_id"

[[columns]]
name = "contact_source"
header = "Contact Source"
type = "category"
required = "always"
codes = "contact_source"
"""
CODES = """
schema = "inspectprep/codes/1"
name = "gender"

[[codes]]
code = "e) Other"
label = "Other"
"""


def shared() -> Columns:
    """Return the columns that lists share."""
    return codec.read_toml(FOLDER / "columns.toml", Columns)


def test_the_generated_catalogue_is_made_of_the_files() -> None:
    """Run `make reference` after changing a file of the catalogue."""
    assert CATALOGUE.read_text("utf-8") == files.catalogue_text()


def test_the_page_of_lists_and_codes_is_made_of_the_catalogue() -> None:
    """Run `make reference` after changing a file of the catalogue."""
    script = runpy.run_path(str(REPOSITORY / "scripts/annexa_page.py"))
    assert (REPOSITORY / "docs/reference/annex-a.md").read_text("utf-8") == script["page"]()


def test_what_a_check_uses_is_what_people_wrote() -> None:
    """The quick reader of the generated file makes the same values as the codec makes of the TOML."""
    assert tuple(catalogue.lists().values()) == files.read_lists()
    assert tuple(catalogue.code_sets().values()) == files.read_code_sets()
    assert dict(catalogue.authorities()) == dict(files.read_authorities().authorities)


@pytest.mark.parametrize(
    ("before", "after", "path", "message"),
    [
        ("inspectprep/list/1", "inspectprep/lists/1", "$.schema", "did you mean 'list'?"),
        ("inspectprep/list/1", "inspectprep/list/2", "$.schema", "newer inspectprep"),
        ('header = "Contact Source"', 'heading = "Contact Source"', "$.columns[1].heading", "header"),
        ('type = "category"', 'type = "categories"', "$.columns[1].type", "category"),
        ('required = "always"', "required = true", "$.columns[1].required", "should be one of"),
        ('natural_key = ["child_unique_id"]', 'natural_key = ["child_id"]',
         "$.natural_key[0]", "not a column"),
        ('codes = "contact_source"', 'codes = "contact_sources"',
         "$.columns[1].codes", "Did you mean 'contact_source'?"),
        ('codes = "contact_source"', 'codes = "contact_source"\nblank_with = { contact_sourc = "x" }',
         "$.columns[1].blank_with.contact_sourc", "Did you mean 'contact_source'?"),
        ('codes = "contact_source"', 'codes = "contact_source"\nevent_date = "contact_sourc"',
         "$.columns[1].event_date", "Did you mean 'contact_source'?"),
    ],
)  # fmt: skip
def test_a_list_with_a_mistake_is_refused(
    tmp_path: Path, before: str, after: str, path: str, message: str
) -> None:
    """The error gives the file, the path in it, and the closest name."""
    assert before in LIST
    (tmp_path / "01.toml").write_text(LIST.replace(before, after), encoding="utf-8")
    with pytest.raises(DocumentError, match=r"01\.toml") as caught:
        files.read_list(tmp_path / "01.toml", shared())
    ((at, text),) = [problem for problem in caught.value.problems if problem[0] == path]
    assert at == path
    assert message in text


@pytest.mark.parametrize(
    ("line", "path", "message"),
    [
        ("valid_untill = 2025-03-31", "$.codes[0].valid_untill", "valid_until"),
        ('valid_until = "March"', "$.codes[0].valid_until", "date"),
        ('sure = "D"', "$.codes[0].sure", "'A', 'B'"),
        ("valid_from = 2025-04-01\nvalid_until = 2025-03-31", "$.codes[0].valid_until", "before valid_from"),
    ],
)
def test_a_code_set_with_a_mistake_is_refused(tmp_path: Path, line: str, path: str, message: str) -> None:
    """The error gives the path in the file."""
    (tmp_path / "gender.toml").write_text(f"{CODES}{line}\n", encoding="utf-8")
    with pytest.raises(DocumentError) as caught:
        files.read_code_set(tmp_path / "gender.toml")
    ((at, text),) = caught.value.problems
    assert (at, message in text) == (path, True), text


def test_a_shared_column_has_its_headings_on_every_list() -> None:
    """A list that gives a heading of its own keeps the others as aliases."""
    for spec in catalogue.lists().values():
        for column in spec.columns:
            for concept in shared().columns:
                if column.name == concept.name:
                    headings = {column.header, *column.aliases}
                    assert {concept.header, *concept.aliases} <= headings, (spec.number, column.name)


def test_no_list_repeats_what_a_shared_column_says() -> None:
    """A heading, type or code set of a shared column is written once."""
    concepts = {column.name: codec.plain(column) for column in shared().columns}
    for path in sorted((FOLDER / "lists").glob("*.toml")):
        for column in codec.read_document(path)["columns"]:
            concept = concepts.get(column["name"], {})
            for key, value in column.items():
                if key != "name":
                    assert concept.get(key) != value, (path.name, column["name"], key)
            assert not set(column.get("aliases", ())) & set(concept.get("aliases", ())), path.name


def test_codes_are_dated_as_the_sources_say() -> None:
    """The codes that came or went since 2019, with their successors."""
    dated = {
        code.name: (code.valid_from, code.valid_until, code.successors)
        for code in catalogue.code_set("placement_type").codes
        if code.valid_from or code.valid_until
    }
    assert {name: tuple(map(str, days[:2])) for name, days in dated.items()} == {
        "P2": ("None", "2023-10-28"),
        "H5": ("None", "2025-03-31"),
        "K3": ("2024-04-01", "None"),
        "Z11": ("2025-04-01", "None"),
        "Z12": ("2025-04-01", "None"),
        "Z13": ("2025-04-01", "None"),
        "Z14": ("2025-04-01", "None"),
    }
    assert dated["P2"][2] == dated["H5"][2] == ("K3",)


def test_every_code_has_a_source() -> None:
    """Its own or that of its set, with how sure it is; and a successor is a code of the same set."""
    for codes in catalogue.code_sets().values():
        names = {code.name for code in codes.codes}
        for code in codes.codes:
            assert code.source or codes.source
            assert code.sure or codes.sure
            assert set(code.successors) <= names
