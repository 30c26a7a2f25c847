"""Somebody's words in a sheet must not run as a formula in the reader's Excel."""

from __future__ import annotations

from content_models.sheets.cells import STARTS_A_FORMULA


def harmless(text: str) -> str:
    """With an apostrophe before what Excel would take for a formula; uploaded again, it is read without it."""
    return f"'{text}" if text[:1] in (*STARTS_A_FORMULA, "\t", "\r") else text
