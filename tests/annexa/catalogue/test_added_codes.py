"""Codes that a plugin or a council adds: they are read, rules reach them, and the result says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from inspectprep import annexa
from inspectprep.annexa.catalogue import Code, CodeSet
from inspectprep.annexa.catalogue.added_codes import CodeSets, codes_for, with_codes
from inspectprep.annexa.outputs.checked_workbook import write_checked
from inspectprep.annexa.results.result_json import document_of
from inspectprep.errors import DocumentError, InspectPrepError
from inspectprep.plugins import CodesProvider, hookimpl, open_registry
from tests.annexa.making import AS_OF, csv, good, with_value

FLAT = Code(
    code="K9",
    label="Our supported flats",
    valid_from=date(2026, 4, 1),
    valid_until=date(2026, 9, 30),
    successors=("K3",),
    groups=("unregulated accommodation",),
    variants=("K9 flat",),
)
FILE = """
schema = "inspectprep/codes/1"
name = "placement_type"

[[codes]]
code = "K9"
label = "Our supported flats"
groups = ["unregulated accommodation"]
"""


def plugin(*targets: Any, name: str = "avon") -> ModuleType:
    """Return a plugin that adds codes."""

    def inspectprep_codes() -> list[CodesProvider]:
        return [CodesProvider(id=name, summary="Our placements", target=list(targets))]

    module = ModuleType(name)
    module.inspectprep_codes = hookimpl(inspectprep_codes)  # type: ignore[attr-defined]
    return module


def list_8(folder: Path, *texts: str) -> Path:
    """Return a List 8 with one placement type a row, of children aged 10 whose placements are open."""
    table = good(8, len(texts))
    for row, text in enumerate(texts, start=1):
        table = with_value(table, "Placement Type", text, row)
        table = with_value(table, "Date Ceased to be Looked After", "", row)
    return csv(folder / "List 8.csv", table)


def test_a_code_of_a_plugin_is_read_and_reached_by_rules(tmp_path: Path) -> None:
    """In all its spellings, by its group, and by its years; the result names the code and the plugin."""
    registry = open_registry(
        load_plugins=False, extra=[plugin(CodeSet(name="placement_type", codes=(FLAT,)))]
    )
    path = list_8(tmp_path, "K9", "k9", "K9 flat", "K9 - our supported", "U6")
    result = annexa.check(path, as_of=AS_OF, registry=registry)
    assert result.dataset.tables[8].frame["placement_type__code"].to_list() == ["K9"] * 4 + ["U6"]
    assert result.filter(rule="AA-X-038").findings["row"].to_list() == [2, 3, 4, 5]
    assert result.filter(rule="AA-I-062").findings["row"].to_list() == [2, 3, 4, 5]
    assert ("", "code K9 added to placement_type by plugin avon") in result.changes
    change = {"rule": None, "change": "code K9 added to placement_type by plugin avon"}
    assert change in document_of(result)["changes"]


def test_a_code_of_a_plugin_has_years(tmp_path: Path) -> None:
    """The good rows begin on 15 September 2026; a row without a start is judged by the list date."""
    registry = open_registry(
        load_plugins=False, extra=[plugin(CodeSet(name="placement_type", codes=(FLAT,)))]
    )
    table = good(8, 2)
    for row, start in enumerate(("15/09/2026", ""), start=1):
        table = with_value(table, "Placement Type", "K9", row)
        table = with_value(table, "Start Date of Most Recent Placement", start, row)
    result = annexa.check(csv(tmp_path / "List 8.csv", table), as_of=AS_OF, registry=registry)
    assert result.filter(rule="AA-F-038").findings["row"].to_list() == [3]


def test_a_plugin_adds_codes_from_a_file(tmp_path: Path) -> None:
    """The same kind of file as those of the specification."""
    (tmp_path / "placements.toml").write_text(FILE, encoding="utf-8")
    registry = open_registry(load_plugins=False, extra=[plugin(tmp_path / "placements.toml")])
    assert [str(added) for added in codes_for(registry).added] == [
        "code K9 added to placement_type by plugin avon"
    ]


POLICY = """
[[codes.placement_type]]
code = "K9"
label = "Our supported flats"
valid_from = 2026-04-01
valid_until = 2026-09-30
successors = ["K3"]
groups = ["unregulated accommodation"]
variants = ["K9 flat"]
"""


def test_a_code_of_the_policy_is_read_and_reached_by_rules(tmp_path: Path) -> None:
    """In all its spellings, by its group, and by its years; every output says where it is from."""
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    path = list_8(tmp_path, "K9", "k9", "K9 flat", "K9 - our supported", "U6")
    result = annexa.check(path, as_of=AS_OF, policy=tmp_path / "policy.toml")
    assert result.dataset.tables[8].frame["placement_type__code"].to_list() == ["K9"] * 4 + ["U6"]
    assert result.filter(rule="AA-X-038").findings["row"].to_list() == [2, 3, 4, 5]
    assert not result.filter(rule="AA-F-038").findings.height
    said = "code K9 added to placement_type by the council's policy"
    assert ("", said) in result.changes
    assert {"rule": None, "change": said} in document_of(result)["changes"]
    write_checked(tmp_path / "checked.xlsx", result, key=b"k" * 32)
    assert said in [row[1] for row in openpyxl.load_workbook(tmp_path / "checked.xlsx")["Summary"].values]


@pytest.mark.parametrize(
    ("before", "after", "path", "message"),
    [
        ("placement_type", "placement_typ", "$.codes.placement_typ", "Did you mean 'placement_type'?"),
        ('code = "K9"', 'code = "H5"', "$.codes.placement_type[0]", "already means H5"),
        ("K9 flat", "H5", "$.codes.placement_type[0]", "already means H5"),
        ("valid_until", "valid_unti", "$.codes.placement_type[0].valid_unti", "valid_until"),
        ("unregulated acc", "unregulated ac", "$.codes.placement_type[0].groups", "Did you mean"),
        ("2026-09-30", "2026-03-31", "$.codes.placement_type[0].valid_until", "before valid_from"),
    ],
)
def test_a_code_of_the_policy_that_cannot_be_added_is_refused(
    tmp_path: Path, before: str, after: str, path: str, message: str
) -> None:
    """With the file and the path in it."""
    (tmp_path / "policy.toml").write_text(POLICY.replace(before, after), encoding="utf-8")
    with pytest.raises(DocumentError, match=r"policy\.toml") as caught:
        annexa.read_policy(tmp_path / "policy.toml")
    (problem,) = caught.value.problems
    assert problem[0] == path
    assert message in problem[1]


def test_a_return_that_was_read_without_the_codes_of_the_policy_is_not_checked_with_it(
    tmp_path: Path,
) -> None:
    """The cells would count as unknown, so the error says how to read them."""
    policy = annexa.Policy(codes={"placement_type": (FLAT,)})
    path = list_8(tmp_path, "K9")
    with pytest.raises(InspectPrepError, match="read without the codes"):
        annexa.check_dataset(annexa.read(path, as_of=AS_OF), policy=policy)
    dataset = annexa.read(path, as_of=AS_OF, policy=policy)
    assert annexa.check_dataset(dataset, policy=policy).changes


def test_the_codes_of_a_plugin_and_of_the_policy_may_not_be_the_same(tmp_path: Path) -> None:
    """The council decides which to keep."""
    registry = open_registry(
        load_plugins=False, extra=[plugin(CodeSet(name="placement_type", codes=(FLAT,)))]
    )
    with pytest.raises(DocumentError, match="already means K9"):
        annexa.check(
            list_8(tmp_path, "K9"),
            as_of=AS_OF,
            registry=registry,
            policy=annexa.Policy(codes={"placement_type": (FLAT,)}),
        )


def test_codes_that_cannot_be_added_leave_the_check_to_run_without_them(tmp_path: Path) -> None:
    """The result says so, and the codes of other plugins are still added."""
    wrong = plugin(CodeSet(name="placement_type", codes=(Code(code="H5", label="Ours"),)), name="wrong")
    right = plugin(CodeSet(name="placement_type", codes=(FLAT,)))
    registry = open_registry(load_plugins=False, extra=[wrong, right])
    result = annexa.check(list_8(tmp_path, "K9", "H5"), as_of=AS_OF, registry=registry)
    (skipped,) = [skipped for skipped in result.skipped if skipped.rule == "wrong"]
    assert "already means H5" in skipped.reason
    assert [added.code.name for added in result.dataset.codes.added] == ["K9"]
    assert result.dataset.tables[8].frame["placement_type__code"].to_list() == ["K9", "H5"]


def test_without_additions_a_result_says_nothing_of_codes(tmp_path: Path) -> None:
    """The specification's own codes are not a change."""
    assert annexa.check(list_8(tmp_path, "U6"), as_of=AS_OF).changes == ()


