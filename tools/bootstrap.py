"""From a clone to a running Linli, with Python alone.

`python -m tools.bootstrap run`          everything, then serve (this is `make run`)
`python -m tools.bootstrap install`      the virtual environment with all tools of development
`python -m tools.bootstrap client`       the phone app's build
`python -m tools.bootstrap data`         database, static files and demo in LINLI_DATA_DIR
"""

import os
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036 - this very line is what an older Python gets to read
    sys.exit("Linli needs Python 3.11 or newer. Name one: make run PYTHON=python3.12")

from tools.client import ensure_client, ensure_modules, ensure_node
from tools.console import ROOT, say
from tools.data import ensure_data, is_demo, show_people
from tools.python_packages import PYTHON, ensure_environment, ensure_packages


def run() -> None:
    began = time.monotonic()
    say("Linli 邻里")
    ensure_environment()
    ensure_packages("run", "Python packages")
    ensure_client()
    ensure_data()
    if is_demo():
        show_people()
    say(f"\nPrepared in {time.monotonic() - began:.1f} s; starting …")
    # Replaces this process, so that Ctrl-C and signals reach the supervisor itself.
    os.execv(PYTHON, [str(PYTHON), str(ROOT / "manage.py"), "serve"])  # noqa: S606


def install() -> None:
    ensure_environment()
    ensure_packages("dev", "Python packages, with the tools of development")
    ensure_modules(ensure_node())


def main(arguments: list[str]) -> None:
    commands = {"run": run, "install": install, "client": ensure_client, "data": ensure_data}
    if len(arguments) != 1 or arguments[0] not in commands:
        sys.exit(__doc__)
    commands[arguments[0]]()


if __name__ == "__main__":
    main(sys.argv[1:])
