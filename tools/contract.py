"""The contract between server and phone app, as files: `python -m tools.contract write | check`.

pwa/openapi.json is what the API says of itself; the client's types are made from it. `check` fails when either drifts.
"""

import difflib
import os
import sys
from pathlib import Path

from tools.client import PWA, ensure_node, npm
from tools.console import run
from tools.data import manage

DOCUMENT = PWA / "openapi.json"
TYPES = PWA / "src" / "shared" / "api" / "schema.d.ts"


def current_document() -> str:
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    return manage("export_openapi_schema", "--api", "cms.api.api.api", "--indent", "1", "--sorted").rstrip() + "\n"


def write() -> None:
    DOCUMENT.write_text(current_document(), encoding="utf-8")
    npm("run", "api:types", environment=ensure_node())


def problems() -> list[str]:
    found = _difference(DOCUMENT, current_document())
    types = run([PWA / "node_modules" / ".bin" / "openapi-typescript", "openapi.json"], cwd=PWA, env=ensure_node())
    return found or _difference(TYPES, types)


def _difference(path: Path, wanted: str) -> list[str]:
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    lines = list(
        difflib.unified_diff(kept.splitlines(), wanted.splitlines(), path.name, "what it should be", lineterm="", n=1)
    )
    return [*lines[:60], "Run `make openapi` and look at the difference."] if lines else []


def main(arguments: list[str]) -> None:
    if arguments == ["write"]:
        write()
    elif arguments == ["check"]:
        found = problems()
        if found:
            sys.exit("\n".join(found))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
