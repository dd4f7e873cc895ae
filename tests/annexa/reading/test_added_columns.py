"""Columns and headings that a plugin adds: they are read, rules reach them, and the result says so."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import polars as pl
import pytest

import inspectprep as ip
from inspectprep import annexa
from inspectprep.annexa.catalogue import ColumnSpec, ColumnType, ListColumns, Required, lists
from inspectprep.annexa.outputs.checked_workbook import write_checked
from inspectprep.annexa.outputs.submission import write_submission
from inspectprep.annexa.reading.added_columns import ListSpecs, lists_for, with_columns
from inspectprep.annexa.results.result_json import document_of
from inspectprep.errors import DocumentError
from inspectprep.plugins import ColumnsProvider, Registry, RuleProvider, hookimpl, open_registry
from tests.annexa.making import AS_OF, csv, good, workbook


def column(name: str = "advocate", **changes: Any) -> ColumnSpec:
    """Return a column that a plugin adds."""
    given = {
        "name": name,
        "header": name.replace("_", " ").capitalize(),
        "type": ColumnType.CATEGORY,
        "required": Required.CONDITIONAL,
        "codes": "yes_no",
    }
    return ColumnSpec(**(given | changes))


ADVOCATE = column(aliases=("Has an advocate",))
OFFERED = column("advocate_offered", header="Date advocate offered", type=ColumnType.DATE, codes=None)
LIST_8 = ListColumns(list=8, columns=(ADVOCATE, OFFERED), aliases={"ethnicity": ("Heritage",)})
RULES = """
[[rules]]
id = "OWN-1"
lists = [8]
message = "An advocate was offered, and it is not recorded whether the child has one."
guidance = "Record it."
source = "Our standards"
outcomes = [{severity = "warning", when = "present(advocate_offered) and missing(advocate)"}]

[[rules]]
id = "OWN-2"
lists = [8]
message = "A child without an advocate."
guidance = "Offer one."
source = "Our standards"
outcomes = [{severity = "query", when = "code(advocate) == 'No' and advocate_offered < as_of"}]
"""


def plugin(*targets: Any, name: str = "avon", rules: Any = None) -> ModuleType:
    """Return a plugin that adds columns, and rules about them."""
    module = ModuleType(name)

    def inspectprep_columns() -> list[ColumnsProvider]:
        return [ColumnsProvider(id=name, summary="Our columns", target=list(targets))]

    module.inspectprep_columns = hookimpl(inspectprep_columns)  # type: ignore[attr-defined]
    if rules is not None:

        def inspectprep_rules() -> list[RuleProvider]:
            return [RuleProvider(id=name, summary="Our rules", target=[rules])]

        module.inspectprep_rules = hookimpl(inspectprep_rules)  # type: ignore[attr-defined]
    return module


def registry_of(*plugins: ModuleType) -> Registry:
    """Return a registry of the built-in plugins and these."""
    return open_registry(load_plugins=False, extra=plugins)


def table(*rows: tuple[object, object]) -> list[list[object]]:
    """Return a List 8 with the two columns of the plugin, and one heading of its own."""
    plain = good(8, len(rows))
    head = ["Heritage" if text == "Ethnicity" else text for text in plain[0]]
    more = [("3. Has an advocate (Y/N)", "Date advocate offered"), *rows]
    return [[*row, *cells] for row, cells in zip([head, *plain[1:]], more, strict=True)]


ROWS = table(
    ("a) Yes", "01/09/2026"), ("b) No", "02/09/2026"), (None, "03/09/2026"), ("perhaps", "40/09/2026")
)


def test_a_column_is_read_by_its_type_and_its_headings(tmp_path: Path) -> None:
    """Codes and dates are read, wrong cells are findings, and headings may have hints."""
    registry = registry_of(plugin(LIST_8))
    result = annexa.check(csv(tmp_path / "List 8.csv", ROWS), as_of=AS_OF, registry=registry)
    frame = result.dataset.tables[8].frame
    assert frame["advocate__code"].to_list() == ["Yes", "No", None, None]
    assert frame["advocate_offered"].cast(pl.String).to_list() == [
        "2026-09-01", "2026-09-02", "2026-09-03", None,
    ]  # fmt: skip
    assert "ethnicity" in result.dataset.tables[8].columns
    own = result.findings.filter(pl.col("column").is_in(["advocate", "advocate_offered"]))
    assert set(zip(own["rule"], own["row"], strict=True)) == {("AA-F-030", 5), ("AA-F-005", 5)}
    assert not {"AA-S-003", "AA-S-004", "AA-S-019"} & set(result.findings["rule"])


def test_without_the_plugin_the_columns_do_not_belong_to_the_list(tmp_path: Path) -> None:
    """Another check in the same process does not have them."""
    path = csv(tmp_path / "List 8.csv", ROWS)
    annexa.check(path, as_of=AS_OF, registry=registry_of(plugin(LIST_8)))
    result = annexa.check(path, as_of=AS_OF)
    assert "advocate" not in result.dataset.tables[8].columns
    assert result.filter(rule="AA-S-004").findings.height == 3
    assert result.altered_by == ()


@pytest.mark.parametrize("whose", ["plugin", "council"])
def test_rules_can_use_the_columns(tmp_path: Path, whose: str) -> None:
    """Those of the plugin, and those of a council's own file."""
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    own = tmp_path / "rules.toml"
    registry = registry_of(plugin(LIST_8, rules=own if whose == "plugin" else None))
    result = annexa.check(
        csv(tmp_path / "List 8.csv", ROWS),
        as_of=AS_OF,
        registry=registry,
        rules=own if whose == "council" else None,
    )
    found = result.findings.filter(pl.col("rule").str.starts_with("OWN"))
    assert set(zip(found["rule"], found["row"], found["column"], strict=True)) == {
        ("OWN-1", 4, "advocate"), ("OWN-2", 3, "advocate_offered"),
    }  # fmt: skip


