"""Photograph the faces of the product for the documentation: `make pictures`.

The data is synthetic and its days are fixed, so that a picture changes only when a face does. No font is
shipped: the pictures use the machine's Liberation Sans, which has the widths of Arial and a free licence.
"""

from __future__ import annotations

import struct
import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from inspectprep.reports import html  # noqa: E402  # after the path of the tests
from tests.faces.faces import faces_at  # noqa: E402
from tests.faces.stages import build  # noqa: E402

FOLDER = ROOT / "docs" / "_static" / "faces"
FACES = {
    "before": (
        "ready-index",
        "call-days",
        "ready-annex-a",
        "ready-dates",
        "ready-checklist",
        "check-analyst",
        "coverage",
        "self-evaluation",
        "handout",
        "call-page",
    ),
    "day-3": ("room", "briefing-leaders", "briefing-staff", "office"),
    "embargo": ("embargo", "release-plan"),
    "published": ("action-plan", "debrief"),
}
"""The faces of each stage."""
DARK = ("ready-index", "room", "check-analyst")
"""The faces that are photographed in dark colours too."""
README = "ready-index"
"""The face of the README's picture."""

DESKTOP, PHONE = (1280, 800), (360, 740)
_SCALE = 0.75
"""The size of a picture of a desktop. Its texts can still be read."""
_PAPER = 0.75
"""The size of a picture of a sheet: points times this are pixels."""
_COLOURS = 24
_FONT = '* { font-family: "Liberation Sans", Arial, sans-serif !important; }'
_STYLED = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet]; }"""
_PIXELS = """async ([data, scale]) => {
    const bytes = Uint8Array.from(atob(data), each => each.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const width = Math.round(bitmap.width * scale), height = Math.round(bitmap.height * scale);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    let text = '';
    for (let at = 0; at < pixels.length; at += 32768)
        text += String.fromCharCode.apply(null, pixels.subarray(at, at + 32768));
    return [width, height, btoa(text)]; }"""


def photograph(browser: Browser) -> Iterator[Path]:
    """Write the pictures, and yield the path of each."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as temporary:
        for stage, names in FACES.items():
            with build(stage, Path(temporary) / stage) as workspace:
                for name in names:
                    path = Path(temporary) / f"{name}.html"
                    path.write_text(html.page(faces_at(stage)[name](workspace)), encoding="utf-8")
                    yield from _pictures(browser, name, path.as_uri())


def _pictures(browser: Browser, name: str, address: str) -> Iterator[Path]:
    for scheme in ("light", "dark") if name in DARK else ("light",):
        ending = "-dark" if scheme == "dark" else ""
        page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
        page.goto(address)
        page.evaluate(_STYLED, _FONT)
        for window, size, scale in (("desktop", DESKTOP, _SCALE), ("phone", PHONE, 1.0)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            pixels = _seen(browser, page, scale)
            yield _write(FOLDER / f"{name}-{window}{ending}.png", pixels)
            if name == README and window == "desktop" and not ending:
                yield _write(FOLDER.parent / "ready.png", _seen(browser, page, 1.0))
        if not ending:
            with PdfDocument(page.pdf(format="A4")) as paper:
                sheet = paper[0].render(scale=_PAPER, rev_byteorder=True).to_numpy()
                yield _write(FOLDER / f"{name}-paper.png", sheet[:, :, :3])
        page.close()


def _seen(browser: Browser, page: Page, scale: float) -> np.ndarray:
    """Return the pixels of the first screen of a page: rows, columns and three colours."""
    picture = page.screenshot()
    blank = browser.new_page()
    width, height, text = blank.evaluate(_PIXELS, [b64encode(picture).decode(), scale])
    blank.close()
    return np.frombuffer(b64decode(text), np.uint8).reshape(height, width, 4)[:, :, :3]


def _write(path: Path, pixels: np.ndarray) -> Path:
    """Write pixels as a PNG file with few colours: the most frequent ones, and those far from all others."""
    coarse = (pixels >> 3).astype(np.int32)
    keys = (coarse[:, :, 0] << 10) | (coarse[:, :, 1] << 5) | coarse[:, :, 2]
    found, places, counts = np.unique(keys, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 10, (found >> 5) & 31, found & 31], axis=1) * 255 // 31
    chosen = [int(np.argmax(counts))]
    distance = ((colours - colours[chosen[0]]) ** 2).sum(axis=1).astype(float)
    while len(chosen) < min(_COLOURS, len(found)):
        chosen.append(int(np.argmax(distance * np.sqrt(counts))))
        distance = np.minimum(distance, ((colours - colours[chosen[-1]]) ** 2).sum(axis=1))
    palette = colours[chosen]
    nearest = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    rows = nearest[places].reshape(keys.shape).astype(np.uint8)
    height, width = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", palette.astype(np.uint8).tobytes())
        + _chunk(b"IDAT", zlib.compress(lines, 9))
        + _chunk(b"IEND", b"")
    )
    return path


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def main() -> int:
    """Photograph every face, and print the size of all pictures."""
    chromium = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("The pictures need Chromium.")
        return 2
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        paths = list(photograph(browser))
        browser.close()
    print(f"{len(paths)} pictures, {sum(path.stat().st_size for path in paths) / 1000:,.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
