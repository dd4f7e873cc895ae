"""A browser, and the pages of every stage, each made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from inspectprep.reports import html
from tests.faces.faces import faces_at
from tests.faces.stages import build


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser, or a skip that says why there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("this machine has no Chromium")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Mapping[str, Path]]:
    """Give the file of every face at a stage, by name."""

    @cache
    def of(stage: str) -> Mapping[str, Path]:
        folder = tmp_path_factory.mktemp(stage)
        with build(stage, folder / "workspace") as workspace:
            files = {name: folder / f"{name}.html" for name in faces_at(stage)}
            for name, face in faces_at(stage).items():
                files[name].write_text(html.page(face(workspace)), encoding="utf-8")
        return files

    return of
