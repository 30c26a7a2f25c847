"""The phone app's build: finds or fetches Node, and builds only when a source has changed."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tools.console import ROOT, run, step
from tools.python_packages import BIN, ensure_packages
from tools.stamps import files_below, fingerprint, is_current, remember

PWA = ROOT / "pwa"
STAMP = PWA / "dist" / ".sources"
OLDEST_NODE = (20, 19)
OLDEST_NPM = (11,)


def ensure_node() -> dict[str, str]:
    """The environment in which `npm` is a Node and npm we can build with: the machine's, or the PyPI wheel's."""
    if _version("node") >= OLDEST_NODE and _version("npm") >= OLDEST_NPM:
        return {}
    ensure_packages("node", "Node.js (from a Python wheel)")
    return {"PATH": os.pathsep.join([str(BIN), os.environ.get("PATH", "")])}


def ensure_modules(environment: dict[str, str]) -> None:
    if _modules_match_lock():
        return
    with step("Client packages (npm ci)"):
        # The lock names no host, so npm asks for each package anew unless it may believe its own cache.
        npm("ci", "--prefer-offline", environment=environment)


def ensure_client() -> None:
    """pwa/dist says what pwa/ says."""
    wanted = fingerprint(_sources())
    if is_current(STAMP, wanted):
        return
    environment = ensure_node()
    ensure_modules(environment)
    with step("Phone app (build)"):
        npm("run", "build", environment=environment)
    remember(STAMP, wanted)


def npm(*arguments: str, environment: dict[str, str]) -> str:
    found = shutil.which("npm", path=environment.get("PATH")) or "npm"
    return run([found, *arguments], cwd=PWA, env=environment)


def _sources() -> list[Path]:
    return [path for path in files_below(PWA) if path.relative_to(PWA).parts[0] != "tests"]


def _version(tool: str) -> tuple[int, ...]:
    path = shutil.which(tool)
    if path is None:
        return ()
    asked = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in re.findall(r"\d+", asked.stdout)[:2])


def _modules_match_lock() -> bool:
    """Compare npm's own record of what it installed with the lock, so that nothing is reinstalled for nothing."""
    record = PWA / "node_modules" / ".package-lock.json"
    if not record.is_file():
        return False
    installed = _packages(record)
    locked = _packages(PWA / "package-lock.json")
    needed = {path for path, package in locked.items() if path and not package.get("optional")}
    return needed <= installed.keys() and all(
        path in locked and locked[path].get("version") == package.get("version") for path, package in installed.items()
    )


def _packages(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["packages"]
    return found
