"""Fill a folder with everything an installation needs, for a laptop without a network.

Made for this machine unless `--platform` and `--python` say otherwise, such as
``--platform win_amd64 --python 3.12`` for a Windows laptop. Made for this machine, it is tried: a
throwaway environment installs from the folder alone and plays the demo.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = {
    ("win_", "win32"): {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    ("macosx_",): {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    ("manylinux", "musllinux"): {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}
HOW = """\
To install inspectprep from this folder, without a network (Python {python}):

    py -m venv C:\\inspectprep                                                           (Windows)
    C:\\inspectprep\\Scripts\\python -m pip install --no-index --find-links . "inspectprep[all]"

    python3 -m venv ~/inspectprep                                               (Linux and macOS)
    ~/inspectprep/bin/python -m pip install --no-index --find-links . "inspectprep[all]"

requirements.txt lists the exact versions and the hash of every file.
"""


def pip(python: Path | str, *arguments: str, environment: dict[str, str] | None = None) -> None:
    """Run pip quietly with one Python."""
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "-qq", *arguments]
    subprocess.run(command, check=True, env=environment)


def wanted(pinned: str, platform: str, python: str) -> str:
    """Return those of the pinned requirements that apply to a platform, hashes included."""
    system = next((found for prefixes, found in SYSTEMS.items() if platform.startswith(prefixes)), None)
    if system is None:
        sys.exit(f"{platform!r} is not a platform of wheels, such as win_amd64 or macosx_11_0_arm64.")
    target = system | {"python_version": python, "python_full_version": f"{python}.0"}
    chosen = []
    for block in pinned.replace("\\\n", "\0").splitlines():
        if not block or block.lstrip().startswith("#"):
            continue
        requirement = Requirement(block.split("\0")[0])
        if requirement.marker is None or requirement.marker.evaluate(target):
            requirement.marker = None
            chosen.append(
                " \\\n".join([str(requirement), *(each.rstrip() for each in block.split("\0")[1:])])
            )
    return "\n".join(chosen) + "\n"


def fill(folder: Path, platform: str | None, python: str) -> None:
    """Build our own wheels and download the pinned ones of others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    own = [ROOT, *(ROOT / "plugins").glob("inspectprep-[ip]*")]
    for project in own:
        pip(sys.executable, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(project))
    pins = folder / "requirements.txt"
    pinned = (ROOT / "requirements/run.txt").read_text("utf-8")
    if platform is None:
        pins.write_text(pinned, encoding="utf-8")
        target = []
    else:
        pins.write_text(wanted(pinned, platform, python), encoding="utf-8")
        target = ["--platform", platform, "--python-version", python, "--implementation", "cp"]
    others = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", str(pins)]
    pip(sys.executable, "download", *others, *target, "--dest", str(folder))
    (folder / "INSTALL.txt").write_text(HOW.format(python=python), encoding="utf-8")


def attempt(folder: Path) -> None:
    """Install from the folder alone in a throwaway environment, and play the demo there."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    alone |= {"PIP_CONFIG_FILE": os.devnull}
    with tempfile.TemporaryDirectory() as place:
        venv.create(place, with_pip=True, symlinks=os.name != "nt")
        programs = Path(place, "Scripts" if os.name == "nt" else "bin")
        own = ["inspectprep[all]", *(wheel.name.split("-")[0] for wheel in folder.glob("inspectprep_*"))]
        source = ["--no-index", "--find-links", str(folder)]
        pip(programs / "python", "install", *source, *own, environment=alone)
        played = [str(programs / "inspectprep"), "demo", "--out", str(Path(place, "demo"))]
        subprocess.run(played, check=True, cwd=place, env=alone, stdout=subprocess.DEVNULL)


def main() -> None:
    """Fill the folder, try it where that is possible, and say what is in it."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--platform", help="platform of the wheels, such as win_amd64; default: this one")
    parser.add_argument("--python", default=here, help="Python version on that platform; default: this one")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    fill(folder, asked.platform, asked.python)
    if asked.platform is None:
        attempt(folder)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1_000_000
    tried = "not tried: it is for another platform" if asked.platform else "installed from and tried"
    print(f"{asked.folder}: {len(list(folder.glob('*.whl')))} wheels, {size:.0f} MB, {tried}.")


if __name__ == "__main__":
    main()
