"""Lists that several communities have on their pages."""

from __future__ import annotations

from cms.demo.plans import BlockPlan as B


def contacts(*entries: tuple[str, str, str, str, str]) -> tuple[B, ...]:
    """Entries of a contact list: name, role, phone, hours, place."""
    names = ("name", "role", "phone", "hours", "place")
    return tuple(B("contact", **dict(zip(names, entry, strict=True))) for entry in entries)


def questions(*pairs: tuple[str, str]) -> tuple[B, ...]:
    """Questions with their answers."""
    return tuple(B("question", question=question, answer=answer) for question, answer in pairs)