def test_a_rule_about_a_column_of_no_plugin_is_refused(tmp_path: Path) -> None:
    """Without the plugin the column does not exist."""
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    with pytest.raises(DocumentError, match="advocate"):
        annexa.check(csv(tmp_path / "List 8.csv", ROWS), as_of=AS_OF, rules=tmp_path / "rules.toml")


def test_a_rule_is_skipped_if_its_column_is_not_in_the_file(tmp_path: Path) -> None:
    """A column of a plugin that a council does not have is not blank."""
    (tmp_path / "rules.toml").write_text(RULES, encoding="utf-8")
    registry = registry_of(plugin(LIST_8, rules=tmp_path / "rules.toml"))
    result = annexa.check(csv(tmp_path / "List 8.csv", good(8)), as_of=AS_OF, registry=registry)
    assert {skipped.rule for skipped in result.skipped} >= {"OWN-1", "OWN-2"}
    assert not result.filter(rule="AA-S-003").findings.height


def test_a_column_that_must_be_filled_is_asked_for(tmp_path: Path) -> None:
    """It is missing if the file does not have it, and blank cells are findings."""
    registry = registry_of(plugin(ListColumns(list=8, columns=(column(required=Required.ALWAYS),))))
    result = annexa.check(csv(tmp_path / "List 8.csv", good(8)), as_of=AS_OF, registry=registry)
    assert result.filter(rule="AA-S-003").findings["column"].to_list() == ["advocate"]
    rows = [[*row, more] for row, more in zip(good(8), ["Advocate", "Yes", "", "Yes"], strict=True)]
    result = annexa.check(csv(tmp_path / "List 8.csv", rows), as_of=AS_OF, registry=registry)
    blank = result.filter(rule="AA-F-001").findings
    assert blank.filter(pl.col("column") == "advocate")["row"].to_list() == [3]


def test_outputs_have_the_columns_as_supplied_or_not_at_all(tmp_path: Path) -> None:
    """The checked workbook has them as they were, and the submission is Ofsted's own layout."""
    path = workbook(tmp_path / "annex-a.xlsx", {"List 8": ROWS})
    result = annexa.check(path, as_of=AS_OF, registry=registry_of(plugin(LIST_8)))
    write_checked(tmp_path / "checked.xlsx", result, key=b"k" * 32)
    sheet = openpyxl.load_workbook(tmp_path / "checked.xlsx")["List 8"]
    supplied = [[cell.value for cell in row[-2:]] for row in sheet.iter_rows(max_col=len(ROWS[0]))]
    assert supplied[0] == ["3. Has an advocate (Y/N)", "Date advocate offered"]
    assert [row[0] for row in supplied[1:5]] == ["a) Yes", "b) No", None, "perhaps"]
    others = [str(number) for number in lists() if number != 8]
    write_submission(tmp_path / "submission.xlsx", result, leave_out=others)
    texts = {
        cell
        for sheet in openpyxl.load_workbook(tmp_path / "submission.xlsx")
        for row in sheet.values
        for cell in row
    }
    assert "perhaps" not in texts
    assert not {"Advocate", "Has an advocate", "Date advocate offered"} & texts
    assert "Ethnicity" in texts


