"""Wish categories to begin with, by the kind of area. Every one can be renamed, added to and removed."""

from __future__ import annotations

from content_models.areas.models import CommunityKind

_EVERYWHERE = (
    ("搭把手", "hand"),
    ("修修补补", "wrench"),
    ("陪一陪", "people"),
    ("接送跑腿", "car"),
    ("借一借", "box"),
    ("学一学", "book"),
)

CATEGORIES: dict[str, tuple[tuple[str, str], ...]] = {
    CommunityKind.STANDARD: _EVERYWHERE,
    CommunityKind.OLD_ESTATE: (*_EVERYWHERE, ("买药看病", "pill")),
    CommunityKind.NO_PROPERTY_FIRM: (*_EVERYWHERE, ("公共的事", "broom")),
    CommunityKind.URBAN_VILLAGE: (
        ("刚来求助", "home"), ("修一修", "wrench"), ("借工具", "box"), ("带娃", "child"), ("热饭热汤", "bowl"),
        ("找工作学手艺", "briefcase"), ("跑个腿", "bike"),
    ),
    CommunityKind.OFFICE_TOWER: (
        ("企业小事", "briefcase"), ("楼里修修", "wrench"), ("拼一拼", "people"), ("午间学", "book"),
        ("小哥需要", "bike"), ("借用一下", "box"),
    ),
}  # fmt: skip
