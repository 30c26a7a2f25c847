"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.figures import Report
from tests.benchmarks.load import CLIENT
from tests.support.postgres import find_binaries

LIBRARIES = ("Django", "wagtail", "django-ninja", "granian", "psycopg")


def run(report: Report) -> None:
    report.chapter("The machine")
    report.tell("processor", f"{_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    report.tell("system", f"{platform.system()} {platform.release()}")
    report.tell("Python", platform.python_version())
    report.tell("libraries", ", ".join(f"{name} {version(name)}" for name in LIBRARIES))
    said = subprocess.run([find_binaries() / "postgres", "--version"], capture_output=True, text=True, check=True)
    report.tell("database", said.stdout.strip())
    report.tell("load by", CLIENT)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in told.read_text().splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()