@pytest.mark.parametrize(
    ("codes", "path", "message"),
    [
        ([Code(code="H5", label="Ours")], "$[0]", "'h5' already means H5 in placement_type"),
        ([Code(code="z) H5", label="Ours")], "$[0]", "'h5' already means H5"),
        ([Code(code="K9", label="Children's Homes")], "$[0]", "already means K2"),
        ([Code(code="K9", label="Ours", variants=("K2 \u2013 Children's Home",))],
         "$[0]", "already means K2"),
        ([Code(code="K9", label="Ours"), Code(code="K8", label="Ours")], "$[1]", "'ours' already means K9"),
        ([Code(code="K9", label="Ours", successors=("K33",))], "$[0].successors", "Did you mean 'K3'?"),
        ([Code(code="K9", label="Ours", groups=("fosterin",))], "$[0].groups", "Did you mean 'fostering'?"),
        ([Code(code="K9", label="Ours", valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1))],
         "$[0].valid_until", "before valid_from"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(codes: list[Code], path: str, message: str) -> None:
    """The error gives the path and the reason."""
    with pytest.raises(DocumentError) as caught:
        with_codes(CodeSets(), "placement_type", codes, by="the council's policy", path="$")
    (problem,) = caught.value.problems
    assert problem[0] == path
    assert message in problem[1]


def test_a_code_set_that_does_not_exist_is_refused() -> None:
    """The closest name is suggested."""
    with pytest.raises(DocumentError, match="Did you mean 'placement_type'"):
        with_codes(CodeSets(), "placement_types", [FLAT], by="the council's policy")


def test_additions_leave_the_specification_alone() -> None:
    """Another check in the same process does not see them."""
    more = with_codes(CodeSets(), "placement_type", [FLAT], by="the council's policy")
    assert "K9" in more.sets["placement_type"].members("unregulated accommodation")
    assert "K9" not in CodeSets().sets["placement_type"].members("unregulated accommodation")
