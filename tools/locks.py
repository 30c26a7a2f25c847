"""The lock files: made by `make lock`, and held to naming versions and hashes but no host (`check`)."""

import re
import sys
from pathlib import Path

from tools.console import ROOT, run, step
from tools.python_packages import BIN

REQUIREMENTS = ROOT / "requirements"
LOCKS: dict[str, list[str]] = {
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--extra", "dev", "--constraint", "requirements/run.txt"],
    "production": ["pyproject.toml", "--extra", "production", "--constraint", "requirements/run.txt"],
    "node": ["--group", "node"],
    "postgres": ["--group", "postgres"],
}
OPTIONS = [
    *("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
    *("--no-annotate", "--custom-compile-command", "make lock"),
]
A_PLACE = re.compile(r"://|^\s*(-i|-f|--(extra-)?index-url|--find-links)\b| @ ", re.MULTILINE)
A_RESOLVED_PLACE = re.compile(r'"resolved":|registry\.npmjs|npmmirror')


def make_locks() -> None:
    for name, inputs in LOCKS.items():
        with step(f"requirements/{name}.txt"):
            run([BIN / "uv", "pip", "compile", *inputs, *OPTIONS, "--output-file", f"requirements/{name}.txt"])


def problems() -> list[str]:
    found = []
    for path in [*sorted(REQUIREMENTS.glob("*.txt")), ROOT / "pwa" / "package-lock.json"]:
        found += _places(path, A_RESOLVED_PLACE if path.suffix == ".json" else A_PLACE)
    for name in LOCKS:
        text = (REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")
        pinned = len(re.findall(r"^[A-Za-z0-9].*==", text, re.MULTILINE))
        if pinned == 0 or text.count("--hash=sha256:") < pinned:
            found.append(f"requirements/{name}.txt: {pinned} packages, but not each has a hash")
    return found


def _places(path: Path, pattern: re.Pattern[str]) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{path.name}:{number}: names a place: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def main(arguments: list[str]) -> None:
    if arguments == ["make"]:
        make_locks()
    elif arguments == ["check"]:
        found = problems()
        if found:
            sys.exit("\n".join(found))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
