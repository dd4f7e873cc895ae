"""A folder for a laptop without a network holds what that laptop needs."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.shared import REPOSITORY

PINNED = """\
attrs==26.1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
    # via cattrs
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:bb
exceptiongroup==1.3.0 ; python_full_version < '3.12' \\
    --hash=sha256:cc
"""


@pytest.fixture(scope="module")
def wheelhouse() -> ModuleType:
    """The script, loaded without being run."""
    spec = importlib.util.spec_from_file_location("wheelhouse", REPOSITORY / "scripts/wheelhouse.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("platform", "python", "expected"),
    [
        ("win_amd64", "3.12", ["attrs==26.1.0", "colorama==0.4.6"]),
        ("win_amd64", "3.11", ["attrs==26.1.0", "colorama==0.4.6", "exceptiongroup==1.3.0"]),
        ("macosx_11_0_arm64", "3.13", ["attrs==26.1.0"]),
        ("manylinux_2_28_x86_64", "3.11", ["attrs==26.1.0", "exceptiongroup==1.3.0"]),
    ],
)
def test_only_what_the_other_machine_needs_is_taken(
    wheelhouse: ModuleType, platform: str, python: str, expected: list[str]
) -> None:
    """Markers are read for the machine that will install, not for the one that downloads."""
    chosen = wheelhouse.wanted(PINNED, platform, python)
    assert [line.split(" ")[0] for line in chosen.splitlines() if "==" in line] == expected


def test_every_hash_is_kept(wheelhouse: ModuleType) -> None:
    """What is taken keeps all its hashes and loses its marker, in the form that pip reads."""
    assert wheelhouse.wanted(PINNED, "win_amd64", "3.12") == (
        "attrs==26.1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:ab\n"
        "colorama==0.4.6 \\\n    --hash=sha256:bb\n"
    )


def test_a_platform_without_wheels_is_refused(wheelhouse: ModuleType) -> None:
    """An unknown platform ends with a sentence that shows what one looks like."""
    with pytest.raises(SystemExit, match="such as win_amd64"):
        wheelhouse.wanted(PINNED, "windows", "3.12")
