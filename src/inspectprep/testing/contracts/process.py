"""Another process, in which a contract collects the same facts: on another day, in another place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

from inspectprep.testing.contracts.clock import stopped

_TIMEOUT = 120
_PROGRAM = "from inspectprep.testing.contracts.process import main; main()"


def importable(plugin: object) -> str | None:
    """Return the name by which another process can import a plugin, or None."""
    if isinstance(plugin, str):
        return plugin
    if isinstance(plugin, ModuleType) and plugin.__spec__ and sys.modules.get(plugin.__name__) is plugin:
        return plugin.__name__
    return None


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a Python process that imports what this one can import."""
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **more}


def facts_elsewhere(
    contract: type, plugin: str, ids: Sequence[str], *, day: date, seed: int
) -> list[tuple[str, str]]:
    """Return the facts of a contract, collected by a new process.

    Args:
        contract: A contract class of this package.
        plugin: The name of the plugin's module.
        ids: The ids of the providers. Empty for all.
        day: The day that the clock of the new process shows, from before the plugin is imported.
        seed: The seed of the hashes of texts, on which the order of a set depends.

    Raises:
        AssertionError: if the process fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "facts.json"
        request = {
            "contract": f"{contract.__module__}:{contract.__name__}",
            "plugin": plugin,
            "ids": list(ids),
            "day": day.isoformat(),
            "answer": str(answer),
        }
        done = subprocess.run(  # noqa: S603 - this Python, with a program of our own
            [sys.executable, "-c", _PROGRAM, json.dumps(request)],
            cwd=folder,
            env=environment(PYTHONHASHSEED=str(seed)),
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
        if not answer.exists():
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            message = f"The plugin {plugin!r} fails in a new process: {lines[-1] if lines else 'no message'}"
            raise AssertionError(message)
        return [(name, text) for name, text in json.loads(answer.read_text("utf-8"))]


def main() -> None:
    """Collect the facts that the only argument asks for, in a process of :func:`facts_elsewhere`."""
    request = json.loads(sys.argv[1])
    module, _, name = request["contract"].partition(":")
    contract = getattr(import_module(module), name)
    with stopped(date.fromisoformat(request["day"])):
        own = type(name, (contract,), {"plugin": request["plugin"], "ids": tuple(request["ids"])})
        facts = list(own().facts())
    Path(request["answer"]).write_text(json.dumps(facts), encoding="utf-8")
