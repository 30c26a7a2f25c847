"""Fingerprints of sources, so that a second start does only what has changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tools.console import ROOT

NEVER = {"node_modules", "dist", "__pycache__", ".vite", "coverage", "test-results"}


def files_below(*folders: Path, suffix: str = "") -> list[Path]:
    """Every file of these folders, made ones left out, in an order that is the same everywhere."""
    found: list[Path] = []
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if path.name in NEVER or path.name.startswith("."):
                continue
            if path.is_dir():
                found += files_below(path, suffix=suffix)
            elif path.name.endswith(suffix):
                found.append(path)
    return found


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    digest = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        digest.update(f"\0{path.relative_to(ROOT).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def remember(stamp: Path, value: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value, encoding="utf-8")