def test_every_result_names_the_plugin_and_what_it_added(tmp_path: Path) -> None:
    """Each column, and each heading of a column of the list."""
    registry = registry_of(plugin(LIST_8))
    result = annexa.check(csv(tmp_path / "List 8.csv", ROWS), as_of=AS_OF, registry=registry)
    said = [
        "The plugin 'avon' adds the column 'advocate' to List 8.",
        "The plugin 'avon' adds the column 'advocate_offered' to List 8.",
        "The plugin 'avon' adds the heading 'Heritage' of ethnicity to List 8.",
    ]
    assert [str(each) for each in result.altered_by] == said
    assert [each["plugin"] for each in document_of(result)["altered_by"]] == ["avon"] * 3
    assert [str(each) for each in result.summary.altered_by] == said


def test_columns_come_from_a_file(tmp_path: Path) -> None:
    """The same fields as in Python."""
    (tmp_path / "list-8.toml").write_text(
        'schema = "inspectprep/list-columns/1"\nlist = 8\n'
        '[[columns]]\nname = "advocate"\nheader = "Advocate"\ntype = "category"\nrequired = "conditional"\n'
        'codes = "yes_no"\n[aliases]\nethnicity = ["Heritage"]\n',
        encoding="utf-8",
    )
    specs = lists_for(registry_of(plugin(tmp_path / "list-8.toml")))
    assert specs.problems == ()
    assert specs.lists[8].columns[-1].codes == "yes_no"
    assert "Heritage" in specs.lists[8].column("ethnicity").aliases


def test_the_policy_may_name_a_column_of_a_plugin(tmp_path: Path) -> None:
    """The heading of the policy means it, and a wrong name is refused with the plugin's in the hint."""
    policy = tmp_path / "policy.toml"
    policy.write_text('[headings.8]\n"Speaks up for the child" = "advocate"\n', encoding="utf-8")
    rows = [["Speaks up for the child" if text == "3. Has an advocate (Y/N)" else text for text in row]
            for row in ROWS]  # fmt: skip
    registry = registry_of(plugin(LIST_8))
    path = csv(tmp_path / "List 8.csv", rows)
    result = annexa.check(path, as_of=AS_OF, registry=registry, policy=policy)
    assert "advocate" in result.dataset.tables[8].columns
    policy.write_text('[headings.8]\n"Speaks up" = "advocat"\n', encoding="utf-8")
    with pytest.raises(DocumentError, match="Did you mean 'advocate'"):
        annexa.check(path, as_of=AS_OF, registry=registry, policy=policy)


def test_columns_of_plugins_do_not_make_a_sheet_a_list(tmp_path: Path) -> None:
    """A sheet needs enough of the list's own columns."""
    many = tuple(column(f"own_{number}") for number in range(20))
    rows = [[*(each.header for each in many), "Child Unique ID"], ["Yes"] * 20 + ["C1"]]
    registry = registry_of(plugin(ListColumns(list=1, columns=many)))
    dataset = annexa.read(csv(tmp_path / "extract.csv", rows), as_of=AS_OF, registry=registry)
    assert dataset.tables == {}


