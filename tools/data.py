"""An installation's data folder: database, collected files, demo district. Each is made once and kept."""

import json
import os
from pathlib import Path

from tools.console import ROOT, run, say, step, table
from tools.python_packages import PYTHON
from tools.stamps import files_below, fingerprint, is_current, remember

LOCK = ROOT / "requirements" / "run.txt"  # a new Wagtail brings migrations and static files of its own
CODE = [ROOT / "cms", ROOT / "content_models", ROOT / "media"]
PEOPLE_SHOWN = {
    "role": "role",
    "community": "community",
    "name": "name",
    "phone": "phone",
    "username": "admin name",
    "password": "password",
}


def data_dir() -> Path:
    """The same folder as cms/settings/environment.py names."""
    return Path(os.environ.get("LINLI_DATA_DIR", "").strip() or ROOT / "var").resolve()


def ensure_data() -> None:
    _ensure_database()
    _ensure_static_files()
    if is_demo():
        _ensure_demo()


def is_demo() -> bool:
    return os.environ.get("LINLI_DEMO", "1").strip().lower() in {"1", "true", "yes", "on"}


def show_people() -> None:
    """Who lives in the demo and how to sign in as them."""
    kept = _stamp("people.json")
    wanted = fingerprint(files_below(*CODE, suffix=".py"))
    if not is_current(_stamp("people"), wanted) or not kept.is_file():
        with step("Demo people"):
            remember(kept, manage("demo", "--people"))
        remember(_stamp("people"), wanted)
    people = json.loads(kept.read_text(encoding="utf-8"))
    say("\nThe people of the demo:")
    rows = [[str(person[key] or "").removeprefix("+86") for key in PEOPLE_SHOWN] for person in people]
    say(table([list(PEOPLE_SHOWN.values()), *rows]))
    say("  Phone app: phone number, then the code that the page shows (this is a demo); or the password.")
    say("  Admin: admin name and password, for those who have one.")


def manage(*arguments: str) -> str:
    return run([PYTHON, ROOT / "manage.py", *arguments])


def _ensure_database() -> None:
    migrations = [path for path in files_below(*CODE, suffix=".py") if path.parent.name == "migrations"]
    wanted = fingerprint([LOCK, *migrations])
    is_elsewhere = bool(os.environ.get("LINLI_DATABASE_URL"))  # it may have been replaced without our knowing
    is_there = is_elsewhere or (data_dir() / "linli.sqlite3").is_file()
    if is_there and not is_elsewhere and is_current(_stamp("database"), wanted):
        return
    if not is_there:
        _stamp("demo").unlink(missing_ok=True)
    with step("Database"):
        manage("migrate", "--no-input")
    remember(_stamp("database"), wanted)


def _ensure_static_files() -> None:
    built = ROOT / "pwa" / "dist" / ".sources"
    wanted = fingerprint([LOCK, *([built] if built.is_file() else []), *files_below(ROOT / "cms" / "static")])
    if is_current(_stamp("static"), wanted) and (data_dir() / "static").is_dir():
        return
    with step("Static files"):
        manage("collectstatic", "--no-input", "--clear")
    remember(_stamp("static"), wanted)


def _ensure_demo() -> None:
    if _stamp("demo").is_file():
        return
    with step("Demo district"):
        manage("demo")
    remember(_stamp("demo"), "made")


def _stamp(name: str) -> Path:
    return data_dir() / ".stamps" / name
