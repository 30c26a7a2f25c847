"""The virtual environment and what is locked into it. pip alone is enough; uv is used where it already is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.console import ROOT, StepFailedError, run, step
from tools.stamps import fingerprint, is_current, remember

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"


def ensure_environment() -> None:
    if PYTHON.exists() and _works(PYTHON):
        return
    with step("Python environment (.venv)"):
        uv = shutil.which("uv")
        try:
            run(
                [uv, "venv", "--clear", "--python", sys.executable, VENV]
                if uv
                else [sys.executable, "-m", "venv", "--clear", VENV]
            )
        except StepFailedError as failure:
            hint = "Python's venv module is incomplete here. On Debian and Ubuntu: apt install python3-venv"
            raise StepFailedError(f"{failure}\n{hint}") from failure


def ensure_packages(lock: str, what: str) -> None:
    """Install requirements/<lock>.txt with its hashes, unless exactly that was installed before."""
    path = ROOT / "requirements" / f"{lock}.txt"
    stamp = VENV / f".installed-{lock}"
    wanted = fingerprint([path], str(PYTHON.resolve()))
    if is_current(stamp, wanted):
        return
    with step(what):
        run([*_installer(), "--quiet", "--require-hashes", "--requirement", path])
    remember(stamp, wanted)


def _installer() -> list[str | Path]:
    uv = shutil.which("uv") or shutil.which("uv", path=str(BIN))
    if uv:
        return [uv, "pip", "install", "--python", PYTHON]
    if not _works(PYTHON, "-m", "pip", "--version"):
        run([PYTHON, "-m", "ensurepip", "--upgrade"])
    return [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]


def _works(*command: str | Path) -> bool:
    arguments = [str(part) for part in command]
    asked = arguments if len(arguments) > 1 else [*arguments, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
