"""What a phone downloads before the first page shows, by the client's own measure (`npm run size`)."""

from __future__ import annotations

import re

from tests.benchmarks.figures import Report
from tools.client import ensure_client, ensure_node, npm

# `entry + wishes/board/BoardPage.vue    84.1 kB    12.0 kB`
PAGE = re.compile(r"^(entry.*?)\s+([\d.]+) kB\s+([\d.]+) kB$", re.MULTILINE)
JS_MAX_KB, CSS_MAX_KB = 120.0, 25.0


def run(report: Report) -> None:
    report.chapter("First load of the phone app, after gzip")
    ensure_client()
    pages = PAGE.findall(npm("run", "size", environment=ensure_node()))
    if not pages:
        raise RuntimeError("`npm run size` told no sizes")
    for column, kind, most in ((1, "JavaScript", JS_MAX_KB), (2, "CSS", CSS_MAX_KB)):
        heaviest = max(pages, key=lambda page: float(page[column]))
        size = float(heaviest[column])
        report.show(f"{kind}: {heaviest[0]}", f"{size:.1f} kB", f"at most {most:.0f} kB", holds=0 < size <= most)
