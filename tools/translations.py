"""The Chinese catalogue, without any GNU tool: `python -m tools.translations compile | check`.

`check` fails when a text of the code has no entry, an entry no translation, or the compiled file is not the catalogue.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract

from tools.console import ROOT
from tools.stamps import files_below

CATALOGUE = ROOT / "cms" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
# What Wagtail's own Chinese lacks: of its pages, and of its scripts.
BORROWED = [
    ROOT / "cms" / "admin" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po",
    CATALOGUE.with_name("djangojs.po"),
]
CODE = [ROOT / "cms", ROOT / "content_models", ROOT / "media"]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def used_texts() -> dict[str, str]:
    """Every English text of code and templates, with a place where it stands."""
    found: dict[str, str] = {}
    for path, source in _sources():
        for line, message, _, _ in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            text = message[0] if isinstance(message, tuple) else message
            found.setdefault(text, f"{path.relative_to(ROOT)}:{line}")
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    from django.utils.translation.template import templatize

    for path in files_below(*CODE, suffix=".py"):
        yield path, path.read_text(encoding="utf-8")
    for suffix in (".html", ".txt"):
        for path in files_below(*CODE, suffix=suffix):
            # What is left of a template is read as Python, to which its indentation means nothing.
            calls = templatize(path.read_text(encoding="utf-8"))
            yield path, "\n".join(line.strip() for line in calls.splitlines())


def compile_catalogue() -> None:
    for path in (CATALOGUE, *BORROWED):
        path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())


def problems() -> list[str]:
    catalogue = polib.pofile(str(CATALOGUE))
    known = {entry.msgid for entry in catalogue}
    found = [f"no entry: {place}: {text!r}" for text, place in used_texts().items() if text and text not in known]
    for path in (CATALOGUE, *BORROWED):
        entries = polib.pofile(str(path))
        found += [f"not translated: {entry.msgid!r}" for entry in entries.untranslated_entries()]
        found += [f"marked fuzzy: {entry.msgid!r}" for entry in entries.fuzzy_entries()]
        compiled = path.with_suffix(".mo")
        if not compiled.is_file() or compiled.read_bytes() != entries.to_binary():
            found.append(f"{compiled.relative_to(ROOT)} is not its catalogue compiled: run `make messages`")
    return found


def main(arguments: list[str]) -> None:
    if arguments == ["compile"]:
        compile_catalogue()
    elif arguments == ["check"]:
        found = problems()
        if found:
            sys.exit("\n".join(found))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