@pytest.mark.parametrize(
    ("added", "path", "message"),
    [
        (ListColumns(list=12, columns=(ADVOCATE,)), "$.list", "from 1 to 11"),
        (ListColumns(list=8), "$", "adds no column and no heading"),
        (ListColumns(list=8, columns=(column("gender"),)), "$.columns[0].name", "already a column of List 8"),
        (ListColumns(list=8, columns=(column("Own"),)), "$.columns[0].name", "lower-case letters"),
        (ListColumns(list=8, columns=(column("a__raw"),)), "$.columns[0].name", "single underscores"),
        (ListColumns(list=8, columns=(column("open"),)), "$.columns[0].name", "means something else"),
        (ListColumns(list=8, columns=(column("class"),)), "$.columns[0].name", "means something else"),
        (ListColumns(list=8, columns=(column(codes="yes_noo"),)), "$.columns[0].codes", "'yes_no'"),
        (ListColumns(list=8, columns=(column(codes=None),)), "$.columns[0].codes", "not a code set"),
        (ListColumns(list=8, columns=(column(type=ColumnType.TEXT),)), "$.columns[0].codes", "category"),
        (ListColumns(list=8, columns=(column(event_date="begun"),)), "$.columns[0].event_date",
         "not a column"),
        (ListColumns(list=8, columns=(column(header="Sex"),)), "$.columns[0].header", "already means gender"),
        (ListColumns(list=8, columns=(column(aliases=("1. Gender (Y/N)",)),)), "$.columns[0].aliases[0]",
         "already means gender"),
        (ListColumns(list=8, columns=(column(aliases=("**",)),)), "$.columns[0].aliases[0]", "no letter"),
        (ListColumns(list=8, aliases={"ethnicty": ("Heritage",)}), "$.aliases.ethnicty",
         "Did you mean 'ethnicity'?"),
        (ListColumns(list=8, aliases={"ethnicity": ("DOB",)}), "$.aliases.ethnicity[0]",
         "already means date_of_birth"),
        (ListColumns(list=8, aliases={"ethnicity": ("Own",), "gender": ("own ",)}), "$.aliases.gender[0]",
         "already means ethnicity"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused(added: ListColumns, path: str, message: str) -> None:
    """The error gives the path and the reason."""
    with pytest.raises(DocumentError) as caught:
        with_columns(ListSpecs(), added)
    assert path in {problem[0] for problem in caught.value.problems}
    assert message in next(text for where, text in caught.value.problems if where == path)


def test_a_heading_of_two_plugins_is_refused_and_named(tmp_path: Path) -> None:
    """The first plugin stays, the other is not used, and the result says why."""
    first = plugin(ListColumns(list=8, aliases={"ethnicity": ("Heritage",)}), name="avon")
    other = plugin(ListColumns(list=8, columns=(column(aliases=("Heritage",)),)), name="severn")
    registry = registry_of(first, other)
    result = annexa.check(csv(tmp_path / "List 8.csv", ROWS), as_of=AS_OF, registry=registry)
    (skipped,) = [each for each in result.skipped if each.rule == "severn"]
    assert "'Heritage' already means ethnicity on List 8" in skipped.reason
    assert "ethnicity" in result.dataset.tables[8].columns
    assert "advocate" not in result.dataset.tables[8].columns
    assert [problem.plugin for problem in registry.problems] == ["severn"]
    assert {each.plugin for each in result.altered_by} == {"avon"}


def test_one_heading_for_the_same_column_may_come_from_two_plugins() -> None:
    """It means one column, so nothing is unclear."""
    same = ListColumns(list=8, aliases={"ethnicity": ("Heritage",)})
    specs = lists_for(registry_of(plugin(same, name="avon"), plugin(same, name="severn")))
    assert specs.problems == ()
    assert specs.lists[8].column("ethnicity").aliases.count("Heritage") == 1


def test_additions_leave_the_specification_alone() -> None:
    """The eleven lists stay as they are."""
    specs = with_columns(ListSpecs(), LIST_8)
    assert [each.name for each in specs.lists[8].columns][-2:] == ["advocate", "advocate_offered"]
    assert "advocate" not in {each.name for each in lists()[8].columns}
    assert "Heritage" not in lists()[8].column("ethnicity").aliases


def test_the_matching_has_the_columns_and_the_policy_may_say_what_their_texts_mean(tmp_path: Path) -> None:
    """Texts of a plugin's category are listed, in the report and the workbook too."""
    path = csv(tmp_path / "List 8.csv", ROWS)
    registry = registry_of(plugin(LIST_8))
    matching = annexa.matching(annexa.read(path, as_of=AS_OF, registry=registry))
    (unmatched,) = [each for each in matching.values if each.value == "perhaps"]
    assert (unmatched.column, unmatched.state) == ("advocate", "unmatched")
    assert {each.column for each in matching.headings} >= {"advocate", "advocate_offered"}
    assert "Date advocate offered" in ip.render(annexa.matching_report(matching), "text").decode()
    annexa.write_matching(tmp_path / "matching.xlsx", matching)
    texts = [
        cell for row in openpyxl.load_workbook(tmp_path / "matching.xlsx")["Matching"].values for cell in row
    ]
    assert "Advocate" in texts
    policy = annexa.Policy(translations={"8": {"advocate": {"perhaps": "No"}}})
    result = annexa.check(path, as_of=AS_OF, registry=registry, policy=policy)
    assert result.dataset.tables[8].frame["advocate__code"].to_list() == ["Yes", "No", None, "No"]
