"""Laziness: nothing heavy is imported until a document is read or written."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inspectprep import codec


@pytest.mark.parametrize(
    ("used", "absent"),
    [
        ("codec", {"attrs", "cattrs", "tomllib", "json"}),
        ("codec.document_kinds", {"cattrs", "tomllib", "inspectprep.model.framework"}),
        ("codec.read_document", {"cattrs", "inspectprep.model.framework"}),
        ("codec.load", {"tomli_w", "inspectprep.model.framework", "inspectprep.model.report", "jsonschema"}),
    ],
)
def test_only_what_is_used_is_imported(used: str, absent: set[str]) -> None:
    """Each name of the codec brings in no more than it needs."""
    script = f"import sys; from inspectprep import codec; {used}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert absent.isdisjoint(done.stdout.split())


def test_every_listed_name_is_there() -> None:
    """The table of contents keeps its word, and a name that is not in it is refused."""
    assert all(getattr(codec, name) is not None for name in codec.__all__)
    assert dir(codec) == codec.__all__
    with pytest.raises(AttributeError, match="nothing"):
        codec.nothing  # noqa: B018
