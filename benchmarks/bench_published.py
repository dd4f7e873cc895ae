"""Reading published reports in two processes, beside the bare text of the same files, and its memory."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from inspectprep_published.sample import IMPROVEMENTS, sample_report

FEW, MANY, JOBS = 40, 1000, 2
BARE = """
import sys
import pypdfium2
for path in sys.argv[1:]:
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
"""
READ = """
import resource, sys
from pathlib import Path
from inspectprep_published import read_reports
files = sorted(Path(sys.argv[1]).glob("*.pdf"))[: int(sys.argv[2])]
assert all(report.file for report in read_reports(files, jobs=int(sys.argv[3])))
kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(*(resource.getrusage(kind).ru_maxrss / 1024 for kind in kinds))
"""


def make_reports(folder: Path, count: int) -> None:
    """Write fictional reports, or copies of the reports in the folder that SHARED_REPORTS names."""
    named = os.environ.get("SHARED_REPORTS")
    files = (
        [file for file in sorted(Path(named).glob("*.pdf")) if file.read_bytes()[:5] == b"%PDF-"]
        if named
        else []
    )
    content = sample_report(improvements=IMPROVEMENTS * 6)
    for number in range(count):
        target = folder / f"{number:04}.pdf"
        if files:
            shutil.copyfile(files[number % len(files)], target)
        else:
            target.write_bytes(content)


def processor_seconds(*commands: tuple[str, ...]) -> float:
    """Return the seconds of processor time of commands that run in parallel, and of their own processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for command in commands]
    if sum(process.wait() for process in running):
        raise SystemExit("A command failed.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the speed beside the bare text, and the memory for few and many files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_reports(folder, MANY)
        files = [str(file) for file in sorted(folder.glob("*.pdf"))]
        rounds = []
        few = files[: FEW * 3]
        for _ in range(3):
            parts = [(sys.executable, "-c", BARE, *few[number::JOBS]) for number in range(JOBS)]
            theirs = processor_seconds(*parts)
            ours = processor_seconds((sys.executable, "-c", READ, name, f"{len(few)}", f"{JOBS}"))
            rounds.append((ours / theirs, len(few) * JOBS / ours))
        ratio, speed = sorted(rounds)[1]
        print(f"  {len(few)} reports: {ratio:.2f} times the processor time of their bare text")
        print(f"  {speed:.0f} reports a second on {JOBS} processors that do nothing else (target 15)")
        for count in (FEW, MANY):
            command = [sys.executable, "-c", READ, name, f"{count}", f"{JOBS}"]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            own, readers = map(float, done.stdout.split())
            print(f"  {count} reports: {own:.0f} MB at most in the program, {readers:.0f} MB in a reader")


if __name__ == "__main__":
    main()
