"""Files that are about to be sent: every kind that can be read, line by line, and never the value."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from inspectprep import Workspace
from inspectprep.errors import SourceError
from inspectprep.workspace.personal_data.known_names import ChildName
from inspectprep.workspace.personal_data.name_list import read_names

NHS, BIRTH = "a possible NHS number", "a date of birth"
FIGURES = "a possible date of birth in figures"


@pytest.fixture
def scan(tmp_path: Path) -> Any:
    """Write a file, scan it without a folder, and return the places and kinds."""

    def call(name: str, content: str | bytes) -> list[tuple[str, int, str]]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return [tuple(finding) for finding in Workspace().scan(path)]

    return call


def test_lines_of_a_text(scan: Any) -> None:
    """Each line with each kind once, also where a value goes over line breaks."""
    text = "Dear all\n943 476 5919 and 943 476 5919\nborn\n3 May\n2014\n\n94347\n65919\n"
    assert scan("mail.md", text) == [("", 2, NHS), ("", 4, BIRTH), ("", 7, NHS)]
    assert scan("mail.txt", text.replace("\n", "\r\n")) == scan("mail.md", text)
    assert scan("mail.txt", text.encode("utf-16")) == scan("mail.md", text)
    assert scan("latin.txt", "caf\u00e9\nb\u00f6rn 3 May 2014".encode("cp1252")) == [("", 2, BIRTH)]
    assert scan("none.txt", "") == []
    assert scan("good.md", "Called on 9 April 2018. Ring 01865 792422.") == []


def test_the_name_of_a_file(scan: Any) -> None:
    """It is sent with the file."""
    assert scan("case_943-476-5919.txt", "nothing") == [("file name", 0, NHS)]


def test_a_web_page(scan: Any) -> None:
    """Tags inside a number, character references, attributes and comments."""
    page = (
        "<!DOCTYPE html><html><body>\n<p>943<b>476</b>5919</p>\n<p>&#57;43&nbsp;476&nbsp;5919</p>\n"
        '<a title="born 3 May 2014">x</a>\n<!-- 03/05/2014 -->\n<p>84<b>3</b></p></body></html>'
    )
    assert sorted(set(scan("mail.html", page))) == [
        ("", 2, NHS),
        ("", 3, NHS),
        ("", 4, BIRTH),
        ("", 5, FIGURES),
    ]


def test_json(scan: Any) -> None:
    """With escapes, and with the meaning in the key."""
    text = '{\n"a": "943\\u00ad4765919",\n"dob": "2014-05-03",\n"on": "2014-05-03"\n}'
    assert scan("a.json", text) == [("", 2, NHS), ("", 3, BIRTH)]


def test_a_csv_file(scan: Any) -> None:
    """A heading gives its column a meaning, and two cells are not one number."""
    text = (
        "Case,Date of birth,Seen\n1,2014-05-03,2014-05-03\n"
        '2,,"two\nlines"\n3,03/05/2014,943476\n5919,,94347\n'
    )
    assert scan("a.csv", text) == [("", 2, BIRTH), ("", 5, BIRTH)]
    assert scan("b.csv", "Visits\n9434,765919\n943,476,5919\n") == []


def test_a_word_document(scan: Any, tmp_path: Path) -> None:
    """Runs of one paragraph are one text; headers and comments are read too."""
    body = (
        "<w:document><w:p><w:r><w:t>One</w:t></w:r></w:p>\n<w:p><w:r><w:t>943 4</w:t></w:r>"
        "<w:r><w:t>76 5919</w:t></w:r></w:p>"
        "<w:p><w:t>born</w:t><w:tab/><w:t>3 May 2014</w:t></w:p></w:document>"
    )
    path = tmp_path / "made.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr("word/comments.xml", "<w:p><w:t>03/05/2014</w:t></w:p>")
        archive.writestr("word/styles.xml", "<w:p><w:t>03/05/2014</w:t></w:p>")
    assert scan("a.docx", path.read_bytes()) == [("", 2, NHS), ("", 3, BIRTH), ("comments", 1, FIGURES)]


def test_a_workbook(tmp_path: Path) -> None:
    """Rows are those of the sheet, and a heading gives its column a meaning."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Case", "DOB"])
    book.active.append([1, "2014-05-03"])
    second = book.create_sheet("More")
    second.append(["943 476 5919"])
    book.save(tmp_path / "a.xlsx")
    found = [tuple(finding) for finding in Workspace().scan(tmp_path / "a.xlsx")]
    assert found == [("sheet 1", 2, BIRTH), ("sheet 2", 1, NHS)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.4 text"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("a.zip", b"PK\x05\x06" + b"\x00" * 18),
    ],
)
def test_other_files_are_refused_with_a_remedy(scan: Any, name: str, content: bytes) -> None:
    """Rather than passing as clean."""
    with pytest.raises(SourceError, match="Copy its text into a text file"):
        scan(name, content)


def test_a_missing_and_a_damaged_file(scan: Any, tmp_path: Path) -> None:
    """Each is an error of reading."""
    with pytest.raises(SourceError, match="no such file"):
        Workspace().scan(tmp_path / "missing.txt")
    with pytest.raises(SourceError):
        scan("a.docx", b"PK\x03\x04 cut off")


def test_a_workspace_finds_the_children_whom_it_knows(room: Workspace, tmp_path: Path) -> None:
    """By id and by name, also over a line break."""
    room.learn_ids(["case-771234"])
    room.learn_names([ChildName("Zo\u00eb", "Smith")])
    (tmp_path / "mail.txt").write_text("About case 77 1234\nand Zoe\nSmith.\n", "utf-8")
    assert [finding.place for finding in room.scan(tmp_path / "mail.txt")] == ["line 1", "line 2"]


def test_lists_of_names(tmp_path: Path) -> None:
    """Two columns, one column, or one name in each line."""
    wanted = (ChildName("Zo\u00eb Ann", "O'Brien"), ChildName("Jo", "Lee"), ChildName("Eva", ""))
    files = {
        "a.csv": "Id;Surname;First Name(s)\n1;O'Brien;Zo\u00eb Ann\n2;Lee;Jo\n3;;Eva\n".replace("(s)", "s"),
        "b.csv": '\nChild\'s name,Id\n"O\'Brien, Zo\u00eb Ann",1\nJo Lee,2\n"",9\n", Eva",3\n',
        "c.txt": "Zo\u00eb Ann O'Brien\n\nLee, Jo\n , Eva\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
        assert read_names(tmp_path / name, Workspace().registry) == wanted


def test_a_workbook_of_names(tmp_path: Path) -> None:
    """Every sheet with headings for names is read."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Notes"])
    second = book.create_sheet("Names")
    second.append(["Forename", "Family name"])
    second.append(["Jo", "Lee"])
    book.save(tmp_path / "a.xlsx")
    assert read_names(tmp_path / "a.xlsx", Workspace().registry) == (ChildName("Jo", "Lee"),)


@pytest.mark.parametrize("name", ["a.csv", "a.pdf", "missing.csv"])
def test_a_list_without_names_is_refused(tmp_path: Path, name: str) -> None:
    """The remedy names the headings."""
    (tmp_path / "a.csv").write_text("Id,Team\n1,North\n", "utf-8")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(SourceError, match=r"First name and Last name|no such file"):
        read_names(tmp_path / name, Workspace().registry)
